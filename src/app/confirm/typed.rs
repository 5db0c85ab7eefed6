//! The question before an act of one person: first the reason, then what confirms it. Before what one person can't undo that is the whole
//! id of the thing, typed by hand; before what changes nothing for good it is a yes, with No in focus.
//! Only an exact match makes the `Confirmed` act; what was confirmed is what the page showed.
//! Must not know: how it is sent.

use super::{Answer, Intent, Stakes};
use crate::app::{
    action::Action,
    field::{Accepts, Field},
    key::{Key, KeyCode},
    keymap::INTERRUPT,
    outcome::OverlayOutcome,
    why::Refusal,
};
use crate::registry::Challenge;

/// What is being asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Why it is done.
    Reason,
    /// The words that are to be typed.
    Words,
    /// Yes or no.
    Choice,
}

/// The state of the page.
#[derive(Clone, Debug)]
pub struct Typed {
    action: Action,
    stakes: Stakes,
    intent: Intent,
    reason: Field,
    words: Field,
    step: Step,
    /// Whether Yes is in focus.
    yes: bool,
    /// What was wrong at the last Enter.
    complaint: Option<String>,
}

impl Typed {
    /// Fewest characters of a reason, spaces around it not counted.
    pub const REASON_MIN: usize = 10;
    /// Most characters of a reason.
    pub const REASON_MAX: usize = 500;

    /// Asks for the reason and the confirmation of what an action is to do.
    pub fn new(action: Action, intent: Intent, stakes: Stakes) -> Self {
        Self {
            action,
            stakes,
            intent,
            reason: Field::new(Accepts::Prose, Self::REASON_MAX),
            words: Field::new(Accepts::Critical, 64),
            step: Step::Reason,
            yes: false,
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
        self.intent.expected()
    }

    /// Whether Yes is in focus.
    pub fn is_yes(&self) -> bool {
        self.yes
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
                self.yes = false;
                self.complaint = None;
                OverlayOutcome::Consumed
            }
            (key, Step::Choice) => self.choose(key),
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
            Step::Words | Step::Choice => OverlayOutcome::Refused(Refusal::TypeIt),
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
            self.step = match self.intent.answer {
                Answer::Words(_) => Step::Words,
                Answer::Yes => Step::Choice,
            };
            self.complaint = None;
        }
        OverlayOutcome::Consumed
    }

    fn take_words(&mut self) -> OverlayOutcome {
        let typed = self.words.text().to_owned();
        self.confirm(&typed).unwrap_or_else(|| {
            let expected = self.intent.expected();
            self.complaint = Some(match typed.as_str() {
                "" => format!("Type {expected} to go on. Nothing was done."),
                _ => format!("That is not {expected}. Nothing was done."),
            });
            OverlayOutcome::Consumed
        })
    }

    /// Takes a key of the choice: Enter takes what is in focus, and that is No until somebody moves it.
    fn choose(&mut self, key: Key) -> OverlayOutcome {
        let answer = match key {
            _ if key == Key::char('y') || key == Key::char('Y') => "yes",
            _ if key == Key::char('n') || key == Key::char('N') => "no",
            Key { code: KeyCode::Enter, .. } if self.yes => "yes",
            Key { code: KeyCode::Enter, .. } => "no",
            Key { code: KeyCode::Left | KeyCode::Right | KeyCode::Tab, .. } => {
                self.yes = !self.yes;
                return OverlayOutcome::Consumed;
            }
            _ => return OverlayOutcome::Consumed,
        };
        self.confirm(answer).unwrap_or(OverlayOutcome::Close)
    }

    /// The confirmed act, if this is what confirms it.
    fn confirm(&self, answer: &str) -> Option<OverlayOutcome> {
        let act = self.intent.act(self.reason.text().trim());
        let confirmed = Challenge::new(act, self.intent.expected()).accept(answer).ok()?;
        Some(OverlayOutcome::Confirmed(self.action, confirmed))
    }
}

#[cfg(test)]
mod tests;
