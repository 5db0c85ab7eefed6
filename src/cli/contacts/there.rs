//! What the registry has before anything is compared: who it is, its directory, and the changes that wait there.
//! Entries that this console can't read are said and left out.
//! Must not know: what it is compared with.

use crate::{
    cli::status::End,
    domain::{Environment, RegistryId, contact::EntryKey},
    evidence::{contact_change::ChangeText, roster::RosterText},
    registry::{
        Problem, ProblemKind, Read, Registry, Reply,
        book::{Contacts, Guarded, GuardedVersion, RecordedBundle},
    },
};
use std::collections::BTreeSet;

/// The registry and its directory.
pub(in crate::cli) struct There {
    pub registry: RegistryId,
    pub environment: Environment,
    pub contacts: Contacts,
}

impl There {
    /// Asks the registry who it is, and for its directory.
    pub async fn asked(registry: &dyn Registry) -> Result<Self, End> {
        let Reply::Standing(standing) = ask(registry, Read::Standing).await? else { return Err(other()) };
        let Reply::Contacts(contacts) = ask(registry, Read::Contacts).await? else { return Err(other()) };
        if !contacts.unread.is_empty() {
            eprintln!("countersign: {} entries of the directory can't be read here and are left out.", contacts.unread.len());
        }
        Ok(Self { registry: standing.registry, environment: registry.identity().environment, contacts: *contacts })
    }

    /// The entries that changes which wait are about.
    pub fn waiting(&self) -> BTreeSet<EntryKey> {
        let waiting = self.contacts.proposals.iter().filter(|proposal| proposal.waits());
        let read = waiting.filter_map(|proposal| ChangeText::parse(proposal.text.octets().as_bytes()).ok());
        read.flat_map(|text| text.entries()).map(|entry| entry.key()).collect()
    }
}

/// The bundles that were compared before; none where a registry does not keep them.
pub(super) async fn bundles(registry: &dyn Registry) -> Result<Vec<RecordedBundle>, End> {
    match registry.read(Read::ContactBundles).await {
        Ok(Reply::ContactBundles(bundles)) => Ok(bundles),
        Ok(_) => Err(other()),
        Err(problem) if problem.kind == ProblemKind::Missing => Ok(Vec::new()),
        Err(problem) => Err(End::from(&problem)),
    }
}

/// The roster in force, without the keys that were revoked.
pub(super) async fn roster(registry: &dyn Registry) -> Result<RosterText, End> {
    match ask(registry, Read::Guarded(Guarded::Roster, GuardedVersion::InForce)).await? {
        Reply::Guarded(Some(given)) => {
            let roster = RosterText::parse(given.text.octets().as_bytes());
            let roster = roster.map_err(|why| End::Refused(format!("The roster the registry sent can't be read: {why}.")))?;
            Ok(given.without_revoked(roster))
        }
        Reply::Guarded(None) => Err(End::Refused("This registry has no roster in force.".into())),
        _ => Err(other()),
    }
}

/// Asks one question.
pub(super) async fn ask(registry: &dyn Registry, read: Read) -> Result<Reply, End> {
    registry.read(read).await.map_err(|problem| End::from(&problem))
}

/// An answer to another question.
pub(super) fn other() -> End {
    End::from(&Problem::of_other_answer())
}
