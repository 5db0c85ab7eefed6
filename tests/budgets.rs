//! The budgets of the console as tests: what it must not do is counted exactly, what it must do in time has slack for slow machines.
//! The real binary, in a pseudo-terminal, on a practice registry in another process. Figures are in docs/performance.md.
#![cfg(feature = "sandbox")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

#[path = "pty/driver.rs"]
#[allow(dead_code)]
mod driver;
#[path = "pty/listing.rs"]
mod listing;
#[path = "pty/practice.rs"]
mod practice;
#[path = "pty/process.rs"]
#[allow(dead_code)]
mod process;
#[path = "pty/proxy.rs"]
#[allow(dead_code)]
mod proxy;

use driver::{Change, Console};
use practice::{Book, Practice};
use rustix::process::Signal;
use std::{
    net::TcpListener,
    thread,
    time::{Duration, Instant},
};

/// How much longer than its budget something may take here: the binary is not optimised and the machine is shared.
const SLACK: u32 = 3;

/// Rows in the lists of these tests.
const ROWS: u64 = 6_000;

fn small() -> Practice {
    Practice::serve(Book { accounts: 600, blocks: ROWS, delay: Duration::ZERO, kept: None })
}

/// A console on the blocks, loaded and at rest.
fn on_blocks(practice: &Practice) -> Console {
    let mut console = practice.console().size(120, 40).spawn();
    wait_row(&console, 1);
    console.keys("3");
    console.wait_until("the blocks", |screen| screen.contents().contains("AUTHORIZATION"));
    wait_row(&console, 1);
    console.wait_gone("asking");
    console.wait_quiet(Duration::from_millis(200));
    console
}

fn wait_row(console: &Console, row: u64) {
    console.wait_until(&format!("row {row}"), |screen| listing::row(screen) == Some(row));
}

/// Waits until what a start sets going is over: the journal opens beside the first screen, and digests the program for its first line.
fn settle(console: &Console) {
    let still = || {
        let before = process::effort(console.pid());
        console.octets_within(Duration::from_millis(300)) == 0 && process::effort(console.pid()) == before
    };
    assert!((0..40).any(|_| still()), "the console does not come to rest");
}

fn quit(mut console: Console) {
    console.keys("q");
    assert_eq!(console.wait_exit(), Change::Exited(0));
}

#[test]
fn a_console_with_a_live_connection_does_nothing_when_nothing_happens() {
    let practice = small();
    let console = on_blocks(&practice);
    settle(&console);
    let before = process::effort(console.pid());
    assert_eq!(console.octets_within(Duration::from_secs(2)), 0);
    assert_eq!(process::effort(console.pid()), before);
    quit(console);
}

#[test]
fn five_thousand_keys_at_once_are_few_frames_and_the_exact_row() {
    let practice = small();
    let mut console = on_blocks(&practice);
    let before = console.octets().len();
    console.send(&[b'j'; 5_000]);
    wait_row(&console, 5_001);
    console.wait_gone("asking");
    console.wait_quiet(Duration::from_millis(200));
    assert_eq!(console.look(listing::row), Some(5_001));
    let frames = listing::frames(&console.octets()[before..]);
    assert!((1..=100).contains(&frames), "{frames} frames");
    quit(console);
}

/// Nothing is answered, and the operator goes on asking: for other rows, for an account with all it holds, for the list again.
/// Nothing is given up on the way: a request that was cancelled is still seen here until its connection is closed.
#[test]
fn at_most_four_requests_are_in_flight() {
    let practice = small();
    let mut console = on_blocks(&practice);
    practice.proxy.hold();
    console.keys("end");
    practice.proxy.wait("a page in flight", |counts| counts.in_flight > 0);
    console.keys("2 enter");
    practice.proxy.wait("four requests in flight", |counts| counts.in_flight == 4);
    // Escape alone: with a character right behind it, it would be Alt.
    console.keys("esc");
    wait_row(&console, 1);
    console.keys("r");
    console.wait_for("asking");
    // A fifth request would be on its way by now: the loop has turned many times since it was wanted.
    median_of_80_keys(&mut console, 2, ["down", "up"]);
    practice.proxy.release();
    console.wait_gone("asking");
    console.keys("2");
    console
        .wait_until("the accounts, answered", |screen| listing::row(screen) == Some(1) && !screen.contents().contains("asking"));
    assert_eq!(practice.proxy.counts().most, 4);
    quit(console);
}

