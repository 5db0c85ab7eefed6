//! From the text of an order to the act that a registry is sent, and back: a pure function, so that both consoles and the registry derive
//! the same octets. The text names their digest (`wire-sha256`), and an act is only ever had from a text whose digest is right.
//! Must not know: who may sign, and whether the act may be done.

mod leaves;
mod movement;

pub use leaves::NotTheAct;
pub use movement::{Facts, movement};

use crate::{
    evidence::{
        digest::Digest,
        lines::LineProblem,
        order::{Act, ActKind, Body, Order, OrderText, SourceDocument},
    },
    wire::order::OrderAct,
};

/// Why an order's text gives no act.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ActProblem {
    /// The lines are not those of an act of this kind.
    #[error(transparent)]
    Lines(#[from] NotTheAct),
    /// What the registry would be sent is not what the text is bound to.
    #[error("the order names another digest of what the registry is sent than the one that follows from its text")]
    Digest,
    /// What can't be written as a text.
    #[error(transparent)]
    Text(#[from] LineProblem),
}

/// The act that the registry is sent.
///
/// # Errors
/// [`ActProblem`]; also when the text is bound to other octets than this act's.
pub fn act(order: &Order) -> Result<OrderAct, ActProblem> {
    let act = derived(order)?;
    if digest(&act) == Some(order.wire_sha256) { Ok(act) } else { Err(ActProblem::Digest) }
}

/// Binds an order to what the registry will be sent, and writes it. Whatever stood as `wire_sha256` is replaced.
///
/// # Errors
/// [`ActProblem::Lines`] when no act follows from it, [`ActProblem::Text`] when it can't be written.
pub fn bound(order: Order) -> Result<OrderText, ActProblem> {
    let wire_sha256 = digest(&derived(&order)?).ok_or(ActProblem::Digest)?;
    Ok(Order { wire_sha256, ..order }.write()?)
}

/// SHA-256 of the octets that the registry is sent: the act as JSON without spaces, its members in the order of the API's description.
/// `None` only if an act could not be written as JSON.
pub fn digest(act: &OrderAct) -> Option<Digest> {
    serde_json::to_vec(act).ok().map(Digest::of)
}

/// The body of the order that asks for an act which moves no ITMOs; its reason goes into the order's own line.
///
/// # Errors
/// [`NotTheAct`] for an act that moves ITMOs ([`movement`] is for those), or with a value that could not be shown as it is.
pub fn body(act: &OrderAct, source: Option<SourceDocument>) -> Result<Body, NotTheAct> {
    let (word, leaves) = leaves::of(act)?;
    let kind = ActKind::of_word(&word).ok_or(NotTheAct::Kind)?;
    Ok(Body::Act(Act { kind, leaves, source }))
}

/// The act that an order with this body would ask for, before there is an order: what the checks can be asked of.
///
/// # Errors
/// [`NotTheAct`] when the lines are not those of an act of its kind.
pub fn asked(body: &Body, reason: &str) -> Result<OrderAct, NotTheAct> {
    match body {
        Body::Movement(moved) => Ok(OrderAct::Transfer(movement::to_wire(moved, reason))),
        Body::Act(act) => leaves::to_act(act.kind.word(), &act.leaves, reason),
    }
}

fn derived(order: &Order) -> Result<OrderAct, NotTheAct> {
    asked(&order.body, order.reason.as_str())
}

#[cfg(test)]
mod tests;
