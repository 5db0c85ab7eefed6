//! Whether a person at a station may say something about an order, before they sign it: the same rules that judge what was signed.
//! So a console greys a key for the reason for which the registry would refuse.
//! Must not know: keys and signatures.

use super::{Case, Objection, Standing, State, approval, voucher};
use crate::{
    domain::{PersonId, StationId},
    evidence::{
        order::Order,
        policy::{Outside, Policy},
        roster::Role,
        sshsig::Namespace,
        statement::StatementKind,
    },
};
use jiff::Timestamp;

/// The namespace that a kind of statement is signed in.
pub fn namespace(kind: StatementKind) -> Namespace {
    match kind {
        StatementKind::Approve | StatementKind::WithdrawApproval => Namespace::Approve,
        StatementKind::Reject | StatementKind::Stop => Namespace::Reject,
        StatementKind::Withdraw => Namespace::Withdraw,
        StatementKind::Release => Namespace::Release,
    }
}

/// The roles whose holders may say it. What reduces risk is open to more than what raises it (F15).
pub fn roles_for(kind: StatementKind, order: &Order) -> &'static [Role] {
    use Role::{Approver, Initiator, Releaser, SecurityOfficer, Support};
    let (initiating, _) = voucher::parts(order);
    match (kind, initiating) {
        (StatementKind::Approve | StatementKind::WithdrawApproval | StatementKind::Withdraw, SecurityOfficer) => {
            &[SecurityOfficer]
        }
        (StatementKind::Approve | StatementKind::WithdrawApproval, _) => &[Approver],
        (StatementKind::Withdraw, _) => &[Initiator],
        (StatementKind::Reject, _) => &[Approver, Releaser, SecurityOfficer],
        (StatementKind::Stop, _) => &[Approver, Initiator, Releaser, SecurityOfficer, Support],
        (StatementKind::Release, _) => &[Releaser],
    }
}

/// Whether a person at a station may say it now.
///
/// # Errors
/// The [`Objection`] that the judge would have.
pub fn may(
    case: &Case<'_>,
    standing: &Standing,
    kind: StatementKind,
    (person, station): (&PersonId, &StationId),
    now: Timestamp,
) -> Result<(), Objection> {
    let order = case.order.text.order();
    if standing.state.is_final() {
        return Err(Objection::Ended(standing.state.word()));
    }
    if let (StatementKind::Release, Some(person)) = (kind, &standing.released) {
        return Err(Objection::Released(person.clone()));
    }
    if matches!(kind, StatementKind::Approve | StatementKind::Release) {
        approval::different(case, person, station, now)?;
        voucher::station(case.guard, station, now)?;
    }
    if kind == StatementKind::Withdraw && *person != order.initiator {
        return Err(Objection::NotTheInitiator(person.clone()));
    }
    voucher::acts(case.guard, person, roles_for(kind, order), now)?;
    let approved = standing.approvals.contains(person);
    match kind {
        StatementKind::Approve if approved => Err(Objection::Again(person.clone())),
        StatementKind::WithdrawApproval if !approved => Err(Objection::NothingToTakeBack(person.clone())),
        StatementKind::Release if approved => Err(Objection::ApprovedAlready(person.clone())),
        StatementKind::Release if standing.state != State::Unreleased => Err(Objection::ReleasedEarly),
        StatementKind::Approve | StatementKind::Release => in_hours(order, case.guard.policy.policy(), standing, now),
        _ => Ok(()),
    }
}

/// Whether an order that is agreed to now can be carried out before it ends: after its cooling-off, in the hours of execution (F28). Where
/// the policy takes one approval more outside of the hours, nobody has to wait for them.
///
/// # Errors
/// The next hours, and when the order ends.
pub fn in_hours(order: &Order, policy: &Policy, standing: &Standing, now: Timestamp) -> Result<(), Objection> {
    if policy.window.is_none() || policy.outside == Outside::OneMore {
        return Ok(());
    }
    let cooled = standing.cooling_until.or_else(|| standing.asked.cooled(&policy.calendar, now)).unwrap_or(Timestamp::MAX);
    let ready = cooled.max(order.not_before.timestamp()).max(now);
    let opens = policy.opens(ready).unwrap_or(Timestamp::MAX);
    let ends = standing.expires;
    if opens < ends { Ok(()) } else { Err(Objection::NoHoursLeft { opens, ends }) }
}
