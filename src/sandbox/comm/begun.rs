//! A transfer as it begins in a book on the word of a proposal.
//! Everything of it is the proposal's, but for the side the book is on and how far the transfer has come.
//! Must not know: whether the proposal is believed.

use crate::{
    domain::transfer::Side,
    wire::{
        comm::Proposal,
        ledger::{Posting, Span, Transfer},
    },
};
use jiff::Timestamp;
use std::fmt::Display;

/// The posting that begins it: the transfer's id, whose side the book is on and the state it begins in, its units, and until when the
/// next step is due.
pub(super) fn begun(
    id: &impl Display,
    (side, state): (Side, &str),
    proposal: &Proposal,
    spans: Vec<Span>,
    due: Option<Timestamp>,
) -> Posting {
    Posting::Transfer(Box::new(Transfer {
        id: id.to_string(),
        side: side.word().to_owned(),
        state: state.to_owned(),
        action: proposal.action.clone(),
        subtype: proposal.subtype.clone(),
        from_registry: proposal.from.registry.clone(),
        from_account: proposal.from.account.clone(),
        to_registry: proposal.to.registry.clone(),
        to_account: proposal.to.account.clone(),
        spans,
        quantity: proposal.quantity,
        year: None,
        purpose: None,
        corrects: proposal.corrects.clone(),
        due,
    }))
}
