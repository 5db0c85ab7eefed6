//! Writing the text of an order from what the registry is to be sent and from the book: for the practice people of exercises.
//! People at a console have their own way to the same text; this one shows that the book alone is enough for it.
//! Must not know: who signs it.

use super::agrees;
use crate::{
    domain::{Environment, PersonId, StationId},
    evidence::{
        digest::Digest,
        lines::Prose,
        moment::Moment,
        order::{Body, Order, OrderId, OrderText, SourceDocument},
    },
    sandbox::{
        desk::Desk,
        facts::{self, People},
        fault::StoreProblem,
        guard,
        orders::plan::{self, Plan},
        people::Person,
        problem::Refusal,
    },
    wire::{convert::order_text, order::OrderAct},
};

/// What an order's text says besides the act.
#[derive(Clone, Debug)]
pub(in crate::sandbox) struct Draft {
    /// Its id.
    pub id: OrderId,
    /// The login of who initiates it.
    pub login: &'static Person,
    /// The person.
    pub initiator: PersonId,
    /// The station.
    pub station: StationId,
    /// The document it rests on.
    pub source: SourceDocument,
}

/// The text, under the roster and policy in force, for as long as the policy lets it live.
///
/// # Errors
/// What does not read, or that the book can't be read.
pub(in crate::sandbox) fn written(desk: &Desk<'_>, act: &OrderAct, draft: Draft) -> Result<OrderText, Refusal> {
    let unwritten = |why: String| Refusal::field("text", why);
    let force = guard::in_force(desk.book)?;
    let plan = plan::read(act)?;
    let people = People { deed: plan::submitting(act), initiator: draft.login, approval: None };
    let found = facts::for_order(desk, &plan, &people)?;
    let body = match (&plan, act) {
        (Plan::Move(movement), OrderAct::Transfer(sent)) => {
            let said = agrees::of_the_book(desk, movement, &found, draft.source)?;
            Body::Movement(Box::new(order_text::movement(sent, said).map_err(|why| unwritten(why.to_string()))?))
        }
        _ => order_text::body(act, Some(draft.source)).map_err(|why| unwritten(why.to_string()))?,
    };
    let policy = force.policy.policy();
    let mut order = Order {
        id: draft.id,
        supersedes: None,
        registry: desk.me.registry,
        environment: Environment::Practice,
        body,
        reason: Prose::new(plan::reason(act)).map_err(|why| unwritten(why.to_string()))?,
        wire_sha256: Digest::default(),
        policy: force.policy.edition(),
        roster: force.roster.edition(),
        not_before: Moment::of(desk.now),
        not_after: Moment::of(desk.now),
        initiator: draft.initiator,
        station: draft.station,
    };
    let (from, until) = policy.times(&policy.requirements_of(&order), desk.now, true).ok_or(StoreProblem::Row("a policy"))?;
    (order.not_before, order.not_after) = (Moment::of(from), Moment::of(until));
    order_text::bound(order).map_err(|why| unwritten(why.to_string()))
}
