//! Incidents as the admin API shows them.
//! A row here is a fact that was noted once; nothing is worked out.
//! Must not know: what raises one.

use super::{moment, number};
use crate::{sandbox::fault::StoreProblem, wire::admin::incident::Incident};
use rusqlite::Row;

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
    })
}
