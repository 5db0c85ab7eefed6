//! Rows of the tables as bodies of the API, and the reads of single things.
//! A value no table should hold, such as a negative number, is a problem of the store and never a made-up answer.
//! Must not know: filters, sorts and pages.

use super::{
    fault::StoreProblem,
    list::{BLOCKS, List},
    order::Key,
    problem::Refusal,
};
use crate::{
    domain::{AccountId, ItmoId},
    wire::{
        BigNumber,
        admin::{Account, AccountSummary, Block, Holder, Holding, Holdings, Lock},
    },
};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter, types::Value};

/// Finds the block that holds an ITMO; at most one does.
pub(super) const HOLDS: &str = "(approach, registry, party, vintage, first) = (
    SELECT approach, registry, party, vintage, first FROM blocks
    WHERE approach = ? AND registry = ? AND party = ? AND vintage = ? AND first <= ? ORDER BY first DESC LIMIT 1
) AND last >= ?";

/// An ITMO id as values of the blocks' key; `None` for a serial no database row can have.
pub(super) fn itmo_key(id: &ItmoId) -> Option<Key> {
    let series = id.series();
    let text = |id: String| Value::Text(id);
    Some(vec![
        text(series.approach.to_string()),
        text(series.registry.to_string()),
        text(series.party.to_string()),
        Value::Integer(i64::from(series.vintage.year())),
        Value::Integer(i64::try_from(id.serial().number()).ok()?),
    ])
}

/// The values of [`HOLDS`].
pub(super) fn holds(key: &Key) -> Option<Vec<Value>> {
    let mut values = key.clone();
    values.push(key.last()?.clone());
    Some(values)
}

/// A row of the accounts list.
pub(super) fn account_summary(row: &Row<'_>) -> Result<AccountSummary, StoreProblem> {
    let last_act: i64 = row.get("last_act")?;
    Ok(AccountSummary {
        id: row.get("id")?,
        name: row.get("name")?,
        kind: row.get("kind")?,
        holder: Holder { name: row.get("holder")?, kind: row.get("holder_kind")?, party: row.get("party")? },
        state: row.get("state")?,
        held: number(row, "held")?,
        locked: number(row, "locked")?,
        last_act: if last_act == 0 { None } else { Some(time(last_act)?) },
    })
}

/// A row of the blocks list.
pub(super) fn block(row: &Row<'_>) -> Result<Block, StoreProblem> {
    let text = |column: &str| row.get::<_, String>(column);
    let (first, last) = (number(row, "first")?.0, number(row, "last")?.0);
    let series = format!("{}-{}-{}", text("approach")?, text("registry")?, text("party")?);
    let vintage: u16 = row.get("vintage")?;
    let account = text("account")?;
    let day: Option<String> = row.get("first_transferred")?;
    Ok(Block {
        first: format!("{series}-{first}-{vintage}"),
        last: format!("{series}-{last}-{vintage}"),
        holding_registry: account.split('-').next().unwrap_or_default().to_owned(),
        account,
        state: text("state")?,
        lock: lock(row)?,
        case: row.get("disputed")?,
        authorization: text("authorization")?,
        authorization_version: row.get("authorization_version")?,
        metric: text("metric")?,
        non_ghg: text("non_ghg")?,
        mitigation_type: text("mitigation_type")?,
        sector: text("sector")?,
        activity_type: text("activity_type")?,
        underlying: text("underlying")?,
        first_transferred: day.map(|day| day.parse()).transpose().map_err(|_| StoreProblem::Row("first transfer"))?,
    })
}

/// One account in full. An order that suspended it stands in the cause with a word before its id.
pub(super) fn account(connection: &Connection, id: &AccountId) -> Result<Account, Refusal> {
    let sql = "SELECT *, (SELECT id FROM orders WHERE 'order ' || orders.id = lock_cause) AS lock_order,
                      (SELECT id FROM transfers WHERE transfers.id = lock_cause) AS lock_transfer
               FROM accounts WHERE id = ?";
    let found = connection.prepare_cached(sql)?.query_row([id.as_str()], |row| Ok(account_in_full(row))).optional()?;
    Ok(found.ok_or_else(|| Refusal::missing("account"))??)
}

