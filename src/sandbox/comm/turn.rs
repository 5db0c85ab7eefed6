//! One turn of a transfer: an event of its state machine, as an act of the ledger with everything that happens to the units.
//! What is booked follows from where the units are before and after; no caller decides it.
//! Must not know: why the event happened, and which messages it causes.

use super::CommProblem;
use crate::{
    domain::{
        BlockRange,
        transfer::{InEvent, InState, OutEvent, OutState, TransferId, Whereabouts},
    },
    evidence::digest::Digest,
    sandbox::{
        book::{self, Transfer},
        desk::Desk,
        fault::StoreProblem,
        ledger,
    },
    wire::ledger::{Act, Block, Expect, FirstTransfer, Lock, Posting, Return, Span, Spans, TransferState, Transit},
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// Who, why, by which message, and until when the next step is due.
#[derive(Clone, Debug, Default)]
pub struct Because<'a> {
    /// The persons; empty when the registry acts by rule.
    pub by: &'a [String],
    /// Why.
    pub reason: &'a str,
    /// The message that caused it, or that it causes.
    pub message: Option<Digest>,
    /// Until when the next step is due.
    pub due: Option<Timestamp>,
}

/// What the acquiring side has to know to book units in.
#[derive(Clone, Copy, Debug)]
pub struct Offered<'a> {
    /// The blocks as the proposal describes them.
    pub blocks: &'a [Block],
    /// Day of the first transfer that this transfer is; none when it is a later one.
    pub first_transfer: Option<Date>,
}

/// The action type that says that a transfer is the first one.
pub const FIRST_TRANSFER: &str = "First transfer";

/// The transfer with this id.
pub fn load(desk: &Desk<'_>, id: &TransferId) -> Result<Transfer, CommProblem> {
    book::transfer(desk.book, &id.to_string())?.ok_or_else(|| CommProblem::Unknown(id.to_string()))
}

/// The state of a transfer that this registry began.
pub fn out_state(transfer: &Transfer) -> Result<OutState, CommProblem> {
    transfer.out_state().ok_or(CommProblem::OtherSide("the registry that transfers"))
}

/// The state of a transfer that came to this registry.
pub fn in_state(transfer: &Transfer) -> Result<InState, CommProblem> {
    transfer.in_state().ok_or(CommProblem::OtherSide("the registry that acquires"))
}

/// A step of the transferring side.
pub fn outward(desk: &Desk<'_>, transfer: &Transfer, event: OutEvent, because: &Because<'_>) -> Result<OutState, CommProblem> {
    let before = out_state(transfer)?;
    let after = before.step(event)?;
    let postings = leaving(desk, transfer, before.units(), after.units())?;
    append(desk, transfer, (event.word(), after.word()), because, postings)?;
    Ok(after)
}

/// A step of the acquiring side.
pub fn inward(
    desk: &Desk<'_>,
    transfer: &Transfer,
    event: InEvent,
    because: &Because<'_>,
    offered: Option<Offered<'_>>,
) -> Result<InState, CommProblem> {
    let before = in_state(transfer)?;
    let after = before.step(event)?;
    let postings = arriving(transfer, before, after, offered)?;
    append(desk, transfer, (event.word(), after.word()), because, postings)?;
    Ok(after)
}

fn append(
    desk: &Desk<'_>,
    transfer: &Transfer,
    (event, state): (&str, &str),
    because: &Because<'_>,
    mut postings: Vec<Posting>,
) -> Result<(), CommProblem> {
    postings.push(Posting::TransferState(TransferState {
        transfer: transfer.id.to_string(),
        event: event.to_owned(),
        state: state.to_owned(),
        due: because.due,
    }));
    let act = Act {
        by: because.by.to_vec(),
        reason: because.reason.to_owned(),
        message: because.message.map(|digest| digest.to_string()),
        postings,
    };
    ledger::append(desk, &format!("transfer-{event}"), &act)?;
    Ok(())
}

