//! The board of cases and its cases, from the wire.
//! A case is read as its steps; one that does not add up is a misfit, and nothing of it is shown as if it did.
//! Must not know: HTTP, or which question was asked.

use crate::{
    domain::{
        Quantity,
        case::{Stage, Trend, WEEKS},
        reconcile::Code,
    },
    registry::{
        Word,
        book::ReceivedText,
        case::{Board, CaseInFull, CaseRow, TakenText, Told},
    },
    text::Untrusted,
    wire::{
        admin::case as wire,
        convert::{self, Misfit, Place},
        ledger::{self, Step},
    },
};
use jiff::SignedDuration;

/// The board.
///
/// # Errors
/// [`Misfit`] for an id that is not one, and for a trend of other weeks.
pub fn board(board: wire::Board, at: &Place<'_>) -> Result<Board, Misfit> {
    Ok(Board {
        cases: at.each("cases", board.cases, row)?,
        hidden: board.hidden.0,
        trend: trend(board.trend, &at.field("trend"))?,
        revision: board.revision.0,
        as_of: board.as_of,
    })
}

fn row(row: wire::CaseSummary, at: &Place<'_>) -> Result<CaseRow, Misfit> {
    Ok(CaseRow {
        id: at.parse("id", &row.id)?,
        peer: at.parse_if("peer", row.peer.as_deref())?,
        code: Word::read(row.code, Code::of_id),
        about: Untrusted::new(row.about),
        more: row.more.0,
        quantity: Quantity::new(row.quantity.0),
        stage: Word::read(row.state, Stage::of_word),
        owner: row.owner.map(Untrusted::new),
        missing: row.missing,
        frozen: row.frozen,
        notes: row.notes,
        since: row.since,
        opened: row.opened,
        due: row.due,
        suspend: row.suspend,
        closed: row.closed,
        runs: row.runs,
        reopened: row.reopened,
    })
}

fn trend(trend: wire::Trend, at: &Place<'_>) -> Result<Trend, Misfit> {
    let open: [u32; WEEKS] = trend.open.try_into().map_err(|_| at.field("open").misfit("eight weeks are asked for"))?;
    let mean = trend.mean_seconds.map(|seconds| i64::try_from(seconds.0).map(SignedDuration::from_secs));
    Ok(Trend {
        open,
        opened_lately: trend.opened_lately,
        mean: mean.transpose().map_err(|_| at.field("mean_seconds").misfit("longer than any time"))?,
        reopened: trend.reopened,
        oldest: trend.oldest,
    })
}

/// One case.
///
/// # Errors
/// [`Misfit`] for a step that does not read, or can't follow the ones before it.
pub fn case_in_full(file: wire::CaseFile, at: &Place<'_>) -> Result<CaseInFull, Misfit> {
    let id = at.parse("id", &file.id)?;
    let case = convert::case::case(id, &file.steps, at)?;
    Ok(CaseInFull {
        case,
        story: at.each("steps", file.steps, told)?,
        due: file.due,
        suspend: file.suspend,
        revision: file.revision.0,
        as_of: file.as_of,
    })
}

fn told(entry: wire::CaseEntry, at: &Place<'_>) -> Result<Told, Misfit> {
    let event = convert::case::event(&entry.step, at)?;
    let text = match entry.step {
        Step::Proposed(text) | Step::Confirmed(text) | Step::Declined(text) => Some(taken(*text)),
        Step::Found(_) | Step::Gone(_) | Step::Owned(_) | Step::Noted(_) | Step::Frozen(_) => None,
    };
    Ok(Told { entry: entry.entry.0, at: entry.at, event, text })
}

fn taken(text: ledger::TakenText) -> TakenText {
    let signed = ReceivedText {
        text: Untrusted::new(text.signed.text),
        signature: Untrusted::new(text.signed.signature),
        station_signature: Untrusted::new(text.signed.station_signature),
    };
    TakenText { login: Untrusted::new(text.login), session: Untrusted::new(text.session), signed }
}
