//! Writing a message: its octets are made once, signed once, archived and put in the outbox, or given as an answer and archived.
//! The id of a message is a digest of transfer, number and sender: the same message has the same id wherever it is written.
//! Must not know: when a message may be written.

use super::{
    CommProblem, Reply, Request,
    archive::{self, Direction, Entry, GOOD},
    outbox::{self, Item},
    sign,
};
use crate::{
    domain::{RegistryId, transfer::MessageKind},
    evidence::{digest::Digest, http_signature::Fields},
    sandbox::{desk::Desk, fault::StoreProblem},
    wire::comm::{Message, Says},
};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// What is to be said, in answer to what.
pub struct Say<'a> {
    /// The transfer.
    pub transfer: &'a str,
    /// The registry it is for.
    pub to: RegistryId,
    /// Its number.
    pub sequence: u8,
    /// The digest of the message before; zeros for the first.
    pub previous: Digest,
    /// What it says.
    pub says: Says,
}

/// The kind of what a message says.
pub fn kind(says: &Says) -> MessageKind {
    match says {
        Says::Proposal(_) => MessageKind::Proposal,
        Says::Receipt(_) => MessageKind::Receipt,
        Says::Reject(_) => MessageKind::Reject,
        Says::Accept(_) => MessageKind::Accept,
        Says::Final(_) => MessageKind::Final,
        Says::Completion(_) => MessageKind::Completion,
        Says::Terminate(_) => MessageKind::Terminate,
        Says::Ack(_) => MessageKind::Ack,
    }
}

/// The path of a transfer's status.
pub fn status_path(transfer: &str) -> String {
    format!("/comm/v1/transfers/{transfer}")
}

/// The path of a transfer's messages.
pub fn path(transfer: &str) -> String {
    format!("/comm/v1/transfers/{transfer}/messages")
}

/// Writes, signs and archives a message and puts it in the outbox, to be sent now. Returns its digest.
pub fn send(desk: &Desk<'_>, say: Say<'_>) -> Result<Digest, CommProblem> {
    let (transfer, peer, kind) = (say.transfer, say.to, kind(&say.says));
    let message = message(desk, say);
    let octets = octets(&message)?;
    let digest = Digest::of(&octets);
    let path = path(transfer);
    let signed = sign::post(desk, peer, &path, octets)?;
    let entry = Entry {
        asked: Some((signed.what.method, signed.what.path)),
        ..entry(desk, &message, peer, signed.what.body, signed.what.fields, signed.base)
    };
    let row = archive::keep(desk, &entry)?;
    outbox::put(desk, Item { peer, transfer: Some(transfer), kind: kind.word(), message: Some(row), path: &path }, desk.now)?;
    Ok(digest)
}

/// A message that will be the answer to a request, and its octets.
pub struct Drafted {
    message: Message,
    octets: Vec<u8>,
}

/// Writes a message that will be the answer to a request. It is signed when the request is archived, because it names its row.
pub fn draft(desk: &Desk<'_>, say: Say<'_>) -> Result<Drafted, CommProblem> {
    let message = message(desk, say);
    let octets = octets(&message)?;
    Ok(Drafted { message, octets })
}

/// Signs and archives a message as the answer to a request that is archived in a row.
pub fn answer(desk: &Desk<'_>, asked: &Request, row: i64, drafted: Drafted) -> Result<Reply, CommProblem> {
    let signed = sign::answer(desk, asked, (200, sign::JSON), drafted.octets)?;
    let peer = drafted.message.to.parse().map_err(|_| StoreProblem::Row("a registry"))?;
    let Reply { status, fields, body } = signed.what.clone();
    let entry =
        Entry { status: Some(status), answers: Some(row), ..entry(desk, &drafted.message, peer, body, fields, signed.base) };
    archive::keep(desk, &entry)?;
    Ok(signed.what)
}

fn entry(desk: &Desk<'_>, message: &Message, peer: RegistryId, octets: Vec<u8>, fields: Fields, base: String) -> Entry {
    Entry {
        id: Some(message.id.to_string()),
        transfer: Some(message.transfer.clone()),
        sequence: Some(message.sequence),
        kind: kind(&message.says).word().to_owned(),
        direction: Direction::Out,
        peer: Some(peer),
        octets,
        asked: None,
        status: None,
        fields,
        base: Some(base),
        key: Some(desk.me.key.as_str().to_owned()),
        verdict: GOOD.to_owned(),
        checks: String::new(),
        answers: None,
    }
}

fn message(desk: &Desk<'_>, say: Say<'_>) -> Message {
    let from = desk.me.registry.to_string();
    Message {
        id: id(say.transfer, say.sequence, &from),
        transfer: say.transfer.to_owned(),
        sequence: say.sequence,
        from,
        to: say.to.to_string(),
        environment: desk.me.environment.clone(),
        created: desk.time(),
        previous: say.previous.to_string(),
        says: say.says,
    }
}

fn octets(message: &Message) -> Result<Vec<u8>, CommProblem> {
    Ok(serde_json::to_vec(message).map_err(|_| StoreProblem::Row("a message"))?)
}

/// The id of the message with this number from this side of a transfer: the first half of a digest, as a UUID of version 8.
fn id(transfer: &str, sequence: u8, from: &str) -> Uuid {
    let digest = Sha256::digest(format!("countersign message {transfer} {sequence} {from}"));
    let (halves, _) = digest.as_slice().as_chunks::<16>();
    Uuid::new_v8(halves.first().copied().unwrap_or_default())
}
