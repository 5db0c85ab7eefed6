//! Themes as the operator meets them: tried on in the picker, chosen by name, and brought along by a profile.
//! The desk loads the embedded ones; a theme file of the operator's own is one it can't load.

use super::desk::{Desk, Setting};
use countersign::app::Effect;

fn asked(desk: &mut Desk) -> Vec<String> {
    let themes = desk.take().into_iter().filter_map(|effect| match effect {
        Effect::Theme(name) => Some(name),
        _ => None,
    });
    themes.collect()
}

fn with_broken_file() -> Desk {
    Desk::with(Setting { theme_file: Some("sea"), ..Setting::default() })
}

#[test]
fn each_theme_is_shown_as_the_cursor_comes_to_it() {
    let mut desk = Desk::open();
    desk.press("ctrl-t");
    assert!(asked(&mut desk).is_empty(), "opening the picker changes nothing");
    desk.press("down");
    assert_eq!(asked(&mut desk), ["light"]);
    desk.press("down down");
    assert_eq!(asked(&mut desk), ["high-contrast", "deuteranopia"]);
    assert_eq!(desk.theme.name(), "deuteranopia");
    desk.type_text("tri");
    assert_eq!(asked(&mut desk), ["light", "high-contrast", "tritanopia"], "the first that t, tr, tri fit");
}

#[test]
fn enter_keeps_what_is_shown_and_escape_brings_back_what_was() {
    for (keys, kept) in [
        ("down enter", "light"),
        ("down down enter", "high-contrast"),
        ("enter", "dark"),
        ("down esc", "dark"),
        ("down up esc", "dark"),
        ("down ctrl-c", "dark"),
        ("esc", "dark"),
        ("down enter ctrl-t down esc", "light"),
    ] {
        let mut desk = Desk::open();
        desk.press("ctrl-t");
        desk.press(keys);
        assert_eq!(desk.theme.name(), kept, "{keys}");
        desk.press("ctrl-t");
        let line = desk.screen().lines().find(|line| line.contains("in use")).unwrap().to_owned();
        assert!(line.contains(kept), "{keys}: {line}");
    }
}

#[test]
fn leaving_without_having_looked_asks_for_nothing() {
    let mut desk = Desk::open();
    desk.press("ctrl-t esc");
    assert!(asked(&mut desk).is_empty());
}

/// The picker says why, stays open on Enter, and the theme before stays.
#[test]
fn a_theme_that_cannot_be_loaded_says_why_where_it_stands() {
    let mut desk = with_broken_file();
    desk.press("ctrl-t up");
    assert_eq!(asked(&mut desk), ["sea"]);
    assert!(desk.screen().contains("there is no theme `sea`"), "{}", desk.screen());
    assert_eq!(desk.theme.name(), "dark");
    desk.press("enter");
    assert!(desk.screen().contains("Use a theme"), "it is still open: {}", desk.screen());
    assert!(asked(&mut desk).is_empty());
    desk.press("up enter");
    assert_eq!(desk.theme.name(), "mono");
}

#[test]
fn a_theme_that_cannot_be_loaded_by_name_is_said_and_the_one_before_stays() {
    let mut desk = with_broken_file();
    desk.press(":");
    desk.type_text("theme light");
    desk.press("enter :");
    desk.type_text("theme sea");
    desk.press("enter");
    assert!(desk.says().contains("The theme was not used"), "{}", desk.says());
    assert_eq!(desk.theme.name(), "light");
    desk.take();
    switch(&mut desk, "practice-gha");
    switch(&mut desk, "practice-che");
    assert_eq!(desk.theme.name(), "light", "what could not be used is not kept for later either");
}

fn switch(desk: &mut Desk, profile: &str) {
    desk.press(":");
    desk.type_text(&format!("profile {profile}"));
    desk.press("enter");
}

#[test]
fn a_profile_brings_its_theme_along_and_takes_it_away() {
    let mut desk = Desk::open();
    switch(&mut desk, "practice-gha");
    assert_eq!(desk.theme.name(), "tritanopia");
    switch(&mut desk, "empty");
    assert_eq!(desk.theme.name(), "dark", "a profile without a theme uses the general one");
    desk.press(":");
    desk.type_text("theme light");
    desk.press("enter");
    switch(&mut desk, "practice-gha");
    assert_eq!(desk.theme.name(), "tritanopia", "its own theme says which registry this is");
    switch(&mut desk, "practice-che");
    assert_eq!(desk.theme.name(), "light", "what was chosen by hand stays the general one");
    asked(&mut desk);
    switch(&mut desk, "empty");
    assert!(asked(&mut desk).is_empty(), "it is in use already");
}
