//! What is checked when an account is to be opened or to get another state.
//! An account has at least two different representatives, and is closed only when it is empty and nothing is on its way to it.
//! Must not know: orders.

use super::{authorization::shown, finding::found};
use crate::{
    domain::{
        AccountId, AccountState, Quantity,
        check::{CheckId, Verdict},
    },
    sandbox::{book, desk::Desk, fault::StoreProblem, problem::Refusal},
    wire::{comm::Finding, order::OpenAccountOrder},
};
use rusqlite::Connection;
use std::collections::BTreeSet;

/// The findings about an account that is to be opened.
///
/// # Errors
/// That the id is not one of this registry, or taken.
pub(super) fn opening(desk: &Desk<'_>, order: &OpenAccountOrder, id: &AccountId) -> Result<Vec<Finding>, Refusal> {
    if !id.as_str().starts_with(&format!("{}-", desk.me.registry)) {
        return Err(Refusal::field("id", format!("an account of this registry begins with {}-", desk.me.registry)));
    }
    if book::account(desk.book, id.as_str())?.is_some() {
        return Err(Refusal::state(format!("the account {id} exists already")));
    }
    // A viewer represents nobody, and a person who is named twice is one person.
    let acting = order.representatives.iter().filter(|person| person.role != "viewer");
    let people: BTreeSet<String> = acting.map(|person| person.name.trim().to_lowercase()).collect();
    let named: BTreeSet<&str> = order.representatives.iter().map(|person| person.name.as_str()).collect();
    let values = vec![("representatives", people.len().to_string()), ("needed", "2".to_owned())];
    let enough = people.len() >= 2 && named.len() == order.representatives.len();
    let represented = Verdict::judge(enough, values, "Name at least two different persons who act, each once.");
    Ok(vec![found(CheckId::A10, represented), found(CheckId::M07, approaches(desk.book, order)?)])
}

fn approaches(book: &Connection, order: &OpenAccountOrder) -> Result<Verdict, StoreProblem> {
    for approach in &order.account.approaches {
        if book::approach(book, approach)?.is_none() {
            return Ok(Verdict::fail(vec![("approach", shown(approach))], "Enter the approach in this registry first."));
        }
    }
    Ok(Verdict::pass(vec![("approaches", order.account.approaches.len().to_string())]))
}

/// Refuses a state that the account can't get.
pub(super) fn require_change(desk: &Desk<'_>, id: &AccountId, to: AccountState) -> Result<(), Refusal> {
    let account = book::account(desk.book, id.as_str())?.ok_or_else(|| Refusal::missing("account"))?;
    let (from, to_word) = (account.state, to.word());
    if from == to || matches!(from, AccountState::Closed | AccountState::Unrecognised) {
        return Err(Refusal::state(format!("the account {id} is {}; it can't become {to_word}", from.word())));
    }
    if to == AccountState::Closed && (account.held != Quantity::ZERO || is_expecting(desk.book, id)?) {
        return Err(Refusal::state(format!(
            "the account {id} holds {} units, or expects some; it is closed only when it is empty",
            account.held
        )));
    }
    Ok(())
}

/// Whether units are on their way to the account, or may come back to it.
fn is_expecting(book: &Connection, id: &AccountId) -> Result<bool, StoreProblem> {
    let sql = "SELECT EXISTS (SELECT 1 FROM blocks WHERE account = ?1) OR EXISTS (SELECT 1 FROM in_transit WHERE account = ?1)
               OR EXISTS (SELECT 1 FROM transfers WHERE to_account = ?1 AND side = 'acquiring' AND state IN ('received', 'accepted', 'in-doubt'))";
    Ok(book.prepare_cached(sql)?.query_row([id.as_str()], |row| row.get(0))?)
}
