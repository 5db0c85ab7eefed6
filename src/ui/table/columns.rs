//! Where the columns of a table stand. Columns that are kept come first; of the others those that fit, from the scroll on.
//! What is left over goes to the columns that grow, by weight; where columns had no room, the sign for them covers no title.
//! Must not know: cells, styles, or the data.

use crate::ui::line::Align;

/// Cells before the first column, for the sign of the selected row.
pub(super) const GUTTER: usize = 2;
/// Cells between two columns.
const GAP: usize = 2;
/// Cells behind the last column, for the sign that there are more; columns that only grow leave them free.
const MARGIN: usize = 1;
/// A column that doesn't fit is shown cut if it is the first and this many cells are left for it.
const CUT: usize = 8;

/// How wide a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Width {
    /// This many cells.
    Fixed(u16),
    /// At least `min` cells and at most `max`; shares what is left by `weight`.
    Grow {
        /// The least width.
        min: u16,
        /// The greatest width: beyond it the eye loses the row.
        max: u16,
        /// The share of what is left; 0 counts as 1.
        weight: u16,
    },
}

impl Width {
    fn min(self) -> usize {
        match self {
            Self::Fixed(width) => usize::from(width),
            Self::Grow { min, .. } => usize::from(min),
        }
    }

    fn growth(self) -> Option<(usize, usize)> {
        match self {
            Self::Fixed(_) => None,
            Self::Grow { min, max, weight } => Some((usize::from(max.saturating_sub(min)), usize::from(weight.max(1)))),
        }
    }
}

/// Which way a column is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sorted {
    /// Smallest first.
    Up,
    /// Largest first.
    Down,
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its title, in capitals.
    pub title: &'static str,
    /// How wide it is.
    pub width: Width,
    /// At which end its text stands.
    pub align: Align,
    /// Whether it stays when the others are scrolled: the column with the id.
    pub keep: bool,
    /// Which way the rows are sorted by it, if they are.
    pub sorted: Option<Sorted>,
}

impl Column {
    /// Whether its title takes its last cell.
    fn title_ends_it(&self) -> bool {
        self.align == Align::Right || self.title.chars().count() >= self.width.min()
    }
}

/// Where one column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    /// The index of the column.
    pub column: usize,
    /// Its first cell, from the left of the table.
    pub x: usize,
    /// Its width.
    pub width: usize,
}

/// Where all visible columns stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Layout {
    /// The visible columns, by index.
    pub slots: Vec<Slot>,
    /// How many columns are scrolled away.
    pub before: usize,
    /// How many columns had no room.
    pub after: usize,
    /// Where the sign for the columns scrolled away stands.
    pub hint: usize,
}

impl Layout {
    pub(super) fn of(columns: &[Column], width: usize, scroll: usize) -> Self {
        let scroll = scroll.min(super::scroll_limit(columns));
        let kept = columns.iter().enumerate().filter(|(_, column)| column.keep);
        let free = columns.iter().enumerate().filter(|(_, column)| !column.keep);
        let wanted: Vec<_> = kept.clone().chain(free.skip(scroll)).collect();
        let mut layout = Self { before: scroll, hint: GUTTER.saturating_sub(1), ..Self::default() };
        let mut end = GUTTER;
        for (place, (column, spec)) in wanted.iter().enumerate() {
            let x = if place == 0 { end } else { end + GAP };
            let room = width.saturating_sub(x);
            let needed = spec.width.min();
            let first = place == 0 || (place == kept.clone().count() && room >= CUT);
            let covered = if place + 1 < wanted.len() && spec.title_ends_it() { MARGIN } else { 0 };
            if room == 0 || (needed + covered > room && !first) {
                layout.after = wanted.len() - place;
                break;
            }
            if spec.keep {
                layout.hint = x + needed.min(room);
            }
            end = x + needed.min(room);
            layout.slots.push(Slot { column: *column, x, width: needed.min(room) });
        }
        layout.grow(columns, width.saturating_sub(end + MARGIN));
        layout
    }

    /// Gives what is left to the columns that grow, and moves the columns behind them. A column that is kept grows only where all
    /// fit: it must stand still while the others are scrolled.
    fn grow(&mut self, columns: &[Column], mut left: usize) {
        let all_fit = self.before == 0 && self.after == 0;
        let growth = |slot: &Slot| {
            let column = columns.get(slot.column).filter(|column| all_fit || !column.keep);
            column.and_then(|column| column.width.growth())
        };
        let mut weights: usize = self.slots.iter().filter_map(growth).map(|(_, weight)| weight).sum();
        let mut moved = 0;
        for slot in &mut self.slots {
            slot.x += moved;
            let Some((most, weight)) = growth(slot) else { continue };
            let share = (left * weight / weights.max(1)).min(most);
            slot.width += share;
            moved += share;
            left -= share;
            weights -= weight;
        }
        let kept = |slot: &&Slot| columns.get(slot.column).is_some_and(|column| column.keep);
        if let Some(last) = self.slots.iter().rfind(kept) {
            self.hint = last.x + last.width;
        }
    }
}
