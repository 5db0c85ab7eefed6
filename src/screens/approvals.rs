//! The queue: orders that wait for somebody, the most urgent first, and for each why the person here may or may not approve it (F24).
//! The verdict comes from the signed texts, judged here; what the registry counts or calls an order changes nothing of it (T01).
//! Must not know: how a review goes, or what becomes of an order.

mod aside;
mod extract;
mod fetched;
mod urgency;
mod view;
mod waiting;

use super::{
    Entire, Place,
    screen::{Absence, Did, Freshness, Screen},
    sight::Sight,
};
use crate::{
    app::{Action, Desk, RequestId, Signer, Timer, why::Refusal},
    registry::{
        Filter, Problem, Reply, Sort,
        book::OrderId,
        query::{Field, ORDER_FIELDS},
        sheet::Sheet,
    },
    text::{Kind, Untrusted, number::grouped},
    ui::{Theme, detail::Item},
};
use fetched::Fetched;
use jiff::{SignedDuration, Timestamp};
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};
use std::time::Duration;
use waiting::Waiting;

/// State of the queue.
#[derive(Debug, Default)]
pub struct Approvals {
    fetched: Fetched,
    signer: Option<Signer>,
    /// What was judged last, the most urgent first; none before anything was.
    queue: Option<Vec<Waiting>>,
    only: Only,
    /// The filter, as it was typed: it is the registry's to answer.
    words: String,
    /// What find looks for in the rows that are here, in small letters.
    sought: String,
    /// The order that was asked for; without one the most urgent stands first.
    sort: Option<Sort>,
    /// The order the operator went to; until then it is the first.
    cursor: Option<OrderId>,
    sight: Sight,
}

/// Which orders are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Only {
    /// All of them.
    #[default]
    All,
    /// Those the person here may approve, and those that do not hold.
    ForUs,
    /// Those the person here initiated.
    Own,
}

impl Only {
    fn next(self) -> Self {
        match self {
            Self::All => Self::ForUs,
            Self::ForUs => Self::Own,
            Self::Own => Self::All,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::All => "",
            Self::ForUs => "for me",
            Self::Own => "mine",
        }
    }

    fn holds(self, waiting: &Waiting) -> bool {
        match self {
            Self::All => true,
            Self::ForUs => waiting.is_for_us(),
            Self::Own => waiting.is_own(),
        }
    }
}

impl Approvals {
    /// Judges what is here, once all of it is, and waits for the next minute of the countdowns.
    fn judge(&mut self, desk: &mut Desk<'_>) {
        if self.fetched.in_flight() == 0
            && let Some(mut queue) = self.fetched.judged(self.signer.as_ref(), desk.now)
        {
            queue.sort_by_key(|waiting| waiting.urgency);
            self.queue = Some(queue);
            self.put_in_order();
        }
        let left = self.queue.iter().flatten().map(|waiting| waiting.ends.duration_since(desk.now));
        if let Some(next) = left.filter(|left| *left > SignedDuration::ZERO).map(to_the_minute).min() {
            desk.wake(Timer::Reading, next);
        }
    }

    /// Puts the queue in the order that was asked for.
    fn put_in_order(&mut self) {
        if let Some(queue) = &mut self.queue {
            match self.sort {
                Some(sort) => extract::put_in_order(queue, sort, &self.fetched),
                None => queue.sort_by_key(|waiting| waiting.urgency),
            }
        }
        self.keep_in_sight();
    }

    fn shown(&self) -> impl Iterator<Item = &Waiting> {
        let found = |waiting: &&Waiting| {
            self.sought.is_empty() || self.sought.split_whitespace().all(|word| view::line(waiting).contains(word))
        };
        self.queue.iter().flatten().filter(|waiting| self.only.holds(waiting)).filter(found)
    }

    /// What narrows it, in words.
    fn narrowing(&self) -> String {
        let shown = |words: &String| Untrusted::new(words.clone()).gate(Kind::Name).to_string();
        let parts = [self.only.word().to_owned(), shown(&self.words), shown(&self.sought)];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// The selected row: that of the order gone to, or the first when it waits no more.
    fn at(&self) -> usize {
        let is_it = |waiting: &Waiting| Some(waiting.id) == self.cursor;
        self.shown().position(is_it).unwrap_or(0)
    }

    fn selected(&self) -> Option<&Waiting> {
        self.shown().nth(self.at())
    }

    fn keep_in_sight(&mut self) {
        let (at, count) = (self.at(), self.shown().count());
        self.sight.follow(at, count);
    }
}

/// How long until the minutes that are left are one less.
fn to_the_minute(left: SignedDuration) -> Duration {
    let seconds = u64::try_from(left.as_secs()).unwrap_or(0);
    Duration::from_secs(seconds % 60 + 1)
}

impl Screen for Approvals {
    fn title(&self) -> String {
        let Some(queue) = &self.queue else { return "Approvals".to_owned() };
        let (all, ours) = (queue.len() as u64, queue.iter().filter(|waiting| waiting.is_for_us()).count() as u64);
        let cut = match self.fetched.left_out() {
            0 => String::new(),
            more => format!("; {} more are not shown", grouped(more)),
        };
        match self.narrowing() {
            narrowing if narrowing.is_empty() => format!("Approvals: {} wait, {} for you{cut}", grouped(all), grouped(ours)),
            narrowing if self.words.is_empty() => {
                format!("Approvals: {} of {}, {narrowing}{cut}", grouped(self.shown().count() as u64), grouped(all))
            }
            // How many wait that the filter leaves out, the registry does not say.
            narrowing => format!("Approvals: {} shown, {narrowing}{cut}", grouped(self.shown().count() as u64)),
        }
    }

