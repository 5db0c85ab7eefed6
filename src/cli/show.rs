//! `countersign accounts show ID` and the like: one thing of the registry in full, for people or as JSON.
//! What it is put together from, and what its values are called, is the same as in exports.
//! Must not know: which things there are.

use super::{Global, registries, status::End, table};
use crate::registry::{
    Problem, Read, Registry,
    sheet::{Card, Sheet},
};
use std::{
    io::{self, ErrorKind, Write},
    process::ExitCode,
};

/// Which thing, and how it is written.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Show {
    /// Its id
    #[arg(value_name = "ID")]
    id: String,
    /// Write one JSON object, with every string exact
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub(super) fn run(global: &Global, sheet: Sheet, show: &Show) -> ExitCode {
    let begun = sheet.questions(&show.id).map_err(|problem| format!("This is no id: {problem}."));
    match begun.and_then(|questions| Ok((questions, registries::of(global, sheet)?))) {
        Ok((questions, registry)) => registries::until_signal(answer(registry.as_ref(), questions, show.json)).say(),
        Err(sentence) => End::NotBegun(sentence).say(),
    }
}

async fn answer(registry: &dyn Registry, questions: Vec<Read>, json: bool) -> End {
    match ask(registry, questions).await {
        Ok(card) => match print(&card, json) {
            // Who has read enough makes it no failure.
            Err(error) if error.kind() != ErrorKind::BrokenPipe => End::NotWritten(format!("Writing failed: {error}.")),
            _ => End::Done,
        },
        Err(problem) => End::from(&problem),
    }
}

async fn ask(registry: &dyn Registry, questions: Vec<Read>) -> Result<Card, Problem> {
    let mut card = Card::default();
    for question in questions {
        card.add(registry.read(question).await?)?;
    }
    Ok(card)
}

fn print(card: &Card, json: bool) -> io::Result<()> {
    let mut out = io::stdout().lock();
    if json {
        serde_json::to_writer_pretty(&mut out, card)?;
        writeln!(out)?;
    } else {
        table::card(&mut out, card)?;
    }
    out.flush()
}
