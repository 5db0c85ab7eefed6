//! The directory of contacts, from the wire: entries, changes, proposals, attempts.
//! An entry this console can't read is put aside and counted; it never makes the rest of the directory unreadable, and never leads a call.
//! Must not know: which entry counts, or whether a signature is good.

use crate::{
    domain::contact::{ChangeLog, Directory, ProposalState, Tlp},
    evidence::digest::Digest,
    registry::{
        SignedContact, Word,
        book::{ContactProposal, Contacts, HeardContacts, RecordedAttempt, RecordedBundle},
    },
    text::Untrusted,
    wire::{
        admin::{
            contact_bundle::{BundleProposal, ContactBundles},
            contacts as wire,
        },
        convert::{self, Misfit, Place},
    },
};

/// The directory.
///
/// # Errors
/// [`Misfit`] for a proposal that contradicts itself, a change that can't be read – it might hold an entry back –, or an entry that comes twice.
pub fn contacts(said: wire::Contacts, at: &Place<'_>) -> Result<Contacts, Misfit> {
    let (mut directory, unread) = entries(said.records, &at.field("records"))?;
    directory.changes = ChangeLog::of(at.each("changes", said.changes, convert::contact::change)?);
    directory.erased = at.parse_each("erased", &said.erased)?.into_iter().collect();
    let proposals = at.each("proposals", said.proposals, proposal)?;
    Ok(Contacts { directory, proposals, unread, revision: said.revision.0, as_of: said.as_of })
}

/// Entries, and those that can't be read.
fn entries(records: Vec<wire::ContactRecord>, at: &Place<'_>) -> Result<(Directory, Vec<Misfit>), Misfit> {
    let (mut directory, mut unread) = (Directory::default(), Vec::new());
    for (n, record) in records.into_iter().enumerate() {
        match convert::contact::record(record, &at.item(n)) {
            Ok(record) if directory.entries.contains_key(&record.entry.key()) => {
                return Err(at.item(n).misfit("the same entry comes twice"));
            }
            Ok(record) => directory.set(record),
            Err(misfit) => unread.push(misfit),
        }
    }
    Ok((directory, unread))
}

/// What a counterpart said of its own people.
///
/// # Errors
/// [`Misfit`] for a value that is not what it should be, or an entry that comes twice.
pub fn heard_contacts(said: wire::HeardContacts, at: &Place<'_>) -> Result<HeardContacts, Misfit> {
    let (directory, unread) = entries(said.records, &at.field("records"))?;
    Ok(HeardContacts {
        registry: at.parse("registry", &said.registry)?,
        label: Tlp::of_word(&said.label).ok_or_else(|| at.field("label").misfit("this is not a TLP label"))?,
        directory,
        unread,
        said: said.said,
        heard: said.heard,
        key: Untrusted::new(said.key),
        sha256: at.parse("sha256", &said.sha256)?,
    })
}

fn proposal(said: wire::ContactProposal, at: &Place<'_>) -> Result<ContactProposal, Misfit> {
    let sha256 = Digest::of(&said.signed.text);
    if at.parse::<Digest>("sha256", &said.sha256)? != sha256 {
        return Err(at.field("sha256").misfit("it is not the digest of the text that came (F06)"));
    }
    let signed = |signed: wire::SignedContact| (Untrusted::new(signed.text), Untrusted::new(signed.signature));
    let (text, signature) = signed(said.signed);
    Ok(ContactProposal {
        id: said.id,
        text,
        signature,
        sha256,
        state: Word::read(said.state, ProposalState::of_word),
        at: said.at,
        confirmation: said.confirmation.map(signed),
        counts_from: said.counts_from,
    })
}

/// Attempts to reach somebody.
///
/// # Errors
/// [`Misfit`] for a value that is not what it should be.
pub fn attempts(said: wire::Attempts, at: &Place<'_>) -> Result<Vec<RecordedAttempt>, Misfit> {
    at.each("items", said.items, |said, at| {
        Ok(RecordedAttempt {
            attempt: convert::contact::attempt(&said.attempt, &at.field("attempt"))?,
            reason: Untrusted::new(said.attempt.reason),
            by: Untrusted::new(said.by),
            at: said.at,
            entry: said.entry.0,
        })
    })
}

