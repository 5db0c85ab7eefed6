//! How long until the first octet, the first whole frame, and the first rows from the registry.
//! The stream is replayed octet by octet of its arrival, so watching costs the program nothing.
//! Must not know: what the rows are.

use crate::{
    browsing::{self, SIZE},
    driver::Console,
    listing,
    practice::Practice,
    report::Row,
    stats::{Durations, ms},
};
use std::time::Duration;

/// How many starts.
const STARTS: usize = 20;

/// Measures starts.
pub fn measure(practice: &Practice) -> Vec<Row> {
    let starts: Vec<Start> = (0..STARTS).map(|_| one(practice)).collect();
    let all = |part: fn(&Start) -> Duration| Durations::of(starts.iter().map(part));
    let (octet, frame, rows) = (all(|start| start.octet), all(|start| start.frame), all(|start| start.rows));
    let shown = |series: &Durations| format!("median {}, most {}", ms(series.median()), ms(series.most()));
    let nothing = Durations::of((0..STARTS).map(|_| floor(practice)));
    vec![
        Row::note("start of a shell that writes one dot, in the same way: the floor of this measurement", shown(&nothing)),
        Row::note("start to first octet", shown(&octet)),
        Row::of(
            format!("start to first painted frame, {STARTS} starts"),
            "5 ms warm",
            shown(&frame),
            frame.median() <= Duration::from_millis(5),
        ),
        Row::note("start to first rows of the registry: signed in, asked, painted", shown(&rows)),
    ]
}

struct Start {
    octet: Duration,
    frame: Duration,
    rows: Duration,
}

fn one(practice: &Practice) -> Start {
    let console = browsing::start(practice);
    browsing::wait_row(&console, 1);
    browsing::rest(&console);
    let start = Start {
        octet: since_begin(&console, |_| true),
        frame: since_begin(&console, |screen| screen.contents().contains("connecting")),
        rows: since_begin(&console, |screen| listing::row(screen) == Some(1)),
    };
    browsing::quit(console);
    start
}

/// How long a program takes that does nothing but write.
fn floor(practice: &Practice) -> Duration {
    let mut console = practice.console().through_shell("echo .").spawn();
    console.wait_exit();
    console.arrivals()[0].at - console.begun()
}

/// How long after its start the screen was first so, at the end of a frame.
fn since_begin(console: &Console, is_so: impl Fn(&vt100::Screen) -> bool) -> Duration {
    let octets = console.octets();
    let mut screen = vt100::Parser::new(SIZE.1, SIZE.0, 0);
    let mut read = 0;
    for arrival in console.arrivals() {
        screen.process(&octets[read..arrival.octets]);
        read = arrival.octets;
        if is_so(screen.screen()) {
            return arrival.at - console.begun();
        }
    }
    panic!("the screen never was as described");
}
