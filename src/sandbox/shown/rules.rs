//! What an account is bound by, as the admin API shows it: what the checks of its orders look at, and everything that is locked.
//! Nothing is shown that is not enforced: a limit or a list that is missing here stops nothing.
//! Must not know: how the checks judge.

use super::{all, moment, number};
use crate::{
    domain::{AccountId, Quantity},
    sandbox::{
        book::{self, Cause},
        desk::Policy,
        facts,
        fault::StoreProblem,
        problem::Refusal,
    },
    wire::{
        BigNumber,
        admin::rules::{AccountLocks, AccountRules, ExecutionWindow, LockCause, LockedBlocks, TrustedAccount},
    },
};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};

/// The rules of an account.
pub(in crate::sandbox) fn account_rules(
    book: &Connection,
    policy: &Policy,
    id: &AccountId,
    now: Timestamp,
) -> Result<AccountRules, Refusal> {
    existing(book, id)?;
    let trusted = book::trusted_accounts(book, id)?;
    let bounds = facts::bounds(book, policy, now)?;
    let number = |quantity: Quantity| BigNumber(quantity.count());
    Ok(AccountRules {
        account: id.to_string(),
        trusted: trusted.map(|list| list.into_iter().map(entry).collect()),
        per_order: bounds.per_order.map(number),
        per_day: bounds.per_day.map(number),
        used_today: number(book::moved_since(book, id, bounds.day)?),
        window: bounds.window.map(|(from, until)| ExecutionWindow { from, until }),
        as_of: now,
    })
}

fn existing(book: &Connection, id: &AccountId) -> Result<book::Account, Refusal> {
    book::account(book, id.as_str())?.ok_or_else(|| Refusal::missing("account"))
}

fn entry(entry: book::Trusted) -> TrustedAccount {
    let book::Trusted { registry, account, entered, counts_from } = entry;
    TrustedAccount { registry: registry.to_string(), account: account.to_string(), entered, counts_from }
}

/// Everything that is locked in an account, and the account itself.
pub(in crate::sandbox) fn account_locks(book: &Connection, id: &AccountId) -> Result<AccountLocks, Refusal> {
    let account = existing(book, id)?;
    let sql = "SELECT state, lock_cause, min(lock_since) AS since, count(*) AS blocks, sum(quantity) AS quantity
               FROM blocks WHERE account = ? AND lock_cause IS NOT NULL
               GROUP BY state, lock_cause ORDER BY since, lock_cause, state LIMIT 1000";
    Ok(AccountLocks {
        account: id.to_string(),
        whole: account.lock.map(|lock| cause(book, lock)).transpose()?,
        blocks: all(book, sql, [id.as_str()], |row| locked(book, row))?,
    })
}

fn locked(book: &Connection, row: &Row<'_>) -> Result<LockedBlocks, StoreProblem> {
    let lock = Cause { cause: row.get("lock_cause")?, since: moment(row, "since")? };
    Ok(LockedBlocks {
        state: row.get("state")?,
        blocks: number(row, "blocks")?,
        quantity: number(row, "quantity")?,
        lock: cause(book, lock)?,
    })
}

/// A cause with the order and the transfer it is, if it is one. An account that an order suspended says so in words.
fn cause(book: &Connection, lock: Cause) -> Result<LockCause, StoreProblem> {
    let Cause { cause, since } = lock;
    let id = cause.strip_prefix("order ").unwrap_or(&cause);
    let named = |sql: &str| book.prepare_cached(sql)?.query_row([id], |row| row.get::<_, String>(0)).optional();
    let order = named("SELECT id FROM orders WHERE id = ?")?;
    let transfer = named("SELECT id FROM transfers WHERE id = ?")?;
    Ok(LockCause { cause, since, order, transfer })
}
