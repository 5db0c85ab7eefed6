//! Cursors: where a page ended, written so that only the same question can go on from there.
//! Opaque to clients; a changed or borrowed one is refused, never guessed at.
//! Must not know: what rows hold.

use super::order::Key;
use rusqlite::types::Value;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The longest cursor that is read.
const LONGEST: usize = 8_192;

/// Where a page ended.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cursor {
    /// The key of its last row.
    pub key: Key,
    /// The place of the row behind it, in the state of the book below.
    pub offset: u64,
    /// The state of the book.
    pub revision: u64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    question: String,
    key: Vec<Part>,
    offset: u64,
    revision: u64,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Part {
    Number(i64),
    Text(String),
}

impl Cursor {
    /// The text a client sends back; `None` can't happen with the columns we have.
    pub(super) fn write(&self, question: &str) -> Option<String> {
        let key = self.key.iter().map(|value| match value {
            Value::Integer(number) => Some(Part::Number(*number)),
            Value::Text(text) => Some(Part::Text(text.clone())),
            _ => None,
        });
        let written = Written {
            question: digest(question),
            key: key.collect::<Option<_>>()?,
            offset: self.offset,
            revision: self.revision,
        };
        Some(hex(&serde_json::to_vec(&written).ok()?))
    }

    /// Reads a cursor that was written for this question and has keys of this width.
    pub(super) fn read(text: &str, question: &str, width: usize) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let written: Written = serde_json::from_slice(&unhex(text)?).ok()?;
        if written.question != digest(question) || written.key.len() != width {
            return None;
        }
        let key = written.key.into_iter().map(|part| match part {
            Part::Number(number) => Value::Integer(number),
            Part::Text(text) => Value::Text(text),
        });
        Some(Self { key: key.collect(), offset: written.offset, revision: written.revision })
    }
}

/// The digest a cursor is bound to its question by.
fn digest(question: &str) -> String {
    hex(Sha256::digest(question.as_bytes()).get(..16).unwrap_or_default())
}

/// Octets as hexadecimal digits.
pub(super) fn hex(octets: &[u8]) -> String {
    octets.iter().map(|octet| format!("{octet:02x}")).collect()
}

/// Hexadecimal digits as octets; small letters only, so that there is one spelling.
fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes();
    if !digits.len().is_multiple_of(2) || !digits.iter().all(|d| matches!(d, b'0'..=b'9' | b'a'..=b'f')) {
        return None;
    }
    digits.chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_back_for_its_own_question_only() {
        let cursor = Cursor { key: vec![Value::Integer(-5), Value::Text("Zoë \u{202e}".into())], offset: 200, revision: 3 };
        let text = cursor.write("accounts held").unwrap();
        assert_eq!(Cursor::read(&text, "accounts held", 2), Some(cursor));
        assert_eq!(Cursor::read(&text, "accounts -held", 2), None);
        assert_eq!(Cursor::read(&text, "accounts held", 3), None);
    }

    #[test]
    fn anything_else_is_refused() {
        let good = Cursor { key: vec![], offset: 0, revision: 0 }.write("q").unwrap();
        let long = "00".repeat(5_000);
        for text in ["", "0", "zz", "é", "7b7d", &good.to_uppercase(), &format!("{good}00"), &long] {
            assert_eq!(Cursor::read(text, "q", 0), None, "{text}");
        }
    }
}
