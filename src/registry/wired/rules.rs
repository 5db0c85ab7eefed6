//! What an account is bound by, from the wire: representatives, rules, locks.
//! A rule that is left out stays left out; it never becomes a limit of nothing.
//! Must not know: which account was asked for.

use crate::{
    domain::{BlockState, Quantity},
    registry::{
        Word,
        book::{
            AccountLocks, AccountRules, ExecutionWindow, Limits, LockedBlocks, Representative, RepresentativeRole, TrustedAccount,
        },
    },
    text::Untrusted,
    wire::{
        admin::rules as wire,
        convert::{self, Misfit, Place},
        ledger,
    },
};

/// Somebody who may act for an account.
pub fn representative(person: ledger::Representative) -> Representative {
    Representative { name: Untrusted::new(person.name), role: Word::read(person.role, RepresentativeRole::of_word) }
}

/// The rules of an account.
///
/// # Errors
/// [`Misfit`] for an id that is not one, or a window that runs backwards.
pub fn account_rules(rules: wire::AccountRules, at: &Place<'_>) -> Result<AccountRules, Misfit> {
    let quantity = |count: crate::wire::BigNumber| Quantity::new(count.0);
    Ok(AccountRules {
        account: at.parse("account", &rules.account)?,
        trusted: rules.trusted.map(|list| at.each("trusted", list, trusted)).transpose()?,
        limits: Limits {
            per_order: rules.per_order.map(quantity),
            per_day: rules.per_day.map(quantity),
            used_today: quantity(rules.used_today),
        },
        window: rules.window.map(|window| self::window(window, &at.field("window"))).transpose()?,
        as_of: rules.as_of,
    })
}

fn trusted(entry: wire::TrustedAccount, at: &Place<'_>) -> Result<TrustedAccount, Misfit> {
    Ok(TrustedAccount {
        registry: at.parse("registry", &entry.registry)?,
        account: at.parse("account", &entry.account)?,
        entered: entry.entered,
        counts_from: entry.counts_from,
    })
}

fn window(window: wire::ExecutionWindow, at: &Place<'_>) -> Result<ExecutionWindow, Misfit> {
    let wire::ExecutionWindow { from, until } = window;
    if from < until { Ok(ExecutionWindow { from, until }) } else { Err(at.misfit("it ends before it begins")) }
}

/// The locks of an account.
///
/// # Errors
/// [`Misfit`] for an id that is not one.
pub fn account_locks(locks: wire::AccountLocks, at: &Place<'_>) -> Result<AccountLocks, Misfit> {
    Ok(AccountLocks {
        account: at.parse("account", &locks.account)?,
        whole: locks.whole.map(|lock| convert::lock(lock, &at.field("whole"))).transpose()?,
        blocks: at.each("blocks", locks.blocks, locked)?,
    })
}

fn locked(row: wire::LockedBlocks, at: &Place<'_>) -> Result<LockedBlocks, Misfit> {
    Ok(LockedBlocks {
        state: BlockState::of_word(&row.state),
        blocks: row.blocks.0,
        quantity: Quantity::new(row.quantity.0),
        lock: convert::lock(row.lock, &at.field("lock"))?,
    })
}
