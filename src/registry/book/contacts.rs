//! The directory of contacts as a registry has it: the entries, what waits for a second person, and who was called about what.
//! The directory is whole, so that everything about it – who can be reached, whom to call – is reckoned here, at any moment.
//! Must not know: how it was asked for, or how it is shown.

use crate::{
    domain::{
        RegistryId,
        contact::{Attempt, Directory, ProposalState, Speaker, Tlp},
    },
    evidence::{
        contacts::{BundleForm, TakenBundle},
        digest::Digest,
    },
    registry::Word,
    text::Untrusted,
    wire::convert::Misfit,
};
use jiff::Timestamp;
use std::collections::BTreeMap;
use uuid::Uuid;

/// The directory, and what was proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contacts {
    /// The entries, what changed, and who was erased.
    pub directory: Directory,
    /// What was proposed, the newest last: all that waits, and what was decided in the last thirty days.
    pub proposals: Vec<ContactProposal>,
    /// Entries that this console can't read, by their place and why: they are shown as such and lead no call.
    pub unread: Vec<Misfit>,
    /// How many lines the log of changes has.
    pub revision: u64,
    /// When it was read.
    pub as_of: Timestamp,
}

/// What a counterpart said of its own people. The registry verified that it was signed by the counterpart's key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeardContacts {
    /// The counterpart.
    pub registry: RegistryId,
    /// How far it may travel.
    pub label: Tlp,
    /// What it says, to be compared with the directory.
    pub directory: Directory,
    /// Entries that this console can't read.
    pub unread: Vec<Misfit>,
    /// When it said so, by its clock.
    pub said: Timestamp,
    /// When the answer came.
    pub heard: Timestamp,
    /// The id of the key that signed it.
    pub key: Untrusted,
    /// SHA-256 of the answer's octets.
    pub sha256: Digest,
}

impl HeardContacts {
    /// What is kept of it when it was compared; nothing is compared yet.
    pub fn taken(&self) -> TakenBundle {
        let entries = self.directory.entries.len() + self.unread.len();
        TakenBundle {
            from: Speaker::Registry(self.registry),
            form: BundleForm::Answer,
            sha256: self.sha256,
            said: self.said,
            label: self.label,
            key: self.key.clone(),
            entries: u32::try_from(entries).unwrap_or(u32::MAX),
            newer: 0,
            conflicts: 0,
            about: BTreeMap::new(),
        }
    }
}

/// A proposed change of contacts. Nothing in it was verified yet: whoever shows it parses the text strictly first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactProposal {
    /// Its id.
    pub id: Uuid,
    /// The text, octet for octet.
    pub text: Untrusted,
    /// The signature of who proposed it, in its armor.
    pub signature: Untrusted,
    /// SHA-256 of the text: it is that of the octets that came.
    pub sha256: Digest,
    /// How far it is.
    pub state: Word<ProposalState>,
    /// When it was proposed.
    pub at: Timestamp,
    /// The text and signature of who confirmed it.
    pub confirmation: Option<(Untrusted, Untrusted)>,
    /// From when all of it counts.
    pub counts_from: Option<Timestamp>,
}

impl ContactProposal {
    /// Whether it waits for a second person.
    pub fn waits(&self) -> bool {
        self.state.known() == Some(&ProposalState::Waiting)
    }
}

/// An attempt to reach somebody, as the registry recorded it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedAttempt {
    /// What was tried and what came of it.
    pub attempt: Attempt,
    /// What was said, or why it was tried.
    pub reason: Untrusted,
    /// The login that recorded it.
    pub by: Untrusted,
    /// When it was recorded.
    pub at: Timestamp,
    /// The entry of the ledger that names it.
    pub entry: u64,
}

/// A bundle, or what a counterpart answered, that was compared with the directory, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedBundle {
    /// What was compared.
    pub bundle: TakenBundle,
    /// Why.
    pub reason: Untrusted,
    /// The login that recorded it.
    pub by: Untrusted,
    /// When it was recorded.
    pub at: Timestamp,
    /// The entry of the ledger that names it.
    pub entry: u64,
    /// The proposals that name its digest, oldest first, and how far each is.
    pub proposals: Vec<(Uuid, Word<ProposalState>)>,
}
