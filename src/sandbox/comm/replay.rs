//! A transfer that a book lost together with its ledger, brought back from what the counterpart's archive keeps of it.
//! Only what is proven comes back: five messages, each signed by whoever wrote it and naming the one before, down to the completion. It is
//! appended as one new entry; what stands in the ledger is not touched.
//! Must not know: who agreed to it, and why the book lost it.

use super::{
    CommProblem,
    archive::{self, Direction, Entry, GOOD},
    begun::begun,
    evidence, outbox, peers,
    proof::signed,
    turn, write,
};
use crate::{
    domain::{
        RegistryId,
        transfer::{InEvent, InState, OutEvent, OutState, Side, TransferId},
    },
    evidence::{digest::Digest, http_signature::Verified},
    sandbox::{book, desk::Desk, fault::StoreProblem, ledger},
    wire::{
        comm::{Final, Message, Proposal, Says, Shown},
        ledger::{Act, Block, Expect, FirstTransfer, Lock, Posting, Span, Spans, TransferState, Transit},
    },
};

/// A conversation that moved ITMOs has so many messages.
const MESSAGES: u8 = 5;

/// The kind of the entry that brings a transfer back.
const REPLAYED: &str = "transfer-replayed";

/// Asks a peer for everything it keeps of a transfer, message by message: each is asked for when the one before has come.
///
/// # Errors
/// [`CommProblem`]; the caller rolls back.
pub fn ask_archive(desk: &Desk<'_>, transfer: &TransferId, peer: RegistryId) -> Result<(), CommProblem> {
    let id = transfer.to_string();
    if book::transfer(desk.book, &id)?.is_some() {
        return Err(CommProblem::Evidence("the transfer is in this book; pull the message that is missing"));
    }
    peers::peer(desk.book, peer)?.ok_or_else(|| CommProblem::NoPeer(peer.to_string()))?;
    ask(desk, &id, peer, 1)
}

/// Asks for the message after one that came, if there is to be one.
pub(super) fn ask_next(desk: &Desk<'_>, transfer: &str, peer: RegistryId, came: u8) -> Result<(), CommProblem> {
    match came.saturating_add(1) {
        next if next <= MESSAGES => ask(desk, transfer, peer, next),
        _ => Ok(()),
    }
}

fn ask(desk: &Desk<'_>, transfer: &str, peer: RegistryId, sequence: u8) -> Result<(), CommProblem> {
    let path = format!("{}/messages/{sequence}", write::status_path(transfer));
    let question = outbox::Item { peer, transfer: Some(transfer), kind: outbox::ARCHIVE, message: None, path: &path };
    outbox::ask(desk, question, desk.now)
}

/// A message as the peer keeps it, and what proves that it was written so.
struct Proven {
    shown: Shown,
    octets: Vec<u8>,
    message: Message,
    verified: Verified,
}

impl Proven {
    fn digest(&self) -> Digest {
        Digest::of(&self.octets)
    }
}

/// Which transfer comes back, from whose archive, and what was agreed.
#[derive(Clone, Copy, Debug)]
pub struct Replay<'a> {
    /// The transfer.
    pub transfer: &'a TransferId,
    /// The registry whose archive was read.
    pub peer: RegistryId,
    /// Who agreed, by login.
    pub by: &'a [String],
    /// Why.
    pub reason: &'a str,
    /// The digests of the evidence they agreed on: that of the completion among them.
    pub evidence: &'a [Digest],
}

