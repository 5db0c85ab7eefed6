//! How the parts of a transfer's page lie on the screen: one below the other, or on a wide one the ladder beside the rest.
//! The page is made anew for each width and moment; a line of it is counted from its top, whatever is scrolled away.
//! Must not know: what any key does.

use super::{
    ladder::{self, Step},
    sections, sides,
};
use crate::{
    registry::traffic::{MessageId, Transfer},
    screens::{
        proof::{self, Proof},
        scroll::{self, Scroll},
        tried::Tried,
    },
    ui::{
        Theme,
        detail::{self, Item},
        line, table,
        theme::Role,
    },
};
use jiff::Timestamp;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};
use std::ops::Range;

/// The narrowest area with the ladder beside the rest.
const WIDE: u16 = 130;

/// A part of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// What it is, both sides, the likely cause.
    Head,
    /// The ladder of messages.
    Messages,
    /// What waits to be sent.
    Outbox,
    /// Who was called about it.
    Calls,
    /// What the counterpart's proposal rests on.
    Evidence,
    /// What may be done.
    Acts,
    /// Which units.
    Units,
    /// What was checked.
    Checks,
    /// The ledger's entries.
    Ledger,
    /// What was ordered.
    Order,
}

/// A section that is written down, and where it lies.
struct Part {
    section: Section,
    items: Vec<Item<'static>>,
    first: usize,
    lines: usize,
}

/// What stands on the page besides what the transfer says.
#[derive(Clone, Copy)]
pub struct Beside<'a> {
    /// What was found of the counterpart's evidence.
    pub proof: &'a Proof,
    /// Who was called.
    pub tried: &'a Tried,
    /// Whether each check has a line of its own.
    pub checks_in_full: bool,
}

/// The page of a transfer on an area.
pub struct Page<'a> {
    parts: Vec<Part>,
    steps: Vec<Step<'a>>,
    /// Where the text stands.
    text: Rect,
    /// Where the ladder stands, if it has a place of its own.
    beside: Option<Rect>,
}

impl<'a> Page<'a> {
    /// The page of a transfer on an area.
    pub fn of(transfer: &'a Transfer, beside: Beside<'_>, now: Timestamp, area: Rect) -> Self {
        let steps = ladder::steps(transfer, now);
        let (text, ladder) = halves(area);
        let mut parts = Vec::new();
        let mut first = 0;
        for section in SECTIONS {
            let is_ladder = section == Section::Messages;
            let items = if is_ladder { Vec::new() } else { written(section, transfer, beside, now) };
            let lines = if is_ladder { steps.len() + 1 } else { detail::height(&items, text.width) };
            if lines == 0 || (is_ladder && (ladder.is_some() || steps.is_empty())) {
                continue;
            }
            parts.push(Part { section, items, first, lines });
            // An empty line keeps two sections apart.
            first += lines + 1;
        }
        Self { parts, steps, text, beside: ladder }
    }

    /// Whether the ladder stands beside the text.
    pub fn is_wide(&self) -> bool {
        self.beside.is_some()
    }

    fn lines(&self) -> usize {
        self.parts.last().map_or(0, |part| part.first + part.lines)
    }

    /// The last line that can be the first.
    pub fn limit(&self) -> u16 {
        u16::try_from(self.lines()).unwrap_or(u16::MAX).saturating_sub(self.text.height)
    }

    /// The first line of a section, if it is on the page.
    pub fn start(&self, section: Section) -> Option<usize> {
        self.parts.iter().find(|part| part.section == section).map(|part| part.first)
    }

    /// The messages with their lines within the ladder, oldest first.
    pub fn rungs(&self) -> impl DoubleEndedIterator<Item = (usize, MessageId)> {
        self.steps.iter().enumerate().filter_map(|(line, step)| Some((line, step.rung()?.message)))
    }

    /// Lines of the ladder that are on the screen, when the page begins with this line.
    pub fn visible(&self, first: u16) -> Range<usize> {
        if self.beside.is_some() {
            return 0..self.steps.len();
        }
        let Some(start) = self.start(Section::Messages) else { return 0..0 };
        let end = usize::from(first) + usize::from(scroll::shown(self.lines(), first, self.text.height));
        // The titles stay at the top while the ladder is scrolled below them.
        let top = usize::from(first).saturating_sub(start);
        top..end.saturating_sub(start + 1).max(top)
    }

