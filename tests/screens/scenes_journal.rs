//! What the journal looks like: the list with what is uncertain first, lines of every kind, and a console that can't write one.

use super::{
    desk::Desk,
    scenes::{keep_sizes, keep_styles},
};
use countersign::{app::Effect, console::Message, registry::Read};

type Scene = (&'static str, fn() -> Desk);

fn journal(keys: &str) -> Desk {
    let mut desk = Desk::open();
    desk.press("9");
    if !keys.is_empty() {
        desk.press(keys);
    }
    desk
}

const SCENES: [Scene; 5] = [
    ("journal", || journal("")),
    ("journal-open", || journal("o")),
    ("journal-line-open", || journal("enter")),
    ("journal-line-closed", || journal("G k k enter")),
    ("journal-closed", || {
        let mut desk = journal("");
        desk.send(Message::JournalClosed("The journal can't be written: no space left on the device.".into()));
        desk
    }),
];

#[test]
fn every_scene_in_every_size() {
    for (name, set) in SCENES {
        keep_sizes(name, set, &[(60, 16)]);
    }
}

#[test]
fn styles_in_true_colour_and_without_colour() {
    for (name, set) in SCENES.into_iter().take(3) {
        keep_styles(name, &set());
    }
}

#[test]
fn the_journal_is_read_here_and_found_like_any_list() {
    let mut desk = journal("");
    assert!(desk.screen().contains("9 Journal"), "{}", desk.screen());
    let first = desk.screen().lines().find(|line| line.contains("open")).map(str::to_owned);
    assert!(
        first.is_some_and(|line| line.contains(" 6  2026-11-21 23:36  ! open")),
        "what is uncertain stands first: {}",
        desk.screen()
    );
    desk.press("/");
    desk.type_text("kind:refusal");
    desk.press("enter");
    assert!(desk.screen().contains("F01: who submitted"), "{}", desk.screen());
    desk.take();
    desk.press("d");
    let copied = desk.take();
    assert!(copied.iter().any(|effect| matches!(effect, Effect::Copy(text) if text.len() == 64)), "{copied:?}");
    desk.press("enter");
    let asked = desk.take();
    assert!(asked.iter().any(|effect| matches!(effect, Effect::Ask { ask: Read::JournalLine(5), .. })), "{asked:?}");
}
