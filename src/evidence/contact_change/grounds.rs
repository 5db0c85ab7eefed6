//! On what proposals rest that are made of somebody else's word, and their texts: judged by the directory before anybody reads one.
//! The reason names where the entries came from, with its digest, so that what came of a bundle is known for good.
//! Must not know: who reads or signs the texts.

use super::{ChangeText, ChangedEntry, ContactChange, entry_digest};
use crate::{
    domain::{
        Environment, PersonId, RegistryId,
        contact::{Batch, Directory, Entry, Improper, Method, PaperRef, Through},
    },
    evidence::{
        lines::{LineProblem, Prose},
        moment::Moment,
    },
};
use jiff::Timestamp;
use uuid::Uuid;

/// On what they rest, and who proposes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grounds {
    /// In whose directory.
    pub registry: RegistryId,
    /// What that registry is (T33).
    pub environment: Environment,
    /// The paper they rest on.
    pub basis: PaperRef,
    /// How it was made sure that they asked for it.
    pub method: Method,
    /// The old way it was made sure through, for what could lead a call astray (F14).
    pub through: Option<Through>,
    /// Why, in words of who proposes.
    pub reason: String,
    /// Where the entries came from, as a clause.
    pub source: String,
    /// Who proposes.
    pub initiator: PersonId,
}

/// Why there is no text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotWritten {
    /// The entries don't fit the directory.
    #[error("the registry would refuse it: {0}")]
    Improper(Improper),
    /// The old way is missing, or none (F14).
    #[error("{0}")]
    Way(Improper),
    /// The reason can't stand in a text.
    #[error("the reason is one line of plain words (F20)")]
    Reason,
    /// An entry can't stand in a text.
    #[error("an entry can't be said in a change: {0}")]
    Entry(LineProblem),
}

impl Grounds {
    /// The text of a proposal, under this id.
    ///
    /// # Errors
    /// [`NotWritten`]; nothing is proposed then.
    pub fn text(&self, ours: &Directory, batch: &Batch, id: Uuid, now: Timestamp) -> Result<ChangeText, NotWritten> {
        ours.proper(batch.kind, &batch.entries).map_err(NotWritten::Improper)?;
        let through = self.through.as_ref().filter(|_| ours.needs_old_way(&batch.entries, now));
        ours.confirmed_through(&batch.entries, through, (now, now)).map_err(NotWritten::Way)?;
        let replaced = |entry: &Entry| ours.entries.get(&entry.key()).map(|record| entry_digest(&record.entry));
        let change = ContactChange {
            id,
            registry: self.registry,
            environment: self.environment,
            kind: batch.kind,
            basis: self.basis.clone(),
            method: self.method,
            through: through.cloned(),
            entries: batch.entries.iter().map(|entry| ChangedEntry { replaces: replaced(entry), entry: entry.clone() }).collect(),
            reason: Prose::new(&format!("{}: {}", self.reason.trim(), self.source)).map_err(|_| NotWritten::Reason)?,
            made: Moment::of(now),
            initiator: self.initiator.clone(),
        };
        change.write().map_err(NotWritten::Entry)
    }
}
