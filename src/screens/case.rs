//! Everything one order is judged by: its text and statements, the roster and the policy, each fetched and then verified here.
//! The registry's own count is believed in nothing: what does not hold by the texts is a doubt, and nothing is signed on a doubt.
//! Must not know: what a screen does with the judgement.

mod denial;
mod doubt;
mod judged;

pub use denial::Denial;
pub use doubt::Doubt;
pub use judged::{Guards, Judged, guards, verify};

use crate::{
    app::{Desk, Remote, RequestId},
    registry::{
        Problem, Read, Reply,
        book::{Guarded, GuardedText, GuardedVersion, OrderId, OrderInFull},
    },
};

/// A version as the registry gave it; none when it has none.
type Given = Option<Box<GuardedText>>;

/// What is fetched to judge an order.
#[derive(Debug)]
pub struct CaseFile {
    id: OrderId,
    order: Remote<Box<OrderInFull>>,
    roster: Remote<Given>,
    policy: Remote<Given>,
}

impl CaseFile {
    /// The file of an order, not asked for yet.
    pub fn of(id: OrderId) -> Self {
        Self { id, order: Remote::default(), roster: Remote::default(), policy: Remote::default() }
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
        self.order.is_missing() || self.roster.is_missing() || self.policy.is_missing()
    }

    /// Asks for everything again.
    pub fn ask(&mut self, desk: &mut Desk<'_>) {
        self.order.ask(Read::Order(self.id), desk);
        self.roster.ask(Read::Guarded(Guarded::Roster, GuardedVersion::InForce), desk);
        self.policy.ask(Read::Guarded(Guarded::Policy, GuardedVersion::InForce), desk);
    }

    /// Stops waiting.
    pub fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.order.give_up(desk);
        self.roster.give_up(desk);
        self.policy.give_up(desk);
    }

    /// Takes an answer, if it is one of the file's.
    pub fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &Desk<'_>) -> bool {
        if self.order.awaits(request) {
            let order = |reply| if let Reply::Order(order) = reply { Some(order) } else { None };
            self.order.take(answer.clone().map(order), desk.now);
            return true;
        }
        let asked = [&mut self.roster, &mut self.policy].into_iter().find(|value| value.awaits(request));
        let Some(value) = asked else { return false };
        value.take(answer.clone().map(|reply| if let Reply::Guarded(text) = reply { Some(text) } else { None }), desk.now);
        true
    }

    /// How many answers are awaited.
    pub fn in_flight(&self) -> usize {
        let asking = [self.order.is_asking(), self.roster.is_asking(), self.policy.is_asking()];
        asking.into_iter().filter(|asking| *asking).count()
    }

    /// Why not everything is here, if something could not be had.
    pub fn problem(&self) -> Option<&Problem> {
        let missing = |problem, is_missing: bool| if is_missing { problem } else { None };
        missing(self.order.problem(), self.order.value().is_none())
            .or_else(|| missing(self.roster.problem(), self.roster.value().is_none()))
            .or_else(|| missing(self.policy.problem(), self.policy.value().is_none()))
    }

    /// The case, once everything is here: verified, or why it does not hold.
    pub fn judged(&self, now: jiff::Timestamp) -> Option<Result<Judged, Doubt>> {
        let (order, roster, policy) = (self.order.value()?, self.roster.value()?, self.policy.value()?);
        let guards = judged::guards(roster.as_deref(), policy.as_deref(), now);
        Some(judged::verify(order, &guards, now))
    }
}
