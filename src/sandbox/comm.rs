//! What two registries say to each other about transfers: the whole protocol, without any sending or waiting.
//! Each function is one step inside the caller's transaction: ledger, archive and outbox change together or not at all.
//! Must not know: HTTP servers and clients, threads, clocks, or where the peer is.

pub mod schema;

use super::{desk::Desk, fault::StoreProblem};
use crate::{
    domain::{
        RegistryId,
        transfer::{IllegalStep, TransferId},
    },
    evidence::http_signature::{Fields, SignatureProblem},
};
use jiff::Timestamp;
use rusqlite::Connection;

/// A request between registries as it travels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `GET` or `POST`.
    pub method: String,
    /// The path, still encoded, from its first `/`.
    pub path: String,
    /// What stands behind the `?`.
    pub query: Option<String>,
    /// The header fields that matter: names in lower case.
    pub fields: Fields,
    /// The body.
    pub body: Vec<u8>,
}

/// An answer as it travels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The header fields, names in lower case.
    pub fields: Fields,
    /// The body.
    pub body: Vec<u8>,
}

/// Something that is to be sent now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// Its place in the outbox.
    pub id: i64,
    /// The registry it is for; the courier knows where that is.
    pub peer: RegistryId,
    /// The transfer it is about; none for a ping.
    pub transfer: Option<String>,
    /// Exactly what is to be sent. A message has the same octets and fields on every attempt.
    pub request: Request,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No connection: the peer has not got it.
    Unreachable(String),
    /// The connection broke or timed out after something was sent: the peer may have it.
    NoAnswer(String),
    /// The peer's certificate is not good. Sending again by itself is no use and no help.
    Certificate(String),
}

/// Why a step was not taken. The caller rolls its transaction back.
#[derive(Debug, thiserror::Error)]
pub enum CommProblem {
    /// The book failed.
    #[error("the book failed, and nothing was changed: {0}")]
    Store(#[from] StoreProblem),
    /// The transfer is in no state for it.
    #[error(transparent)]
    Step(#[from] IllegalStep),
    /// The book has no such transfer.
    #[error("there is no transfer {0} in this book")]
    Unknown(String),
    /// The directory has no such registry.
    #[error("the registry {0} is not in the directory of counterparts")]
    NoPeer(String),
    /// What must be in the archive before people may act by hand is not there.
    #[error("not done: {0}")]
    Evidence(&'static str),
    /// The message can't be signed.
    #[error("the message can't be signed: {0}")]
    Unsignable(#[from] SignatureProblem),
}

impl From<rusqlite::Error> for CommProblem {
    fn from(problem: rusqlite::Error) -> Self {
        Self::Store(problem.into())
    }
}

/// Proposes an approved transfer to its acquiring registry: locks the units, puts the signed proposal in the outbox.
pub fn propose(_desk: &Desk<'_>, _transfer: &TransferId) -> Result<(), CommProblem> {
    todo!()
}

/// Accepts a received transfer: the provisional credit stands, the signed Accept is in the outbox. `by` is empty when a rule decided.
pub fn accept(_desk: &Desk<'_>, _transfer: &TransferId, _by: &[String]) -> Result<(), CommProblem> {
    todo!()
}

/// Refuses a received transfer that was receipted: the signed Reject is in the outbox.
pub fn reject_late(_desk: &Desk<'_>, _transfer: &TransferId, _by: &str, _reason: &str) -> Result<(), CommProblem> {
    todo!()
}

/// Ends a transfer at the transferring registry before Final: units free, the signed Terminate in the outbox.
pub fn terminate(_desk: &Desk<'_>, _transfer: &TransferId, _by: Option<&str>, _reason: &str) -> Result<(), CommProblem> {
    todo!()
}

/// Puts the question how the transfer stands there in the outbox, to be sent now.
pub fn ask_status(_desk: &Desk<'_>, _transfer: &TransferId) -> Result<(), CommProblem> {
    todo!()
}

/// Puts a message that waits or was given up back at the front of the outbox: the same octets.
pub fn resend(_desk: &Desk<'_>, _transfer: &TransferId) -> Result<(), CommProblem> {
    todo!()
}

/// Asks whether a peer is there and what its clock says.
pub fn ping(_desk: &Desk<'_>, _peer: RegistryId) -> Result<(), CommProblem> {
    todo!()
}

/// Completes a transfer by hand, on signed evidence in the archive. Two persons.
pub fn complete_by_hand(_desk: &Desk<'_>, _transfer: &TransferId, _by: &[String], _reason: &str) -> Result<(), CommProblem> {
    todo!()
}

/// Takes units in transit back, on the peer's signed word that it gave the transfer up for good. Two persons.
pub fn rebook(_desk: &Desk<'_>, _transfer: &TransferId, _by: &[String], _reason: &str) -> Result<(), CommProblem> {
    todo!()
}

/// Gives up a provisional credit without the peer's word. Two persons.
pub fn drop_by_hand(_desk: &Desk<'_>, _transfer: &TransferId, _by: &[String], _reason: &str) -> Result<(), CommProblem> {
    todo!()
}

/// Renounces the units of a cancelled transfer for good, so that the peer may book them back. Two persons.
pub fn give_up(_desk: &Desk<'_>, _transfer: &TransferId, _by: &[String], _reason: &str) -> Result<(), CommProblem> {
    todo!()
}

/// Takes a request from a peer and says what to answer. The caller commits, and only then answers; on a problem it rolls back and answers 500.
pub fn receive(_desk: &Desk<'_>, _request: &Request) -> Result<Reply, CommProblem> {
    todo!()
}

/// What is to be sent now, oldest first: at most one thing for each transfer and kind.
pub fn due(_desk: &Desk<'_>) -> Result<Vec<Outgoing>, CommProblem> {
    todo!()
}

/// Takes what came of sending: the answer, or why there is none.
pub fn answered(_desk: &Desk<'_>, _sent: &Outgoing, _outcome: Result<Reply, Failure>) -> Result<(), CommProblem> {
    todo!()
}

/// Does what time asks for: transfers that nobody decided, questions that are due, doubt.
pub fn tick(_desk: &Desk<'_>) -> Result<(), CommProblem> {
    todo!()
}

/// When [`due`] or [`tick`] next has something to do; none when nothing waits.
pub fn next_wake(_book: &Connection, _policy: &super::desk::Policy) -> Result<Option<Timestamp>, CommProblem> {
    todo!()
}
