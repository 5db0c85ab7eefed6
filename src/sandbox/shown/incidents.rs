//! Incidents as the admin API shows them.
//! A row here is a fact that was noted once; nothing is worked out.
//! Must not know: what raises one.

use super::{moment, moment_if, number, one};
use crate::{
    sandbox::fault::StoreProblem,
    wire::admin::incident::{Acknowledged, Incident},
};
use rusqlite::{Connection, Row};

/// A row of the list of incidents.
pub(in crate::sandbox) fn incident(row: &Row<'_>) -> Result<Incident, StoreProblem> {
    let message: Option<i64> = row.get("message")?;
    Ok(Incident {
        id: number(row, "row")?,
        at: moment(row, "at")?,
        kind: row.get("kind")?,
        peer: row.get("peer")?,
        transfer: row.get("transfer")?,
        message: message.map(|row| row.to_string()),
        detail: row.get("detail")?,
        order: row.get("order_id")?,
        person: row.get("person")?,
        until: moment_if(row, "until")?,
        acknowledged: match moment_if(row, "seen_at")? {
            Some(at) => Some(Acknowledged { at, by: row.get("seen_by")?, reason: row.get("seen_reason")? }),
            None => None,
        },
    })
}

/// One incident.
pub(in crate::sandbox) fn one_incident(book: &Connection, number: u64) -> Result<Option<Incident>, StoreProblem> {
    let Ok(number) = i64::try_from(number) else { return Ok(None) };
    one(book, "SELECT * FROM incidents_shown WHERE row = ?", [number], incident)
}
