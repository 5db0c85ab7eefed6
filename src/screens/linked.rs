//! A page of named values of which some lead on: to an account, an order, an entry of the ledger.
//! The cursor goes from one of these to the next that is on the screen; where there is none the page scrolls, so nothing is skipped.
//! Must not know: what the values are, or how the console goes where they lead.

use super::{
    screen::Did,
    scroll::{self, Scroll},
};
use crate::{
    app::Action,
    ui::{
        Safe, Span, Theme,
        detail::{self, Item},
        line::{self, Align},
        theme::{Glyph, Role},
    },
};
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};
use std::ops::Range;

/// What stands on a page, and what of it leads on.
#[derive(Clone, Debug, Default)]
pub struct Linked {
    items: Vec<Item<'static>>,
    /// Items that lead on, by their place, and where to.
    leads: Vec<(usize, Did)>,
}

impl Linked {
    /// Begins a section.
    pub fn section(&mut self, title: impl Into<Safe<'static>>) {
        self.items.push(Item::Section(title.into()));
    }

    /// Adds what leads nowhere.
    pub fn add(&mut self, item: Item<'static>) {
        self.items.push(item);
    }

    /// Adds a name and a value of one piece.
    pub fn field(&mut self, label: impl Into<Safe<'static>>, role: Role, value: impl Into<Safe<'static>>) {
        self.items.push(Item::field(label, role, value));
    }

    /// Adds what leads on.
    pub fn lead(&mut self, item: Item<'static>, to: Did) {
        if to != Did::Nothing {
            self.leads.push((self.items.len(), to));
        }
        self.items.push(item);
    }

    /// Adds all of another page.
    pub fn append(&mut self, other: Self) {
        let before = self.items.len();
        self.leads.extend(other.leads.into_iter().map(|(at, to)| (before + at, to)));
        self.items.extend(other.items);
    }

    /// What stands on it.
    pub fn into_items(self) -> Vec<Item<'static>> {
        self.items
    }

    /// First lines of the items at this width.
    fn starts(&self, width: u16) -> Vec<usize> {
        detail::starts(&self.items, width)
    }

    /// First lines of the sections.
    fn sections(&self, starts: &[usize]) -> Vec<usize> {
        let heads = self.items.iter().zip(starts).enumerate();
        heads.filter(|(at, (item, _))| *at == 0 || matches!(item, Item::Section(_))).map(|(_, (_, line))| *line).collect()
    }
}

impl From<Vec<Item<'static>>> for Linked {
    fn from(items: Vec<Item<'static>>) -> Self {
        Self { items, leads: Vec::new() }
    }
}

/// How far somebody has read: the first line, and what the cursor is on. It follows where that leads, not its line.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    scroll: Scroll,
    /// The place of the cursor among what leads on, and where that leads.
    cursor: Option<(usize, Did)>,
    /// The section that was gone to last, until something else is done: one in which nothing leads on has no place for the cursor.
    section: Option<usize>,
    /// The area the page was last laid out for.
    area: Rect,
}

impl Reading {
    /// The page has this area now.
    pub fn fit(&mut self, area: Rect) {
        self.area = area;
    }

    /// Whether lines of the page are below those on the screen.
    pub fn has_more(&self, page: &Linked) -> bool {
        let (_, visible) = self.visible(page);
        visible.end < detail::height(&page.items, self.area.width)
    }

    /// Moves the cursor, or scrolls.
    pub fn turn(&mut self, page: &Linked, action: Action) {
        let limit = scroll::limit(&page.items, self.area);
        self.section = None;
        let step = match action {
            Action::Up => Some(false),
            Action::Down => Some(true),
            _ => None,
        };
        if step.is_some_and(|down| self.step(page, down)) {
            return;
        }
        self.scroll.turn(action, limit, self.area.height);
        if matches!(action, Action::Top | Action::Bottom) {
            self.cursor = None;
        } else if self.cursor.is_some() {
            self.cursor = self.selected(page).and_then(|at| keep(page, at));
        }
    }

