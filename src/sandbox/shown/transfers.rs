//! Rows of the list of transfers.
//! Whose turn it is and what the peer last said are worked out in the view the rows come from.
//! Must not know: what may be done with a transfer.

use super::{moment, moment_if, number};
use crate::{
    sandbox::fault::StoreProblem,
    wire::admin::transfer::{End, TransferSummary},
};
use rusqlite::Row;

/// A row of the list of transfers.
pub(in crate::sandbox) fn transfer_summary(row: &Row<'_>) -> Result<TransferSummary, StoreProblem> {
    let kinds: String = row.get("kinds")?;
    Ok(TransferSummary {
        id: row.get("id")?,
        direction: row.get("direction")?,
        action: row.get("action")?,
        subtype: row.get("subtype")?,
        quantity: number(row, "quantity")?,
        from: End { registry: row.get("from_registry")?, account: row.get("from_account")? },
        to: End { registry: row.get("to_registry")?, account: row.get("to_account")? },
        state: row.get("state")?,
        peer_state: row.get("peer_state")?,
        waits_for: row.get("waits")?,
        since: moment(row, "since")?,
        due: moment_if(row, "due")?,
        begun: moment(row, "begun")?,
        kinds: serde_json::from_str(&kinds).map_err(|_| StoreProblem::Row("kinds"))?,
    })
}
