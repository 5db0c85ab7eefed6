//! What is kept back of an order, by the roster and the policy in force as the registry gives them.
//! Of a row only its kind and amount are known: what any order like it would be typed again by is kept back. A page says more.
//! Must not know: how the texts came, or whether their signatures hold; a review judges that.

use crate::{
    domain::PersonId,
    evidence::{
        order::{Destination, OrderText},
        policy::PolicyText,
        roster::{Role, RosterText},
        standing::{Glimpse, Guard, approver, unseen},
        statement::RekeyField,
    },
    registry::book::{GuardedText, OrderInFull, OrderKind, OrderState, OrderSummary},
};
use jiff::Timestamp;
use std::collections::BTreeSet;

/// What says which values are typed again.
pub(super) enum Rules {
    /// The registry has no roster or no policy: nothing is signed, and nothing is typed again.
    None,
    /// They could not be had or read.
    Unknown,
    /// They are here.
    Known(Box<(RosterText, PolicyText)>),
}

/// Whether a row may be of an order that waits for this person: it was signed by somebody else, and nobody has decided it.
pub(super) fn may_wait(row: &OrderSummary, viewer: &PersonId) -> bool {
    row.state.known().is_none_or(|state| *state == OrderState::Submitted) && row.person.as_ref().is_some_and(|by| by != viewer)
}

/// The same of an order in full.
pub(super) fn may_wait_in_full(order: &OrderInFull, viewer: &PersonId) -> bool {
    let waits = order.state.known().is_none_or(|state| *state == OrderState::Submitted);
    waits && order.signed.as_ref().is_some_and(|signed| signed.count.initiator != *viewer)
}

impl Rules {
    /// Reads them strictly.
    pub fn read(roster: &GuardedText, policy: &GuardedText) -> Self {
        let roster = RosterText::parse(roster.text.octets().as_bytes());
        let policy = PolicyText::parse(policy.text.octets().as_bytes());
        roster.ok().zip(policy.ok()).map_or(Self::Unknown, |texts| Self::Known(Box::new(texts)))
    }

    /// What is kept back of a row.
    pub fn row(&self, row: &OrderSummary, viewer: &PersonId, now: Timestamp) -> BTreeSet<RekeyField> {
        let Some(initiator) = row.person.as_ref().filter(|_| may_wait(row, viewer)) else { return BTreeSet::new() };
        let kind = row.kind.known().copied();
        let approver = if kind == Some(OrderKind::ResumeLink) { Role::SecurityOfficer } else { Role::Approver };
        let quantity = row.quantity.unwrap_or_default();
        self.judge(initiator, &[], approver, viewer, now, |policy| {
            let (moves, mut fields) = match kind {
                Some(OrderKind::Transfer) => (true, policy.policy().rekeyed(Destination::WORDS, quantity)),
                Some(kind) => (false, policy.policy().rekeyed([kind.word()], quantity)),
                None => return all(),
            };
            fields.retain(|field| (*field == RekeyField::Subject) != moves);
            fields
        })
    }

    /// What is kept back of an order in full.
    pub fn order(&self, order: &OrderInFull, viewer: &PersonId, now: Timestamp) -> BTreeSet<RekeyField> {
        let Some(signed) = order.signed.as_ref().filter(|_| may_wait_in_full(order, viewer)) else { return BTreeSet::new() };
        // What can't be read is nothing that anybody approves; a review says what is wrong with it.
        let Ok(text) = OrderText::parse(signed.order.text.octets().as_bytes()) else { return BTreeSet::new() };
        let (approved, role) = (signed.count.approvals.as_slice(), approver(text.order()));
        self.judge(&text.order().initiator, approved, role, viewer, now, |policy| {
            policy.policy().requirements_of(text.order()).rekey
        })
    }

    fn judge(
        &self,
        initiator: &PersonId,
        approved: &[PersonId],
        approver: Role,
        viewer: &PersonId,
        now: Timestamp,
        rekey: impl FnOnce(&PolicyText) -> BTreeSet<RekeyField>,
    ) -> BTreeSet<RekeyField> {
        match self {
            Self::None => BTreeSet::new(),
            Self::Unknown => all(),
            Self::Known(texts) => {
                let (roster, policy) = &**texts;
                let guard = Guard { roster, policy, earlier: &[] };
                unseen(&rekey(policy), Glimpse { initiator, approver, approved, waits: true }, guard, viewer, now)
            }
        }
    }
}

fn all() -> BTreeSet<RekeyField> {
    use RekeyField::{AcquiringAccount, AcquiringRegistry, Quantity, Subject, Units};
    [Quantity, AcquiringRegistry, AcquiringAccount, Units, Subject].into()
}
