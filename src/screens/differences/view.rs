//! Paints the differences of a run: the strip of a series, the segments between the two books, and what is said of the selected one.
//! From 120 columns what each book says stands at its side; below that both stand in one list.
//! Must not know: what any key does.

use super::{
    lines::{Line, differs},
    told::Told,
};
use crate::{
    domain::{
        Serial, SerialRange, Series,
        reconcile::{Code, Field, Subject},
    },
    evidence::reconciliation::about,
    registry::run::{Relation, RunSegment},
    screens::{
        scroll::{self, Scroll},
        words,
    },
    text::{Kind, Untrusted, number::grouped},
    ui::{
        Safe, Span, Theme,
        detail::Item,
        line::{self, Align},
        strip::{self, Run},
        table::{self, Column, RowPaint, Width},
        theme::{Glyph, Role},
    },
};
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

/// Lines of the strip: what it shows, the strip, the sign below it, an empty one; and the lowest area that still has it.
const STRIP: u16 = 4;
const LEAST_WITH_STRIP: u16 = 16;
/// From this width on the two sides stand beside what was found.
const WIDE: u16 = 120;

/// Where the parts stand.
#[derive(Clone, Copy, Debug)]
pub struct Areas {
    /// The strip of serials.
    pub strip: Rect,
    /// The segments.
    pub lines: Rect,
    /// What is said of the selected one.
    pub told: Rect,
}

impl Areas {
    /// How many segments there is room for; one line goes to the titles of the columns.
    pub fn rows(&self) -> usize {
        usize::from(self.lines.height.saturating_sub(1))
    }
}

/// Divides the area for so many lines of segments.
pub fn areas(area: Rect, lines: usize) -> Areas {
    let strip = if area.height >= LEAST_WITH_STRIP { STRIP } else { 0 };
    let left = area.height - strip;
    let wanted = u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(1);
    let height = wanted.min((left * 2 / 5).max(4)).min(left);
    let below = |y: u16, height: u16| Rect { y: area.y + y, height, ..area };
    // An empty line keeps the segments apart from what is said of one.
    let gap = u16::from(left > height);
    Areas { strip: below(0, strip), lines: below(strip, height), told: below(strip + height + gap, left - height - gap) }
}

/// Paints the serials of the series of one segment: what is equal, what differs, and what was not looked at line by line.
pub fn paint_strip(items: &[RunSegment], at: usize, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    line::clear(Role::Text, theme, area, buffer);
    let Some(series) = items.get(at).and_then(series_of).filter(|_| area.height > 0) else { return };
    let here: Vec<(usize, SerialRange)> =
        items.iter().enumerate().filter_map(|(n, item)| Some((n, range_in(item, series)?))).collect();
    let Some((first, last)) = here.first().zip(here.last()).map(|(first, last)| (first.1.first(), last.1.last())) else { return };
    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let differ = here.iter().filter(|(n, _)| items.get(*n).is_some_and(differs)).count();
    let legend = [
        Span::new(
            Role::Section,
            Safe::ours(format!("{}-{}-{} {}", series.approach, series.registry, series.party, series.vintage)),
        ),
        Span::text(Safe::ours(format!("  {first} to {last}"))),
        Span::new(Role::Dim, Safe::ours(format!("   {} {differ} differ", theme.glyph(Glyph::Fill)))),
        Span::new(Role::Dim, Safe::ours(format!("  {} equal", theme.glyph(Glyph::FillThird)))),
        Span::new(Role::Dim, Safe::ours(format!("  {} same digest", theme.glyph(Glyph::FillRest)))),
    ];
    line::paint(&legend, Align::Left, Role::Text, theme, Rect { height: 1, ..inner }, buffer);
    let bar = Rect { y: inner.y + 1, height: inner.height.saturating_sub(1).min(2), ..inner };
    strip::runs(&stretches(items, &here, at, theme), theme, bar, buffer);
}

fn series_of(item: &RunSegment) -> Option<Series> {
    if let Subject::Units(block) = item.subject { Some(block.series) } else { None }
}

fn range_in(item: &RunSegment, series: Series) -> Option<SerialRange> {
    match item.subject {
        Subject::Units(block) if block.series == series => Some(block.range),
        _ => None,
    }
}

fn stretches(items: &[RunSegment], here: &[(usize, SerialRange)], at: usize, theme: &Theme) -> Vec<Run<'static>> {
    let sign = |glyph: Glyph| Safe::ours(theme.glyph(glyph).to_owned());
    let mut all = Vec::with_capacity(here.len() * 2);
    let mut next: Option<Serial> = None;
    for (n, range) in here {
        let gap = next.zip(range.first().previous()).and_then(|(from, to)| SerialRange::new(from, to).ok());
        let rest = |gap: SerialRange| Run {
            sign: sign(Glyph::FillRest),
            role: Role::Dim,
            length: gap.quantity().count(),
            selected: false,
        };
        all.extend(gap.map(rest));
        let Some(item) = items.get(*n) else { continue };
        let (glyph, role) = if differs(item) { (Glyph::Fill, look(item).0) } else { (Glyph::FillThird, Role::Dim) };
        all.push(Run { sign: sign(glyph), role, length: range.quantity().count(), selected: *n == at });
        next = range.last().next();
    }
    all
}

