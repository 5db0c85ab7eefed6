//! Asking before acting. Reversible: yes or no, No in focus. Irreversible: the reason, then a challenge typed by hand.
//! Enter alone never does anything; a paste never confirms anything.
//! Must not know: how an act is sent.

mod intent;
mod typed;
mod yes_no;

pub use intent::{Answer, Intent};
pub use typed::{Step, Typed};
pub use yes_no::YesNo;

use super::{key::Key, outcome::OverlayOutcome, why::Refusal};
use crate::{registry::Environment, text::Shown};

/// A question before an act.
#[derive(Clone, Debug)]
pub enum Confirm {
    /// For what can be undone.
    YesNo(YesNo),
    /// For what one person can't undo.
    Typed(Box<Typed>),
}

/// What is at stake, for the page that asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stakes {
    /// The title of the page.
    pub title: &'static str,
    /// What will happen, as a sentence.
    pub what: String,
    /// To whom or what.
    pub whom: Shown,
    /// Whether and how it can be undone, as a sentence.
    pub undo: String,
    /// The registry's name.
    pub registry: Shown,
    /// What an act there means.
    pub environment: Environment,
}

impl Stakes {
    /// The lines of the page: a label and its text. Where it happens is painted apart, with the environment's colour and word.
    pub fn lines(&self) -> [(&'static str, String); 3] {
        [("what", self.what.clone()), ("to", self.whom.to_string()), ("undo", self.undo.clone())]
    }
}

impl Confirm {
    /// Takes a key.
    pub fn key(&mut self, key: Key) -> OverlayOutcome {
        match self {
            Self::YesNo(question) => question.key(key),
            Self::Typed(question) => question.key(key),
        }
    }

    /// Takes a paste: only into the reason.
    pub fn paste(&mut self, text: &str) -> OverlayOutcome {
        match self {
            Self::YesNo(_) => OverlayOutcome::Refused(Refusal::NoField),
            Self::Typed(question) => question.paste(text),
        }
    }
}
