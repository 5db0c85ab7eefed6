//! Security events between registries: conflicts, forgeries, messages of other places, clocks, books that disagree.
//! An incident is kept with its evidence and never taken back; what is done about it is for people.
//! Must not know: who is told, and how.

use super::CommProblem;
use crate::{domain::RegistryId, sandbox::desk::Desk};
use rusqlite::params;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Another message than the one that is known came under the same number.
    Conflict,
    /// The signature is missing, not good, or made with a key of somebody else.
    Forged,
    /// A message meant for another registry.
    OtherRegistry,
    /// A message of another environment.
    OtherEnvironment,
    /// A message that can't have been sent by a peer that follows the protocol.
    OutOfOrder,
    /// The peer's signed word and our book can't both be right.
    Disagreement,
    /// The peer's clock differs from ours by more than the allowance.
    Clock,
    /// An answer that does not belong to what we asked.
    Answer,
    /// What a proposal brings as evidence is not two persons' word for it.
    Evidence,
}

impl What {
    /// Its word. It never changes.
    pub fn word(self) -> &'static str {
        match self {
            Self::Conflict => "conflict",
            Self::Forged => "forged",
            Self::OtherRegistry => "other-registry",
            Self::OtherEnvironment => "other-environment",
            Self::OutOfOrder => "out-of-order",
            Self::Disagreement => "disagreement",
            Self::Clock => "clock",
            Self::Answer => "answer",
            Self::Evidence => "evidence",
        }
    }
}

/// What an incident is about.
#[derive(Clone, Copy, Debug, Default)]
pub struct About<'a> {
    /// The other registry, as far as it is known.
    pub peer: Option<RegistryId>,
    /// The transfer.
    pub transfer: Option<&'a str>,
    /// The row of the message that shows it.
    pub message: Option<i64>,
}

/// Keeps an incident.
pub fn record(desk: &Desk<'_>, what: What, detail: &str, about: About<'_>) -> Result<(), CommProblem> {
    let sql = "INSERT INTO incidents (at, peer, transfer, what, detail, message) VALUES (?, ?, ?, ?, ?, ?)";
    let peer = about.peer.map(|peer| peer.to_string());
    let values = params![desk.now.as_millisecond(), peer, about.transfer, what.word(), detail, about.message];
    desk.book.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

/// Keeps an incident unless the same one is known already.
pub fn once(desk: &Desk<'_>, what: What, detail: &str, about: About<'_>) -> Result<(), CommProblem> {
    let sql = "SELECT count(*) FROM incidents WHERE what = ? AND detail = ? AND transfer IS ?";
    let known: i64 = desk.book.prepare_cached(sql)?.query_row(params![what.word(), detail, about.transfer], |row| row.get(0))?;
    if known > 0 { Ok(()) } else { record(desk, what, detail, about) }
}