/// How a segment is shown: by the worst that was found in it.
fn look(item: &RunSegment) -> (Role, Glyph) {
    let worst = item.found.iter().map(|(code, _)| code.gravity()).max();
    match (worst, item.relation) {
        (Some(gravity), _) => words::gravity(gravity),
        (None, Relation::Equal) => (Role::Ok, Glyph::Ok),
        (None, _) => (Role::Dim, Glyph::Info),
    }
}

/// The lines that are to be painted.
pub struct Lines<'a> {
    /// Every segment.
    pub items: &'a [RunSegment],
    /// The lines from the first visible one on.
    pub visible: &'a [Line],
    /// Which of them is selected.
    pub selected: Option<usize>,
    /// The titles of the two sides.
    pub titles: [&'static str; 2],
}

/// Paints the segments between the two books; the answer is where the selected one begins.
pub fn paint_lines(lines: &Lines<'_>, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let wide = area.width >= WIDE;
    let columns = columns(wide, where_width(lines, wide), lines.titles);
    let table = table::Table {
        columns: &columns,
        rows: lines.visible.len(),
        selected: lines.selected,
        focused: true,
        ..table::Table::default()
    };
    table::paint(&table, theme, area, buffer, |at, cells| match lines.visible.get(at) {
        Some(Line::One(one)) => {
            if let Some(item) = lines.items.get(*one) {
                paint_one(item, wide, cells);
            }
        }
        Some(Line::Equal { first, count }) => {
            paint_equal(lines.items.get(*first..first + count).unwrap_or_default(), wide, cells)
        }
        None => {}
    })
}

/// As wide as what stands in it, so that the sides have the rest; what is no ITMO has a longer name.
fn where_width(lines: &Lines<'_>, wide: bool) -> u16 {
    let most = if wide { 44 } else { 27 };
    let shown = lines.visible.iter().map(|line| match line {
        Line::One(one) => lines.items.get(*one).map_or(0, |item| place(item).chars().count()),
        Line::Equal { first, count } => span(lines.items.get(*first..first + count).unwrap_or_default()).chars().count(),
    });
    u16::try_from(shown.max().unwrap_or(0)).unwrap_or(most).clamp(9, most)
}

