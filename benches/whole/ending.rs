//! How long the process outlives its terminal, with a request under way.
//! Must not know: how the program notices.

use crate::{
    browsing,
    practice::Practice,
    report::Row,
    stats::{Durations, ms},
};
use std::time::Duration;

/// How many terminals are closed.
const TIMES: usize = 5;

/// Measures ends.
pub fn measure(practice: &Practice) -> Row {
    let took = Durations::of((0..TIMES).map(|_| {
        let mut console = browsing::on_blocks(browsing::begin(practice));
        console.keys("end");
        console.wait_for("asking");
        let closed = console.kill_master();
        console.wait_exit();
        closed.elapsed()
    }));
    Row::of(
        format!("terminal gone to process gone, {TIMES} times"),
        "1 s",
        format!("median {}, most {}", ms(took.median()), ms(took.most())),
        took.most() <= Duration::from_secs(1),
    )
}
