//! What stands on a terminal too small for the console: how much room it needs, how much there is, and how to leave.
//! A question that was asked meanwhile stands there too: it can be answered, because it can be read.
//! Above either stand the registry and its environment, as on every other screen: an answer is given to one of them (T33).
//! Must not know: screens.

use super::title;
use crate::{
    app::{
        Action,
        action::Scope,
        confirm::{Confirm, YesNo},
        overlay::Overlay,
    },
    console::{
        State,
        layout::{self, LEAST},
    },
    ui::{
        Safe, Theme,
        bars::Hint,
        notice::{self, Notice},
        theme::Role,
    },
};
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

/// Paints the notice; the answer is the place for the cursor.
pub fn paint(state: &State, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let notice = match asked(state) {
        Some(question) => question_of(question),
        None => Notice {
            role: Role::Title,
            glyph: None,
            heading: Safe::ours(format!("The console needs {} columns and {} rows.", LEAST.width, LEAST.height)),
            lines: vec![Safe::ours(format!("This terminal has {} and {}. Make it larger.", area.width, area.height))],
            keys: state
                .keymap
                .live_keys(Scope::Global.stack(), Action::Quit)
                .into_iter()
                .take(1)
                .map(|key| Hint::new(Safe::ours(key), Action::Quit.spec().short))
                .collect(),
        },
    };
    let regions = layout::regions(area);
    title::title(state, theme, regions.title, buffer);
    let below = Rect { y: regions.title.bottom(), height: area.height - regions.title.height, ..area };
    notice::paint(&notice, theme, below, buffer);
    Some(Position { x: below.x, y: below.y })
}

fn asked(state: &State) -> Option<&YesNo> {
    match state.overlays.top() {
        Some(Overlay::Confirm(confirm)) => match confirm.as_ref() {
            Confirm::YesNo(question) => Some(question),
            Confirm::Typed(_) => None,
        },
        _ => None,
    }
}

fn question_of(question: &YesNo) -> Notice<'static> {
    Notice {
        role: Role::Title,
        glyph: None,
        heading: Safe::ours(question.question.clone()),
        lines: question.lines.iter().cloned().map(Safe::ours).collect(),
        keys: vec![Hint::new("n", "no"), Hint::new("y", "yes")],
    }
}
