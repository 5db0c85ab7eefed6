//! Accounts as the checks and the engine need them: state, kind, holder, restrictions, representatives.
//! What an account holds is its credits alone; a provisional credit is in no sum.
//! Must not know: what an account may be used for.

use super::{moment, moment_if, number, parsed, word};
use crate::{
    domain::{AccountId, AccountKind, AccountState, ApproachId, HolderKind, Metric, PartyCode, Quantity},
    sandbox::fault::StoreProblem,
    text::Untrusted,
    wire::ledger::Representative,
};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};

/// Why something does not move, and since when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// The cause.
    pub cause: String,
    /// Since when.
    pub since: Timestamp,
}

/// An account.
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// Its name.
    pub name: Untrusted,
    /// Its type.
    pub kind: AccountKind,
    /// Its holder's name.
    pub holder: Untrusted,
    /// Whether the holder is a Party or an entity.
    pub holder_kind: HolderKind,
    /// The Party the holder is, or is authorized by.
    pub party: PartyCode,
    /// Its state.
    pub state: AccountState,
    /// How many ITMOs it holds, locked ones included and provisional ones not.
    pub held: Quantity,
    /// How many of them are locked.
    pub locked: Quantity,
    /// When it was opened.
    pub opened: Option<Timestamp>,
    /// The cooperative approaches it is restricted to; empty means any.
    pub approaches: Vec<ApproachId>,
    /// The metric it is restricted to.
    pub metric: Metric,
    /// Its version.
    pub version: u64,
    /// What keeps the whole account from moving.
    pub lock: Option<Cause>,
    /// Everybody who may act for it, by name.
    pub representatives: Vec<Representative>,
}

/// An account; `None` when there is none of this id.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn account(book: &Connection, id: &str) -> Result<Option<Account>, StoreProblem> {
    let mut statement = book.prepare_cached("SELECT * FROM accounts WHERE id = ?")?;
    let found = statement.query_row([id], |row| Ok(read(row))).optional()?;
    let Some(mut account) = found.transpose()? else { return Ok(None) };
    let mut statement = book.prepare_cached("SELECT name, role FROM representatives WHERE account = ? ORDER BY name")?;
    let people = statement.query_map([id], |row| Ok(Representative { name: row.get(0)?, role: row.get(1)? }))?;
    account.representatives = people.collect::<Result<_, _>>()?;
    Ok(Some(account))
}

fn read(row: &Row<'_>) -> Result<Account, StoreProblem> {
    let approaches: String = row.get("approaches")?;
    let metric: Option<String> = row.get("metric")?;
    Ok(Account {
        id: parsed(row, "id")?,
        name: Untrusted::new(row.get::<_, String>("name")?),
        kind: AccountKind(row.get("kind")?),
        holder: Untrusted::new(row.get::<_, String>("holder")?),
        holder_kind: word(row, "holder_kind", holder_kind)?,
        party: parsed(row, "party")?,
        state: AccountState::of_word(&row.get::<_, String>("state")?),
        held: Quantity::new(number(row, "held")?),
        locked: Quantity::new(number(row, "locked")?),
        opened: moment_if(row, "opened")?,
        approaches: approaches
            .split_whitespace()
            .map(|id| id.parse().map_err(|_| StoreProblem::Row("approaches")))
            .collect::<Result<_, _>>()?,
        metric: if metric.as_deref() == Some("non-GHG") { Metric::NonGhg } else { Metric::Ghg },
        version: number(row, "version")?,
        lock: lock(row)?,
        representatives: Vec::new(),
    })
}

fn holder_kind(word: &str) -> Option<HolderKind> {
    match word {
        "party" => Some(HolderKind::Party),
        "entity" => Some(HolderKind::Entity),
        _ => None,
    }
}

/// What keeps a row from moving.
pub(super) fn lock(row: &Row<'_>) -> Result<Option<Cause>, StoreProblem> {
    let cause: Option<String> = row.get("lock_cause")?;
    cause.map(|cause| Ok(Cause { cause, since: moment(row, "lock_since")? })).transpose()
}
