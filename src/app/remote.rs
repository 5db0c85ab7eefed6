//! A value that lives in a registry: asked for, there, or failed with the last one still visible.
//! A refresh never blanks a screen.
//! Must not know: what the value is.

use super::{Desk, Refusal, RequestId};
use crate::registry::{Problem, Read};
use jiff::Timestamp;

/// A value from a registry and what is known about its freshness.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remote<T> {
    value: Option<(T, Timestamp)>,
    asked: Option<RequestId>,
    problem: Option<Problem>,
}

impl<T> Default for Remote<T> {
    fn default() -> Self {
        Self { value: None, asked: None, problem: None }
    }
}

impl<T> Remote<T> {
    /// Asks for the value; an unanswered earlier request is given up, since only the latest answer counts.
    pub fn ask(&mut self, ask: Read, desk: &mut Desk<'_>) {
        self.give_up(desk);
        self.asked = Some(desk.ask(ask));
    }

    /// Whether this request is the one whose answer is awaited.
    pub fn awaits(&self, request: RequestId) -> bool {
        self.asked == Some(request)
    }

    /// Takes the answer to the awaited request. The last value stays when the answer is a problem.
    pub fn settle(&mut self, answer: Result<T, Problem>, now: Timestamp) {
        self.asked = None;
        match answer {
            Ok(value) => {
                self.value = Some((value, now));
                self.problem = None;
            }
            Err(problem) => self.problem = Some(problem),
        }
    }

    /// Takes the answer to the awaited request; `None` is an answer to another question, which is a problem.
    pub fn take(&mut self, answer: Result<Option<T>, Problem>, now: Timestamp) {
        self.settle(answer.and_then(|value| value.ok_or_else(Problem::of_other_answer)), now);
    }

    /// Stops waiting.
    pub fn give_up(&mut self, desk: &mut Desk<'_>) {
        if let Some(request) = self.asked.take() {
            desk.cancel(request);
        }
    }

    /// The last value, if there ever was one.
    pub fn value(&self) -> Option<&T> {
        self.value.as_ref().map(|(value, _)| value)
    }

    /// The last value, to be completed by what came beside it.
    pub fn value_mut(&mut self) -> Option<&mut T> {
        self.value.as_mut().map(|(value, _)| value)
    }

    /// The value, if it is not known to be old: acting needs it fresh. With `follows`, what is asked for again only follows the book.
    ///
    /// # Errors
    /// [`Refusal::NotLoaded`] or [`Refusal::Stale`].
    pub fn fresh(&self, follows: bool) -> Result<&T, Refusal> {
        let value = self.value().ok_or(Refusal::NotLoaded)?;
        if self.is_stale() || (self.is_asking() && !follows) { Err(Refusal::Stale) } else { Ok(value) }
    }

    /// When the last value came.
    pub fn as_of(&self) -> Option<Timestamp> {
        self.value.as_ref().map(|(_, at)| *at)
    }

    /// Why there is no newer value.
    pub fn problem(&self) -> Option<&Problem> {
        self.problem.as_ref()
    }

    /// Whether it is not here and nobody waits for it: never asked for, given up, or failed.
    pub fn is_missing(&self) -> bool {
        self.value.is_none() && self.asked.is_none()
    }

    /// Whether an answer is awaited.
    pub fn is_asking(&self) -> bool {
        self.asked.is_some()
    }

    /// Whether the value is there but the registry did not confirm it last time.
    pub fn is_stale(&self) -> bool {
        self.value.is_some() && self.problem.is_some()
    }
}
