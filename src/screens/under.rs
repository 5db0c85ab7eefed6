//! A page under lines that always stand on top: how far it is scrolled, and on which area.
//! What is on the screen is counted where it rests; so whatever moves the page asks to be woken once it has.
//! Must not know: what stands on top, or on the page.

use super::{
    scroll::{self, Scroll},
    whole::REST,
};
use crate::{
    app::{Action, Desk, Timer},
    ui::{Theme, detail::Item},
};
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

/// A page under so many lines.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Under {
    /// How far it is scrolled.
    pub scroll: Scroll,
    /// The area of both, as it was last.
    pub area: Rect,
}

impl Under {
    /// Both have this area now. Says whether it was another.
    pub fn fit(&mut self, area: Rect) -> bool {
        std::mem::replace(&mut self.area, area) != area
    }

    /// Begins at the first line again.
    pub fn begin(&mut self, desk: &mut Desk<'_>) {
        self.scroll = Scroll::default();
        desk.wake(Timer::Reading, REST);
    }

    /// Scrolls the page under so many lines.
    pub fn turn(&mut self, action: Action, area: Rect, (items, top): (&[Item<'_>], u16), desk: &mut Desk<'_>) {
        self.area = area;
        let (_, page) = divided(area, top);
        self.scroll.turn(action, scroll::limit(items, page), page.height);
        desk.wake(Timer::Reading, REST);
    }

    /// The area of the page under so many lines.
    pub fn page(&self, top: u16) -> Rect {
        divided(self.area, top).1
    }

    /// Paints the page; the answer is the area of the lines on top, and where the cursor stands if it stands on the page.
    pub fn paint(
        &self,
        (items, top): (&[Item<'_>], u16),
        theme: &Theme,
        area: Rect,
        buffer: &mut Buffer,
    ) -> (Rect, Option<Position>) {
        let (top, page) = divided(area, top);
        (top, scroll::paint(items, self.scroll, theme, page, buffer))
    }
}

/// So many lines on top, and the rest.
fn divided(area: Rect, top: u16) -> (Rect, Rect) {
    let top = top.min(area.height);
    (Rect { height: top, ..area }, Rect { y: area.y + top, height: area.height - top, ..area })
}
