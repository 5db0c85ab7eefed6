//! `countersign reconcile OURS THEIRS`: two files of holdings or actions compared to the ITMO, from files alone. No configuration, no
//! network, no secret. What can't be read is named and then nothing is compared: a gap in one book would look like a difference.
//! Must not know: how files are read, and how books are compared.

mod books;
mod differences;
mod file;
mod place;
mod report;
mod sheets;

use super::start;
use crate::domain::{PartyCode, RegistryId};
use clap::Args;
use differences::{Differences, differences};
use file::{Asked, File};
use jiff::Timestamp;
use std::{
    io::{self, Write as _},
    path::PathBuf,
    process::ExitCode,
};

/// What is compared, and how it is told.
#[derive(Debug, Args)]
pub(super) struct Reconcile {
    /// Our holdings or actions: .xlsx, CSV or JSON, in a layout of the agreed electronic format or as the console exports blocks
    ours: PathBuf,
    /// Theirs; it may be another kind of file
    theirs: PathBuf,
    /// The registry our file is of [default: the one that holds its ITMOs]
    #[arg(long, value_name = "ID")]
    our_registry: Option<RegistryId>,
    /// The registry their file is of [default: the one that holds its ITMOs]
    #[arg(long, value_name = "ID")]
    their_registry: Option<RegistryId>,
    /// The Party our actions are of [default: as table 1 says, or the registry's]
    #[arg(long, value_name = "CODE")]
    our_party: Option<PartyCode>,
    /// The Party their actions are of [default: as table 1 says, or the registry's]
    #[arg(long, value_name = "CODE")]
    their_party: Option<PartyCode>,
    /// Both files also list what left the registry, so that an ITMO in one file alone is a difference
    #[arg(long)]
    departed: bool,
    /// The moment of both files [default: the end of the year they report, or now]
    #[arg(long, value_name = "TIME")]
    at: Option<Timestamp>,
    /// Write one JSON object
    #[arg(long, conflicts_with = "csv")]
    json: bool,
    /// Write comma-separated values, a line for each value that differs or can't be read
    #[arg(long)]
    csv: bool,
    /// Also write a workbook with one sheet for each kind of difference; there must be nothing yet
    #[arg(long, value_name = "FILE")]
    xlsx: Option<PathBuf>,
}

/// Compares, and tells.
pub(super) fn run(asked: &Reconcile) -> ExitCode {
    let told = compared(asked).and_then(|differences| {
        if let Some(path) = &asked.xlsx {
            sheets::write(path, &differences)?;
        }
        let text = match (asked.json, asked.csv) {
            (true, _) => sheets::json(&differences)?,
            (_, true) => sheets::commas(&differences)?,
            _ => report::text(&differences),
        };
        Ok((text, differences.status()))
    });
    match told {
        Ok((text, status)) => {
            // A reader that has seen enough, such as `head`, is no failure.
            let _ = io::stdout().lock().write_all(text.as_bytes());
            ExitCode::from(status)
        }
        Err(sentence) => start::refuse(&sentence),
    }
}

fn compared(asked: &Reconcile) -> Result<Differences, String> {
    let theirs = Asked { registry: asked.their_registry, party: asked.their_party };
    let ours = Asked { registry: asked.our_registry, party: asked.our_party };
    // Side by side, because each may be long.
    let (ours, theirs) = std::thread::scope(|scope| {
        let other = scope.spawn(|| File::read(&asked.theirs, theirs));
        let own = File::read(&asked.ours, ours);
        (own, other.join().unwrap_or_else(|_| Err("Reading broke off. Nothing was compared.".to_owned())))
    });
    let (ours, theirs) = (ours?, theirs?);
    let now = asked.at.or_else(|| ours.moment().or_else(|| theirs.moment())).unwrap_or_else(Timestamp::now);
    differences(ours, theirs, asked.departed, now)
}