    /// Goes to the next or prior section. Says whether there was one.
    pub fn part(&mut self, page: &Linked, forward: bool) -> bool {
        let starts = page.starts(self.area.width);
        let limit = scroll::limit(&page.items, self.area);
        let sections = page.sections(&starts);
        let line_of = |at: usize| page.leads.get(at).and_then(|(item, _)| starts.get(*item)).copied();
        let here = self.selected(page).and_then(line_of).unwrap_or_else(|| self.scroll.first(limit).into());
        let found = || sections.iter().rposition(|line| *line <= here).unwrap_or(0);
        let now = self.section.filter(|at| *at < sections.len()).unwrap_or_else(found);
        let next = if forward { now.checked_add(1) } else { now.checked_sub(1) };
        let Some(line) = next.and_then(|next| sections.get(next)).copied() else { return false };
        let end = next.and_then(|next| sections.get(next + 1)).copied().unwrap_or(usize::MAX);
        self.section = next;
        self.scroll = Scroll::to(Scroll::to(line).first(limit).into());
        let within = |at: &usize| line_of(*at).is_some_and(|of| (line..end).contains(&of));
        self.cursor = (0..page.leads.len()).find(within).and_then(|at| keep(page, at));
        true
    }

    /// Where what the cursor is on leads.
    pub fn follow(&self, page: &Linked) -> Did {
        let lead = self.selected(page).and_then(|at| page.leads.get(at));
        lead.map_or(Did::Nothing, |(_, to)| to.clone())
    }

    /// Paints the page; the answer is where the cursor stands, else the corner.
    pub fn paint(&self, page: &Linked, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let at = scroll::paint(&page.items, self.scroll, theme, area, buffer);
        let here = Self { area, ..self.clone() };
        let (first, visible) = here.visible(page);
        let starts = page.starts(area.width);
        let selected = here.selected(page);
        let mut cursor = at;
        for (number, (item, _)) in page.leads.iter().enumerate() {
            let Some(line) = starts.get(*item).filter(|line| visible.contains(line)) else { continue };
            let y = area.y.saturating_add(u16::try_from(line - first).unwrap_or(u16::MAX));
            let is_cursor = selected == Some(number);
            let (glyph, role) = if is_cursor { (Glyph::Selected, Role::Accent) } else { (Glyph::More, Role::Dim) };
            let sign = Span::new(role, Safe::ours(theme.glyph(glyph)));
            line::paint(&[sign], Align::Left, Role::Text, theme, Rect { y, height: 1, width: area.width.min(1), ..area }, buffer);
            if is_cursor {
                cursor = Some(Position { x: area.x, y });
            }
        }
        cursor
    }

    /// Moves the cursor to the next or prior of what leads on, if that is on the screen.
    fn step(&mut self, page: &Linked, down: bool) -> bool {
        let on_screen = self.on_screen(page);
        let now = self.selected(page).and_then(|now| on_screen.iter().position(|at| *at == now));
        let next = match now {
            None if down => on_screen.first(),
            None => on_screen.last(),
            Some(now) if down => on_screen.get(now + 1),
            Some(now) => now.checked_sub(1).and_then(|at| on_screen.get(at)),
        };
        let Some(next) = next.copied() else { return false };
        self.cursor = keep(page, next);
        true
    }

    /// The place of the cursor among what leads on: where it was, or the nearest to it that is on the screen.
    fn selected(&self, page: &Linked) -> Option<usize> {
        let (before, to) = self.cursor.as_ref()?;
        let same = |at: &usize| page.leads.get(*at).is_some_and(|(_, other)| other == to);
        let now = (0..page.leads.len()).filter(same).min_by_key(|at| at.abs_diff(*before)).unwrap_or(*before);
        self.on_screen(page).into_iter().min_by_key(|at| at.abs_diff(now))
    }

    /// What leads on and is on the screen.
    fn on_screen(&self, page: &Linked) -> Vec<usize> {
        let starts = page.starts(self.area.width);
        let (_, visible) = self.visible(page);
        let shown = |at: &usize| page.leads.get(*at).and_then(|(item, _)| starts.get(*item)).is_some_and(|l| visible.contains(l));
        (0..page.leads.len()).filter(shown).collect()
    }

    /// The first line on the screen, and all that are.
    fn visible(&self, page: &Linked) -> (usize, Range<usize>) {
        let lines = detail::height(&page.items, self.area.width);
        let first = self.scroll.first(scroll::limit(&page.items, self.area));
        let shown = scroll::shown(lines, first, self.area.height);
        (first.into(), first.into()..usize::from(first) + usize::from(shown))
    }
}

fn keep(page: &Linked, at: usize) -> Option<(usize, Did)> {
    page.leads.get(at).map(|(_, to)| (at, to.clone()))
}
