//! Which lines of a text have really been on the screen: row by row, since a long line can be longer than the screen (F09).
//! Rows count at the width they were laid out for. At another width a line that was not whole before begins anew.
//! Must not know: what the text says.

use crate::{
    registry::{Review, Reviewable},
    screens::scroll::{self, Scroll},
    text::{Kind, Untrusted},
    ui::{
        Safe, Span,
        detail::{self, Item},
        theme::Role,
    },
};
use jiff::Timestamp;
use ratatui::layout::Rect;
use std::{collections::BTreeSet, ops::Range};

/// A page that holds a text: its items, and which of them are the lines of the text, one item a line.
pub(in crate::screens) struct Sheet {
    pub items: Vec<Item<'static>>,
    pub text: Range<usize>,
}

impl Sheet {
    /// Items, then the lines of a text, each of them an item.
    pub fn with_text(mut items: Vec<Item<'static>>, text: &str) -> Self {
        let begin = items.len();
        items.extend(text.lines().map(exact));
        let end = items.len();
        Self { items, text: begin..end }
    }
}

/// A line of a text, whole, with its key set apart.
fn exact(line: &str) -> Item<'static> {
    let shown = Untrusted::new(line).gate(Kind::Prose).to_string();
    let spans = match shown.split_once(": ") {
        Some((key, value)) => {
            vec![Span::new(Role::Label, Safe::ours(format!("{key}: "))), Span::text(Safe::ours(value.to_owned()))]
        }
        None => vec![Span::new(Role::Dim, Safe::ours(shown))],
    };
    Item::Exact(spans)
}

/// What of a page can be seen: its area, and how many of its last rows lie under something else.
#[derive(Clone, Copy, Debug)]
pub(in crate::screens) struct Open {
    pub area: Rect,
    pub covered: u16,
}

/// Rows that were on the screen: line and row in it.
#[derive(Clone, Debug, Default)]
pub(in crate::screens) struct Sight {
    width: u16,
    rows: BTreeSet<(usize, usize)>,
}

impl Sight {
    /// Takes note of what is on the screen at this moment, and tells the review of the lines that are whole now.
    pub fn look<T: Reviewable>(&mut self, sheet: &Sheet, scroll: Scroll, open: Open, (review, now): (&mut Review<T>, Timestamp)) {
        for line in self.whole((&sheet.items, sheet.text.clone()), scroll, open) {
            review.show(line..line + 1, now);
        }
    }

    /// Takes note of what is on the screen at this moment of the items of a range, and gives back those that have been there whole,
    /// counted from the first of the range.
    pub fn whole(&mut self, (items, range): (&[Item<'static>], Range<usize>), scroll: Scroll, open: Open) -> Vec<usize> {
        let Open { area, covered } = open;
        if self.width != area.width {
            *self = Self { width: area.width, rows: BTreeSet::new() };
        }
        let starts = detail::starts(items, area.width);
        let all = detail::height(items, area.width);
        let first = scroll.first(scroll::limit(items, area));
        let shown = scroll::shown(all, first, area.height).min(area.height.saturating_sub(covered));
        let last = usize::from(first) + usize::from(shown);
        let visible = usize::from(first)..last;
        let mut whole = Vec::new();
        for (line, at) in range.enumerate() {
            let (Some(start), Some(item)) = (starts.get(at), items.get(at)) else { continue };
            let rows = detail::height(std::slice::from_ref(item), area.width);
            self.rows.extend((0..rows).filter(|row| visible.contains(&(start + row))).map(|row| (line, row)));
            if (0..rows).all(|row| self.rows.contains(&(line, row))) {
                whole.push(line);
            }
        }
        whole
    }
}
