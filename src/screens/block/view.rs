//! Paints one block: its first and last id in full, where it is, and every attribute.
//! Everything is wrapped and nothing shortened: here the operator compares with other papers.
//! Must not know: what any key does.

use super::BlockCard;
use crate::{
    domain::{
        Block, Metric,
        check::{self, Finding},
    },
    registry::book::Veil,
    screens::{Did, Place, authorization, life, linked::Linked, lock, words},
    text::{Kind, Untrusted},
    ui::{Safe, Span, detail::Item, theme::Role},
};
use jiff::Timestamp;
use std::collections::BTreeSet;

/// What stands on the page of a block.
pub fn page(card: &BlockCard, block: &Block, now: Timestamp) -> Linked {
    let mut page = serials(card, block);
    page.append(place(block, now));
    page.append(Linked::from(standing(block, now)));
    page.append(authorized(card, block));
    page.append(life(card));
    page.append(Linked::from(origin(block)));
    page
}

fn serials(card: &BlockCard, block: &Block) -> Linked {
    let mut page = Linked::default();
    page.section("Serials");
    if block.is_withheld() {
        page.field("Looked for", Role::Match, Safe::ours(card.id.to_string()));
        for label in ["First ITMO", "Last ITMO", "ITMOs"] {
            page.field(label, Role::Dim, words::TYPE_AGAIN);
        }
        let order = block.lock.as_ref().and_then(|lock| lock.order.or(lock.transfer));
        let veil = Veil { order, fields: BTreeSet::new() };
        let to = order.map_or(Did::Nothing, |order| Did::Go(Place::Order(order)));
        page.lead(Item::Text(vec![Span::new(Role::Warn, Safe::ours(veil.sentence()))]), to);
        return page;
    }
    page.field("First ITMO", Role::Text, Safe::ours(block.first_id().to_string()));
    page.field("Last ITMO", Role::Text, Safe::ours(block.last_id().to_string()));
    page.field("ITMOs", Role::Text, Safe::number(block.quantity().count()));
    if card.id != block.first_id() {
        page.field("Looked for", Role::Match, Safe::ours(card.id.to_string()));
    }
    page
}

/// The authorization with what is used and left of it; what it says is on a page of its own.
fn authorized(card: &BlockCard, block: &Block) -> Linked {
    let mut page = Linked::default();
    page.section("Authorization");
    let named = format!("{}, version {}", block.authorization, block.authorization_version);
    let to = Did::Go(Place::Authorization(block.authorization.clone()));
    page.lead(Item::field("Created under", Role::Text, Safe::ours(named)), to);
    match (card.authorization.value(), card.authorization.problem()) {
        (Some(full), _) => page.append(authorization::used(&full.summary)),
        (None, Some(problem)) => page.field("Quantity", Role::Danger, Safe::ours(problem.what())),
        (None, None) => page.field("Quantity", Role::Pending, "asking the registry"),
    }
    page
}

/// What happened to the ITMO that was looked for: where it was before a split, its block was another one.
fn life(card: &BlockCard) -> Linked {
    let title = "Life (UTC)";
    match (card.life.value(), card.life.problem()) {
        (Some(events), _) => life::section(title, events),
        (None, Some(problem)) => {
            let why = format!("{}. {}", problem.what(), problem.advice());
            Linked::from(vec![Item::Section(title.into()), Item::Text(vec![Span::new(Role::Danger, Safe::ours(why))])])
        }
        (None, None) => {
            let asking = Span::new(Role::Pending, "Asking the registry.");
            Linked::from(vec![Item::Section(title.into()), Item::Text(vec![asking])])
        }
    }
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

fn place(block: &Block, now: Timestamp) -> Linked {
    let (role, _) = words::block_state(block.state);
    let mut page = Linked::default();
    page.section("Where it is");
    let to = Did::Go(Place::Account(block.account.clone()));
    page.lead(Item::field("Account", Role::Text, Safe::ours(block.account.to_string())), to);
    page.field("Registry", Role::Text, Safe::ours(block.holding_registry.to_string()));
    page.field("State", role, block.state.word());
    if let Some(held) = &block.lock {
        page.lead(Item::Field("Locked by".into(), lock::spans(Role::Blocked, held, now)), lock::leads(held));
    }
    if let Some(case) = block.disputed {
        let words = format!("{case}: its ITMOs are in no new order until it is resolved");
        page.lead(Item::field("Disputed in", Role::Blocked, Safe::ours(words)), Did::Go(Place::Case(case)));
    }
    let transferred = block.first_transferred.map_or_else(|| "not yet".to_owned(), |day| day.to_string());
    page.field("First transfer", Role::Text, Safe::ours(transferred));
    page
}

fn origin(block: &Block) -> Vec<Item<'static>> {
    let series = block.series;
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
        Item::Field("Metric".into(), metric),
        as_sent("Mitigation type", &block.mitigation_type),
        as_sent("Sector", &block.sector),
        as_sent("Activity type", &block.activity_type),
        as_sent("Underlying units", &block.underlying),
    ]
}
