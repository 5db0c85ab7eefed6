//! Whether the evidence holds: what the registry shows is what was proposed, and what was proposed is what two persons signed.
//! It is judged by the time the proposal came, and by the newest versions that are pinned (T20).
//! Must not know: how any of it came.

use super::Found;
use crate::{
    domain::transfer::Deadlines,
    registry::traffic::{Message, Peer, Transfer},
    wire::{
        comm::{Message as Said, Proposal},
        convert::evidence::{self, Chain},
    },
};

/// Judges it.
pub(super) fn judge(transfer: &Transfer, message: &Message, peer: &Peer) -> Found {
    let (said, proposal) = match evidence::proposal(&message.octets) {
        Ok(read) => read,
        Err(why) => return Found::Unjudged(format!("message {}: {why}", message.summary.id)),
    };
    if let Some((what, shown, proposed)) = difference(transfer, &said, &proposal) {
        return Found::Fails(format!("the registry shows {what} {shown}, and the counterpart proposed {proposed} (T03)"));
    }
    let Some(brought) = proposal.evidence.as_deref() else { return Found::Without };
    if peer.pinned.rosters.is_empty() || peer.pinned.policies.is_empty() {
        let registry = peer.summary.registry;
        return Found::Unjudged(format!("no roster and policy of {registry} are pinned here; pin them with its officers first"));
    }
    let came = message.summary.at;
    let chain = match Chain::follow(peer.summary.registry, &peer.pinned, brought, came) {
        Ok(chain) => chain,
        Err(why) => return Found::Fails(why),
    };
    let at = evidence::made(said.created, came, &Deadlines::DEFAULT);
    let proven = evidence::signatures(&chain, brought, at);
    match proven.map_err(|why| why.to_string()).and_then(|proven| evidence::require(&proven.movement, &proposal).map(|()| proven))
    {
        Ok(proven) => Found::Holds(Box::new(proven)),
        Err(why) => Found::Fails(why),
    }
}

/// What the registry shows otherwise than it was proposed: what it is, as shown and as proposed.
fn difference(transfer: &Transfer, said: &Said, proposal: &Proposal) -> Option<(&'static str, String, String)> {
    let summary = &transfer.summary;
    let pairs = [
        ("transfer", summary.id.to_string(), said.transfer.clone()),
        ("transferring registry", summary.from.registry.to_string(), proposal.from.registry.clone()),
        ("transferring account", summary.from.account.to_string(), proposal.from.account.clone()),
        ("acquiring registry", summary.to.registry.to_string(), proposal.to.registry.clone()),
        ("acquiring account", summary.to.account.to_string(), proposal.to.account.clone()),
        ("quantity", summary.quantity.count().to_string(), proposal.quantity.0.to_string()),
    ];
    let differs = pairs.into_iter().find(|(_, shown, proposed)| shown != proposed);
    let units = || ("units", "some".to_owned(), "others".to_owned());
    differs.or_else(|| (!evidence::moves(proposal, transfer.picks.spans())).then(units))
}
