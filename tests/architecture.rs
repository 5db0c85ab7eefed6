//! The house stands as it was drawn (src/lib.rs): who may import whom, what may stand where, and how large anything may get.
//! Reads the source as text, without comments and strings. A new room must be entered in [`FLOORS`].
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

#[path = "architecture/circles.rs"]
mod circles;
#[path = "architecture/source.rs"]
mod source;

use circles::circle;
use source::{Source, all, code_only, first_names, has_word, long_functions};

/// Each room and its floor, times ten. The configuration stands between the console and the runtime, so that only these use it.
const FLOORS: [(&str, u32); 18] = [
    ("text", 0),
    ("domain", 10),
    ("evidence", 20),
    ("wire", 30),
    ("aef", 30),
    ("registry", 40),
    ("app", 50),
    ("ui", 50),
    ("sandbox", 50),
    ("offline", 50),
    ("screens", 60),
    ("console", 70),
    ("config", 75),
    ("runtime", 80),
    ("cli", 90),
    ("main", 95),
    ("lib", 100),
    ("bin", 90),
];

/// Words that may stand only in these rooms, or parts of rooms. HTTP is asked by the boundary to registries, and by the courier between
/// two practice registries.
const ONLY_IN: [(&str, &[&str]); 3] = [
    ("ratatui", &["ui", "screens", "console", "runtime"]),
    ("crossterm", &["runtime"]),
    ("reqwest", &["registry", "sandbox/link"]),
];

/// Words that may not stand in these rooms, with the reason.
const NOT_IN: [(&[&str], &[&str], &str); 3] = [
    (
        &["tokio", "Instant", "SystemTime", "reqwest"],
        &["domain", "text", "app", "ui", "screens", "console"],
        "no clock and no waiting in what must be pure",
    ),
    (&["serde", "serde_json"], &["domain"], "the wire has types of its own"),
    (&["std::fs", "std::net", "std::env"], &["domain", "text", "evidence", "wire", "app", "ui", "screens", "console"], "no I/O"),
];

/// Texts that may stand nowhere in the source, with the rule.
const NOWHERE: [(&str, &str); 4] = [
    ("process::Command", "T27: no other program is started"),
    ("danger_accept", "T12: no certificate is taken unchecked"),
    ("tls_danger", "T12: no certificate is taken unchecked"),
    ("Timestamp::now", "the clock is an argument: it is read in the runtime, by the HTTP adapter and in practice registries"),
];

/// Rooms that read the clock.
const CLOCKS: [&str; 4] = ["registry", "runtime", "sandbox", "cli"];

const FORBIDDEN_NAMES: [&str; 7] = ["utils", "util", "helpers", "helper", "common", "manager", "misc"];

/// What it is for, one key rule, what it must not know.
const HEAD: usize = 3;
const LONGEST_FILE: usize = 400;
const LONGEST_FUNCTION: usize = 60;

fn floor(room: &str) -> Option<u32> {
    FLOORS.iter().find(|(name, _)| *name == room).map(|(_, floor)| *floor)
}

/// Fails with all complaints at once, because one at a time wastes builds.
fn none(what: &str, complaints: Vec<String>) {
    assert!(complaints.is_empty(), "{what}:\n  {}", complaints.join("\n  "));
}

#[test]
fn every_room_has_a_floor() {
    let unknown = all("src").into_iter().filter(|source| floor(source.room()).is_none());
    none("rooms that are not in FLOORS", unknown.map(|source| source.path).collect());
}

#[test]
fn no_arrow_runs_up_or_sideways() {
    none("a room imports only from floors below its own", all("src").iter().flat_map(rising_arrows).collect());
}

/// The imports of a file that break the rule. The library's root declares all rooms and imports none.
fn rising_arrows(source: &Source) -> Vec<String> {
    let room = source.room();
    let own = floor(room).unwrap_or(0);
    let mut targets = first_names(&source.code, "crate::");
    targets.extend(first_names(&source.code, &"super::".repeat(source.depth())));
    targets.extend(first_names(&source.code, "countersign::"));
    let rising = |target: &String| target != room && floor(target).is_some_and(|floor| floor >= own);
    targets.into_iter().filter(rising).map(|target| format!("{}: {room} → {target}", source.path)).collect()
}

#[test]
fn no_file_uses_itself_over_others() {
    let sources = all("src");
    assert_eq!(circle(&sources), None, "files that import in a circle");
}

/// T12, T27.
#[test]
fn rooms_hold_only_what_belongs_there() {
    let mut complaints = Vec::new();
    for source in all("src") {
        let room = source.room();
        for (word, rooms) in ONLY_IN {
            if !rooms.iter().any(|room| source.stands_in(room)) && has_word(&source.code, word) {
                complaints.push(format!("{}: {word} belongs in {rooms:?}", source.path));
            }
        }
        for (words, rooms, reason) in NOT_IN {
            for word in words.iter().filter(|word| rooms.contains(&room) && has_word(source.code_without_tests(), word)) {
                complaints.push(format!("{}: {word}: {reason}", source.path));
            }
        }
        for (text, rule) in NOWHERE {
            let is_clock = text == "Timestamp::now" && CLOCKS.contains(&room);
            if !is_clock && source.code_without_tests().contains(text) {
                complaints.push(format!("{}: {text}: {rule}", source.path));
            }
        }
    }
    none("something stands where it must not", complaints);
}

