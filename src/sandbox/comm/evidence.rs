//! The evidence of a proposal: two persons' signatures that the counterpart verifies by itself (A3).
//! A hostile registry can send what it likes; it can't make a person of its roster sign. The roster is the one pinned when the link was
//! set up, and only its own security officers can change it.
//! Must not know: what becomes of the proposal.

mod pinned;
mod same;
mod verdict;

pub use pinned::pin;
pub(super) use verdict::TABLES;
pub(in crate::sandbox) use verdict::{Proven, Unproven, Verdict, of_transfer};

use super::{
    CommProblem,
    incidents::{self, About, What},
};
use crate::{
    domain::RegistryId,
    evidence::{
        edition::Edition,
        order::{Body, Movement},
        signed::{NotSigned, Signed},
        standing::{self, Case, Guard, State},
    },
    sandbox::{
        book::{self, Guarded},
        desk::Desk,
        guard,
    },
    wire::{
        admin::signed::{GuardedText, SignedText},
        comm::{Evidence, Message, Proposal},
    },
};
use jiff::Timestamp;
use pinned::Pinned;

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
        let about = About { peer: Some(peer), transfer: Some(&message.transfer), message: Some(row) };
        incidents::record(desk, What::Evidence, unproven.why(), about)?;
    }
    verdict::keep(desk.book, &message.transfer, &found)
}

fn judged(desk: &Desk<'_>, peer: RegistryId, message: &Message, proposal: &Proposal) -> Result<Verdict, CommProblem> {
    let Some(evidence) = proposal.evidence.as_deref() else {
        return Ok(Err(Unproven::Signatures("the proposal carries no signed order".to_owned())));
    };
    let pinned = match Pinned::after(desk, peer, evidence)? {
        Ok(pinned) => pinned,
        Err(why) => return Ok(Err(Unproven::Signatures(why))),
    };
    let proven = match signatures(&pinned, evidence, when(desk, message)) {
        Ok(proven) => proven,
        Err(why) => return Ok(Err(Unproven::Signatures(why))),
    };
    if let Some(other) = verdict::transfer_of(desk.book, proven.order)?
        && other != message.transfer
    {
        return Ok(Err(Unproven::Content(format!("the signed order was carried out already, as transfer {other} (T04)"))));
    }
    let Some(movement) = movement(evidence) else {
        return Ok(Err(Unproven::Content("the signed order moves no units".to_owned())));
    };
    Ok(same::require(&movement, proposal).map(|()| proven).map_err(Unproven::Content))
}

/// When it was carried out over there: what the message says, within the time in which a proposal may be under way.
fn when(desk: &Desk<'_>, message: &Message) -> Timestamp {
    let earliest = desk.now.saturating_sub(desk.me.policy.deadlines.accept).unwrap_or(desk.now);
    let latest = desk.now.saturating_add(desk.me.policy.deadlines.skew).unwrap_or(desk.now);
    message.created.clamp(earliest, latest)
}

/// The persons whose signatures count for the order, by the one judge of four eyes.
fn signatures(pinned: &Pinned, evidence: &Evidence, at: Timestamp) -> Result<Proven, String> {
    let order = &evidence.order;
    let order =
        Signed::order(&order.text, &order.signature, &order.station_signature).map_err(|why| format!("the order: {why}"))?;
    let statement = |said: &SignedText| Signed::statement(&said.text, &said.signature, &said.station_signature);
    let statements: Result<Vec<_>, NotSigned> = evidence.statements.iter().map(statement).collect();
    let statements = statements.map_err(|why| format!("a statement: {why}"))?;
    let guard = Guard { roster: &pinned.roster, policy: &pinned.policy, earlier: &pinned.earlier };
    let standing = standing::judge(&Case { order: &order, statements: &statements, guard, superseded: false }, at);
    match &standing.state {
        State::Approved => {}
        State::Void(objection) => return Err(format!("{objection} ({})", objection.rule())),
        State::Waiting { have, needed } => {
            let why = standing.discounted.first().map_or_else(String::new, |(_, why)| format!(": {why} ({})", why.rule()));
            return Err(format!("{have} of {needed} approvals count{why} (F18)"));
        }
        state => return Err(format!("by its evidence the order is {}, and not approved", state.word())),
    }
    let approver = standing.approvals.last().map(ToString::to_string).unwrap_or_default();
    let text = order.text.order();
    Ok(Proven {
        order: text.id.uuid(),
        sha256: order.text.sha256(),
        initiator: text.initiator.to_string(),
        approver,
        signed: u32::try_from(standing.approvals.len()).unwrap_or(u32::MAX).saturating_add(1),
        needed: u32::from(standing.needed()) + 1,
    })
}

/// What the signed order moves.
fn movement(evidence: &Evidence) -> Option<Movement> {
    let order = crate::evidence::order::OrderText::parse(evidence.order.text.as_bytes()).ok()?;
    match &order.order().body {
        Body::Movement(movement) => Some((**movement).clone()),
        Body::Act(_) => None,
    }
}

/// The editions before the newest.
fn editions(all: &[(Edition, String)]) -> Vec<Edition> {
    all.iter().map(|(edition, _)| *edition).collect()
}
