//! How an order stands: who counts and who does not and why, how many are needed, and what may happen to it now.
//! The one judge of four eyes: console, registry, counterpart and verifier ask it, and get the same answer from the same texts (promise 2).
//! Must not know: where the texts come from, or what carrying the order out would do.

mod approval;
mod count;
mod ending;
mod facts;
mod may;
mod objection;
mod resolution;
mod state;
mod unseen;
mod voucher;

pub use facts::control;
pub use may::{in_hours, may, namespace, roles_for};
pub use objection::Objection;
pub use resolution::{Matter, Settled, Settlement, judge_resolution, may_confirm, may_decline, may_propose};
pub use state::{End, State};
pub use unseen::{Glimpse, approver, unseen, unseen_of};

use super::{
    edition::Edition,
    order::OrderText,
    policy::{PolicyText, Requirements},
    roster::RosterText,
    signed::Signed,
    statement::StatementText,
};
use crate::domain::PersonId;
use jiff::Timestamp;

/// Everything an order is judged by.
#[derive(Clone, Copy)]
pub struct Case<'a> {
    /// The order as its initiator signed it.
    pub order: &'a Signed<OrderText>,
    /// What was said about it, in the order in which it was taken.
    pub statements: &'a [Signed<StatementText>],
    /// The rules in force.
    pub guard: Guard<'a>,
    /// Whether an order that supersedes this one was taken (F12).
    pub superseded: bool,
}

/// The rules in force at the time of judging.
#[derive(Clone, Copy)]
pub struct Guard<'a> {
    /// The roster.
    pub roster: &'a RosterText,
    /// The policy.
    pub policy: &'a PolicyText,
    /// Rosters and policies that were in force before. A text may have been made under one of them; it is judged by those in
    /// force now, so that who was removed since counts no more (F26).
    pub earlier: &'a [Edition],
}

/// How an order stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Where it is.
    pub state: State,
    /// The persons whose approval counts, in the order in which they were given.
    pub approvals: Vec<PersonId>,
    /// What the policy asks for.
    pub asked: Requirements,
    /// Statements that don't count, by their place from 0, and why.
    pub discounted: Vec<(usize, Objection)>,
    /// Until when it must be carried out: the order's own end, or the policy's if that is earlier (F13).
    pub expires: Timestamp,
    /// Who released it after the cooling-off, where the policy asks for that (F19).
    pub released: Option<PersonId>,
    /// When the cooling-off is over, once there are enough approvals; that may be in the past (F14).
    pub cooling_until: Option<Timestamp>,
    /// Whether the policy lets initiator and approver sit at one station. Then every order made so bears a badge (F03).
    pub one_station: bool,
}

impl Standing {
    /// How many approvals are needed besides the initiator's word (F18).
    pub fn needed(&self) -> u8 {
        self.asked.approvals
    }

    /// Whether it may be carried out now.
    pub fn is_approved(&self) -> bool {
        self.state == State::Approved
    }
}

/// Judges an order at a time.
pub fn judge(case: &Case<'_>, now: Timestamp) -> Standing {
    let order = case.order.text.order();
    let policy = case.guard.policy.policy();
    let asked = policy.requirements_of(order);
    let mut discounted = Vec::new();
    let approvals = count::approvals(case, &asked, now, &mut discounted);
    let released = count::release(case, &asked, &approvals, now, &mut discounted);
    let end = ending::first(case, now, &mut discounted);
    discounted.sort_by_key(|(place, _)| *place);
    let expires = approval::order_expires(case, &asked);
    let vouched = voucher::initiator(case, now).and_then(|()| match policy.lacks_document(order) {
        true => Err(Objection::NoDocument),
        false => Ok(()),
    });
    let state = match (vouched, end) {
        (Err(objection), _) => State::Void(objection),
        (Ok(()), Some(end)) => end,
        (Ok(()), None) if case.superseded => State::Superseded,
        (Ok(()), None) if now >= expires => State::Expired { since: expires },
        (Ok(()), None) => state::under_way(case, &asked, &approvals, released.is_some(), now),
    };
    let cooling_until = count::cooled(case, &asked, &approvals);
    let approvals = approvals.into_iter().map(|approval| approval.person).collect();
    let one_station = !policy.different_stations;
    Standing { state, approvals, asked, discounted, expires, released, cooling_until, one_station }
}

/// Who said no to an order first, and why, however it stands otherwise: also when its roster is long over (F34). An order that was
/// stopped after it was approved was said no to as well.
pub fn denial(case: &Case<'_>, now: Timestamp) -> Option<End> {
    match ending::first(case, now, &mut Vec::new()) {
        Some(State::Rejected(end) | State::Stopped(end)) => Some(end),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
