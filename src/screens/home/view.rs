//! Paints Home: each part a table with its heading, under one another or in two columns.
//! On a low screen the column moves so that the selected line is in sight.
//! Must not know: where a line leads.

use super::{
    Home, leads, news,
    shape::{self, Column, Line, Part},
};
use crate::{
    app::{Action, practice::PracticeDesk},
    domain::{ApproachId, Quantity, Vintage, check::LinkState},
    registry::book::{Link, Need, NeedKind},
    screens::words,
    text::{Kind, number::grouped, time},
    ui::{
        Glyph, Safe, Span, Theme,
        line::{self, Align},
        table::{self, RowPaint, Width},
        theme::Role,
    },
};
use jiff::Timestamp;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

/// What every line is painted with.
struct Scene<'a> {
    home: &'a Home,
    selected: Option<Line>,
    now: Timestamp,
    theme: &'a Theme,
}

/// Paints the screen; the answer is where the selected line begins.
pub fn paint(home: &Home, now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    line::clear(Role::Text, theme, area, buffer);
    let shape = shape::of(home, area);
    let scene = Scene { home, selected: home.selected(&shape), now, theme };
    let mut cursor = None;
    for column in &shape.0 {
        cursor = scene.column(column, buffer).or(cursor);
    }
    cursor
}

impl Scene<'_> {
    /// Paints a column, or the window of it that holds the selected line.
    fn column(&self, column: &Column, buffer: &mut Buffer) -> Option<Position> {
        let area = column.area;
        let lines = u16::try_from(column.height()).unwrap_or(u16::MAX);
        if lines <= area.height {
            return self.parts(column, area, buffer);
        }
        let whole = Rect { x: 0, y: 0, width: area.width, height: lines };
        let mut sheet = Buffer::empty(whole);
        let at = self.parts(column, whole, &mut sheet);
        let selected = at.map_or(0, |at| at.y);
        let top = selected.saturating_sub(area.height.saturating_sub(2)).min(lines - area.height);
        for (x, y) in (0..area.height).flat_map(|y| (0..area.width).map(move |x| (x, y))) {
            if let (Some(from), Some(to)) = (sheet.cell((x, top + y)), buffer.cell_mut((area.x + x, area.y + y))) {
                *to = from.clone();
            }
        }
        at.map(|at| Position { x: area.x + at.x, y: area.y + at.y - top })
    }

    fn parts(&self, column: &Column, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let gap = u16::try_from(column.gap()).unwrap_or(0);
        let mut y = area.y;
        let mut cursor = None;
        for (part, lines) in &column.parts {
            let height = u16::try_from(lines.len() + 1).unwrap_or(u16::MAX);
            let place = Rect { y, height, ..area }.intersection(area);
            cursor = self.part(*part, lines, place, buffer).or(cursor);
            y = y.saturating_add(height).saturating_add(gap);
        }
        cursor
    }

    fn part(&self, part: Part, lines: &[Line], area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let columns = columns(part);
        let table = table::Table {
            columns: &columns,
            rows: lines.len(),
            selected: self.selected.and_then(|line| lines.iter().position(|at| *at == line)),
            focused: true,
            stale: self.home.overview.is_stale(),
            ..table::Table::default()
        };
        let most = shape::approaches(self.home.holdings.value().map_or(&[], Vec::as_slice)).first().map_or(0, |(_, sum)| *sum);
        table::paint(&table, self.theme, area, buffer, |at, cells| {
            let Some(line) = lines.get(at) else { return };
            self.line(*line, lines.len() == 1, most, cells);
        })
    }

    /// Paints a line; `alone` is one that has its part for itself, `most` the greatest amount of any.
    fn line(&self, line: Line, alone: bool, most: u64, cells: &mut RowPaint<'_>) {
        let (home, now) = (self.home, self.now);
        let overview = home.overview.value();
        match line {
            Line::Need(at) => {
                let need = overview.and_then(|overview| overview.needs.get(at));
                need.into_iter().for_each(|need| self::need(home, need, now, cells));
            }
            Line::News => news_line(home, alone, now, cells),
            Line::Kind(at) => kind_line(home, at, now, cells),
            Line::Link(registry) => {
                let link = overview.and_then(|overview| overview.links.iter().find(|link| link.registry == registry));
                link.into_iter().for_each(|link| self::link(link, now, cells));
            }
            Line::AllLinks => all_links(home, cells),
            Line::Approach(approach) => held(home, approach, None, most, cells),
            Line::Vintage(approach, vintage) => held(home, approach, Some(vintage), most, cells),
            Line::AllHoldings => all_holdings(home, cells),
            Line::Practice(at) => practice_line(home, at, cells),
        }
    }
}

