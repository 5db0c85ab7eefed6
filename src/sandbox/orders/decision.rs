//! A decision about a transfer that is there already: what the order says of it must be what the book says (T03).
//! The policy asks by that amount, so a client that names a smaller one must not be asked less for it (F18).
//! Must not know: who decides, and what comes of it.

use crate::{
    evidence::order::Decided,
    sandbox::{book, desk::Desk, problem::Refusal},
};

/// Refuses a decision about a transfer that is not there, or of which the order says another quantity.
///
/// # Errors
/// The [`Refusal`].
pub(super) fn require(desk: &Desk<'_>, decided: &Decided) -> Result<(), Refusal> {
    let Decided { transfer, quantity } = decided;
    let known = book::transfer(desk.book, &transfer.to_string())?.ok_or_else(|| Refusal::missing("transfer"))?;
    if known.quantity == *quantity {
        return Ok(());
    }
    let (said, is) = (quantity.count(), known.quantity.count());
    Err(Refusal::rule(
        "T03",
        format!("the order says that transfer {transfer} is of {said} ITMOs, and in the book it is of {is}"),
    ))
}
