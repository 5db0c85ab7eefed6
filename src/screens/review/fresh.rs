//! What is new about the ITMOs' way: a counterpart or an account that nothing went to before, a cooperative approach and vintage of which
//! nothing went there before, an unusual amount (F31). It is judged by the newest thousand moves that this registry completed.
//! What speaks against the account they go to is said beside it.
//! Must not know: how it is painted.

use crate::{
    domain::{
        AccountId, RegistryId,
        account::{Likeness, likeness},
        novelty::{Move, Novelty, novelties},
        transfer::OutState,
    },
    evidence::order::Movement,
    registry::{
        Filter, Page, Query, Window,
        book::{AccountRules, TrustedAccount},
        query::Term,
        traffic::{TransferState, TransferSummary},
    },
    text::{number::grouped, time},
};
use jiff::Timestamp;
use std::collections::BTreeSet;

/// The question for what moved before.
pub(in crate::screens) fn question() -> Query {
    let done = Term { field: Some("state"), value: OutState::Completed.word().to_owned(), negated: false };
    let window = Window { limit: 1000, ..Window::default() };
    Query { filter: Filter { terms: vec![done] }, sort: None, window }
}

/// That an account keeps no list of accounts it trusts: nothing can be said of the one they go to, and nothing speaks against it.
pub(in crate::screens) fn unlisted(rules: &AccountRules) -> Option<String> {
    rules.trusted.is_none().then(|| format!("Account {} keeps no list of accounts it trusts.", rules.account))
}

/// What speaks against the account they go to: it is not on the list of those that are trusted, or it looks like one that is known
/// and is another (T18). One that differs by a swap is labelled so (scenario 14).
pub(in crate::screens) fn doubts(
    rules: &AccountRules,
    past: &Page<TransferSummary>,
    moved: &Movement,
    now: Timestamp,
) -> Vec<String> {
    let to = &moved.acquiring_account;
    let mut doubts = Vec::new();
    if let Some(trusted) = rules.trusted.as_deref() {
        match trusted.iter().find(|entry| entry.account == *to) {
            Some(entry) if entry.counts_at(now) => {}
            Some(entry) => doubts.push(format!("Account {to} is trusted only from {} on.", time::full(entry.counts_from))),
            None => doubts.push(format!("Account {to} is not on the list of trusted accounts.")),
        }
    }
    let counts = |trusted: &[TrustedAccount]| trusted.iter().any(|entry| entry.account == *to && entry.counts_at(now));
    // Where nobody keeps a list no account is said to be missing from it.
    let is_trusted = rules.trusted.as_deref().is_none_or(counts);
    let alike = twins(to, rules, Some(past), now).into_iter();
    doubts.extend(alike.map(|account| resembles(account, to, is_trusted)));
    doubts
}

/// How a known account and another one are alike, as a sentence.
fn resembles(known: &AccountId, to: &AccountId, is_trusted: bool) -> String {
    match likeness(known, to) {
        Some(Likeness::Swapped) if is_trusted => format!("Account {to} differs by a swap from {known}."),
        Some(Likeness::Swapped) => format!("Account {to} is not trusted; differs by a swap from {known}."),
        _ => format!("Account {to} looks like {known}, and is another one."),
    }
}

/// Which known accounts one that is to be trusted is easily taken for, one sentence each (T18).
pub(in crate::screens) fn resemblances(
    rules: &AccountRules,
    past: &Page<TransferSummary>,
    trusted: &AccountId,
    now: Timestamp,
) -> Vec<String> {
    twins(trusted, rules, Some(past), now).into_iter().map(|known| resembles(known, trusted, true)).collect()
}

/// That nothing went to an account before, which is said of one that is to be trusted (F31).
pub(in crate::screens) fn unvisited(past: &Page<TransferSummary>, account: &AccountId) -> Option<String> {
    let went = past.rows.iter().filter(is_done).any(|row| row.to.account == *account);
    (!went).then(|| sentence(&Novelty::Account(account.clone())))
}

/// Known accounts that the one they go to is easily taken for: those that are or will be trusted, and those something went to before. Where
/// it is known itself, one that differs in a character is no news: accounts are opened one after the other.
pub(in crate::screens) fn twins<'a>(
    to: &AccountId,
    rules: &'a AccountRules,
    past: Option<&'a Page<TransferSummary>>,
    now: Timestamp,
) -> Vec<&'a AccountId> {
    let trusted = || rules.trusted.iter().flatten();
    let gone_to = || past.iter().flat_map(|page| &page.rows).map(|row| &row.to.account);
    let known: BTreeSet<&AccountId> = trusted().map(|entry| &entry.account).chain(gone_to()).collect();
    let is_known = trusted().any(|entry| entry.account == *to && entry.counts_at(now)) || gone_to().any(|account| account == to);
    let alike = |account: &&AccountId| match likeness(account, to) {
        Some(Likeness::Swapped | Likeness::Twins) => true,
        Some(Likeness::OneDiffers) => !is_known,
        None => false,
    };
    known.into_iter().filter(alike).collect()
}

/// What is new, one sentence each. Our own registry is no counterpart.
pub(in crate::screens) fn labels(past: &Page<TransferSummary>, moved: &Movement, own: RegistryId) -> Vec<String> {
    let before: Vec<Move> = past.rows.iter().filter(is_done).map(before).collect();
    let now = Move {
        registry: moved.to.registry(own),
        account: moved.acquiring_account.clone(),
        kinds: moved.units.kinds(),
        quantity: moved.units.quantity(),
    };
    let ours = Novelty::Counterpart(own);
    novelties(&before, &now).iter().filter(|new| **new != ours).map(sentence).collect()
}

/// Whether it was completed, and went out.
fn is_done(row: &&TransferSummary) -> bool {
    row.state.is(&TransferState::Transferring(OutState::Completed))
}

fn before(row: &TransferSummary) -> Move {
    Move { registry: row.to.registry, account: row.to.account.clone(), kinds: row.kinds.clone(), quantity: row.quantity }
}

/// How much is new about it.
pub(in crate::screens) fn count(past: &Page<TransferSummary>, moved: &Movement, own: RegistryId) -> usize {
    labels(past, moved, own).len()
}

fn sentence(new: &Novelty) -> String {
    match new {
        Novelty::Counterpart(registry) => format!("Nothing went to registry {registry} before."),
        Novelty::Account(account) => format!("Nothing went to account {account} before."),
        Novelty::Kind(approach, vintage) => format!("Nothing of cooperative approach {approach}, {vintage}, went there before."),
        Novelty::Amount { usual } => format!("More than three times as many as usual: {} is usual.", grouped(usual.count())),
    }
}

#[cfg(test)]
mod tests;
