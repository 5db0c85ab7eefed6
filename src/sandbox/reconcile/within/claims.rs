//! What the book claims beside its blocks: locks, moves, marks, authorizations, approvals, the state of the ledger at the end of a year.
//! Each is read as it stands, without asking how it came to be.
//! Must not know: whether it is right.

use crate::{
    domain::{
        AccountId, PersonId, Quantity, SerialRange,
        authorization::Authorization,
        reconcile::{
            AccountClass,
            within::{Approval, FrozenReport, LockFact, Marked, MoveFact, PutBack, UnderlyingUse},
        },
        transfer::{OrderId, TransferId},
    },
    sandbox::{book, cases::CORRECTED, comm::CommProblem, desk::Desk, fault::StoreProblem, people},
    text::Untrusted,
};
use jiff::{civil::Date, tz::TimeZone};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;

/// Every lock of blocks, with what it names.
pub(super) fn locks(book: &Connection) -> Result<Vec<LockFact>, CommProblem> {
    let mut statement =
        book.prepare("SELECT * FROM blocks WHERE lock_cause IS NOT NULL ORDER BY approach, registry, party, vintage, first")?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (cause, state): (String, String) = (row.get("lock_cause")?, row.get("state")?);
        let account: AccountId = row.get::<_, String>("account")?.parse().map_err(|_| StoreProblem::Row("an account"))?;
        let transfer: Option<TransferId> = cause.strip_prefix("order ").unwrap_or(&cause).parse().ok();
        let is_freeze = state.starts_with("frozen-") || transfer.is_none();
        found.push(LockFact { block: book::span(row)?, account, cause: Untrusted::new(cause), transfer, is_freeze });
    }
    Ok(found)
}

/// Transfers and orders that are not over.
pub(super) fn open(book: &Connection) -> Result<BTreeSet<TransferId>, CommProblem> {
    let sql = "SELECT id FROM transfers WHERE state NOT IN ('completed', 'withdrawn', 'rejected', 'terminated', 'cancelled') \
               UNION SELECT id FROM orders WHERE state IN ('submitted', 'approved')";
    let mut statement = book.prepare(sql)?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    rows.map(|id| Ok(id?.parse().map_err(|_| StoreProblem::Row("an id"))?)).collect()
}

/// Moves out of accounts of use and cancellation, as the lives of blocks tell them. What happens to ITMOs where they are is no move.
pub(super) fn moves(book: &Connection) -> Result<Vec<MoveFact>, CommProblem> {
    let sql = "SELECT later.*, earlier.account AS left_account, accounts.type AS left_type FROM life earlier \
               JOIN accounts ON accounts.id = earlier.account AND accounts.type <> 'holding' \
               JOIN life later ON later.approach = earlier.approach AND later.registry = earlier.registry \
                 AND later.party = earlier.party AND later.vintage = earlier.vintage AND later.first <= earlier.last \
                 AND later.last >= earlier.first AND (later.entry, later.n) > (earlier.entry, earlier.n) \
                 AND later.account IS NOT earlier.account \
                 AND later.what NOT IN ('lock', 'unlock', 'record', 'first-transfer') ORDER BY later.entry, later.n";
    let mut statement = book.prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (from, kind): (String, String) = (row.get("left_account")?, row.get("left_type")?);
        let class = if kind == "cancellation" { AccountClass::Cancelled } else { AccountClass::Used };
        let from = from.parse().map_err(|_| StoreProblem::Row("an account"))?;
        found.push(MoveFact { block: book::span(row)?, from, class, entry: row.get::<_, i64>("entry")?.unsigned_abs() });
    }
    Ok(found)
}

/// What entries that correct a case put into accounts of use and cancellation.
pub(super) fn put_back(book: &Connection) -> Result<Vec<PutBack>, CommProblem> {
    let sql = "SELECT life.* FROM life JOIN entries ON entries.seq = life.entry AND entries.kind = ? \
               JOIN accounts ON accounts.id = life.account AND accounts.type <> 'holding' \
               WHERE life.what = 'move' ORDER BY life.entry, life.n";
    let mut statement = book.prepare(sql)?;
    let mut rows = statement.query([CORRECTED])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let into = row.get::<_, String>("account")?.parse().map_err(|_| StoreProblem::Row("an account"))?;
        found.push(PutBack { block: book::span(row)?, into, entry: row.get::<_, i64>("entry")?.unsigned_abs() });
    }
    Ok(found)
}

