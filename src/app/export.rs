//! An export: what is asked for, how far it is, what came of it, and why it failed.
//! Values and sentences only. A file is either whole and under its name, or not there at all (T25).
//! Must not know: how files are written, or which screen asked.

use crate::{
    evidence::digest::Digest,
    registry::{
        Problem, Query,
        sheet::{Choice, Format, Row, Sheet},
    },
    text::{Kind, Untrusted, number::grouped},
};
use jiff::Timestamp;
use std::{
    path::{Path, PathBuf},
    time::Duration,
};

/// A list that is to become a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportOrder {
    /// Which rows, in which order, and which columns.
    pub rows: ExportRows,
    /// What the file is to be.
    pub format: Format,
    /// Whether a CSV file begins with the byte order mark by which spreadsheets know UTF-8.
    pub mark: bool,
    /// Where it goes.
    pub path: PathBuf,
    /// Whether a file that has this name may be replaced.
    pub replace: bool,
}

/// The rows of a file: a registry is asked for them, or they are here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportRows {
    /// They are asked for, page by page.
    Asked(RowsOrder),
    /// They are this console's own, as they were when the export began.
    Own(OwnRows),
}

impl ExportRows {
    /// What they are called: the beginning of the file's name, the name of its sheet.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Asked(order) => order.sheet.word(),
            Self::Own(own) => own.word,
        }
    }

    /// The columns.
    pub fn choice(&self) -> &Choice {
        match self {
            Self::Asked(order) => &order.choice,
            Self::Own(own) => &own.choice,
        }
    }

    /// The list that is asked for.
    pub fn sheet(&self) -> Option<Sheet> {
        match self {
            Self::Asked(order) => Some(order.sheet),
            Self::Own(_) => None,
        }
    }
}

/// Rows that only this console has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnRows {
    /// What they are called.
    pub word: &'static str,
    /// Their columns.
    pub choice: Choice,
    /// The rows.
    pub rows: Vec<Row>,
    /// When they were taken.
    pub as_of: Timestamp,
}

impl OwnRows {
    /// What is said of them once they are written. There is no book they could have changed with.
    pub fn read(&self) -> RowsRead {
        let rows = u64::try_from(self.rows.len()).unwrap_or(u64::MAX);
        RowsRead { rows, first_revision: 0, last_revision: 0, as_of: self.as_of }
    }
}

/// Which rows of a list are wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowsOrder {
    /// The list.
    pub sheet: Sheet,
    /// Filter and order; its window is not used.
    pub query: Query,
    /// The columns.
    pub choice: Choice,
    /// How many rows at most; all without.
    pub limit: Option<u64>,
}

/// How far an export is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Rows that are written.
    pub rows: u64,
    /// Rows there will be, as far as the registry has said.
    pub total: u64,
    /// How long it has taken so far.
    pub elapsed: Duration,
}

/// A file that is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Where it is.
    pub path: PathBuf,
    /// What was read.
    pub read: RowsRead,
    /// Its size in octets.
    pub octets: u64,
    /// Its SHA-256, read back from the file.
    pub digest: Digest,
}

/// The rows that were read, and from which state of the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowsRead {
    /// How many.
    pub rows: u64,
    /// The state of the book when the first page was read.
    pub first_revision: u64,
    /// The state of the book when the last page was read.
    pub last_revision: u64,
    /// When the last page was read, by the registry's clock.
    pub as_of: Timestamp,
}

/// Why an export failed. Nothing of it is left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportProblem {
    /// A file has the name already.
    Exists(PathBuf),
    /// Something else has the name: a folder, a device.
    NotAFile(PathBuf),
    /// The file can't be begun there.
    Folder {
        /// Where.
        path: PathBuf,
        /// What the system says.
        why: String,
    },
    /// The file can't be written on.
    Write {
        /// What the system says.
        why: String,
    },
    /// Who was reading what was written has gone.
    NobodyReads,
    /// The operator gave it up.
    GivenUp,
    /// The registry gave no answer, or one that can't be used.
    Registry(Problem),
    /// The journal does not take the line that comes before the file.
    Unrecorded {
        /// Why, and what was not done, in sentences.
        why: String,
    },
    /// More rows than a sheet of a workbook has.
    TooManyRows {
        /// How many there are.
        rows: u64,
        /// How many a sheet has.
        most: u64,
    },
    /// A text longer than a cell of a workbook takes.
    TooLong {
        /// The row, from 1, without the head.
        row: u64,
        /// The column.
        column: &'static str,
    },
}

impl Progress {
    /// Rows a second; `None` before there is anything to measure.
    pub fn rate(self) -> Option<u64> {
        let rows = u128::from(self.rows).checked_mul(1_000)?;
        u64::try_from(rows.checked_div(self.elapsed.as_millis())?).ok()
    }

    /// How long it will still take at the rate so far.
    pub fn left(self) -> Option<Duration> {
        let rows = u128::from(self.total.saturating_sub(self.rows));
        let millis = self.elapsed.as_millis().checked_mul(rows)?.checked_div(u128::from(self.rows))?;
        Some(Duration::from_millis(u64::try_from(millis).ok()?))
    }

