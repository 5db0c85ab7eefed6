//! What stands beside a list on a wide screen: what the selected row opens, with its own title.
//! It is only looked at; the keys stay with the list, and opening the row gives it the whole screen.
//! Must not know: when it is asked for.

use super::news::KEPT_BACK;
use crate::{
    console::{State, layout::Halves},
    screens::Absence,
    ui::{
        Safe, Span, Theme, detail,
        line::{self, Align},
        notice::{self, Notice},
        theme::{Glyph, Role},
    },
};
use ratatui::{buffer::Buffer, layout::Rect};

/// Paints the line between the two, and what stands beside the list.
pub fn paint(state: &State, halves: &Halves, theme: &Theme, buffer: &mut Buffer) {
    for y in halves.line.top()..halves.line.bottom() {
        let cell = Rect { y, height: 1, ..halves.line };
        let sign = Span::new(Role::Border, Safe::ours(theme.glyph(Glyph::Vertical)));
        line::paint(&[sign], Align::Left, Role::Text, theme, cell, buffer);
    }
    if let Some((title, items)) = state.screen().aside(state.now) {
        titled(title, theme, halves, buffer);
        detail::paint(&items, 0, theme, halves.beside, buffer);
        return;
    }
    // What the row before opened is not shown beside another row: while the cursor moves the place stays empty.
    let wanted = state.belongs_beside();
    let Some((_, screen)) = state.stage.beside().filter(|(place, _)| wanted.as_ref() == Some(*place)) else {
        line::clear(Role::Text, theme, halves.title, buffer);
        return line::clear(Role::Text, theme, halves.beside, buffer);
    };
    titled(screen.title(), theme, halves, buffer);
    match screen.absence() {
        None => {
            screen.paint(state.now, theme, halves.beside, buffer);
        }
        Some(absence) => notice::paint(&said(&absence), theme, halves.beside, buffer),
    }
}

/// Paints what stands above it.
fn titled(title: String, theme: &Theme, halves: &Halves, buffer: &mut Buffer) {
    let title = [Span::new(Role::Text, " "), Span::new(Role::Title, Safe::ours(title))];
    line::paint(&title, Align::Left, Role::Text, theme, halves.title, buffer);
}

fn said(absence: &Absence<'_>) -> Notice<'static> {
    let (role, glyph, heading) = match absence {
        Absence::Waiting(what) => (Role::Pending, Some(Glyph::Pending), Safe::ours(format!("Asking for {what}"))),
        Absence::Trouble(problem) => (Role::Danger, Some(Glyph::Danger), Safe::ours(problem.what())),
        Absence::KeptBack(_) => (Role::Warn, Some(Glyph::Blocked), KEPT_BACK.into()),
        Absence::Empty(what, _) => (Role::Title, None, Safe::ours(format!("No {what}"))),
    };
    Notice { role, glyph, heading, lines: Vec::new(), keys: Vec::new() }
}
