//! What the checks would say of an order, without submitting it: nothing is written.
//! The same reading and the same checks as when it is submitted, for who would submit it, and again for who reviews it before approving
//! or releasing (F19).
//! Must not know: what becomes of the order.

use super::{judge, plan};
use crate::{
    sandbox::{
        desk::Desk,
        facts::People,
        people::{Deed, Person},
        problem::Refusal,
    },
    wire::{comm::Finding, order::OrderAct},
};

/// Each check with what was looked at.
///
/// # Errors
/// What does not read, and that the person's role neither submits nor approves nor releases such orders.
pub(in crate::sandbox) fn preview(desk: &Desk<'_>, person: &'static Person, act: &OrderAct) -> Result<Vec<Finding>, Refusal> {
    let deeds = [plan::submitting(act), plan::approving(act), Deed::Release];
    let deed = deeds.into_iter().find(|deed| person.may(*deed));
    let deed = deed.ok_or_else(|| Refusal::not_for(person.role, plan::submitting(act)))?;
    let plan = plan::read(act)?;
    Ok(judge::judge(desk, &plan, &People { deed, initiator: person, approval: None })?.findings)
}
