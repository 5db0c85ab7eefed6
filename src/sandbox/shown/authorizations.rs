//! Authorizations as the admin API shows them: every version, what was consumed and what is left.
//! What is consumed is what was first transferred in this book, wherever it is now.
//! Must not know: what an authorization allows.

use super::{all, number, number_if, one};
use crate::{
    sandbox::{book, fault::StoreProblem, problem::Refusal},
    wire::{
        BigNumber,
        admin::authorization::{AuthorizationInFull, AuthorizationSummary},
    },
};
use rusqlite::{Connection, Row};

/// A row of the list of authorizations.
pub(in crate::sandbox) fn authorization_summary(row: &Row<'_>) -> Result<AuthorizationSummary, StoreProblem> {
    let (quantity, consumed) = (number_if(row, "quantity")?, number(row, "consumed")?);
    Ok(AuthorizationSummary {
        id: row.get("id")?,
        version: row.get("version")?,
        state: row.get("state")?,
        approach: row.get("approach")?,
        party: row.get("party")?,
        purpose: row.get("purpose")?,
        quantity,
        consumed,
        left: quantity.map(|quantity| BigNumber(quantity.0.saturating_sub(consumed.0))),
    })
}

/// An authorization in full.
pub(in crate::sandbox) fn authorization(book: &Connection, id: &str) -> Result<AuthorizationInFull, Refusal> {
    let summary = one(book, "SELECT * FROM authorizations_shown WHERE id = ?", [id], authorization_summary)?;
    let summary = summary.ok_or_else(|| Refusal::missing("authorization"))?;
    let sql = "SELECT version FROM authorizations WHERE id = ? ORDER BY version DESC";
    let versions: Vec<u32> = all(book, sql, [id], |row| Ok(row.get(0)?))?;
    let said = versions.into_iter().filter_map(|version| book::authorization_said(book, id, Some(version)).transpose());
    Ok(AuthorizationInFull { versions: said.collect::<Result<_, _>>()?, summary })
}
