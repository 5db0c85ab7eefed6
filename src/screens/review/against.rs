//! What stands before an order's text and warns of it: it is read like the text itself, also what came while the text was read (F09).
//! A line is known by its words: one that says something else than before has not been on the screen yet.
//! Must not know: what any line says.

use super::sight::{Open, Sheet};
use crate::{
    screens::scroll::{self, Scroll},
    ui::{
        Span,
        detail::{self, Item},
        theme::Role,
    },
};
use std::collections::{BTreeMap, BTreeSet};

/// So many letters of a line tell which one it is.
const BEGINNING: usize = 24;

/// The lines that warn, and which of their rows were on the screen.
#[derive(Debug, Default)]
pub(super) struct Against {
    width: u16,
    /// Rows that were on the screen, by the words of the line.
    rows: BTreeMap<String, BTreeSet<usize>>,
    /// Lines that have been on the screen whole.
    read: BTreeSet<String>,
    /// Lines that stand there now.
    stand: BTreeSet<String>,
    /// Lines that end below what is on the screen.
    below: BTreeSet<String>,
    /// Whether something that stands before the text was asked for and never answered: what it will say has not been on the screen.
    pub is_awaited: bool,
}

impl Against {
    /// Takes note of what stands on the page now, wherever the reader is.
    pub fn stands(&mut self, sheet: &Sheet) {
        self.stand = warnings(sheet).map(|(_, words)| words).collect();
    }

    /// Takes note of what of it is on the screen at this moment.
    pub fn look(&mut self, sheet: &Sheet, scroll: Scroll, Open { area, covered }: Open) {
        if self.width != area.width {
            (self.width, self.rows) = (area.width, BTreeMap::new());
        }
        let starts = detail::starts(&sheet.items, area.width);
        let all = detail::height(&sheet.items, area.width);
        let first = scroll.first(scroll::limit(&sheet.items, area));
        let shown = scroll::shown(all, first, area.height).min(area.height.saturating_sub(covered));
        let visible = usize::from(first)..usize::from(first) + usize::from(shown);
        self.below.clear();
        for (at, words) in warnings(sheet) {
            let (Some(start), Some(item)) = (starts.get(at), sheet.items.get(at)) else { continue };
            let height = detail::height(std::slice::from_ref(item), area.width);
            let seen = self.rows.entry(words.clone()).or_default();
            seen.extend((0..height).filter(|row| visible.contains(&(start + row))));
            if (0..height).all(|row| seen.contains(&row)) {
                self.read.insert(words);
            } else if start + height > visible.end {
                self.below.insert(words);
            }
        }
        self.stands(sheet);
    }

    /// How many lines that stand there have not been on the screen whole.
    pub fn unread(&self) -> usize {
        self.stand.difference(&self.read).count()
    }

    /// Why nothing can be agreed to yet, as a sentence.
    pub fn lacks(&self) -> Option<String> {
        match self.unread() {
            0 if self.is_awaited => {
                Some("Wait: not all that was asked for about this order has been answered yet (F09).".to_owned())
            }
            0 => None,
            1 => Some(format!("{}: a line that warns was not on the screen yet (F09): {}", self.way(), self.beginning())),
            many => {
                Some(format!("{}: {many} lines that warn were not on the screen yet (F09): {}", self.way(), self.beginning()))
            }
        }
    }

    /// Which way the first of them is.
    fn way(&self) -> &'static str {
        let is_below = self.first().is_some_and(|line| self.below.contains(line));
        if is_below { "Page down" } else { "Page up" }
    }

    fn first(&self) -> Option<&String> {
        self.stand.difference(&self.read).next()
    }

    /// The first words of a line that warns and was not read, so that it is found. The line itself is read where it stands.
    fn beginning(&self) -> String {
        let line = self.first().map_or("", String::as_str);
        let words: String = line.chars().take(BEGINNING).collect();
        if words.len() < line.len() { format!("{}…", words.trim_end()) } else { words }
    }
}

/// The lines before the text that warn, with their place and their words.
fn warnings(sheet: &Sheet) -> impl Iterator<Item = (usize, String)> + '_ {
    let warns = |spans: &[Span<'_>]| spans.iter().any(|span| matches!(span.role, Role::Danger | Role::Warn));
    let words = |spans: &[Span<'_>]| spans.iter().map(|span| span.text.as_str()).collect::<String>();
    sheet.items.iter().take(sheet.text.start).enumerate().filter_map(move |(at, item)| match item {
        Item::Field(label, spans) if warns(spans) => Some((at, format!("{}: {}", label.as_str(), words(spans)))),
        Item::Text(spans) if warns(spans) => Some((at, words(spans))),
        _ => None,
    })
}
