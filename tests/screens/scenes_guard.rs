//! What an officer sees before signing a version of the roster: what it changes, the text, and that it was read.

use super::{
    desk::{Desk, dark, mono},
    guarding::officer,
    snapshots::{SIZES, keep},
};
use countersign::app::Timer;

fn reading() -> Desk {
    let mut desk = officer("ines.r");
    desk.press("g r v");
    desk
}

#[test]
fn a_version_that_is_read_in_every_size() {
    for (columns, rows) in SIZES {
        let mut desk = reading();
        desk.resize(columns, rows);
        desk.fire(Timer::Reading);
        keep(&format!("guard-reading@{columns}x{rows}"), &desk.screen());
        desk.press("G");
        desk.fire(Timer::Reading);
        keep(&format!("guard-read-to-the-end@{columns}x{rows}"), &desk.screen());
    }
}

#[test]
fn a_version_that_is_read_in_true_colour_and_without_colour() {
    for theme in [dark(), mono()] {
        keep(&format!("guard-reading@{}", theme.name()), &reading().styled(&theme));
    }
}
