//! A request that was sent with its answer, and what is done with any answer whatever it says: kept, kept apart, told to people.
//! What no repetition changes is held, and the peer asked how the transfer stands.
//! Must not know: what an answer says.

use crate::{
    registry::traffic::IncidentKind,
    sandbox::{
        book,
        comm::{
            CommProblem, Outgoing, Reply,
            archive::{self, Direction, Entry, GOOD},
            incidents::{self, About},
            outbox::{self, Waiting},
            propose,
        },
        desk::Desk,
        reconcile,
    },
};
use jiff::{SignedDuration, Timestamp};

/// After how long a question is asked again when its answer decided nothing, or was none.
pub(super) const AGAIN: SignedDuration = SignedDuration::from_hours(1);

/// A request that was sent, and its row in the outbox.
pub(super) struct Sent<'a> {
    /// What was sent.
    pub outgoing: &'a Outgoing,
    /// Its row.
    pub row: Waiting,
}

/// An answer whose signature is bound to our request and whose sender is the peer.
pub(super) struct Trusted<'a> {
    /// The answer.
    pub reply: &'a Reply,
    /// What was signed.
    pub base: String,
    /// The id of the key.
    pub key: String,
}

/// The middle of the time between our question and its answer: when the peer looked at its clock.
pub(super) fn midway(desk: &Desk<'_>, sent: &Sent<'_>) -> Timestamp {
    let took = desk.now.duration_since(sent.outgoing.since);
    sent.outgoing.since.saturating_add(took / 2).unwrap_or(desk.now)
}

/// What no repetition changes: a message is held, and the peer asked how the transfer stands; a question is asked again later.
pub(super) fn refused(desk: &Desk<'_>, sent: &Sent<'_>, why: &str) -> Result<(), CommProblem> {
    let Some(message) = sent.row.message else {
        return match sent.row.kind.as_str() {
            outbox::STATUS => outbox::postpone(desk, &sent.row, AGAIN, why),
            outbox::RECONCILE => reconcile::refused(desk, &sent.row.path, why),
            _ => outbox::remove(desk.book, sent.row.id),
        };
    };
    archive::attempt(desk, message, Some(why))?;
    outbox::hold(desk, &sent.row, why)?;
    let Some(transfer) = sent.row.transfer.as_deref() else { return Ok(()) };
    match book::transfer(desk.book, transfer)? {
        Some(transfer) => propose::ask_later(desk, &transfer, desk.now),
        None => Ok(()),
    }
}

/// Keeps a question and its answer, each under its kind, and returns the answer's row.
pub(super) fn keep(
    desk: &Desk<'_>,
    sent: &Sent<'_>,
    trusted: &Trusted<'_>,
    (question, answer): (&str, &str),
) -> Result<i64, CommProblem> {
    let request = &sent.outgoing.request;
    let asked = Entry {
        direction: Direction::Out,
        octets: Vec::new(),
        asked: Some((request.method.clone(), request.path.clone())),
        status: None,
        fields: request.fields.clone(),
        base: None,
        key: Some(desk.me.key.as_str().to_owned()),
        ..entry(sent, trusted, question, GOOD)
    };
    let asked = archive::keep(desk, &asked)?;
    archive::keep(desk, &Entry { answers: Some(asked), ..entry(sent, trusted, answer, GOOD) })
}

/// Keeps an answer that is not to be trusted, or not understood; its row.
pub(super) fn quarantine(desk: &Desk<'_>, sent: &Sent<'_>, reply: &Reply, verdict: &str) -> Result<i64, CommProblem> {
    let nothing = Trusted { reply, base: String::new(), key: String::new() };
    let entry = Entry { base: None, key: None, ..entry(sent, &nothing, "unreadable", verdict) };
    archive::keep(desk, &entry)
}

/// An answer as the archive keeps it.
pub(super) fn entry(sent: &Sent<'_>, trusted: &Trusted<'_>, kind: &str, verdict: &str) -> Entry {
    Entry {
        id: None,
        transfer: sent.row.transfer.clone(),
        sequence: None,
        kind: kind.to_owned(),
        direction: Direction::In,
        peer: Some(sent.outgoing.peer),
        octets: trusted.reply.body.clone(),
        asked: None,
        status: Some(trusted.reply.status),
        fields: trusted.reply.fields.clone(),
        base: Some(trusted.base.clone()),
        key: Some(trusted.key.clone()),
        verdict: verdict.to_owned(),
        checks: String::new(),
        answers: sent.row.message,
    }
}

/// Tells people what an answer shows.
pub(super) fn incident(desk: &Desk<'_>, sent: &Sent<'_>, row: i64, detail: &str) -> Result<(), CommProblem> {
    let about =
        About { peer: Some(sent.outgoing.peer), transfer: sent.row.transfer.as_deref(), message: Some(row), ..About::default() };
    incidents::record(desk, IncidentKind::Answer, detail, about)
}
