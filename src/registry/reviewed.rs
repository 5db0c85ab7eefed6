//! The witness that somebody read a text before signing it: only a review makes one, and nothing but one leads to a signature (T02).
//! A review ends when every line has been on the screen, what had to be typed again was, and the least time has passed (F07, F09).
//! Must not know: how a text is painted, or whose key will sign it.
//!
//! A reviewed text can be read by anybody:
//!
//! ```
//! use countersign::{evidence::order::OrderText, registry::Reviewed};
//! fn read(reviewed: &Reviewed<OrderText>) -> &str {
//!     reviewed.text().as_str()
//! }
//! ```
//!
//! It can't be made any other way:
//!
//! ```compile_fail,E0423
//! use countersign::{evidence::order::OrderText, registry::Reviewed};
//! fn forge(text: OrderText) -> Reviewed<OrderText> {
//!     Reviewed(Box::new(text))
//! }
//! ```
//!
//! Nor can the text be swapped afterwards, between display and signature:
//!
//! ```compile_fail,E0616
//! use countersign::{evidence::order::OrderText, registry::Reviewed};
//! fn swap(reviewed: &mut Reviewed<OrderText>, other: OrderText) {
//!     reviewed.0 = Box::new(other);
//! }
//! ```

mod blind;
#[cfg(test)]
mod tests;
mod texts;

pub use blind::{Blind, Retyped};
pub use texts::{NeedsChange, NeedsOrder, NeedsResolution};

use jiff::{SignedDuration, Timestamp};
use std::ops::Range;

/// A text that can be signed, as it is read: its octets, line by line.
pub trait Reviewable {
    /// The exact text that will be signed.
    fn text(&self) -> &str;
}

/// A text that was reviewed whole. It owns the octets, so that what is signed is what was read (promise 1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewed<T>(Box<T>);

impl<T> Reviewed<T> {
    /// The text.
    pub fn text(&self) -> &T {
        &self.0
    }

    /// The text, to be signed.
    pub(super) fn into_text(self) -> T {
        *self.0
    }
}

/// A review under way. It holds the text it began with to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review<T> {
    text: T,
    blind: Blind,
    /// For each line whether it has been on the screen.
    seen: Vec<bool>,
    /// When the text was on the screen first.
    since: Option<Timestamp>,
    /// How long it must have been there at least.
    dwell: SignedDuration,
}

/// Why a review is not at its end yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfinished {
    /// Values are to be typed again before any is shown (F07).
    #[error("Type again what is asked for, from your own copy; {0} to go (F07).")]
    Blind(usize),
    /// What was typed again did not match too often (F08).
    #[error("What was typed did not match {} times: this review is over (F08).", Blind::TRIES)]
    Mismatched,
    /// Lines that have not been on the screen (F09).
    #[error("Read to the end: {} not been on the screen yet (F09).", lines(*.0))]
    Lines(usize),
    /// Too fast to have been read (F09).
    #[error("Read it: that takes {0} s more at least (F09).")]
    Dwell(i64),
}

/// So many lines of the text, and that they have.
fn lines(count: usize) -> String {
    if count == 1 { "1 line of the text has".to_owned() } else { format!("{count} lines of the text have") }
}

impl<T: Reviewable> Review<T> {
    /// A review that has not begun. Only texts of the kinds in [`texts`] get one.
    fn begin(text: T, blind: Blind, dwell: SignedDuration) -> Self {
        let seen = vec![false; text.text().lines().count()];
        Self { text, blind, seen, since: None, dwell }
    }

    /// What is to be typed again before the text may be shown.
    pub fn blind(&self) -> &Blind {
        &self.blind
    }

    /// Takes what somebody typed for the field that is asked for now.
    pub fn type_again(&mut self, typed: &str) -> Retyped {
        self.blind.type_again(typed)
    }

    /// Whether lines of the text have not been on the screen yet, so that it is read on.
    pub fn is_unread(&self) -> bool {
        self.blind.is_over() && !self.seen.iter().all(|seen| *seen)
    }

    /// The text, once it may be shown.
    pub fn text(&self) -> Option<&T> {
        self.blind.is_over().then_some(&self.text)
    }

    /// How many lines the text has.
    pub fn lines(&self) -> usize {
        self.seen.len()
    }

    /// Takes note of lines of the text, counted from 0, that are whole on the screen at this moment. Nothing counts while values are hidden.
    pub fn show(&mut self, lines: Range<usize>, now: Timestamp) {
        if !self.blind.is_over() {
            return;
        }
        self.since.get_or_insert(now);
        let shown = lines.start.min(self.seen.len())..lines.end.min(self.seen.len());
        self.seen.get_mut(shown).into_iter().flatten().for_each(|seen| *seen = true);
    }

    /// What is still to be done before the end; `None` when nothing is.
    pub fn lacks(&self, now: Timestamp) -> Option<Unfinished> {
        if self.blind.has_failed() {
            return Some(Unfinished::Mismatched);
        }
        if !self.blind.is_over() {
            return Some(Unfinished::Blind(self.blind.left()));
        }
        let unseen = self.seen.iter().filter(|seen| !**seen).count();
        if unseen > 0 {
            return Some(Unfinished::Lines(unseen));
        }
        // A text always has lines, so that it was shown once.
        let left = self.since.map_or(self.dwell, |since| self.dwell - now.duration_since(since));
        left.is_positive().then(|| Unfinished::Dwell(left.as_secs() + i64::from(left.subsec_nanos() > 0)))
    }

    /// Ends the review.
    ///
    /// # Errors
    /// [`Unfinished`] with the review as it was, when it is not at its end.
    pub fn finish(self, now: Timestamp) -> Result<Reviewed<T>, (Self, Unfinished)> {
        match self.lacks(now) {
            None => Ok(Reviewed(Box::new(self.text))),
            Some(unfinished) => Err((self, unfinished)),
        }
    }
}
