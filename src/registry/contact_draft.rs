//! Texts about contacts on their way to a registry: a change that is proposed, and the confirmation of somebody else's.
//! A draft is made of a text that was read strictly, so whose signature it needs and which proposal it is about stand in the text itself.
//! Must not know: where keys are, or how a text travels.

use super::words::InWords;
use crate::{
    domain::{PersonId, contact::ListId},
    evidence::{
        contact_change::{ChangeText, ConfirmationText},
        digest::Digest,
        sshsig::SshSignature,
    },
    wire::contact::mail::Broadcast,
};
use uuid::Uuid;

/// Which step a text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContactStep {
    /// It proposes a change under this id.
    Propose(Uuid),
    /// It confirms the change with this id.
    Confirm(Uuid),
    /// It is a message to a list, under this id.
    Announce(Uuid, ListId),
    /// It is the message with this id, which somebody else wrote.
    CoSign(Uuid),
}

/// A text about contacts as a person is to sign it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactDraft {
    text: String,
    person: PersonId,
    step: ContactStep,
}

impl ContactDraft {
    /// A change to be proposed by who is named in it.
    pub fn propose(text: &ChangeText) -> Self {
        let change = text.change();
        Self { text: text.as_str().to_owned(), person: change.initiator.clone(), step: ContactStep::Propose(change.id) }
    }

    /// The confirmation of a change, by who is named in it.
    pub fn confirm(text: &ConfirmationText) -> Self {
        let said = text.confirmation();
        Self { text: text.as_str().to_owned(), person: said.person.clone(), step: ContactStep::Confirm(said.proposal) }
    }

    /// A message to a list, by who writes it.
    pub(super) fn announce(message: &Broadcast, id: Uuid, list: ListId, person: PersonId) -> Self {
        Self { text: message.signed_text(), person, step: ContactStep::Announce(id, list) }
    }

    /// The message of somebody else, by who signs it too.
    pub(super) fn cosign(message: &Broadcast, id: Uuid, person: PersonId) -> Self {
        Self { text: message.signed_text(), person, step: ContactStep::CoSign(id) }
    }

    /// The exact text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whose key signs it.
    pub fn person(&self) -> &PersonId {
        &self.person
    }

    /// Which step it is.
    pub fn step(&self) -> ContactStep {
        self.step.clone()
    }

    /// The act in words.
    pub(super) fn in_words(&self, sha256: Option<Digest>) -> InWords {
        let (id, what, [verb, doing, done, not_done]) = match &self.step {
            ContactStep::Propose(id) => (id, "change", ["propose", "proposing", "is proposed", "was not proposed"]),
            ContactStep::Confirm(id) => (id, "change", ["confirm", "confirming", "is confirmed", "was not confirmed"]),
            ContactStep::Announce(id, _) => (id, "message", ["sign", "signing", "is signed and recorded", "was not recorded"]),
            ContactStep::CoSign(id) => (id, "message", ["sign", "signing", "is signed by you too", "was not signed"]),
        };
        let of = match &self.step {
            ContactStep::Propose(_) | ContactStep::Confirm(_) => format!("{what} {id} of contacts"),
            ContactStep::Announce(_, list) => format!("{what} {id} to list {list}"),
            ContactStep::CoSign(_) => format!("{what} {id}"),
        };
        InWords {
            subject: id.to_string(),
            what: format!("{verb} {of}"),
            doing: format!("{doing} {of}"),
            done: format!("{of} {done}"),
            not_done: format!("{of} {not_done}"),
            reason: None,
            sha256,
        }
    }
}

/// A text about contacts with a person's signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedContact {
    draft: ContactDraft,
    signature: SshSignature,
}

impl SignedContact {
    pub(super) fn new(draft: ContactDraft, signature: SshSignature) -> Self {
        Self { draft, signature }
    }

    /// What was signed.
    pub fn draft(&self) -> &ContactDraft {
        &self.draft
    }

    /// The person's signature.
    pub fn signature(&self) -> &SshSignature {
        &self.signature
    }
}
