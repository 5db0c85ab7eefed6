//! Short messages at the edge of the screen, and the history of all of them.
//! An error stays until it was seen; the others go by themselves. Nothing vanishes without a trace.
//! Must not know: the clock; the caller says when, and sends the timer back.

use jiff::{SignedDuration, Timestamp};
use std::{collections::VecDeque, time::Duration};

/// How long an answer to a key is on the screen before the next key takes it away.
const READ: SignedDuration = SignedDuration::from_secs(1);

/// How long a warning stays.
const WARNING: Duration = Duration::from_secs(8);

/// How serious a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Good to know.
    Info,
    /// Something was not done or needs care.
    Warn,
    /// Something failed.
    Error,
}

impl Severity {
    /// How long a message of this kind stays; `None` is until it was seen.
    pub const fn stays(self) -> Option<Duration> {
        match self {
            Self::Info => Some(Duration::from_secs(4)),
            Self::Warn => Some(WARNING),
            Self::Error => None,
        }
    }
}

/// One message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// How serious it is.
    pub severity: Severity,
    /// One sentence, in our own words or gated.
    pub text: String,
    /// When it was last said.
    pub at: Timestamp,
    /// How many times in a row it was said.
    pub times: u32,
}

/// The messages that wait to be read, and those that were.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Toasts {
    waiting: VecDeque<Toast>,
    /// Whether what is on the screen answers the last key.
    answers: bool,
    history: VecDeque<Toast>,
}

impl Toasts {
    /// How many messages the history keeps.
    pub const HISTORY: usize = 200;
    /// How many wait at most; the least serious and oldest of more are only in the history.
    pub const WAITING: usize = 16;

    /// Says something. Arms the returned timer when the message on the screen is a new one that goes by itself.
    #[must_use]
    pub fn push(&mut self, severity: Severity, text: impl Into<String>, at: Timestamp) -> Option<Duration> {
        let toast = Toast { severity, text: text.into(), at, times: 1 };
        self.remember(&toast);
        let same = |known: &&mut Toast| known.severity == toast.severity && known.text == toast.text;
        let again = self.waiting.iter_mut().find(same).map(|known| {
            known.times = known.times.saturating_add(1);
            known.at = at;
        });
        if again.is_some() {
            let on_screen = self.current().is_some_and(|now| now.severity == severity && now.text == toast.text);
            return if on_screen { severity.stays() } else { None };
        }
        // Good news of before is no news any more.
        if severity == Severity::Info {
            self.waiting.retain(|known| known.severity != Severity::Info);
        }
        // The most serious first; among equals the newest, because it tells of the last key.
        let place = self.waiting.iter().position(|known| known.severity <= severity).unwrap_or(self.waiting.len());
        self.waiting.insert(place, toast);
        self.waiting.truncate(Self::WAITING);
        if place > 0 {
            return None;
        }
        self.answers = false;
        severity.stays()
    }

    /// Answers the last key: stands before everything else for as long as a warning does, and then what waited is back.
    #[must_use]
    pub fn interject(&mut self, severity: Severity, text: impl Into<String>, at: Timestamp) -> Duration {
        let toast = Toast { severity, text: text.into(), at, times: 1 };
        self.remember(&toast);
        self.waiting.retain(|known| known.text != toast.text);
        self.waiting.push_front(toast);
        self.waiting.truncate(Self::WAITING);
        self.answers = true;
        severity.stays().unwrap_or(WARNING)
    }

    /// The next key came: the answer to the one before goes, if it could be read meanwhile. Says when to come for what waited.
    #[must_use]
    pub fn next_key(&mut self, now: Timestamp) -> Option<Duration> {
        let read = self.answers && self.current().is_some_and(|answer| now.duration_since(answer.at) >= READ);
        if read { self.seen() } else { None }
    }

    /// What is on the screen.
    pub fn current(&self) -> Option<&Toast> {
        self.waiting.front()
    }

    /// How many wait behind it.
    pub fn behind(&self) -> usize {
        self.waiting.len().saturating_sub(1)
    }

    /// The timer came: takes the message away unless it must be seen, and says when to come again.
    #[must_use]
    pub fn expire(&mut self) -> Option<Duration> {
        if self.current().is_some_and(|toast| toast.severity.stays().is_some()) {
            self.waiting.pop_front();
            self.answers = false;
        }
        self.current().and_then(|toast| toast.severity.stays())
    }

    /// The operator has seen what is on the screen; says when to come for the next.
    #[must_use]
    pub fn seen(&mut self) -> Option<Duration> {
        self.answers = false;
        self.waiting.pop_front();
        self.current().and_then(|toast| toast.severity.stays())
    }

