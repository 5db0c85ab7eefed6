//! One line of a ledger: its members, its one spelling, its digest.
//! The act is carried as the text it is, checked but never rebuilt, so that a long ledger is read at the speed of hashing.
//! Must not know: the neighbouring lines, and what the act says.

use super::compact;
use crate::evidence::{digest::Digest, stamp};
use jiff::Timestamp;
use std::ops::Range;

/// One entry of a ledger. It is only made in its one spelling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    text: String,
    seq: u64,
    at: Timestamp,
    registry: Range<usize>,
    kind: Range<usize>,
    act: Range<usize>,
    prev: Digest,
}

/// Why something can't be a line of a ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotALine {
    /// The registry or the kind is not 1 to 64 visible ASCII characters without `"` and `\`.
    #[error("the registry and the kind of an entry are 1 to 64 visible ASCII characters without \" and \\")]
    Word,
    /// The act is not a JSON object in printable ASCII, without blanks outside of strings, at most 32 levels deep.
    #[error("the act of an entry is a JSON object, compact, in printable ASCII and at most 32 levels deep")]
    Act,
    /// It is not spelled as a ledger line is.
    #[error("this is not a ledger line, or it was edited")]
    Form,
    /// The numbers have run out.
    #[error("the ledger is full")]
    Full,
}

impl Line {
    /// An entry after the line with this digest. The time is cut to milliseconds; what is not ASCII in the act is escaped.
    ///
    /// # Errors
    /// [`NotALine::Word`] or [`NotALine::Act`].
    pub fn new(seq: u64, at: Timestamp, registry: &str, kind: &str, act_json: &str, prev: Digest) -> Result<Self, NotALine> {
        if !(is_word(registry) && is_word(kind)) {
            return Err(NotALine::Word);
        }
        let act = compact::escaped(act_json);
        let at = stamp::written(at);
        let text =
            format!(r#"{{"v":1,"seq":{seq},"at":"{at}","registry":"{registry}","kind":"{kind}","act":{act},"prev":"{prev}"}}"#);
        // The one reader decides what a line is.
        Self::read(&text).map_err(|_| NotALine::Act)
    }

    /// Reads a line, given without LF, and refuses every spelling but the one that [`Line::new`] gives.
    ///
    /// # Errors
    /// [`NotALine::Form`].
    pub fn read(text: &str) -> Result<Self, NotALine> {
        parse(text).ok_or(NotALine::Form)
    }

    /// The line as it is written, without LF.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The entry's number, from 1.
    pub fn seq(&self) -> u64 {
        self.seq
    }

    /// When it was written, by the registry's clock.
    pub fn at(&self) -> Timestamp {
        self.at
    }

    /// The registry whose ledger this is.
    pub fn registry(&self) -> &str {
        self.part(&self.registry)
    }

    /// What kind of act it is.
    pub fn kind(&self) -> &str {
        self.part(&self.kind)
    }

    /// The act, a JSON object.
    pub fn act_json(&self) -> &str {
        self.part(&self.act)
    }

    /// The digest of the line before.
    pub fn prev(&self) -> Digest {
        self.prev
    }

    /// The digest of this line.
    pub fn digest(&self) -> Digest {
        Digest::of(&self.text)
    }

    fn part(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or_default()
    }
}

fn is_word(text: &str) -> bool {
    let plain = |octet: u8| octet.is_ascii_graphic() && octet != b'"' && octet != b'\\';
    (1..=64).contains(&text.len()) && text.bytes().all(plain)
}

fn parse(text: &str) -> Option<Line> {
    let (seq, rest) = text.strip_prefix(r#"{"v":1,"seq":"#)?.split_once(r#","at":""#)?;
    let (at, rest) = rest.split_once(r#"","registry":""#)?;
    let (registry, rest) = rest.split_once(r#"","kind":""#)?;
    let (kind, rest) = rest.split_once(r#"","act":"#)?;
    // Neither a digest nor what follows it can hold this mark, so the last one is the right one whatever the act says.
    let (act, prev) = rest.strip_suffix(r#""}"#)?.rsplit_once(r#","prev":""#)?;
    let number: u64 = seq.parse().ok().filter(|number: &u64| *number > 0)?;
    if number.to_string() != seq || !is_word(registry) || !is_word(kind) || !compact::is_object(act) {
        return None;
    }
    let place = |part: &str| {
        let start = part.as_ptr().addr().checked_sub(text.as_ptr().addr())?;
        Some(start..start.checked_add(part.len())?)
    };
    Some(Line {
        seq: number,
        at: stamp::read(at)?,
        registry: place(registry)?,
        kind: place(kind)?,
        act: place(act)?,
        prev: prev.parse().ok()?,
        text: text.to_owned(),
    })
}
