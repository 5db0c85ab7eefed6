//! Tables of ITMOs in files: workbooks, comma-separated values and JSON, in the layouts of the agreed electronic format and in this
//! console's own. A row is read whole or named with its cell; nothing is skipped in silence, and no file can take more than its share.
//! Must not know: which registry a file came from, what it is compared with, and where it lies.

mod action;
mod cell;
mod cells;
pub mod check;
mod commas;
pub mod format;
mod holding;
mod layout;
mod line;
mod lines;
mod merged;
mod newlines;
mod objects;
mod problem;
mod records;
mod rows;
mod tables;
mod value;
mod workbook;

#[cfg(test)]
mod tests;

pub use action::Action;
pub use cell::{Cell, letters};
pub use layout::{Column, Kind};
pub use line::{Line, Own, Place};
pub use lines::Lines;
pub use problem::{CellProblem, FileProblem, Why};
pub use records::Record;
pub use rows::{CellRange, Rows};
pub use tables::{Given, Part, Row, Tables, Unit};

use std::io::{BufReader, Read, Seek, SeekFrom};

/// What a file is, by how it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// Office Open XML.
    Workbook,
    /// Comma-separated values, or with semicolons or tabs.
    Commas,
    /// JSON, or one object a line.
    Json,
}

impl FileKind {
    /// How places in such a file are called.
    fn unit(self) -> Unit {
        match self {
            Self::Workbook => Unit::Cells,
            Self::Commas => Unit::Lines,
            Self::Json => Unit::Items,
        }
    }
}

/// What every zip begins with.
const ZIP: &[u8] = b"PK\x03\x04";
/// What workbooks of before 2007 begin with, and those that are locked with a password.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0";

/// JSON may be one value, which is in memory as a whole while it is read.
const LARGEST_JSON: u64 = 512 << 20;

/// Reads every table of ITMOs in a file.
///
/// # Errors
/// [`FileProblem`] when the file as such can't be read. What is wrong with single rows is in [`Tables::problems`].
pub fn read<R: Read + Seek>(mut source: R, given: Given) -> Result<Tables, FileProblem> {
    let kind = kind(&mut source)?;
    let mut tables = tables::Builder::new(given, kind.unit());
    give_rows(source, kind, &mut tables)?;
    tables.finish()
}

/// Gives the rows of a file to what takes them.
fn give_rows<R: Read + Seek>(mut source: R, kind: FileKind, to: &mut impl Rows) -> Result<(), FileProblem> {
    match kind {
        FileKind::Workbook => workbook::read(source, to),
        FileKind::Commas => commas::read(BufReader::with_capacity(records::BUFFER, source), to),
        FileKind::Json => {
            let size = source.seek(SeekFrom::End(0))?;
            source.seek(SeekFrom::Start(0))?;
            if size > LARGEST_JSON {
                let most = usize::try_from(LARGEST_JSON).unwrap_or(usize::MAX);
                return Err(FileProblem::TooLong { place: "the file".to_owned(), most, what: "octets of JSON" });
            }
            objects::read(BufReader::new(source), to)
        }
    }
}

/// What a file is. Its name is not asked: it may be wrong.
///
/// # Errors
/// When it is empty, can't be read, or is a workbook of a kind that is not read.
pub fn kind<R: Read + Seek>(source: &mut R) -> Result<FileKind, FileProblem> {
    let mut head = [0; 64];
    let mut filled = 0;
    while let Some(rest) = head.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match source.read(rest)? {
            0 => break,
            more => filled += more,
        }
    }
    source.seek(SeekFrom::Start(0))?;
    let head = head.get(..filled).unwrap_or_default();
    if head.starts_with(COMPOUND) {
        return Err(FileProblem::OldWorkbook);
    }
    if head.starts_with(ZIP) {
        return Ok(FileKind::Workbook);
    }
    let text = head.strip_prefix("\u{feff}".as_bytes()).unwrap_or(head);
    match text.iter().find(|octet| !octet.is_ascii_whitespace()) {
        None => Err(FileProblem::Empty),
        Some(b'{' | b'[') => Ok(FileKind::Json),
        Some(_) => Ok(FileKind::Commas),
    }
}