/// Bundles that were compared with the directory.
///
/// # Errors
/// [`Misfit`] for a value that is not what it should be.
pub fn bundles(said: ContactBundles, at: &Place<'_>) -> Result<Vec<RecordedBundle>, Misfit> {
    at.each("items", said.items, |said, at| {
        let proposal = |made: BundleProposal| (made.id, Word::read(made.state, ProposalState::of_word));
        Ok(RecordedBundle {
            bundle: convert::contact::bundle(&said.bundle, &at.field("bundle"))?,
            reason: Untrusted::new(said.bundle.reason),
            by: Untrusted::new(said.by),
            at: said.at,
            entry: said.entry.0,
            proposals: said.proposals.into_iter().map(proposal).collect(),
        })
    })
}

/// A signed change of contacts, or the confirmation of one, for the wire.
pub fn signed_contact_to_wire(signed: &SignedContact) -> wire::SignedContact {
    wire::SignedContact { text: signed.draft().text().to_owned(), signature: signed.signature().armored() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::contact::{EntryKey, sample::whole};

    fn said() -> wire::Contacts {
        let text = "itmo-contact-change/v1\n".to_owned();
        let proposal = wire::ContactProposal {
            id: uuid::Uuid::from_u128(7),
            sha256: Digest::of(&text).to_string(),
            signed: wire::SignedContact { text, signature: "-----BEGIN SSH SIGNATURE-----".into() },
            state: "waiting".into(),
            at: "2026-11-25T10:00:00Z".parse().unwrap(),
            confirmation: None,
            counts_from: None,
        };
        wire::Contacts {
            records: whole().entries.values().map(convert::contact::record_to_wire).collect(),
            changes: Vec::new(),
            erased: vec!["gha-9".into()],
            proposals: vec![proposal],
            revision: crate::wire::BigNumber(3),
            as_of: "2026-11-25T10:00:00Z".parse().unwrap(),
        }
    }

    #[test]
    fn an_entry_nobody_can_read_is_put_aside_and_the_rest_is_there() {
        let mut strange = said();
        let role = strange.records.iter_mut().find_map(|record| match &mut record.entry {
            wire::ContactEntry::Role(role) => Some(role),
            _ => None,
        });
        role.unwrap().role = "king".into();
        let read = contacts(strange, &Place::ROOT).unwrap();
        assert_eq!(read.unread.len(), 1);
        assert!(read.unread[0].at.ends_with(".entry.role"), "{:?}", read.unread);
        assert_eq!(read.directory.entries.len() + 1, whole().entries.len());
        assert!(!read.unread[0].to_string().contains("king"), "its words are ours");
    }

    #[test]
    fn what_contradicts_itself_is_refused_by_its_place() {
        assert_eq!(contacts(said(), &Place::ROOT).unwrap().directory.entries, whole().entries);
        let mut twice = said();
        twice.records.push(twice.records[0].clone());
        assert!(contacts(twice, &Place::ROOT).unwrap_err().at.starts_with("records["));
        let mut forged = said();
        forged.proposals[0].signed.text.push(' ');
        assert_eq!(contacts(forged, &Place::ROOT).unwrap_err().at, "proposals[0].sha256", "F06");
        let mut unknown = said();
        let key = EntryKey::Card("gha-1".parse().unwrap());
        unknown.changes.push(wire::ContactChange {
            at: unknown.as_of,
            entry: convert::contact::entry_key_to_wire(&key),
            act: "bless".into(),
            requested_by: "amina.k".into(),
            confirmed_by: None,
            basis: "CB/2026/7".into(),
            counts_from: unknown.as_of,
            cancelled: None,
        });
        let place = contacts(unknown, &Place::ROOT).unwrap_err().at;
        assert_eq!(place, "changes[0].act", "a change that can't be read might hold an entry back");
    }
}
