//! Paints the whole: the lines around the screen, the screen, and what lies on top of it.
//! Pure: the same state and theme paint the same cells. The terminal's cursor goes where a screen reader should look.
//! Must not know: how state changes.

mod beside;
mod cramped;
mod head;
mod news;
mod overlay;
mod title;

pub(super) use title::tab_at;

use super::{State, layout};
use crate::ui::{Theme, line, theme::Role};
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

/// How many of the last rows of the screen lie under a message of several lines: what is there is not read (F09).
pub(super) fn rows_covered(state: &State) -> u16 {
    if state.yields.is_some() { 0 } else { rows_over(state) }
}

/// Where the screen is painted. A page that was to be read when a message of several lines came ends above it, so that nothing of it lies
/// under the message and the keys that page on lead past it (F09).
pub(super) fn body_of(state: &State, area: Rect) -> Rect {
    let body = layout::regions(area).body;
    let yields = state.yields.as_ref().map_or(0, |_| rows_over(state));
    Rect { height: body.height.saturating_sub(yields), ..body }
}

/// How many rows a message takes above its own line.
pub(super) fn rows_over(state: &State) -> u16 {
    let (width, height) = state.size;
    news::rows_over(state, layout::regions(Rect::new(0, 0, width, height)).says)
}

/// Paints the state into a buffer; the answer is the place for the terminal's cursor.
pub fn paint(state: &State, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    if !layout::is_enough(area.as_size()) {
        return cramped::paint(state, theme, area, buffer).filter(|position| area.contains(*position));
    }
    let regions = layout::regions(area);
    line::clear(Role::Text, theme, area, buffer);
    title::title(state, theme, regions.title, buffer);
    title::tabs(state, theme, regions.tabs, buffer);
    head::head(state, theme, regions.head, buffer);
    let cursor = body(state, theme, body_of(state, area), buffer);
    news::says(state, theme, regions.says, buffer);
    news::keys(state, theme, regions.keys, buffer);
    let over = overlay::paint(state, theme, area, buffer);
    over.or(cursor).filter(|position| area.contains(*position))
}

fn body(state: &State, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    if news::instead(state, theme, area, buffer) {
        return Some(Position { x: area.x, y: area.y });
    }
    let screen = state.screen();
    // Painted plainly, one thing stands below the other and nothing beside it.
    match layout::halves(area).filter(|_| screen.divides() && !theme.plain()) {
        None => screen.paint(state.now, theme, area, buffer),
        Some(halves) => {
            beside::paint(state, &halves, theme, buffer);
            screen.paint(state.now, theme, halves.list, buffer)
        }
    }
}
