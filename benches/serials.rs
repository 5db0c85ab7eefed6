//! Interval arithmetic on sets of serial ranges: what comparing two books rests on.
//! Ten times the ranges must take about ten times the time.
//! Must not know: what the serials belong to.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

#[path = "micro/holdings.rs"]
mod holdings;

use countersign::domain::{SerialRange, SerialSet};
use divan::{Bencher, counter::ItemsCount};
use holdings::{ours, theirs};

const RANGES: [u64; 3] = [1_000, 100_000, 1_000_000];

fn main() {
    divan::main();
}

#[divan::bench(args = RANGES)]
fn union(bencher: Bencher<'_, '_>, ranges: u64) {
    of_two(bencher, ranges, SerialSet::union);
}

#[divan::bench(args = RANGES)]
fn intersection(bencher: Bencher<'_, '_>, ranges: u64) {
    of_two(bencher, ranges, SerialSet::intersection);
}

#[divan::bench(args = RANGES)]
fn difference(bencher: Bencher<'_, '_>, ranges: u64) {
    of_two(bencher, ranges, SerialSet::difference);
}

/// What reconciling starts with: what each side has that the other has not.
#[divan::bench(args = RANGES)]
fn difference_both_ways(bencher: Bencher<'_, '_>, ranges: u64) {
    of_two(bencher, ranges, |a, b| (a.difference(b), b.difference(a)));
}

/// Ranges in any order become a set.
#[divan::bench(args = RANGES)]
fn collect_shuffled(bencher: Bencher<'_, '_>, ranges: u64) {
    let shuffled = holdings::shuffled(ours(ranges).ranges());
    let collect = |ranges: Vec<SerialRange>| ranges.into_iter().collect::<SerialSet>();
    bencher.counter(ItemsCount::new(ranges)).with_inputs(|| shuffled.clone()).bench_local_values(collect);
}

fn of_two<T>(bencher: Bencher<'_, '_>, ranges: u64, combine: impl Fn(&SerialSet, &SerialSet) -> T) {
    let (ours, theirs) = (ours(ranges), theirs(ranges));
    bencher.counter(ItemsCount::new(ranges * 2)).bench_local(|| combine(&ours, &theirs));
}
