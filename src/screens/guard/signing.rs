//! A version or a revocation as it is read before it is signed: what it does, then the text itself, octet for octet (F15, F27, promise 1).
//! Each line of it must have been whole on the screen, and for a while, before the key that signs does anything (F09).
//! Must not know: whether somebody may sign, or how a text is sent.

use super::changed;
use crate::{
    app::Action,
    evidence::{
        digest::Digest,
        draft::{Change, spoken},
        openssh_key::openssh_fingerprint,
        revocation::RevocationText,
    },
    registry::{GuardDraft, Review, Unsigned, reviewed::Unfinished},
    screens::{
        review::sight::{Open, Sight},
        scroll::{self, Scroll},
    },
    text::{Kind, Untrusted},
    ui::{Safe, Span, Theme, detail::Item, theme::Role},
};
use jiff::{SignedDuration, Timestamp};
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};
use std::ops::Range;

/// How long the text is on the screen at least.
const DWELL: SignedDuration = SignedDuration::from_secs(3);

/// What is read.
#[derive(Debug)]
enum Paper {
    /// A version of the roster or the policy.
    Version(Box<Review<GuardDraft>>),
    /// The end of a key.
    Revocation(Box<Review<RevocationText>>),
}

impl Paper {
    fn show(&mut self, lines: Range<usize>, now: Timestamp) {
        match self {
            Self::Version(review) => review.show(lines, now),
            Self::Revocation(review) => review.show(lines, now),
        }
    }

    fn lacks(&self, now: Timestamp) -> Option<Unfinished> {
        match self {
            Self::Version(review) => review.lacks(now),
            Self::Revocation(review) => review.lacks(now),
        }
    }

    fn finish(self, now: Timestamp) -> Result<Unsigned, (Self, Unfinished)> {
        match self {
            Self::Version(review) => {
                review.finish(now).map(Unsigned::Guard).map_err(|(review, why)| (Self::Version(Box::new(review)), why))
            }
            Self::Revocation(review) => {
                review.finish(now).map(Unsigned::Revocation).map_err(|(review, why)| (Self::Revocation(Box::new(review)), why))
            }
        }
    }
}

/// The reading of a text before it is signed.
#[derive(Debug)]
pub(super) struct Signing {
    review: Paper,
    items: Vec<Item<'static>>,
    /// Where in the items the text begins.
    begins: usize,
    sight: Sight,
    scroll: Scroll,
    area: Rect,
    now: Timestamp,
}

impl Signing {
    /// Begins to read a version that changes this.
    pub(super) fn of(draft: GuardDraft, name: &str, changes: &[Change], now: Timestamp) -> Self {
        let sha256 = Digest::of(&draft.text);
        let mut items = vec![
            Item::Section(Safe::ours(format!("{name}, to be signed by {}", draft.officer))),
            said(Role::Text, "Read to the end; then sign it, or go back and nothing is signed.".into()),
            Item::field("SHA-256", Role::Text, Safe::ours(sha256.to_string())),
            Item::field("By voice or on paper", Role::Text, Safe::ours(spoken(&sha256))),
            Item::Section("What it changes".into()),
        ];
        items.extend(changed::lines(changes).into_items());
        let begins = text(&mut items, &draft.text);
        let review = Paper::Version(Box::new(Review::of_version(draft, DWELL)));
        Self { review, items, begins, sight: Sight::default(), scroll: Scroll::default(), area: Rect::default(), now }
    }

    /// Begins to read the end of a key.
    pub(super) fn of_revocation(revocation: RevocationText, now: Timestamp) -> Self {
        let ends = revocation.revocation();
        let (of, person) = (&ends.of, &ends.person);
        let what = "What the key signed and is not carried out counts no more; an order that it initiated is over.";
        let back = "Only a version of the roster that two officers sign brings a key back.";
        let mut items = vec![
            Item::Section(Safe::ours(format!("Revocation of a key of {of}, to be signed by {person}"))),
            said(Role::Text, "Read to the end; then sign it, or go back and nothing is signed.".into()),
            Item::field("Key", Role::Danger, Safe::ours(openssh_fingerprint(&ends.key))),
            said(Role::Text, format!("{what} {back}")),
        ];
        let begins = text(&mut items, revocation.as_str());
        let review = Paper::Revocation(Box::new(Review::of_revocation(revocation)));
        Self { review, items, begins, sight: Sight::default(), scroll: Scroll::default(), area: Rect::default(), now }
    }

    /// Whether it is the end of a key that is read.
    pub(super) fn revokes(&self) -> bool {
        matches!(self.review, Paper::Revocation(_))
    }

    /// It has this area now.
    pub(super) fn fit(&mut self, area: Rect) {
        self.area = area;
    }

    /// What is on the screen now has rested there, but for so many of the last rows.
    pub(super) fn look(&mut self, covered: u16, now: Timestamp) {
        self.now = now;
        let open = Open { area: self.area, covered };
        for line in self.sight.whole((&self.items, self.begins..self.items.len()), self.scroll, open) {
            self.review.show(line..line + 1, now);
        }
    }

    /// Scrolls.
    pub(super) fn turn(&mut self, action: Action) {
        self.scroll.turn(action, scroll::limit(&self.items, self.area), self.area.height);
    }

    /// What is still to be read. That time must pass is said only when somebody wants to sign.
    pub(super) fn unread(&self) -> Option<Unfinished> {
        self.review.lacks(self.now).filter(|lacks| !matches!(lacks, Unfinished::Dwell(_)))
    }

    /// Ends the reading.
    ///
    /// # Errors
    /// The reading as it was, and what is missing.
    pub(super) fn finish(mut self, now: Timestamp) -> Result<Unsigned, (Box<Self>, Unfinished)> {
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

fn said(role: Role, words: String) -> Item<'static> {
    Item::Text(vec![Span::new(role, Safe::ours(words))])
}

/// Puts the text under the rest, line by line. Says where it begins.
fn text(items: &mut Vec<Item<'static>>, text: &str) -> usize {
    items.push(Item::Section("The text, as it is signed".into()));
    let begins = items.len();
    items.extend(text.lines().map(|line| Item::Exact(vec![Span::text(Untrusted::new(line).gate(Kind::Prose))])));
    begins
}
