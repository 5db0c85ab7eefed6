//! Paints one account: facts on top, holdings by cooperative approach and vintage below them, its blocks as a list at the bottom.
//! On a small terminal holdings show their first rows, and what binds the account is one key away; on a wide one it stands beside.
//! Must not know: what any key does.

use super::{AccountCard, Part, bound::Side};
use crate::{
    domain::{Account, HolderKind, Holding, Quantity},
    screens::{
        Spot, blocks, lock,
        scroll::{self, Scroll},
        words,
    },
    text::{Kind, time},
    ui::{
        Safe, Span, Theme,
        detail::{self, Item},
        line::{self, Align},
        strip,
        table::{self, Column, Width},
        theme::{Glyph, Role},
    },
};
use jiff::Timestamp;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

/// Rows the block list keeps whatever else is shown, its titles included.
const LEAST_LIST: u16 = 4;

/// The narrowest area with what binds the account beside the rest.
const WIDE: u16 = 130;

/// Whether an area shows what binds the account beside the rest.
pub fn is_wide(area: Rect) -> bool {
    area.width >= WIDE
}

/// The area of facts, holdings and blocks, and on a wide one that of what binds the account.
fn halves(card: &AccountCard, area: Rect) -> (Rect, Option<Rect>) {
    if !is_wide(area) || card.part != Part::Whole {
        return (area, None);
    }
    let left = Rect { width: area.width / 20 * 11, ..area };
    let right = Rect { x: left.right() + 1, width: area.right() - left.right() - 1, ..area };
    (left, Some(right))
}

/// The three parts of the screen.
struct Parts {
    facts: Rect,
    holdings: Rect,
    blocks: Rect,
}

/// How many rows of blocks are visible on this area.
pub fn list_height(card: &AccountCard, theme_now: Timestamp, area: Rect) -> u16 {
    parts(card, &facts(card, theme_now), halves(card, area).0).blocks.height.saturating_sub(2)
}

/// How far the holdings can be scrolled on this area.
pub fn scroll_limit(card: &AccountCard, now: Timestamp, area: Rect) -> u16 {
    let fits = table::visible_rows(without_gap(headed(parts(card, &facts(card, now), area).holdings).1));
    u16::try_from(card.holdings.value().map_or(0, Vec::len).saturating_sub(fits)).unwrap_or(u16::MAX)
}

/// Paints the screen; the answer is where the selected row begins.
pub fn paint(card: &AccountCard, now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    if let Some(page) = card.page() {
        return card.reading.paint(&page, theme, area, buffer);
    }
    let items = facts(card, now);
    // Painted plainly, nothing stands beside anything.
    let (left, right) = if theme.plain() { (area, None) } else { halves(card, area) };
    line::clear(Role::Text, theme, area, buffer);
    if let Some(right) = right {
        bound(card, now, theme, right, buffer);
    }
    let parts = parts(card, &items, left);
    detail::paint(&items, 0, theme, parts.facts, buffer);
    holdings(card, theme, parts.holdings, buffer);
    if card.part == Part::Holdings {
        let y = parts.holdings.y.saturating_add(1);
        return (parts.holdings.height > 1).then_some(Position { x: parts.holdings.x, y });
    }
    let (title, rows) = headed(parts.blocks);
    let count = match card.blocks.total() {
        None => String::new(),
        Some(0) if card.blocks.choice().filter.is_empty() => "Blocks: none".to_owned(),
        Some(0) => "Blocks: none matches the filter".to_owned(),
        Some(total) => {
            let marked = blocks::marked(&card.blocks).map_or_else(String::new, |marked| format!(", {marked}"));
            format!("Blocks: {}{marked}", crate::text::number::grouped(total))
        }
    };
    line::paint(&[Span::new(Role::Section, Safe::ours(count))], Align::Left, Role::Text, theme, indented(title), buffer);
    if card.blocks.total().unwrap_or(0) == 0 {
        line::clear(Role::Text, theme, rows, buffer);
        return None;
    }
    blocks::paint_rows(&card.blocks, blocks::Of::Account, now, theme, rows, buffer)
}

