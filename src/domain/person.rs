//! Who acts and where: a person by the id in the roster, a station by its name.
//! Whether two persons are different is judged by this id, never by login, key or role (F02).
//! Must not know: which persons and stations exist; a roster says that.

use std::{fmt, str::FromStr};

/// A person, as the roster names them: 1 to 32 of `a-z`, `0-9`, `.` and `-`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(Box<str>);

/// A station, the computer that acts are signed at: 1 to 16 of `A-Z`, `0-9` and `-`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StationId(Box<str>);

/// A text that is no person's id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a person's id is 1 to 32 small letters, digits, dots and hyphens, such as amina.k")]
pub struct NotAPersonId;

/// A text that is no station's id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a station's id is 1 to 16 capital letters, digits and hyphens, such as ONL-2")]
pub struct NotAStationId;

impl PersonId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl StationId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_made_of(text: &str, longest: usize, fits: fn(u8) -> bool) -> bool {
    (1..=longest).contains(&text.len()) && text.bytes().all(fits)
}

/// Takes the id as it is; nothing is folded or trimmed.
///
/// # Errors
/// [`NotAPersonId`] for anything else.
impl FromStr for PersonId {
    type Err = NotAPersonId;

    fn from_str(text: &str) -> Result<Self, NotAPersonId> {
        let fits = is_made_of(text, 32, |b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-'));
        if fits { Ok(Self(text.into())) } else { Err(NotAPersonId) }
    }
}

/// Takes the id as it is; nothing is folded or trimmed.
///
/// # Errors
/// [`NotAStationId`] for anything else.
impl FromStr for StationId {
    type Err = NotAStationId;

    fn from_str(text: &str) -> Result<Self, NotAStationId> {
        let fits = is_made_of(text, 16, |b| matches!(b, b'A'..=b'Z' | b'0'..=b'9' | b'-'));
        if fits { Ok(Self(text.into())) } else { Err(NotAStationId) }
    }
}

impl fmt::Display for PersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Display for StationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for PersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Debug for StationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn well_formed_ids_read_back_as_they_were_written() {
        for text in ["amina.k", "a", "luc-b2", &"x".repeat(32)] {
            let id = text.parse::<PersonId>().unwrap();
            assert_eq!((id.as_str(), format!("{id}|{id:?}")), (text, format!("{text}|{text}")));
        }
        for text in ["ONL-2", "A", &"X".repeat(16)] {
            let id = text.parse::<StationId>().unwrap();
            assert_eq!((id.as_str(), format!("{id:<17}|{id:?}")), (text, format!("{text:<17}|{text}")));
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["", "Amina", "amina k", "amina_k", "аmina.k", "amina.k ", "amina.k\n", &"x".repeat(33)] {
            assert_eq!(text.parse::<PersonId>(), Err(NotAPersonId), "{text}");
        }
        for text in ["", "onl-2", "ONL 2", "ONL.2", "ОNL-2", "ONL-2\n", &"X".repeat(17)] {
            assert_eq!(text.parse::<StationId>(), Err(NotAStationId), "{text}");
        }
    }
}
