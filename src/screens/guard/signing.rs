//! A version as an officer reads it before signing: what it changes, then the text itself, octet for octet (F27, promise 1).
//! Each line of it must have been whole on the screen, and for a while, before the key that signs does anything (F09).
//! Must not know: whether the officer may sign, or how a version is sent.

use super::changed;
use crate::{
    app::Action,
    evidence::digest::Digest,
    evidence::draft::{Change, spoken},
    registry::{GuardDraft, Review, Reviewed, reviewed::Unfinished},
    screens::scroll::{self, Scroll},
    text::{Kind, Untrusted},
    ui::{
        Safe, Span, Theme,
        detail::{self, Item},
        theme::Role,
    },
};
use jiff::{SignedDuration, Timestamp};
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

/// How long the text is on the screen at least.
const DWELL: SignedDuration = SignedDuration::from_secs(3);

/// An officer's reading of a version.
#[derive(Debug)]
pub(super) struct Signing {
    review: Review<GuardDraft>,
    items: Vec<Item<'static>>,
    /// Where in the items the text begins.
    begins: usize,
    scroll: Scroll,
    area: Rect,
    now: Timestamp,
}

impl Signing {
    /// Begins to read a version that changes this.
    pub(super) fn of(draft: GuardDraft, name: &str, changes: &[Change], now: Timestamp) -> Self {
        let said = |role, words: String| Item::Text(vec![Span::new(role, Safe::ours(words))]);
        let sha256 = Digest::of(&draft.text);
        let mut items = vec![
            Item::Section(Safe::ours(format!("{name}, to be signed by {}", draft.officer))),
            said(Role::Text, "Read to the end; then sign it, or go back and nothing is signed.".into()),
            Item::field("SHA-256", Role::Text, Safe::ours(sha256.to_string())),
            Item::field("By voice or on paper", Role::Text, Safe::ours(spoken(&sha256))),
            Item::Section("What it changes".into()),
        ];
        items.extend(changed::lines(changes).into_items());
        items.push(Item::Section("The text, as it is signed".into()));
        let begins = items.len();
        items.extend(draft.text.lines().map(|line| Item::Exact(vec![Span::text(Untrusted::new(line).gate(Kind::Prose))])));
        let review = Review::of_version(draft, DWELL);
        Self { review, items, begins, scroll: Scroll::default(), area: Rect::default(), now }
    }

    /// It has this area now: what is whole on it was on the screen.
    pub(super) fn fit(&mut self, area: Rect, now: Timestamp) {
        (self.area, self.now) = (area, now);
        let starts = detail::starts(&self.items, area.width);
        let lines = detail::height(&self.items, area.width);
        let first = usize::from(self.scroll.first(scroll::limit(&self.items, area)));
        let last = first + usize::from(scroll::shown(lines, u16::try_from(first).unwrap_or(u16::MAX), area.height));
        let end = |at: usize| starts.get(at + 1).copied().unwrap_or(lines);
        let whole = |at: &usize| starts.get(*at).is_some_and(|start| *start >= first) && end(*at) <= last;
        let mut seen = (self.begins..self.items.len()).filter(whole).map(|at| at - self.begins);
        if let Some(from) = seen.next() {
            self.review.show(from..seen.next_back().unwrap_or(from) + 1, now);
        }
    }

    /// Scrolls.
    pub(super) fn turn(&mut self, action: Action, now: Timestamp) {
        self.scroll.turn(action, scroll::limit(&self.items, self.area), self.area.height);
        self.fit(self.area, now);
    }

    /// What is still to be read. That time must pass is said only when somebody wants to sign.
    pub(super) fn unread(&self) -> Option<Unfinished> {
        self.review.lacks(self.now).filter(|lacks| !matches!(lacks, Unfinished::Dwell(_)))
    }

    /// Ends the reading.
    ///
    /// # Errors
    /// The reading as it was, and what is missing.
    pub(super) fn finish(mut self, now: Timestamp) -> Result<Reviewed<GuardDraft>, (Box<Self>, Unfinished)> {
        match self.review.finish(now) {
            Ok(reviewed) => Ok(reviewed),
            Err((review, why)) => {
                self.review = review;
                Err((Box::new(self), why))
            }
        }
    }

    /// Paints what is read.
    pub(super) fn paint(&self, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        scroll::paint(&self.items, self.scroll, theme, area, buffer)
    }
}
