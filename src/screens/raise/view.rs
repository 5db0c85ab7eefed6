//! What stands on the page of an order that raises risk below its form: what it is about, what speaks against it, what comes of it and when.
//! What looks like an account that is known stands first, so that nobody types a twin into the list (T18).
//! Must not know: how keys change the form.

use super::{
    Raised,
    draft::{self},
    form::Row,
    known::Known,
};
use crate::{
    domain::{Account, AccountId, AccountState, RegistryId},
    evidence::{order::ActKind, policy::Policy},
    registry::book::AccountRules,
    screens::{
        awaited::{awaited, said},
        findings,
        linked::Linked,
        lock,
        review::fresh,
        taking,
        writing::Draft,
    },
    text::{Kind, number::counted, time},
    ui::{Safe, detail::Item, theme::Role},
};
use jiff::Timestamp;

/// What would come of it.
pub(super) fn outcome(raised: &Raised, known: &Known, draft: &Draft<Row>) -> Linked {
    let mut linked = Linked::default();
    let Some(account) = known.account.value() else { return linked };
    let kind = match raised {
        Raised::Trust(_) => {
            trust(account, known, draft, &mut linked);
            ActKind::TrustAccount
        }
        Raised::Reopen(_) => {
            reopen(account, draft.now, &mut linked);
            ActKind::AccountState
        }
    };
    let policy = draft::policy(known).map_err(|(_, why)| why);
    let asks = |policy: &Policy| policy.requirements_of_act(kind);
    taking::page(policy.as_ref().map_err(String::as_str), asks, draft.now, &mut linked);
    if draft::body(raised, &draft.form, None).is_ok() {
        findings::asked(&known.checks, &mut linked);
    }
    linked
}

fn named(account: &Account) -> Safe<'static> {
    Safe::ours(format!("{}  {}", account.summary.id, account.summary.name.gate(Kind::Name)))
}

/// The account whose list gets longer, and what is typed.
fn trust(account: &Account, known: &Known, draft: &Draft<Row>, linked: &mut Linked) {
    if let Ok((registry, trusted)) = draft::trusted(&draft.form) {
        linked.section("The account to be trusted");
        linked.field("Account", Role::Text, Safe::ours(format!("{trusted} at {registry}")));
        against(registry, &trusted, known, draft, linked);
    }
    linked.section("The account that is to trust it");
    linked.field("Account", Role::Text, named(account));
    match known.rules.value() {
        Some(rules) => linked.add(list(rules)),
        None => linked.add(awaited(&known.rules)),
    }
    linked.section("What comes of it (F15, F16)");
    linked.add(said(Role::Text, "ITMOs can move from the one to the other by orders of two persons, once the entry counts."));
    match draft::policy(known).ok().and_then(|policy| {
        let policy = policy.policy();
        policy.trusted_from(draft.now).map(|from| (from, policy.trusted_delay))
    }) {
        Some((from, days)) => linked.field(
            "It counts",
            Role::Pending,
            Safe::ours(format!("carried out now, from {} on: noon of working day {days} (F16)", time::full(from))),
        ),
        None => linked.field("It counts", Role::Warn, "not known: the policy in force is not here, or it is beyond the years"),
    }
    linked.add(said(
        Role::Text,
        "Until then everybody sees it pending; one person takes it off the list, at any time and at once (F15).",
    ));
}

/// How the list stands. An account that keeps none is bound from its first entry on.
fn list(rules: &AccountRules) -> Item<'static> {
    match rules.trusted.as_deref() {
        None => said(
            Role::Danger,
            "It keeps no list: its ITMOs may move to any account. With this entry it keeps one, and they move only to what is on it (A08).",
        ),
        Some(list) => {
            let words = format!("{} now; its ITMOs move to these only (A08)", counted(list.len() as u64, "account"));
            Item::field("Its list", Role::Text, Safe::ours(words))
        }
    }
}

/// What speaks against an account that is to be trusted.
fn against(registry: RegistryId, trusted: &AccountId, known: &Known, draft: &Draft<Row>, linked: &mut Linked) {
    if let Some(entry) = draft::entry(&draft.form, known) {
        let (role, since) = match entry.counts_at(draft.now) {
            true => (Role::Danger, format!("since {}", time::full(entry.counts_from))),
            false => (Role::Danger, format!("pending, counts from {}", time::full(entry.counts_from))),
        };
        linked.field("On the list", role, Safe::ours(since));
        return;
    }
    if !trusted.as_str().starts_with(&registry.to_string()) {
        let words = format!("its id does not begin with {registry}: compare both with the document");
        linked.field("Elsewhere?", Role::Danger, Safe::ours(words));
    }
    match (known.rules.value(), known.past.value()) {
        (Some(rules), Some(past)) => {
            let doubts = fresh::resemblances(rules, past, trusted, draft.now);
            doubts.into_iter().for_each(|doubt| linked.field("LOOKS LIKE", Role::Danger, Safe::ours(doubt)));
            if let Some(new) = fresh::unvisited(past, trusted) {
                linked.field("New (F31)", Role::Warn, Safe::ours(new));
            }
        }
        (None, _) => linked.add(awaited(&known.rules)),
        (_, None) => linked.add(awaited(&known.past)),
    }
}

/// The account that is to be opened again, and why it is not open.
fn reopen(account: &Account, now: Timestamp, linked: &mut Linked) {
    linked.section("The account to be opened again");
    linked.field("Account", Role::Text, named(account));
    linked.field("State", Role::Blocked, Safe::ours(account.summary.state.word().to_owned()));
    match &account.lock {
        Some(lock) => linked.lead(Item::Field("Because".into(), lock::spans(Role::Text, lock, now)), lock::leads(lock)),
        None => linked.field("Because", Role::Warn, "the registry does not say why"),
    }
    linked.section("What comes of it (F15)");
    let effect = match account.summary.state {
        AccountState::BlockedOut => "ITMOs can leave it again, as its rules and the policy allow.",
        _ => "ITMOs can leave and enter it again, as its rules and the policy allow.",
    };
    linked.add(said(Role::Text, effect));
    linked.add(said(Role::Text, "One person freezes it again, at any time and at once (F15)."));
}
