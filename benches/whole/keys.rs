//! How long a key takes to its last octet on the terminal, and what a burst of keys costs, however late the registry answers.
//! Keys come at a person's pace; a burst comes all at once.
//! Must not know: what the registry answers.

use crate::{
    browsing, listing,
    practice::Practice,
    report::Row,
    stats::{Durations, ms},
};
use std::{
    thread,
    time::{Duration, Instant},
};

/// From one key to the next: an auto-repeat of 30 in a second.
const PACE: Duration = Duration::from_millis(33);

/// Rounds of [`ROUND`].
const ROUNDS: usize = 5;

/// Rows, pages, and ways back: within what is loaded, beyond it, and far away.
const ROUND: [(&str, usize); 6] = [("down", 16), ("pagedown", 10), ("up", 8), ("down", 8), ("ctrl-d", 6), ("pageup", 4)];

/// Keys in a burst.
const BURST: u64 = 5_000;

/// Measures keys on a registry with this delay.
pub fn measure(practice: &Practice, delay: Duration) -> Vec<Row> {
    let delay = format!("registry {} ms away", delay.as_millis());
    vec![single(practice, &delay), burst(practice, &delay)]
}

fn single(practice: &Practice, delay: &str) -> Row {
    let mut console = browsing::on_blocks(browsing::begin(practice));
    let mut took = Vec::new();
    for round in 0..ROUNDS {
        for (key, times) in ROUND {
            for _ in 0..times {
                let next = Instant::now() + PACE;
                took.push(browsing::timed_key(&mut console, key));
                thread::sleep(next.saturating_duration_since(Instant::now()));
            }
        }
        // Somewhere nothing is loaded yet.
        browsing::go_to(&mut console, (round as u64 + 1) * 150_000);
        thread::sleep(PACE);
    }
    browsing::quit(console);
    let took = Durations::of(took);
    Row::of(
        format!("key to last octet of its answer, {delay}, {} keys", took.count()),
        "1 ms median, 8 ms p99",
        format!("median {}, p99 {}, most {}", ms(took.median()), ms(took.p99()), ms(took.most())),
        took.median() <= Duration::from_millis(1) && took.p99() <= Duration::from_millis(8),
    )
}

fn burst(practice: &Practice, delay: &str) -> Row {
    let mut console = browsing::on_blocks(browsing::begin(practice));
    let before = console.octets().len();
    let begun = Instant::now();
    console.send(&[b'j'; BURST as usize]);
    browsing::wait_row(&console, BURST + 1);
    let took = browsing::last_arrival(&console) - begun;
    let octets = console.octets().len() - before;
    let frames = listing::frames(&console.octets()[before..]);
    browsing::rest(&console);
    let row = console.look(listing::row);
    browsing::quit(console);
    Row::of(
        format!("5 000 keys at once, {delay}"),
        "100 frames, the exact row",
        format!("{frames} frames, {octets} octets, {}, on row {}", ms(took), row.unwrap_or(0)),
        frames <= 100 && row == Some(BURST + 1),
    )
}
