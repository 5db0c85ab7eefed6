//! The board of cases as the admin API shows it, and one case whole.
//! A case goes out as its steps; what is worked out here is only its time, which the registry's own working days decide.
//! Must not know: who may do what.

use crate::{
    domain::{
        calendar::Calendar,
        case::{Ageing, Case, CaseId, Trend, ageing},
    },
    sandbox::{book, fault::StoreProblem, guard, problem::Refusal},
    wire::{
        BigNumber,
        admin::case::{self as wire, Board, CaseFile, CaseSummary},
    },
};
use jiff::Timestamp;
use rusqlite::Connection;

/// So many open cases are shown, the most severe of them.
const MOST_OPEN: usize = 1_000;
/// So many closed ones.
const MOST_CLOSED: u32 = 100;

/// The board.
pub(in crate::sandbox) fn board(book: &Connection, now: Timestamp) -> Result<Board, StoreProblem> {
    let calendar = guard::in_force(book)?.policy.policy().calendar.clone();
    let mut open = book::open_cases(book)?;
    open.sort_by_key(|case| (std::cmp::Reverse(case.severity(now)), case.id));
    let hidden = open.len().saturating_sub(MOST_OPEN);
    open.truncate(MOST_OPEN);
    let closed = book::recently_closed(book, MOST_CLOSED)?;
    let trend = Trend::of(book::lived(book)?, now);
    Ok(Board {
        cases: open.iter().chain(&closed).map(|case| summary(&calendar, case)).collect(),
        hidden: BigNumber(hidden as u64),
        trend: wire::Trend {
            open: trend.open.to_vec(),
            opened_lately: trend.opened_lately,
            mean_seconds: trend.mean.and_then(|mean| u64::try_from(mean.as_secs()).ok()).map(BigNumber),
            reopened: trend.reopened,
            oldest: trend.oldest,
        },
        revision: BigNumber(book::revision(book)?),
        as_of: now,
    })
}

/// One case.
pub(in crate::sandbox) fn case_file(book: &Connection, id: CaseId, now: Timestamp) -> Result<CaseFile, Refusal> {
    let case = book::case(book, id)?.ok_or_else(|| Refusal::missing("case"))?;
    let steps = book::case_entries(book, id)?;
    let calendar = guard::in_force(book)?.policy.policy().calendar.clone();
    let (due, suspend) = times(&calendar, case.opened);
    Ok(CaseFile { id: id.to_string(), steps, due, suspend, revision: BigNumber(book::revision(book)?), as_of: now })
}

fn summary(calendar: &Calendar, case: &Case) -> CaseSummary {
    let names = case.found.about.names();
    let (due, suspend) = times(calendar, case.opened);
    CaseSummary {
        id: case.id.to_string(),
        peer: case.found.peer.map(|peer| peer.to_string()),
        code: case.found.code.id().to_owned(),
        more: BigNumber(names.len().saturating_sub(1) as u64),
        about: names.into_iter().next().unwrap_or_default(),
        quantity: BigNumber(case.quantity().count()),
        state: case.state.word().to_owned(),
        owner: case.owner.as_ref().map(ToString::to_string),
        missing: case.proposal().and_then(|proposal| u8::try_from(proposal.missing()).ok()).unwrap_or(0),
        frozen: case.frozen,
        notes: case.notes,
        since: case.found.since,
        opened: case.opened,
        due,
        suspend,
        closed: case.closed,
        runs: case.runs,
        reopened: case.reopened,
    }
}

/// When a case should be solved, and when its ITMOs are suspended without that.
fn times(calendar: &Calendar, opened: Timestamp) -> (Timestamp, Timestamp) {
    let due = match ageing(calendar, opened, opened) {
        Ageing::InTime(due) | Ageing::Late(due) => due,
        Ageing::Suspend => opened,
    };
    match ageing(calendar, opened, due) {
        Ageing::Late(suspend) => (due, suspend),
        Ageing::InTime(_) | Ageing::Suspend => (due, due),
    }
}
