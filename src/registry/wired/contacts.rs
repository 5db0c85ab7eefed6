//! The directory of contacts, from the wire: entries, changes, proposals, attempts.
//! An entry this console can't read is put aside and counted; it never makes the rest of the directory unreadable, and never leads a call.
//! Must not know: which entry counts, or whether a signature is good.

use crate::{
    domain::contact::{ChangeLog, Directory, ProposalState},
    evidence::digest::Digest,
    registry::{
        SignedContact, Word,
        book::{ContactProposal, Contacts, RecordedAttempt},
    },
    text::Untrusted,
    wire::{
        admin::contacts as wire,
        convert::{self, Misfit, Place},
    },
};

/// The directory.
///
/// # Errors
/// [`Misfit`] for a proposal that contradicts itself, a change that can't be read – it might hold an entry back –, or an entry that comes twice.
pub fn contacts(said: wire::Contacts, at: &Place<'_>) -> Result<Contacts, Misfit> {
    let mut directory = Directory::default();
    let mut unread = Vec::new();
    for (n, record) in said.records.into_iter().enumerate() {
        let here = at.field("records");
        match convert::contact::record(record, &here.item(n)) {
            Ok(record) if directory.entries.contains_key(&record.entry.key()) => {
                return Err(here.item(n).misfit("the same entry comes twice"));
            }
            Ok(record) => directory.set(record),
            Err(misfit) => unread.push(misfit),
        }
    }
    directory.changes = ChangeLog::of(at.each("changes", said.changes, convert::contact::change)?);
    directory.erased = at.parse_each("erased", &said.erased)?.into_iter().collect();
    let proposals = at.each("proposals", said.proposals, proposal)?;
    Ok(Contacts { directory, proposals, unread, revision: said.revision.0, as_of: said.as_of })
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

/// A signed change of contacts, or the confirmation of one, for the wire.
pub fn signed_contact_to_wire(signed: &SignedContact) -> wire::SignedContact {
    wire::SignedContact { text: signed.draft().text().to_owned(), signature: signed.signature().armored() }
}
