//! What stands on the page of a decision below its form: what is decided about, what it rests on, what comes of it, and what the checks say.
//! Everything is shown before anything is written, and again beside the text when somebody else reviews it.
//! Must not know: how keys change the form.

use super::{Deciding, balance};
use crate::{
    registry::{
        book::Decision,
        traffic::{Direction, Transfer, TransferState},
    },
    screens::{
        awaited::said,
        findings,
        linked::Linked,
        proof::{self, Proof},
        words,
    },
    text::{Kind, number::grouped},
    ui::{Safe, detail::Item, theme::Role},
};

/// What is decided about, and what would come of it.
pub(super) fn outcome(page: &Deciding) -> Linked {
    let mut linked = Linked::default();
    let Some(transfer) = page.known.transfer.value() else { return linked };
    if let Some(swapped) = page.known.swapped() {
        linked.section("ALARM: another proposal than before");
        linked.add(said(Role::Danger, swapped));
        linked.add(said(Role::Text, "Reject it, or tell a security officer, not through this registry."));
    }
    linked.section(Safe::ours(heading(page.decision)));
    facts(transfer, &page.known.proof).into_iter().for_each(|item| linked.add(item));
    proof::items(&page.known.proof).into_iter().for_each(|item| linked.add(item));
    linked.section("What comes of it (F10)");
    linked.add(balance::item(page.decision, transfer, &page.known.account));
    balance::theirs(page.decision, transfer, &page.known.past).into_iter().for_each(|item| linked.add(item));
    linked.add(said(Role::Text, effect(page.decision)));
    linked.add(said(Role::Text, "It takes a second person, who types it again, reads it and signs (F01, F07)."));
    findings::asked(&page.known.checks, &mut linked);
    linked
}

/// What is decided, as a heading.
fn heading(decision: Decision) -> &'static str {
    match decision {
        Decision::Accept => "To be accepted",
        Decision::Drop => "To be given up here, without the counterpart's word",
        Decision::Complete => "To be completed by hand, on the counterpart's signed word",
        Decision::Rebook => "To be booked back",
        Decision::GiveUp => "To be given up for good",
    }
}

/// The transfer that is decided about, as far as a decision needs it, and the proposal that the order names.
pub(in crate::screens) fn facts(transfer: &Transfer, proof: &Proof) -> Vec<Item<'static>> {
    let summary = &transfer.summary;
    let mut items = Vec::new();
    let mut field = |label: &'static str, value: String| items.push(Item::field(label, Role::Text, Safe::ours(value)));
    field("Transfer", summary.id.to_string());
    field("ITMOs", grouped(summary.quantity.count()));
    for span in transfer.picks.spans() {
        field("", format!("{} to {}", span.first_id(), span.last_id()));
    }
    field("From", format!("{} at {}", summary.from.account, summary.from.registry));
    field("To", format!("{} at {}", summary.to.account, summary.to.registry));
    let action = summary.action.gate(Kind::Name);
    field("Action", format!("{} {action}", summary.direction.word()));
    let proposal = proof.proposal(transfer);
    field("Proposal", proposal.map_or_else(|| "it is not here yet".to_owned(), |sha256| format!("SHA-256 {sha256}")));
    field("State here", words::word(&summary.state, TransferState::word).as_str().to_owned());
    if let Some(there) = &summary.peer_state {
        field("State there", words::word(there, TransferState::word).as_str().to_owned());
    } else if summary.direction != Direction::Internal {
        field("State there", "it has not said".to_owned());
    }
    items
}

/// What the registry does when it is approved, and whether that can be undone.
pub(in crate::screens) fn effect(decision: Decision) -> &'static str {
    match decision {
        Decision::Accept => {
            "The signed acceptance goes out and the units are credited provisionally. They are ours when the counterpart's Final comes; until then only its signed word takes the credit back."
        }
        Decision::Drop => {
            "The provisional credit goes, and the transfer is cancelled here. If the counterpart has signed Final, the units are in neither book until it is completed by hand or given up for good."
        }
        Decision::Complete => {
            "The transfer is completed here, on the counterpart's signed message and its fresh signed word. It can't be undone."
        }
        Decision::Rebook => {
            "The units in transit are booked back, on the counterpart's signed word that it has given them up for good. It can't be undone."
        }
        Decision::GiveUp => {
            "The units are renounced for good: the counterpart gets the word that lets it book them back. Nothing leads out of it."
        }
    }
}
