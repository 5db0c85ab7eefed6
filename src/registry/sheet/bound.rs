//! What an account is bound by: who may act for it, whom it trusts, its limits, and what locks it.
//! A rule the registry does not have is empty, which is not the same as a limit of nothing.
//! Must not know: how a rule is judged.

use super::column::{Of, known, ours};
use crate::registry::book::{AccountRules, LockedBlocks, Representative, RepresentativeRole, TrustedAccount};

/// Who may act for it.
pub(super) const PEOPLE: &[Of<Representative>] = &[
    Of::name("name", "the person's name", |person| Some(person.name.clone())),
    Of::word("role", "`primary`, `secondary` or `viewer`", |person| known(&person.role, RepresentativeRole::word)),
];

/// Its rules.
pub(super) const RULES: &[Of<AccountRules>] = &[
    Of::truth("keeps_trusted_list", "whether ITMOs move to trusted accounts only", |rules| Some(rules.trusted.is_some())),
    Of::count("limit_per_order", "most ITMOs one order moves", |rules| rules.limits.per_order.map(|most| most.count())),
    Of::count("limit_per_day", "most ITMOs that move on one day, UTC", |rules| rules.limits.per_day.map(|most| most.count())),
    Of::count("used_today", "ITMOs that moved today", |rules| Some(rules.limits.used_today.count())),
    Of::time("window_from", "from when orders are carried out", |rules| rules.window.map(|window| window.from)),
    Of::time("window_until", "until when", |rules| rules.window.map(|window| window.until)),
];

/// Whom it trusts.
pub(super) const TRUSTED: &[Of<TrustedAccount>] = &[
    Of::id("registry", "the registry it is in", |trusted| Some(trusted.registry.to_string())),
    Of::id("account", "the account", |trusted| Some(trusted.account.to_string())),
    Of::time("entered", "when it was entered in the list", |trusted| Some(trusted.entered)),
    Of::time("counts_from", "from when it counts", |trusted| Some(trusted.counts_from)),
];

/// What keeps blocks in it from moving.
pub(super) const LOCKS: &[Of<LockedBlocks>] = &[
    Of::word("state", "state of the blocks", |lock| ours(lock.state.word())),
    Of::count("blocks", "number of blocks", |lock| Some(lock.blocks)),
    Of::count("quantity", "ITMOs in them", |lock| (!lock.lock.withheld).then(|| lock.quantity.count())),
    Of::prose("cause", "why", |lock| Some(lock.lock.cause.clone())),
    Of::time("since", "since when", |lock| Some(lock.lock.since)),
    Of::id("order", "the order it belongs to", |lock| lock.lock.order.map(|id| id.to_string())),
    Of::id("transfer", "the transfer it belongs to", |lock| lock.lock.transfer.map(|id| id.to_string())),
    Of::truth(
        "withheld",
        "whether how many they are is not said, because you type it again before you agree to the order",
        |lock| Some(lock.lock.withheld),
    ),
];
