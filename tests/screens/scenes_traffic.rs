//! What the screens of transfers, messages and incidents look like, in three sizes and with their styles.

use super::{
    scenes::{Walk, keep_styles_of, keep_walks, walked},
    snapshots::keep,
};
use countersign::app::Timer;

const SCENES: &[Walk] = &[
    ("transfers", &[("4", "")]),
    ("transfers-overdue", &[("4 d", "")]),
    ("transfers-of-a-peer", &[("4 /", "counterpart:GHA01 -state:completed"), ("enter", "")]),
    ("transfers-none", &[("4 /", "state:withdrawn direction:incoming"), ("enter", "")]),
    ("transfer-awaiting-approval", &[(":", "transfer CHE01-2026-004102"), ("enter", "")]),
    ("transfer-lost-final", &[(":", "transfer CHE01-2026-004109"), ("enter", "")]),
    ("transfer-in-neither-book", &[(":", "transfer CHE01-2026-004110"), ("enter", "")]),
    ("transfer-quarantine", &[(":", "transfer CHE01-2026-004118"), ("enter", "")]),
    ("transfer-of-unknown-words", &[(":", "transfer CHE01-2026-004119"), ("enter", "")]),
    ("transfer-with-a-hole", &[(":", "transfer CHE01-2026-004108"), ("enter", "")]),
    ("transfer-rejected-checks", &[(":", "transfer CHE01-2026-004113"), ("enter c", "")]),
    ("transfer-acts", &[(":", "transfer CHE01-2026-004109"), ("enter a", "")]),
    ("transfer-units", &[(":", "transfer CHE01-2026-004112"), ("enter u", "")]),
    ("transfer-ledger", &[(":", "transfer CHE01-2026-004109"), ("enter L", "")]),
    ("transfer-incoming", &[(":", "transfer GHA01-2026-004125"), ("enter", "")]),
    ("transfer-internal", &[(":", "transfer CHE01-2026-004135"), ("enter", "")]),
    ("messages", &[("g m", "")]),
    ("message", &[(":", "message 40"), ("enter", "")]),
    ("message-hex", &[(":", "message 40"), ("enter x", "")]),
    ("message-quarantined", &[("g m /", "-verdict:good"), ("enter enter", "")]),
    ("message-no-text", &[("g m /", "kind:unreadable"), ("enter enter", "")]),
    ("incidents", &[("g i", "")]),
];

#[test]
fn traffic_in_every_size() {
    keep_walks(SCENES);
}

#[test]
fn traffic_in_true_colour_without_colour_and_plain() {
    keep_styles_of(SCENES, &["transfers", "transfer-lost-final", "message", "incidents"]);
}

#[test]
fn beside_the_list_stands_the_transfer() {
    let mut desk = walked(&[("4", "")]);
    for (columns, rows) in [(140, 30), (160, 45)] {
        desk.resize(columns, rows);
        desk.press("j j j j j j j j");
        desk.fire(Timer::Settle);
        desk.fire(Timer::Peek);
        keep(&format!("transfers-beside@{columns}x{rows}"), &desk.screen());
    }
}
