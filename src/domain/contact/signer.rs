//! Whose keys may sign what a registry or a hub says of its people: keys that this directory has, that were verified here and count.
//! A text never says who may sign it; whoever reads it knows that from before.
//! Must not know: what is signed, or how a signature is verified.

use super::{ContactKeyKind, Directory, Fingerprint, KeyOwner, OrganisationKind, Speaker};
use jiff::Timestamp;

impl Directory {
    /// Who holds a key for signed texts by which a speaker may sign at a time; `None` when the directory knows no such key that counts.
    pub fn signer(&self, speaker: Speaker, fingerprint: &Fingerprint, at: Timestamp) -> Option<&KeyOwner> {
        let of_texts = self.keys().filter(|(key, _)| key.kind == ContactKeyKind::Ssh && key.fingerprint == *fingerprint);
        let counting = of_texts.filter(|(key, standing)| {
            let is_two = standing.verified.as_ref().is_some_and(|verification| verification.by.are_two());
            let entry = super::Entry::Key((*key).clone()).key();
            is_two && key.term.holds_at(at) && self.changes.held(&entry, at).is_none()
        });
        counting.map(|(key, _)| &key.owner).find(|owner| self.speaks_for(owner, speaker, at))
    }

    fn speaks_for(&self, owner: &KeyOwner, speaker: Speaker, at: Timestamp) -> bool {
        match (owner, speaker) {
            (KeyOwner::Registry(registry), Speaker::Registry(speaker)) => *registry == speaker,
            // Whoever holds a critical role there; a key of somebody else's desk does not speak for the registry.
            (KeyOwner::Card(card), Speaker::Registry(speaker)) => {
                let mut roles = self.assignments().filter(|(role, standing)| {
                    role.who == *card && standing.verified.is_some() && role.registry == speaker && role.is_in_force(at)
                });
                roles.any(|(role, _)| role.role.is_critical() && self.changes.held(&role.key(), at).is_none())
            }
            (KeyOwner::Card(card), Speaker::Hub) => {
                let organisation = self.card(card).and_then(|(card, _)| self.organisation(&card.organisation));
                organisation.is_some_and(|known| matches!(known.kind, OrganisationKind::Hub | OrganisationKind::Secretariat))
            }
            (KeyOwner::Registry(_), Speaker::Hub) => false,
        }
    }
}
