//! Octets from a terminal to keys, pastes and the mouse: the xterm encodings, without any extended keyboard protocol.
//! However the octets are cut into reads, the same keys come out; unknown sequences and answers nobody asked for yield nothing.
//! Must not know: where the octets come from, or time.

use crate::app::{
    Key, KeyCode, Modifiers,
    mouse::{Mouse, MouseAct},
};

/// The longest paste that is kept, in octets.
pub(super) const PASTE_LIMIT: usize = 1 << 20;

/// The longest sequence that is read; what is longer is no key.
const SEQUENCE_LIMIT: usize = 4096;

const ESCAPE: u8 = 0x1b;
const PASTE_END: &[u8] = b"\x1b[201~";

/// One thing that was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Decoded {
    Key(Key),
    Mouse(Mouse),
    Paste(String),
    PasteTooLong,
}

/// Remembers the unfinished part between reads.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    /// Octets of a sequence or character that is not complete.
    pending: Vec<u8>,
    /// Inside a bracketed paste: what it holds so far.
    paste: Option<Vec<u8>>,
}

/// What the pending octets are.
enum Parsed {
    /// Complete; the key, if it is one.
    Done(Option<Key>),
    /// A report of the mouse, if it is one the console knows.
    Pointed(Option<Mouse>),
    /// A paste begins.
    PasteBegins,
    /// More octets are needed.
    Unfinished,
    /// The last octet begins something new; this is what was before it.
    Before(Option<Key>),
}

impl Decoder {
    /// Takes octets as they were read.
    pub(super) fn feed(&mut self, octets: &[u8]) -> Vec<Decoded> {
        let mut decoded = Vec::new();
        for octet in octets {
            self.take(*octet, &mut decoded);
        }
        decoded
    }

    /// Whether an unfinished sequence waits that [`Decoder::settle`] would end. A paste has its own end and may take its time.
    pub(super) fn is_unsure(&self) -> bool {
        self.paste.is_none() && !self.pending.is_empty()
    }

    /// The rest did not come: an Escape was the Escape key, and an unfinished sequence was none.
    pub(super) fn settle(&mut self) -> Vec<Decoded> {
        let key = match self.pending.as_slice() {
            [ESCAPE] => Some(Key::plain(KeyCode::Esc)),
            [ESCAPE, octet @ (b'[' | b'O' | b']' | b'P' | b'_' | b'^' | b'X')] => Some(alt(Key::char(char::from(*octet)))),
            _ => None,
        };
        self.pending.clear();
        key.map(Decoded::Key).into_iter().collect()
    }

    fn take(&mut self, octet: u8, decoded: &mut Vec<Decoded>) {
        if let Some(paste) = &mut self.paste {
            take_pasted(paste, octet);
            if paste.ends_with(PASTE_END) {
                decoded.push(finish_paste(self.paste.take().unwrap_or_default()));
            }
            return;
        }
        self.pending.push(octet);
        match parse(&self.pending) {
            Parsed::Unfinished if self.pending.len() < SEQUENCE_LIMIT => {}
            Parsed::Unfinished => self.pending.clear(),
            Parsed::PasteBegins => {
                self.pending.clear();
                self.paste = Some(Vec::new());
            }
            Parsed::Done(key) => {
                self.pending.clear();
                decoded.extend(key.map(Decoded::Key));
            }
            Parsed::Pointed(mouse) => {
                self.pending.clear();
                decoded.extend(mouse.map(Decoded::Mouse));
            }
            Parsed::Before(key) => {
                self.pending.clear();
                decoded.extend(key.map(Decoded::Key));
                self.take(octet, decoded);
            }
        }
    }
}

/// Keeps a pasted octet; of a paste that is too long only its end, to see when it is over.
fn take_pasted(paste: &mut Vec<u8>, octet: u8) {
    if paste.len() > PASTE_LIMIT + 2 * PASTE_END.len() {
        let spare = paste.len() - PASTE_END.len();
        paste.copy_within(spare.., PASTE_LIMIT + 1);
        paste.truncate(PASTE_LIMIT + 1 + PASTE_END.len());
    }
    paste.push(octet);
}

fn finish_paste(mut paste: Vec<u8>) -> Decoded {
    paste.truncate(paste.len().saturating_sub(PASTE_END.len()));
    if paste.len() > PASTE_LIMIT {
        return Decoded::PasteTooLong;
    }
    Decoded::Paste(String::from_utf8_lossy(&paste).into_owned())
}

fn parse(octets: &[u8]) -> Parsed {
    match octets {
        [ESCAPE] => Parsed::Unfinished,
        [ESCAPE, ESCAPE] => Parsed::Before(Some(Key::plain(KeyCode::Esc))),
        [ESCAPE, b'[', rest @ ..] => control_sequence(rest),
        [ESCAPE, b'O', rest @ ..] => single_shift(rest),
        [ESCAPE, b']' | b'P' | b'_' | b'^' | b'X', rest @ ..] => string(rest),
        [ESCAPE, rest @ ..] => match single(rest) {
            Parsed::Done(key) => Parsed::Done(key.map(alt)),
            other => other,
        },
        other => single(other),
    }
}

