//! Comma-separated values: RFC 4180 with CRLF, a head always, one line a row.
//! A cell that a spreadsheet would calculate begins with an apostrophe; text is in the gate's visible form.
//! Must not know: where it is written.

use super::{RowWriter, WriteProblem};
use crate::registry::sheet::{Choice, Row};
use std::io::{self, Write};

/// The octets by which spreadsheets know UTF-8.
const MARK: &str = "\u{feff}";

/// Writes comma-separated values.
pub struct CommaRows<W: Write> {
    lines: csv::Writer<W>,
    choice: Choice,
}

impl<W: Write> CommaRows<W> {
    /// Begins with the head; `mark` puts a byte order mark before it.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn begin(mut sink: W, choice: Choice, mark: bool) -> Result<Self, WriteProblem> {
        if mark {
            sink.write_all(MARK.as_bytes())?;
        }
        let mut lines = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(sink);
        lines.write_record(choice.columns().iter().map(|column| column.name)).map_err(system)?;
        Ok(Self { lines, choice })
    }
}

impl<W: Write + Send> RowWriter for CommaRows<W> {
    fn rows(&mut self, rows: &[Row]) -> Result<(), WriteProblem> {
        for row in rows {
            self.lines.write_record(self.choice.cells(row).map(|cell| cell.fenced().into_owned())).map_err(system)?;
        }
        Ok(())
    }

    fn end(mut self: Box<Self>) -> Result<(), WriteProblem> {
        Ok(self.lines.flush()?)
    }
}

pub(super) fn system(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
