//! From the form and what is known to the text of an order that raises risk: which act, on what document, why.
//! Of an account that is to be trusted nothing is taken from the book: it is what was typed.
//! Must not know: keys, or how anything is painted.

use super::{Raised, form::Row, known::Known};
use crate::{
    domain::{AccountId, AccountState, RegistryId},
    evidence::{
        order::{Body, OrderText, SourceDocument},
        policy::PolicyText,
        roster::RosterText,
    },
    registry::book::{GuardedText, TrustedAccount},
    screens::{
        compose::{self, NotComposed},
        form::Form,
        writing::{self, Hand},
    },
    wire::{
        convert::order_text,
        order::{AccountStateOrder, OrderAct, TrustOrder},
    },
};
use std::str::FromStr;

/// What is missing or wrong, and in which row.
pub(super) type Lack = writing::Lack<Row>;

/// What stands in a row, read.
fn typed<T: FromStr>(form: &Form<Row>, row: Row, what: &str) -> Result<T, Lack> {
    form.text(row).parse().map_err(|_| (row, format!("type {what}")))
}

/// The account that is to be trusted, and the registry it is in.
pub(super) fn trusted(form: &Form<Row>) -> Result<(RegistryId, AccountId), Lack> {
    let registry = typed(form, Row::Registry, "a registry's id, such as GHA01")?;
    Ok((registry, typed(form, Row::Account, "an account's id, such as GHA01-100-0045")?))
}

/// The act that is ordered. The reason stands in the order's own line, so the body has none.
fn act(raised: &Raised, form: &Form<Row>) -> Result<OrderAct, Lack> {
    let reason = String::new();
    Ok(match raised {
        Raised::Trust(account) => {
            let (registry, trusted) = trusted(form)?;
            let (account, registry, trusted) = (account.to_string(), registry.to_string(), trusted.to_string());
            OrderAct::TrustAccount(TrustOrder { account, registry, trusted, reason })
        }
        Raised::Reopen(account) => {
            let (account, state) = (account.to_string(), AccountState::Open.word().to_owned());
            OrderAct::AccountState(AccountStateOrder { account, state, reason })
        }
    })
}

/// What the order asks for; with a document once one was read.
pub(super) fn body(raised: &Raised, form: &Form<Row>, source: Option<SourceDocument>) -> Result<Body, Lack> {
    let none = |_| (Row::Document, "what was typed can't stand in an order".to_owned());
    order_text::body(&act(raised, form)?, source).map_err(none)
}

/// The entry that the account's list has for what is typed already, counting or pending.
pub(super) fn entry<'k>(form: &Form<Row>, known: &'k Known) -> Option<&'k TrustedAccount> {
    let (registry, account) = trusted(form).ok()?;
    let list = known.rules.value()?.trusted.as_deref()?;
    list.iter().find(|entry| entry.registry == registry && entry.account == account)
}

/// What the registry would refuse of an account that is to be trusted, whatever its checks say.
fn needless(raised: &Raised, form: &Form<Row>, known: &Known) -> Option<Lack> {
    let Raised::Trust(account) = raised else { return None };
    let (_, trusted) = trusted(form).ok()?;
    if trusted == *account {
        return Some((Row::Account, "an account needs no trust in itself".to_owned()));
    }
    entry(form, known).map(|_| (Row::Account, format!("it is on the list of {account} already")))
}

/// The document that was read, once its path was typed and it could be read.
fn document(form: &Form<Row>, known: &Known) -> Result<SourceDocument, Lack> {
    let none = "type the path of the document this rests on (F21)";
    known.document.at(form.text(Row::Document), none).map_err(|why| (Row::Document, why))
}

/// What is wrong with what stands in a row, whatever the others say.
pub(super) fn lack_of(raised: &Raised, form: &Form<Row>, known: &Known, row: Row) -> Option<Lack> {
    match row {
        Row::Document => document(form, known).err(),
        Row::Registry => trusted(form).err().filter(|(of, _)| *of == row),
        Row::Account => typed::<AccountId>(form, row, "an account's id, such as GHA01-100-0045")
            .err()
            .or_else(|| needless(raised, form, known)),
        Row::Reason => None,
    }
}

/// A version in force, as the registry sent it.
fn given<'k>(what: &str, given: Option<&'k Option<Box<GuardedText>>>) -> Result<&'k GuardedText, Lack> {
    let text = given.and_then(|given| given.as_deref());
    text.ok_or_else(|| (Row::Reason, format!("the {what} in force is not here yet")))
}

/// The policy in force, read strictly.
pub(super) fn policy(known: &Known) -> Result<PolicyText, Lack> {
    let text = given("policy", known.policy.value())?;
    PolicyText::parse(text.text.octets().as_bytes())
        .map_err(|why| (Row::Reason, format!("the policy the registry sent is none: {why}")))
}

/// The roster in force, read strictly.
fn roster(known: &Known) -> Result<RosterText, Lack> {
    let text = given("roster", known.roster.value())?;
    RosterText::parse(text.text.octets().as_bytes())
        .map_err(|why| (Row::Reason, format!("the roster the registry sent is none: {why}")))
}

/// The order's text, as it will be signed.
pub(super) fn order(raised: &Raised, form: &Form<Row>, known: &Known, hand: Hand<'_>) -> Result<OrderText, Lack> {
    act(raised, form)?;
    if let Some(lack) = needless(raised, form, known) {
        return Err(lack);
    }
    if matches!(raised, Raised::Trust(_)) && known.rules.value().is_none() {
        return Err((Row::Reason, "whom the account trusts already is not here yet".to_owned()));
    }
    let body = body(raised, form, Some(document(form, known)?))?;
    let (roster, policy) = (roster(known)?, policy(known)?);
    let Hand { signer, now, seed } = hand;
    let hand = compose::Hand { signer, now, seed, roster: &roster, policy: &policy };
    compose::order(body, form.text(Row::Reason), None, hand).map_err(|why: NotComposed| (Row::Reason, why.to_string()))
}
