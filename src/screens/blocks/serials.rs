//! Where the serials are that were looked for: a strip of the range, a letter for each account and state, a point for what is not here.
//! It shows the series of the selected row, out of the rows that are loaded, and says so when others are not.
//! Must not know: how serials are looked for; the filter says which.

use crate::{
    app::Table,
    domain::{AccountId, Block, BlockState, Serial, SerialRange, Series},
    registry::query::bounds,
    screens::words,
    text::number::grouped,
    ui::{
        Safe, Span, Theme,
        detail::{self, Item},
        line::{self, Align},
        strip::{self, Run},
        theme::{Glyph, Role},
    },
};
use ratatui::{buffer::Buffer, layout::Rect};

/// What stands between two entries of the legend.
const GAP: &str = "   ";

/// Lines the strip takes: what it shows, the strip with the sign below it, two of the legend, an empty one.
pub const HEIGHT: u16 = 6;
/// The lowest area that still shows enough rows below it.
pub const LEAST: u16 = 14;
/// Rows that are looked at.
const MOST_ROWS: u64 = 1_000;
/// The signs of accounts and states, in the order they come. Those after the last share its sign.
const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+";

/// Account and state: what a run has one of.
type Place<'a> = (&'a AccountId, BlockState);

/// The serials that were asked for.
pub fn asked(list: &Table<Block>) -> Option<(u64, u64)> {
    let filter = &list.choice().filter;
    let term = filter.terms.iter().find(|term| term.field == Some("serial") && !term.negated)?;
    list.total().filter(|total| *total > 0)?;
    bounds(&term.value).map(|range| (*range.start(), *range.end()))
}

/// The row where the next run begins, or the prior one ends, that is elsewhere, in another state, or of another series.
pub fn beside(list: &Table<Block>, forward: bool) -> Option<u64> {
    asked(list)?;
    let here = list.selected()?;
    let differs = |block: &Block| (block.series, &block.account, block.state) != (here.series, &here.account, here.state);
    let mut row = list.cursor();
    loop {
        row = if forward { row.checked_add(1)? } else { row.checked_sub(1)? };
        if differs(list.row(row)?) {
            return Some(row);
        }
    }
}

/// A run of serials: where they are, or that they are not in this book.
struct Stretch<'a> {
    range: SerialRange,
    place: Option<Place<'a>>,
    selected: bool,
}

/// The strip of one series.
pub struct Strip<'a> {
    series: Series,
    range: SerialRange,
    stretches: Vec<Stretch<'a>>,
    /// Whether rows were left out because they are not loaded.
    is_partial: bool,
    /// Whether it is not drawn, because it would tell what is kept back.
    is_withheld: bool,
}

impl<'a> Strip<'a> {
    /// The strip of what was asked for; `None` before any of it is here.
    pub fn of(list: &'a Table<Block>) -> Option<Self> {
        let asked = asked(list)?;
        let total = list.total()?;
        let loaded: Vec<&Block> = (0..total.min(MOST_ROWS)).filter_map(|row| list.row(row)).collect();
        let selected = list.selected().or(loaded.first().copied())?;
        let mut blocks: Vec<&Block> = loaded.iter().copied().filter(|block| block.series == selected.series).collect();
        blocks.sort_by_key(|block| block.range);
        let range = shown(asked, &blocks, selected)?;
        // The strip would draw what is kept back as the gap between what is not (F07).
        let is_withheld = blocks.iter().any(|block| block.is_withheld());
        let stretches = if is_withheld { Vec::new() } else { stretches(range, &blocks, selected) };
        let is_partial = (loaded.len() as u64) < total;
        Some(Self { series: selected.series, range, stretches, is_partial, is_withheld })
    }

    /// Accounts and states in the order they come, with how many serials are there.
    fn places(&self) -> Vec<(Place<'a>, u64)> {
        let mut places: Vec<(Place<'a>, u64)> = Vec::new();
        for stretch in &self.stretches {
            let Some(place) = stretch.place else { continue };
            let count = stretch.range.quantity().count();
            match places.iter_mut().find(|(known, _)| *known == place) {
                Some((_, sum)) => *sum = sum.saturating_add(count),
                None => places.push((place, count)),
            }
        }
        places
    }

    /// Paints it on [`HEIGHT`] lines.
    pub fn paint(&self, theme: &Theme, area: Rect, buffer: &mut Buffer) {
        line::clear(Role::Text, theme, area, buffer);
        let margin = area.width.min(1);
        let inner = Rect { x: area.x + margin, width: area.width.saturating_sub(2 * margin), ..area };
        let at = |line: u16, height: u16| Rect { y: inner.y + line.min(inner.height), height: height.min(inner.height), ..inner };
        let places = self.places();
        line::paint(&self.title(), Align::Left, Role::Text, theme, at(0, 1), buffer);
        strip::runs(&self.runs(&places, theme), theme, at(1, 2), buffer);
        let legend = on_lines(self.legend(&places, theme), usize::from(inner.width));
        detail::paint(&legend, 0, theme, Rect { x: area.x, width: area.width, ..at(3, 2) }, buffer);
    }

    fn title(&self) -> Vec<Span<'static>> {
        let series = self.series;
        let named = format!("{}-{}-{} {}", series.approach, series.registry, series.party, series.vintage);
        let serials = if self.range.first() == self.range.last() { "serial" } else { "serials" };
        let mut spans = vec![
            Span::new(Role::Section, Safe::ours(named)),
            Span::text(Safe::ours(format!("  {serials} {}", words_of(self.range)))),
        ];
        if self.is_partial {
            spans.push(Span::new(Role::Warn, "  as far as the rows are loaded"));
        }
        spans
    }

