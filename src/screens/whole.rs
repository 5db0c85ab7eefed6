//! A whole text while somebody reads it before they sign: signed is what was on the screen to its last line, for long enough (F09).
//! It stays when it was handed over, so that a wrong passphrase loses nothing.
//! Must not know: how the text came to be written.

pub(in crate::screens) use super::review::sight::Open;

use super::{
    review::sight::{Sheet, Sight},
    scroll::{self, Scroll},
};
use crate::{
    app::{Action, Desk, Timer, why::Refusal},
    evidence::{order::OrderText, policy::Policy},
    registry::{Review, Reviewable, Reviewed, Unfinished, Unsigned},
    text::Shown,
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
use std::{collections::BTreeSet, time::Duration};

/// How long lines rest on the screen before they count as having been there: longer than a frame, and than a key that repeats.
pub const REST: Duration = Duration::from_millis(60);

/// The text while it is read.
#[derive(Debug)]
pub struct Whole<T> {
    review: Review<T>,
    /// What stands before the text.
    heading: Vec<Item<'static>>,
    /// From which item on the heading must have been on the screen too, and what of it was not yet, counted from there.
    shown: (usize, Sight),
    unseen: BTreeSet<usize>,
    /// What is said once everything was on the screen.
    over: &'static str,
    sight: Sight,
    scroll: Scroll,
}

impl Whole<OrderText> {
    /// The text of one's own order, not read yet; the policy says how long it is read at least.
    pub fn of(text: OrderText, policy: Option<&Policy>, desk: &mut Desk<'_>) -> Self {
        let review = Review::of_own_order(text, dwell(policy));
        let heading = vec![Item::Section("The order, exactly as you will sign it".into())];
        Self::reading(review, heading, "This is all of it. Sign it, or go back to the form.", desk)
    }

    /// The order, read whole, to be signed.
    ///
    /// # Errors
    /// [`Refusal`] says what is still missing.
    pub fn unsigned(&self, now: Timestamp) -> Result<Unsigned, Refusal> {
        self.reviewed(now).map(Unsigned::Order)
    }
}

/// What is so once an order or another text was submitted under this name, and what comes next. Of another text its page says who is still needed.
pub fn submitted(what: &str, name: &Shown) -> String {
    match what {
        "order" => format!("Order {name} waits for others; going back begins an empty one (F36)."),
        what => format!("The registry has {what} {name}; going back begins an empty form (F36)."),
    }
}

/// How long one's own text is read at least, as the policy says.
pub fn dwell(policy: Option<&Policy>) -> SignedDuration {
    let seconds = policy.map_or(1, |policy| policy.dwell_seconds.max(1));
    SignedDuration::from_secs(seconds.into())
}

impl<T: Reviewable + Clone> Whole<T> {
    /// A text that is not read yet, what stands before it, and what is said once it was read.
    pub fn reading(review: Review<T>, heading: Vec<Item<'static>>, over: &'static str, desk: &mut Desk<'_>) -> Self {
        desk.wake(Timer::Reading, REST);
        let shown = (heading.len(), Sight::default());
        let (unseen, sight, scroll) = (BTreeSet::new(), Sight::default(), Scroll::default());
        Self { review, heading, shown, unseen, over, sight, scroll }
    }

    /// The same, where items of the heading from this one on must have been on the screen too.
    #[must_use]
    pub fn with_heading_from(mut self, first: usize) -> Self {
        self.shown.0 = first;
        self.unseen = (0..self.heading.len().saturating_sub(first)).collect();
        self
    }

    /// Says the heading anew, such as when a countdown goes on. What was on the screen stays so as long as its lines are as many.
    pub fn say(&mut self, heading: Vec<Item<'static>>) {
        self.heading = heading;
    }

    /// The same with more before the text, which nobody has to read to its end.
    #[must_use]
    pub fn with_remarks(mut self, remarks: Vec<Item<'static>>) -> Self {
        let from = self.shown.0.min(self.heading.len());
        self.shown.0 = from + remarks.len();
        self.heading.splice(from..from, remarks);
        self
    }

    fn sheet(&self) -> Sheet {
        Sheet::with_text(self.heading.clone(), self.review.text().map_or("", |text| text.text()))
    }

    /// The area of the text, below the line that says what is missing.
    fn below(area: Rect) -> Rect {
        Rect { y: area.y + area.height.min(1), height: area.height.saturating_sub(1), ..area }
    }

    /// What is on the screen now has been there for a moment.
    pub(in crate::screens) fn look(&mut self, open: Open, desk: &mut Desk<'_>) {
        let sheet = self.sheet();
        let below = Open { area: Self::below(open.area), ..open };
        self.sight.look(&sheet, self.scroll, below, (&mut self.review, desk.now));
        let (first, shown) = &mut self.shown;
        for item in shown.whole((&sheet.items, *first..self.heading.len()), self.scroll, below) {
            self.unseen.remove(&item);
        }
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

    /// What is still to be done before it counts as read, as a sentence.
    pub fn lacks(&self, now: Timestamp) -> Option<String> {
        let unseen = self.unseen.len();
        let lines =
            if unseen == 1 { "1 line of what changes has".to_owned() } else { format!("{unseen} lines of what changes have") };
        let heading = (unseen > 0).then(|| format!("Read all of it: {lines} not been on the screen yet (F09)."));
        heading.or_else(|| self.review.lacks(now).map(|lacks| lacks.to_string()))
    }

    /// Whether something of it has not been on the screen yet.
    pub fn is_unread(&self) -> bool {
        !self.unseen.is_empty() || self.review.is_unread()
    }

    /// The text, once it was read whole.
    ///
    /// # Errors
    /// [`Refusal`] says what is still missing.
    pub fn reviewed(&self, now: Timestamp) -> Result<Reviewed<T>, Refusal> {
        if let Some(lacks) = self.lacks(now) {
            return Err(Refusal::NotNow(lacks));
        }
        self.review.clone().finish(now).map_err(|(_, why)| Refusal::NotNow(why.to_string()))
    }

    /// Paints it below a line that says what is missing; `after` is what is said once it was handed over.
    pub fn paint(&self, after: Option<&str>, now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let (role, sentence) = match (after, self.lacks(now)) {
            (Some(after), _) => (Role::Ok, after.to_owned()),
            (None, Some(why)) => (Role::Pending, why),
            (None, None) => (Role::Ok, self.over.to_owned()),
        };
        self.paint_under((role, &sentence), theme, area, buffer)
    }

    /// Paints it below a line that says something else.
    pub fn paint_under(
        &self,
        (role, sentence): (Role, &str),
        theme: &Theme,
        area: Rect,
        buffer: &mut Buffer,
    ) -> Option<Position> {
        let top = Rect { height: area.height.min(1), ..area };
        line::paint(&[Span::new(role, Safe::ours(format!(" {sentence}")))], Align::Left, Role::Text, theme, top, buffer);
        scroll::paint(&self.sheet().items, self.scroll, theme, Self::below(area), buffer)
    }
}