fn columns(part: Part) -> Vec<table::Column> {
    let column = |title, width, align| table::Column { title, width, align, keep: false, sorted: None };
    let grow = |min, max| Width::Grow { min, max, weight: 1 };
    match part {
        Part::Needs => vec![
            column("", Width::Fixed(1), Align::Left),
            column("NEEDS SOMEBODY", grow(20, 28), Align::Left),
            column("ALL", Width::Fixed(7), Align::Right),
            column("FOR YOU", Width::Fixed(7), Align::Right),
            column("OLDEST", Width::Fixed(6), Align::Right),
            column("WHICH", grow(17, 22), Align::Left),
        ],
        Part::News => vec![
            column("", Width::Fixed(1), Align::Left),
            column("CHANGED SINCE YOU LOOKED", grow(30, 200), Align::Left),
            column("NEWEST", Width::Fixed(6), Align::Right),
        ],
        Part::Links => vec![
            column("LINK", Width::Fixed(5), Align::Left),
            column("STATE", Width::Fixed(20), Align::Left),
            column("HEARD", Width::Fixed(6), Align::Right),
            column("NAME", grow(12, 60), Align::Left),
        ],
        Part::Practice => vec![
            column("", Width::Fixed(1), Align::Left),
            column("PRACTICE", Width::Fixed(10), Align::Left),
            column("every passphrase: practice; guide: docs/walkthrough.md", grow(50, 200), Align::Left),
        ],
        Part::Holdings => vec![
            column("HELD", Width::Fixed(8), Align::Left),
            column("", grow(10, 60), Align::Left),
            column("ITMOs", Width::Fixed(13), Align::Right),
            column("LOCKED", Width::Fixed(11), Align::Right),
        ],
    }
}

/// What a kind is called on Home.
fn title(kind: NeedKind) -> &'static str {
    match kind {
        NeedKind::Approvals => "Orders to approve",
        NeedKind::Proposals => "Proposals to decide",
        NeedKind::Stuck => "Stuck transfers",
        NeedKind::Incidents => "Alarms to see to",
        NeedKind::Discrepancies => "Discrepancies",
        NeedKind::Contacts => "Contacts due",
        NeedKind::Versions => "Roster, policy to sign",
    }
}

/// How bad it is that something of a kind waits.
fn weight(kind: Option<NeedKind>) -> Role {
    match kind {
        Some(NeedKind::Stuck | NeedKind::Discrepancies | NeedKind::Incidents) => Role::Danger,
        None => Role::Warn,
        Some(NeedKind::Approvals | NeedKind::Proposals | NeedKind::Contacts | NeedKind::Versions) => Role::Pending,
    }
}

fn key(home: &Home, action: Action) -> Span<'static> {
    let name = home.keys.iter().find(|(known, _)| *known == action).map_or_else(String::new, |(_, key)| key.clone());
    Span::new(Role::Key, Safe::ours(name))
}

fn need(home: &Home, need: &Need, now: Timestamp, cells: &mut RowPaint<'_>) {
    let kind = need.kind.known().copied();
    cells.spans(&[kind.and_then(leads::action_of).map_or_else(|| Span::text(""), |action| key(home, action))]);
    let empty = need.all.count == 0;
    let role = if empty { Role::Dim } else { Role::Text };
    cells.text(role, kind.map_or_else(|| words::word(&need.kind, NeedKind::word), |kind| title(kind).into()));
    count(weight(kind), need.all.count, cells);
    count(Role::Accent, need.mine.count, cells);
    match need.mine.oldest.as_ref().or(need.all.oldest.as_ref()) {
        Some(oldest) => {
            cells.text(weight(kind), Safe::ours(time::age(oldest.since, now)));
            // The number of an alarm says nothing; its kind does.
            let which = oldest.what.as_ref().map_or_else(|| oldest.id.gate(Kind::Critical), |what| what.gate(Kind::Name));
            cells.text(Role::Text, which);
        }
        None => cells.nothing(),
    }
}

/// A line about the desks of a demo; a command stands behind the key that copies it.
fn practice_line(home: &Home, at: usize, cells: &mut RowPaint<'_>) {
    let lines = home.practice.as_ref().map(PracticeDesk::lines).unwrap_or_default();
    let Some(line) = lines.get(at) else { return };
    cells.spans(&[if line.is_command { key(home, Action::Copy) } else { Span::text("") }]);
    cells.text(Role::Dim, line.label);
    cells.text(if line.is_command { Role::Accent } else { Role::Text }, Safe::ours(line.text.clone()));
}