/// Brings the transfer back: its messages into the archive, and what they did to the ITMOs into the ledger.
///
/// # Errors
/// [`CommProblem::Evidence`] says what is not proven, [`CommProblem::Ledger`] what this book can't take; the caller rolls back.
pub fn replay(desk: &Desk<'_>, replay: &Replay<'_>) -> Result<(), CommProblem> {
    let id = replay.transfer.to_string();
    if book::transfer(desk.book, &id)?.is_some() {
        return Err(CommProblem::Evidence("the transfer is in this book already"));
    }
    let conversation = proven(desk, &id, replay.peer)?;
    let (proposal, finally) = moved(&conversation)?;
    let completion = conversation.last().map(Proven::digest).unwrap_or_default();
    if !replay.evidence.contains(&completion) {
        return Err(CommProblem::Evidence(
            "the evidence that was agreed on does not name the counterpart's copy of the completion",
        ));
    }
    let rows = conversation.iter().try_fold(Vec::new(), |rows, said| keep(desk, (&id, replay.peer), said, rows))?;
    let side = if proposal.to.registry == desk.me.registry.to_string() { Side::Acquiring } else { Side::Transferring };
    let postings = match side {
        Side::Acquiring => {
            if let (Some(first), Some(row)) = (conversation.first(), rows.first()) {
                evidence::take(desk, replay.peer, &first.message, proposal, *row)?;
            }
            arrived(&id, proposal, finally)?
        }
        Side::Transferring => left(&id, proposal, finally)?,
    };
    let (by, reason, message) = (replay.by.to_vec(), replay.reason.to_owned(), Some(completion.to_string()));
    ledger::append(desk, REPLAYED, &Act { by, reason, message, postings })?;
    Ok(())
}

/// The whole conversation, each message proven by its own signature and by the one before.
fn proven(desk: &Desk<'_>, transfer: &str, peer: RegistryId) -> Result<Vec<Proven>, CommProblem> {
    let missing =
        || CommProblem::Evidence("not every message of the transfer has come from the counterpart's archive; ask for it");
    let copies = archive::copies(desk.book, transfer)?;
    let mut all: Vec<Proven> = Vec::new();
    for sequence in 1..=MESSAGES {
        let shown =
            copies.iter().rev().filter_map(archive::shown).find(|shown| shown.sequence == sequence).ok_or_else(missing)?;
        let octets = archive::octets(&shown).ok_or_else(missing)?;
        let message: Message = serde_json::from_slice(&octets).map_err(|_| StoreProblem::Row("a copy of a message"))?;
        let verified = signed(desk, &shown, &octets, &message, (&[], &copies));
        let verified = verified.ok_or(CommProblem::Evidence("a message is not signed by who it says wrote it"))?;
        let before = all.last().map(Proven::digest).unwrap_or_default();
        let ends = [desk.me.registry, peer].map(|registry| registry.to_string());
        let between = ends.contains(&message.from) && ends.contains(&message.to) && message.from != message.to;
        let follows = message.previous == before.to_string() && message.sequence == sequence && message.transfer == transfer;
        if !(between && follows && message.environment == desk.me.environment) {
            return Err(CommProblem::Evidence("the messages are not one conversation of the two registries"));
        }
        all.push(Proven { shown, octets, message, verified });
    }
    Ok(all)
}

/// What was proposed and made final, when the conversation is one that moved ITMOs.
fn moved(all: &[Proven]) -> Result<(&Proposal, &Final), CommProblem> {
    let says: Vec<&Says> = all.iter().map(|said| &said.message.says).collect();
    let digests: Vec<String> = all.iter().map(|said| said.digest().to_string()).collect();
    let (
        [Says::Proposal(proposal), Says::Receipt(receipt), Says::Accept(accept), Says::Final(finally), Says::Completion(done)],
        [first, _, _, fourth, _],
    ) = (says.as_slice(), digests.as_slice())
    else {
        return Err(CommProblem::Evidence("the messages say that the transfer moved nothing"));
    };
    let about = [&receipt.proposal, &accept.proposal, &finally.proposal].into_iter().all(|named| named == first);
    if about && done.finally == *fourth {
        Ok((proposal, finally))
    } else {
        Err(CommProblem::Evidence("the messages are about another proposal"))
    }
}