/// Underlying units of which it is remarked whether they are marked.
pub(super) fn underlying(book: &Connection) -> Result<Vec<UnderlyingUse>, CommProblem> {
    let sql = "SELECT * FROM remarks WHERE field = 'underlying units marked' ORDER BY approach, registry, party, vintage, first";
    let mut statement = book.prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let block = book::span(row)?;
        let value: String = row.get("value")?;
        let marked = if value == "no" { Marked::No } else { Marked::Yes };
        // Each remark is about units of its own: they are named after the ITMOs they stand for.
        let units: SerialRange = block.range;
        found.push(UnderlyingUse { registry: format!("{:?}", block.series), units, block, marked });
    }
    Ok(found)
}

/// Every authorization in its newest version.
pub(super) fn authorizations(book: &Connection) -> Result<Vec<Authorization>, CommProblem> {
    let mut statement = book.prepare("SELECT DISTINCT id FROM authorizations ORDER BY id")?;
    let ids = statement.query_map([], |row| row.get::<_, String>(0))?;
    let mut found = Vec::new();
    for id in ids {
        found.extend(book::authorization(book, &id?, None)?);
    }
    Ok(found)
}

/// Who initiated and who approved each order that was carried out: by signature where orders are signed, else by login.
pub(super) fn approvals(book: &Connection) -> Result<Vec<Approval>, CommProblem> {
    let sql = "SELECT o.id, o.by, o.decided_by, t.person FROM orders o LEFT JOIN order_texts t ON t.order_id = o.id \
               WHERE o.state = 'executed' ORDER BY o.id";
    let mut statement = book.prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, by): (String, String) = (row.get(0)?, row.get(1)?);
        let (decided, signed): (Option<String>, Option<String>) = (row.get(2)?, row.get(3)?);
        let approvers = match &signed {
            Some(_) => approved(book, &id)?,
            None => decided.iter().map(|login| of_login(login)).collect(),
        };
        let person = |text: &str| text.parse::<PersonId>().map_err(|_| StoreProblem::Row("a person"));
        let order: OrderId = id.parse().map_err(|_| StoreProblem::Row("an order"))?;
        let quantity = book::transfer(book, &id)?.map_or(Quantity::ZERO, |transfer| transfer.quantity);
        found.push(Approval {
            order,
            quantity,
            initiator: person(&signed.unwrap_or_else(|| of_login(&by)))?,
            approvers: approvers.iter().map(|text| person(text)).collect::<Result<_, _>>()?,
        });
    }
    Ok(found)
}

fn approved(book: &Connection, order: &str) -> Result<Vec<String>, CommProblem> {
    let mut statement =
        book.prepare_cached("SELECT person FROM statements WHERE order_id = ? AND kind = 'approve' ORDER BY n")?;
    let rows = statement.query_map([order], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn of_login(login: &str) -> String {
    people::person(login).map_or(login, |known| known.person).to_owned()
}

/// The ledger at the end of the last year: as it was first noted by a run, and as it is now. A run in a new year notes it.
pub(super) fn year_end(desk: &Desk<'_>) -> Result<Option<FrozenReport>, CommProblem> {
    let year = desk.now.to_zoned(TimeZone::UTC).year().saturating_sub(1);
    let ends = Date::new(year.saturating_add(1), 1, 1).ok().and_then(|day| day.to_zoned(TimeZone::UTC).ok());
    let Some(ends) = ends.map(|ends| ends.timestamp().as_millisecond()) else { return Ok(None) };
    let sql = "SELECT lower(hex(digest)) FROM entries WHERE at < ? ORDER BY seq DESC LIMIT 1";
    let now: Option<String> = desk.book.prepare_cached(sql)?.query_row([ends], |row| row.get(0)).optional()?;
    let now = now.unwrap_or_else(|| "no entry".to_owned());
    desk.book.prepare_cached("INSERT OR IGNORE INTO year_ends (year, sha256) VALUES (?, ?)")?.execute(params![year, now])?;
    let then: String =
        desk.book.prepare_cached("SELECT sha256 FROM year_ends WHERE year = ?")?.query_row([year], |row| row.get(0))?;
    Ok(u16::try_from(year).ok().map(|year| FrozenReport { year, then, now }))
}
