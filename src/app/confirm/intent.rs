//! An act of one person that still lacks its reason, and what stands on the page that asks for it.
//! What can't be undone by one person is confirmed by typing a whole id; what can, by a yes with No in focus.
//! Must not know: how the page is painted, or how the act is sent.

use super::Stakes;
use crate::{
    registry::{Act, Deed, Environment},
    text::Shown,
};

/// An act that still lacks its reason. Made by the screen that shows what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intent {
    /// What is to be done.
    pub deed: Deed,
    /// What will happen, as a sentence.
    pub what: String,
    /// To whom or what.
    pub whom: Shown,
    /// Whether and how it can be undone, as a sentence.
    pub undo: &'static str,
    /// What confirms it.
    pub answer: Answer,
}

/// What confirms an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// These words, typed: the whole id, because the last digits of neighbours are easily confused (T18).
    Words(String),
    /// A clear yes.
    Yes,
}

impl Intent {
    /// The words that confirm it.
    pub(super) fn expected(&self) -> &str {
        match &self.answer {
            Answer::Words(words) => words,
            Answer::Yes => "yes",
        }
    }

    pub(super) fn act(&self, reason: &str) -> Act {
        Act::Alone { deed: self.deed.clone(), reason: reason.to_owned() }
    }

    /// What is at stake, in this registry.
    pub fn stakes(&self, title: &'static str, registry: Shown, environment: Environment) -> Stakes {
        let Self { what, whom, undo, .. } = self.clone();
        Stakes { title, what, whom, undo: undo.to_owned(), registry, environment }
    }
}
