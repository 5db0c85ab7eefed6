//! Two holdings of as many blocks as wanted that differ here and there, as two registries' books of one series do.
//! No two ranges touch, so each stays a range of its own.
//! Must not know: what is measured with them.

use countersign::domain::{Serial, SerialRange, SerialSet};

/// From one block's first serial to the next one's.
const STRIDE: u64 = 100;

/// What we hold: `ranges` blocks of 90 ITMOs.
pub fn ours(ranges: u64) -> SerialSet {
    (0..ranges).map(|place| range(place, 0, 90)).collect()
}

/// What they say we hold: every hundredth block is shifted, every thousandth is missing, with one more at the end for each.
pub fn theirs(ranges: u64) -> SerialSet {
    let there = (0..ranges).filter(|place| place % 1_000 != 999);
    let shifted = there.map(|place| if place % 100 == 7 { range(place, 5, 90) } else { range(place, 0, 90) });
    shifted.chain((ranges..ranges + ranges / 1_000).map(|place| range(place, 0, 90))).collect()
}

/// The same ranges in an order that no sorting expects; the same one every time.
pub fn shuffled(ranges: &[SerialRange]) -> Vec<SerialRange> {
    let count = ranges.len() as u64;
    // A step that shares no factor with the count visits every place once.
    let step = (count / 2 + 1..).find(|step| coprime(*step, count)).unwrap();
    (0..count).map(|turn| ranges[(turn * step % count) as usize]).collect()
}

fn coprime(a: u64, b: u64) -> bool {
    if b == 0 { a == 1 } else { coprime(b, a % b) }
}

fn range(place: u64, shift: u64, length: u64) -> SerialRange {
    let first = place * STRIDE + 1 + shift;
    SerialRange::new(Serial::new(first).unwrap(), Serial::new(first + length - 1).unwrap()).unwrap()
}
