//! What ordinary terminals can't tell apart: they send bytes that were fixed in the 1970s, not keys.
//! A key listed here can be written, but pressing it gives something else, so its writer is told.
//! Must not know: the keymap.

use super::super::key::{Key, KeyCode};

/// Why pressing a key may not arrive as that key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Ambiguity {
    /// It arrives as another key, always.
    #[error("terminals send {0} for it, so bind {0} instead")]
    ArrivesAs(&'static str),
    /// No terminal sends it at all, or it arrives without its modifier.
    #[error("terminals don't send it: they leave {0} out")]
    NotSent(&'static str),
    /// It begins an escape sequence, so it is understood only after a pause.
    #[error("it begins what terminals send for the arrow and function keys")]
    BeginsSequence,
}

/// What is ambiguous about a key, if anything is.
pub(super) fn ambiguity(key: Key) -> Option<Ambiguity> {
    let held = key.modifiers;
    match key.code {
        KeyCode::Char(c) if held.control => control(c),
        KeyCode::Char('[' | 'O') if held.alt => Some(Ambiguity::BeginsSequence),
        KeyCode::Enter | KeyCode::Tab | KeyCode::BackTab | KeyCode::Backspace | KeyCode::Esc if held.control => {
            Some(Ambiguity::NotSent("ctrl"))
        }
        KeyCode::Enter | KeyCode::Backspace | KeyCode::Esc if held.shift => Some(Ambiguity::NotSent("shift")),
        KeyCode::Esc if held.alt => Some(Ambiguity::BeginsSequence),
        _ => None,
    }
}

/// Control with a character: only 32 of them exist (ASCII 0x00 to 0x1F).
fn control(c: char) -> Option<Ambiguity> {
    match c {
        'i' => Some(Ambiguity::ArrivesAs("tab")),
        'm' => Some(Ambiguity::ArrivesAs("enter")),
        '[' | '3' => Some(Ambiguity::ArrivesAs("esc")),
        'h' => Some(Ambiguity::ArrivesAs("backspace")),
        '?' | '8' => Some(Ambiguity::ArrivesAs("backspace")),
        '2' | '@' => Some(Ambiguity::ArrivesAs("ctrl-space")),
        '\\' => Some(Ambiguity::ArrivesAs("ctrl-4")),
        ']' => Some(Ambiguity::ArrivesAs("ctrl-5")),
        '^' | '~' => Some(Ambiguity::ArrivesAs("ctrl-6")),
        '_' | '/' | '-' => Some(Ambiguity::ArrivesAs("ctrl-7")),
        'a'..='z' | ' ' | '4'..='7' => None,
        'A'..='Z' => Some(Ambiguity::NotSent("shift")),
        _ => Some(Ambiguity::NotSent("ctrl")),
    }
}