/// Also trap 1: every key is answered, one by one, not only when the next one comes.
#[test]
fn every_key_is_answered_as_fast_while_the_registry_sits_on_its_answer() {
    let practice = small();
    let mut console = on_blocks(&practice);
    console.keys("end");
    wait_row(&console, ROWS);
    console.wait_gone("asking");
    let at_rest = median_of_80_keys(&mut console, ROWS - 1, ["up", "down"]);
    console.keys("home");
    wait_row(&console, 1);
    console.wait_gone("asking");
    practice.proxy.hold();
    console.keys(": r o w space 3 0 0 0 enter");
    wait_row(&console, 3_000);
    practice.proxy.wait("a request in flight", |counts| counts.in_flight > 0);
    let waiting = median_of_80_keys(&mut console, 2_999, ["up", "down"]);
    assert!(practice.proxy.counts().in_flight > 0);
    assert!(waiting <= at_rest * SLACK, "a key took {waiting:?} while a request waited, and {at_rest:?} before");
    practice.proxy.release();
    console.wait_gone("asking");
    quit(console);
}

/// Two keys in turn, each when the one before was answered: there to `row`, and back.
fn median_of_80_keys(console: &mut Console, row: u64, [there, back]: [&str; 2]) -> Duration {
    let mut took: Vec<Duration> = (0..80)
        .map(|turn| {
            let neighbour = if there == "up" { row + 1 } else { row - 1 };
            let (key, row) = if turn % 2 == 0 { (there, row) } else { (back, neighbour) };
            let pressed = Instant::now();
            console.keys(key);
            wait_row(console, row);
            console.arrivals().last().unwrap().at - pressed
        })
        .collect();
    took.sort();
    took[took.len() / 2]
}

/// The program is stopped at its first connection; what it has painted by then was painted before.
#[test]
fn the_first_frame_comes_before_any_connection() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = listener.local_addr().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let accepting = thread::spawn(move || listener.accept().unwrap());
    let mut console = practice::console_for(address, folder.path()).spawn();
    let connection = accepting.join().unwrap();
    console.signal(Signal::STOP);
    assert_eq!(console.wait_change(), Change::Stopped);
    console.wait_for("connecting");
    console.signal(Signal::CONT);
    drop(connection);
    quit(console);
}

#[test]
fn the_first_frame_is_painted_in_its_budget() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let start = practice::console_for(listener.local_addr().unwrap(), folder.path()).size(200, 50);
    // The best of several: a machine that is busy with something else says nothing about the program.
    let best = (0..10).map(|_| {
        let console = start.clone().spawn();
        console.wait_octets("a frame", |octets| octets.ends_with(b"\x1b[?2026l"));
        let painted = console.arrivals().last().unwrap().at - console.begun();
        quit(console);
        painted
    });
    let best = best.min().unwrap();
    assert!(best <= Duration::from_millis(15) * SLACK, "the first frame took {best:?}");
}

/// Trap 4, with a request that will never be answered.
#[test]
fn a_terminal_that_goes_away_ends_the_program_within_a_second_whatever_it_waits_for() {
    let practice = small();
    let mut console = on_blocks(&practice);
    practice.proxy.hold();
    console.keys("end");
    practice.proxy.wait("a request in flight", |counts| counts.in_flight > 0);
    let closed = console.kill_master();
    assert_eq!(console.wait_exit(), Change::Exited(129));
    assert!(closed.elapsed() < Duration::from_secs(1), "it took {:?}", closed.elapsed());
    practice.proxy.wait("no request in flight", |counts| counts.in_flight == 0);
}
