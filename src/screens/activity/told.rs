//! One thing this console has done in words: what it was, what came of it, how long it took, and its id.
//! Every text in it has passed the gate.
//! Must not know: columns.

use super::asked;
use crate::{
    app::{
        StreamState,
        activity::{End, Entry, Request, Sent, What},
    },
    registry::Outcome,
    text::{Kind, Untrusted, time},
    ui::{Glyph, theme::Role},
};
use jiff::SignedDuration;

/// What came of it: a role, a sign and a word.
pub fn outcome(entry: &Entry) -> (Role, Glyph, &'static str) {
    match &entry.what {
        What::Refused(_) => (Role::Warn, Glyph::Blocked, "refused"),
        What::Stream(StreamState::Live { .. }) => (Role::Ok, Glyph::Ok, "live"),
        What::Stream(StreamState::Broken { .. }) => (Role::Warn, Glyph::Warn, "broken"),
        What::Stream(StreamState::None) => (Role::Dim, Glyph::Nothing, "none"),
        What::Request(request) => match &request.end {
            End::Waiting => (Role::Pending, Glyph::Pending, "waiting"),
            End::Answered => (Role::Ok, Glyph::Ok, "answered"),
            End::Acted(Outcome::Done(_)) => (Role::Ok, Glyph::Ok, "done"),
            End::Acted(Outcome::Queued(_)) => (Role::Pending, Glyph::Pending, "queued"),
            End::Acted(Outcome::Unknown(_) | Outcome::Contradicted(..)) => (Role::Danger, Glyph::Warn, "unknown"),
            End::Failed(_) => (Role::Danger, Glyph::Danger, "failed"),
            End::Cancelled => (Role::Dim, Glyph::Nothing, "given up"),
        },
    }
}

/// Whether it is something to look into.
pub fn is_trouble(entry: &Entry) -> bool {
    match &entry.what {
        What::Refused(_) | What::Stream(StreamState::Broken { .. }) => true,
        What::Stream(_) => false,
        What::Request(request) => {
            matches!(request.end, End::Failed(_) | End::Acted(Outcome::Unknown(_) | Outcome::Contradicted(..)))
        }
    }
}

/// What it is, in a word.
pub fn kind(entry: &Entry) -> &'static str {
    match &entry.what {
        What::Refused(_) => "refusal",
        What::Stream(_) => "stream",
        What::Request(request) => match request.sent {
            Sent::Read(_) => "question",
            Sent::Act(..) => "act",
        },
    }
}

/// What it was, in a line.
pub fn what(entry: &Entry) -> String {
    gated(said(entry))
}

/// The same as it was said. It is not safe to show before it has passed the gate.
pub fn said(entry: &Entry) -> String {
    match &entry.what {
        What::Refused(refusal) => refusal.to_string(),
        What::Stream(StreamState::Live { gap: true }) => "change stream, from now on".to_owned(),
        What::Stream(StreamState::Live { gap: false }) => "change stream, from where it ended".to_owned(),
        What::Stream(StreamState::Broken { problem, .. }) => format!("change stream: {}", problem.what()),
        What::Stream(StreamState::None) => "change stream: the registry has none".to_owned(),
        What::Request(Request { sent, end, .. }) => {
            let sent = match sent {
                Sent::Read(read) => asked::words(read),
                Sent::Act(words, _) => words.what.clone(),
            };
            match end {
                End::Failed(problem) => format!("{sent}: {}", problem.what()),
                // What the registry calls it is known by its receipt alone: an order has its number from there.
                End::Acted(Outcome::Done(receipt)) if !sent.contains(receipt.subject.octets()) => {
                    format!("{}: {sent}", receipt.subject.octets())
                }
                _ => sent,
            }
        }
    }
}

/// How long it took.
pub fn took(entry: &Entry) -> Option<String> {
    let What::Request(request) = &entry.what else { return None };
    let took = request.took.filter(|_| request.end != End::Waiting)?;
    Some(time::span(SignedDuration::try_from(took).unwrap_or(SignedDuration::MAX)))
}

/// The id it carried: of a question its request id, of an act its key.
pub fn id(entry: &Entry) -> Option<String> {
    let What::Request(request) = &entry.what else { return None };
    match (&request.sent, request.call) {
        (Sent::Act(_, key), _) => Some(key.to_string()),
        (Sent::Read(_), call) => call.map(|call| call.to_string()),
    }
}

/// Everything of it in one line, for looking for words.
pub fn line(entry: &Entry, profile: &str) -> String {
    let (_, _, outcome) = outcome(entry);
    let id = id(entry).unwrap_or_default();
    format!("{} {outcome} {} {profile} {id}", time::second(entry.at), what(entry))
}

/// A text that may hold what somebody typed, or a name from a file.
pub fn gated(text: String) -> String {
    Untrusted::new(text).gate(Kind::Name).to_string()
}
