//! What was found, line by line, and how it ends: all holds, something does not, or something could not be judged.
//! The last line is the verdict, for whoever reads no other.
//! Must not know: what is judged.

use std::fmt::{Display, Write as _};

/// The findings so far.
#[derive(Debug, Default)]
pub(super) struct Judgement {
    text: String,
    about: String,
    first_failure: Option<String>,
    first_open: Option<String>,
}

impl Judgement {
    /// Begins with a file: what it is.
    pub(super) fn about(&mut self, name: &str, what: impl Display) {
        name.clone_into(&mut self.about);
        self.line(format_args!("{name}: {what}"));
    }

    /// Something that is said without being judged.
    pub(super) fn says(&mut self, what: impl Display) {
        self.line(format_args!("  {what}"));
    }

    /// Something that holds.
    pub(super) fn holds(&mut self, what: impl Display) {
        self.line(format_args!("  ✓ {what}"));
    }

    /// Something that does not hold.
    pub(super) fn fails(&mut self, what: impl Display) {
        self.line(format_args!("  ✗ {what}"));
        let about = &self.about;
        self.first_failure.get_or_insert_with(|| format!("{about}: {what}"));
    }

    /// Something that can't be judged, and what it would take.
    pub(super) fn open(&mut self, what: impl Display) {
        self.line(format_args!("  ? {what}"));
        let about = &self.about;
        self.first_open.get_or_insert_with(|| format!("{about}: {what}"));
    }

    /// Everything that was found, and the verdict.
    pub(super) fn told(&self) -> String {
        let verdict = match (&self.first_failure, &self.first_open) {
            (Some(failure), _) => format!("NOT OK: {failure}"),
            (None, Some(open)) => format!("NOT JUDGED: {open}"),
            (None, None) => "OK".to_owned(),
        };
        format!("{}{verdict}\n", self.text)
    }

    /// 0 when all holds, 1 when something does not, 2 when something could not be judged.
    pub(super) fn status(&self) -> u8 {
        match (&self.first_failure, &self.first_open) {
            (Some(_), _) => 1,
            (None, Some(_)) => 2,
            (None, None) => 0,
        }
    }

    fn line(&mut self, line: impl Display) {
        // Writing to a String can't fail.
        let _ = writeln!(self.text, "{line}");
    }
}