/// What happens to the units at the registry they leave.
fn leaving(desk: &Desk<'_>, transfer: &Transfer, from: Whereabouts, to: Whereabouts) -> Result<Vec<Posting>, CommProblem> {
    use Whereabouts as W;
    let id = transfer.id.to_string();
    let ranges = book::spans_of(desk.book, &id)?;
    let spans: Vec<Span> = ranges.iter().map(|range| span(*range)).collect();
    let transit = || Transit { spans: spans.clone(), transfer: id.clone() };
    let mut postings = Vec::new();
    match (from, to) {
        (W::Reserved, W::Locked) => {
            postings.push(Posting::Lock(Lock { spans, state: "in-flight-out".to_owned(), cause: id }));
        }
        (W::Reserved | W::Locked, W::Released) => postings.push(Posting::Unlock(Spans { spans })),
        (W::Locked, W::InTransit | W::Delivered) => {
            let fresh = not_first_transferred(desk, transfer, &ranges)?;
            if !fresh.is_empty() {
                postings.push(Posting::FirstTransfer(FirstTransfer { spans: fresh, on: day(desk.now) }));
            }
            postings.push(Posting::Depart(transit()));
            if to == W::Delivered {
                postings.push(Posting::Deliver(transit()));
            }
        }
        (W::InTransit, W::Delivered) => postings.push(Posting::Deliver(transit())),
        (W::InTransit, W::Released) => {
            let to = transfer.from_account.to_string();
            postings.push(Posting::Return(Return { spans, transfer: id, to }));
        }
        _ => {}
    }
    Ok(postings)
}

/// The units of a first transfer that have not been first transferred yet.
fn not_first_transferred(desk: &Desk<'_>, transfer: &Transfer, ranges: &[BlockRange]) -> Result<Vec<Span>, CommProblem> {
    let mut fresh = Vec::new();
    if transfer.action != FIRST_TRANSFER {
        return Ok(fresh);
    }
    for range in ranges {
        for held in book::blocks_in(desk.book, *range)? {
            if held.nature.first_transferred.is_none()
                && let Some(shared) = held.span.range.intersect(range.range)
            {
                fresh.push(span(BlockRange { series: range.series, range: shared }));
            }
        }
    }
    Ok(fresh)
}

/// What happens to the units at the registry they come to.
fn arriving(
    transfer: &Transfer,
    before: InState,
    after: InState,
    offered: Option<Offered<'_>>,
) -> Result<Vec<Posting>, CommProblem> {
    let (held, holds) = (before.holds_provisional_credit(), after.holds_provisional_credit());
    let credited = after == InState::Completed;
    if held == holds && !credited {
        return Ok(Vec::new());
    }
    let Offered { blocks, first_transfer } = offered.ok_or(StoreProblem::Row("the proposal of a transfer"))?;
    let of = |block: &Block| Span { first: block.first.clone(), last: block.last.clone() };
    let spans = || Spans { spans: blocks.iter().map(of).collect() };
    let mut postings = Vec::new();
    if !held {
        let (id, to) = (transfer.id.to_string(), transfer.to_account.to_string());
        postings.push(Posting::Expect(Expect { transfer: id, to, blocks: blocks.to_vec() }));
    }
    if credited {
        postings.push(Posting::Credit(spans()));
        let fresh: Vec<Span> = blocks.iter().filter(|block| block.first_transferred.is_none()).map(of).collect();
        if let (Some(on), false) = (first_transfer, fresh.is_empty()) {
            postings.push(Posting::FirstTransfer(FirstTransfer { spans: fresh, on }));
        }
    } else if !holds {
        postings.push(Posting::Forget(spans()));
    }
    Ok(postings)
}

/// A span in the words of the ledger.
pub fn span(range: BlockRange) -> Span {
    Span { first: range.first_id().to_string(), last: range.last_id().to_string() }
}

/// The day of a moment, UTC.
pub fn day(at: Timestamp) -> Date {
    at.to_zoned(TimeZone::UTC).date()
}
