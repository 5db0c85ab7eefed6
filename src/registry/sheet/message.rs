//! Messages of the archive as rows, and one message in full with its octets.
//! The octets are the evidence: they are written as base64, which is exact, and as text only beside that.
//! Must not know: files, or how messages look on a screen.

use super::{
    Sheet, SheetRow, by_field,
    column::{Of, known, ours},
    entry::said,
    transfer::verdict,
};
use crate::{
    registry::traffic::{Attempt, Message, MessageSummary, RungKind},
    text::Untrusted,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};

impl SheetRow for MessageSummary {
    const SHEET: Sheet = Sheet::Messages;
    const SHORT: usize = 8;
    const COLUMNS: &'static [Of<Self>] = &[
        Of::id("id", "number in the archive", |m| Some(m.id.to_string())),
        Of::id("transfer", "the transfer it is about", |m| m.transfer.map(|id| id.to_string())),
        Of::small("sequence", "place in the conversation", |m| m.sequence.map(i64::from)),
        Of::word("kind", "what it is", |m| known(&m.kind, RungKind::word)),
        Of::word("direction", "`sent` or `received`", |m| ours(m.way.word())),
        Of::id("peer", "registry at the other end", |m| m.peer.map(|id| id.to_string())),
        Of::word("verdict", "`good`, or why it is in quarantine", |m| Some(verdict(&m.verdict))),
        Of::time("at", "when it was sent or received", |m| Some(m.at)),
        Of::small("status", "HTTP status, of an answer", |m| m.status.map(i64::from)),
        Of::id("digest", "SHA-256 of its octets", |m| Some(m.digest.to_string())),
    ];

    fn filter(&self) -> String {
        by_field("row", self.id)
    }
}

/// The body, where it may be shown (F07).
fn shown(message: &Message) -> Option<&[u8]> {
    message.veil.is_none().then_some(message.octets.as_slice())
}

/// What one message has besides.
pub(super) const MORE: &[Of<Message>] = &[
    Of::name("own_id", "its own id, as its sender gave it", |m| m.own_id.clone()),
    Of::name("method", "HTTP method, of a request", |m| m.request.as_ref().map(|line| line.method.clone())),
    Of::name("path", "path with query, of a request", |m| m.request.as_ref().map(|line| line.path.clone())),
    Of::id("key", "the key that signed", |m| m.key.as_ref().map(ToString::to_string)),
    Of::prose("signature_base", "what was signed", |m| m.signature_base.clone()),
    Of::names("failed", "checks that failed", |m| m.failed.iter().filter_map(|check| known(check, |check| check.id())).collect()),
    Of::id("answers", "the message it answers", |m| m.answers.map(|id| id.to_string())),
    Of::prose("text", "the body, when it is UTF-8", |m| {
        shown(m).and_then(|octets| std::str::from_utf8(octets).ok()).map(Untrusted::new)
    }),
    Of::id("octets", "the body as it travelled, in base64", |m| shown(m).map(|octets| STANDARD.encode(octets))),
    Of::word(
        "withheld",
        "what is not said here, because you type it again before you agree to the order that waits for you",
        |m| said(m.veil.as_ref()),
    ),
];

/// A header line.
pub(super) type HeaderLine = (Untrusted, Untrusted);

/// The header lines of a message.
pub(super) const HEADERS: &[Of<HeaderLine>] =
    &[Of::name("name", "its name", |line| Some(line.0.clone())), Of::prose("value", "its value", |line| Some(line.1.clone()))];

/// The attempts to send a message.
pub(super) const ATTEMPTS: &[Of<Attempt>] = &[
    Of::time("at", "when", |attempt| Some(attempt.at)),
    Of::prose("failure", "what went wrong; empty when it was answered", |attempt| attempt.failure.clone()),
];
