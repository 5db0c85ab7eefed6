//! What identifies a row of a list, as a client writes it in `around`.
//! A block is found by any of its ITMOs, because people read ids from filings and not from our list.
//! Must not know: where the row stands.

use crate::{
    domain::{AccountId, ApproachId, RegistryId, reconcile::RunId, transfer::TransferId},
    registry::query::itmo_id,
    sandbox::{order::Key, rows, sql::Condition},
};
use rusqlite::types::Value;

/// What a row is identified by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sandbox) enum RowKey {
    /// An account id in the column `id`.
    Account,
    /// An ITMO id.
    Itmo,
    /// The id of a transfer or an order in the column `id`.
    Transfer,
    /// A registry id in the column `id`.
    Registry,
    /// A cooperative approach in the column `id`.
    Approach,
    /// The id of a reconciliation run in the column `id`.
    Run,
    /// Another id in the column `id`.
    Id,
    /// A number in this column.
    Number(&'static str),
}

impl RowKey {
    /// How it is said to a client that wrote something else.
    pub(in crate::sandbox) fn expected(self) -> &'static str {
        match self {
            Self::Account => "an account id",
            Self::Itmo => "the first ITMO id of a block",
            Self::Transfer => "an id such as GHA01-2026-000123",
            Self::Registry => "a registry id",
            Self::Approach => "a cooperative approach id",
            Self::Run => "an id such as CHE01-R-2026-000001",
            Self::Id => "an id",
            Self::Number(_) => "a number",
        }
    }

    /// How the row is looked up, and its values as a key of the list's own order; `None` when the text can't be one.
    pub(in crate::sandbox) fn identify(self, text: &str) -> Option<(Condition, Key)> {
        let by = |column: &str, value: Value| {
            let key = vec![value];
            Some((Condition { sql: format!("{column} = ?"), values: key.clone() }, key))
        };
        let id = || by("id", Value::Text(text.to_owned()));
        match self {
            Self::Itmo => {
                let key = rows::itmo_key(&itmo_id(text)?)?;
                Some((Condition { sql: rows::HOLDS.to_owned(), values: rows::holds(&key)? }, key))
            }
            Self::Account => text.parse::<AccountId>().ok().and_then(|_| id()),
            Self::Transfer => text.parse::<TransferId>().ok().and_then(|_| id()),
            Self::Run => text.parse::<RunId>().ok().and_then(|_| id()),
            Self::Registry => text.parse::<RegistryId>().ok().and_then(|_| id()),
            Self::Approach => text.parse::<ApproachId>().ok().and_then(|_| id()),
            Self::Id => (1..=64).contains(&text.len()).then(id)?,
            Self::Number(column) => {
                let digits = text.bytes().all(|octet| octet.is_ascii_digit());
                by(column, Value::Integer(text.parse().ok().filter(|_| digits)?))
            }
        }
    }
}
