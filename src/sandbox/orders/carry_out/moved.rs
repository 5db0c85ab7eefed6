//! What an approved movement of units writes: a move within the book, or a transfer that is approved and goes to the counterpart.
//! Units that the action first transfers are marked so in the same act, before they are used or cancelled (2/CMA.3, annex, paragraph 2).
//! Must not know: the messages of a transfer.

use super::today;
use crate::{
    domain::{check::Facts, transfer::Record},
    sandbox::{
        desk::Desk,
        facts,
        fault::StoreProblem,
        orders::{
            entry::Written,
            plan::{Goal, Movement},
        },
    },
    text::number::{are, counted},
    wire::{
        ledger::{FirstTransfer, Move, Posting, Spans, Transfer},
        order::TransferOrder,
    },
};

/// The postings of a movement.
pub(super) fn postings(
    desk: &Desk<'_>,
    id: &str,
    movement: &Movement,
    asked: &TransferOrder,
    facts: &Facts,
) -> Result<Written, StoreProblem> {
    let record = facts::record(facts);
    let me = desk.me.registry;
    let to = movement.registry.unwrap_or(me);
    let said = |done: &str| format!("{} {} {done}", counted(asked.quantity.0, "ITMO"), are(asked.quantity.0));
    if to != me {
        let transfer = transfer(desk, id, movement, asked, record, "approved");
        return Ok(("transfer-approved", vec![Posting::Transfer(Box::new(transfer))], said(&format!("proposed to {to}"))));
    }
    let spans = || asked.spans.clone();
    let (kind, state, done) = match movement.goal {
        Goal::Hold | Goal::Fund { .. } => ("units-moved", "available", "moved to"),
        Goal::Ndc(_) | Goal::Oimp(_) => ("units-used", "used", "used in"),
        Goal::Cancel(_) => ("units-cancelled", "cancelled", "cancelled in"),
    };
    let mut postings = vec![Posting::Unlock(Spans { spans: spans() })];
    if record.is_some_and(Record::is_first_transfer) {
        postings.push(Posting::FirstTransfer(FirstTransfer { spans: spans(), on: today(desk) }));
    }
    postings.push(Posting::Move(Move { spans: spans(), to: movement.to.to_string(), state: state.to_owned() }));
    postings.push(Posting::Transfer(Box::new(transfer(desk, id, movement, asked, record, "completed"))));
    Ok((kind, postings, said(&format!("{done} account {}", movement.to))))
}

/// The transfer as it begins in this book. What the agreed electronic format does not record has an empty action.
fn transfer(
    desk: &Desk<'_>,
    id: &str,
    movement: &Movement,
    asked: &TransferOrder,
    record: Option<Record>,
    state: &str,
) -> Transfer {
    Transfer {
        id: id.to_owned(),
        side: "transferring".to_owned(),
        state: state.to_owned(),
        action: record.map_or_else(String::new, |record| record.action.to_owned()),
        subtype: record.and_then(|record| record.subtype).unwrap_or_default().to_owned(),
        from_registry: desk.me.registry.to_string(),
        from_account: movement.from.to_string(),
        to_registry: movement.registry.unwrap_or(desk.me.registry).to_string(),
        to_account: movement.to.to_string(),
        spans: asked.spans.clone(),
        quantity: asked.quantity,
        year: match movement.goal {
            Goal::Ndc(year) => Some(year.year()),
            _ => None,
        },
        purpose: match &movement.goal {
            Goal::Oimp(purpose) => Some(purpose.clone()),
            _ => None,
        },
        corrects: movement.corrects.map(|of| of.to_string()),
        due: None,
    }
}
