//! What the queue is judged by: which orders wait, each of them in full, the roster and the policy, and what moved before.
//! It is judged only when all of it is here, so that no verdict rests on half of the statements.
//! Must not know: what the verdict is.

use super::{
    super::{case, review::fresh},
    waiting::Waiting,
};
use crate::{
    app::{Desk, Remote, RequestId, Signer},
    registry::{
        Filter, Page, Problem, Query, Read, Reply, Sort, Window,
        book::{Guarded, GuardedText, GuardedVersion, OrderId, OrderInFull, OrderState, OrderSummary},
        query::Term,
        traffic::TransferSummary,
    },
    screens::screen::Freshness,
};
use jiff::Timestamp;

/// So many orders are judged at most; what is left out is said.
const MOST: u16 = 100;
/// What waits for nobody any more.
const OVER: [OrderState; 6] = [
    OrderState::Executed,
    OrderState::Rejected,
    OrderState::Withdrawn,
    OrderState::Expired,
    OrderState::Superseded,
    OrderState::Stopped,
];

/// What was fetched.
#[derive(Debug, Default)]
pub(super) struct Fetched {
    /// Which of the orders that wait.
    filter: Filter,
    list: Remote<Page<OrderSummary>>,
    roster: Remote<Option<Box<GuardedText>>>,
    policy: Remote<Option<Box<GuardedText>>>,
    past: Remote<Page<TransferSummary>>,
    orders: Vec<(OrderId, Remote<Box<OrderInFull>>)>,
}

impl Fetched {
    /// The question for those the filter selects of the orders that are not over, also in states this console does not know. Those that end
    /// first come first: where more wait than are judged, none that is urgent is left out for its age (F24).
    pub(super) fn question(&self) -> Query {
        let over = |state: OrderState| Term { field: Some("state"), value: state.word().to_owned(), negated: true };
        let terms = OVER.into_iter().map(over).chain(self.filter.terms.iter().cloned()).collect();
        let sort = Some(Sort { by: "expires", descending: false });
        Query { filter: Filter { terms }, sort, window: Window { limit: MOST, ..Window::default() } }
    }

    /// Asks for those that another filter selects. What was judged stays until they are here.
    pub(super) fn select(&mut self, filter: Filter, desk: &mut Desk<'_>) {
        if self.filter != filter {
            self.filter = filter;
            self.list.ask(Read::Orders(self.question()), desk);
        }
    }

    /// The registry's row of an order.
    pub(super) fn row(&self, id: OrderId) -> Option<&OrderSummary> {
        self.list.value()?.rows.iter().find(|row| row.id == id)
    }

    pub(super) fn is_missing(&self) -> bool {
        self.list.is_missing() || self.roster.is_missing() || self.policy.is_missing()
    }

    pub(super) fn ask(&mut self, desk: &mut Desk<'_>) {
        self.list.ask(Read::Orders(self.question()), desk);
        self.roster.ask(Read::Guarded(Guarded::Roster, GuardedVersion::InForce), desk);
        self.policy.ask(Read::Guarded(Guarded::Policy, GuardedVersion::InForce), desk);
        self.past.ask(Read::Transfers(fresh::question()), desk);
    }

    pub(super) fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.list.give_up(desk);
        self.roster.give_up(desk);
        self.policy.give_up(desk);
        self.past.give_up(desk);
        self.orders.iter_mut().for_each(|(_, order)| order.give_up(desk));
    }

    pub(super) fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &mut Desk<'_>) -> bool {
        let (now, answer) = (desk.now, answer.clone());
        if self.list.awaits(request) {
            self.list.take(answer.map(|reply| if let Reply::Orders(page) = reply { Some(page) } else { None }), now);
            self.ask_orders(desk);
        } else if self.roster.awaits(request) {
            self.roster.take(answer.map(guarded), now);
        } else if self.policy.awaits(request) {
            self.policy.take(answer.map(guarded), now);
        } else if self.past.awaits(request) {
            self.past.take(answer.map(|reply| if let Reply::Transfers(page) = reply { Some(page) } else { None }), now);
        } else if let Some((_, order)) = self.orders.iter_mut().find(|(_, order)| order.awaits(request)) {
            order.take(answer.map(|reply| if let Reply::Order(order) = reply { Some(order) } else { None }), now);
        } else {
            return false;
        }
        true
    }

    /// Asks for each order of the list in full; what is known of it stays until the answer comes.
    fn ask_orders(&mut self, desk: &mut Desk<'_>) {
        if self.list.problem().is_some() {
            return;
        }
        let ids: Vec<OrderId> = self.list.value().map_or_else(Vec::new, |page| page.rows.iter().map(|row| row.id).collect());
        let mut before = std::mem::take(&mut self.orders);
        for id in ids {
            let known = before.iter().position(|(known, _)| *known == id).map(|at| before.swap_remove(at).1);
            let mut order = known.unwrap_or_default();
            order.ask(Read::Order(id), desk);
            self.orders.push((id, order));
        }
        before.iter_mut().for_each(|(_, order)| order.give_up(desk));
    }

    pub(super) fn in_flight(&self) -> usize {
        let asking = [self.list.is_asking(), self.roster.is_asking(), self.policy.is_asking(), self.past.is_asking()];
        let orders = self.orders.iter().map(|(_, order)| order.is_asking());
        asking.into_iter().chain(orders).filter(|asking| *asking).count()
    }

    /// How many orders wait that are not judged here.
    pub(super) fn left_out(&self) -> u64 {
        self.list.value().map_or(0, |page| page.total.saturating_sub(page.rows.len() as u64))
    }

    /// What could not be had. What moved before is no part of the verdict.
    pub(super) fn problem(&self) -> Option<&Problem> {
        let order = self.orders.iter().find_map(|(_, order)| order.problem());
        self.list.problem().or(self.roster.problem()).or(self.policy.problem()).or(order)
    }

    pub(super) fn freshness(&self) -> Freshness<'_> {
        Freshness { as_of: self.list.as_of(), problem: self.problem(), asking: self.in_flight() > 0 }
    }

    /// Every order, judged now; none before there is enough to judge by. An order that could not be had is not in it: the head says why.
    pub(super) fn judged(&self, signer: Option<&Signer>, now: Timestamp) -> Option<Vec<Waiting>> {
        self.list.value()?;
        let guards = case::guards(self.roster.value()?.as_deref(), self.policy.value()?.as_deref(), now);
        let orders = self.orders.iter().filter_map(|(_, order)| order.value());
        let judge = |order: &OrderInFull| Waiting::of(order, case::verify(order, &guards, now), signer, self.past.value(), now);
        Some(orders.map(|order| judge(order)).collect())
    }
}

fn guarded(reply: Reply) -> Option<Option<Box<GuardedText>>> {
    if let Reply::Guarded(text) = reply { Some(text) } else { None }
}
