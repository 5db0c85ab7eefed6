//! Rungs of the ladder and what is still to be sent, from the wire and to it.
//! `good` is the one verdict that lets a message into a conversation; every other word is quarantine.
//! Must not know: the octets of a message.

use crate::{
    registry::{
        Word,
        traffic::{Rung, RungKind, Sending, SendingKind, Verdict, Way},
    },
    text::Untrusted,
    wire::{
        admin::transfer as wire,
        convert::{Misfit, Place},
    },
};

/// The verdict of a message that passed everything.
const GOOD: &str = "good";

/// What became of a message.
pub(super) fn verdict(word: String) -> Verdict {
    if word == GOOD { Verdict::Good } else { Verdict::Quarantined(Untrusted::new(word)) }
}

/// What became of a message, for the wire.
pub(super) fn verdict_to_wire(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Good => GOOD.to_owned(),
        Verdict::Quarantined(why) => why.octets().to_owned(),
    }
}

/// Which way a message went. Another word than these two is a misfit: the ladder can't be drawn without it.
pub(super) fn way(word: &str, at: &Place<'_>) -> Result<Way, Misfit> {
    Way::of_word(word).ok_or_else(|| at.field("direction").misfit("a message is sent or received"))
}

/// A place in the conversation.
pub(super) fn sequence(sequence: Option<u8>, at: &Place<'_>) -> Result<Option<u8>, Misfit> {
    if sequence == Some(0) {
        return Err(at.field("sequence").misfit("messages of a conversation count from 1"));
    }
    Ok(sequence)
}

/// A message of the ladder.
///
/// # Errors
/// [`Misfit`] for a number or a digest that is none, and for a message that neither went nor came.
pub fn rung(rung: wire::Rung, at: &Place<'_>) -> Result<Rung, Misfit> {
    Ok(Rung {
        message: at.parse("message", &rung.message)?,
        sequence: sequence(rung.sequence, at)?,
        kind: Word::read(rung.kind, RungKind::of_word),
        way: way(&rung.direction, at)?,
        at: rung.at,
        digest: at.parse("digest", &rung.digest)?,
        verdict: verdict(rung.verdict),
        status: rung.status,
        peer_has: rung.peer_has,
    })
}

/// Something that is still to be sent.
pub fn sending(sending: wire::Sending) -> Sending {
    Sending {
        kind: Word::read(sending.kind, SendingKind::of_word),
        attempts: sending.attempts,
        next: sending.next,
        failure: sending.failure.map(Untrusted::new),
    }
}

/// A message of the ladder, for the wire.
pub fn rung_to_wire(rung: &Rung) -> wire::Rung {
    wire::Rung {
        message: rung.message.to_string(),
        sequence: rung.sequence,
        kind: rung.kind.octets(RungKind::word).to_owned(),
        direction: rung.way.word().to_owned(),
        at: rung.at,
        digest: rung.digest.to_string(),
        verdict: verdict_to_wire(&rung.verdict),
        status: rung.status,
        peer_has: rung.peer_has,
    }
}

/// Something that is still to be sent, for the wire.
pub fn sending_to_wire(sending: &Sending) -> wire::Sending {
    wire::Sending {
        kind: sending.kind.octets(SendingKind::word).to_owned(),
        attempts: sending.attempts,
        next: sending.next,
        failure: sending.failure.as_ref().map(|why| why.octets().to_owned()),
    }
}
