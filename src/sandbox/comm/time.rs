//! What time asks for: transfers that nobody decided, and doubt about those that were accepted and never made final.
//! Every step is taken by this registry's own clock and by no other; running it twice does nothing twice.
//! Must not know: how it is woken.

use super::{
    CommProblem,
    archive::time,
    decide,
    outbox::{self, Carried},
    propose,
    turn::{self, Because, Offered},
};
use crate::{
    domain::transfer::{InEvent, InState, OutEvent, OutState},
    sandbox::{
        book::{self, Transfer},
        desk::{Desk, Policy},
        reconcile,
    },
};
use jiff::Timestamp;
use rusqlite::{Connection, params};

/// Does what is due.
///
/// # Errors
/// [`CommProblem`]; the caller rolls back.
pub fn tick(desk: &Desk<'_>) -> Result<(), CommProblem> {
    reconcile::tick(desk)?;
    for transfer in book::due(desk.book, desk.now)? {
        match (transfer.out_state(), transfer.in_state()) {
            (Some(OutState::Proposed), _) => {
                propose::end(desk, &transfer, OutEvent::TimeOut, None, "nobody accepted it in time")?;
            }
            (Some(OutState::AcceptedByPeer), _) => {
                propose::end(desk, &transfer, OutEvent::TimeOut, None, "it was not made final in time")?;
            }
            (_, Some(InState::Received)) => lapse(desk, &transfer)?,
            (_, Some(InState::Accepted)) => doubt(desk, &transfer)?,
            _ => {}
        }
    }
    Ok(())
}

/// Nobody decided about a received transfer in time.
fn lapse(desk: &Desk<'_>, transfer: &Transfer) -> Result<(), CommProblem> {
    let because = Because { reason: "nobody decided in time", ..Because::default() };
    turn::inward(desk, transfer, InEvent::TimeOut, &because, None).map(drop)
}

/// An acceptance has expired without Final: the peer is being asked; after long enough, people must know.
fn doubt(desk: &Desk<'_>, transfer: &Transfer) -> Result<(), CommProblem> {
    let id = transfer.id.to_string();
    // Sending the Accept again is no use now: only the peer's word is.
    outbox::remove_kind(desk.book, &id, "accept")?;
    if !outbox::has(desk.book, &id, outbox::STATUS)? {
        propose::ask_later(desk, transfer, desk.now)?;
    }
    let asked_until = transfer.due.and_then(|due| due.checked_add(desk.me.policy.deadlines.doubt).ok());
    if asked_until.is_none_or(|until| desk.now < until) {
        return Ok(());
    }
    let (proposal, _) = decide::proposal(desk, transfer)?;
    let because = Because { reason: "the acceptance expired, and the peer has not said what became of it", ..Because::default() };
    let offered = Offered { blocks: &proposal.blocks, first_transfer: None };
    turn::inward(desk, transfer, InEvent::Doubt, &because, Some(offered)).map(drop)
}

/// When [`tick`] or the outbox next has something to do besides what is carried; that may be in the past. None when nothing waits.
///
/// # Errors
/// [`CommProblem`] when the book can't be read.
pub fn next_wake(book: &Connection, policy: &Policy, carried: &Carried) -> Result<Option<Timestamp>, CommProblem> {
    // A step is due from the millisecond after the deadline. What expired and is being asked about next matters when doubt begins.
    let sql = "SELECT min(CASE WHEN state = 'accepted' AND EXISTS (SELECT 1 FROM outbox WHERE outbox.transfer = transfers.id \
               AND outbox.kind = 'status') THEN due + ?1 ELSE due + 1 END) FROM transfers \
               WHERE due IS NOT NULL AND id NOT IN (SELECT transfer FROM held_exercises) AND state IN ('proposed', 'accepted-by-peer', 'received', 'accepted')";
    let doubt = i64::try_from(policy.deadlines.doubt.as_millis()).unwrap_or(i64::MAX / 2);
    let due: Option<i64> = book.prepare_cached(sql)?.query_row(params![doubt], |row| row.get(0))?;
    let due = due.map(time).transpose()?;
    let next = outbox::next(book, carried)?;
    let runs = reconcile::next_wake(book)?;
    Ok([due, next, runs].into_iter().flatten().min())
}
