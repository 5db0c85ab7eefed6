//! Tests of the decoder on octets and of the reader on a real pseudo-terminal.

use super::{
    Input,
    decoder::{Decoded, Decoder, PASTE_LIMIT},
    read,
};
use crate::app::{
    Key, KeyCode, Modifiers,
    mouse::{Mouse, MouseAct},
};
use portable_pty::{MasterPty, PtySize, native_pty_system};
use proptest::prelude::*;
use std::{fs::File, io::Write, thread, time::Instant};
use tokio::sync::mpsc;

fn keys(octets: &[u8]) -> Vec<Decoded> {
    let mut decoder = Decoder::default();
    let mut decoded = decoder.feed(octets);
    decoded.extend(decoder.settle());
    decoded
}

fn key(code: KeyCode, control: bool, alt: bool, shift: bool) -> Vec<Decoded> {
    vec![Decoded::Key(Key { code, modifiers: Modifiers { control, alt, shift } })]
}

#[test]
fn every_encoding_gives_its_key() {
    let plain = |code| key(code, false, false, false);
    let table: Vec<(&[u8], Vec<Decoded>)> = vec![
        (b"j", plain(KeyCode::Char('j'))),
        (b"J", plain(KeyCode::Char('J'))),
        (b" ", plain(KeyCode::Char(' '))),
        ("é".as_bytes(), plain(KeyCode::Char('é'))),
        ("🌍".as_bytes(), plain(KeyCode::Char('🌍'))),
        (b"\r", plain(KeyCode::Enter)),
        (b"\n", key(KeyCode::Char('j'), true, false, false)),
        (b"\t", plain(KeyCode::Tab)),
        (b"\x7f", plain(KeyCode::Backspace)),
        (b"\x0b", key(KeyCode::Char('k'), true, false, false)),
        (b"\x1f", key(KeyCode::Char('_'), true, false, false)),
        (b"\0", key(KeyCode::Char(' '), true, false, false)),
        (b"\x1b", plain(KeyCode::Esc)),
        (b"\x1b[A", plain(KeyCode::Up)),
        (b"\x1bOB", plain(KeyCode::Down)),
        (b"\x1bOP", plain(KeyCode::F(1))),
        (b"\x1b[[E", plain(KeyCode::F(5))),
        (b"\x1b[15~", plain(KeyCode::F(5))),
        (b"\x1b[24~", plain(KeyCode::F(12))),
        (b"\x1b[5~", plain(KeyCode::PageUp)),
        (b"\x1b[1;5C", key(KeyCode::Right, true, false, false)),
        (b"\x1b[3;2~", key(KeyCode::Delete, false, false, true)),
        (b"\x1b[1;2R", key(KeyCode::F(3), false, false, true)),
        (b"\x1b[Z", plain(KeyCode::BackTab)),
        (b"\x1bx", key(KeyCode::Char('x'), false, true, false)),
        (b"\x1b\x7f", key(KeyCode::Backspace, false, true, false)),
        (b"\x1b[", key(KeyCode::Char('['), false, true, false)),
        (b"\x1b]", key(KeyCode::Char(']'), false, true, false)),
    ];
    for (octets, expected) in table {
        assert_eq!(keys(octets), expected, "{}", octets.escape_ascii());
    }
}

#[test]
fn what_is_no_key_yields_nothing() {
    for octets in [
        &b"\x1b[12;40R"[..], // a cursor report
        b"\x1b[I",           // focus
        b"\x1b[<0;3;4m",     // a button let go
        b"\x1b[<2;3;4M",     // another button
        b"\x1b[<16;3;4M",    // with Control
        b"\x1b[<35;3;4M",    // a movement
        b"\x1b[<0;0;4M",     // outside
        b"\x1b[<0;3M",
        b"\x1b[<0;3;4;5M",
        b"\x1b[<0;3;99999M",
        b"\x1b[?62;22c",                   // device attributes
        b"\x1b]11;rgb:0000/0000/0000\x07", // a colour report
        b"\x1bP1+r544e=78\x1b\\",          // a terminfo report
        b"\x1b[99999999999~",
        b"\xff\xfe",
        b"\xe2\x82",
    ] {
        assert_eq!(keys(octets), [], "{}", octets.escape_ascii());
    }
}

#[test]
fn the_mouse_is_a_press_or_the_wheel_at_a_place_from_zero() {
    for (octets, act, column, row) in [
        (&b"\x1b[<0;1;1M"[..], MouseAct::Press, 0, 0),
        (b"\x1b[<0;120;45M", MouseAct::Press, 119, 44),
        (b"\x1b[<64;3;4M", MouseAct::WheelUp, 2, 3),
        (b"\x1b[<65;3;4M", MouseAct::WheelDown, 2, 3),
    ] {
        assert_eq!(keys(octets), [Decoded::Mouse(Mouse { act, column, row })], "{}", octets.escape_ascii());
    }
}

