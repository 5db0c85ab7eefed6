//! What changes of contacts look like: the list, a page in each state, the form, and the queue of what must be verified.

use super::{
    changed,
    desk::{Desk, Setting, dark, mono, plain},
    review::read,
    seed,
    snapshots::{SIZES, keep},
};
use countersign::app::Signer;
use uuid::Uuid;

/// A state worth looking at: its name, who sits there, and the keys that lead there, each with what is typed after them.
type Scene = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

const SCENES: &[Scene] = &[
    ("changes", "amina.k", &[("7 c", "")]),
    ("upkeep", "amina.k", &[("7 u", "")]),
    ("change-form", "amina.k", &[(":", "contact gha-1"), ("enter p right tab right right tab", "+233555019999")]),
    ("change-form-of-somebody-new", "amina.k", &[(":", "contact gha-1"), ("enter p left", "")]),
    (
        "change-form-mistaken",
        "amina.k",
        &[(":", "contact gha-1"), ("enter p right tab right tab", "12"), ("tab tab tab tab", "x"), ("enter", "")],
    ),
    (
        "change-form-of-a-switchboard",
        "amina.k",
        &[(":", "contact gha-1"), ("enter v p right right right enter ctrl-u", "+233555019998"), ("enter", "")],
    ),
    (
        "change-form-of-a-chain",
        "amina.k",
        &[
            (":", "contact gha-1"),
            ("enter v p right right right right right enter right enter right right right enter ctrl-u", "technical/5/always"),
            ("enter", ""),
        ],
    ),
    ("response-test", "amina.k", &[(":", "contact gha-3"), ("enter t", "")]),
    ("contact-erase", "ines.r", &[(":", "contact gha-3"), ("enter x e", "")]),
];

/// A page in each state.
const PAGES: &[(&str, &str, u128)] = &[
    ("change-waits", "luc.b", changed::WAITS),
    ("change-own", "amina.k", changed::WAITS),
    ("change-cools", "luc.b", changed::COOLS),
    ("change-forged", "luc.b", changed::FORGED),
];

fn desk_of(person: &str) -> Desk {
    let signer = Signer { person: person.parse().unwrap(), station: "ONL-2".parse().unwrap() };
    let books = vec![changed::book(), seed::ghana(), seed::empty()];
    Desk::with(Setting { books, signer: Some(signer), ..Setting::default() })
}

fn scene(person: &str, keys: &[(&str, &str)]) -> Desk {
    let mut desk = desk_of(person);
    for (keys, text) in keys {
        desk.press(keys);
        desk.type_text(text);
    }
    desk
}

fn page(person: &str, id: u128) -> Desk {
    let words = format!("change {}", Uuid::from_u128(id));
    scene(person, &[(":", &words), ("enter", "")])
}

/// The form of a confirmation, after the change was read.
fn confirming() -> Desk {
    let mut desk = page("luc.b", changed::WAITS);
    read(&mut desk);
    desk.press("x a right tab right");
    desk
}

fn every_size(name: &str, make: impl Fn() -> Desk) {
    for (columns, rows) in SIZES {
        let mut desk = make();
        desk.resize(columns, rows);
        keep(&format!("{name}@{columns}x{rows}"), &desk.screen());
    }
}

#[test]
fn changes_in_every_size() {
    for (name, person, keys) in SCENES {
        every_size(name, || scene(person, keys));
    }
    for (name, person, id) in PAGES {
        every_size(name, || page(person, *id));
    }
    every_size("change-confirming", confirming);
}

#[test]
fn changes_in_true_colour_without_colour_and_plain() {
    let styled = |name: &str, desk: Desk| {
        for theme in [dark(), mono()] {
            keep(&format!("{name}@{}", theme.name()), &desk.styled(&theme));
        }
        keep(&format!("{name}@plain"), &desk.styled(&plain()));
    };
    styled("changes", scene("amina.k", &[("7 c", "")]));
    styled("upkeep", scene("amina.k", &[("7 u", "")]));
    styled("change-waits", page("luc.b", changed::WAITS));
    styled("change-form", scene("amina.k", SCENES[2].2));
}

#[test]
fn beside_the_list_the_page_of_a_change_knows_who_signs() {
    let mut desk = super::changing::desk_of("amina.k", (160, 45));
    desk.press("7 c");
    desk.fire(countersign::app::Timer::Peek);
    desk.answer_all();
    let screen = desk.screen();
    assert!(screen.contains("The proposal") && !screen.contains("names no operator"), "{screen}");
}
