//! Messages of the archive, from the wire and to it.
//! The octets are the evidence: those that are not what their digest says, or too many, are no message.
//! Must not know: which message was asked for.

use super::{check, ladder};
use crate::{
    evidence::digest::Digest,
    registry::{
        Word,
        traffic::{Attempt, Message, MessageSummary, RequestLine, RungKind},
    },
    text::Untrusted,
    wire::{
        admin::message as wire,
        convert::{Misfit, Place},
    },
};
use base64::{Engine as _, engine::general_purpose::STANDARD};

/// The most octets of a message; the protocol between registries takes no longer answer.
const MOST_OCTETS: usize = 4 << 20;

/// A row of the archive.
///
/// # Errors
/// [`Misfit`] for an id or a digest that is none, and for a message that neither went nor came.
pub fn message_summary(row: wire::MessageSummary, at: &Place<'_>) -> Result<MessageSummary, Misfit> {
    // A message whose sender could not be told has no peer, which the wire writes as an empty text.
    let peer = Some(row.peer.as_str()).filter(|peer| !peer.is_empty());
    Ok(MessageSummary {
        id: at.parse("id", &row.id)?,
        transfer: at.parse_if("transfer", row.transfer.as_deref())?,
        sequence: ladder::sequence(row.sequence, at)?,
        kind: Word::read(row.kind, RungKind::of_word),
        way: ladder::way(&row.direction, at)?,
        peer: at.parse_if("peer", peer)?,
        verdict: ladder::verdict(row.verdict),
        digest: at.parse("digest", &row.digest)?,
        status: row.status,
        at: row.at,
    })
}

/// A message in full.
///
/// # Errors
/// [`Misfit`] as for [`message_summary`], for octets that are not base64, too many or not those of the digest, and for half a request line.
pub fn message(message: wire::Message, at: &Place<'_>) -> Result<Message, Misfit> {
    let summary = message_summary(message.summary, &at.field("summary"))?;
    let octets = octets(&message.octets, &at.field("octets"))?;
    if Digest::of(&octets) != summary.digest {
        return Err(at.field("octets").misfit("these are not the octets of the digest"));
    }
    let request = match (message.method, message.path) {
        (Some(method), Some(path)) => Some(RequestLine { method: Untrusted::new(method), path: Untrusted::new(path) }),
        (None, None) => None,
        _ => return Err(at.field("path").misfit("a request has a method and a path")),
    };
    let headers = message.headers.into_iter();
    Ok(Message {
        own_id: message.own_id.map(Untrusted::new),
        octets,
        headers: headers.map(|line| (Untrusted::new(line.name), Untrusted::new(line.value))).collect(),
        request,
        signature_base: message.signature_base.map(Untrusted::new),
        key: at.parse_if("key", message.key.as_deref())?,
        failed: message.failed.into_iter().map(check::check_id).collect(),
        answers: at.parse_if("answers", message.answers.as_deref())?,
        attempts: message.attempts.into_iter().map(attempt).collect(),
        veil: None,
        summary,
    })
}

fn attempt(attempt: wire::Attempt) -> Attempt {
    Attempt { at: attempt.at, failure: attempt.failure.map(Untrusted::new) }
}

fn octets(text: &str, at: &Place<'_>) -> Result<Vec<u8>, Misfit> {
    let too_many = || at.misfit("a message has at most 4 194 304 octets");
    // Four characters stand for one to three octets: what is far too long is not even decoded.
    if text.len() / 4 > MOST_OCTETS / 3 + 1 {
        return Err(too_many());
    }
    let octets = STANDARD.decode(text).map_err(|_| at.misfit("the octets of a message are written in base64"))?;
    if octets.len() > MOST_OCTETS { Err(too_many()) } else { Ok(octets) }
}

/// A row of the archive, for the wire.
pub fn message_summary_to_wire(row: &MessageSummary) -> wire::MessageSummary {
    wire::MessageSummary {
        id: row.id.to_string(),
        transfer: row.transfer.map(|transfer| transfer.to_string()),
        sequence: row.sequence,
        kind: row.kind.octets(RungKind::word).to_owned(),
        direction: row.way.word().to_owned(),
        peer: row.peer.map(|peer| peer.to_string()).unwrap_or_default(),
        verdict: ladder::verdict_to_wire(&row.verdict),
        digest: row.digest.to_string(),
        status: row.status,
        at: row.at,
    }
}

/// A message in full, for the wire.
pub fn message_to_wire(message: &Message) -> wire::Message {
    let line = |(name, value): &(Untrusted, Untrusted)| wire::Header {
        name: name.octets().to_owned(),
        value: value.octets().to_owned(),
    };
    let attempt = |attempt: &Attempt| wire::Attempt {
        at: attempt.at,
        failure: attempt.failure.as_ref().map(|why| why.octets().to_owned()),
    };
    let text = |text: &Untrusted| text.octets().to_owned();
    wire::Message {
        summary: message_summary_to_wire(&message.summary),
        own_id: message.own_id.as_ref().map(text),
        octets: STANDARD.encode(&message.octets),
        headers: message.headers.iter().map(line).collect(),
        method: message.request.as_ref().map(|request| text(&request.method)),
        path: message.request.as_ref().map(|request| text(&request.path)),
        signature_base: message.signature_base.as_ref().map(text),
        key: message.key.as_ref().map(ToString::to_string),
        failed: message.failed.iter().map(check::check_id_to_wire).collect(),
        answers: message.answers.map(|message| message.to_string()),
        attempts: message.attempts.iter().map(attempt).collect(),
    }
}
