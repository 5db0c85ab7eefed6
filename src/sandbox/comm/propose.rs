//! The transferring registry's messages before Final: Proposal and Terminate.
//! The units are locked before the proposal leaves, and free only when the transfer has ended.
//! Must not know: how a transfer was ordered and approved.

use super::{
    CommProblem,
    archive::{self, Direction},
    evidence,
    outbox::{self, Item, STATUS},
    peers,
    turn::{self, Because},
    write::{self, Say},
};
use crate::{
    domain::transfer::{OutEvent, TransferId},
    evidence::digest::Digest,
    sandbox::{
        book::{self, Transfer},
        desk::Desk,
        fault::StoreProblem,
    },
    wire::{
        BigNumber,
        comm::{Approval, Party, Proposal, Says, Terminate},
        ledger::{Authorization, Block},
    },
};
use jiff::{SignedDuration, Timestamp};

/// Proposes an approved transfer to its acquiring registry: locks the units and puts the signed proposal in the outbox.
///
/// # Errors
/// [`CommProblem`]; the caller rolls back.
pub fn propose(desk: &Desk<'_>, id: &TransferId) -> Result<(), CommProblem> {
    let transfer = turn::load(desk, id)?;
    let peer = transfer.to_registry;
    peers::peer(desk.book, peer)?.ok_or(CommProblem::NoPeer(peer.to_string()))?;
    let text = id.to_string();
    let due = after(desk, desk.me.policy.deadlines.accept);
    let proposal = proposal(desk, &transfer, due)?;
    let says = Says::Proposal(Box::new(proposal));
    let digest = write::send(desk, Say { transfer: &text, to: peer, sequence: 1, previous: Digest::default(), says })?;
    let because = Because { message: Some(digest), due: Some(due), ..Because::default() };
    turn::outward(desk, &transfer, OutEvent::Propose, &because)?;
    ask_later(desk, &transfer, after(desk, desk.me.policy.deadlines.receipt))
}

/// Asks how a transfer stands at the peer, at a time or earlier.
pub fn ask_later(desk: &Desk<'_>, transfer: &Transfer, at: Timestamp) -> Result<(), CommProblem> {
    let id = transfer.id.to_string();
    let path = write::status_path(&id);
    let question = Item { peer: transfer.counterpart, transfer: Some(&id), kind: STATUS, message: None, path: &path };
    outbox::ask(desk, question, at)
}

/// A time so long after now.
pub fn after(desk: &Desk<'_>, wait: SignedDuration) -> Timestamp {
    desk.time().saturating_add(wait).unwrap_or(Timestamp::MAX)
}

fn proposal(desk: &Desk<'_>, transfer: &Transfer, accept_by: Timestamp) -> Result<Proposal, CommProblem> {
    let blocks = blocks(desk, transfer)?;
    let holder = book::account(desk.book, transfer.from_account.as_str())?.map(|account| account.holder.octets().to_owned());
    let order = book::order(desk.book, &transfer.id.to_string())?;
    Ok(Proposal {
        action: transfer.action.clone(),
        subtype: transfer.subtype.clone(),
        from: Party { registry: transfer.from_registry.to_string(), account: transfer.from_account.to_string(), holder },
        to: Party { registry: transfer.to_registry.to_string(), account: transfer.to_account.to_string(), holder: None },
        quantity: BigNumber(transfer.quantity.count()),
        authorizations: authorizations(desk, &blocks)?,
        blocks,
        approvals: approvals(desk, transfer)?,
        corrects: transfer.corrects.clone(),
        reason: order.map(|order| order.reason).unwrap_or_default(),
        accept_by,
        nomenclature: super::nomenclature(),
        evidence: evidence::of(desk, &transfer.id.to_string())?.map(Box::new),
    })
}

/// The blocks of a transfer as this book describes them.
fn blocks(desk: &Desk<'_>, transfer: &Transfer) -> Result<Vec<Block>, CommProblem> {
    let mut blocks = Vec::new();
    for range in book::spans_of(desk.book, &transfer.id.to_string())? {
        for held in book::blocks_in(desk.book, range)? {
            let shared = held.span.range.intersect(range.range).ok_or(StoreProblem::Row("a block"))?;
            blocks.push(held.nature.of(crate::domain::BlockRange { series: range.series, range: shared }));
        }
    }
    Ok(blocks)
}

