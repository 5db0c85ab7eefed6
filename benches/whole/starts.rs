//! How long until the first octet, the first whole frame, and the first rows from the registry.
//! The stream is replayed octet by octet of its arrival, so watching costs the program nothing.
//! Must not know: what the rows are.

use crate::{
    browsing::{self, SIZE},
    driver::Console,
    listing,
    practice::{self, Practice},
    report::Row,
    stats::{Durations, ms},
};
use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    time::Duration,
};

/// The smallest terminal on which everything fits.
const SMALL: (u16, u16) = (80, 24);

/// Where nobody listens. The first frame is painted before a registry is asked, and one that is there still works for the console that
/// was ended a moment ago, on a processor that the next one needs.
const NOWHERE: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 9);

/// How many starts.
const STARTS: usize = 20;

/// Measures the first frame of the installed program on the terminal of the other measurements and on the smallest that is supported, one start right after the
/// other, before there is a registry: inventing its book keeps the disk busy for a while.
pub fn first_frames() -> Vec<Row> {
    let series = |one: &dyn Fn() -> Duration| Durations::of((0..STARTS).map(|_| one()));
    let folder = tempfile::tempdir().unwrap();
    let program = installed(folder.path());
    let nothing = series(&|| floor(folder.path()));
    let [large, small] = [SIZE, SMALL].map(|size| series(&|| painted(&program, folder.path(), size)));
    vec![
        Row::note("start of a shell that writes one dot, in the same way: the floor of these measurements", shown(&nothing)),
        first_frame(SIZE, &large),
        first_frame(SMALL, &small),
    ]
}

/// Measures whole starts, each after the one before it has come to rest, when processor and caches have turned to other things.
pub fn measure(practice: &Practice) -> Vec<Row> {
    let starts: Vec<Start> = (0..STARTS).map(|_| one(practice)).collect();
    let all = |part: fn(&Start) -> Duration| Durations::of(starts.iter().map(part));
    vec![
        Row::note("start to first octet, after a rest of 300 ms", shown(&all(|start| start.octet))),
        Row::note("start to first painted frame, 200×50, after a rest of 300 ms", shown(&all(|start| start.frame))),
        Row::note(
            "start to first rows of the registry: signed in, asked, painted; after a rest of 300 ms",
            shown(&all(|start| start.rows)),
        ),
    ]
}

fn first_frame((columns, rows): (u16, u16), series: &Durations) -> Row {
    Row::of(
        format!("start to first painted frame, {columns}×{rows}, {STARTS} starts"),
        "5 ms warm",
        shown(series),
        series.median() <= Duration::from_millis(5),
    )
}

fn shown(series: &Durations) -> String {
    format!("median {}, least {}, most {}", ms(series.median()), ms(series.least()), ms(series.most()))
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
        octet: since_begin(&console, SIZE, |_| true),
        frame: since_begin(&console, SIZE, is_painted),
        rows: since_begin(&console, SIZE, |screen| listing::row(screen) == Some(1)),
    };
    browsing::quit(console);
    start
}

/// The program, copied as an installation copies it. What the linker has just written lies in the system's memory in single pages, what
/// was copied in pieces of many: a start from the build folder costs some eighty page faults that no user ever pays.
fn installed(folder: &Path) -> PathBuf {
    let program = folder.join("countersign");
    std::fs::copy(env!("CARGO_BIN_EXE_countersign"), &program).unwrap();
    program
}

fn painted(program: &Path, folder: &Path, size: (u16, u16)) -> Duration {
    let console = practice::console_for(NOWHERE, folder).program(program).size(size.0, size.1).spawn();
    console.wait_octets("a frame", |octets| listing::frames(octets) > 0 && octets.ends_with(b"\x1b[?2026l"));
    let painted = since_begin(&console, size, is_painted);
    browsing::quit(console);
    painted
}

/// The first frame says that nothing is there yet.
fn is_painted(screen: &vt100::Screen) -> bool {
    screen.contents().contains("connecting")
}

/// How long a program takes that does nothing but write.
fn floor(folder: &Path) -> Duration {
    let mut console = practice::console_for(NOWHERE, folder).through_shell("echo .").spawn();
    console.wait_exit();
    console.arrivals()[0].at - console.begun()
}

/// How long after its start the screen was first so, at the end of a frame.
fn since_begin(console: &Console, (columns, rows): (u16, u16), is_so: impl Fn(&vt100::Screen) -> bool) -> Duration {
    let octets = console.octets();
    let mut screen = vt100::Parser::new(rows, columns, 0);
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
