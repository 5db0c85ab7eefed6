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
    ui::{
        Safe, Span, Theme,
        detail::{self, Item},
        line::{self, Align},
        theme::{Glyph, Role},
    },
};
use jiff::Timestamp;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

/// How far the screen can be scrolled on this area.
pub fn scroll_limit(card: &BlockCard, now: Timestamp, area: Rect) -> u16 {
    let lines = card.block.value().map_or(0, |block| detail::height(&items(card, block, now), area.width));
    u16::try_from(lines).unwrap_or(u16::MAX).saturating_sub(area.height)
}

/// Paints the screen; the answer is the place for the terminal's cursor.
pub fn paint(card: &BlockCard, now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let block = card.block.value()?;
    let items = items(card, block, now);
    let lines = detail::height(&items, area.width);
    let most = lines.saturating_sub(usize::from(area.height));
    let offset = usize::from(card.scroll).min(most);
    detail::paint(&items, offset, theme, area, buffer);
    let below = lines.saturating_sub(offset + usize::from(area.height));
    if below > 0 && area.height > 1 {
        // The last line gives way to the news that there is more.
        let more = format!("{} {} more lines", theme.glyph(Glyph::Ellipsis), below + 1);
        let last = Rect { x: area.x, y: area.y + area.height - 1, width: area.width, height: 1 };
        line::paint(&[Span::new(Role::Dim, Safe::ours(format!(" {more}")))], Align::Left, Role::Text, theme, last, buffer);
    }
    Some(Position { x: area.x, y: area.y })
}

fn items<'a>(card: &BlockCard, block: &Block, now: Timestamp) -> Vec<Item<'a>> {
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
fn standing<'a>(block: &Block, now: Timestamp) -> Vec<Item<'a>> {
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

fn place<'a>(block: &Block, now: Timestamp) -> Vec<Item<'a>> {
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

fn origin<'a>(block: &Block) -> Vec<Item<'a>> {
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