    fn runs(&self, places: &[(Place<'a>, u64)], theme: &Theme) -> Vec<Run<'static>> {
        let run = |stretch: &Stretch<'_>| {
            let letter = stretch.place.and_then(|place| places.iter().position(|(known, _)| *known == place)).map(letter);
            let role = stretch.place.map_or(Role::Dim, |(_, state)| words::block_state(state).0);
            let sign = letter.map_or_else(|| Safe::ours(theme.glyph(Glyph::FillRest).to_owned()), Safe::ours);
            Run { sign, role, length: stretch.range.quantity().count(), selected: stretch.selected }
        };
        self.stretches.iter().map(run).collect()
    }

    /// An entry for each sign.
    fn legend(&self, places: &[(Place<'a>, u64)], theme: &Theme) -> Vec<Vec<Span<'static>>> {
        if self.is_withheld {
            let why =
                "Not drawn: some of them are set aside for an order that waits for you, whose serials you type again (F07).";
            return vec![vec![Span::new(Role::Warn, why)]];
        }
        let entry = |(at, ((account, state), count)): (usize, &(Place<'a>, u64))| {
            let (role, _) = words::block_state(*state);
            vec![
                Span::new(role, Safe::ours(format!("{} ", letter(at)))),
                Span::text(Safe::ours(format!("{account} {} ", state.word()))),
                Span::new(Role::Dim, Safe::ours(grouped(*count))),
            ]
        };
        let mut entries: Vec<_> = places.iter().enumerate().map(entry).collect();
        let gaps = self.stretches.iter().filter(|stretch| stretch.place.is_none());
        let missing = gaps.map(|gap| gap.range.quantity().count()).fold(0, u64::saturating_add);
        if missing > 0 {
            let sign = theme.glyph(Glyph::FillRest);
            let what = if self.is_partial { "not in this book, or not loaded" } else { "not in this book" };
            entries.push(vec![Span::new(Role::Dim, Safe::ours(format!("{sign} {what} {}", grouped(missing))))]);
        }
        entries
    }
}

/// Entries beside each other, as many as fit on a line: none is broken over two while a line is wide enough for it.
fn on_lines(entries: Vec<Vec<Span<'static>>>, width: usize) -> Vec<Item<'static>> {
    let mut lines: Vec<Vec<Span<'static>>> = Vec::new();
    let mut used = 0;
    for entry in entries {
        let wide: usize = entry.iter().map(Span::width).sum();
        match lines.last_mut().filter(|_| used + GAP.len() + wide <= width) {
            Some(line) => {
                line.push(Span::text(GAP));
                line.extend(entry);
                used += GAP.len() + wide;
            }
            None => {
                lines.push(entry);
                used = wide;
            }
        }
    }
    lines.into_iter().map(Item::Text).collect()
}

/// The sign of the n-th account and state.
fn letter(at: usize) -> String {
    LETTERS.chars().nth(at).unwrap_or('+').to_string()
}

fn words_of(range: SerialRange) -> String {
    let (first, last) = (range.first(), range.last());
    if first == last { first.to_string() } else { format!("{first} to {last}") }
}

/// The range of the strip: what was asked for; of an open end only as far as there are blocks; of one serial its whole block.
fn shown((from, to): (u64, u64), blocks: &[&Block], selected: &Block) -> Option<SerialRange> {
    if from == to {
        return Some(selected.range);
    }
    let first = if from <= 1 { blocks.first()?.range.first() } else { Serial::new(from).ok()? };
    let last = if to == u64::MAX { blocks.last()?.range.last() } else { Serial::new(to).ok()? };
    SerialRange::new(first, last).ok()
}

/// Cuts the range into runs that are in one account in one state, and what lies between them.
fn stretches<'a>(range: SerialRange, blocks: &[&'a Block], selected: &Block) -> Vec<Stretch<'a>> {
    let mut all: Vec<Stretch<'a>> = Vec::new();
    let mut next = Some(range.first());
    for block in blocks {
        let Some(part) = block.range.intersect(range) else { continue };
        let gap = next.and_then(|next| SerialRange::new(next, part.first().previous()?).ok());
        all.extend(gap.map(|range| Stretch { range, place: None, selected: false }));
        let stretch =
            Stretch { range: part, place: Some((&block.account, block.state)), selected: block.range == selected.range };
        match all.last_mut().filter(|last| last.place == stretch.place) {
            Some(last) => {
                last.range = last.range.merge(part).unwrap_or(last.range);
                last.selected |= stretch.selected;
            }
            None => all.push(stretch),
        }
        next = part.last().next();
    }
    let rest = next.and_then(|next| SerialRange::new(next, range.last()).ok());
    all.extend(rest.map(|range| Stretch { range, place: None, selected: false }));
    all
}
