//! Corrections: what was transferred wrongly is not undone but transferred again, by agreement, naming the transfer it corrects.
//! The corrected transfer is completed, and its units go back over the same two accounts; nothing else is a correction of it.
//! Must not know: the checks of units, which a correction passes like any other order.

use super::plan::Movement;
use crate::{
    domain::{BlockRange, SerialSet, transfer::TransferId},
    sandbox::{book, desk::Desk, problem::Refusal},
};

/// Refuses what is called a correction and is none.
pub(super) fn require(desk: &Desk<'_>, movement: &Movement) -> Result<(), Refusal> {
    let Some(of) = movement.corrects else { return Ok(()) };
    let wrong = book::transfer(desk.book, &of.to_string())?;
    let wrong = wrong.ok_or_else(|| Refusal::field("corrects", format!("there is no transfer {of} in this book")))?;
    if wrong.state != "completed" {
        return Err(Refusal::state(format!("transfer {of} is {}; only a completed transfer is corrected", wrong.state)));
    }
    let to = movement.registry.unwrap_or(desk.me.registry);
    let back = to == wrong.from_registry && movement.to == wrong.from_account && movement.from == wrong.to_account;
    if !back {
        let (registry, from, account) = (wrong.from_registry, &wrong.to_account, &wrong.from_account);
        let why = format!(
            "transfer {of} is corrected from account {from} to account {account} of {registry}, where its units came from"
        );
        return Err(Refusal::field("corrects", why));
    }
    within(desk, of, movement)
}

/// The units of a correction are units of the transfer it corrects.
fn within(desk: &Desk<'_>, of: TransferId, movement: &Movement) -> Result<(), Refusal> {
    let moved = book::spans_of(desk.book, &of.to_string())?;
    for (first, last) in &movement.spans {
        // Ends that do not belong together are for the checks.
        let Ok(span) = BlockRange::of(first.clone(), last.clone()) else { continue };
        let there: SerialSet = moved.iter().filter(|moved| moved.series == span.series).map(|moved| moved.range).collect();
        if !there.covers(span.range) {
            return Err(Refusal::field("spans", format!("not all units from {first} to {last} were moved by transfer {of}")));
        }
    }
    Ok(())
}