#[test]
fn nothing_is_too_long() {
    let mut complaints = Vec::new();
    for source in all("src").into_iter().chain(all("tests")) {
        let lines = source.text.lines().count();
        if lines > LONGEST_FILE {
            complaints.push(format!("{}: {lines} lines", source.path));
        }
        let functions = long_functions(&source.text, LONGEST_FUNCTION);
        complaints.extend(functions.into_iter().map(|(name, lines)| format!("{}: fn {name} has {lines} lines", source.path)));
    }
    none(&format!("files have at most {LONGEST_FILE} lines, functions {LONGEST_FUNCTION}"), complaints);
}

#[test]
fn every_module_says_what_it_is_for() {
    let modules = all("src").into_iter().filter(|source| source.room() != "lib" && !source.is_test());
    let silent = modules.filter(|source| {
        let head: Vec<&str> = source.text.lines().take_while(|line| line.starts_with("//!")).collect();
        head.len() < HEAD || !head.iter().any(|line| line.contains("Must not know"))
    });
    none(
        "a module begins with three lines of //! one of which says what it must not know",
        silent.map(|source| source.path).collect(),
    );
}

#[test]
fn names_say_something() {
    let vague = all("src").into_iter().chain(all("tests")).filter(|source| {
        source.path.split(['/', '.']).any(|part| FORBIDDEN_NAMES.contains(&part)) || source.path.ends_with("/mod.rs")
    });
    none("files are named after one idea, and are never mod.rs", vague.map(|source| source.path).collect());
}

/// The rules above can fail.
#[test]
fn a_breach_is_found() {
    let breach = |path: &str, text: &str| rising_arrows(&Source::new(path.into(), text.into()));
    let app = "src/app/desk.rs";
    assert_eq!(
        breach(app, "use crate::{registry::Read, console::{State, Message}, ui};"),
        ["src/app/desk.rs: app → console", "src/app/desk.rs: app → ui"]
    );
    assert_eq!(breach(app, "fn f() { crate::runtime::run() }"), ["src/app/desk.rs: app → runtime"]);
    assert_eq!(breach(app, "use super::super::config;"), ["src/app/desk.rs: app → config"]);
    assert_eq!(breach("src/screens.rs", "use crate::config::File;"), ["src/screens.rs: screens → config"]);
    assert!(breach(app, "// crate::runtime\nuse crate::{app::Key, text::Kind}; const S: &str = \"crate::cli\";").is_empty());
    assert!(breach("src/runtime.rs", "use crate::{config::File, console::State};").is_empty());

    let link = |path: &str| Source::new(path.into(), String::new()).stands_in("sandbox/link");
    assert!(link("src/sandbox/link.rs") && link("src/sandbox/link/sending.rs"));
    assert!(!link("src/sandbox.rs") && !link("src/sandbox/linkage.rs") && !link("src/registry/sandbox/link.rs"));

    assert!(has_word("use ratatui::Frame;", "ratatui") && !has_word("my_ratatui_x", "ratatui"));
    assert_eq!(code_only("a /* b /* c */ d */ e // f\n\"g\\\"h\" 'i' r#\"j\"# 'k: l"), "a  e \n\"\" '' \"\" 'k: l");
    let long = format!(
        "impl X {{\n    fn short() {{}}\n    fn long(\n        x: u8,\n    ) {{\n{}    }}\n}}\n",
        "        x;\n".repeat(60)
    );
    assert_eq!(long_functions(&long, LONGEST_FUNCTION), [("long".to_owned(), 64)]);
}

/// A circle is found: over a group, over `super`, over a path in the code; and what only tests use makes none.
#[test]
fn a_circle_is_found() {
    let file = |path: &str, text: &str| Source::new(path.into(), text.into());
    let desk = || file("src/app/desk.rs", "use crate::{\n    app::{field::Field, key::{self, Key}},\n    text::Kind as K,\n};");
    let round = |field: &str| {
        let key = file("src/app/key.rs", "use super::Action;\nconst N: u8 = 1;");
        let sources = [file("src/app.rs", "mod desk;\npub use desk::Desk;"), desk(), file("src/app/field.rs", field), key];
        circle(&sources).map(|way| way.join(" "))
    };
    let both = Some("src/app/desk.rs src/app/field.rs".to_owned());
    for back in [
        "use super::desk::Desk;",
        "use crate::app::desk;",
        "use crate::{text::{Kind, Shown as S}, app::desk::Desk};",
        "fn f() { super::desk::f() }",
    ] {
        assert_eq!(round(back), both, "{back}");
    }
    for none in [
        "use super::{Action, key::Key};",
        "pub(in crate::app::desk) fn f() {}",
        "// use super::desk::Desk;",
        "#[cfg(test)]\nmod tests {\n    use crate::app::desk::Desk;\n}",
    ] {
        assert_eq!(round(none), None, "{none}");
    }
}