fn columns(wide: bool, where_width: u16, [ours, theirs]: [&'static str; 2]) -> Vec<Column> {
    let column = |title, width, align| Column { title, width, align, keep: false, sorted: None };
    let side = Width::Grow { min: 15, max: 60, weight: 1 };
    let mut columns = vec![
        column(ours, side, Align::Left),
        column("SERIALS", Width::Fixed(where_width), Align::Right),
        column("FOUND", Width::Fixed(if wide { 11 } else { 7 }), Align::Left),
    ];
    if wide {
        columns.insert(2, column("ITMOs", Width::Fixed(13), Align::Right));
        columns.push(column("CASE", Width::Fixed(17), Align::Left));
    }
    columns.push(column(theirs, side, Align::Left));
    columns
}

/// The serials of a segment, or what else it is about.
fn place(item: &RunSegment) -> String {
    match &item.subject {
        Subject::Units(block) => from_to(block.range.first().number(), block.range.last().number()),
        other => about(other),
    }
}

/// The serials of segments that are folded into one line.
fn span(items: &[RunSegment]) -> String {
    let range = |item: &RunSegment| if let Subject::Units(block) = item.subject { Some(block.range) } else { None };
    let ends = items.iter().find_map(range).zip(items.iter().rev().find_map(range));
    ends.map_or_else(String::new, |(first, last)| from_to(first.first().number(), last.last().number()))
}

fn from_to(first: u64, last: u64) -> String {
    if first == last { grouped(first) } else { format!("{} – {}", grouped(first), grouped(last)) }
}

fn paint_one(item: &RunSegment, wide: bool, cells: &mut RowPaint<'_>) {
    side(item, true, cells);
    cells.text(Role::Text, Safe::ours(place(item)));
    if wide {
        match item.subject {
            Subject::Units(block) => cells.number(Role::Text, block.quantity().count()),
            _ => cells.nothing(),
        }
    }
    let (role, glyph) = look(item);
    let codes: Vec<&str> = item.found.iter().map(|(code, _)| Code::id(*code)).collect();
    match codes.is_empty() {
        true if item.relation == Relation::Equal => cells.status(role, glyph, "same"),
        true => cells.status(role, glyph, "third"),
        false => cells.status(role, glyph, Safe::ours(codes.join(" "))),
    }
    if wide {
        match item.found.iter().find_map(|(_, case)| *case) {
            Some(case) => cells.text(Role::Text, Safe::ours(case.to_string())),
            None => cells.nothing(),
        }
    }
    side(item, false, cells);
}

/// Segments that are folded into one line.
fn paint_equal(items: &[RunSegment], wide: bool, cells: &mut RowPaint<'_>) {
    let ranges: Vec<SerialRange> =
        items.iter().filter_map(|item| if let Subject::Units(block) = item.subject { Some(block.range) } else { None }).collect();
    let count = items.len();
    let folded = if count == 1 { "1 equal segment".to_owned() } else { format!("{count} equal segments") };
    cells.text(Role::Dim, Safe::ours(folded.clone()));
    cells.text(Role::Dim, Safe::ours(span(items)));
    if wide {
        let units = ranges.iter().fold(0, |sum: u64, range| sum.saturating_add(range.quantity().count()));
        cells.number(Role::Dim, units);
    }
    cells.status(Role::Ok, Glyph::Ok, "same");
    if wide {
        cells.nothing();
    }
    cells.text(Role::Dim, Safe::ours(folded));
}

/// What one book says, in short: who holds the ITMOs, and what it says otherwise than the other book.
fn side(item: &RunSegment, is_ours: bool, cells: &mut RowPaint<'_>) {
    let absent = if is_ours { Relation::TheirsOnly } else { Relation::OursOnly };
    if item.relation == absent {
        return cells.text(Role::Dim, "no line");
    }
    let says = |field: Field| {
        let said = item.said.iter().find(|said| said.field == field)?;
        if is_ours { said.ours.as_ref() } else { said.theirs.as_ref() }
    };
    let mut spans: Vec<Span<'static>> = Vec::new();
    let mut fields = vec![Field::Holder];
    // Two that must not be alike, such as the persons of an order, differ in nothing, and are what was found.
    fields.extend(item.said.iter().map(|said| said.field).filter(|field| !in_a_line(*field) && item.differing.is_empty()));
    fields.extend(item.differing.iter().copied().filter(|field| *field != Field::Holder));
    if fields.len() == 1 {
        fields.extend([Field::Account, Field::Class]);
        // An account begins with the registry that keeps it, and then says both.
        let begins =
            |account: &Untrusted| says(Field::Holder).is_some_and(|holder| account.octets().starts_with(holder.octets()));
        if says(Field::Account).is_some_and(begins) {
            fields.remove(0);
        }
    }
    for field in fields {
        let Some(value) = says(field) else { continue };
        let stands_for_holder = field == Field::Account && item.differing.contains(&Field::Holder);
        let role = match (stands_for_holder || item.differing.contains(&field), is_ours) {
            (false, _) => Role::Text,
            (true, true) => Role::DiffOurs,
            (true, false) => Role::DiffTheirs,
        };
        if !spans.is_empty() {
            spans.push(Span::text("  "));
        }
        // A number alone says nothing.
        if field == Field::AuthorizationVersion {
            spans.push(Span::new(Role::Dim, "version "));
        }
        spans.push(Span::new(role, Safe::from(value.gate(Kind::Name))));
    }
    if spans.is_empty() { cells.text(Role::Dim, "says nothing") } else { cells.spans(&spans) }
}

/// Whether a line of a book has such a field.
fn in_a_line(field: Field) -> bool {
    use Field::{Digest, Lock, Person, Quantity, Reported, Serials, State, Time};
    !matches!(field, Person | State | Reported | Time | Digest | Lock | Serials | Quantity)
}

/// The three panes: ours, what was found, theirs.
fn panes(area: Rect) -> [Rect; 3] {
    // The middle has room for an id beside its name, and ids are not cut.
    let side = area.width * 26 / 100;
    let middle = area.width - 2 * side;
    [
        Rect { width: side, ..area },
        Rect { x: area.x + side, width: middle, ..area },
        Rect { x: area.x + side + middle, width: side, ..area },
    ]
}

/// Paints what is said of the selected segment.
pub fn paint_told(told: &Told, scroll: Scroll, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    line::clear(Role::Text, theme, area, buffer);
    if area.width < WIDE {
        scroll::paint(&stacked(told), scroll, theme, area, buffer);
        return;
    }
    let [ours, found, theirs] = &panes(area);
    for (items, pane) in [(&told.sides[0], ours), (&told.found, found), (&told.sides[1], theirs)] {
        scroll::paint(items, scroll, theme, *pane, buffer);
    }
}

/// What differs comes before what was found, and what does not after it: the first lines say what is looked for.
fn stacked(told: &Told) -> Vec<Item<'static>> {
    let [differ, same] = &told.both;
    differ.iter().chain(&told.found).chain(same).cloned().collect()
}

/// The last line that can be the first.
pub fn limit(told: &Told, area: Rect) -> u16 {
    if area.width < WIDE {
        return scroll::limit(&stacked(told), area);
    }
    let [ours, found, theirs] = panes(area);
    let limits = [(&told.sides[0], ours), (&told.found, found), (&told.sides[1], theirs)];
    limits.into_iter().map(|(items, pane)| scroll::limit(items, pane)).max().unwrap_or(0)
}