/// What of the list of blocks stands at a position.
pub fn spot(card: &AccountCard, now: Timestamp, area: Rect, at: Position) -> Option<Spot> {
    if card.part != Part::Whole || card.blocks.total().unwrap_or(0) == 0 {
        return None;
    }
    let (_, rows) = headed(parts(card, &facts(card, now), halves(card, area).0).blocks);
    blocks::spot(&card.blocks, blocks::Of::Account, rows, at)
}

/// Everything that binds the account, one below the other, as much as fits.
fn bound(card: &AccountCard, now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let items: Vec<Item<'static>> = Side::ALL.into_iter().flat_map(|side| card.bound.page(side, now).into_items()).collect();
    scroll::paint(&items, Scroll::default(), theme, area, buffer);
}

fn parts(card: &AccountCard, items: &[Item<'_>], area: Rect) -> Parts {
    let wanted = u16::try_from(detail::height(items, area.width)).unwrap_or(u16::MAX);
    let facts = wanted.saturating_add(1).min(area.height);
    let left = area.height - facts;
    let count = card.holdings.value().map_or(0, Vec::len);
    let all = u16::try_from(count).unwrap_or(u16::MAX).saturating_add(3);
    let holdings =
        if card.part == Part::Holdings { left } else { all.min(left.saturating_sub(LEAST_LIST + 1)).min((left / 2).max(5)) };
    let holdings = holdings.min(left);
    let part = |y: u16, height: u16| Rect { y: area.y + y, height, ..area };
    Parts { facts: part(0, facts), holdings: part(facts, holdings), blocks: part(facts + holdings, left - holdings) }
}

fn headed(area: Rect) -> (Rect, Rect) {
    let head = area.height.min(1);
    (Rect { height: head, ..area }, Rect { y: area.y + head, height: area.height - head, ..area })
}

/// The line below the holdings says how many more there are, or keeps the blocks apart.
fn without_gap(rows: Rect) -> Rect {
    Rect { height: rows.height.saturating_sub(1), ..rows }
}

fn indented(area: Rect) -> Rect {
    let by = area.width.min(1);
    Rect { x: area.x + by, width: area.width - by, ..area }
}

fn facts(card: &AccountCard, now: Timestamp) -> Vec<Item<'static>> {
    let Some(account) = card.account.value() else {
        return vec![Item::field("Account", Role::Text, Safe::ours(card.id.to_string()))];
    };
    let summary = &account.summary;
    let holder = match summary.holder.kind {
        HolderKind::Party => format!("Party {}", summary.holder.party),
        HolderKind::Entity => format!("authorized entity, {}", summary.holder.party),
    };
    let (role, _) = words::account_state(summary.state);
    let mut items = vec![
        Item::field("Name", Role::Text, summary.name.gate(Kind::Name)),
        Item::Field("Holder".into(), vec![Span::text(summary.holder.name.gate(Kind::Name)), dim(format!("  {holder}"))]),
        Item::Field(
            "Type".into(),
            vec![
                Span::text(Safe::ours(summary.kind.to_string())),
                Span::new(Role::Dim, "   State "),
                Span::new(role, summary.state.word()),
            ],
        ),
        Item::Field("ITMOs".into(), amounts(account, now)),
        Item::Field("Opened".into(), opened(account)),
    ];
    if let Some(held) = &account.lock {
        items.push(Item::Field("Locked".into(), lock::spans(Role::Blocked, held, now)));
    }
    items
}

fn dim(text: String) -> Span<'static> {
    Span::new(Role::Dim, Safe::ours(text))
}

