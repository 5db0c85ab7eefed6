//! A submission in the agreed electronic format as files: a workbook with a sheet for each table, or a folder with a file for each.
//! Rows are read page by page and written as they come; the file or folder is there when it is whole and not before (T25).
//! Must not know: what stands in the columns.

use super::{Sheets, WriteProblem, partial::Partial, partial_folder::PartialFolder};
use crate::{
    aef::format::Table,
    app::{
        export::{ExportProblem, Progress},
        submission::{Filing, Submission, TableRow},
    },
    evidence::digest::Digest,
    registry::{
        Problem, Read, Registry, Reply,
        book::{Report, ReportRows, ReportWindow},
    },
};
use std::{
    fs::File,
    io::{BufWriter, Write as _},
    path::PathBuf,
    time::Instant,
};

/// What a submission becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubmissionForm {
    /// One workbook.
    Workbook,
    /// A folder of comma-separated values.
    Folder,
}

/// Where a submission goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubmissionOrder {
    /// What it becomes.
    pub form: SubmissionForm,
    /// The file or the folder.
    pub path: PathBuf,
    /// Whether a file that has this name may be replaced. A folder never is.
    pub replace: bool,
    /// What whoever files says of it.
    pub filing: Filing,
}

/// A submission that is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submitted {
    /// How many rows each table has, in their order; of table 1 its labels.
    pub rows: [u64; 5],
    /// The name of each file with its SHA-256.
    pub files: Vec<(String, Digest)>,
    /// Rows whose underlying units the format has no way to say.
    pub unsaid: u64,
}

/// Writes the submission of a report.
///
/// # Errors
/// [`ExportProblem`]; then there is neither file nor folder, and a file that was there before is as it was.
pub async fn submission(
    registry: &dyn Registry,
    report: &Report,
    order: &SubmissionOrder,
    tell: impl FnMut(Progress),
) -> Result<Submitted, ExportProblem> {
    let mut tables = Tables::begin(order)?;
    let mut made = Submission::of(report, &order.filing);
    let mut pages = Pages { registry, report, begun: Instant::now(), done: 0, tell };
    let actions = |reply| if let Reply::ReportedActions(rows) = reply { Some(rows) } else { None };
    tables.table(Table::Actions)?;
    pages.each(report.actions, Read::ReportedActions, actions, |row| tables.row(&made.action(row))).await?;
    let holdings = |reply| if let Reply::ReportedHoldings(rows) = reply { Some(rows) } else { None };
    tables.table(Table::Holdings)?;
    pages.each(report.holdings, Read::ReportedHoldings, holdings, |row| tables.row(&made.holding(row))).await?;
    // What blocks say of their authorizations is known now.
    let few =
        [(Table::Submission, made.labels()), (Table::Authorizations, made.authorizations()), (Table::Entities, made.entities())];
    let mut rows = [0, 0, report.actions, report.holdings, 0];
    for (table, lines) in few {
        tables.table(table)?;
        lines.iter().try_for_each(|line| tables.row(line))?;
        if let Some(count) = rows.get_mut(number(table) - 1) {
            *count = lines.len() as u64;
        }
    }
    Ok(Submitted { rows, files: tables.end().await?, unsaid: made.unsaid() })
}

/// The number of a table.
fn number(table: Table) -> usize {
    match table {
        Table::Submission => 1,
        Table::Authorizations => 2,
        Table::Actions => 3,
        Table::Holdings => 4,
        Table::Entities => 5,
    }
}

/// The name of a table's file in a folder.
fn file_name(table: Table) -> &'static str {
    match table {
        Table::Submission => "table-1-submission.csv",
        Table::Authorizations => "table-2-authorizations.csv",
        Table::Actions => "table-3-actions.csv",
        Table::Holdings => "table-4-holdings.csv",
        Table::Entities => "table-5-entities.csv",
    }
}

/// Rows of a report, page after page.
struct Pages<'a, T> {
    registry: &'a dyn Registry,
    report: &'a Report,
    begun: Instant,
    done: u64,
    tell: T,
}

