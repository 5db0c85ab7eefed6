//! What the console costs when nothing happens, and the memory it holds after much has.
//! Memory is what the system counts for the process, shared pages of its own binary included.
//! Must not know: why.

use crate::{
    browsing::{self, BLOCKS},
    practice::Practice,
    process,
    report::Row,
    stats::mib,
};
use std::{path::Path, time::Duration};

/// How long nothing happens.
const IDLE: Duration = Duration::from_secs(10);

/// Which build is measured.
#[derive(Clone, Copy)]
pub enum Build<'a> {
    /// With practice registries in it, as `cargo build` makes it.
    Whole,
    /// Without; the budget of memory is this one's.
    Alone(&'a Path),
}

/// Measures memory before and after browsing, and then rest.
pub fn measure(practice: &Practice, build: Build<'_>) -> Vec<Row> {
    let start = browsing::begin(practice);
    let mut console = browsing::on_blocks(match build {
        Build::Whole => start,
        Build::Alone(program) => start.program(program),
    });
    let (begun, _) = process::memory(console.pid());
    for hundred_thousand in 1..=9 {
        browsing::go_to(&mut console, hundred_thousand * BLOCKS / 10);
        browsing::rest(&console);
        for _ in 0..20 {
            browsing::timed_key(&mut console, "pagedown");
        }
        browsing::rest(&console);
    }
    browsing::go_to(&mut console, 900_000);
    browsing::rest(&console);
    let (browsed, most) = process::memory(console.pid());
    let before = process::effort(console.pid());
    let octets = console.octets_within(IDLE);
    let after = process::effort(console.pid());
    let (ticks, switches) = (after.ticks - before.ticks, after.switches - before.switches);
    browsing::quit(console);
    let idle = (ticks, switches, octets);
    let kept = format!("{}, at most {} on the way", mib(browsed), mib(most));
    match build {
        Build::Whole => vec![
            Row::note("memory after browsing to row 900 000 of 1 000 000, practice registries built in", kept),
            Row::of(
                "10 s in which nothing happens: processor ticks, context switches, octets",
                "0, 0, 0",
                format!("{ticks}, {switches}, {octets}"),
                idle == (0, 0, 0),
            ),
        ],
        Build::Alone(_) => vec![
            Row::note("memory with the first page of a million blocks, console alone", mib(begun)),
            Row::of("memory after browsing to row 900 000 of 1 000 000, console alone", "20 MiB", kept, most <= 20 * 1_024),
        ],
    }
}
