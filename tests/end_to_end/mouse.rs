//! The mouse in the real program: reported only where the configuration wants it, and given back however the program ends.

use crate::{
    allowlist::{Allowed, violations},
    book::Book,
    desk::{Desk, profile},
    driver::{Change, Console},
};
use rustix::process::Signal;
use vt100::MouseProtocolMode::{None as Off, PressRelease};

fn desk(book: &Book) -> Desk {
    Desk::new(&format!("mouse = true\n{}", profile("swiss", &book.url())))
}

fn wait_mouse(console: &Console, mode: vt100::MouseProtocolMode) {
    console.wait_until(&format!("the mouse as {mode:?}"), |screen| screen.mouse_protocol_mode() == mode);
}

/// The mouse is the terminal's again, and what was written is on the list.
fn assert_given_back(console: &Console) {
    assert_eq!(console.look(vt100::Screen::mouse_protocol_mode), Off);
    let allowed = Allowed { mouse: true, lines: true, ..Allowed::default() };
    assert_eq!(violations(&console.octets(), allowed), Vec::<String>::new());
}

/// The row a text stands on, from 1 as terminals report it.
fn row_of(console: &Console, text: &str) -> usize {
    console.look(|screen| screen.contents().lines().position(|line| line.contains(text))).unwrap() + 1
}

#[test]
fn a_row_is_opened_and_the_order_turned_with_the_mouse() {
    let book = Book::serve("CHE01");
    let desk = desk(&book);
    let mut console = desk.start(&[]).size(100, 30).spawn();
    console.wait_for("Accounts · 300");
    wait_mouse(&console, PressRelease);
    console.send(b"\x1b[<0;4;4M\x1b[<0;4;4m");
    console.wait_for("by id, smallest first");
    console.wait_gone("asking");
    console.send(b"\x1b[<65;4;9M");
    console.wait_for("row 4");
    let id = "CHE01-100-0003";
    let press = format!("\x1b[<0;4;{0}M\x1b[<0;4;{0}m", row_of(&console, id));
    console.send(press.as_bytes());
    console.wait_for("row 3");
    console.send(press.as_bytes());
    console.wait_for(&format!("Account {id}"));
    console.keys("q");
    assert_eq!(console.wait_exit(), Change::Exited(0));
    assert_given_back(&console);
}

#[test]
fn the_mouse_is_given_back_however_the_program_ends() {
    let book = Book::serve("CHE01");
    let desk = desk(&book);
    for signal in [Signal::TERM, Signal::HUP, Signal::INT] {
        let mut console = desk.start(&[]).spawn();
        console.wait_for("Accounts · 300");
        wait_mouse(&console, PressRelease);
        console.signal(signal);
        assert_eq!(console.wait_exit(), Change::Exited(128 + signal.as_raw()));
        assert_given_back(&console);
    }
    let mut console = desk.start(&[]).spawn();
    console.wait_for("Accounts · 300");
    console.signal(Signal::TSTP);
    assert_eq!(console.wait_change(), Change::Stopped);
    wait_mouse(&console, Off);
    console.signal(Signal::CONT);
    wait_mouse(&console, PressRelease);
    console.keys("q");
    assert_eq!(console.wait_exit(), Change::Exited(0));
    assert_given_back(&console);
}

/// A panic, and a console that is painted plainly: who hears the screen has no use for places on it.
#[test]
fn a_panic_gives_the_mouse_back_and_plain_painting_never_takes_it() {
    let book = Book::serve("CHE01");
    let desk = desk(&book);
    let mut console = desk.start(&["--plain"]).spawn();
    console.wait_for("Accounts");
    assert_eq!(console.look(vt100::Screen::mouse_protocol_mode), Off);
    console.keys("q");
    assert_eq!(console.wait_exit(), Change::Exited(0));
    #[cfg(debug_assertions)]
    {
        let mut console = desk.start(&["--panic-at", ""]).spawn();
        assert_eq!(console.wait_exit(), Change::Exited(101));
        assert!(console.octets().windows(8).any(|part| part == b"\x1b[?1000h"));
        assert_given_back(&console);
    }
}

#[test]
fn without_the_wish_the_mouse_stays_the_terminals() {
    let book = Book::serve("CHE01");
    let desk = Desk::of(&[("swiss", &book.url())]);
    let console = desk.start(&[]).spawn();
    console.wait_for("Accounts · 300");
    assert_eq!(console.look(vt100::Screen::mouse_protocol_mode), Off);
    crate::desk::quit(console);
}
