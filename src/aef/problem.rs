//! What is wrong with a file, or with one cell of it: enough for a person to open the file and mend it there.
//! A file that can't be read gives no rows at all; a cell that can't gives its row's place.
//! Must not know: what would have been done with the rows.

use super::{layout::Column, line::Place};
use crate::{domain::IdProblem, text::Untrusted};

/// Why a file as such can't be read.
#[derive(Debug, thiserror::Error)]
pub enum FileProblem {
    /// The system refused.
    #[error("{}", refused(.0))]
    System(#[from] std::io::Error),
    /// It holds nothing.
    #[error("it is empty")]
    Empty,
    /// A workbook of before 2007, or one with a password.
    #[error("it is a workbook of the old kind (.xls), or one that is locked with a password; save it as .xlsx without one")]
    OldWorkbook,
    /// A zip without its end.
    #[error(
        "it is not a whole workbook: its end is missing. It was cut off on its way, or is still being written; copy it again"
    )]
    CutOff,
    /// A zip that can't be unpacked; how the library says it.
    #[error(
        "it is not a whole workbook: it is damaged ({0}). Copy it again; if that does not help, open it in a spreadsheet and save \
         it as a new .xlsx"
    )]
    Damaged(String),
    /// A part that every workbook has is not there.
    #[error("it is no workbook: it has no part {0}")]
    NoPart(String),
    /// A part of a workbook is not well-formed.
    #[error("its part {part} can't be read at octet {at}: {why}. Open it in a spreadsheet and save it as a new .xlsx")]
    Xml {
        /// Which.
        part: String,
        /// Where in it.
        at: u64,
        /// What is wrong.
        why: String,
    },
    /// A part that grows far beyond what it is packed in, or beyond any use.
    #[error("its part {part} unpacks to more than {} MiB, which no table of ITMOs does; it was not read", .limit >> 20)]
    TooLarge {
        /// Which.
        part: String,
        /// How much is read at most.
        limit: u64,
    },
    /// More cells in a row, or letters in a cell, than any table has.
    #[error("{place} has more than {most} {what}; it was not read")]
    TooLong {
        /// Where.
        place: String,
        /// How many are read.
        most: usize,
        /// Of what.
        what: &'static str,
    },
    /// Text that is not UTF-8.
    #[error("line {line} is not UTF-8; save the file as CSV UTF-8")]
    NotUtf8 {
        /// From 1.
        line: u64,
    },
    /// A line that is no record.
    #[error("line {line} can't be read: {why}")]
    Line {
        /// From 1.
        line: u64,
        /// What is wrong.
        why: String,
    },
    /// JSON of another shape.
    #[error("it is JSON, but neither a list of objects, nor one object a line, nor an object of such lists")]
    Shape,
    /// No table in it has the columns of holdings or actions.
    #[error("no table in it has columns for a first and a last ITMO id, as holdings and actions have")]
    NoTable,
}

/// What a person is told of the system's refusal.
fn refused(error: &std::io::Error) -> String {
    use std::io::ErrorKind as Kind;
    match error.kind() {
        Kind::NotFound => "there is no file of this name".to_owned(),
        Kind::IsADirectory => "it is a folder; name a file in it".to_owned(),
        Kind::PermissionDenied => "this user is not allowed to read it".to_owned(),
        _ => format!("the system says: {error}"),
    }
}

/// Why a cell, or its row, can't be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// Nothing is where something must be.
    #[error("it is empty")]
    Empty,
    /// A formula.
    #[error("it is a formula; put in its value, since nobody wrote what it comes to")]
    Formula,
    /// An error value.
    #[error("it is an error value")]
    Error,
    /// A number with more digits than a spreadsheet keeps.
    #[error("a spreadsheet keeps 15 digits of a number, so this may be rounded; write it as text")]
    Rounded,
    /// A number that is not whole.
    #[error("it is not a whole number")]
    NotWhole,
    /// A text that is no number.
    #[error("it is not a number; thousands may be grouped by commas or spaces, all of them alike")]
    NotANumber,
    /// A truth, where text or number should be.
    #[error("it is true or false")]
    Truth,
    /// A text that is no date.
    #[error("it is no date; write it as dd/mm/yyyy or yyyy-mm-dd")]
    NotADate,
    /// A date in another order than the format prints it.
    #[error("the format writes dates as dd/mm/yyyy")]
    NotAsPrinted,
    /// A text that is no year.
    #[error("it is no year; write it with four digits")]
    NotAYear,
    /// A text that is no version.
    #[error("it is no version; write it as 1.0")]
    NotAVersion,
    /// A text that is no time frame.
    #[error("it is no time frame; write it as yyyy - yyyy, the earlier year first")]
    NotATimeframe,
    /// A text that is no time.
    #[error("it is no time in UTC; write it as yyyy-mm-ddThh:mm:ssZ")]
    NotATime,
    /// An id.
    #[error("{0}")]
    Id(#[from] IdProblem),
    /// A serial alone, in a row that does not say whose it is.
    #[error("it is a serial alone, and the row has no {0} that says which ids it belongs to")]
    NoSeries(&'static str),
    /// Ids of two numberings in one series.
    #[error("ids of this series are counted in another numbering elsewhere in the file; the two can't be compared")]
    Numbering,
    /// A serial beside an id that has another.
    #[error("it is not the serial that the id has")]
    NotTheId,
    /// Nobody says who holds the ITMOs.
    #[error("nothing says which registry holds these ITMOs; name it with --our-registry or --their-registry")]
    NoHolder,
    /// A word that is none of a fixed set.
    #[error("it is none of: {0}")]
    Word(&'static str),
    /// Merged cells.
    #[error("it is merged with cells around it, so that it is open which rows the value belongs to; unmerge them")]
    Merged,
    /// A cell beyond the last column that has a head.
    #[error("it stands beyond the last column of the head; a comma within a value needs quotes around the value")]
    Beyond,
    /// A second column of the same meaning.
    #[error("there is another column of the same meaning before it")]
    Twice,
    /// A sheet by whose name there should be a table.
    #[error("by its name this sheet has a table of ITMOs, and no row in it names the columns First ID and Last ID")]
    NoHead,
    /// A table that lacks a column it needs.
    #[error("the table has no such column, and can't be read without it")]
    NoColumn,
}

/// A cell that can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellProblem {
    /// Its row.
    pub place: Place,
    /// Its column, from 0; `None` when the whole row or sheet is meant.
    pub cell: Option<usize>,
    /// What should stand in it.
    pub column: Option<Column>,
    /// What does.
    pub got: Untrusted,
    /// What is wrong.
    pub why: Why,
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Error, ErrorKind};

    /// Somebody who mistyped a name, named a folder, or may not read a file is told so in words and not by the number of an error.
    #[test]
    fn what_the_system_refuses_is_said_in_words() {
        for (kind, sentence) in [
            (ErrorKind::NotFound, "there is no file of this name"),
            (ErrorKind::IsADirectory, "it is a folder; name a file in it"),
            (ErrorKind::PermissionDenied, "this user is not allowed to read it"),
        ] {
            assert_eq!(FileProblem::from(Error::from(kind)).to_string(), sentence);
        }
        let other = FileProblem::from(Error::other("the disk is gone")).to_string();
        assert_eq!(other, "the system says: the disk is gone");
    }
}
