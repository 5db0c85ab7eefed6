//! What an account is bound by, as the admin API shows it: what the checks of its orders look at, and everything that is locked.
//! Nothing is shown that is not enforced: a limit or a list that is missing here stops nothing.
//! Must not know: how the checks judge.

use super::{all, number};
use crate::{
    domain::{AccountId, Quantity},
    sandbox::{book, desk::Policy, facts, fault::StoreProblem, problem::Refusal, rows},
    wire::{
        BigNumber,
        admin::rules::{AccountLocks, AccountRules, ExecutionWindow, LockedBlocks, TrustedAccount},
    },
};
use jiff::Timestamp;
use rusqlite::{Connection, Row};

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
    let whole = rows::account(book, id)?.lock;
    let sql = "SELECT state, lock_cause, min(lock_since) AS lock_since, count(*) AS blocks, sum(quantity) AS quantity,
                      (SELECT id FROM orders WHERE orders.id = lock_cause) AS lock_order,
                      (SELECT id FROM transfers WHERE transfers.id = lock_cause) AS lock_transfer
               FROM blocks WHERE account = ? AND lock_cause IS NOT NULL
               GROUP BY state, lock_cause ORDER BY 3, lock_cause, state LIMIT 1000";
    Ok(AccountLocks { account: id.to_string(), whole, blocks: all(book, sql, [id.as_str()], locked)? })
}

fn locked(row: &Row<'_>) -> Result<LockedBlocks, StoreProblem> {
    Ok(LockedBlocks {
        state: row.get("state")?,
        blocks: number(row, "blocks")?,
        quantity: number(row, "quantity")?,
        lock: rows::lock(row)?.ok_or(StoreProblem::Row("a lock"))?,
    })
}