/// Each authorization once, as this book has it.
fn authorizations(desk: &Desk<'_>, blocks: &[Block]) -> Result<Vec<Authorization>, CommProblem> {
    let mut named: Vec<(&str, u32)> = blocks.iter().map(|block| (block.authorization.as_str(), block.version)).collect();
    named.sort_unstable();
    named.dedup();
    let mut all = Vec::new();
    for (id, version) in named {
        all.extend(book::authorization_said(desk.book, id, Some(version))?);
    }
    Ok(all)
}

/// The persons who submitted, approved, and released where the policy asks for that (F19). Where orders are not signed it is who decided.
pub fn approvals(desk: &Desk<'_>, transfer: &Transfer) -> Result<Vec<Approval>, CommProblem> {
    let id = transfer.id.to_string();
    let Some(order) = book::order(desk.book, &id)? else { return Ok(Vec::new()) };
    let mut all = vec![Approval { person: order.by, role: "initiator".to_owned(), at: order.submitted }];
    let counting = order.progress.map(|progress| progress.approvals).unwrap_or_default();
    let mut agreed = book::agreements(desk.book, &id)?;
    // Who took an approval back and gave it anew counts once, by the last word.
    agreed.reverse();
    let last = |person: &String| agreed.iter().find(|said| !said.releases && said.person == *person);
    let role = |said: &book::Agreed| Approval {
        person: said.login.clone(),
        role: if said.releases { "releaser" } else { "approver" }.to_owned(),
        at: said.at,
    };
    all.extend(counting.iter().filter_map(last).map(role));
    all.extend(agreed.iter().find(|said| said.releases && order.decided_by.as_ref() == Some(&said.login)).map(role));
    if let (1, Some((person, at))) = (all.len(), order.decided_by.zip(order.decided)) {
        all.push(Approval { person, role: "approver".to_owned(), at });
    }
    Ok(all)
}

/// Ends a transfer before Final: the units are free, and the signed Terminate is in the outbox.
///
/// # Errors
/// [`CommProblem`], also when Final is signed: then the transfer only goes forward.
pub fn terminate(desk: &Desk<'_>, id: &TransferId, by: Option<&str>, reason: &str) -> Result<(), CommProblem> {
    let transfer = turn::load(desk, id)?;
    end(desk, &transfer, OutEvent::Terminate, by, reason)
}

/// Ends a transfer before Final by an event that tells the peer.
pub fn end(desk: &Desk<'_>, transfer: &Transfer, event: OutEvent, by: Option<&str>, reason: &str) -> Result<(), CommProblem> {
    let text = transfer.id.to_string();
    let (proposal, previous) = conversation(desk, &text)?;
    let says =
        Says::Terminate(Terminate { proposal: proposal.to_string(), by: by.map(str::to_owned), reason: reason.to_owned() });
    let digest = write::send(desk, Say { transfer: &text, to: transfer.counterpart, sequence: 4, previous, says })?;
    let by: Vec<String> = by.map(str::to_owned).into_iter().collect();
    turn::outward(desk, transfer, event, &Because { by: &by, reason, message: Some(digest), due: None })?;
    outbox::remove_kind(desk.book, &text, "proposal")?;
    outbox::remove_kind(desk.book, &text, STATUS)
}

/// The digests of our proposal and of the last message of the conversation that we know.
fn conversation(desk: &Desk<'_>, transfer: &str) -> Result<(Digest, Digest), CommProblem> {
    let proposal = archive::numbered(desk.book, transfer, 1, Direction::Out)?;
    let proposal = archive::digest(&proposal.ok_or(CommProblem::Evidence("the archive does not have our proposal"))?)?;
    for sequence in [3, 2] {
        if let Some(kept) = archive::numbered(desk.book, transfer, sequence, Direction::In)? {
            return Ok((proposal, archive::digest(&kept)?));
        }
    }
    Ok((proposal, proposal))
}