/// One character or control code.
fn single(octets: &[u8]) -> Parsed {
    let key = match octets {
        [b'\r'] => Key::plain(KeyCode::Enter),
        [b'\t'] => Key::plain(KeyCode::Tab),
        [0x7f] => Key::plain(KeyCode::Backspace),
        [0] => Key::control(' '),
        [code @ 0x01..=0x1a] => Key::control(char::from(code - 1 + b'a')),
        [code @ 0x1c..=0x1f] => Key::control(char::from(code - 0x1c + b'\\')),
        other => return character(other),
    };
    Parsed::Done(Some(key))
}

fn character(octets: &[u8]) -> Parsed {
    match std::str::from_utf8(octets) {
        Ok(text) => Parsed::Done(text.chars().next().map(Key::char)),
        Err(error) if error.error_len().is_none() => Parsed::Unfinished,
        Err(_) if octets.len() > 1 => Parsed::Before(None),
        Err(_) => Parsed::Done(None),
    }
}

/// `ESC [ …`: ECMA-48 parameters and a final octet.
fn control_sequence(rest: &[u8]) -> Parsed {
    match rest {
        [] | [b'['] => Parsed::Unfinished,
        // The Linux console's F1 to F5.
        [b'[', code] => Parsed::Done(code.checked_sub(b'A').filter(|n| *n < 5).map(|n| Key::plain(KeyCode::F(n + 1)))),
        [parameters @ .., last] => match *last {
            0x20..=0x3f => Parsed::Unfinished,
            0x40..=0x7e if parameters == b"200" && last == &b'~' => Parsed::PasteBegins,
            b'M' | b'm' if parameters.first() == Some(&b'<') => Parsed::Pointed(mouse(parameters, *last)),
            0x40..=0x7e => Parsed::Done(sequence_key(parameters, *last)),
            ESCAPE => Parsed::Before(None),
            _ => Parsed::Done(None),
        },
    }
}

/// `ESC O …`: keypad and function keys of application mode.
fn single_shift(rest: &[u8]) -> Parsed {
    match rest {
        [] => Parsed::Unfinished,
        [b'M'] => Parsed::Done(Some(Key::plain(KeyCode::Enter))),
        [ESCAPE] => Parsed::Before(Some(alt(Key::char('O')))),
        [code, ..] => Parsed::Done(letter_key(*code).map(Key::plain)),
    }
}

/// `ESC ]`, `ESC P` and the like: an answer nobody asked for. It is read to its end and yields nothing.
fn string(rest: &[u8]) -> Parsed {
    match rest {
        [.., 0x07] | [.., ESCAPE, b'\\'] => Parsed::Done(None),
        [.., ESCAPE, _] => Parsed::Before(None),
        _ => Parsed::Unfinished,
    }
}

/// `ESC [ < button ; column ; row M`, and `m` for a release (SGR 1006). Places count from 1.
fn mouse(parameters: &[u8], last: u8) -> Option<Mouse> {
    let mut numbers = std::str::from_utf8(parameters.get(1..)?).ok()?.split(';').map(str::parse::<u16>);
    let (button, column, row) = (numbers.next()?.ok()?, numbers.next()?.ok()?, numbers.next()?.ok()?);
    let act = match button {
        0 if last == b'M' => MouseAct::Press,
        64 => MouseAct::WheelUp,
        65 => MouseAct::WheelDown,
        _ => return None,
    };
    numbers.next().is_none().then_some(Mouse { act, column: column.checked_sub(1)?, row: row.checked_sub(1)? })
}

fn sequence_key(parameters: &[u8], last: u8) -> Option<Key> {
    let mut numbers = std::str::from_utf8(parameters).ok()?.split(';');
    let first = numbers.next().unwrap_or_default();
    let modifiers = match numbers.next() {
        None => Modifiers::default(),
        Some(mask) => modifiers(mask.parse().ok()?),
    };
    if numbers.next().is_some() {
        return None;
    }
    let code = match last {
        b'~' => numbered_key(first.parse().ok()?)?,
        b'Z' if first.is_empty() => KeyCode::BackTab,
        // With modifiers the first parameter is 1; `ESC [ 5 ; 7 R` is a cursor report, not F3.
        _ if first.is_empty() || first == "1" => letter_key(last)?,
        _ => return None,
    };
    Some(Key { code, modifiers })
}

fn letter_key(code: u8) -> Option<KeyCode> {
    Some(match code {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'P'..=b'S' => KeyCode::F(code - b'P' + 1),
        _ => return None,
    })
}

fn numbered_key(number: u8) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(number - 10),
        17..=21 => KeyCode::F(number - 11),
        23 | 24 => KeyCode::F(number - 12),
        _ => return None,
    })
}

/// The xterm modifier parameter: one more than a mask of Shift 1, Alt 2, Control 4, Meta 8.
fn modifiers(parameter: u8) -> Modifiers {
    let mask = parameter.saturating_sub(1);
    Modifiers { shift: mask & 1 != 0, alt: mask & 0b1010 != 0, control: mask & 4 != 0 }
}

fn alt(key: Key) -> Key {
    Key { modifiers: Modifiers { alt: true, ..key.modifiers }, ..key }
}
