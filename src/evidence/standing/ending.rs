//! What ends an order by one person's word, now: rejected, withdrawn, stopped (F14, F15, F22, F34).
//! The person's own signature is enough, and neither time nor a later word undoes it.
//! Must not know: how many have approved.

use super::{Case, End, Objection, State, approval, may, voucher};
use crate::evidence::{
    signed::Signed,
    statement::{StatementKind, StatementText},
};
use jiff::Timestamp;

/// What ended the order first, if anything did.
pub(super) fn first(case: &Case<'_>, now: Timestamp, discounted: &mut Vec<(usize, Objection)>) -> Option<State> {
    let mut first = None;
    for (place, said) in case.statements.iter().enumerate() {
        let Some(ending) = ending(said.text.statement().kind) else { continue };
        match counts(case, said, now) {
            Ok(()) if first.is_none() => first = Some(ending(end(said))),
            Ok(()) => discounted.push((place, Objection::Ended(first.as_ref().map_or("ended", State::word)))),
            Err(why) => discounted.push((place, why)),
        }
    }
    first
}

fn ending(kind: StatementKind) -> Option<fn(End) -> State> {
    match kind {
        StatementKind::Reject => Some(State::Rejected),
        StatementKind::Withdraw => Some(State::Withdrawn),
        StatementKind::Stop => Some(State::Stopped),
        StatementKind::Approve | StatementKind::WithdrawApproval | StatementKind::Release => None,
    }
}

fn end(said: &Signed<StatementText>) -> End {
    let statement = said.text.statement();
    End { by: statement.person.clone(), reason: statement.reason.clone(), made: statement.made.timestamp() }
}

fn counts(case: &Case<'_>, said: &Signed<StatementText>, now: Timestamp) -> Result<(), Objection> {
    let statement = said.text.statement();
    let order = case.order.text.order();
    if statement.order_sha256 != case.order.text.sha256() {
        return Err(Objection::OtherOrder);
    }
    if statement.kind == StatementKind::Withdraw && statement.person != order.initiator {
        return Err(Objection::NotTheInitiator(statement.person.clone()));
    }
    // A clock that is ahead keeps nobody from stopping an order: what is said before its time counts by the roster of now.
    let mut claim = approval::claim(said, may::namespace(statement.kind));
    claim.made = claim.made.min(now);
    voucher::reduces(case.guard, &claim, said, may::roles_for(statement.kind, order))
}
