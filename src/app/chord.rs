//! Keys as text: `ctrl-p`, `g g`, `shift-up`, `?`. What the configuration says and what the help shows.
//! One key has one written form: reading what was written gives the same key back.
//! Must not know: what any key does.

mod terminal;

pub use terminal::Ambiguity;

use super::{
    key::{Key, KeyCode, Modifiers},
    nearest::nearest,
};
use std::{fmt, str::FromStr};

/// One or more keys pressed one after the other; never empty, at most [`Chord::LONGEST`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Chord(Vec<Key>);

/// Why a text is not a key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChordProblem {
    /// Nothing there.
    #[error("there is no key in it")]
    Empty,
    /// No key has this name.
    #[error("there is no key {name:?}{}", suggestion(*.nearest))]
    UnknownKey {
        /// What was written; `{:?}` escapes it.
        name: String,
        /// The name that was probably meant.
        nearest: Option<&'static str>,
    },
    /// The same modifier twice.
    #[error("{0} stands there twice")]
    Twice(&'static str),
    /// Shift with a character that is not a letter: which character that makes depends on the keyboard.
    #[error("write the character that shift makes instead of shift-{0}")]
    ShiftWithCharacter(char),
    /// More keys than anybody presses in a row.
    #[error("a sequence has at most {} keys", Chord::LONGEST)]
    TooLong,
}

/// The written names. The first name of a key is its canonical one.
const NAMES: &[(&str, KeyCode)] = &[
    ("enter", KeyCode::Enter),
    ("return", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("escape", KeyCode::Esc),
    ("tab", KeyCode::Tab),
    ("backtab", KeyCode::BackTab),
    ("backspace", KeyCode::Backspace),
    ("delete", KeyCode::Delete),
    ("del", KeyCode::Delete),
    ("insert", KeyCode::Insert),
    ("ins", KeyCode::Insert),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("pgup", KeyCode::PageUp),
    ("pageup", KeyCode::PageUp),
    ("pgdn", KeyCode::PageDown),
    ("pgdown", KeyCode::PageDown),
    ("pagedown", KeyCode::PageDown),
    ("space", KeyCode::Char(' ')),
    ("f1", KeyCode::F(1)),
    ("f2", KeyCode::F(2)),
    ("f3", KeyCode::F(3)),
    ("f4", KeyCode::F(4)),
    ("f5", KeyCode::F(5)),
    ("f6", KeyCode::F(6)),
    ("f7", KeyCode::F(7)),
    ("f8", KeyCode::F(8)),
    ("f9", KeyCode::F(9)),
    ("f10", KeyCode::F(10)),
    ("f11", KeyCode::F(11)),
    ("f12", KeyCode::F(12)),
];

impl Chord {
    /// The longest sequence.
    pub const LONGEST: usize = 4;

    /// The keys, in the order they are pressed.
    pub fn keys(&self) -> &[Key] {
        &self.0
    }

    /// Whether it is exactly this one key.
    pub fn is_key(&self, key: Key) -> bool {
        self.0 == [key]
    }

    /// Whether this key is anywhere in it.
    pub fn contains(&self, key: Key) -> bool {
        self.0.contains(&key)
    }

    /// What an ordinary terminal makes of it that the writer may not expect.
    pub fn ambiguity(&self) -> Option<Ambiguity> {
        self.0.iter().find_map(|key| terminal::ambiguity(*key))
    }
}

impl FromStr for Chord {
    type Err = ChordProblem;

    fn from_str(text: &str) -> Result<Self, ChordProblem> {
        let mut keys = Vec::new();
        for word in text.split_ascii_whitespace() {
            if keys.len() == Self::LONGEST {
                return Err(ChordProblem::TooLong);
            }
            keys.push(word.parse()?);
        }
        if keys.is_empty() { Err(ChordProblem::Empty) } else { Ok(Self(keys)) }
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, key) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str(" ")?;
            }
            key.fmt(f)?;
        }
        Ok(())
    }
}

impl FromStr for Key {
    type Err = ChordProblem;

    fn from_str(text: &str) -> Result<Self, ChordProblem> {
        let (modifiers, name) = modifiers(text)?;
        match named(name)? {
            KeyCode::Char(c) if modifiers.shift => {
                if !c.is_ascii_alphabetic() {
                    return Err(ChordProblem::ShiftWithCharacter(c));
                }
                Ok(Self { code: KeyCode::Char(c.to_ascii_uppercase()), modifiers: Modifiers { shift: false, ..modifiers } })
            }
            code => Ok(Self { code, modifiers }.canonical()),
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = self.canonical();
        if key.modifiers.control {
            f.write_str("ctrl-")?;
        }
        if key.modifiers.alt {
            f.write_str("alt-")?;
        }
        if key.modifiers.shift {
            f.write_str("shift-")?;
        }
        match NAMES.iter().find(|(_, code)| *code == key.code) {
            Some((name, _)) => f.write_str(name),
            None => match key.code {
                KeyCode::Char(c) => write!(f, "{c}"),
                KeyCode::F(number) => write!(f, "f{number}"),
                _ => Ok(()),
            },
        }
    }
}

/// Takes the modifiers off the front; what is left names the key.
fn modifiers(text: &str) -> Result<(Modifiers, &str), ChordProblem> {
    let mut found = Modifiers::default();
    let mut rest = text;
    while let Some((word, after)) = rest.split_once('-') {
        let slot = match word.to_ascii_lowercase().as_str() {
            "ctrl" | "control" => (&mut found.control, "ctrl"),
            "alt" | "meta" | "option" => (&mut found.alt, "alt"),
            "shift" => (&mut found.shift, "shift"),
            _ => break,
        };
        if after.is_empty() {
            return Err(ChordProblem::Empty);
        }
        if std::mem::replace(slot.0, true) {
            return Err(ChordProblem::Twice(slot.1));
        }
        rest = after;
    }
    Ok((found, rest))
}

/// The key of a name: one visible character stands for itself.
fn named(name: &str) -> Result<KeyCode, ChordProblem> {
    let mut letters = name.chars();
    match (letters.next(), letters.next()) {
        (None, _) => Err(ChordProblem::Empty),
        (Some(c), None) if !c.is_control() && !c.is_whitespace() => Ok(KeyCode::Char(c)),
        _ => {
            let lower = name.to_ascii_lowercase();
            NAMES.iter().find(|(known, _)| *known == lower).map(|(_, code)| *code).ok_or_else(|| unknown(name))
        }
    }
}

fn unknown(name: &str) -> ChordProblem {
    let words = NAMES.iter().map(|(known, _)| *known).chain(["ctrl-", "alt-", "shift-"]);
    ChordProblem::UnknownKey { nearest: nearest(name, words), name: name.chars().take(32).collect() }
}

fn suggestion(nearest: Option<&'static str>) -> String {
    nearest.map(|name| format!("; did you mean {name}?")).unwrap_or_default()
}

#[cfg(test)]
pub(crate) mod tests;
