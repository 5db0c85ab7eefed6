//! A decision about a transfer that is there already: what the order says of it must be what the book says (T03).
//! The policy asks by that amount, so a client that names a smaller one must not be asked less for it (F18); and who decided on another
//! proposal than the one that is kept here, octet for octet, has decided nothing.
//! Must not know: who decides, and what comes of it.

use crate::{
    domain::transfer::{MessageKind, TransferId},
    evidence::{digest::Digest, order::Decided},
    sandbox::{book, comm::archive, desk::Desk, problem::Refusal},
};

/// Refuses a decision about a transfer that is not there, or of which the order says another quantity or names another proposal.
///
/// # Errors
/// The [`Refusal`].
pub(super) fn require(desk: &Desk<'_>, decided: &Decided) -> Result<(), Refusal> {
    let Decided { transfer, quantity, proposal } = decided;
    let known = book::transfer(desk.book, &transfer.to_string())?.ok_or_else(|| Refusal::missing("transfer"))?;
    if known.quantity != *quantity {
        let (said, is) = (quantity.count(), known.quantity.count());
        let words = format!("the order says that transfer {transfer} is of {said} ITMOs, and in the book it is of {is}");
        return Err(Refusal::rule("T03", words));
    }
    same_proposal(desk, transfer, *proposal)
}

/// Refuses what names another proposal of a transfer than the one that is kept here, octet for octet.
///
/// # Errors
/// The [`Refusal`].
pub(in crate::sandbox) fn same_proposal(desk: &Desk<'_>, transfer: &TransferId, named: Digest) -> Result<(), Refusal> {
    if book::transfer(desk.book, &transfer.to_string())?.is_none() {
        return Err(Refusal::missing("transfer"));
    }
    let kept = archive::said(desk.book, &transfer.to_string(), MessageKind::Proposal)?;
    let kept = kept.ok_or_else(|| Refusal::state(format!("the archive has no proposal of transfer {transfer}")))?;
    if archive::digest(&kept)? == named {
        return Ok(());
    }
    let is = &kept.digest;
    let words = format!("it names another proposal of transfer {transfer} than the one that is kept here, whose SHA-256 is {is}");
    Err(Refusal::rule("T03", words))
}
