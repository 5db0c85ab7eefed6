//! The changes that the practice directory had lately, as the two persons signed them: they stand in the list of changes until they count.
//! The texts are those a console would have written; their keys are those of practice persons, which everybody can make.
//! Must not know: which changes there were.

use crate::{
    domain::{
        Environment, PersonId, RegistryId,
        contact::{Change, Entry, Method, ProposalKind, Through},
    },
    evidence::{
        contact_change::{ChangeText, ChangedEntry, Confirmation, ContactChange},
        lines::Prose,
        moment::Moment,
        sshsig::{Namespace, SshSignature},
    },
    sandbox::guard::practice_person_key,
    wire::admin::contacts::{ContactProposal, SignedContact},
};
use jiff::SignedDuration;
use uuid::{Builder, Uuid};

/// How long before it was confirmed a change was proposed.
const BEFORE: SignedDuration = SignedDuration::from_mins(40);

/// A change that was confirmed, as a registry keeps it. `None` when it can't be said in such a text.
pub(super) fn proposal(registry: RegistryId, change: &Change, entry: &Entry, through: Through) -> Option<ContactProposal> {
    let proposed = change.at.checked_sub(BEFORE).ok()?;
    let kind = match entry {
        Entry::Key(_) => ProposalKind::KeyChange,
        _ => ProposalKind::Change,
    };
    let text = ContactChange {
        id: id(change, entry)?,
        registry,
        environment: Environment::Practice,
        kind,
        basis: change.basis.clone(),
        method: Method::CallBack,
        through: Some(through.clone()),
        entries: vec![ChangedEntry { entry: entry.clone(), replaces: None }],
        reason: Prose::new("Practice: they asked for it by letter").ok()?,
        made: Moment::of(proposed),
        initiator: change.requested_by.clone(),
    };
    let text = text.write().ok()?;
    let person = change.confirmed_by.clone()?;
    let confirmation = confirmation(&text, change, through, person.clone())?;
    Some(ContactProposal {
        id: text.change().id,
        signed: signed(&change.requested_by, text.as_str()),
        sha256: text.sha256().to_string(),
        state: "confirmed".to_owned(),
        at: proposed,
        confirmation: Some(signed(&person, &confirmation)),
        counts_from: Some(change.counts_from),
    })
}

fn confirmation(text: &ChangeText, change: &Change, through: Through, person: PersonId) -> Option<String> {
    let said = Confirmation {
        proposal: text.change().id,
        change_sha256: text.sha256(),
        registry: text.change().registry,
        environment: Environment::Practice,
        method: Method::CallBack,
        through: Some(through),
        evidence: Some(change.basis.clone()),
        reason: Prose::new("Practice: the switchboard put me through, and they said yes").ok()?,
        made: Moment::of(change.at),
        person,
    };
    Some(said.write().ok()?.as_str().to_owned())
}

fn signed(person: &PersonId, text: &str) -> SignedContact {
    let key = practice_person_key(person.as_str());
    SignedContact { text: text.to_owned(), signature: SshSignature::sign(&key, Namespace::Contact, text.as_bytes()).armored() }
}

/// The id of a change: the same whenever the same book is made.
fn id(change: &Change, entry: &Entry) -> Option<Uuid> {
    let millis = u64::try_from(change.at.as_millisecond()).ok()?;
    let digest = crate::evidence::contact_change::entry_digest(entry);
    Some(Builder::from_unix_timestamp_millis(millis, digest.octets().first_chunk()?).into_uuid())
}