impl<T: FnMut(Progress)> Pages<'_, T> {
    /// Gives every row of one kind. A registry that gives another number of them than its report says makes no file.
    async fn each<R>(
        &mut self,
        total: u64,
        ask: fn(ReportWindow) -> Read,
        rows: fn(Reply) -> Option<ReportRows<R>>,
        mut take: impl FnMut(&R) -> Result<(), WriteProblem>,
    ) -> Result<(), ExportProblem> {
        let Report { year, entry, actions, holdings, .. } = *self.report;
        let mut offset = 0;
        while offset < total {
            let reply = self.registry.read(ask(ReportWindow { year, entry, offset })).await.map_err(ExportProblem::Registry)?;
            let page = rows(reply).filter(|page| page.total == total && !page.rows.is_empty());
            let page = page.ok_or_else(|| ExportProblem::Registry(Problem::of_other_answer()))?;
            page.rows.iter().try_for_each(&mut take)?;
            let count = page.rows.len() as u64;
            (offset, self.done) = (offset + count, self.done + count);
            let total = actions.saturating_add(holdings);
            (self.tell)(Progress { rows: self.done, total, elapsed: self.begun.elapsed() });
        }
        Ok(())
    }
}

/// Where the tables go.
enum Tables {
    Workbook(Partial, Box<Sheets<BufWriter<File>>>),
    Folder(PartialFolder, Option<Box<csv::Writer<BufWriter<File>>>>),
}

impl Tables {
    fn begin(order: &SubmissionOrder) -> Result<Self, ExportProblem> {
        Ok(match order.form {
            SubmissionForm::Workbook => {
                let partial = Partial::begin(&order.path, order.replace)?;
                let sheets = Sheets::begin(BufWriter::new(partial.sink()?), &Table::ALL.map(Table::title))?;
                Self::Workbook(partial, Box::new(sheets))
            }
            SubmissionForm::Folder => Self::Folder(PartialFolder::begin(&order.path)?, None),
        })
    }

    /// Begins a table with its head; table 1 has none.
    fn table(&mut self, table: Table) -> Result<(), ExportProblem> {
        let head: Vec<&'static str> = match table {
            Table::Submission => Vec::new(),
            table => table.entries().iter().map(|entry| entry.field.label()).collect(),
        };
        match self {
            Self::Workbook(_, sheets) => sheets.sheet(number(table), head)?,
            Self::Folder(folder, lines) => {
                finish(lines)?;
                let mut file = BufWriter::new(folder.file(file_name(table))?);
                file.write_all("\u{feff}".as_bytes()).map_err(WriteProblem::from)?;
                let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(file);
                if !head.is_empty() {
                    writer.write_record(head).map_err(super::commas::system).map_err(WriteProblem::from)?;
                }
                *lines = Some(Box::new(writer));
            }
        }
        Ok(())
    }

    fn row(&mut self, cells: &TableRow) -> Result<(), WriteProblem> {
        match self {
            Self::Workbook(_, sheets) => sheets.row(cells),
            Self::Folder(_, Some(lines)) => {
                Ok(lines.write_record(cells.iter().map(|cell| cell.fenced().into_owned())).map_err(super::commas::system)?)
            }
            Self::Folder(_, None) => Ok(()),
        }
    }

    async fn end(self) -> Result<Vec<(String, Digest)>, ExportProblem> {
        match self {
            Self::Workbook(partial, sheets) => {
                sheets.end()?;
                let (_, digest) = partial.settle().await?;
                let name = partial.name();
                partial.rename()?;
                Ok(vec![(name, digest)])
            }
            Self::Folder(folder, mut lines) => {
                finish(&mut lines)?;
                let names = Table::ALL.map(file_name);
                let settled = names.map(|name| folder.settle(name).map(|digest| (name.to_owned(), digest)));
                let files = settled.into_iter().collect::<Result<_, _>>()?;
                folder.rename()?;
                Ok(files)
            }
        }
    }
}

fn finish(lines: &mut Option<Box<csv::Writer<BufWriter<File>>>>) -> Result<(), WriteProblem> {
    lines.take().map_or(Ok(()), |mut lines| Ok(lines.flush()?))
}
