//! What two registries say to each other about transfers: the whole protocol, without any sending or waiting.
//! Each function is one step inside the caller's transaction: ledger, archive and outbox change together or not at all.
//! Must not know: HTTP servers and clients, threads, clocks, or where the peer is.

mod answered;
pub mod archive;
mod begun;
mod by_hand;
mod decide;
pub mod evidence;
mod finalise;
pub mod incidents;
mod news;
pub mod outbox;
pub mod peers;
mod proof;
mod propose;
mod pull;
pub mod receive;
pub mod refuse;
mod replay;
pub mod schema;
pub mod sign;
mod status;
mod time;
mod turn;
mod write;

pub use answered::answered;
pub use by_hand::{complete_by_hand, drop_by_hand, give_up, rebook};
pub use decide::{accept, reject_late};
pub use outbox::{Carried, due};
pub use propose::{propose, terminate};
pub use receive::receive;
pub use replay::{Replay, ask_archive, replay};
pub use status::{ask_status, standing};
pub use time::{next_wake, tick};

use super::{desk::Desk, facts, fault::StoreProblem, ledger::LedgerProblem};
use crate::{
    domain::{
        RegistryId,
        check::{self, Report},
        nomenclature::Nomenclature,
        transfer::{IllegalStep, TransferId},
    },
    evidence::http_signature::{Fields, SignatureProblem},
    wire::comm::Message,
};
use jiff::{Timestamp, civil::Date};

/// What a practice registry can do for a counterpart, in the words of the protocol.
pub const CAN: [&str; 5] = ["transfer", "status", "holdings", "history", "contacts"];

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
    /// When it was handed out, to measure how long the answer takes.
    pub since: Timestamp,
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
    /// The ledger does not take it.
    #[error("the book does not take it, and nothing was changed: {0}")]
    Ledger(#[from] LedgerProblem),
    /// The transfer is in no state for it.
    #[error(transparent)]
    Step(#[from] IllegalStep),
    /// The book has no such transfer.
    #[error("there is no transfer {0} in this book")]
    Unknown(String),
    /// The transfer is on the other side.
    #[error("only {0} can do this, and nothing was changed")]
    OtherSide(&'static str),
    /// Its time is over.
    #[error("the time to accept this transfer is over, and nothing was changed")]
    Late,
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

/// Puts a message that waits or is held back at the front of the outbox: the same octets.
///
/// # Errors
/// [`CommProblem`] when there is nothing to send; the caller rolls back.
pub fn resend(desk: &Desk<'_>, transfer: &TransferId) -> Result<(), CommProblem> {
    let any = outbox::hurry(desk, &transfer.to_string())?;
    if any { Ok(()) } else { Err(CommProblem::Evidence("no message of this transfer waits to be sent")) }
}

/// Asks whether a peer is there and what its clock says.
///
/// # Errors
/// [`CommProblem`]; the caller rolls back.
pub fn ping(desk: &Desk<'_>, peer: RegistryId) -> Result<(), CommProblem> {
    question(desk, peer, outbox::PING, "/comm/v1/ping")
}

/// Asks what a peer can do.
///
/// # Errors
/// [`CommProblem`]; the caller rolls back.
pub fn ask_capabilities(desk: &Desk<'_>, peer: RegistryId) -> Result<(), CommProblem> {
    question(desk, peer, outbox::CAPABILITIES, "/comm/v1/capabilities")
}

/// Asks a peer what it publishes of its own people.
///
/// # Errors
/// [`CommProblem`]; the caller rolls back.
pub fn ask_contacts(desk: &Desk<'_>, peer: RegistryId) -> Result<(), CommProblem> {
    question(desk, peer, outbox::CONTACTS, "/comm/v1/contacts")
}

/// Asks the peer of a transfer for one of its messages as it is kept there.
///
/// # Errors
/// [`CommProblem`]; the caller rolls back.
pub fn ask_copy(desk: &Desk<'_>, transfer: &TransferId, sequence: u8) -> Result<(), CommProblem> {
    let (id, peer) = (transfer.to_string(), turn::load(desk, transfer)?.counterpart);
    let path = format!("{}/messages/{sequence}", write::status_path(&id));
    ask(desk, outbox::Item { peer, transfer: Some(&id), kind: outbox::COPY, message: None, path: &path })
}

fn question(desk: &Desk<'_>, peer: RegistryId, kind: &str, path: &str) -> Result<(), CommProblem> {
    ask(desk, outbox::Item { peer, transfer: None, kind, message: None, path })
}

/// Asks now, if the directory has the peer.
fn ask(desk: &Desk<'_>, item: outbox::Item<'_>) -> Result<(), CommProblem> {
    peers::peer(desk.book, item.peer)?.ok_or_else(|| CommProblem::NoPeer(item.peer.to_string()))?;
    outbox::ask(desk, item, desk.now)
}

/// The day of the common nomenclature that this program ships with.
pub fn nomenclature() -> Date {
    Nomenclature::shipped().dated()
}

/// The checks of a proposal from a peer, as the acquiring registry sees it.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub(super) fn report_of(desk: &Desk<'_>, message: &Message) -> Result<Report, StoreProblem> {
    let proven = evidence::of_transfer(desk.book, &message.transfer)?.map(evidence::control);
    Ok(check::evaluate(&facts::for_proposal(desk, message, proven)?, desk.now))
}

#[cfg(test)]
mod tests;
