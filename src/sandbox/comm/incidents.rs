//! Security events between registries: conflicts, forgeries, messages of other places, clocks, books that disagree.
//! An incident is kept with its evidence and never taken back; what is done about it is for people.
//! Must not know: who is told, and how.

use super::CommProblem;
use crate::{domain::RegistryId, registry::traffic::IncidentKind, sandbox::desk::Desk};
use jiff::Timestamp;
use rusqlite::params;

/// What an incident is about.
#[derive(Clone, Copy, Debug, Default)]
pub struct About<'a> {
    /// The other registry, as far as it is known.
    pub peer: Option<RegistryId>,
    /// The transfer.
    pub transfer: Option<&'a str>,
    /// The row of the message that shows it.
    pub message: Option<i64>,
    /// The order.
    pub order: Option<&'a str>,
    /// The person whose login was used.
    pub person: Option<&'a str>,
    /// Until when this person may not approve this order (F08).
    pub until: Option<Timestamp>,
}

/// Keeps an incident.
pub fn record(desk: &Desk<'_>, what: IncidentKind, detail: &str, about: About<'_>) -> Result<(), CommProblem> {
    let sql = "INSERT INTO incidents (at, peer, transfer, what, detail, message, order_id, person, until)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    let peer = about.peer.map(|peer| peer.to_string());
    let About { transfer, message, order, person, until, .. } = about;
    let until = until.map(|until| until.as_millisecond());
    let values = params![desk.now.as_millisecond(), peer, transfer, what.word(), detail, message, order, person, until];
    desk.book.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

/// Keeps an incident unless the same one is known already.
pub fn once(desk: &Desk<'_>, what: IncidentKind, detail: &str, about: About<'_>) -> Result<(), CommProblem> {
    let sql = "SELECT count(*) FROM incidents WHERE what = ? AND detail = ? AND transfer IS ?";
    let known: i64 = desk.book.prepare_cached(sql)?.query_row(params![what.word(), detail, about.transfer], |row| row.get(0))?;
    if known > 0 { Ok(()) } else { record(desk, what, detail, about) }
}
