//! What the checks would say of an order, without submitting it: nothing is written.
//! The same reading and the same checks as when it is submitted, so that a console can show them while the order is made.
//! Must not know: what becomes of the order.

use super::{judge, plan};
use crate::{
    sandbox::{desk::Desk, facts::People, people::Person, problem::Refusal},
    wire::{comm::Finding, order::OrderAct},
};

/// Each check with what was looked at.
///
/// # Errors
/// What does not read, and that the person's role submits no orders.
pub(in crate::sandbox) fn preview(desk: &Desk<'_>, person: &'static Person, act: &OrderAct) -> Result<Vec<Finding>, Refusal> {
    let deed = plan::submitting(act);
    if !person.may(deed) {
        return Err(Refusal::not_for(person.role, deed));
    }
    let plan = plan::read(act)?;
    Ok(judge::judge(desk, &plan, &People { deed, initiator: person, approval: None })?.findings)
}