    fn absence(&self) -> Option<Absence<'_>> {
        match (&self.queue, self.fetched.problem()) {
            (None, Some(problem)) => Some(Absence::Trouble(problem)),
            (None, None) => Some(Absence::Waiting("the orders that wait, the roster and the policy".to_owned())),
            (Some(_), _) if self.shown().next().is_none() => Some(Absence::Empty("orders that wait", self.narrowing())),
            _ => None,
        }
    }

    fn freshness(&self) -> Freshness<'_> {
        self.fetched.freshness()
    }

    fn entire(&self) -> Option<&dyn Entire> {
        Some(self)
    }

    fn entire_mut(&mut self) -> Option<&mut dyn Entire> {
        Some(self)
    }

    fn open(&mut self, desk: &mut Desk<'_>) {
        if self.fetched.is_missing() { self.refresh(desk) } else { self.judge(desk) }
    }

    fn refresh(&mut self, desk: &mut Desk<'_>) {
        self.fetched.ask(desk);
    }

    fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.fetched.give_up(desk);
    }

    fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &mut Desk<'_>) -> bool {
        let mine = self.fetched.answer(request, answer, desk);
        if mine {
            self.judge(desk);
        }
        mine
    }

    fn fit(&mut self, _now: Timestamp, body: Rect, _desk: &mut Desk<'_>) {
        self.sight.fit(usize::from(body.height.saturating_sub(1)));
        self.keep_in_sight();
    }

    fn woken(&mut self, desk: &mut Desk<'_>) {
        self.judge(desk);
    }

    fn in_flight(&self) -> usize {
        self.fetched.in_flight()
    }

    fn turn(&mut self, action: Action, _now: Timestamp, _body: Rect, _desk: &mut Desk<'_>) {
        self.sight.shift(action, view::most_columns());
        let to = self.sight.turned(action, self.at(), self.shown().count());
        let to = self.shown().nth(to).map(|waiting| waiting.id);
        self.cursor = to;
        self.keep_in_sight();
    }

    fn step_back(&mut self) -> bool {
        let stepped = self.only != Only::All || !self.sought.is_empty() || self.sort.is_some();
        (self.only, self.sort) = (Only::All, None);
        self.sought.clear();
        self.put_in_order();
        stepped
    }

    fn subject(&self) -> Option<String> {
        self.selected().map(|waiting| waiting.id.to_string())
    }

    fn subject_sheet(&self) -> Option<Sheet> {
        Some(Sheet::Orders)
    }

    fn subject_is_loaded(&self) -> bool {
        self.selected().is_some()
    }

    /// Who may approve it, and whoever must see that it does not hold, gets the review; anybody else the order's page.
    fn opens(&self) -> Option<Place> {
        let waiting = self.selected()?;
        Some(if waiting.is_for_us() { Place::Review(waiting.id) } else { Place::Order(waiting.id) })
    }

    fn narrowed(&self) -> Option<&str> {
        Some(&self.words)
    }

    fn narrow(&mut self, words: &str, desk: &mut Desk<'_>) {
        if let Ok(filter) = Filter::parse(words, ORDER_FIELDS) {
            words.clone_into(&mut self.words);
            self.fetched.select(filter, desk);
        }
    }

    fn divides(&self) -> bool {
        true
    }

    fn aside(&self, now: Timestamp) -> Option<(String, Vec<Item<'static>>)> {
        let waiting = self.selected()?;
        Some((format!("Order {}", waiting.id), aside::items(waiting, self.fetched.row(waiting.id), now)))
    }

    fn seek(&mut self, words: &str, _desk: &mut Desk<'_>) {
        self.sought = words.to_lowercase();
        self.keep_in_sight();
    }

    fn narrows_by(&self) -> &'static [Field] {
        ORDER_FIELDS
    }

    fn signs_as(&mut self, signer: Option<&Signer>) {
        self.signer = signer.cloned();
    }

    fn allowed(&self, action: Action) -> Result<(), Refusal> {
        match action {
            Action::NextPart | Action::PriorPart => Err(Refusal::NoParts),
            Action::ApprovalsReview => {
                let waiting = self.selected().ok_or(Refusal::NotLoaded)?;
                if waiting.is_for_us() { Ok(()) } else { Err(Refusal::NotNow(view::sentence(waiting))) }
            }
            _ => Ok(()),
        }
    }

    fn perform(&mut self, action: Action, _desk: &mut Desk<'_>) -> Did {
        match action {
            Action::ApprovalsOnly => {
                self.only = self.only.next();
                self.keep_in_sight();
                Did::Divided
            }
            Action::ApprovalsReview => self.selected().map_or(Did::Nothing, |waiting| Did::Go(Place::Review(waiting.id))),
            _ => Did::Nothing,
        }
    }

    fn paint(&self, now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let shown: Vec<&Waiting> = self.shown().skip(self.sight.top()).collect();
        let selected = self.at().checked_sub(self.sight.top());
        view::paint(&shown, (selected, self.sight.column()), now, theme, area, buffer)
    }
}
