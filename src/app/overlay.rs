//! What lies on top of a screen and takes the keys: help, palette, prompts, confirmations. A stack; the top decides.
//! Each takes one key and says what came of it; whatever it wants done goes through the same gate as any key.
//! Must not know: how it is painted, or what the actions do.

mod filter;
mod find;
mod picker;
mod problem;
mod prompt;

pub use filter::FilterBox;
pub use find::FindBox;
pub use picker::{Item, Picker};
pub use problem::ProblemBox;
pub use prompt::Prompt;

use super::{
    action::Action,
    confirm::Confirm,
    field::Edit,
    help::Help,
    key::{Key, KeyCode},
    palette::Palette,
    why::Refusal,
};
use crate::registry::{Confirmed, Write};

/// Something on top of a screen.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// Every key that works here.
    Help(Box<Help>),
    /// Any command by name.
    Palette(Box<Palette>),
    /// The filter of a list.
    Filter(Box<FilterBox>),
    /// Find in what is loaded.
    Find(Box<FindBox>),
    /// One line of text for an action.
    Prompt(Box<Prompt>),
    /// Yes or no, or a typed challenge.
    Confirm(Box<Confirm>),
    /// A problem in full.
    Problem(Box<ProblemBox>),
    /// One of several.
    Picker(Box<Picker>),
}

/// What came of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OverlayOutcome {
    /// The overlay took it; nothing else is to be done but paint.
    Consumed,
    /// The text of a search changed: look for it now.
    Edited(String),
    /// The overlay is to go away.
    Close,
    /// The overlay goes away and this is to run, through the gate, with this argument.
    Run(Action, Option<String>),
    /// Somebody said yes: the overlay goes away and this runs without asking again; the gate still judges.
    Agreed(Action, Option<String>),
    /// Somebody typed the challenge: the overlay goes away and this may be sent.
    Confirmed(Confirmed<Write>),
    /// It was not done, for this reason; the overlay stays.
    Refused(Refusal),
    /// Put this identifier on the clipboard; the overlay stays.
    Copy(String),
}

impl OverlayOutcome {
    /// Whether the overlay goes away.
    pub fn closes(&self) -> bool {
        matches!(self, Self::Close | Self::Run(..) | Self::Agreed(..) | Self::Confirmed(_))
    }

    /// What comes of a key in a field: only a changed text concerns the overlay.
    pub(super) fn of_edit(edit: Edit, changed: impl FnOnce() -> Self) -> Self {
        match edit {
            Edit::Changed => changed(),
            Edit::Moved | Edit::Unused => Self::Consumed,
            Edit::Refused(problem) => Self::Refused(problem.into()),
        }
    }
}

impl Overlay {
    /// Takes a key.
    pub fn key(&mut self, key: Key) -> OverlayOutcome {
        let key = key.canonical();
        match self {
            Self::Help(help) => help.key(key),
            Self::Palette(palette) => palette.key(key),
            Self::Filter(filter) => filter.key(key),
            Self::Find(find) => find.key(key),
            Self::Prompt(prompt) => prompt.key(key),
            Self::Confirm(confirm) => confirm.key(key),
            Self::Problem(problem) => problem.key(key),
            Self::Picker(picker) => picker.key(key),
        }
    }

    /// Takes a paste into its field. It never runs, confirms or closes anything.
    pub fn paste(&mut self, text: &str) -> OverlayOutcome {
        match self {
            Self::Help(help) => help.paste(text),
            Self::Palette(palette) => palette.paste(text),
            Self::Filter(filter) => filter.paste(text),
            Self::Find(find) => find.paste(text),
            Self::Prompt(prompt) => prompt.paste(text),
            Self::Confirm(confirm) => confirm.paste(text),
            Self::Problem(_) => OverlayOutcome::Refused(Refusal::NoField),
            Self::Picker(picker) => picker.paste(text),
        }
    }

    /// Whether a single key here can have an effect, so that a burst of keys must not reach it.
    pub fn is_single_key_risk(&self) -> bool {
        matches!(self, Self::Confirm(confirm) if matches!(**confirm, Confirm::YesNo(_)))
    }
}

/// The overlays, the top last.
#[derive(Clone, Debug, Default)]
pub struct Overlays(Vec<Overlay>);

impl Overlays {
    /// More than this are never needed; the lowest goes when one more comes.
    pub const DEPTH: usize = 8;

    /// Puts one on top.
    pub fn push(&mut self, overlay: Overlay) {
        if self.0.len() == Self::DEPTH {
            self.0.remove(0);
        }
        self.0.push(overlay);
    }

    /// Takes the top away.
    pub fn pop(&mut self) -> Option<Overlay> {
        self.0.pop()
    }

    /// Takes all away, as a profile switch does.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// The top.
    pub fn top(&self) -> Option<&Overlay> {
        self.0.last()
    }

    /// All, the lowest first, as they are painted.
    pub fn iter(&self) -> impl Iterator<Item = &Overlay> {
        self.0.iter()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Gives the key to the top, which leaves the stack when it is done; `None` when there is no overlay.
    pub fn key(&mut self, key: Key) -> Option<OverlayOutcome> {
        let outcome = self.0.last_mut()?.key(key);
        if outcome.closes() {
            self.0.pop();
        }
        Some(outcome)
    }

    /// Gives a paste to the top; `None` when there is no overlay: then say [`super::why::PASTE_REFUSED`].
    pub fn paste(&mut self, text: &str) -> Option<OverlayOutcome> {
        Some(self.0.last_mut()?.paste(text))
    }
}

/// Where a cursor in `len` rows goes by this key; `None` when the key does not move it.
pub(super) fn step(key: Key, at: usize, len: usize) -> Option<usize> {
    const PAGE: usize = 10;
    let last = len.saturating_sub(1);
    match key {
        _ if key == Key::plain(KeyCode::Up) || key == Key::control('p') => Some(at.checked_sub(1).unwrap_or(last)),
        _ if key == Key::plain(KeyCode::Down) || key == Key::control('n') => Some(if at >= last { 0 } else { at + 1 }),
        _ if key == Key::plain(KeyCode::PageUp) => Some(at.saturating_sub(PAGE)),
        _ if key == Key::plain(KeyCode::PageDown) => Some((at + PAGE).min(last)),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
