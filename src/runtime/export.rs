//! Lists to files: reads page after page, writes row after row, and puts the file under its name when it is whole (T25).
//! Memory is bounded by a page. Dropping the future cancels, and takes the partial file away.
//! Must not know: who asked, or how progress is shown.

mod commas;
mod json;
mod pages;
mod partial;
mod partial_folder;
mod plain_workbook;
mod sheets;
mod stream;
mod submission;
mod workbook;
mod xml;

pub use json::JsonRows;
pub use plain_workbook::{PlainSheet, plain_workbook};
pub use sheets::Sheets;
pub use stream::{RowWriter, WriteProblem, stream};
pub use submission::{SubmissionForm, SubmissionOrder, Submitted, submission};
pub use {commas::CommaRows, workbook::MOST_ROWS};

use crate::{
    app::export::{ExportOrder, ExportProblem, ExportRows, Progress, Written},
    registry::{Problem, ProblemKind, Registry, sheet::Format},
};
use partial::Partial;
use std::{fs::File, io::BufWriter};
use workbook::Workbook;

/// Writes a list to a file. A registry is needed for rows that are asked for.
///
/// # Errors
/// [`ExportProblem`]; then there is no file, and one that was there before is as it was.
pub async fn to_file(
    registry: Option<&dyn Registry>,
    order: ExportOrder,
    tell: impl FnMut(Progress),
) -> Result<Written, ExportProblem> {
    let partial = Partial::begin(&order.path, order.replace)?;
    let writer = writer(&order, partial.sink()?).map_err(ExportProblem::from)?;
    let read = match (&order.rows, registry) {
        (ExportRows::Asked(rows), Some(registry)) => stream(registry, rows, writer, tell).await?,
        (ExportRows::Asked(_), None) => return Err(ExportProblem::Registry(Problem::of(ProblemKind::Missing))),
        (ExportRows::Own(own), _) => {
            stream::at_once(own.rows.clone(), writer).await?;
            own.read()
        }
    };
    let (octets, digest) = partial.settle().await?;
    partial.rename()?;
    Ok(Written { path: order.path, read, octets, digest })
}

/// What writes an order's format.
fn writer(order: &ExportOrder, sink: File) -> Result<Box<dyn RowWriter>, WriteProblem> {
    let choice = order.rows.choice().clone();
    let sink = BufWriter::new(sink);
    Ok(match order.format {
        Format::Csv => Box::new(CommaRows::begin(sink, choice, order.mark)?),
        Format::Json => Box::new(JsonRows::array(sink, choice)),
        Format::JsonLines => Box::new(JsonRows::lines(sink, choice)),
        Format::Workbook => Box::new(Workbook::begin(sink, choice, order.rows.word())?),
    })
}

#[cfg(test)]
mod tests;
