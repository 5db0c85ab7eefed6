//! The history of transfers between this registry and a counterpart, as this book has it: states, evidence, what is on its way.
//! Only what the counterpart may know is in it: an order that still waits here for its second person is nobody else's.
//! Must not know: the other history.

use crate::{
    domain::{
        RegistryId,
        transfer::{MessageKind, OutState, Side},
    },
    sandbox::{
        book::{self, Transfer},
        comm::{CommProblem, archive},
    },
    wire::{BigNumber, comm::reconcile::Record, ledger::Span},
};
use rusqlite::Connection;

/// Every transfer with a counterpart, ascending by id.
pub(super) fn records(book: &Connection, peer: RegistryId) -> Result<Vec<Record>, CommProblem> {
    let mut statement = book.prepare_cached("SELECT id FROM transfers WHERE counterpart = ? ORDER BY id")?;
    let ids = statement.query_map([peer.to_string()], |row| row.get::<_, String>(0))?;
    let mut records = Vec::new();
    for id in ids {
        let Some(transfer) = book::transfer(book, &id?)? else { continue };
        if !is_its_own(&transfer) {
            records.push(record(book, &transfer)?);
        }
    }
    Ok(records)
}

/// Whether the counterpart was never told of it.
fn is_its_own(transfer: &Transfer) -> bool {
    matches!(transfer.out_state(), Some(OutState::AwaitingApproval | OutState::Approved | OutState::Withdrawn))
}

fn record(book: &Connection, transfer: &Transfer) -> Result<Record, CommProblem> {
    let id = transfer.id.to_string();
    let written = |kind| -> Result<_, CommProblem> { Ok(archive::read_said(book, &id, kind)?.map(|message| message.created)) };
    let (finalised, completed) = (written(MessageKind::Final)?, written(MessageKind::Completion)?);
    let over = transfer.state == "completed";
    let spans = if over { Vec::new() } else { spans(book, &id)? };
    Ok(Record {
        side: match transfer.side {
            Side::Transferring => "transferring",
            Side::Acquiring => "acquiring",
        }
        .to_owned(),
        state: transfer.state.clone(),
        quantity: BigNumber(transfer.quantity.count()),
        // Both have the Final, so both can say the same time; when its answer came is different on each side.
        at: finalised.filter(|_| over).unwrap_or(transfer.since),
        finalised,
        evidence: !over || (finalised.is_some() && completed.is_some()),
        unreported: is_left_out(book, &id)?,
        spans,
        transfer: id,
    })
}

/// Whether the report of actions leaves a transfer out.
fn is_left_out(book: &Connection, id: &str) -> Result<bool, CommProblem> {
    let sql = "SELECT count(*) > 0 FROM left_out_of_reports WHERE transfer = ?";
    Ok(book.prepare_cached(sql)?.query_row([id], |row| row.get(0))?)
}

fn spans(book: &Connection, id: &str) -> Result<Vec<Span>, CommProblem> {
    let spans = book::spans_of(book, id)?;
    Ok(spans.iter().map(|span| Span { first: span.first_id().to_string(), last: span.last_id().to_string() }).collect())
}
