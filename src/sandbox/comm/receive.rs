//! Requests from peers: each is judged from the outside in, and the first thing that is wrong refuses it.
//! Framing, signature, addresses, sender, repetition, schema, place in the conversation, time, business; only then the book moves.
//! Must not know: connections, and what the courier sends.

mod closing;
mod decision;
pub(super) mod envelope;
mod offer;
mod shape;

use super::{
    CommProblem, Reply, Request,
    archive::{self, Direction, Entry, GOOD, Kept},
    pull,
    refuse::{self, Known, Refused, Stop},
    sign, write,
};
use crate::{
    domain::{RegistryId, transfer::TransferId},
    evidence::{digest::Digest, http_signature::Verified},
    registry::traffic::IncidentKind,
    sandbox::{book, desk::Desk, fault::StoreProblem, ledger::LedgerProblem, reconcile},
    wire::comm::{Ack, Message, Says},
};
pub use closing::credit;
pub use decision::refused_there;
use envelope::Place;

/// Takes a request from a peer and says what to answer. The caller commits, and only then answers; on a problem it rolls
/// back and answers 500.
///
/// # Errors
/// [`CommProblem`] when the book failed. What is wrong with the request is no error here: it is the answer.
pub fn receive(desk: &Desk<'_>, request: &Request) -> Result<Reply, CommProblem> {
    let mut known = Known::default();
    // What a posting refuses half-way must leave no trace but the refusal.
    desk.book.execute_batch("SAVEPOINT received")?;
    let refused = match judge(desk, request, &mut known) {
        Ok(reply) => {
            desk.book.execute_batch("RELEASE received")?;
            return Ok(reply);
        }
        Err(Stop::Refused(refused)) => *refused,
        Err(Stop::Failed(CommProblem::Ledger(LedgerProblem::Posting { why, .. }))) => {
            Refused::new(409, "does-not-fit", "B14", format!("this does not fit the book here: {why}"))
        }
        Err(Stop::Failed(problem)) => return Err(problem),
    };
    desk.book.execute_batch("ROLLBACK TO received; RELEASE received")?;
    reconcile::broken_off(desk, &request.path, known.peer, &refused)?;
    refuse::refuse(desk, request, &known, &refused)
}

fn judge(desk: &Desk<'_>, request: &Request, known: &mut Known) -> Result<Reply, Stop> {
    let place = envelope::place(request)?;
    let (peer, verified) = envelope::open(desk, request, known)?;
    if let Place::Messages(transfer) = place {
        return message(desk, request, known, Sender { peer, verified, transfer });
    }
    super::peers::heard(desk, peer, super::peers::Channel::Asking)?;
    if let Place::Run(run, step) = place {
        return reconcile::heard(desk, request, peer, (run, step));
    }
    super::peers::measured(desk, peer, verified.created, whole_second(desk))?;
    pull::answer(desk, request, peer, &place)
}

/// A signature's time has whole seconds; ours is cut alike before the two are compared.
fn whole_second(desk: &Desk<'_>) -> jiff::Timestamp {
    jiff::Timestamp::from_second(desk.now.as_second()).unwrap_or(desk.now)
}

/// Who sent a message, by a good signature, and about which transfer.
struct Sender {
    peer: RegistryId,
    verified: Verified,
    transfer: TransferId,
}

/// A message that is what it says it is: signed by its sender, meant for us, about this transfer, not seen before.
struct Arrived<'a> {
    request: &'a Request,
    peer: RegistryId,
    transfer: TransferId,
    message: Message,
    digest: Digest,
    verified: Verified,
}

