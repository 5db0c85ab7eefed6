//! Everything one order is judged by: its text and statements, the roster and the policy, each fetched and then verified here.
//! The registry's own count is believed in nothing: what does not hold by the texts is a doubt, and nothing is signed on a doubt.
//! Must not know: what a screen does with the judgement.

mod denial;
mod doubt;
mod guard_texts;
mod judged;
mod shown;

pub use denial::Denial;
pub use doubt::Doubt;
pub use guard_texts::GuardTexts;
pub use judged::{Guards, Judged, guards, verify};

use crate::{
    app::{Desk, Remote, RequestId},
    registry::{
        Problem, Read, Reply,
        book::{OrderId, OrderInFull},
    },
};

/// What is fetched to judge an order.
#[derive(Debug)]
pub struct CaseFile {
    id: OrderId,
    order: Remote<Box<OrderInFull>>,
    guards: GuardTexts,
}

impl CaseFile {
    /// The file of an order, not asked for yet.
    pub fn of(id: OrderId) -> Self {
        Self { id, order: Remote::default(), guards: GuardTexts::default() }
    }

    /// The registry's number of the order.
    pub fn id(&self) -> OrderId {
        self.id
    }

    /// The order as the registry shows it.
    pub fn order(&self) -> &Remote<Box<OrderInFull>> {
        &self.order
    }

    /// Whether nothing was asked for yet, or not all came.
    pub fn is_missing(&self) -> bool {
        self.order.is_missing() || self.guards.is_missing()
    }

    /// Asks for everything again.
    pub fn ask(&mut self, desk: &mut Desk<'_>) {
        self.order.ask(Read::Order(self.id), desk);
        self.guards.ask(desk);
    }

    /// Stops waiting.
    pub fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.order.give_up(desk);
        self.guards.give_up(desk);
    }

    /// Takes an answer, if it is one of the file's.
    pub fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &Desk<'_>) -> bool {
        if self.order.awaits(request) {
            let order = |reply| if let Reply::Order(order) = reply { Some(order) } else { None };
            self.order.take(answer.clone().map(order), desk.now);
            return true;
        }
        self.guards.answer(request, answer, desk)
    }

    /// How many answers are awaited.
    pub fn in_flight(&self) -> usize {
        usize::from(self.order.is_asking()) + self.guards.in_flight()
    }

    /// Why not everything is here, if something could not be had.
    pub fn problem(&self) -> Option<&Problem> {
        self.order.problem().filter(|_| self.order.value().is_none()).or_else(|| self.guards.problem())
    }

    /// The case, once everything is here: verified, or why it does not hold.
    pub fn judged(&self, now: jiff::Timestamp) -> Option<Result<Judged, Doubt>> {
        let (order, (roster, policy)) = (self.order.value()?, self.guards.both()?);
        let guards = judged::guards(roster, policy, now);
        Some(judged::verify(order, &guards, now))
    }
}
