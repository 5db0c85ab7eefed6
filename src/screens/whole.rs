//! The whole text of an order while its initiator reads it: signed is what was on the screen to its last line, for long enough (F09).
//! It stays when it was handed over, so that a wrong passphrase loses nothing.
//! Must not know: how the order came to be written.

use super::{
    review::{
        page::with_text,
        sight::{Sheet, Sight},
    },
    scroll::{self, Scroll},
};
use crate::{
    app::{Action, Desk, Timer, why::Refusal},
    evidence::{order::OrderText, policy::Policy},
    registry::{Review, Reviewable, Unfinished, Unsigned},
    ui::{
        Safe, Span, Theme,
        detail::Item,
        line::{self, Align},
        theme::Role,
    },
};
use jiff::{SignedDuration, Timestamp};
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};
use std::time::Duration;

/// How long lines rest on the screen before they count as having been there.
pub const REST: Duration = Duration::from_millis(60);

/// The text while it is read.
#[derive(Debug)]
pub struct Whole {
    review: Review<OrderText>,
    sight: Sight,
    scroll: Scroll,
}

impl Whole {
    /// The text of one's own order, not read yet; the policy says how long it is read at least.
    pub fn of(text: OrderText, policy: Option<&Policy>, desk: &mut Desk<'_>) -> Self {
        let seconds = policy.map_or(1, |policy| policy.dwell_seconds.max(1));
        desk.wake(Timer::Reading, REST);
        let review = Review::of_own_order(text, SignedDuration::from_secs(seconds.into()));
        Self { review, sight: Sight::default(), scroll: Scroll::default() }
    }

    fn sheet(&self) -> Sheet {
        let heading = vec![Item::Section("The order, exactly as you will sign it".into())];
        with_text(heading, self.review.text().map_or("", |text| text.text()))
    }

    /// The area of the text, below the line that says what is missing.
    fn below(area: Rect) -> Rect {
        Rect { y: area.y + area.height.min(1), height: area.height.saturating_sub(1), ..area }
    }

    /// What is on the screen now has been there for a moment.
    pub fn look(&mut self, area: Rect, desk: &mut Desk<'_>) {
        let sheet = self.sheet();
        self.sight.look(&sheet, self.scroll, Self::below(area), (&mut self.review, desk.now));
        if matches!(self.review.lacks(desk.now), Some(Unfinished::Dwell(_))) {
            desk.wake(Timer::Reading, Duration::from_secs(1));
        }
    }

    /// Scrolls.
    pub fn turn(&mut self, action: Action, area: Rect, desk: &mut Desk<'_>) {
        let below = Self::below(area);
        let limit = scroll::limit(&self.sheet().items, below);
        self.scroll.turn(action, limit, below.height);
        desk.wake(Timer::Reading, REST);
    }

    /// The order, read whole, to be signed.
    ///
    /// # Errors
    /// [`Refusal`] says what is still missing.
    pub fn unsigned(&self, now: Timestamp) -> Result<Unsigned, Refusal> {
        let read = self.review.clone().finish(now).map_err(|(_, why)| Refusal::NotNow(why.to_string()))?;
        Ok(Unsigned::Order(read))
    }

    /// Paints it below a line that says what is missing; `after` is what is said once it was handed over.
    pub fn paint(&self, after: Option<&str>, now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let (role, sentence) = match (after, self.review.lacks(now)) {
            (Some(after), _) => (Role::Ok, after.to_owned()),
            (None, Some(why)) => (Role::Pending, why.to_string()),
            (None, None) => (Role::Ok, "This is all of it. Sign it, or go back to the form.".to_owned()),
        };
        let top = Rect { height: area.height.min(1), ..area };
        line::paint(&[Span::new(role, Safe::ours(format!(" {sentence}")))], Align::Left, Role::Text, theme, top, buffer);
        scroll::paint(&self.sheet().items, self.scroll, theme, Self::below(area), buffer)
    }
}