    /// How far it is, in a few words: `12 000 of 100 000 rows, 4 000/s, 22 s left`.
    pub fn words(self) -> String {
        let mut words = format!("{} of {} rows", grouped(self.rows), grouped(self.total));
        if let (Some(rate), Some(left)) = (self.rate().filter(|rate| *rate > 0), self.left()) {
            words += &format!(", {}/s, {} left", grouped(rate), length(left));
        }
        words
    }
}

/// A length of time in one unit, rounded up: nobody is told that nothing is left while something is.
fn length(left: Duration) -> String {
    let seconds = left.as_millis().div_ceil(1_000);
    match seconds {
        0..120 => format!("{seconds} s"),
        120..7_200 => format!("{} min", seconds.div_ceil(60)),
        _ => format!("{} h", seconds.div_ceil(3_600)),
    }
}

impl RowsRead {
    /// What to know about the rows, if the book changed while they were read.
    pub fn remark(&self) -> Option<String> {
        (self.first_revision != self.last_revision).then(|| {
            format!(
                "The book changed while it was read: the first rows are of revision {}, the last of revision {}.",
                self.first_revision, self.last_revision
            )
        })
    }
}

impl Written {
    /// What was written, in a sentence or two.
    pub fn sentence(&self) -> String {
        let rows = if self.read.rows == 1 { "1 row".into() } else { format!("{} rows", grouped(self.read.rows)) };
        let said = format!("{rows} written to {}, SHA-256 {}.", shown(&self.path), self.digest);
        self.read.remark().map_or(said.clone(), |remark| format!("{said} {remark}"))
    }
}

impl ExportProblem {
    /// What happened, what was not done, and what to try.
    pub fn sentence(&self) -> String {
        match self {
            Self::Exists(path) => format!("There is a file {} already; it was not touched. Choose another name.", shown(path)),
            Self::NotAFile(path) => format!("{} is not a file, so nothing was written. Choose another name.", shown(path)),
            Self::Folder { path, why } => {
                format!("{} can't be written: {why}. Nothing was read. Choose another folder.", shown(path))
            }
            Self::Write { why } => format!("Writing failed: {why}. Nothing of it was kept. Make room, or choose another folder."),
            Self::NobodyReads => "Nobody reads what is written any more.".into(),
            Self::GivenUp => "The export was given up; nothing of it is left.".into(),
            Self::Unrecorded { why } => why.clone(),
            Self::Registry(problem) => format!("{}. No file was made. {}", problem.what(), problem.advice()),
            Self::TooManyRows { rows, most } => format!(
                "A workbook takes {} rows and this is {}, so no file was made. Filter the list, or take csv or jsonl.",
                grouped(*most),
                grouped(*rows)
            ),
            Self::TooLong { row, column } => format!(
                "{column} of row {} is longer than a cell of a workbook takes, so no file was made. Take csv or jsonl.",
                grouped(*row)
            ),
        }
    }
}

/// A path as it is shown: names of files and folders come from outside too.
pub fn shown(path: &Path) -> String {
    Untrusted::new(path.to_string_lossy()).gate(Kind::Name).to_string()
}

/// The name a file gets when nobody gives it one: `accounts-CHE01-2026-11-27.csv`.
pub fn usual_name(list: &str, registry: &str, day: &str, format: Format) -> String {
    format!("{list}-{registry}-{day}.{}", format.word())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn progress(rows: u64, total: u64, millis: u64) -> Progress {
        Progress { rows, total, elapsed: Duration::from_millis(millis) }
    }

    #[test]
    fn progress_says_how_much_how_fast_and_how_long() {
        for (progress, words) in [
            (progress(0, 0, 0), "0 of 0 rows"),
            (progress(0, 100_000, 900), "0 of 100 000 rows"),
            (progress(1_000, 100_000, 0), "1 000 of 100 000 rows"),
            (progress(12_000, 100_000, 3_000), "12 000 of 100 000 rows, 4 000/s, 22 s left"),
            (progress(1_000, 1_000_000, 1_000), "1 000 of 1 000 000 rows, 1 000/s, 17 min left"),
            (progress(1_000, 100_000_000, 1_000), "1 000 of 100 000 000 rows, 1 000/s, 28 h left"),
            (progress(1_000, 1_000, 1_000), "1 000 of 1 000 rows, 1 000/s, 0 s left"),
            (
                progress(u64::MAX, u64::MAX, u64::MAX),
                "18 446 744 073 709 551 615 of 18 446 744 073 709 551 615 rows, 1 000/s, 0 s left",
            ),
        ] {
            assert_eq!(progress.words(), words);
        }
    }

    #[test]
    fn a_book_that_changed_is_remarked() {
        let read = |first_revision, last_revision| RowsRead {
            rows: 2,
            first_revision,
            last_revision,
            as_of: "2026-11-27T09:14:00Z".parse().unwrap(),
        };
        assert_eq!(read(3, 3).remark(), None);
        let written = Written { path: "/x/a.csv".into(), read: read(3, 5), octets: 9, digest: Digest::of("a") };
        let sentence = written.sentence();
        assert!(sentence.starts_with("2 rows written to /x/a.csv, SHA-256 ca978112"), "{sentence}");
        assert!(sentence.ends_with("the first rows are of revision 3, the last of revision 5."), "{sentence}");
    }

    #[test]
    fn a_name_says_list_registry_and_day() {
        assert_eq!(usual_name("accounts", "CHE01", "2026-11-27", Format::Csv), "accounts-CHE01-2026-11-27.csv");
    }
}
