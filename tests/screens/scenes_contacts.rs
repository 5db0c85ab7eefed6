//! What the directory, its cards and the runner of calls look like, in three sizes and with their styles.

use super::{
    scenes::{Walk, keep_styles_of, keep_walks, walked},
    snapshots::keep,
};
use countersign::app::Timer;

const SCENES: &[Walk] = &[
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

#[test]
fn contacts_in_every_size() {
    keep_walks(SCENES);
}

#[test]
fn contacts_in_true_colour_without_colour_and_plain() {
    keep_styles_of(SCENES, &["contacts", "contact-changed", "calls"]);
}

#[test]
fn beside_the_directory_stands_the_card() {
    let mut desk = walked(&[("7 j j j j j", "")]);
    desk.resize(160, 45);
    desk.fire(Timer::Settle);
    desk.fire(Timer::Peek);
    keep("contacts-beside@160x45", &desk.screen());
}