/// Keeps a message as it was written. A receipt and a completion answer what came before.
fn keep(desk: &Desk<'_>, (id, peer): (&str, RegistryId), said: &Proven, mut rows: Vec<i64>) -> Result<Vec<i64>, CommProblem> {
    let Proven { shown, octets, message, verified } = said;
    let ours = message.from == desk.me.registry.to_string();
    let entry = Entry {
        id: Some(message.id.to_string()),
        transfer: Some(id.to_owned()),
        sequence: Some(shown.sequence),
        kind: shown.kind.clone(),
        direction: if ours { Direction::Out } else { Direction::In },
        peer: Some(peer),
        octets: octets.clone(),
        asked: shown.path.clone().map(|path| ("POST".to_owned(), path)),
        status: shown.path.is_none().then_some(200),
        fields: shown.fields.iter().map(|field| (field.name.as_str(), field.value.as_str())).collect(),
        base: Some(verified.base.clone()),
        key: Some(verified.key_id.as_str().to_owned()),
        verdict: GOOD.to_owned(),
        checks: String::new(),
        answers: shown.path.is_none().then(|| rows.last().copied()).flatten(),
    };
    rows.push(archive::keep(desk, &entry)?);
    Ok(rows)
}

/// What it did at the registry that the ITMOs came to.
fn arrived(id: &str, proposal: &Proposal, finally: &Final) -> Result<Vec<Posting>, CommProblem> {
    let spans: Vec<Span> = proposal.blocks.iter().map(of_block).collect();
    let accepted = InState::Received.step(InEvent::Accept)?;
    let completed = accepted.step(InEvent::Final)?;
    let mut postings = vec![
        begun(&id, (Side::Acquiring, InState::Received.word()), proposal, spans.clone(), None),
        step(id, InEvent::Accept.word(), accepted.word()),
        Posting::Expect(Expect { transfer: id.to_owned(), to: proposal.to.account.clone(), blocks: proposal.blocks.clone() }),
        Posting::Credit(Spans { spans }),
    ];
    postings.extend(first_transfer(proposal, finally));
    postings.push(step(id, InEvent::Final.word(), completed.word()));
    Ok(postings)
}

/// What it did at the registry that the ITMOs left.
fn left(id: &str, proposal: &Proposal, finally: &Final) -> Result<Vec<Posting>, CommProblem> {
    let spans = finally.spans.clone();
    let events = [OutEvent::Propose, OutEvent::PeerAccepted, OutEvent::Finalise];
    let mut postings = vec![begun(&id, (Side::Transferring, OutState::Approved.word()), proposal, spans.clone(), None)];
    let mut state = OutState::Approved;
    for event in events {
        state = state.step(event)?;
        postings.push(step(id, event.word(), state.word()));
    }
    postings.push(Posting::Lock(Lock { spans: spans.clone(), state: "in-flight-out".to_owned(), cause: id.to_owned() }));
    postings.extend(first_transfer(proposal, finally));
    postings.push(Posting::Depart(Transit { spans: spans.clone(), transfer: id.to_owned() }));
    postings.push(Posting::Deliver(Transit { spans, transfer: id.to_owned() }));
    let completed = state.step(OutEvent::PeerCompleted)?;
    postings.push(step(id, OutEvent::PeerCompleted.word(), completed.word()));
    Ok(postings)
}

/// The first transfer of what was not first transferred before, on the day that the Final says.
fn first_transfer(proposal: &Proposal, finally: &Final) -> Option<Posting> {
    let fresh = proposal.blocks.iter().filter(|block| block.first_transferred.is_none());
    let spans: Vec<Span> = fresh.map(of_block).collect();
    let is_first = proposal.action == turn::FIRST_TRANSFER && !spans.is_empty();
    is_first.then_some(Posting::FirstTransfer(FirstTransfer { spans, on: finally.first_transferred }))
}

fn of_block(block: &Block) -> Span {
    Span { first: block.first.clone(), last: block.last.clone() }
}

fn step(id: &str, event: &str, state: &str) -> Posting {
    Posting::TransferState(TransferState { transfer: id.to_owned(), event: event.to_owned(), state: state.to_owned(), due: None })
}
