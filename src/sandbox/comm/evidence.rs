//! The evidence of a proposal: two persons' signatures that the counterpart verifies by itself (A3).
//! A hostile registry can send what it likes; it can't make a person of its roster sign. The roster is the one pinned when the link was
//! set up, and only its own security officers can change it.
//! Must not know: what becomes of the proposal.

mod pinned;
mod verdict;

pub use pinned::{pin, pinned};
pub(super) use verdict::TABLES;
pub(in crate::sandbox) use verdict::{Proven, Unproven, Verdict, control, of_transfer};

use super::{
    CommProblem,
    incidents::{self, About},
};
use crate::{
    domain::RegistryId,
    registry::traffic::IncidentKind,
    sandbox::{
        book::{self, Guarded},
        desk::Desk,
        guard,
    },
    wire::{
        admin::signed::GuardedText,
        comm::{Evidence, Message, Proposal},
        convert::evidence::{self as convert, Chain, Unproven as Why},
    },
};

/// The evidence of a transfer of this registry; nothing where it is not sent, or the order was not signed.
///
/// # Errors
/// [`CommProblem`] when the book can't be read.
pub fn of(desk: &Desk<'_>, transfer: &str) -> Result<Option<Evidence>, CommProblem> {
    if !desk.me.policy.level.forwards() {
        return Ok(None);
    }
    let Some(order) = book::order_text(desk.book, transfer)? else { return Ok(None) };
    let statements = book::statements(desk.book, transfer)?;
    // When a version came into force here is this registry's word, and no part of what the officers signed.
    let chain = |what| -> Result<Vec<GuardedText>, CommProblem> {
        let all = book::guarded_chain(desk.book, what)?;
        Ok(all.into_iter().map(|text| GuardedText { since: None, ..text }).collect())
    };
    let mut rosters = chain(Guarded::Roster)?;
    if let Some(in_force) = rosters.pop() {
        rosters.push(guard::beside(desk.book, in_force)?);
    }
    Ok(Some(Evidence {
        order: order.taken.signed,
        statements: statements.into_iter().map(|taken| taken.signed).collect(),
        rosters,
        policies: chain(Guarded::Policy)?,
    }))
}

/// Judges the evidence of a proposal when it comes, and keeps the verdict: what counted then counts for good.
///
/// # Errors
/// [`CommProblem`] when the book can't be read or written.
pub fn take(desk: &Desk<'_>, peer: RegistryId, message: &Message, proposal: &Proposal, row: i64) -> Result<(), CommProblem> {
    if !desk.me.policy.level.forwards() {
        return Ok(());
    }
    let found = judged(desk, peer, message, proposal)?;
    if let Err(unproven) = &found {
        let about = About { peer: Some(peer), transfer: Some(&message.transfer), message: Some(row), ..About::default() };
        incidents::record(desk, IncidentKind::Evidence, unproven.why(), about)?;
    }
    verdict::keep(desk.book, &message.transfer, &found)
}

fn judged(desk: &Desk<'_>, peer: RegistryId, message: &Message, proposal: &Proposal) -> Result<Verdict, CommProblem> {
    let Some(evidence) = proposal.evidence.as_deref() else {
        return Ok(Err(Unproven::Signatures("the proposal carries no signed order".to_owned())));
    };
    let chain = match Chain::follow(peer, &pinned(desk.book, peer)?, evidence, desk.now) {
        Ok(chain) => chain,
        Err(why) => return Ok(Err(Unproven::Signatures(why))),
    };
    chain.new_rosters.iter().try_for_each(|text| pin(desk.book, peer, Guarded::Roster, text))?;
    chain.new_policies.iter().try_for_each(|text| pin(desk.book, peer, Guarded::Policy, text))?;
    let at = convert::made(message.created, desk.now, &desk.me.policy.deadlines);
    let proven = match convert::signatures(&chain, evidence, at) {
        Ok(proven) => proven,
        Err(Why::Signatures(why)) => return Ok(Err(Unproven::Signatures(why))),
        Err(Why::Content(why)) => return Ok(Err(Unproven::Content(why))),
    };
    if let Some(other) = verdict::transfer_of(desk.book, proven.order.uuid())?
        && other != message.transfer
    {
        return Ok(Err(Unproven::Content(format!("the signed order was carried out already, as transfer {other} (T04)"))));
    }
    Ok(convert::require(&proven.movement, proposal).map(|()| kept(&proven)).map_err(Unproven::Content))
}

/// What is kept of it.
fn kept(proven: &convert::Proven) -> Proven {
    Proven {
        order: proven.order.uuid(),
        sha256: proven.sha256,
        initiator: proven.initiator.person.to_string(),
        approver: proven.approvals.last().map(|last| last.person.to_string()).unwrap_or_default(),
        signed: u32::try_from(proven.approvals.len()).unwrap_or(u32::MAX).saturating_add(1),
        needed: u32::from(proven.needed) + 1,
    }
}
