//! From the form and what is known to the text of an order that decides about a transfer: which act, on what document, why.
//! The act names the transfer, how many ITMOs it is about, by which the policy asks, and the proposal that was read here, by its digest:
//! what is credited, and where, is what was proposed and can't be typed otherwise.
//! Must not know: keys, or how anything is painted.

use super::{form::Row, known::Known};
use crate::{
    evidence::{
        order::{Body, Decided, OrderText, SourceDocument},
        policy::PolicyText,
        roster::RosterText,
    },
    registry::book::{Decision, GuardedText},
    screens::{
        compose::{self, NotComposed},
        form::Form,
        writing::{self, Hand},
    },
    wire::{
        BigNumber,
        convert::order_text,
        order::{OrderAct, TransferDecision},
    },
};

/// What is missing or wrong, and in which row.
pub(super) type Lack = writing::Lack<Row>;

/// The act that is ordered. The reason stands in the order's own line, so the body has none.
fn act(decided: Decided, decision: Decision) -> OrderAct {
    let decided = TransferDecision {
        transfer: decided.transfer.to_string(),
        quantity: BigNumber(decided.quantity.count()),
        proposal: decided.proposal.to_string(),
        reason: String::new(),
    };
    match decision {
        Decision::Accept => OrderAct::AcceptTransfer(decided),
        Decision::Drop => OrderAct::DropIncoming(decided),
        Decision::Complete => OrderAct::CompleteByHand(decided),
        Decision::Rebook => OrderAct::Rebook(decided),
        Decision::GiveUp => OrderAct::GiveUp(decided),
    }
}

/// What the order asks for, once the transfer and its proposal are here; with a document once one was read.
pub(super) fn body(decision: Decision, known: &Known, source: Option<SourceDocument>) -> Option<Body> {
    let transfer = known.transfer.value()?;
    let (id, quantity) = (transfer.summary.id, transfer.summary.quantity);
    let decided = Decided { transfer: id, quantity, proposal: known.proof.proposal(transfer)? };
    order_text::body(&act(decided, decision), source).ok()
}

/// The document that was read, once its path was typed and it could be read.
pub(super) fn document(form: &Form<Row>, known: &Known) -> Result<SourceDocument, Lack> {
    let none = "type the path of the document this rests on (F21)";
    known.document.at(form.text(Row::Document), none).map_err(|why| (Row::Document, why))
}

/// A version in force, as the registry sent it.
fn given<'k>(what: &str, given: Option<&'k Option<Box<GuardedText>>>) -> Result<&'k GuardedText, Lack> {
    let text = given.and_then(|given| given.as_deref());
    text.ok_or_else(|| (Row::Reason, format!("the {what} in force is not here yet")))
}

/// The roster in force, read strictly.
pub(super) fn roster(known: &Known) -> Result<RosterText, Lack> {
    let text = given("roster", known.roster.value())?;
    RosterText::parse(text.text.octets().as_bytes())
        .map_err(|why| (Row::Reason, format!("the roster the registry sent is none: {why}")))
}

/// The policy in force, read strictly.
pub(super) fn policy(known: &Known) -> Result<PolicyText, Lack> {
    let text = given("policy", known.policy.value())?;
    PolicyText::parse(text.text.octets().as_bytes())
        .map_err(|why| (Row::Reason, format!("the policy the registry sent is none: {why}")))
}

/// The order's text, as it will be signed.
pub(super) fn order(decision: Decision, form: &Form<Row>, known: &Known, hand: Hand<'_>) -> Result<OrderText, Lack> {
    let source = document(form, known)?;
    let (roster, policy) = (roster(known)?, policy(known)?);
    if known.transfer.value().is_none() {
        return Err((Row::Reason, "the transfer is not here yet".to_owned()));
    }
    if known.transfer.value().and_then(|transfer| known.proof.proposal(transfer)).is_none() {
        return Err((Row::Reason, "the proposal it rests on is not here, so the order can't name it".to_owned()));
    }
    let none = || (Row::Document, "the document's name can't stand in an order".to_owned());
    let body = body(decision, known, Some(source)).ok_or_else(none)?;
    let Hand { signer, now, seed } = hand;
    let hand = compose::Hand { signer, now, seed, roster: &roster, policy: &policy };
    compose::order(body, form.text(Row::Reason), None, hand).map_err(|why: NotComposed| (Row::Reason, why.to_string()))
}
