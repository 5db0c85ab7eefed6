//! Why a text is not one that can be signed: the line, the key it should have, and one cause.
//! The words are ours. A hostile text is never quoted, so that a problem may be shown without the gate (T01).
//! Must not know: which kind of text it was.

use std::fmt;

/// The first place where a text is not as it must be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct LineProblem {
    /// The line, from 1; 0 for the text as a whole.
    pub line: usize,
    /// The key the line should have; empty when the problem has nothing to do with one.
    pub key: String,
    /// What is wrong.
    pub fault: LineFault,
}

/// What is wrong with a text or one of its lines.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LineFault {
    /// It has too many octets.
    #[error("the text has more than {most} octets")]
    TooLong {
        /// The most it may have.
        most: usize,
    },
    /// It begins with a byte order mark.
    #[error("the text begins with a byte order mark")]
    ByteOrderMark,
    /// The octets are no UTF-8.
    #[error("not UTF-8")]
    NotUtf8,
    /// The last line is not ended.
    #[error("the last line does not end with LF")]
    NoLastLineEnd,
    /// A carriage return.
    #[error("a carriage return; lines end with LF alone")]
    CarriageReturn,
    /// Another control character.
    #[error("a control character")]
    Control,
    /// The first line is another.
    #[error("the first line is not {0}")]
    Magic(String),
    /// The text ends before this line.
    #[error("the line is missing")]
    Missing,
    /// The line has another key: misspelled, out of its order, a second time, or one that this kind of text does not have.
    #[error("the line has another key")]
    Key,
    /// The text goes on after its last line.
    #[error("a line too many")]
    Surplus,
    /// No value, or spaces other than one after the colon and single ones inside the value.
    #[error("a value is missing, or a space is missing or too many")]
    Spaces,
    /// A critical value has a character outside ASCII.
    #[error("a character outside ASCII")]
    NotAscii,
    /// The gate would have to escape something of it, so it can't be signed (scenario 13).
    #[error("a character that could not be shown as it is")]
    NotProse,
    /// What it means is written in another way than the only one.
    #[error("not written in the only way that is accepted")]
    Spelling,
    /// It is no number that fits, or is written with a sign, a group or a zero in front.
    #[error("a number is written in digits alone, without zeros in front, and is not too large or too small")]
    Number,
    /// The value is not what the line must hold, or contradicts another line.
    #[error("{0}")]
    Value(String),
}

impl fmt::Display for LineProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.line, self.key.as_str()) {
            (0, "") => write!(f, "{}", self.fault),
            (0, key) => write!(f, "{key}: {}", self.fault),
            (line, "") => write!(f, "line {line}: {}", self.fault),
            (line, key) => write!(f, "line {line}, {key}: {}", self.fault),
        }
    }
}
