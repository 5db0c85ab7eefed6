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

/// Blocks in each of two holdings.
const BLOCKS: u64 = 1_000_000;

/// How often each difference is taken.
const COMPARISONS: usize = 9;

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
        format!("median {}, p99 {}, {} octets", ms(took.median()), ms(took.p99()), octets / TIMES),
        took.median() <= Duration::from_millis(budget),
    )
}

fn difference() -> Row {
    let (quarter, whole) = (compare(BLOCKS / 4), compare(BLOCKS));
    let tenths = whole.as_micros() * 10 / quarter.as_micros().max(1);
    Row::of(
        "difference, both ways, of two holdings of 1 000 000 blocks",
        "1 s, linear",
        format!("{}; {}.{} times that of a quarter of the blocks", ms(whole), tenths / 10, tenths % 10),
        // A quadratic one would take sixteen times as long, a linear one four times, memory and all.
        whole <= Duration::from_secs(1) && tenths <= 80,
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