    /// The line the page must begin with so that a line of the ladder is on the screen, closest to where it begins now.
    pub fn bring(&self, line: usize, first: u16) -> u16 {
        let Some(start) = self.start(Section::Messages) else { return first };
        let visible = self.visible(first);
        let wanted = if line < visible.start {
            start + line
        } else if line >= visible.end {
            // The last line of the screen says how much is below.
            (start + line + 3).saturating_sub(usize::from(self.text.height))
        } else {
            return first;
        };
        u16::try_from(wanted).unwrap_or(u16::MAX).min(self.limit())
    }

    /// Paints the page; `cursor` is the message the cursor is on. The answer is where that stands, else the corner.
    pub fn paint(
        &self,
        scroll: Scroll,
        cursor: Option<MessageId>,
        theme: &Theme,
        area: Rect,
        buffer: &mut Buffer,
    ) -> Option<Position> {
        line::clear(Role::Text, theme, area, buffer);
        let selected = self.rungs().find(|(_, id)| Some(*id) == cursor).map(|(line, _)| line);
        let first = scroll.first(self.limit());
        let shown = scroll::shown(self.lines(), first, self.text.height);
        let body = Rect { height: shown, ..self.text };
        let mut at = None;
        for part in &self.parts {
            let (skip, place) = seen(part, first, body);
            match part.section {
                _ if place.height == 0 => {}
                Section::Messages => at = self.ladder(skip, selected, theme, place, buffer),
                _ => {
                    detail::paint(&part.items, skip, theme, place, buffer);
                }
            }
        }
        scroll::paint_rest(self.lines(), first, theme, self.text, buffer);
        if let Some(beside) = self.beside {
            let rows = usize::from(beside.height.saturating_sub(1)).max(1);
            let most = self.steps.len().saturating_sub(rows);
            let top = selected.unwrap_or(0).saturating_sub(rows / 2).min(most);
            at = self.ladder(top, selected, theme, beside, buffer);
        }
        at.or(Some(Position { x: area.x, y: area.y }))
    }

    /// Paints the ladder from a line on.
    fn ladder(&self, top: usize, selected: Option<usize>, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let columns = ladder::columns();
        // A cell at the right end stays empty, as beside all text.
        let area = Rect { width: area.width.saturating_sub(1), ..area };
        let table = table::Table {
            columns: &columns,
            rows: self.steps.len().saturating_sub(top),
            selected: selected.and_then(|line| line.checked_sub(top)),
            focused: true,
            ..table::Table::default()
        };
        table::paint(&table, theme, area, buffer, |at, cells| {
            if let Some(step) = self.steps.get(top + at) {
                ladder::row(step, cells);
            }
        })
    }
}

/// In the order of the page.
const SECTIONS: [Section; 10] = [
    Section::Head,
    Section::Messages,
    Section::Outbox,
    Section::Calls,
    Section::Evidence,
    Section::Acts,
    Section::Units,
    Section::Checks,
    Section::Ledger,
    Section::Order,
];

fn written(section: Section, transfer: &Transfer, beside: Beside<'_>, now: Timestamp) -> Vec<Item<'static>> {
    let Beside { proof, tried, checks_in_full } = beside;
    match section {
        Section::Head => sides::items(transfer, now),
        Section::Messages => Vec::new(),
        Section::Outbox => sections::outbox(transfer, now),
        Section::Calls => tried.items(now),
        Section::Evidence => proof::items(proof),
        Section::Acts => sections::acts(transfer, proof),
        Section::Units => sections::units(transfer),
        Section::Checks => sections::checks(transfer, checks_in_full),
        Section::Ledger => sections::entries(transfer),
        Section::Order => sections::order(transfer),
    }
}

/// Where the text stands, and the ladder beside it on a wide area.
fn halves(area: Rect) -> (Rect, Option<Rect>) {
    if area.width < WIDE {
        return (area, None);
    }
    let text = Rect { width: area.width / 2 - 2, ..area };
    let beside = Rect { x: text.right() + 1, width: area.right() - text.right() - 1, ..area };
    (text, Some(beside))
}

/// The lines of a part that are scrolled away, and where the others stand.
fn seen(part: &Part, first: u16, body: Rect) -> (usize, Rect) {
    let first = usize::from(first);
    let end = first + usize::from(body.height);
    let (top, bottom) = (part.first.max(first), (part.first + part.lines).min(end));
    if top >= bottom {
        return (0, Rect { height: 0, ..body });
    }
    let within = |line: usize| u16::try_from(line - first).unwrap_or(u16::MAX);
    let (y, height) = (body.y.saturating_add(within(top)), within(bottom) - within(top));
    (top - part.first, Rect { y, height, ..body })
}
