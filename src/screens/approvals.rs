//! The orders that wait for another person, the most urgent first, each with what this console itself finds about it (F24).
//! Whether the viewer may approve one follows from its texts, verified here; what they may not is there too, with the reason.
//! Must not know: how an order is reviewed.

mod queue;
mod view;

use super::{
    case::{self, Doubt, Judged},
    linked::{Linked, Reading},
    place::Place,
    screen::{Absence, Did, Freshness, Screen},
};
use crate::{
    app::{Action, Desk, Remote, RequestId, Signer, Timer, why::Refusal},
    registry::{
        Filter, Page, Problem, Query, Read, Reply, Sort, Start, Window,
        book::{Guarded, GuardedText, GuardedVersion, OrderId, OrderInFull, OrderState, OrderSummary},
        query::Term,
    },
    ui::Theme,
};
use jiff::Timestamp;
use queue::Waiting;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};
use std::{collections::BTreeMap, time::Duration};

/// The orders of the queue that are read in full; there is never much more that waits.
const MOST: u16 = 100;
/// Times are shown to the minute.
const MINUTE: Duration = Duration::from_secs(60);

/// State of the screen.
#[derive(Debug, Default)]
pub struct Approvals {
    rows: Remote<Page<OrderSummary>>,
    roster: Remote<Option<Box<GuardedText>>>,
    policy: Remote<Option<Box<GuardedText>>>,
    orders: BTreeMap<OrderId, Remote<Box<OrderInFull>>>,
    signer: Option<Signer>,
    reading: Reading,
    now: Timestamp,
}

impl Approvals {
    /// What is known of an order: judged, or why it does not hold; `None` while something of it is awaited.
    fn judged(&self, id: OrderId) -> Option<Result<Judged, Doubt>> {
        let order = self.orders.get(&id)?.value()?;
        Some(case::judge(order, self.roster.value()?.as_deref(), self.policy.value()?.as_deref(), self.now))
    }

    fn queue(&self) -> Vec<Waiting> {
        let rows = self.rows.value().map_or(&[][..], |page| &page.rows);
        queue::of(rows, self.signer.as_ref(), self.now, |id| self.judged(id))
    }

    fn page(&self) -> Linked {
        view::page(&self.queue(), self.rows.value().map_or(0, |page| page.total), self.now)
    }

    /// Asks for the orders of the queue that are not here.
    fn ask_orders(&mut self, desk: &mut Desk<'_>) {
        let Some(page) = self.rows.value() else { return };
        let ids: Vec<OrderId> = page.rows.iter().map(|row| row.id).collect();
        for (id, order) in &mut self.orders {
            if !ids.contains(id) {
                order.give_up(desk);
            }
        }
        self.orders.retain(|id, _| ids.contains(id));
        for id in ids {
            self.orders.entry(id).or_default().ask(Read::Order(id), desk);
        }
        desk.wake(Timer::Reading, MINUTE);
    }
}

/// The orders that are submitted, those that end first at the top.
fn question() -> Read {
    let state = Term { field: Some("state"), value: OrderState::Submitted.word().to_owned(), negated: false };
    Read::Orders(Query {
        filter: Filter { terms: vec![state] },
        sort: Some(Sort { by: "expires", descending: false }),
        window: Window { start: Start::Offset(0), limit: MOST },
    })
}

impl Screen for Approvals {
    fn title(&self) -> String {
        "Approvals".to_owned()
    }

    fn absence(&self) -> Option<Absence<'_>> {
        Absence::of_value(&self.rows, || "the orders that wait for another person".to_owned())
    }

    fn freshness(&self) -> Freshness<'_> {
        Freshness::of_value(&self.rows)
    }

    fn open(&mut self, desk: &mut Desk<'_>) {
        if self.rows.is_missing() || self.roster.is_missing() || self.policy.is_missing() {
            self.refresh(desk);
        } else {
            desk.wake(Timer::Reading, MINUTE);
        }
    }

    fn refresh(&mut self, desk: &mut Desk<'_>) {
        self.rows.ask(question(), desk);
        self.roster.ask(Read::Guarded(Guarded::Roster, GuardedVersion::InForce), desk);
        self.policy.ask(Read::Guarded(Guarded::Policy, GuardedVersion::InForce), desk);
    }

    fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.rows.give_up(desk);
        self.roster.give_up(desk);
        self.policy.give_up(desk);
        self.orders.values_mut().for_each(|order| order.give_up(desk));
    }

    fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &mut Desk<'_>) -> bool {
        if self.rows.awaits(request) {
            self.rows.take(answer.clone().map(|reply| if let Reply::Orders(page) = reply { Some(page) } else { None }), desk.now);
            self.ask_orders(desk);
            return true;
        }
        let guard = [&mut self.roster, &mut self.policy].into_iter().find(|value| value.awaits(request));
        if let Some(guard) = guard {
            guard.take(answer.clone().map(|reply| if let Reply::Guarded(text) = reply { Some(text) } else { None }), desk.now);
            return true;
        }
        let Some(order) = self.orders.values_mut().find(|order| order.awaits(request)) else { return false };
        order.take(answer.clone().map(|reply| if let Reply::Order(order) = reply { Some(order) } else { None }), desk.now);
        true
    }

    fn fit(&mut self, now: Timestamp, body: Rect, _desk: &mut Desk<'_>) {
        self.now = now;
        self.reading.fit(body);
    }

    fn woken(&mut self, desk: &mut Desk<'_>) {
        self.now = desk.now;
        if self.rows.value().is_some_and(|page| !page.rows.is_empty()) {
            desk.wake(Timer::Reading, MINUTE);
        }
    }

    fn in_flight(&self) -> usize {
        let always = [self.rows.is_asking(), self.roster.is_asking(), self.policy.is_asking()];
        always.into_iter().chain(self.orders.values().map(Remote::is_asking)).filter(|asking| *asking).count()
    }

    fn turn(&mut self, action: Action, now: Timestamp, body: Rect, desk: &mut Desk<'_>) {
        self.fit(now, body, desk);
        let page = self.page();
        self.reading.turn(&page, action);
    }

    fn subject(&self) -> Option<String> {
        match self.open_selected() {
            Did::Go(Place::Review(id) | Place::Order(id)) => Some(id.to_string()),
            _ => None,
        }
    }

    fn subject_sheet(&self) -> Option<crate::registry::sheet::Sheet> {
        Some(crate::registry::sheet::Sheet::Orders)
    }

    fn subject_is_loaded(&self) -> bool {
        self.subject().is_some()
    }

    fn open_selected(&self) -> Did {
        self.reading.follow(&self.page())
    }

    fn signs_as(&mut self, signer: Option<&Signer>) {
        self.signer = signer.cloned();
    }

    fn allowed(&self, action: Action) -> Result<(), Refusal> {
        self.rows.value().ok_or(Refusal::NotLoaded)?;
        if matches!(action, Action::NextPart | Action::PriorPart) { Ok(()) } else { Err(Refusal::NotHere(action.spec().scope)) }
    }

    fn perform(&mut self, action: Action, _desk: &mut Desk<'_>) -> Did {
        if matches!(action, Action::NextPart | Action::PriorPart) {
            let page = self.page();
            self.reading.part(&page, action == Action::NextPart);
        }
        Did::Nothing
    }

    fn paint(&self, _now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        self.rows.value()?;
        self.reading.paint(&self.page(), theme, area, buffer)
    }
}
