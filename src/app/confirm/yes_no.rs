//! Yes or no, for what can be undone.
//! No is in focus and Enter takes what is in focus, so that an Enter pressed too fast changes nothing.
//! Must not know: what the action does.

use crate::app::{
    action::Action,
    key::{Key, KeyCode},
    keymap::INTERRUPT,
    outcome::OverlayOutcome,
};

/// The state of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YesNo {
    /// The question, as a sentence.
    pub question: String,
    /// What will happen, and whether it can be undone; one sentence a line.
    pub lines: Vec<String>,
    action: Action,
    argument: Option<String>,
    yes: bool,
}

impl YesNo {
    /// Asks before an action.
    pub fn new(question: impl Into<String>, lines: Vec<String>, action: Action, argument: Option<String>) -> Self {
        Self { question: question.into(), lines, action, argument, yes: false }
    }

    /// The action that waits for the answer.
    pub fn action(&self) -> Action {
        self.action
    }

    /// Whether Yes is in focus.
    pub fn is_yes(&self) -> bool {
        self.yes
    }

    /// Takes a key.
    pub fn key(&mut self, key: Key) -> OverlayOutcome {
        match key {
            INTERRUPT => OverlayOutcome::Close,
            _ if key == Key::char('y') || key == Key::char('Y') => self.agreed(),
            _ if key == Key::char('n') || key == Key::char('N') => OverlayOutcome::Close,
            Key { code: KeyCode::Esc, .. } => OverlayOutcome::Close,
            Key { code: KeyCode::Enter, .. } if self.yes => self.agreed(),
            Key { code: KeyCode::Enter, .. } => OverlayOutcome::Close,
            Key { code: KeyCode::Left | KeyCode::Right | KeyCode::Tab | KeyCode::BackTab, .. } => {
                self.yes = !self.yes;
                OverlayOutcome::Consumed
            }
            _ => OverlayOutcome::Consumed,
        }
    }

    fn agreed(&self) -> OverlayOutcome {
        OverlayOutcome::Agreed(self.action, self.argument.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_clear_yes_is_a_yes() {
        let yes = OverlayOutcome::Agreed(Action::Quit, None);
        for (keys, expected) in [
            ("enter", OverlayOutcome::Close),
            ("space", OverlayOutcome::Consumed),
            ("q", OverlayOutcome::Consumed),
            ("esc", OverlayOutcome::Close),
            ("n", OverlayOutcome::Close),
            ("ctrl-c", OverlayOutcome::Close),
            ("ctrl-y", OverlayOutcome::Consumed),
            ("left right enter", OverlayOutcome::Close),
            ("y", yes.clone()),
            ("tab enter", yes.clone()),
            ("left enter", yes),
        ] {
            let mut question = YesNo::new("Quit?", Vec::new(), Action::Quit, None);
            assert!(!question.is_yes());
            let outcome = keys.split(' ').map(|key| question.key(key.parse().unwrap())).last().unwrap();
            assert_eq!(outcome, expected, "{keys}");
        }
    }
}
