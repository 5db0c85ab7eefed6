//! Frames to be measured: two states that differ in one thing, painted in turn, so that every frame carries that change.
//! The octets of a frame are made as for a terminal, and counted.
//! Must not know: how time is measured.

use crate::loaded::Loaded;
use countersign::{
    app::{Key, key::KeyCode},
    console,
    runtime::screen::Screen,
    ui::{Depth, Theme, theme::Background},
};
use std::fmt;

/// Which list is on the screen.
#[derive(Clone, Copy, Debug)]
pub enum List {
    /// The accounts.
    Accounts,
    /// The ITMO blocks.
    Blocks,
}

/// What differs from one frame to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing.
    Nothing,
    /// The cursor is a row further.
    Cursor,
    /// All rows moved up by one.
    Scroll,
    /// All rows are others.
    Page,
    /// Help lies on top.
    Popup,
}

impl Change {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Nothing, Self::Cursor, Self::Scroll, Self::Page, Self::Popup];
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Nothing => "unchanged",
            Self::Cursor => "cursor moved by a row",
            Self::Scroll => "scrolled by a row",
            Self::Page => "page down",
            Self::Popup => "popup opened or closed",
        })
    }
}

/// Frames without end, each carrying the same kind of change.
pub struct Frames {
    states: [Loaded; 2],
    theme: Theme,
    screen: Screen,
    turn: usize,
}

impl Frames {
    /// Frames of a list in the middle of a million rows.
    pub fn of(list: List, size: (u16, u16), change: Change) -> Self {
        let states = [false, true].map(|changed| state(list, size, changed.then_some(change)));
        let theme = Theme::embedded(Background::Dark, Depth::True, false);
        let mut frames = Self { states, theme, screen: Screen::new(size), turn: 0 };
        frames.next();
        frames
    }

    /// Paints the next frame; how many octets it took.
    pub fn next(&mut self) -> usize {
        let state = &self.states[self.turn].state;
        self.turn = 1 - self.turn;
        self.screen.frame(|area, buffer| console::paint(state, &self.theme, area, buffer)).len()
    }
}

fn state(list: List, size: (u16, u16), change: Option<Change>) -> Loaded {
    let mut loaded = Loaded::of(size);
    if let List::Blocks = list {
        loaded.keys("3");
    }
    let page = || Key::plain(KeyCode::PageDown);
    for _ in 0..20 {
        loaded.press(page());
    }
    match change {
        None | Some(Change::Nothing) => {}
        // The cursor is on the last visible row after paging down, so a row further scrolls.
        Some(Change::Scroll) => loaded.keys("j"),
        Some(Change::Cursor) => loaded.keys("k"),
        Some(Change::Page) => loaded.press(page()),
        Some(Change::Popup) => loaded.keys("?"),
    }
    loaded
}
