//! What the directory, its cards and the runner of calls look like, in three sizes and with their styles.

use super::{
    desk::{Desk, dark, mono, plain},
    snapshots::{SIZES, keep},
};
use countersign::app::Timer;

/// A state worth looking at: the keys that lead there, and what is typed after them into what they opened.
const SCENES: &[(&str, &[(&str, &str)])] = &[
    ("contacts", &[("7", "")]),
    ("contacts-reachable", &[("7 o", "")]),
    ("contacts-due", &[("7 d", "")]),
    ("contacts-changed", &[("7 w", "")]),
    ("contacts-none", &[("7 /", "role:legal"), ("enter", "")]),
    ("contacts-of-a-party", &[("7 /", "party:SWE"), ("enter", "")]),
    ("contact-away", &[(":", "contact gha-1"), ("enter", "")]),
    ("contact-changed", &[(":", "contact gha-2"), ("enter", "")]),
    ("contact-hostile-name", &[(":", "contact swe-2"), ("enter", "")]),
    ("contact-unknown", &[(":", "contact nobody-9"), ("enter", "")]),
    ("contacts-registry", &[(":", "contact gha-2"), ("enter v", "")]),
    ("contact-suspend", &[(":", "contact gha-2"), ("enter x s", "")]),
    ("calls", &[("4 /", "counterpart:GHA01 overdue:yes"), ("enter C", "")]),
    ("calls-nobody", &[("8 /", "VUT01"), ("enter C v", "")]),
];

fn desk(keys: &[(&str, &str)]) -> Desk {
    let mut desk = Desk::open();
    for (keys, text) in keys {
        desk.press(keys);
        desk.type_text(text);
    }
    desk
}

#[test]
fn contacts_in_every_size() {
    for (name, keys) in SCENES {
        for (columns, rows) in SIZES {
            let mut desk = desk(keys);
            desk.resize(columns, rows);
            keep(&format!("{name}@{columns}x{rows}"), &desk.screen());
        }
    }
}

#[test]
fn contacts_in_true_colour_without_colour_and_plain() {
    for name in ["contacts", "contact-changed", "calls"] {
        let (_, keys) = SCENES.iter().find(|(scene, _)| *scene == name).unwrap();
        let desk = desk(keys);
        for theme in [dark(), mono()] {
            keep(&format!("{name}@{}", theme.name()), &desk.styled(&theme));
        }
        keep(&format!("{name}@plain"), &desk.styled(&plain()));
    }
}

#[test]
fn beside_the_directory_stands_the_card() {
    let mut desk = desk(&[("7 j j j j j", "")]);
    desk.resize(160, 45);
    desk.fire(Timer::Settle);
    desk.fire(Timer::Peek);
    keep("contacts-beside@160x45", &desk.screen());
}
