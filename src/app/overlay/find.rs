//! The search line: find in what is loaded.
//! Each letter moves the cursor at once; Enter stays there, Escape goes back to where the search began.
//! Must not know: the rows.

use crate::app::outcome::OverlayOutcome;
use crate::app::{
    action::Action,
    field::{Accepts, Field},
    key::{Key, KeyCode},
    keymap::INTERRUPT,
};

/// The state of the search line.
#[derive(Clone, Debug)]
pub struct FindBox {
    field: Field,
}

impl FindBox {
    /// An empty search, with earlier ones for the up key, newest last.
    pub fn new(history: Vec<String>) -> Self {
        Self { field: Field::new(Accepts::Prose, 200).with_history(history) }
    }

    /// What is typed.
    pub fn field(&self) -> &Field {
        &self.field
    }

    /// Takes a key. Escape closes: the list then goes back to where it was.
    pub fn key(&mut self, key: Key) -> OverlayOutcome {
        match key {
            INTERRUPT | Key { code: KeyCode::Esc, .. } => OverlayOutcome::Close,
            Key { code: KeyCode::Enter, .. } if self.field.text().is_empty() => OverlayOutcome::Close,
            Key { code: KeyCode::Enter, .. } => OverlayOutcome::Run(Action::Find, Some(self.field.text().to_owned())),
            key => OverlayOutcome::of_edit(self.field.key(key), || OverlayOutcome::Edited(self.field.text().to_owned())),
        }
    }

    /// Takes a paste.
    pub fn paste(&mut self, text: &str) -> OverlayOutcome {
        match self.field.paste(text) {
            Ok(()) => OverlayOutcome::Edited(self.field.text().to_owned()),
            Err(problem) => OverlayOutcome::Refused(problem.into()),
        }
    }
}
