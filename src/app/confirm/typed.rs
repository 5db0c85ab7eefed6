//! The challenge before what one person can't undo: first the reason, then the whole id of the thing, typed by hand.
//! Only an exact match makes the `Confirmed` act; what was confirmed is what the page showed.
//! Must not know: how it is sent.

use super::Stakes;
use crate::app::{
    field::{Accepts, Field},
    key::{Key, KeyCode},
    keymap::INTERRUPT,
    outcome::OverlayOutcome,
    why::Refusal,
};
use crate::{
    domain::AccountId,
    registry::{Challenge, Write},
};

/// An act that still lacks its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Intent {
    /// Freeze an account.
    Freeze {
        /// The account.
        account: AccountId,
        /// Its version as it is on the screen.
        version: u64,
    },
}

impl Intent {
    /// What must be typed: the whole id, because the last digits of neighbours are easily confused (T18).
    fn words(&self) -> &str {
        match self {
            Self::Freeze { account, .. } => account.as_str(),
        }
    }

    fn act(&self, reason: &str) -> Write {
        match self {
            Self::Freeze { account, version } => {
                Write::Freeze { account: account.clone(), version: *version, reason: reason.to_owned() }
            }
        }
    }
}

/// What is being asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Why it is done.
    Reason,
    /// The challenge.
    Words,
}

/// The state of the page.
#[derive(Clone, Debug)]
pub struct Typed {
    stakes: Stakes,
    intent: Intent,
    reason: Field,
    words: Field,
    step: Step,
    /// What was wrong at the last Enter.
    complaint: Option<String>,
}

impl Typed {
    /// Fewest characters of a reason, spaces around it not counted.
    pub const REASON_MIN: usize = 10;
    /// Most characters of a reason.
    pub const REASON_MAX: usize = 500;

    /// Asks for the reason and the challenge of an act.
    pub fn new(intent: Intent, stakes: Stakes) -> Self {
        Self {
            stakes,
            intent,
            reason: Field::new(Accepts::Prose, Self::REASON_MAX),
            words: Field::new(Accepts::Critical, 64),
            step: Step::Reason,
            complaint: None,
        }
    }

    /// What is at stake.
    pub fn stakes(&self) -> &Stakes {
        &self.stakes
    }

    /// What is being asked now.
    pub fn step(&self) -> Step {
        self.step
    }

    /// The reason as typed so far.
    pub fn reason(&self) -> &Field {
        &self.reason
    }

    /// The challenge as typed so far.
    pub fn words(&self) -> &Field {
        &self.words
    }

    /// What must be typed.
    pub fn expected(&self) -> &str {
        self.intent.words()
    }

    /// What was wrong at the last Enter, as a sentence.
    pub fn complaint(&self) -> Option<&str> {
        self.complaint.as_deref()
    }

    /// Takes a key. Enter goes on only from a good reason and from the exact words; Shift-Tab goes back to the reason.
    pub fn key(&mut self, key: Key) -> OverlayOutcome {
        match (key, self.step) {
            (INTERRUPT | Key { code: KeyCode::Esc, .. }, _) => OverlayOutcome::Close,
            (Key { code: KeyCode::Enter | KeyCode::Tab, .. }, Step::Reason) => self.take_reason(),
            (Key { code: KeyCode::Enter, .. }, Step::Words) => self.take_words(),
            (Key { code: KeyCode::BackTab, .. }, _) => {
                self.step = Step::Reason;
                self.words.clear();
                self.complaint = None;
                OverlayOutcome::Consumed
            }
            (key, step) => {
                let field = if step == Step::Reason { &mut self.reason } else { &mut self.words };
                OverlayOutcome::of_edit(field.key(key), || {
                    self.complaint = None;
                    OverlayOutcome::Consumed
                })
            }
        }
    }

    /// Takes a paste: a reason may be pasted, a challenge may not.
    pub fn paste(&mut self, text: &str) -> OverlayOutcome {
        match self.step {
            Step::Words => OverlayOutcome::Refused(Refusal::TypeIt),
            Step::Reason => match self.reason.paste(text) {
                Ok(()) => OverlayOutcome::Consumed,
                Err(problem) => OverlayOutcome::Refused(problem.into()),
            },
        }
    }

    fn take_reason(&mut self) -> OverlayOutcome {
        let length = self.reason.text().trim().chars().count();
        if length < Self::REASON_MIN {
            self.complaint = Some(format!("Say why in at least {} characters; {length} so far.", Self::REASON_MIN));
        } else {
            self.step = Step::Words;
            self.complaint = None;
        }
        OverlayOutcome::Consumed
    }

    fn take_words(&mut self) -> OverlayOutcome {
        let act = self.intent.act(self.reason.text().trim());
        match Challenge::new(act, self.intent.words()).accept(self.words.text()) {
            Ok(confirmed) => OverlayOutcome::Confirmed(confirmed),
            Err(_) => {
                let expected = self.intent.words();
                self.complaint = Some(match self.words.text() {
                    "" => format!("Type {expected} to go on. Nothing was done."),
                    _ => format!("That is not {expected}. Nothing was done."),
                });
                OverlayOutcome::Consumed
            }
        }
    }
}

#[cfg(test)]
mod tests;
