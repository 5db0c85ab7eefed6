//! Budgets that need no process: a frame, and the difference of two holdings.
//! Must not know: the real terminal.

use crate::{
    frames::{Change, Frames, List},
    holdings,
    report::Row,
    stats::{Durations, ms},
};
use std::{
    hint::black_box,
    time::{Duration, Instant},
};

/// How often each frame is painted.
const TIMES: usize = 300;

/// How often each difference is taken.
const COMPARISONS: usize = 5;

/// Measures a frame of both sizes and the difference of two holdings.
pub fn measure() -> Vec<Row> {
    let mut rows = Vec::new();
    for (size, budget) in [((200, 50), 1), ((400, 100), 3)] {
        rows.extend(Change::ALL.map(|change| frame(size, budget, change)));
    }
    rows.push(difference());
    rows
}

fn frame(size: (u16, u16), budget: u64, change: Change) -> Row {
    let mut frames = Frames::of(List::Blocks, size, change);
    let mut octets = 0;
    let took = Durations::of((0..TIMES).map(|_| {
        let begun = Instant::now();
        octets += frames.next();
        begun.elapsed()
    }));
    Row::of(
        format!("frame of blocks {}×{}, {change}", size.0, size.1),
        format!("{budget} ms"),
        format!("median {}, p99 {}, {} octets", ms(took.median()), ms(took.p99()), octets / TIMES as u64),
        took.median() <= Duration::from_millis(budget),
    )
}

fn difference() -> Row {
    let tenth = compare(100_000);
    let whole = compare(1_000_000);
    let ratio = whole.as_micros() * 10 / tenth.as_micros().max(1);
    Row::of(
        "difference, both ways, of two holdings of 1 000 000 blocks",
        "1 s, linear",
        format!("{}; {}.{} times that of 100 000 blocks", ms(whole), ratio / 10, ratio % 10),
        // Larger sets leave the caches: up to twice the proportional time is still linear.
        whole <= Duration::from_secs(1) && ratio <= 200,
    )
}

fn compare(ranges: u64) -> Duration {
    let (ours, theirs) = (holdings::ours(ranges), holdings::theirs(ranges));
    let took = (0..COMPARISONS).map(|_| {
        let begun = Instant::now();
        black_box((ours.difference(&theirs), theirs.difference(&ours)));
        begun.elapsed()
    });
    Durations::of(took).median()
}
