//! The roster and policy that a registry goes by (F27): who may do what with which keys, and what it takes.
//! A book has both from its beginning; the roster in force is read without the keys that were revoked since.
//! Must not know: HTTP, what an order does, and how the next version comes into force.

mod files;
mod keys;
pub(super) mod practice;
mod revoked;

pub use files::{KeyFilesProblem, practice_persons, write_practice_keys};
pub use keys::{practice_person_key, practice_second_key, practice_station_key};
pub(super) use revoked::{beside, revocations};

use super::{
    book::{self, Guarded},
    desk::Desk,
    fault::StoreProblem,
    ledger::{self, LedgerProblem, Pen},
};
use crate::{
    evidence::{policy::PolicyText, roster::RosterText},
    wire::{
        admin::signed::GuardedText,
        ledger::{self as said, Act, Posting},
    },
};
use jiff::Timestamp;
use rusqlite::Connection;

/// The versions in force.
#[derive(Clone, Debug)]
pub(super) struct InForce {
    /// Who may do what with which keys.
    pub roster: RosterText,
    /// What it takes.
    pub policy: PolicyText,
}

/// Writes the first roster and policy into a new book.
///
/// # Errors
/// [`LedgerProblem`] when the book does not take them.
pub(super) fn found(pen: Pen<'_>) -> Result<(), LedgerProblem> {
    let first = [("roster", practice::roster(pen.registry)), ("policy", practice::policy(pen.registry))];
    for (kind, text) in first {
        let text = text.ok_or(StoreProblem::Row("the first roster and policy"))?;
        let posting = posting(kind, &text, true);
        let reason = format!("first {kind} of the practice registry, signed with practice keys");
        ledger::append(
            pen,
            &format!("{kind}-in-force"),
            &Act { by: Vec::new(), reason, message: None, postings: vec![posting] },
        )?;
    }
    Ok(())
}

/// What enters a version in the ledger, proposed or in force.
pub(super) fn posting(kind: &str, text: &GuardedText, in_force: bool) -> Posting {
    Posting::Guarded(Box::new(said::Guarded {
        kind: kind.to_owned(),
        version: text.version,
        text: text.text.clone(),
        signatures: text.signatures.clone(),
        in_force,
    }))
}

/// The versions in force, read anew from the book: the roster without the keys that were revoked since (F15).
///
/// # Errors
/// That the book has none, or can't be read.
pub(super) fn in_force(book: &Connection) -> Result<InForce, StoreProblem> {
    let text = |what: Guarded| book::in_force(book, what)?.ok_or(StoreProblem::Row("a roster and a policy in force"));
    let (roster, policy) = (text(Guarded::Roster)?, text(Guarded::Policy)?);
    let roster = RosterText::parse(roster.text.as_bytes()).map_err(|_| StoreProblem::Row("the roster in force"))?;
    Ok(InForce {
        roster: roster.without(&revocations(book)?),
        policy: PolicyText::parse(policy.text.as_bytes()).map_err(|_| StoreProblem::Row("the policy in force"))?,
    })
}

/// From when an account counts that is entered in a list of trusted accounts now (F16).
///
/// # Errors
/// As [`in_force`].
pub(super) fn trust_counts_from(desk: &Desk<'_>, entered: Timestamp) -> Result<Timestamp, StoreProblem> {
    Ok(in_force(desk.book)?.policy.policy().trusted_from(entered).unwrap_or(Timestamp::MAX))
}
