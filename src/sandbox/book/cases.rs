//! Cases of reconciliation as the book has them: added up from their steps, found by the ITMOs they keep from new orders.
//! A step that does not read, or can't follow the ones before it, is a problem of the store.
//! Must not know: who may do what about a case.

use super::{
    blocks::{key, span},
    moment, moment_if, number, parsed,
};
use crate::{
    domain::{
        BlockRange, RegistryId,
        case::{Case, CaseId, Lived},
    },
    sandbox::fault::StoreProblem,
    wire::{BigNumber, admin::case::CaseEntry, convert, convert::Place},
};
use rusqlite::{Connection, Params, Row, params_from_iter};

/// Of cases that are closed the newest so many are held against what a run finds.
const MOST_CLOSED: u32 = 1_000;

/// A case; `None` when there is none of this id.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn case(book: &Connection, id: CaseId) -> Result<Option<Case>, StoreProblem> {
    let entries = case_entries(book, id)?;
    if entries.is_empty() {
        return Ok(None);
    }
    let case = convert::case::case(id, &entries, &Place::ROOT).map_err(|_| StoreProblem::Row("a case"))?;
    Ok(Some(case))
}

/// The steps of a case, oldest first; none when there is no such case.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn case_entries(book: &Connection, id: CaseId) -> Result<Vec<CaseEntry>, StoreProblem> {
    let mut statement = book.prepare_cached("SELECT entry, at, step FROM case_steps WHERE case_id = ? ORDER BY n")?;
    let rows = statement.query_map([id.to_string()], |row| Ok(entry(row)))?;
    rows.map(|row| row?).collect()
}

fn entry(row: &Row<'_>) -> Result<CaseEntry, StoreProblem> {
    let step: String = row.get("step")?;
    let step = serde_json::from_str(&step).map_err(|_| StoreProblem::Row("step"))?;
    Ok(CaseEntry { entry: BigNumber(number(row, "entry")?), at: moment(row, "at")?, step })
}

/// The cases with a counterpart, or within the registry, that a run is held against: all open ones and the newest closed ones, the
/// newest last.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn cases_of(book: &Connection, peer: Option<RegistryId>) -> Result<Vec<Case>, StoreProblem> {
    let sql = "SELECT id FROM (
                   SELECT id, number FROM cases WHERE peer IS ?1 AND state <> 'closed'
                   UNION ALL
                   SELECT id, number FROM (SELECT id, number FROM cases WHERE peer IS ?1 AND state = 'closed' ORDER BY number DESC LIMIT ?2)
               ) ORDER BY number";
    all(book, sql, (peer.map(|peer| peer.to_string()), MOST_CLOSED))
}

/// Every open case, the oldest first.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn open_cases(book: &Connection) -> Result<Vec<Case>, StoreProblem> {
    all(book, "SELECT id FROM cases WHERE state <> 'closed' ORDER BY number", [])
}

/// The cases that were closed last, the newest first, at most so many.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn recently_closed(book: &Connection, most: u32) -> Result<Vec<Case>, StoreProblem> {
    all(book, "SELECT id FROM cases WHERE state = 'closed' ORDER BY closed DESC, number DESC LIMIT ?", [most])
}

/// From when until when each case was open.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn lived(book: &Connection) -> Result<Vec<Lived>, StoreProblem> {
    let mut statement = book.prepare_cached("SELECT opened, closed, reopened FROM cases")?;
    let read = |row: &Row<'_>| {
        Ok(Lived { opened: moment(row, "opened")?, closed: moment_if(row, "closed")?, reopened: number(row, "reopened")? })
    };
    let rows = statement.query_map([], |row| Ok(read(row)))?;
    rows.map(|row| row?).collect()
}

/// What of a span open cases keep from new orders (B09), with the case.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn cases_about(book: &Connection, of: BlockRange) -> Result<Vec<(BlockRange, CaseId)>, StoreProblem> {
    let sql = "SELECT case_id, approach, registry, party, vintage, first, last FROM case_spans
               WHERE approach = ?1 AND registry = ?2 AND party = ?3 AND vintage = ?4 AND last >= ?5 AND first <= ?6
               ORDER BY first, case_id";
    let mut statement = book.prepare_cached(sql)?;
    let rows =
        statement.query_map(params_from_iter(key(of)), |row| Ok(span(row).and_then(|s| Ok((s, parsed(row, "case_id")?)))))?;
    rows.map(|row| row?).collect()
}

/// The id of the next case.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read, or numbers no more.
pub fn next_case(book: &Connection, registry: RegistryId) -> Result<CaseId, StoreProblem> {
    let newest: u32 = book.query_row("SELECT coalesce(max(number), 0) FROM cases", [], |row| row.get(0))?;
    CaseId::new(registry, newest.saturating_add(1)).map_err(|_| StoreProblem::Row("the number of a case"))
}

fn all(book: &Connection, sql: &str, values: impl Params) -> Result<Vec<Case>, StoreProblem> {
    let mut statement = book.prepare_cached(sql)?;
    let ids = statement.query_map(values, |row| Ok(parsed::<CaseId>(row, "id")))?;
    let ids: Vec<CaseId> = ids.map(|id| id?).collect::<Result<_, _>>()?;
    let found = ids.into_iter().map(|id| case(book, id)?.ok_or(StoreProblem::Row("a case")));
    found.collect()
}
