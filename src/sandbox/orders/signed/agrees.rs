//! Whether a signed order says of its units and accounts what the book says: Parties, metric, authorizations, first transfer or not (T03).
//! What the registry is sent does not name them, so a text could tell its readers another story than the one that is carried out.
//! Must not know: who signs.

use crate::{
    domain::{Metric, PartyCode, check},
    evidence::order::{Body, Movement, Order, SourceDocument},
    sandbox::{
        book,
        desk::Desk,
        facts,
        orders::plan::{self, Plan},
        problem::Refusal,
    },
    wire::{
        convert::order_text::{self, Facts},
        order::OrderAct,
    },
};

/// Refuses an order that moves units and says of them what is not so.
///
/// # Errors
/// The first thing that differs.
pub(super) fn require(
    desk: &Desk<'_>,
    order: &Order,
    act: &OrderAct,
    plan: &Plan<'_>,
    found: &check::Facts,
) -> Result<(), Refusal> {
    let (Body::Movement(said), Plan::Move(movement), OrderAct::Transfer(sent)) = (&order.body, plan, act) else { return Ok(()) };
    let facts = of_the_book(desk, movement, found, said.source.clone())?;
    let is = order_text::movement(sent, facts).map_err(|why| Refusal::field("text", why.to_string()))?;
    match difference(said, &is) {
        Some((what, is)) => Err(Refusal::rule("T03", format!("the text says another {what} than the book, where it is {is}"))),
        None => Ok(()),
    }
}

fn difference(said: &Movement, is: &Movement) -> Option<(&'static str, String)> {
    let authorizations = || is.authorizations.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let pairs = [
        ("transferring Party", said.transferring_party == is.transferring_party, is.transferring_party.to_string()),
        ("acquiring Party", said.acquiring_party == is.acquiring_party, is.acquiring_party.to_string()),
        ("metric", said.metric == is.metric, is.metric.word().to_owned()),
        ("authorization", said.authorizations == is.authorizations, authorizations()),
        ("action", said.to == is.to, is.to.word().to_owned()),
    ];
    pairs.into_iter().find(|(_, same, _)| !same).map(|(what, _, is)| (what, is))
}

/// What the text must say beyond what the registry is sent.
///
/// # Errors
/// [`Refusal`] when the book can't be read.
pub(super) fn of_the_book(
    desk: &Desk<'_>,
    movement: &plan::Movement,
    found: &check::Facts,
    source: SourceDocument,
) -> Result<Facts, Refusal> {
    let own = desk.me.registry.party();
    let party = |account: &check::Lookup<check::KnownAccount>| match account {
        check::Lookup::Found(account) => Some(account.holder.party),
        check::Lookup::Missing | check::Lookup::Unknown(_) => None,
    };
    let there: Option<PartyCode> = found.peer.map(|peer| peer.party());
    let metric = book::account(desk.book, movement.from.as_str())?.map_or(Metric::Ghg, |account| account.metric);
    let blocks = found.units.spans.iter().flat_map(|named| named.held.iter().flatten());
    Ok(Facts {
        transferring_party: party(&found.accounts.sending).unwrap_or(own),
        acquiring_party: there.or_else(|| party(&found.accounts.receiving)).unwrap_or(own),
        first_transfer: facts::record(found).is_some_and(|record| record.is_first_transfer()),
        metric,
        authorizations: blocks.map(|block| block.authorization.clone()).collect(),
        source,
    })
}
