//! One line of text as the argument of an action: an account id, a serial, a row number.
//! Enter on nothing does nothing: an action is never run with an argument nobody typed.
//! Must not know: what a right answer is; the action judges.

use crate::app::outcome::OverlayOutcome;
use crate::app::{
    action::Action,
    field::Field,
    key::{Key, KeyCode},
    keymap::INTERRUPT,
};

/// The state of a prompt.
#[derive(Clone, Debug)]
pub struct Prompt {
    action: Action,
    field: Field,
}

impl Prompt {
    /// Asks for the argument of an action.
    pub fn new(action: Action, field: Field) -> Self {
        Self { action, field }
    }

    /// The action; its title heads the prompt, its argument says what to type.
    pub fn action(&self) -> Action {
        self.action
    }

    /// What is typed.
    pub fn field(&self) -> &Field {
        &self.field
    }

    /// Takes a key. Enter on nothing does nothing.
    pub fn key(&mut self, key: Key) -> OverlayOutcome {
        match key {
            INTERRUPT | Key { code: KeyCode::Esc, .. } => OverlayOutcome::Close,
            Key { code: KeyCode::Enter, .. } => match self.field.text().trim() {
                "" => OverlayOutcome::Consumed,
                text => OverlayOutcome::Run(self.action, Some(text.to_owned())),
            },
            key => OverlayOutcome::of_edit(self.field.key(key), || OverlayOutcome::Consumed),
        }
    }

    /// Takes a paste.
    pub fn paste(&mut self, text: &str) -> OverlayOutcome {
        match self.field.paste(text) {
            Ok(()) => OverlayOutcome::Consumed,
            Err(problem) => OverlayOutcome::Refused(problem.into()),
        }
    }
}
