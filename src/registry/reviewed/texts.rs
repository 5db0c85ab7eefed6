//! How the review of each kind of text begins, and what must have been read before it.
//! An order is read by who initiates it; who approves it types values again first, and signs a statement only about the order that was read.
//! Must not know: how a text is painted.

use super::{Blind, Review, Reviewable, Reviewed};
use crate::{
    domain::{PersonId, contact::ListId},
    evidence::{
        confirmation::{ConfirmationKind, ConfirmationText},
        contact_change::{ChangeText, ConfirmationText as ConfirmationOfChange},
        order::OrderText,
        resolution::ResolutionText,
        revocation::RevocationText,
        statement::{StatementKind, StatementText},
    },
    registry::{ContactDraft, GuardDraft},
    wire::contact::mail::Broadcast,
};
use jiff::SignedDuration;
use uuid::Uuid;

impl Reviewable for OrderText {
    fn text(&self) -> &str {
        self.as_str()
    }
}

impl Reviewable for StatementText {
    fn text(&self) -> &str {
        self.as_str()
    }
}

impl Reviewable for RevocationText {
    fn text(&self) -> &str {
        self.as_str()
    }
}

impl Reviewable for ResolutionText {
    fn text(&self) -> &str {
        self.as_str()
    }
}

impl Reviewable for ConfirmationText {
    fn text(&self) -> &str {
        self.as_str()
    }
}

impl Reviewable for GuardDraft {
    fn text(&self) -> &str {
        &self.text
    }
}

impl Reviewable for ChangeText {
    fn text(&self) -> &str {
        self.as_str()
    }
}

impl Reviewable for ContactDraft {
    fn text(&self) -> &str {
        self.text()
    }
}

/// A statement that raises risk without the order it is about having been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Read the order first: an approval names the text that was on the screen (F05).")]
pub struct NeedsOrder;

impl Review<OrderText> {
    /// Before the initiator signs: the text is on the screen at least so long.
    pub fn of_own_order(text: OrderText, dwell: SignedDuration) -> Self {
        Self::begin(text, Blind::default(), dwell)
    }

    /// Before somebody else approves: values are typed again first, then the text is on the screen at least so long.
    pub fn of_order(text: OrderText, blind: Blind, dwell: SignedDuration) -> Self {
        Self::begin(text, blind, dwell)
    }
}

impl Review<StatementText> {
    /// Before a statement about an order is signed. One that raises risk, an approval or a release, needs the order itself to have been
    /// read, octet for octet the one it names (F05); one that takes risk away needs nothing but its own text (F15).
    ///
    /// # Errors
    /// [`NeedsOrder`] when it raises risk and another order was read, or none.
    pub fn of_statement(text: StatementText, read: Option<&Reviewed<OrderText>>) -> Result<Self, NeedsOrder> {
        let statement = text.statement();
        let raises_risk = match statement.kind {
            StatementKind::Approve | StatementKind::Release => true,
            StatementKind::Reject | StatementKind::Withdraw | StatementKind::WithdrawApproval | StatementKind::Stop => false,
        };
        let is_read = read.is_some_and(|order| order.text().sha256() == statement.order_sha256);
        if raises_risk && !is_read {
            return Err(NeedsOrder);
        }
        Ok(Self::begin(text, Blind::default(), SignedDuration::ZERO))
    }
}

impl Review<RevocationText> {
    /// Before a key is revoked: it takes risk away, so nothing but its own text is read (F15).
    pub fn of_revocation(text: RevocationText) -> Self {
        Self::begin(text, Blind::default(), SignedDuration::ZERO)
    }
}

impl Review<GuardDraft> {
    /// Before an officer signs a version of the roster or the policy: the text is on the screen at least so long.
    pub fn of_version(draft: GuardDraft, dwell: SignedDuration) -> Self {
        Self::begin(draft, Blind::default(), dwell)
    }
}

/// A confirmation without the resolution it is about having been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Read the resolution first: a confirmation names the text that was on the screen (F05).")]
pub struct NeedsResolution;

impl Review<ResolutionText> {
    /// Before the proposer signs: the text is on the screen at least so long.
    pub fn of_own_resolution(text: ResolutionText, dwell: SignedDuration) -> Self {
        Self::begin(text, Blind::default(), dwell)
    }

    /// Before somebody else confirms: values are typed again first, then the text is on the screen at least so long.
    pub fn of_resolution(text: ResolutionText, blind: Blind, dwell: SignedDuration) -> Self {
        Self::begin(text, blind, dwell)
    }
}

impl Review<ConfirmationText> {
    /// Before a confirmation is signed. One that confirms needs the resolution itself to have been read, octet for octet the one it
    /// names (F05); one that declines needs nothing but its own text (F15).
    ///
    /// # Errors
    /// [`NeedsResolution`] when it confirms and another resolution was read, or none.
    pub fn of_confirmation(text: ConfirmationText, read: Option<&Reviewed<ResolutionText>>) -> Result<Self, NeedsResolution> {
        let said = text.confirmation();
        let is_read = read.is_some_and(|resolution| resolution.text().sha256() == said.resolution_sha256);
        match said.kind {
            ConfirmationKind::Confirm if !is_read => Err(NeedsResolution),
            ConfirmationKind::Confirm | ConfirmationKind::Decline => {
                Ok(Self::begin(text, Blind::default(), SignedDuration::ZERO))
            }
        }
    }
}

/// A confirmation without the change of contacts it is about having been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Read the change first: a confirmation names the text that was on the screen (F05).")]
pub struct NeedsChange;

impl Review<ChangeText> {
    /// Before somebody else confirms a change of contacts: the text is on the screen at least so long.
    pub fn of_change(text: ChangeText, dwell: SignedDuration) -> Self {
        Self::begin(text, Blind::default(), dwell)
    }
}

impl Review<ContactDraft> {
    /// Before the proposer signs a change of contacts, which another person confirms or, where one is enough, nobody: the text is on the
    /// screen at least so long.
    pub fn of_own_change((text, takes_two): (&ChangeText, bool), dwell: SignedDuration) -> Self {
        Self::begin(ContactDraft::propose(text, takes_two), Blind::default(), dwell)
    }

    /// Before a confirmation is signed. It needs the change itself to have been read, octet for octet the one it names (F05).
    ///
    /// # Errors
    /// [`NeedsChange`] when another change was read, or none.
    pub fn of_change_confirmation(text: &ConfirmationOfChange, read: Option<&Reviewed<ChangeText>>) -> Result<Self, NeedsChange> {
        let said = text.confirmation();
        let is_read = read.is_some_and(|change| change.text().sha256() == said.change_sha256);
        if !is_read {
            return Err(NeedsChange);
        }
        Ok(Self::begin(ContactDraft::confirm(text), Blind::default(), SignedDuration::ZERO))
    }

    /// Before a message to a list is signed by who writes it: the text is on the screen at least so long.
    pub fn of_own_message(message: &Broadcast, (id, list): (Uuid, ListId), person: PersonId, dwell: SignedDuration) -> Self {
        Self::begin(ContactDraft::announce(message, id, list, person), Blind::default(), dwell)
    }

    /// Before somebody else signs a message too: it is the same text, read to its end.
    pub fn of_message(message: &Broadcast, id: Uuid, person: PersonId, dwell: SignedDuration) -> Self {
        Self::begin(ContactDraft::cosign(message, id, person), Blind::default(), dwell)
    }
}
