//! The mouse does what keys do: a press selects a row, a second one on it opens it, the wheel moves the cursor, a column's title
//! sorts, a tab is shown. All of it goes through the gate like any key, and nothing is ever confirmed with the mouse.
//! Must not know: how a terminal reports the mouse.

use super::{State, frame, layout};
use crate::{
    app::{
        Action, Effect, Key, KeyCode,
        mouse::{Mouse, MouseAct},
        overlay::Overlay,
    },
    screens::{Spot, TABS},
};
use ratatui::layout::{Position, Rect};

/// Rows the cursor moves for one notch of the wheel.
const NOTCH: usize = 3;

impl State {
    /// Something was done with the mouse.
    pub(super) fn moused(&mut self, mouse: Mouse, effects: &mut Vec<Effect>) {
        if self.is_blind() {
            return;
        }
        match mouse.act {
            MouseAct::Press => self.clicked(Position { x: mouse.column, y: mouse.row }, effects),
            MouseAct::WheelUp => self.rolled(Action::Up, KeyCode::Up, effects),
            MouseAct::WheelDown => self.rolled(Action::Down, KeyCode::Down, effects),
        }
    }

    /// What lies on top of the screen is worked with keys alone, so that no press made for the list can agree to anything.
    fn clicked(&mut self, at: Position, effects: &mut Vec<Effect>) {
        if !self.overlays.is_empty() {
            return;
        }
        self.drop_sequence();
        let regions = layout::regions(Rect::new(0, 0, self.size.0, self.size.1));
        if let Some(tab) = frame::tab_at(self, regions.tabs, at).and_then(|tab| TABS.get(tab)) {
            return self.run(tab.go, None, effects);
        }
        match self.spot(regions.body, at) {
            Some(Spot::Row(row)) if self.list().is_some_and(|list| list.cursor() == row) => self.run(Action::Open, None, effects),
            Some(Spot::Row(row)) => {
                self.on_list(effects, |list, desk| list.go_to(row, desk));
                self.peek_soon(effects);
            }
            Some(Spot::Column(field)) => self.run(Action::Sort, Some(field.to_owned()), effects),
            None => {}
        }
    }

    /// What of the screen's list stands there.
    fn spot(&self, body: Rect, at: Position) -> Option<Spot> {
        let screen = self.screen();
        if screen.absence().is_some() {
            return None;
        }
        let halves = layout::halves(body).filter(|_| screen.divides() && !self.plain);
        screen.spot(self.now, halves.map_or(body, |halves| halves.list), at)
    }

    /// In a list on top of the screen the wheel moves by one; a line to type in has no use for it.
    fn rolled(&mut self, action: Action, key: KeyCode, effects: &mut Vec<Effect>) {
        match self.overlays.top() {
            None => (0..NOTCH).for_each(|_| self.run(action, None, effects)),
            Some(Overlay::Help(_) | Overlay::Palette(_) | Overlay::Picker(_) | Overlay::Problem(_)) => {
                if let Some(outcome) = self.overlays.key(Key::plain(key)) {
                    self.overlaid(outcome, effects);
                }
            }
            Some(_) => {}
        }
    }
}