#[test]
fn two_escapes_are_two_keys_and_a_key_after_a_broken_one_survives() {
    let escape = Decoded::Key(Key::plain(KeyCode::Esc));
    assert_eq!(keys(b"\x1b\x1b"), [escape.clone(), escape]);
    assert_eq!(keys(b"\xe2j"), [Decoded::Key(Key::char('j'))]);
    assert_eq!(keys(b"\x1b[5\x1b[B"), [Decoded::Key(Key::plain(KeyCode::Down))]);
}

#[test]
fn a_paste_is_one_text_and_never_keys() {
    assert_eq!(keys(b"\x1b[200~y\r\x1b[A\x1b[201~j"), [Decoded::Paste("y\r\u{1b}[A".into()), Decoded::Key(Key::char('j'))]);
}

#[test]
fn a_paste_is_kept_up_to_its_limit() {
    for (length, kept) in [(PASTE_LIMIT, true), (PASTE_LIMIT + 1, false), (PASTE_LIMIT + 5000, false)] {
        let text = "x".repeat(length);
        let decoded = keys(format!("\u{1b}[200~{text}\u{1b}[201~j").as_bytes());
        let paste = if kept { Decoded::Paste(text) } else { Decoded::PasteTooLong };
        assert!(decoded == [paste, Decoded::Key(Key::char('j'))], "{length}");
    }
}

proptest! {
    #[test]
    fn any_octets_cut_anywhere_give_the_same(octets: Vec<u8>, cut: prop::sample::Index) {
        let mut whole = Decoder::default();
        let mut parts = Decoder::default();
        let at = cut.index(octets.len() + 1);
        let mut decoded = parts.feed(&octets[..at]);
        decoded.extend(parts.feed(&octets[at..]));
        prop_assert_eq!(whole.feed(&octets), decoded);
        prop_assert_eq!(whole.settle(), parts.settle());
    }

    #[test]
    fn typed_text_arrives_as_typed(text in "[^\\p{C}]{0,40}") {
        let typed: Vec<Decoded> = text.chars().map(|c| Decoded::Key(Key::char(c))).collect();
        prop_assert_eq!(keys(text.as_bytes()), typed);
    }
}

/// A pseudo-terminal in raw mode with a reader on it.
struct Tty {
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    inputs: mpsc::Receiver<Input>,
    reading: thread::JoinHandle<()>,
}

impl Tty {
    fn open() -> Self {
        let pair = native_pty_system().openpty(PtySize::default()).unwrap();
        let tty = File::options().read(true).write(true).open(pair.master.tty_name().unwrap()).unwrap();
        let mut modes = rustix::termios::tcgetattr(&tty).unwrap();
        modes.make_raw();
        rustix::termios::tcsetattr(&tty, rustix::termios::OptionalActions::Now, &modes).unwrap();
        let (sender, inputs) = mpsc::channel(8);
        let reading = thread::spawn(move || read(tty, &sender, Instant::now()));
        let writer = pair.master.take_writer().unwrap();
        Self { master: pair.master, writer, inputs, reading }
    }
}

/// Trap 1: a burst arrives complete, also when it is longer than any buffer on the way.
#[test]
fn a_burst_of_keys_arrives_complete() {
    for count in [80_usize, 200, 1_500, 5_000] {
        let Tty { master: _master, mut writer, mut inputs, reading: _reading } = Tty::open();
        let sender = thread::spawn(move || writer.write_all("j".repeat(count).as_bytes()).map(|()| writer));
        for n in 0..count {
            let Some(Input::Key(key, _)) = inputs.blocking_recv() else { panic!("key {n} of {count} did not come") };
            assert_eq!(key, Key::char('j'));
        }
        sender.join().unwrap().unwrap();
    }
}

/// Trap 4: a terminal that goes away ends the reader, also in the middle of a sequence.
#[test]
fn a_dead_terminal_ends_the_reader() {
    for begun in [&b""[..], b"\x1b[", b"\x1b[200~half a paste"] {
        let Tty { master, mut writer, mut inputs, reading } = Tty::open();
        writer.write_all(begun).unwrap();
        drop(writer);
        drop(master);
        let ended = std::iter::from_fn(|| inputs.blocking_recv()).last();
        assert_eq!(ended, Some(Input::HungUp));
        reading.join().unwrap();
    }
}
