//! The form of every text that is signed: a first line that names the kind, then `key: value` lines in one order, each ended by LF.
//! What could be written in two ways is not read: no second encoding of the same text has a place to hide in (T07).
//! Must not know: which keys a kind of text has, or what its values mean.

mod problem;
mod prose;
mod writer;

pub use problem::{LineFault, LineProblem};
pub use prose::{NotProse, Prose};
pub use writer::LineWriter;

use std::{
    fmt::Display,
    str::{FromStr, Split},
};

/// The most octets a text may have, unless its kind says otherwise.
pub const MOST_OCTETS: usize = 16 * 1024;

/// A strict reader: the caller names each key in its order, and nothing else is accepted.
#[derive(Clone, Debug)]
pub struct Lines<'t> {
    rest: Split<'t, char>,
    line: usize,
    key: String,
}

impl<'t> Lines<'t> {
    /// Opens a text of at most [`MOST_OCTETS`] whose first line is `magic`, such as `itmo-order/v1`.
    ///
    /// # Errors
    /// The first line that is not as it must be, whatever its key: see [`LineFault`].
    pub fn open(octets: &'t [u8], magic: &str) -> Result<Self, LineProblem> {
        Self::open_within(octets, magic, MOST_OCTETS)
    }

    /// Opens a text of at most so many octets.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_within(octets: &'t [u8], magic: &str, most: usize) -> Result<Self, LineProblem> {
        let whole = |fault| LineProblem { line: 0, key: String::new(), fault };
        if octets.len() > most {
            return Err(whole(LineFault::TooLong { most }));
        }
        if octets.starts_with(b"\xEF\xBB\xBF") {
            return Err(whole(LineFault::ByteOrderMark));
        }
        let text = std::str::from_utf8(octets).map_err(|at| {
            let before = octets.iter().take(at.valid_up_to()).filter(|octet| **octet == b'\n').count();
            LineProblem { line: before + 1, key: String::new(), fault: LineFault::NotUtf8 }
        })?;
        let body = text.strip_suffix('\n').ok_or_else(|| whole(LineFault::NoLastLineEnd))?;
        for (before, line) in body.split('\n').enumerate() {
            let fault = if line.contains('\r') {
                LineFault::CarriageReturn
            } else if line.contains(char::is_control) {
                LineFault::Control
            } else {
                continue;
            };
            return Err(LineProblem { line: before + 1, key: String::new(), fault });
        }
        let mut rest = body.split('\n');
        if rest.next() != Some(magic) {
            return Err(LineProblem { line: 1, key: String::new(), fault: LineFault::Magic(magic.to_owned()) });
        }
        Ok(Self { rest, line: 1, key: String::new() })
    }

    /// The critical value of the next line, which must have this key: ASCII 0x21 to 0x7E and single inner spaces.
    ///
    /// # Errors
    /// Another key, no line, or a value that is not so.
    pub fn take(&mut self, key: &str) -> Result<&'t str, LineProblem> {
        let value = self.value(key)?;
        if value.is_ascii() { Ok(value) } else { Err(self.fault(LineFault::NotAscii)) }
    }

    /// The value of the next line in prose: printable and NFC, nothing that the gate would have to escape (scenario 13).
    ///
    /// # Errors
    /// As [`Self::take`].
    pub fn take_prose(&mut self, key: &str) -> Result<Prose, LineProblem> {
        let value = self.value(key)?;
        Prose::new(value).map_err(|NotProse| self.fault(LineFault::NotProse))
    }

    /// The value of the next line as what it means, if it is written in the one way that this is written.
    ///
    /// # Errors
    /// As [`Self::take`], and when it does not read as a `T` or a `T` is written otherwise.
    pub fn take_as<T: FromStr<Err: Display> + Display>(&mut self, key: &str) -> Result<T, LineProblem> {
        let value = self.take(key)?;
        self.read(value)
    }

    /// A number: digits alone, without zeros in front.
    ///
    /// # Errors
    /// As [`Self::take_as`].
    pub fn take_number<T: FromStr + Display>(&mut self, key: &str) -> Result<T, LineProblem> {
        let digits = self.take(key)?;
        self.read_number(digits)
    }

    /// Reads a part of the line that was taken last as a number.
    ///
    /// # Errors
    /// When it is not digits alone, has zeros in front, or is too small or too large for a `T`.
    pub fn read_number<T: FromStr + Display>(&self, digits: &str) -> Result<T, LineProblem> {
        let number = digits.parse().ok().filter(|number: &T| number.to_string() == digits);
        number.ok_or_else(|| self.fault(LineFault::Number))
    }

    /// As [`Self::take_as`], or `None` for the word `none`.
    ///
    /// # Errors
    /// As [`Self::take_as`].
    pub fn take_if<T: FromStr<Err: Display> + Display>(&mut self, key: &str) -> Result<Option<T>, LineProblem> {
        match self.take(key)? {
            "none" => Ok(None),
            value => self.read(value).map(Some),
        }
    }

    /// Several critical values, in lines with the keys `stem-count`, `stem-1`, `stem-2` and so on.
    ///
    /// # Errors
    /// As [`Self::take`], and when the count is not a number.
    pub fn take_numbered(&mut self, stem: &str) -> Result<Vec<&'t str>, LineProblem> {
        let count: u16 = self.take_number(&format!("{stem}-count"))?;
        (1..=count).map(|number| self.take(&format!("{stem}-{number}"))).collect()
    }

    /// As [`Self::take_numbered`], each value in prose.
    ///
    /// # Errors
    /// As [`Self::take_prose`], and when the count is not a number.
    pub fn take_numbered_prose(&mut self, stem: &str) -> Result<Vec<Prose>, LineProblem> {
        let count: u16 = self.take_number(&format!("{stem}-count"))?;
        (1..=count).map(|number| self.take_prose(&format!("{stem}-{number}"))).collect()
    }

    /// Reads a value of the line that was taken last as what it means, if it is written in the one way.
    ///
    /// # Errors
    /// When it does not read as a `T`, or a `T` is written otherwise.
    pub fn read<T: FromStr<Err: Display> + Display>(&self, value: &str) -> Result<T, LineProblem> {
        let read: T = value.parse().map_err(|why: T::Err| self.wrong(why))?;
        if read.to_string() == value { Ok(read) } else { Err(self.fault(LineFault::Spelling)) }
    }

    /// A problem with the value of the line that was taken last. The reason is in our own words and never quotes the value.
    pub fn wrong(&self, why: impl Display) -> LineProblem {
        self.fault(LineFault::Value(why.to_string()))
    }

    /// Ends the reading.
    ///
    /// # Errors
    /// When there is another line.
    pub fn end(mut self) -> Result<(), LineProblem> {
        if self.rest.next().is_none() {
            return Ok(());
        }
        Err(LineProblem { line: self.line + 1, key: String::new(), fault: LineFault::Surplus })
    }

    fn value(&mut self, key: &str) -> Result<&'t str, LineProblem> {
        self.line += 1;
        key.clone_into(&mut self.key);
        let line = self.rest.next().ok_or_else(|| self.fault(LineFault::Missing))?;
        let value = line.strip_prefix(key).and_then(|rest| rest.strip_prefix(':'));
        let value = value.ok_or_else(|| self.fault(LineFault::Key))?;
        let value = value.strip_prefix(' ').ok_or_else(|| self.fault(LineFault::Spaces))?;
        if value.is_empty() || value.starts_with(' ') || value.ends_with(' ') || value.contains("  ") {
            return Err(self.fault(LineFault::Spaces));
        }
        Ok(value)
    }

    fn fault(&self, fault: LineFault) -> LineProblem {
        LineProblem { line: self.line, key: self.key.clone(), fault }
    }
}

#[cfg(test)]
mod tests;
