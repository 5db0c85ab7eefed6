//! The stream from a registry to a writer: a page is read, written away from the loop, and told about.
//! The same for files and for standard output, so that both have the same rows.
//! Must not know: what is written where.

use super::pages::Pages;
use crate::{
    app::export::{ExportProblem, Progress, RowsOrder, RowsRead},
    registry::{Registry, sheet::Row},
};
use std::{
    io,
    time::{Duration, Instant},
};

/// How often progress is told at most: what comes faster is not seen.
const TELL: Duration = Duration::from_millis(100);

/// Writes rows in some format. The head is written when it begins.
pub trait RowWriter: Send {
    /// How many rows it takes, when there is a limit.
    fn most(&self) -> Option<u64> {
        None
    }

    /// Writes rows.
    ///
    /// # Errors
    /// When they can't be written.
    fn rows(&mut self, rows: &[Row]) -> Result<(), WriteProblem>;

    /// Writes what comes after the rows, and everything that is still held back.
    ///
    /// # Errors
    /// When it can't be written.
    fn end(self: Box<Self>) -> Result<(), WriteProblem>;
}

/// Why rows can't be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteProblem {
    /// The system refused.
    #[error("{0}")]
    System(#[from] io::Error),
    /// More rows than the format takes.
    #[error("too many rows")]
    TooManyRows {
        /// How many it takes.
        most: u64,
    },
    /// A text longer than the format takes.
    #[error("a text is too long")]
    TooLong {
        /// The row, from 1, without the head.
        row: u64,
        /// The column.
        column: &'static str,
    },
}

impl From<WriteProblem> for ExportProblem {
    fn from(problem: WriteProblem) -> Self {
        match problem {
            WriteProblem::System(error) if error.kind() == io::ErrorKind::BrokenPipe => Self::NobodyReads,
            WriteProblem::System(error) => Self::Write { why: error.to_string() },
            WriteProblem::TooManyRows { most } => Self::TooManyRows { rows: most.saturating_add(1), most },
            WriteProblem::TooLong { row, column } => Self::TooLong { row, column },
        }
    }
}

/// Writes the rows of an order. Dropping the future ends it between two pages.
///
/// # Errors
/// [`ExportProblem`]; what is written until then is not whole.
pub async fn stream(
    registry: &dyn Registry,
    order: &RowsOrder,
    mut writer: Box<dyn RowWriter>,
    mut tell: impl FnMut(Progress),
) -> Result<RowsRead, ExportProblem> {
    let begun = Instant::now();
    let mut told: Option<Instant> = None;
    let mut pages = Pages::of(registry, order);
    while let Some(rows) = pages.next().await.map_err(ExportProblem::Registry)? {
        if let Some(most) = writer.most().filter(|most| pages.total() > *most) {
            return Err(ExportProblem::TooManyRows { rows: pages.total(), most });
        }
        writer = away(move || writer.rows(&rows).map(|()| writer)).await?;
        if told.is_none_or(|at| at.elapsed() >= TELL) {
            told = Some(Instant::now());
            tell(Progress { rows: pages.done(), total: pages.total(), elapsed: begun.elapsed() });
        }
    }
    away(move || writer.end()).await?;
    Ok(pages.read())
}

/// Writes rows that are all here.
///
/// # Errors
/// [`ExportProblem`]; what is written until then is not whole.
pub(super) async fn at_once(rows: Vec<Row>, mut writer: Box<dyn RowWriter>) -> Result<(), ExportProblem> {
    away(move || {
        writer.rows(&rows)?;
        writer.end()
    })
    .await
}

/// Does blocking work away from the loop.
async fn away<T: Send + 'static>(work: impl FnOnce() -> Result<T, WriteProblem> + Send + 'static) -> Result<T, ExportProblem> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done.map_err(ExportProblem::from),
        // The program is ending.
        Err(_) => Err(ExportProblem::Write { why: "the program is ending".into() }),
    }
}
