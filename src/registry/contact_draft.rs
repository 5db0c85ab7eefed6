//! Texts about contacts on their way to a registry: a change that is proposed, and the confirmation of somebody else's.
//! A draft is made of a text that was read strictly, so whose signature it needs and which proposal it is about stand in the text itself.
//! Must not know: where keys are, or how a text travels.

use super::{echo::SignedAs, words::InWords};
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
    /// SHA-256 of the text it is about: of a confirmation the change's.
    about: Option<Digest>,
    /// Whether another person signs after this one before anything counts or goes out.
    needs_another: bool,
}

impl ContactDraft {
    /// A change to be proposed by who is named in it, and whether another person must confirm it.
    pub fn propose(text: &ChangeText, takes_two: bool) -> Self {
        let change = text.change();
        let (person, step) = (change.initiator.clone(), ContactStep::Propose(change.id));
        Self { text: text.as_str().to_owned(), person, step, about: None, needs_another: takes_two }
    }

    /// The confirmation of a change, by who is named in it.
    pub fn confirm(text: &ConfirmationText) -> Self {
        let said = text.confirmation();
        let (person, step) = (said.person.clone(), ContactStep::Confirm(said.proposal));
        Self { text: text.as_str().to_owned(), person, step, about: Some(said.change_sha256), needs_another: false }
    }

    /// A message to a list, by who writes it.
    pub(super) fn announce(message: &Broadcast, id: Uuid, list: ListId, person: PersonId) -> Self {
        let needs_another = message.label().takes_two();
        Self { text: message.signed_text(), person, step: ContactStep::Announce(id, list), about: None, needs_another }
    }

    /// The message of somebody else, by who signs it too.
    pub(super) fn cosign(message: &Broadcast, id: Uuid, person: PersonId) -> Self {
        Self { text: message.signed_text(), person, step: ContactStep::CoSign(id), about: None, needs_another: false }
    }

    /// The exact text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whose key signs it.
    pub fn person(&self) -> &PersonId {
        &self.person
    }

    /// The digests of the text once it is signed.
    pub(super) fn signed_as(&self) -> SignedAs {
        SignedAs { about: self.about, ..SignedAs::alone(&self.text) }
    }

    /// Which step it is.
    pub fn step(&self) -> ContactStep {
        self.step.clone()
    }

    /// The act in words; once it was done they say who is still needed.
    pub(super) fn in_words(&self, sha256: Option<Digest>) -> InWords {
        let (id, what, [verb, doing, not_done]) = match &self.step {
            ContactStep::Propose(id) => (id, "change", ["propose", "proposing", "was not proposed"]),
            ContactStep::Confirm(id) => (id, "change", ["confirm", "confirming", "was not confirmed"]),
            ContactStep::Announce(id, _) => (id, "message", ["sign", "signing", "was not recorded"]),
            ContactStep::CoSign(id) => (id, "message", ["sign", "signing", "was not signed"]),
        };
        let done = match (&self.step, self.needs_another) {
            (ContactStep::Propose(_), true) => "is proposed and waits for another person to confirm it",
            (ContactStep::Propose(_), false) => "is recorded and needs nobody else",
            (ContactStep::Confirm(_), _) => "is confirmed and needs nobody else",
            (ContactStep::Announce(..), true) => "is recorded and waits for another person to sign it too",
            (ContactStep::Announce(..), false) => "is signed and may go out",
            (ContactStep::CoSign(_), _) => "is signed by everybody who must, and may go out",
        };
        let of = match &self.step {
            ContactStep::Propose(_) | ContactStep::Confirm(_) => format!("{what} {id} of contacts"),
            ContactStep::Announce(_, list) => format!("{what} {id} to list {list}"),
            ContactStep::CoSign(_) => format!("{what} {id}"),
        };
        // The journal has what the receipt is compared with, also after a restart (F06).
        let about = self.about.map_or_else(String::new, |change| format!(", change text sha256:{change}"));
        InWords {
            subject: id.to_string(),
            what: format!("{verb} {of}{about}"),
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
