//! Paints one block: its first and last id in full, where it is, and every attribute.
//! Everything is wrapped and nothing shortened: here the operator compares with other papers.
//! Must not know: what any key does.

use super::BlockCard;
use crate::{
    domain::{
        Block, Metric,
        check::{self, Finding},
    },
    screens::words,
    text::{Kind, Untrusted, time},
    ui::{Safe, Span, detail::Item, theme::Role},
};
use jiff::Timestamp;

/// What stands on the page of a block.
pub fn items(card: &BlockCard, block: &Block, now: Timestamp) -> Vec<Item<'static>> {
    let mut items = vec![
        Item::Section("Serials".into()),
        Item::field("First ITMO", Role::Text, Safe::ours(block.first_id().to_string())),
        Item::field("Last ITMO", Role::Text, Safe::ours(block.last_id().to_string())),
        Item::field("ITMOs", Role::Text, Safe::number(block.quantity().count())),
    ];
    if card.id != block.first_id() {
        items.push(Item::field("Looked for", Role::Match, Safe::ours(card.id.to_string())));
    }
    items.extend(place(block, now));
    items.extend(standing(block, now));
    items.extend(origin(block));
    items
}

/// What stands against moving it: the same checks that the registry evaluates on an order.
fn standing(block: &Block, now: Timestamp) -> Vec<Item<'static>> {
    let mut items = vec![Item::Section("What stands against moving it".into())];
    let findings = check::against_moving(block, now);
    if findings.is_empty() {
        let free = "nothing here; the registry checks an order as a whole";
        items.push(Item::field("Checks B08 to B10", Role::Text, free));
    }
    for Finding { check, hint, .. } in findings {
        let label = format!("{} {}", check.id(), check.name());
        let rule = Span::new(Role::Blocked, check.rule());
        let hint = hint.map(|hint| Span::new(Role::Dim, Safe::ours(format!(" {hint}"))));
        items.push(Item::Field(Safe::ours(label), std::iter::once(rule).chain(hint).collect()));
    }
    items
}

fn place(block: &Block, now: Timestamp) -> Vec<Item<'static>> {
    let (role, _) = words::block_state(block.state);
    let mut items = vec![
        Item::Section("Where it is".into()),
        Item::field("Account", Role::Text, Safe::ours(block.account.to_string())),
        Item::field("Registry", Role::Text, Safe::ours(block.holding_registry.to_string())),
        Item::field("State", role, block.state.word()),
    ];
    if let Some(lock) = &block.lock {
        let since = format!("   since {} ({})", time::full(lock.since), time::age(lock.since, now));
        let cause = Span::new(Role::Blocked, lock.cause.gate(Kind::Name));
        items.push(Item::Field("Locked by".into(), vec![cause, Span::new(Role::Dim, Safe::ours(since))]));
    }
    let transferred = block.first_transferred.map_or_else(|| "not yet".to_owned(), |day| day.to_string());
    items.push(Item::field("First transfer", Role::Text, Safe::ours(transferred)));
    items
}

fn origin(block: &Block) -> Vec<Item<'static>> {
    let series = block.series;
    let authorization = format!("{}, version {}", block.authorization, block.authorization_version);
    let metric = match block.metric {
        Metric::Ghg => vec![Span::text("GHG, tonnes of CO2 equivalent")],
        Metric::NonGhg => vec![Span::text("non-GHG: "), Span::text(block.non_ghg.gate(Kind::Name))],
    };
    let as_sent = |label: &'static str, value: &Untrusted| Item::field(label, Role::Text, value.gate(Kind::Name));
    vec![
        Item::Section("Where it comes from".into()),
        Item::field("Cooperative approach", Role::Text, Safe::ours(series.approach.to_string())),
        Item::field("First transferring Party", Role::Text, Safe::ours(series.party.to_string())),
        Item::field("Created in", Role::Text, Safe::ours(series.registry.to_string())),
        Item::field("Vintage", Role::Text, Safe::ours(series.vintage.to_string())),
        Item::field("Authorization", Role::Text, Safe::ours(authorization)),
        Item::Field("Metric".into(), metric),
        as_sent("Mitigation type", &block.mitigation_type),
        as_sent("Sector", &block.sector),
        as_sent("Activity type", &block.activity_type),
        as_sent("Underlying units", &block.underlying),
    ]
}