fn amounts(account: &Account, now: Timestamp) -> Vec<Span<'static>> {
    let mut spans = vec![Span::text(Safe::number(account.summary.held.count()))];
    match account.summary.locked {
        Some(Quantity::ZERO) => {}
        Some(locked) => {
            spans.push(Span::new(Role::Dim, "   of which locked "));
            spans.push(Span::new(Role::Blocked, Safe::number(locked.count())));
        }
        None => spans.push(Span::new(Role::Dim, Safe::ours(format!("   of which locked: {}", words::TYPE_AGAIN)))),
    }
    if let Some(at) = account.summary.last_act {
        let age = match time::age(at, now).as_str() {
            "now" => "just now".to_owned(),
            age => format!("{age} ago"),
        };
        spans.push(dim(format!("   last act {age}")));
    }
    spans
}

fn opened(account: &Account) -> Vec<Span<'static>> {
    let opened = account.opened.map_or_else(|| "unknown".to_owned(), time::day);
    let approaches = if account.approaches.is_empty() {
        "for any cooperative approach".to_owned()
    } else {
        let names: Vec<String> = account.approaches.iter().map(ToString::to_string).collect();
        format!("only for cooperative approach {}", names.join(", "))
    };
    vec![Span::text(Safe::ours(opened)), dim(format!("   {approaches}   version {}", account.version))]
}

fn holdings(card: &AccountCard, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let (title, rows) = headed(area);
    let held = card.holdings.value().map_or(&[][..], Vec::as_slice);
    let heading = "Holdings by cooperative approach and vintage";
    let heading = if held.is_empty() && card.holdings.value().is_some() { "Holds no ITMOs" } else { heading };
    line::paint(&[Span::new(Role::Section, heading)], Align::Left, Role::Text, theme, indented(title), buffer);
    if held.is_empty() {
        return;
    }
    let gap = Rect { y: rows.y + rows.height.saturating_sub(1), height: rows.height.min(1), ..rows };
    let rows = without_gap(rows);
    let fits = table::visible_rows(rows);
    let most = held.len().saturating_sub(fits);
    let first = usize::from(card.holdings_scroll.first(u16::try_from(most).unwrap_or(u16::MAX)));
    let shown = held.get(first..).unwrap_or_default();
    let whole = held.iter().map(|holding| holding.held.count()).fold(0, u64::saturating_add);
    paint_holdings(shown, whole, theme, rows, buffer);
    let hidden = held.len().saturating_sub(first + fits);
    let more = if hidden > 0 { format!("{} {hidden} more holdings", theme.glyph(Glyph::Ellipsis)) } else { String::new() };
    line::paint(&[Span::new(Role::Dim, Safe::ours(more))], Align::Left, Role::Text, theme, indented(gap), buffer);
}

fn paint_holdings(shown: &[Holding], whole: u64, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let column = |title, width, align, keep| Column { title, width: Width::Fixed(width), align, keep, sorted: None };
    let columns = [
        column("APPROACH", 9, Align::Left, true),
        column("VINTAGE", 7, Align::Left, true),
        column("ITMOs", 13, Align::Right, false),
        column("LOCKED", 13, Align::Right, false),
        column("BLOCKS", 7, Align::Right, false),
    ];
    let table = table::Table { columns: &columns, rows: shown.len(), ..table::Table::default() };
    table::paint(&table, theme, area, buffer, |at, cells| {
        let Some(holding) = shown.get(at) else { return };
        cells.text(Role::Text, Safe::ours(holding.approach.to_string()));
        cells.text(Role::Text, Safe::ours(holding.vintage.to_string()));
        cells.number(Role::Text, holding.held.count());
        words::locked(holding.locked, cells);
        cells.number(Role::Text, holding.blocks);
    });
    // The bar shows each row's part of the whole, where there is room beside the numbers.
    let bar = Rect { x: area.x.saturating_add(62), width: area.width.saturating_sub(64).min(40), height: 1, ..area };
    if bar.width < 5 {
        return;
    }
    for (at, holding) in (1u16..area.height).zip(shown) {
        let place = Rect { y: area.y + at, ..bar };
        strip::part(holding.held.count(), whole, Role::Fill, theme, place, buffer);
    }
}