fn count(role: Role, count: u64, cells: &mut RowPaint<'_>) {
    cells.number(if count == 0 { Role::Dim } else { role }, count);
}

fn news_line(home: &Home, alone: bool, now: Timestamp, cells: &mut RowPaint<'_>) {
    let (role, sentence) = news::sentence(home);
    cells.spans(&[key(home, Action::HomeNews)]);
    let kinds = if alone { news::kinds_in_a_line(home) } else { String::new() };
    let mut spans = vec![Span::new(role, Safe::ours(sentence))];
    if !kinds.is_empty() {
        spans.push(Span::new(Role::Dim, Safe::ours(format!(": {kinds}"))));
    }
    cells.spans(&spans);
    match news::kinds(home).iter().map(|of| of.newest).max() {
        Some(newest) => cells.text(Role::Dim, Safe::ours(time::age(newest, now))),
        None => cells.nothing(),
    }
}

fn kind_line(home: &Home, at: usize, now: Timestamp, cells: &mut RowPaint<'_>) {
    let kinds = news::kinds(home);
    let Some(of) = kinds.get(at) else { return };
    cells.text(Role::Text, "");
    let count = format!("{:>7}  ", grouped(of.count));
    cells.spans(&[Span::text(Safe::ours(count)), Span::text(of.kind.gate(Kind::Name))]);
    cells.text(Role::Dim, Safe::ours(time::age(of.newest, now)));
}

fn link(link: &Link, now: Timestamp, cells: &mut RowPaint<'_>) {
    cells.text(Role::Text, Safe::ours(link.registry.to_string()));
    let (role, glyph) = words::link_state(&link.state);
    cells.status(role, glyph, words::word(&link.state, LinkState::word));
    match link.seen {
        Some(at) => cells.text(Role::Text, Safe::ours(time::age(at, now))),
        None => cells.text(Role::Warn, "never"),
    }
    cells.text(Role::Dim, link.name.gate(Kind::Name));
}

fn all_links(home: &Home, cells: &mut RowPaint<'_>) {
    let links = home.overview.value().map_or(&[][..], |overview| overview.links.as_slice());
    let down = links.iter().filter(|link| !link.state.is(&LinkState::Active)).count();
    cells.text(Role::Text, "all");
    match (links.len(), down) {
        (0, _) => cells.text(Role::Dim, "no counterpart yet"),
        (all, 0) => cells.status(Role::Ok, Glyph::Ok, Safe::ours(format!("{all} active"))),
        (all, down) => cells.text(Role::Text, Safe::ours(format!("{down} of {all} not active"))),
    }
}

fn held(home: &Home, approach: ApproachId, vintage: Option<Vintage>, most: u64, cells: &mut RowPaint<'_>) {
    let holdings = home.holdings.value().map_or(&[][..], Vec::as_slice);
    let of = holdings.iter().filter(|holding| holding.approach == approach && vintage.is_none_or(|of| holding.vintage == of));
    let (mut all, mut locked) = (0_u64, Some(Quantity::ZERO));
    for holding in of {
        all = all.saturating_add(holding.held.count());
        locked = both(locked, holding.locked);
    }
    match vintage {
        None => cells.text(Role::Text, Safe::ours(approach.to_string())),
        Some(vintage) => cells.text(Role::Dim, Safe::ours(format!("  {vintage}"))),
    }
    cells.bar(if vintage.is_none() { Role::Fill } else { Role::FillRest }, all, most);
    cells.number(Role::Text, all);
    words::locked(locked, cells);
}

/// A sum of which no part is kept back.
fn both(one: Option<Quantity>, other: Option<Quantity>) -> Option<Quantity> {
    Some(Quantity::new(one?.count().saturating_add(other?.count())))
}

fn all_holdings(home: &Home, cells: &mut RowPaint<'_>) {
    let Some(holdings) = home.holdings.value() else { return };
    let all = holdings.iter().map(|holding| holding.held.count()).fold(0, u64::saturating_add);
    let locked = holdings.iter().map(|holding| holding.locked).fold(Some(Quantity::ZERO), both);
    cells.text(Role::Text, "all");
    match shape::approaches(holdings).len() {
        0 => cells.text(Role::Dim, "nothing is held"),
        1 => cells.text(Role::Dim, "1 approach"),
        approaches => cells.text(Role::Dim, Safe::ours(format!("{} approaches", grouped(approaches as u64)))),
    }
    cells.number(Role::Text, all);
    words::locked(locked, cells);
}
