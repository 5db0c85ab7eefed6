//! Orders for the same that somebody said no to: who, when and why (F34). A denial is final for its text, and is told to whoever is asked next.
//! It is asked for when a review begins, and shown after the values were typed again. Of a denial that no signed statement proves, it says so.
//! Must not know: how it is painted, or whether the order is approved all the same.

use crate::{
    app::{Desk, Remote, RequestId},
    evidence::order::{Body, Order},
    registry::{
        Filter, Page, Problem, Query, Read, Reply, Sort, Window,
        book::{OrderId, OrderInFull, OrderState, OrderSummary},
        query::Term,
    },
    screens::case::{Denial, Judged},
};
use jiff::Timestamp;

/// Denied orders of the kind that are looked at, the newest first.
const LOOKED_AT: u16 = 500;
/// Orders that are read in full to be compared; more of the same amount from one account are not.
const COMPARED: usize = 12;
/// What is no denial, however it stands.
const OTHERWISE: [OrderState; 6] = [
    OrderState::Submitted,
    OrderState::Approved,
    OrderState::Executed,
    OrderState::Withdrawn,
    OrderState::Expired,
    OrderState::Superseded,
];

/// What is known of earlier denials.
#[derive(Debug, Default)]
pub(super) struct Denied {
    list: Remote<Page<OrderSummary>>,
    orders: Vec<(OrderId, Remote<Box<OrderInFull>>)>,
    /// Whether there are more like it than are compared.
    more: bool,
}

/// What is told of them.
pub(super) enum Told<'a> {
    /// It is not all here.
    Awaited(&'a Remote<Page<OrderSummary>>),
    /// One of them could not be had.
    Missing(&'a Problem),
    /// These.
    Known {
        /// The registry's numbers, and what was said of each; the newest first.
        denials: Vec<(OrderId, Denial)>,
        /// Whether everything that was denied was looked at.
        all: bool,
    },
}

impl Denied {
    /// Asks for what was denied of this kind.
    pub fn ask(&mut self, order: &Order, desk: &mut Desk<'_>) {
        self.orders.iter_mut().for_each(|(_, order)| order.give_up(desk));
        (self.orders, self.more) = (Vec::new(), false);
        let act = match &order.body {
            Body::Movement(_) => "transfer",
            Body::Act(act) => act.kind.word(),
        };
        let term = |field, value: &str, negated| Term { field: Some(field), value: value.to_owned(), negated };
        let mut terms = vec![term("act", act, false)];
        terms.extend(OTHERWISE.iter().map(|state| term("state", state.word(), true)));
        let sort = Some(Sort { by: "id", descending: true });
        let window = Window { limit: LOOKED_AT, ..Window::default() };
        self.list.ask(Read::Orders(Query { filter: Filter { terms }, sort, window }), desk);
    }

    /// Takes an answer, if it is one of these.
    pub fn take(&mut self, request: RequestId, answer: &Result<Reply, Problem>, order: &Order, desk: &mut Desk<'_>) -> bool {
        if self.list.awaits(request) {
            let page = |reply| if let Reply::Orders(page) = reply { Some(page) } else { None };
            self.list.take(answer.clone().map(page), desk.now);
            self.ask_orders(order, desk);
            return true;
        }
        let Some((_, value)) = self.orders.iter_mut().find(|(_, value)| value.awaits(request)) else { return false };
        value.take(answer.clone().map(|reply| if let Reply::Order(order) = reply { Some(order) } else { None }), desk.now);
        true
    }

    /// Asks in full for those that may be the same: of the same amount.
    fn ask_orders(&mut self, order: &Order, desk: &mut Desk<'_>) {
        let Some(page) = self.list.value() else { return };
        let quantity = if let Body::Movement(moved) = &order.body { Some(moved.units.quantity()) } else { None };
        let alike: Vec<OrderId> = page.rows.iter().filter(|row| row.quantity == quantity).map(|row| row.id).collect();
        self.more = alike.len() > COMPARED || page.total > page.rows.len() as u64;
        for id in alike.into_iter().take(COMPARED) {
            let mut value = Remote::default();
            value.ask(Read::Order(id), desk);
            self.orders.push((id, value));
        }
    }

    /// What is known of denials of the same.
    pub fn told(&self, judged: &Judged, now: Timestamp) -> Told<'_> {
        if self.list.value().is_none() {
            return Told::Awaited(&self.list);
        }
        if self.orders.iter().any(|(_, order)| order.value().is_none() && order.problem().is_none()) {
            return Told::Awaited(&self.list);
        }
        if let Some(problem) = self.orders.iter().find_map(|(_, order)| order.problem()) {
            return Told::Missing(problem);
        }
        let orders = self.orders.iter().filter_map(|(id, order)| Some((*id, order.value()?)));
        let denials = orders.filter_map(|(id, order)| Some((id, judged.denial_of(order, now)?))).collect();
        Told::Known { denials, all: !self.more }
    }

    /// Stops waiting.
    pub fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.list.give_up(desk);
        self.orders.iter_mut().for_each(|(_, order)| order.give_up(desk));
    }

    /// Whether something has neither come nor failed yet.
    pub fn is_awaited(&self) -> bool {
        let list = self.list.is_asking() && self.list.value().is_none() && self.list.problem().is_none();
        list || self.orders.iter().any(|(_, order)| order.is_asking() && order.value().is_none() && order.problem().is_none())
    }

    /// How many answers are awaited.
    pub fn in_flight(&self) -> usize {
        usize::from(self.list.is_asking()) + self.orders.iter().filter(|(_, order)| order.is_asking()).count()
    }
}
