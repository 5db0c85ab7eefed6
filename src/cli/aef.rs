//! `countersign aef`: the tables that Parties file under Article 6.2, in the agreed electronic format.
//! They are judged from files alone, without configuration and network, and made from what a registry reports.
//! Must not know: what the tables mean.

mod check;
mod export;

use super::Global;
use clap::Subcommand;
use std::process::ExitCode;

/// What can be done with the tables.
#[derive(Debug, Subcommand)]
pub(super) enum Aef {
    /// Check the files of one submission by the rules of 4/CMA.6: what is wrong, in which table, row and column
    ///
    /// The exit status is 0 when they can be filed, 1 when something is wrong, 2 when something can't be read.
    Check(check::Check),
    /// Write the five tables of a year from a registry: a workbook, or a folder of CSV files
    ///
    /// The exit status is that of commands that ask a registry.
    Export(export::Export),
}

/// Does it.
pub(super) fn run(global: &Global, asked: &Aef) -> ExitCode {
    match asked {
        Aef::Check(asked) => check::run(asked),
        Aef::Export(asked) => export::run(global, asked),
    }
}
