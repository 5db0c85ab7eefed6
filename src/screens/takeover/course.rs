//! The proposals of a takeover, read and signed one after the other: each is on the screen to its end before it is signed (F09).
//! What was handed over stays to be looked at; the next one is gone to by its own key, so that nothing is signed that was not wanted.
//! Must not know: how the texts came to be written.

use crate::{
    app::{Action, Desk, why::Refusal},
    domain::contact::Directory,
    evidence::contact_change::ChangeText,
    registry::{ContactDraft, Review, Reviewed},
    screens::{
        contact_diff,
        whole::{Open, Whole},
    },
    ui::{Theme, detail::Item},
};
use jiff::{SignedDuration, Timestamp};
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

/// The proposals.
#[derive(Debug)]
pub(super) struct Course {
    texts: Vec<ChangeText>,
    /// The directory they were written for.
    ours: Directory,
    dwell: SignedDuration,
    at: usize,
    whole: Whole<ContactDraft>,
    /// How many were handed over to be signed, from the first.
    signed: usize,
}

impl Course {
    /// The proposals, the first of them to be read; none where there are none.
    pub fn of(texts: Vec<ChangeText>, ours: Directory, dwell: SignedDuration, desk: &mut Desk<'_>) -> Option<Self> {
        let whole = read(texts.first()?, &ours, dwell, desk);
        Some(Self { texts, ours, dwell, at: 0, whole, signed: 0 })
    }

    /// Which of them it is, from 1, and of how many.
    pub fn place(&self) -> (usize, usize) {
        (self.at + 1, self.texts.len())
    }

    /// Whether the one that is shown was handed over.
    fn is_signed(&self) -> bool {
        self.at < self.signed
    }

    /// The one that is shown, read whole, to be signed.
    pub fn reviewed(&self, now: Timestamp) -> Result<Reviewed<ContactDraft>, Refusal> {
        if self.is_signed() {
            return Err(Refusal::NotNow("This proposal was handed over already.".to_owned()));
        }
        self.whole.reviewed(now)
    }

    /// The one that is shown is on its way.
    pub fn handed_over(&mut self) {
        self.signed = self.signed.max(self.at + 1);
    }

    /// Whether there is one before or after it to go to. The next comes when this one was signed.
    pub fn may_go(&self, forward: bool) -> Result<(), Refusal> {
        match forward {
            true if self.at + 1 >= self.texts.len() => Err(Refusal::NoParts),
            true if !self.is_signed() => Err(Refusal::NotNow("Sign this proposal first, or go back to the form.".to_owned())),
            false if self.at == 0 => Err(Refusal::NoParts),
            _ => Ok(()),
        }
    }

    /// Goes to the next or prior one.
    pub fn go(&mut self, forward: bool, desk: &mut Desk<'_>) {
        let to = if forward { self.at + 1 } else { self.at.saturating_sub(1) };
        if let Some(text) = self.texts.get(to) {
            self.whole = read(text, &self.ours, self.dwell, desk);
            self.at = to;
        }
    }

    /// Whether something of the one that is shown has not been on the screen yet.
    pub fn is_unread(&self) -> bool {
        self.whole.is_unread()
    }

    /// What is on the screen now has been there for a moment.
    pub fn look(&mut self, open: Open, desk: &mut Desk<'_>) {
        self.whole.look(open, desk);
    }

    /// Scrolls.
    pub fn turn(&mut self, action: Action, area: Rect, desk: &mut Desk<'_>) {
        self.whole.turn(action, area, desk);
    }

    /// Paints the one that is shown.
    pub fn paint(&self, now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let after = match (self.is_signed(), self.at + 1 < self.texts.len()) {
            (false, _) => None,
            (true, true) => Some("Handed over to be signed. ] shows the next proposal."),
            (true, false) => Some("Handed over to be signed. That was the last; another person confirms each."),
        };
        self.whole.paint(after, now, theme, area, buffer)
    }
}

fn read(text: &ChangeText, ours: &Directory, dwell: SignedDuration, desk: &mut Desk<'_>) -> Whole<ContactDraft> {
    let mut heading = vec![Item::Section("What changes".into())];
    heading.extend(contact_diff::items(ours, &text.entries()));
    heading.push(Item::Section("The change, exactly as you will sign it".into()));
    let review = Review::of_own_change(text, dwell);
    let over = "This is all of it. Sign it, or go back to the form.";
    Whole::reading(review, heading, over, desk).with_heading_from(0)
}