fn message(desk: &Desk<'_>, request: &Request, known: &mut Known, sender: Sender) -> Result<Reply, Stop> {
    let Sender { peer, verified, transfer } = sender;
    known.transfer = Some(transfer.to_string());
    let message = envelope::read(request)?;
    let kind = write::kind(&message.says);
    (known.id, known.sequence, known.kind) = (Some(message.id.to_string()), Some(message.sequence), Some(kind.word()));
    envelope::agrees(desk, &message, peer, transfer)?;
    let side = envelope::side(desk, peer, transfer)?;
    if let Some(first) = archive::numbered(desk.book, &transfer.to_string(), message.sequence, Direction::In)? {
        return repeated(desk, request, &first, &message);
    }
    envelope::in_turn(desk, &message, kind, side)?;
    if !matches!(message.says, Says::Proposal(_)) && book::transfer(desk.book, &transfer.to_string())?.is_none() {
        return Err(Refused::new(404, "unknown-transfer", "M03", format!("no proposal of {transfer} has come here")).into());
    }
    super::peers::heard(desk, peer, super::peers::Channel::Asking)?;
    let digest = Digest::of(&request.body);
    let arrived = Arrived { request, peer, transfer, message, digest, verified };
    match &arrived.message.says {
        Says::Proposal(proposal) => offer::proposed(desk, &arrived, proposal),
        Says::Accept(accept) => decision::accepted(desk, &arrived, accept),
        Says::Reject(reject) => decision::rejected(desk, &arrived, reject),
        Says::Final(finally) => closing::finalised(desk, &arrived, finally),
        Says::Terminate(terminate) => closing::terminated(desk, &arrived, terminate),
        Says::Receipt(_) | Says::Completion(_) | Says::Ack(_) => {
            Err(Refused::new(409, "out-of-order", "M03", format!("a {} only comes as an answer", kind.word())).into())
        }
    }
}

/// A message under a number that is known: the same octets get the stored answer, other octets are a conflict.
fn repeated(desk: &Desk<'_>, request: &Request, first: &Kept, message: &Message) -> Result<Reply, Stop> {
    if Digest::of(&request.body).to_string() != first.digest {
        let check = if message.sequence == 1 { "M02" } else { "M03" };
        let detail = format!("another message {} of {} is here already", message.sequence, message.transfer);
        let refused = Refused::new(409, "conflict", check, detail).value("known", &first.digest);
        return Err(refused.incident(IncidentKind::Conflict).into());
    }
    let answer = archive::answer_to(desk.book, first.row)?.ok_or(StoreProblem::Row("the answer to a message"))?;
    let status = answer.status.ok_or(StoreProblem::Row("the status of an answer"))?;
    if first.fields.one("signature").ok() == request.fields.one("signature").ok() {
        return Ok(Reply { status, fields: answer.fields, body: answer.octets });
    }
    // The same message under another signature, after a change of keys: the same answer, bound to this request.
    Ok(sign::answer(desk, request, (status, sign::JSON), answer.octets)?.what)
}

impl Arrived<'_> {
    /// Keeps the message as a good one and returns its row.
    fn keep(&self, desk: &Desk<'_>) -> Result<i64, CommProblem> {
        let entry = Entry {
            id: Some(self.message.id.to_string()),
            transfer: Some(self.transfer.to_string()),
            sequence: Some(self.message.sequence),
            kind: write::kind(&self.message.says).word().to_owned(),
            direction: Direction::In,
            peer: Some(self.peer),
            octets: self.request.body.clone(),
            asked: Some((self.request.method.clone(), self.request.path.clone())),
            status: None,
            fields: self.request.fields.clone(),
            base: Some(self.verified.base.clone()),
            key: Some(self.verified.key_id.as_str().to_owned()),
            verdict: GOOD.to_owned(),
            checks: String::new(),
            answers: None,
        };
        archive::keep(desk, &entry)
    }

    /// Says something in answer to it.
    fn draft(&self, desk: &Desk<'_>, sequence: u8, says: Says) -> Result<write::Drafted, CommProblem> {
        let transfer = self.transfer.to_string();
        let say = write::Say { transfer: &transfer, to: self.peer, sequence, previous: self.digest, says };
        write::draft(desk, say)
    }

    /// Keeps it and acknowledges it with the state the transfer has here now.
    fn acknowledge(&self, desk: &Desk<'_>, row: i64, state: &str) -> Result<Reply, Stop> {
        let says = Says::Ack(Ack { of: self.digest.to_string(), state: state.to_owned() });
        let drafted = self.draft(desk, self.message.sequence, says)?;
        Ok(write::answer(desk, self.request, row, drafted)?)
    }

    /// A refusal because the message does not fit what was said before.
    fn out_of_order(&self, detail: impl Into<String>) -> Refused {
        let refused = Refused::new(409, "out-of-order", "M03", detail);
        refused.value("sequence", self.message.sequence).incident(IncidentKind::OutOfOrder)
    }

    /// A refusal because it contradicts what this book says.
    fn contradicts(&self, state: &str) -> Refused {
        let kind = write::kind(&self.message.says).word();
        let detail =
            format!("the transfer is {state} here; the {kind} can't be taken. Ask how it stands here before anything else");
        Refused::new(409, "contradicts", "R03", detail).value("state", state).incident(IncidentKind::Disagreement)
    }
}