    /// Takes back what is no longer so. It stays in the history. Says when to come for what is on the screen then, if that is new.
    #[must_use]
    pub fn retract(&mut self, is_over: impl Fn(&str) -> bool) -> Option<Duration> {
        let on_screen = self.current().is_some_and(|toast| is_over(&toast.text));
        self.waiting.retain(|toast| !is_over(&toast.text));
        if on_screen { self.current().and_then(|toast| toast.severity.stays()) } else { None }
    }

    /// What was said, newest first; at most [`Toasts::HISTORY`].
    pub fn history(&self) -> impl Iterator<Item = &Toast> {
        self.history.iter()
    }

    fn remember(&mut self, toast: &Toast) {
        match self.history.front_mut() {
            Some(last) if last.severity == toast.severity && last.text == toast.text => {
                last.times = last.times.saturating_add(1);
                last.at = toast.at;
            }
            _ => {
                self.history.push_front(toast.clone());
                self.history.truncate(Self::HISTORY);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn an_error_stays_until_it_was_seen() {
        let mut toasts = Toasts::default();
        assert_eq!(toasts.push(Severity::Info, "copied", at(1)), Some(Duration::from_secs(4)));
        assert_eq!(toasts.push(Severity::Error, "it failed", at(2)), None);
        assert_eq!(toasts.push(Severity::Warn, "careful", at(3)), None, "the error is still on the screen");
        assert_eq!(toasts.expire(), None);
        assert_eq!(toasts.current().unwrap().text, "it failed");
        assert_eq!(toasts.seen(), Some(Duration::from_secs(8)));
        assert_eq!(toasts.current().unwrap().text, "careful");
        assert_eq!(toasts.expire(), Some(Duration::from_secs(4)));
        assert_eq!(toasts.expire(), None);
        assert_eq!(toasts.current(), None);
        assert_eq!(toasts.history().count(), 3);
    }

    #[test]
    fn what_is_no_longer_so_is_taken_back() {
        let mut toasts = Toasts::default();
        let _ = toasts.push(Severity::Error, "outcome unknown", at(1));
        let _ = toasts.push(Severity::Info, "copied", at(2));
        assert_eq!(toasts.retract(|text| text == "never said"), None);
        assert_eq!(toasts.retract(|text| text.starts_with("outcome")), Some(Duration::from_secs(4)));
        assert_eq!(toasts.current().unwrap().text, "copied");
        assert_eq!(toasts.history().count(), 2);
    }

    #[test]
    fn the_answer_to_a_key_stands_before_an_error_and_the_error_comes_back() {
        let mut toasts = Toasts::default();
        let _ = toasts.push(Severity::Error, "it failed", at(1));
        assert_eq!(toasts.interject(Severity::Warn, "not here", at(2)), Duration::from_secs(8));
        assert_eq!(toasts.interject(Severity::Warn, "not here", at(3)), Duration::from_secs(8));
        assert_eq!((toasts.current().unwrap().text.as_str(), toasts.behind()), ("not here", 1));
        assert_eq!(toasts.expire(), None);
        assert_eq!(toasts.current().unwrap().text, "it failed");
    }

    #[test]
    fn the_next_key_takes_an_answer_away_that_could_be_read_and_nothing_else() {
        let mut toasts = Toasts::default();
        let _ = toasts.push(Severity::Error, "it failed", at(1));
        let _ = toasts.interject(Severity::Warn, "not here", at(2));
        let text = |toasts: &Toasts| toasts.current().unwrap().text.clone();
        let _ = toasts.next_key(at(2));
        assert_eq!(text(&toasts), "not here", "it came with the keys before it could be read");
        assert_eq!(toasts.next_key(at(3)), None);
        assert_eq!(text(&toasts), "it failed");
        let _ = toasts.next_key(at(60));
        assert_eq!(text(&toasts), "it failed", "an error waits to be seen");
        assert_eq!(toasts.history().count(), 2);
    }

    #[test]
    fn the_same_again_is_counted_not_stacked() {
        let mut toasts = Toasts::default();
        for second in 0..5 {
            assert_eq!(toasts.push(Severity::Warn, "careful", at(second)), Some(Duration::from_secs(8)));
        }
        assert_eq!(toasts.current().unwrap().times, 5);
        assert_eq!(toasts.current().unwrap().at, at(4));
        assert_eq!((toasts.behind(), toasts.history().count()), (0, 1));
    }

    #[test]
    fn the_history_is_a_ring_and_an_error_is_never_pushed_out_by_less() {
        let mut toasts = Toasts::default();
        let _ = toasts.push(Severity::Error, "it failed", at(0));
        for second in 1..=300 {
            let _ = toasts.push(Severity::Info, format!("message {second}"), at(second));
        }
        assert_eq!(toasts.history().count(), Toasts::HISTORY);
        assert_eq!(toasts.history().next().unwrap().text, "message 300");
        assert_eq!(toasts.current().unwrap().text, "it failed");
        assert!(toasts.behind() < Toasts::WAITING);
    }
}
