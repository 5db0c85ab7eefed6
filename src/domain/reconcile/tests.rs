//! The engine: against a naive map of serials, with each discrepancy planted alone, and as an operator meets it.

mod naive;
mod planted;
mod stories;
mod streaming;
mod world;

use super::*;
use crate::domain::{BlockRange, RegistryId, Serial, SerialRange, block::Series};
use jiff::Timestamp;

fn registry(id: &str) -> RegistryId {
    id.parse().unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn range(first: u64, last: u64) -> SerialRange {
    SerialRange::new(Serial::new(first).unwrap(), Serial::new(last).unwrap()).unwrap()
}

fn series(approach: &str, vintage: u16) -> Series {
    let vintage = crate::domain::Vintage::new(vintage).unwrap();
    Series { approach: approach.parse().unwrap(), registry: registry("CHE01"), party: "CHE".parse().unwrap(), vintage }
}

fn block(first: u64, last: u64) -> BlockRange {
    BlockRange { series: series("CA0007", 2023), range: range(first, last) }
}

fn held(first: u64, last: u64, holder: &str, account: &str) -> Position {
    let account = Some(format!("{holder}-{account}").parse().unwrap());
    Position::new(block(first, last), Attributes { account, ..Attributes::held_by(registry(holder)) })
}

fn setting() -> Setting {
    Setting {
        ours: registry("CHE01"),
        theirs: registry("GHA01"),
        at: at("2026-11-03T06:00:00Z"),
        has_departed: true,
        transfers: Vec::new(),
        deadlines: crate::domain::transfer::Deadlines::DEFAULT,
        earlier: Vec::new(),
    }
}

fn compared(ours: &[Position], theirs: &[Position], setting: &Setting) -> Comparison {
    compare(ours.iter().cloned(), theirs.iter().cloned(), None, setting).unwrap()
}

fn codes(findings: &[Finding]) -> Vec<Code> {
    findings.iter().map(|finding| finding.code).collect()
}
