//! What came of sending: an answer, or none. An answer moves the transfer only when its signature is bound to our very request.
//! A bad answer goes into quarantine and changes nothing; a refusal is not repeated, and the peer is asked how the transfer stands.
//! Must not know: how requests are sent.

mod copy;
mod message;
mod question;
mod sent;

use super::{
    CommProblem, Failure, Outgoing, Reply, archive, outbox,
    peers::{self, Channel},
    propose,
};
use crate::{
    evidence::http_signature::{self as http, Freshness},
    sandbox::{book, desk::Desk},
};
use jiff::Timestamp;
use sent::{Sent, Trusted, entry, incident, quarantine, refused};

/// The longest answer that is read.
const LONGEST: usize = 4 << 20;

/// Takes what came of sending.
///
/// # Errors
/// [`CommProblem`] when the book failed; the caller rolls back, and the same is sent again.
pub fn answered(desk: &Desk<'_>, outgoing: &Outgoing, outcome: Result<Reply, Failure>) -> Result<(), CommProblem> {
    // What was taken out of the outbox meanwhile needs no answer any more.
    let Some(row) = outbox::waiting(desk.book, outgoing.id)? else { return Ok(()) };
    let sent = Sent { outgoing, row };
    match outcome {
        Ok(reply) => replied(desk, &sent, &reply),
        Err(Failure::Unreachable(why) | Failure::NoAnswer(why)) => unanswered(desk, &sent, &why),
        Err(Failure::Certificate(why)) => refused(desk, &sent, &format!("the peer's certificate is not good: {why}")),
    }
}

fn replied(desk: &Desk<'_>, sent: &Sent<'_>, reply: &Reply) -> Result<(), CommProblem> {
    let trusted = match trust(desk, sent, reply) {
        Ok(trusted) => trusted,
        // What is not signed may come from anything in between. Trouble that passes is met by trying again.
        Err(_) if is_passing(reply.status) => {
            return unanswered(desk, sent, &format!("status {} without a good signature", reply.status));
        }
        Err(verdict) => {
            let row = quarantine(desk, sent, reply, &verdict)?;
            incident(desk, sent, row, &format!("an answer of {} is not to be trusted: {verdict}", sent.outgoing.peer))?;
            return refused(desk, sent, &format!("the answer was not to be trusted ({verdict}), and changed nothing"));
        }
    };
    heard(desk, sent)?;
    if is_passing(reply.status) {
        return unanswered(desk, sent, &format!("the peer answered with status {}", reply.status));
    }
    if reply.status != 200 {
        return declined(desk, sent, &trusted);
    }
    match sent.row.message {
        Some(message) => message::taken(desk, sent, message, &trusted),
        None => question::taken(desk, sent, &trusted),
    }
}

/// Whether a status says that trying again may help.
fn is_passing(status: u16) -> bool {
    matches!(status, 408 | 425 | 429 | 500..=599)
}

/// Verifies that an answer is the peer's and belongs to our request.
fn trust<'a>(desk: &Desk<'_>, sent: &Sent<'_>, reply: &'a Reply) -> Result<Trusted<'a>, String> {
    if reply.body.len() > LONGEST {
        return Err("too-large".to_owned());
    }
    let answer = http::Answer { status: reply.status, fields: &reply.fields, body: &reply.body };
    let asked = sent.outgoing.request.fields.one("signature").map_err(|problem| problem.word().to_owned())?;
    // A stored answer may be old; a fresh question is answered now.
    let window = desk.me.policy.deadlines.skew;
    let fresh = if sent.outgoing.request.method == "GET" { Freshness::Within { now: desk.now, window } } else { Freshness::Any };
    let peer = sent.outgoing.peer;
    let lookup =
        |id: &_| peers::key(desk.book, id, desk.now).ok().flatten().filter(|(owner, _)| *owner == peer).map(|(_, key)| key);
    let verified = http::verify_answer(&answer, asked, lookup, fresh).map_err(|problem| problem.word().to_owned())?;
    if verified.from != peer.to_string() {
        return Err("forged".to_owned());
    }
    if verified.to != desk.me.registry.to_string() {
        return Err("other-registry".to_owned());
    }
    if verified.environment != desk.me.environment {
        return Err("other-environment".to_owned());
    }
    Ok(Trusted { reply, base: verified.base, key: verified.key_id.as_str().to_owned() })
}

fn heard(desk: &Desk<'_>, sent: &Sent<'_>) -> Result<(), CommProblem> {
    let peer = sent.outgoing.peer;
    peers::heard(desk, peer, Channel::Answering)?;
    let took = desk.now.as_millisecond().saturating_sub(sent.outgoing.since.as_millisecond());
    peers::took(desk, peer, took.max(0))
}

/// No answer: again by the ladder, unless the time for it is over.
fn unanswered(desk: &Desk<'_>, sent: &Sent<'_>, why: &str) -> Result<(), CommProblem> {
    let Some(message) = sent.row.message else {
        return outbox::later(desk, &sent.row, why);
    };
    archive::attempt(desk, message, Some(why))?;
    let wait = crate::domain::transfer::wait_after(sent.row.attempts.saturating_add(1));
    if let Some(deadline) = deadline(desk, sent)?
        && propose::after(desk, wait) >= deadline
    {
        // Past the deadline only questions are sent.
        return outbox::hold(desk, &sent.row, why);
    }
    outbox::later(desk, &sent.row, why)
}

/// Until when a message may be sent again. Final and Terminate have no end: the peer must learn them.
fn deadline(desk: &Desk<'_>, sent: &Sent<'_>) -> Result<Option<Timestamp>, CommProblem> {
    let Some(transfer) = sent.row.transfer.as_deref().filter(|_| matches!(sent.row.kind.as_str(), "proposal" | "accept")) else {
        return Ok(None);
    };
    Ok(book::transfer(desk.book, transfer)?.and_then(|transfer| transfer.due))
}

/// The peer refuses, in a signed answer that no repetition changes.
fn declined(desk: &Desk<'_>, sent: &Sent<'_>, trusted: &Trusted<'_>) -> Result<(), CommProblem> {
    // Who asked for a message must see that there is none.
    if sent.row.message.is_some() || matches!(sent.row.kind.as_str(), outbox::COPY | outbox::ARCHIVE) {
        archive::keep(desk, &entry(sent, trusted, "refusal", archive::GOOD))?;
    }
    let detail = serde_json::from_slice::<crate::wire::problem::ProblemDocument>(&trusted.reply.body).unwrap_or_default();
    let checks: Vec<&str> = detail.checks.iter().map(|finding| finding.id.as_str()).collect();
    let why = format!("refused by {} with status {} ({})", sent.outgoing.peer, trusted.reply.status, checks.join(", "));
    // A peer that has never heard of the transfer has nothing to end.
    let unheard = trusted.reply.status == 404 && matches!(checks.as_slice(), ["M02" | "M03"]);
    if sent.row.kind == "terminate" && unheard {
        return outbox::remove(desk.book, sent.row.id);
    }
    refused(desk, sent, &why)
}
