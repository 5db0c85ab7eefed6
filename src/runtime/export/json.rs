//! JSON: one array of objects, or one object a line. Every string is exact, octet for octet.
//! Numbers that readers with floating point would round are strings, as in the admin API (T07).
//! Must not know: where it is written.

use super::{RowWriter, WriteProblem};
use crate::registry::sheet::{Choice, Row};
use std::io::{self, Write};

/// Writes objects.
pub struct JsonRows<W: Write> {
    sink: W,
    choice: Choice,
    /// Whether they stand in an array.
    array: bool,
    written: bool,
}

impl<W: Write> JsonRows<W> {
    /// One array, an object a line within it.
    pub fn array(sink: W, choice: Choice) -> Self {
        Self { sink, choice, array: true, written: false }
    }

    /// One object a line, and nothing else.
    pub fn lines(sink: W, choice: Choice) -> Self {
        Self { sink, choice, array: false, written: false }
    }
}

impl<W: Write + Send> RowWriter for JsonRows<W> {
    fn rows(&mut self, rows: &[Row]) -> Result<(), WriteProblem> {
        for row in rows {
            if self.array {
                self.sink.write_all(if self.written { b",\n" } else { b"[\n" })?;
            }
            self.written = true;
            serde_json::to_writer(&mut self.sink, &self.choice.object(row)).map_err(io::Error::from)?;
            if !self.array {
                self.sink.write_all(b"\n")?;
            }
        }
        Ok(())
    }

    fn end(mut self: Box<Self>) -> Result<(), WriteProblem> {
        if self.array {
            self.sink.write_all(if self.written { b"\n]\n" } else { b"[]\n" })?;
        }
        Ok(self.sink.flush()?)
    }
}
