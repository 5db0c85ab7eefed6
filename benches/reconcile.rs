//! Two holdings compared: a million blocks each and ten million, one in a thousand different, from lines to findings.
//! Prints a table; with UPDATE_DOCS=1 also puts it into docs/performance.md. `RECONCILE_BLOCKS=100000` makes it short.
//! Must not know: what the findings are for.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::print_stdout)]
#![allow(missing_docs)]

#[path = "whole/report.rs"]
#[allow(dead_code)]
mod report;
#[path = "whole/stats.rs"]
#[allow(dead_code)]
mod stats;

use countersign::domain::{
    BlockRange, Metric, RegistryId, Serial, SerialRange, Vintage,
    block::Series,
    reconcile::{AccountClass, Attributes, Comparison, Position, Setting, Totals, compare},
    transfer::Deadlines,
};
use report::Row;
use stats::{Durations, ms};
use std::{
    fs,
    sync::Arc,
    time::{Duration, Instant},
};

/// ITMOs in a block.
const LENGTH: u64 = 100;
/// One block in so many differs.
const DIFFERS: u64 = 1_000;
const ACCOUNTS: u64 = 64;

fn main() {
    let machine = report::machine();
    let blocks = std::env::var("RECONCILE_BLOCKS").ok().map_or(1_000_000, |blocks| blocks.parse().unwrap());
    let before = peak();
    let (small, found) = timed(blocks, 5, compared);
    let (large, _) = timed(blocks * 10, 3, compared);
    let after = peak();
    let noise = |blocks| compared_to(blocks, split);
    let (splitted, _) = timed(blocks, 5, noise);
    let (totals, _) = timed(blocks, 5, |blocks| Totals::of(ours(blocks)).unequal(&Totals::of(theirs(blocks))));
    let (lines, _) = timed(blocks, 5, |blocks| (ours(blocks).count(), theirs(blocks).count()));
    let times = large.as_micros() * 10 / small.as_micros().max(1);
    let rows = [
        Row::of(
            format!("two holdings of {blocks} blocks each, one in {DIFFERS} different: {found} findings"),
            "1 s",
            ms(small),
            small < Duration::from_secs(1),
        ),
        Row::of(
            format!("the same with {} blocks each", blocks * 10),
            "linear: at most 12 times",
            format!("{}, {}.{} times that", ms(large), times / 10, times % 10),
            times <= 120,
        ),
        Row::of(
            "what both took of memory at the highest, findings included",
            "32 MiB",
            format!("{} KiB", after.saturating_sub(before)),
            after.saturating_sub(before) < 32 * 1_024,
        ),
        Row::note(format!("{blocks} blocks, each cut in two in one of the books"), ms(splitted)),
        Row::note("sums of both by cooperative approach, vintage, holder and class, compared", ms(totals)),
        Row::note("the lines of both alone, which are made up while they are read: part of all of the above", ms(lines)),
    ];
    let table = report::table(&machine, &rows);
    println!("{table}");
    if std::env::var_os("UPDATE_DOCS").is_some_and(|value| value == "1") {
        report::into_document("reconciliation figures", &table);
    }
}

/// The median of some runs, and what came of the last, counted.
fn timed<T: Counted>(blocks: u64, runs: usize, run: impl Fn(u64) -> T) -> (Duration, usize) {
    let mut count = 0;
    let took = Durations::of((0..runs).map(|_| {
        let begun = Instant::now();
        count = std::hint::black_box(run(blocks)).count();
        begun.elapsed()
    }));
    (took.median(), count)
}

trait Counted {
    fn count(&self) -> usize;
}

impl Counted for Comparison {
    fn count(&self) -> usize {
        self.findings.len()
    }
}

impl<T> Counted for Vec<T> {
    fn count(&self) -> usize {
        self.len()
    }
}

impl Counted for (usize, usize) {
    fn count(&self) -> usize {
        self.0 + self.1
    }
}

fn compared(blocks: u64) -> Comparison {
    compared_to(blocks, theirs)
}

fn compared_to<I: Iterator<Item = Position>>(blocks: u64, theirs: impl Fn(u64) -> I) -> Comparison {
    let setting = Setting {
        ours: registry("CHE01"),
        theirs: registry("GHA01"),
        at: "2026-11-03T06:00:00Z".parse().unwrap(),
        has_departed: true,
        transfers: Vec::new(),
        deadlines: Deadlines::DEFAULT,
        earlier: Vec::new(),
    };
    compare(ours(blocks), theirs(blocks), None, &setting).unwrap()
}

fn ours(blocks: u64) -> impl Iterator<Item = Position> {
    let sayings = sayings();
    (0..blocks).map(move |place| line(place, &sayings, place))
}

/// One block in a thousand is in another account, missing, or held by the other registry.
fn theirs(blocks: u64) -> impl Iterator<Item = Position> {
    let sayings = sayings();
    (0..blocks).filter_map(move |place| match (place % DIFFERS, place / DIFFERS % 3) {
        (7, 0) => None,
        (7, 1) => Some(line(place, &sayings, place + 1)),
        (7, _) => Some(line(place, &sayings, place + ACCOUNTS / 2)),
        _ => Some(line(place, &sayings, place)),
    })
}

/// Every block cut in two, and nothing different.
fn split(blocks: u64) -> impl Iterator<Item = Position> {
    let halves = |line: Position| {
        let middle = Serial::new(line.block.range.first().number() + LENGTH / 2).unwrap();
        let (first, second) = line.block.range.split_at(middle).unwrap();
        let part = |range| Position::new(BlockRange { range, ..line.block }, Arc::clone(&line.attributes));
        [part(first), part(second)]
    };
    ours(blocks).flat_map(halves)
}

fn line(place: u64, sayings: &[Arc<Attributes>], saying: u64) -> Position {
    let first = place * LENGTH + 1;
    let serial = |number| Serial::new(number).unwrap();
    let range = SerialRange::new(serial(first), serial(first + LENGTH - 1)).unwrap();
    let attributes = &sayings[(saying % ACCOUNTS) as usize];
    Position::new(BlockRange { series: series(), range }, Arc::clone(attributes))
}

fn series() -> Series {
    Series {
        approach: "CA0007".parse().unwrap(),
        registry: registry("CHE01"),
        party: "CHE".parse().unwrap(),
        vintage: Vintage::new(2023).unwrap(),
    }
}

/// Half of the accounts are ours and half theirs.
fn sayings() -> Vec<Arc<Attributes>> {
    let of = |account: u64| {
        let holder = if account < ACCOUNTS / 2 { "CHE01" } else { "GHA01" };
        Arc::new(Attributes {
            account: Some(format!("{holder}-100-{account:04}").parse().unwrap()),
            class: Some(AccountClass::Holding),
            authorization: Some("AUTH-2025-31".parse().unwrap()),
            authorization_version: Some(1),
            metric: Some(Metric::Ghg),
            ..Attributes::held_by(registry(holder))
        })
    };
    (0..ACCOUNTS).map(of).collect()
}

fn registry(id: &str) -> RegistryId {
    id.parse().unwrap()
}

/// The most memory this process has taken, in KiB.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.split_whitespace().next().unwrap().parse().unwrap()
}
