//! The whole program from outside: the release binary in a real pseudo-terminal, on a practice registry with a million blocks in
//! another process. Prints a table of figures beside their budgets; with UPDATE_DOCS=1 also puts it into docs/performance.md.
//! Must not know: anything of the console but what is on its screen.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::print_stderr
)]
#![allow(missing_docs)]

#[path = "whole/alone.rs"]
mod alone;
#[path = "micro/book.rs"]
mod book;
#[path = "whole/browsing.rs"]
mod browsing;
#[path = "../tests/pty/driver.rs"]
#[allow(dead_code)]
mod driver;
#[path = "whole/ending.rs"]
mod ending;
#[path = "micro/frames.rs"]
#[allow(dead_code)]
mod frames;
#[path = "micro/holdings.rs"]
#[allow(dead_code)]
mod holdings;
#[path = "whole/inside.rs"]
mod inside;
#[path = "whole/keys.rs"]
mod keys;
#[path = "../tests/pty/listing.rs"]
mod listing;
#[path = "micro/loaded.rs"]
mod loaded;
#[path = "../tests/pty/practice.rs"]
mod practice;
#[path = "../tests/pty/process.rs"]
mod process;
#[path = "../tests/pty/proxy.rs"]
#[allow(dead_code)]
mod proxy;
#[path = "whole/report.rs"]
mod report;
#[path = "whole/rest.rs"]
mod rest;
#[path = "whole/starts.rs"]
mod starts;
#[path = "whole/stats.rs"]
mod stats;

use report::Row;
use rest::Build;
use std::{path::Path, time::Duration};

/// How late the registry answers, in milliseconds.
const DELAYS: [u64; 3] = [0, 200, 2_000];

fn main() {
    let machine = report::machine() + " Terminal 200×50.";
    eprintln!("building the console without practice registries …");
    let alone = alone::program();
    let kept = tempfile::tempdir().unwrap();
    eprintln!("starting …");
    let mut rows = starts::first_frames();
    eprintln!("inventing a book of {} blocks …", browsing::BLOCKS);
    for delay in DELAYS.map(Duration::from_millis) {
        let practice = browsing::registry(kept.path(), delay);
        if delay.is_zero() {
            eprintln!("starting, resting …");
            rows.extend(starts::measure(&practice));
            rows.extend(rest::measure(&practice, Build::Whole));
            rows.extend(rest::measure(&practice, Build::Alone(&alone)));
        }
        eprintln!("pressing keys, registry {} ms away …", delay.as_millis());
        rows.extend(keys::measure(&practice, delay));
        if Some(delay) == DELAYS.map(Duration::from_millis).last().copied() {
            rows.push(ending::measure(&practice));
        }
        rows.push(in_flight(&practice, delay));
    }
    eprintln!("painting, comparing …");
    rows.extend(inside::measure());
    rows.push(binary(Path::new(env!("CARGO_BIN_EXE_countersign")), "practice registries included"));
    rows.push(binary(&alone, "without practice registries"));
    let table = report::table(&machine, &rows);
    println!("{table}");
    if std::env::var_os("UPDATE_DOCS").is_some_and(|value| value == "1") {
        report::into_document("figures", &table);
    }
}

/// The most requests that were in flight during everything before.
fn in_flight(practice: &practice::Practice, delay: Duration) -> Row {
    let counts = practice.proxy.counts();
    Row::of(
        format!("most requests in flight in all of the above, registry {} ms away", delay.as_millis()),
        "4",
        format!("{} of {} requests", counts.most, counts.requests),
        counts.most <= 4,
    )
}

fn binary(program: &Path, which: &str) -> Row {
    let octets = std::fs::metadata(program).unwrap().len();
    Row::note(format!("the binary, stripped, {which}"), stats::mib(octets / 1_024))
}
