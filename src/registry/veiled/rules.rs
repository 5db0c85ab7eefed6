//! What is kept back of an order, by the roster and the policy in force as the registry gives them.
//! Of a row only its kind and amount are known: what any order like it would be typed again by is kept back. A page says more.
//! Must not know: how the texts came, or whether their signatures hold; a review judges that.

use crate::{
    domain::{PersonId, Quantity},
    evidence::{
        order::{Destination, OrderText},
        policy::PolicyText,
        roster::{Role, RosterText},
        standing::{Glimpse, Guard, approver, unseen},
        statement::{RekeyField, StatementKind, StatementText},
    },
    registry::{
        Word,
        book::{GuardedText, OrderInFull, OrderKind, OrderState, OrderSummary, SignedOrder},
    },
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

/// Whether a row may be of an order that waits for this person: it was signed by somebody else, and has not ended.
pub(super) fn may_wait(row: &OrderSummary, viewer: &PersonId) -> bool {
    is_open(&row.state) && row.person.as_ref().is_some_and(|by| by != viewer)
}

/// Whether an order waits for somebody: to approve it, or to release it once it is approved. A state this console does not know
/// decides nothing.
fn is_open(state: &Word<OrderState>) -> bool {
    state.known().is_none_or(|state| matches!(state, OrderState::Submitted | OrderState::Approved))
}

/// The same of an order in full.
pub(super) fn may_wait_in_full(order: &OrderInFull, viewer: &PersonId) -> bool {
    is_open(&order.state) && order.signed.as_ref().is_some_and(|signed| signed.count.initiator != *viewer)
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
        let decides = kind.is_some_and(OrderKind::decides);
        // A decision of which the row does not say how many may be about any number.
        let quantity = row.quantity.unwrap_or(if decides { Quantity::MAX } else { Quantity::ZERO });
        let approved = row.agreed.as_ref().map_or(&[][..], |agreed| &agreed.by);
        let glimpse = Glimpse { initiator, approver, approved, waits: is_undecided(&row.state), unreleased: true };
        self.judge(glimpse, viewer, now, |policy| {
            let policy = policy.policy();
            let (moves, mut fields, released) = match kind {
                Some(OrderKind::Transfer) => {
                    (true, policy.rekeyed(Destination::WORDS, quantity), policy.released(Destination::WORDS, quantity))
                }
                Some(kind) => (false, policy.rekeyed([kind.word()], quantity), policy.released([kind.word()], quantity)),
                None => return (all(), true),
            };
            fields.retain(|field| decides || (*field == RekeyField::Subject) != moves);
            (fields, released)
        })
    }

    /// What is kept back of an order in full.
    pub fn order(&self, order: &OrderInFull, viewer: &PersonId, now: Timestamp) -> BTreeSet<RekeyField> {
        let Some(signed) = order.signed.as_ref().filter(|_| may_wait_in_full(order, viewer)) else { return BTreeSet::new() };
        // What can't be read is nothing that anybody approves; a review says what is wrong with it.
        let Ok(text) = OrderText::parse(signed.order.text.octets().as_bytes()) else { return BTreeSet::new() };
        let glimpse = Glimpse {
            initiator: &text.order().initiator,
            approver: approver(text.order()),
            approved: signed.count.approvals.as_slice(),
            waits: is_undecided(&order.state),
            unreleased: !has_released(signed, viewer),
        };
        self.judge(glimpse, viewer, now, |policy| {
            let asked = policy.policy().requirements_of(text.order());
            (asked.rekey, asked.release)
        })
    }

    fn judge(
        &self,
        mut glimpse: Glimpse<'_>,
        viewer: &PersonId,
        now: Timestamp,
        asked: impl FnOnce(&PolicyText) -> (BTreeSet<RekeyField>, bool),
    ) -> BTreeSet<RekeyField> {
        match self {
            Self::None => BTreeSet::new(),
            Self::Unknown => all(),
            Self::Known(texts) => {
                let (roster, policy) = &**texts;
                let guard = Guard { roster, policy, earlier: &[] };
                let (rekey, released) = asked(policy);
                glimpse.unreleased &= released;
                unseen(&rekey, glimpse, guard, viewer, now)
            }
        }
    }
}

/// Whether an order may wait for approvals, by the registry's word.
fn is_undecided(state: &Word<OrderState>) -> bool {
    !state.is(&OrderState::Approved)
}

/// Whether this person has released it, by what the registry gives: then they have typed it again.
fn has_released(signed: &SignedOrder, person: &PersonId) -> bool {
    signed.statements.iter().filter_map(|given| StatementText::parse(given.text.octets().as_bytes()).ok()).any(|text| {
        let said = text.statement();
        said.kind == StatementKind::Release && said.person == *person
    })
}

/// Every field that any order is typed again by.
pub(super) fn all() -> BTreeSet<RekeyField> {
    use RekeyField::{AcquiringAccount, AcquiringRegistry, Quantity, Subject, Units};
    [Quantity, AcquiringRegistry, AcquiringAccount, Units, Subject].into()
}
