//! A: the account the units leave and the one they go to: open, of the right type, trusted, represented.
//! The peer's account is known only as far as the peer tells; what it does not tell is not evaluated.
//! Must not know: how accounts are looked up.

use super::{
    Facts, KnownAccount, Lookup, Occasion, Trust, Verdict,
    part::{for_each_part, value},
};
use crate::{
    domain::{AccountKind, AccountState, Metric, transfer::Action},
    text::Kind,
};
use jiff::Timestamp;

/// No account is represented by fewer persons.
const FEWEST_REPRESENTATIVES: u32 = 2;
const NO_ACCOUNT: &str = "the account does not exist here (A01, A05)";

fn with(found: &Lookup<KnownAccount>, judge: impl Fn(&KnownAccount) -> Verdict) -> Verdict {
    match found {
        Lookup::Found(account) => judge(account),
        Lookup::Missing => Verdict::unknown(NO_ACCOUNT),
        Lookup::Unknown(reason) => Verdict::unknown(reason),
    }
}

fn open(found: &Lookup<KnownAccount>, unopened: &[AccountState], hint: &'static str) -> Verdict {
    match found {
        Lookup::Unknown(reason) => Verdict::unknown(reason),
        Lookup::Missing => Verdict::fail(value("account", "none"), hint),
        Lookup::Found(account) => {
            let values = vec![("account", account.id.to_string()), ("state", account.state.word().to_owned())];
            Verdict::judge(!unopened.contains(&account.state), values, hint)
        }
    }
}

/// States in which an account is not there for anybody; an unknown one is not trusted.
const NOT_OPEN: [AccountState; 3] = [AccountState::Requested, AccountState::Closed, AccountState::Unrecognised];

pub(super) fn sending_open(facts: &Facts, _: Timestamp) -> Verdict {
    open(&facts.accounts.sending, &NOT_OPEN, "Name an open account that holds the units.")
}

pub(super) fn sending_free(facts: &Facts, _: Timestamp) -> Verdict {
    with(&facts.accounts.sending, |account| {
        let blocked = matches!(account.state, AccountState::BlockedOut | AccountState::Suspended | AccountState::Unrecognised);
        let values = vec![("account", account.id.to_string()), ("state", account.state.word().to_owned())];
        Verdict::judge(!blocked, values, "Find out why it is blocked. Two persons can release it.")
    })
}

pub(super) fn sending_kind(facts: &Facts, _: Timestamp) -> Verdict {
    with(&facts.accounts.sending, |account| {
        let values = vec![("account", account.id.to_string()), ("type", account.kind.to_string())];
        Verdict::judge(account.kind == AccountKind::HOLDING, values, "Only units in a holding account can move or be used.")
    })
}

pub(super) fn restrictions(facts: &Facts, _: Timestamp) -> Verdict {
    with(&facts.accounts.receiving, |account| {
        for_each_part(facts, |part| {
            let metric_fits = match (account.metric, part.metric) {
                (Some(only), metric) => only == metric,
                // Another metric than GHG needs an account of its own (2/CMA.3, annex, paragraph 9).
                (None, metric) => metric == Metric::Ghg,
            };
            let approach = part.series.approach;
            let approach_fits = account.approaches.is_empty() || account.approaches.contains(&approach);
            let metric = if part.metric == Metric::Ghg { "GHG" } else { "non-GHG" };
            let values =
                vec![("account", account.id.to_string()), ("metric", metric.to_owned()), ("approach", approach.to_string())];
            let hint = "The receiving account does not take these units. Name one that takes their metric and approach.";
            Verdict::judge(metric_fits && approach_fits, values, hint)
        })
    })
}

pub(super) fn receiving_open(facts: &Facts, _: Timestamp) -> Verdict {
    // An account that is blocked for moves out still takes units in.
    let closed = [AccountState::Requested, AccountState::Closed, AccountState::Unrecognised, AccountState::Suspended];
    open(&facts.accounts.receiving, &closed, "Name an open account to receive the units, and compare its id with the holder.")
}

pub(super) fn receiving_kind(facts: &Facts, _: Timestamp) -> Verdict {
    with(&facts.accounts.receiving, |account| {
        let needed = facts.action.ends_in();
        let values = vec![("type", account.kind.to_string()), ("needed", needed.to_string())];
        Verdict::judge(account.kind == needed, values, format!("Name an account of type {needed}."))
    })
}

pub(super) fn registries(facts: &Facts, _: Timestamp) -> Verdict {
    let target = facts.action.goes_to().unwrap_or(facts.registry);
    let here = facts.registry;
    let values = vec![("this registry", here.to_string()), ("goes to", target.to_string())];
    let in_place = match &facts.accounts.receiving {
        Lookup::Found(account) => account.registry == target,
        Lookup::Missing | Lookup::Unknown(_) => true,
    };
    let fits = match facts.occasion {
        Occasion::Receiving => target == here && facts.peer.is_some_and(|peer| peer != here),
        Occasion::Local => target == here && facts.action.goes_to().is_none(),
        Occasion::Sending | Occasion::Answered => target != here && facts.peer == Some(target),
    };
    let hint = "Order a transfer to another registry for an account elsewhere, and an internal one for an account here.";
    Verdict::judge(fits && in_place, values, hint)
}

pub(super) fn trusted(facts: &Facts, now: Timestamp) -> Verdict {
    match facts.accounts.trust {
        None => Verdict::unknown("the account keeps no list of trusted accounts"),
        Some(Trust::NotListed) => Verdict::fail(
            value("trusted", "not listed"),
            "Have two persons enter it in the list, and wait until the delay is over.",
        ),
        Some(Trust::From(from)) => Verdict::judge(
            from <= now,
            value("trusted from", from),
            format!("The entry counts only from {from}. Wait until then."),
        ),
    }
}

pub(super) fn holder(facts: &Facts, _: Timestamp) -> Verdict {
    let Some(ordered) = &facts.accounts.holder else { return Verdict::unknown("the order does not name the holder") };
    with(&facts.accounts.receiving, |account| {
        let values = vec![
            ("ordered", ordered.gate(Kind::Name).to_string()),
            ("account's holder", account.holder.name.gate(Kind::Name).to_string()),
        ];
        Verdict::judge(*ordered == account.holder.name, values, "Call the holder over a known number before anything is sent.")
    })
}

pub(super) fn representatives(facts: &Facts, _: Timestamp) -> Verdict {
    // What is issued has no account yet but the one it goes to.
    let account = if matches!(facts.action, Action::Issue { .. }) { &facts.accounts.receiving } else { &facts.accounts.sending };
    with(account, |account| {
        let Some(found) = account.representatives else {
            return Verdict::unknown("the account's representatives are not shown here");
        };
        let values = vec![("representatives", found.to_string()), ("needed", FEWEST_REPRESENTATIVES.to_string())];
        Verdict::judge(found >= FEWEST_REPRESENTATIVES, values, "Have another representative appointed first.")
    })
}
