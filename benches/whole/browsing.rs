//! Steps that measurements are made of: a console on a million blocks, loaded and at rest; a key and the moment it is answered.
//! Every step waits for what the screen says.
//! Must not know: what is done with the figures.

use crate::{
    driver::{Console, Start},
    listing,
    practice::{Book, Practice},
};
use std::{
    path::Path,
    time::{Duration, Instant},
};

/// Blocks in the registry.
pub const BLOCKS: u64 = 1_000_000;

/// Accounts in the registry.
const ACCOUNTS: u64 = 20_000;

/// Every console here has this terminal.
pub const SIZE: (u16, u16) = (200, 50);

/// A registry that answers this much later. The folder keeps the book for the next one.
pub fn registry(kept: &Path, delay: Duration) -> Practice {
    Practice::serve(Book { accounts: ACCOUNTS, blocks: BLOCKS, delay, kept: Some(kept) })
}

/// How a console is started here.
pub fn begin(practice: &Practice) -> Start {
    practice.console().size(SIZE.0, SIZE.1)
}

/// A console that was just started.
pub fn start(practice: &Practice) -> Console {
    begin(practice).spawn()
}

/// A console on the first of the blocks, loaded and at rest.
pub fn on_blocks(start: Start) -> Console {
    let mut console = start.spawn();
    wait_row(&console, 1);
    console.keys("3");
    console.wait_until("the blocks", |screen| screen.contents().contains("AUTHORIZATION"));
    wait_row(&console, 1);
    rest(&console);
    console
}

/// Waits until the cursor is on a row.
pub fn wait_row(console: &Console, row: u64) {
    console.wait_until(&format!("row {row}"), |screen| listing::row(screen) == Some(row));
}

/// Waits until nothing is asked for any more and nothing is painted.
pub fn rest(console: &Console) {
    console.wait_gone("asking");
    console.wait_quiet(Duration::from_millis(300));
}

/// Goes to a row by its number.
pub fn go_to(console: &mut Console, row: u64) {
    console.keys(": r o w space");
    console.type_text(&row.to_string());
    console.keys("enter");
    wait_row(console, row);
}

/// Presses a key that moves the cursor; how long until the last octet of its answer was there.
pub fn timed_key(console: &mut Console, key: &str) -> Duration {
    let before = console.look(listing::row);
    let pressed = Instant::now();
    console.keys(key);
    console.wait_until("the cursor on another row", |screen| {
        let now = listing::row(screen);
        now.is_some() && now != before
    });
    console.wait_octets("the end of the frame", |octets| octets.ends_with(b"\x1b[?2026l"));
    last_arrival(console) - pressed
}

/// When the last octets came.
pub fn last_arrival(console: &Console) -> Instant {
    console.arrivals().last().unwrap().at
}

/// Ends a console.
pub fn quit(mut console: Console) {
    console.keys("q");
    console.wait_exit();
}
