//! `countersign cases`: the board of cases as a list, and what is done about one: taken, its lost transfer asked for, resolved by two persons.
//! Each act is the console's by another door: the same texts, the same keys, the same lines in the journal before anything is sent (promise 7).
//! Must not know: how an act is journaled and sent.

mod confirm;
mod fetched;
mod propose;

use super::{
    Global,
    guarded::acting::Desk,
    list, registries,
    show::{self, Show},
    status::End,
};
use crate::{
    domain::case::CaseId,
    evidence::confirmation::ConfirmationKind,
    registry::{Deed, sheet::Sheet},
};
use clap::{Args, Subcommand};
use std::process::ExitCode;

/// What can be done with the cases of reconciliation.
#[derive(Debug, Subcommand)]
pub(super) enum Cases {
    /// Write the board: a table, or csv, json, jsonl, xlsx
    List(list::List),
    /// Write one case in full
    Show(Show),
    /// Take a case: whoever does it looks after it from now on
    Own(Alone),
    /// Have this registry ask the counterpart for every message it keeps of a transfer that was lost here with its ledger
    ///
    /// The copies come one after the other and stand in the archive; `cases resolve --as replayed-from-archive` brings back what they prove.
    Archive(Alone),
    /// Propose how a case is resolved, by a text that is signed; another person confirms it
    ///
    /// The exit status is that of commands that ask a registry; the act is in the journal. The same proposal again changes nothing.
    Resolve(propose::Resolve),
    /// Propose to accept a difference until a day; two other persons confirm it
    Accept(propose::Accept),
    /// Type values of the resolution that waits again, read it, and confirm it as another person
    ///
    /// The values come from a copy of one's own: how many ITMOs, and the first digits of each document's SHA-256.
    Confirm(confirm::Say),
    /// Decline the resolution that waits, or take back one's own
    Decline(confirm::Say),
}

/// What one person does about a case.
#[derive(Debug, Args)]
pub(super) struct Alone {
    /// The case, such as CHE01-CASE-000012
    case: CaseId,
    /// Why
    #[arg(long, value_name = "WORDS")]
    reason: String,
}

/// Does what was asked for.
pub(super) fn run(global: &Global, asked: &Cases) -> ExitCode {
    match asked {
        Cases::List(list) => list::run(global, Sheet::Cases, list),
        Cases::Show(show) => show::run(global, Sheet::Cases, show),
        Cases::Own(alone) => registries::until_signal(alone.done(global, Deed::OwnCase)).say(),
        Cases::Archive(alone) => registries::until_signal(alone.done(global, Deed::AskArchive)).say(),
        Cases::Resolve(resolve) => registries::until_signal(resolve.done(global)).say(),
        Cases::Accept(accept) => registries::until_signal(accept.done(global)).say(),
        Cases::Confirm(say) => registries::until_signal(say.done(global, ConfirmationKind::Confirm)).say(),
        Cases::Decline(say) => registries::until_signal(say.done(global, ConfirmationKind::Decline)).say(),
    }
}

impl Alone {
    async fn done(&self, global: &Global, deed: impl FnOnce(CaseId) -> Deed) -> End {
        match Desk::of(global) {
            Ok(desk) => desk.alone(deed(self.case), self.reason.trim().to_owned()).await,
            Err(sentence) => End::NotBegun(sentence),
        }
    }
}
