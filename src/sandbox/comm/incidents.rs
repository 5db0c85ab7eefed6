//! Security events between registries: conflicts, forgeries, messages of other places, clocks, books that disagree.
//! An incident is kept with its evidence and never taken back; what is done about it is for people.
//! Must not know: who is told, and how.

use super::CommProblem;
use crate::{domain::RegistryId, registry::traffic::IncidentKind, sandbox::desk::Desk};
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
}

/// Keeps an incident.
pub fn record(desk: &Desk<'_>, what: IncidentKind, detail: &str, about: About<'_>) -> Result<(), CommProblem> {
    let sql = "INSERT INTO incidents (at, peer, transfer, what, detail, message) VALUES (?, ?, ?, ?, ?, ?)";
    let peer = about.peer.map(|peer| peer.to_string());
    let values = params![desk.now.as_millisecond(), peer, about.transfer, what.word(), detail, about.message];
    desk.book.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

/// Keeps an incident unless the same one is known already.
pub fn once(desk: &Desk<'_>, what: IncidentKind, detail: &str, about: About<'_>) -> Result<(), CommProblem> {
    let sql = "SELECT count(*) FROM incidents WHERE what = ? AND detail = ? AND transfer IS ?";
    let known: i64 = desk.book.prepare_cached(sql)?.query_row(params![what.word(), detail, about.transfer], |row| row.get(0))?;
    if known > 0 { Ok(()) } else { record(desk, what, detail, about) }
}
