//! The proposals of a takeover, read and signed one after the other: each is on the screen to its end before it is signed (F09).
//! What was handed over stays to be looked at; the next one is gone to by its own key, so that nothing is signed that was not wanted.
//! Must not know: how the texts came to be written.

use crate::{
    app::{Action, Desk, why::Refusal},
    domain::contact::Directory,
    evidence::{contact_change::ChangeText, digest::Digest},
    registry::{ContactDraft, Review, Reviewed},
    screens::{
        contact_diff,
        handed::Handed,
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
    /// What became of each, in their order.
    handed: Vec<Handed>,
}

impl Course {
    /// The proposals, the first of them to be read; none where there are none.
    pub fn of(texts: Vec<ChangeText>, ours: Directory, dwell: SignedDuration, desk: &mut Desk<'_>) -> Option<Self> {
        let whole = read(texts.first()?, &ours, dwell, desk);
        let handed = vec![Handed::Not; texts.len()];
        Some(Self { texts, ours, dwell, at: 0, whole, handed })
    }

    /// Which of them it is, from 1, and of how many.
    pub fn place(&self) -> (usize, usize) {
        (self.at + 1, self.texts.len())
    }

    /// What became of the one that is shown.
    fn here(&self) -> Handed {
        self.handed.get(self.at).copied().unwrap_or_default()
    }

    /// The one that is shown, read whole, to be signed.
    pub fn reviewed(&self, now: Timestamp) -> Result<Reviewed<ContactDraft>, Refusal> {
        self.here().again()?;
        self.whole.reviewed(now)
    }

    /// The one that is shown is given to be signed.
    pub fn give(&mut self, sha256: Digest) {
        self.handed.iter_mut().skip(self.at).take(1).for_each(|here| *here = Handed::Given(sha256));
    }

    /// The one that was given is on its way.
    pub fn handed_over(&mut self) {
        self.handed.iter_mut().skip(self.at).take(1).for_each(Handed::over);
    }

    /// What became of the one with this digest, whichever is shown: whether it was done.
    pub fn became(&mut self, sha256: Digest, done: bool) {
        self.handed.iter_mut().for_each(|one| if done { one.done(sha256) } else { one.not_done(sha256) });
    }

    /// One before this that was not done after all; it can be signed again.
    fn left_behind(&self) -> Option<usize> {
        self.handed.iter().take(self.at).position(|one| !one.is_over()).map(|at| at + 1)
    }

    /// Whether there is one before or after it to go to. The next comes when this one was signed.
    pub fn may_go(&self, forward: bool) -> Result<(), Refusal> {
        match forward {
            true if self.at + 1 >= self.texts.len() => Err(Refusal::NoParts),
            true if !self.here().is_over() => {
                Err(Refusal::NotNow("Sign this proposal first, or go back to the form.".to_owned()))
            }
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

    /// What the registry calls the one that is shown: its first digits are enough beside its text.
    fn number(&self) -> String {
        let id = self.texts.get(self.at).map_or_else(String::new, |text| text.change().id.to_string());
        id.chars().take(13).collect()
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
        let is_last = self.at + 1 >= self.texts.len();
        let next = if is_last { "That was all; another person confirms." } else { "] shows the next proposal." };
        let after = match (self.here(), self.left_behind()) {
            (Handed::Not | Handed::Given(_), _) => None,
            (_, Some(at)) => Some(format!("Proposal {at} was not done: [ goes back to it.")),
            (Handed::Over(_), _) => Some(format!("Handed over to be signed. {next}")),
            (Handed::Done, _) => Some(format!("The registry has it as {}. {next}", self.number())),
        };
        self.whole.paint(after.as_deref(), now, theme, area, buffer)
    }
}

fn read(text: &ChangeText, ours: &Directory, dwell: SignedDuration, desk: &mut Desk<'_>) -> Whole<ContactDraft> {
    let mut heading = vec![Item::Section("What changes".into())];
    heading.extend(contact_diff::items(ours, &text.entries()));
    heading.push(Item::Section("The change, exactly as you will sign it".into()));
    let takes_two = ours.takes_two(text.change().kind, &text.entries(), text.change().made.timestamp());
    let review = Review::of_own_change((text, takes_two), dwell);
    let over = "This is all of it. Sign it, or go back to the form.";
    Whole::reading(review, heading, over, desk).with_heading_from(0)
}