fn account_in_full(row: &Row<'_>) -> Result<Account, StoreProblem> {
    let opened: Option<i64> = row.get("opened")?;
    let approaches: String = row.get("approaches")?;
    Ok(Account {
        summary: account_summary(row)?,
        opened: opened.map(time).transpose()?,
        approaches: approaches.split_whitespace().map(str::to_owned).collect(),
        version: number(row, "version")?,
        lock: lock(row)?,
    })
}

/// What an account holds, by cooperative approach and vintage. What it only expects is not in it.
pub(super) fn holdings(connection: &Connection, id: &AccountId) -> Result<Holdings, Refusal> {
    account(connection, id)?;
    let sql = "SELECT approach, vintage, count(*) AS blocks, sum(quantity) AS held,
                      sum(iif(lock_cause IS NULL, 0, quantity)) AS locked
               FROM blocks WHERE account = ? AND state <> 'in-flight-in' GROUP BY approach, vintage ORDER BY approach, vintage";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([id.as_str()], |row| Ok(holding(row)))?;
    let items = rows.map(|row| row?).collect::<Result<_, StoreProblem>>()?;
    Ok(Holdings { items })
}

fn holding(row: &Row<'_>) -> Result<Holding, StoreProblem> {
    Ok(Holding {
        approach: row.get("approach")?,
        vintage: row.get("vintage")?,
        blocks: number(row, "blocks")?,
        held: number(row, "held")?,
        locked: number(row, "locked")?,
    })
}

/// What the whole registry holds, by cooperative approach and vintage: the sums that are kept with the book.
pub(super) fn total_holdings(connection: &Connection) -> Result<Holdings, StoreProblem> {
    let mut statement = connection.prepare_cached("SELECT * FROM holdings ORDER BY approach, vintage")?;
    let rows = statement.query_map([], |row| Ok(holding(row)))?;
    Ok(Holdings { items: rows.map(|row| row?).collect::<Result<_, StoreProblem>>()? })
}

/// The block that holds an ITMO.
pub(super) fn block_of(connection: &Connection, id: &ItmoId) -> Result<Block, Refusal> {
    let values = itmo_key(id).as_ref().and_then(holds).ok_or_else(|| Refusal::missing("ITMO"))?;
    let List { select, join, .. } = BLOCKS;
    let sql = format!("SELECT {select} FROM blocks {join} WHERE {HOLDS}");
    let found = connection.prepare_cached(&sql)?.query_row(params_from_iter(&values), |row| Ok(block(row))).optional()?;
    Ok(found.ok_or_else(|| Refusal::missing("ITMO"))??)
}

/// What keeps a row from moving, with the order and the transfer it belongs to, if there are such.
pub(super) fn lock(row: &Row<'_>) -> Result<Option<Lock>, StoreProblem> {
    let (cause, since): (Option<String>, Option<i64>) = (row.get("lock_cause")?, row.get("lock_since")?);
    match (cause, since) {
        (Some(cause), Some(since)) => {
            let (order, transfer) = (row.get("lock_order")?, row.get("lock_transfer")?);
            Ok(Some(Lock { cause, since: time(since)?, order, transfer }))
        }
        _ => Ok(None),
    }
}

/// A number that is never negative.
fn number(row: &Row<'_>, column: &str) -> Result<BigNumber, StoreProblem> {
    let number: i64 = row.get(column)?;
    u64::try_from(number).map(BigNumber).map_err(|_| StoreProblem::Row("a number"))
}

/// A moment from milliseconds.
fn time(milliseconds: i64) -> Result<Timestamp, StoreProblem> {
    Timestamp::from_millisecond(milliseconds).map_err(|_| StoreProblem::Row("a time"))
}
