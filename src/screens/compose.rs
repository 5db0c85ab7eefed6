//! The text of an order as it will be signed: composed here for every screen that lets somebody order something.
//! Its times follow from the policy in force, its id begins with the time, and it is bound to what the registry will be sent (F05, F13).
//! Must not know: what is ordered, or how it came to be wanted.

use super::new_id;
use crate::{
    app::Signer,
    domain::PersonId,
    evidence::{
        digest::Digest,
        lines::Prose,
        moment::Moment,
        order::{Body, Order, OrderId, OrderText},
        policy::PolicyText,
        roster::{Role, RosterText},
    },
    wire::convert::order_text::{self, ActProblem},
};
use jiff::Timestamp;

/// Who orders, when, by which versions, and from which random octets the order's id is made.
#[derive(Clone, Copy)]
pub struct Hand<'a> {
    /// Who, at which station.
    pub signer: &'a Signer,
    /// When.
    pub now: Timestamp,
    /// Octets that nobody can foresee.
    pub seed: [u8; 16],
    /// The roster in force.
    pub roster: &'a RosterText,
    /// The policy in force.
    pub policy: &'a PolicyText,
}

/// Why no order can be written. The registry would refuse whoever has no role for it as well, but only after it was signed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotComposed {
    /// The roster in force does not let this person initiate (F01, F02).
    #[error("the roster in force does not let {0} initiate; whoever it names as an initiator writes it")]
    Role(PersonId),
    /// No reason was given (F20).
    #[error("say why: a reason is part of what is signed (F20)")]
    NoReason,
    /// The reason can't be shown as it is (T17).
    #[error("it has a character that could not be shown as it is, or a space too many (T17)")]
    Reason,
    /// The policy leaves it no time.
    #[error("the policy gives an order no time it could live")]
    NoTime,
    /// The clock is before 1970 or beyond what an id can say.
    #[error("this computer's clock gives no id for an order")]
    NoId,
    /// What came of it is no order.
    #[error("no order can be written of this: {0}")]
    Act(#[from] ActProblem),
}

/// Writes the order.
///
/// # Errors
/// [`NotComposed`].
pub fn order(body: Body, reason: &str, supersedes: Option<OrderId>, hand: Hand<'_>) -> Result<OrderText, NotComposed> {
    let Hand { signer, now, seed, roster, policy } = hand;
    if !roster.roster().acts_as(&signer.person, Role::Initiator, now) {
        return Err(NotComposed::Role(signer.person.clone()));
    }
    if reason.is_empty() {
        return Err(NotComposed::NoReason);
    }
    let mut order = Order {
        id: id(now, seed).ok_or(NotComposed::NoId)?,
        supersedes,
        registry: roster.roster().registry,
        environment: roster.roster().environment,
        body,
        reason: Prose::new(reason).map_err(|_| NotComposed::Reason)?,
        wire_sha256: Digest::default(),
        policy: policy.edition(),
        roster: roster.edition(),
        not_before: Moment::of(now),
        not_after: Moment::of(now),
        initiator: signer.person.clone(),
        station: signer.station.clone(),
    };
    let asked = policy.policy().requirements_of(&order);
    let (not_before, not_after) = policy.policy().times(&asked, now, false).ok_or(NotComposed::NoTime)?;
    (order.not_before, order.not_after) = (Moment::of(not_before), Moment::of(not_after));
    Ok(order_text::bound(order)?)
}

fn id(now: Timestamp, seed: [u8; 16]) -> Option<OrderId> {
    OrderId::new(new_id::version_7(now, seed, 0)?).ok()
}
