//! The row that a client names in `around`, as what it is looked up by.
//! A text that can't name a row of the list is refused before the book is asked.
//! Must not know: where the row stands.

use super::{
    list::RowKey,
    order::Key,
    rows::{HOLDS, holds, itmo_key},
    sql::Condition,
};
use crate::{
    domain::{AccountId, ApproachId, RegistryId, reconcile::RunId, transfer::TransferId},
    registry::query::itmo_id,
};
use rusqlite::types::Value;

/// How the row is looked up that a text names, and its values as a key of the list's own order; `None` when the text names none.
pub(super) fn identify(row_key: RowKey, text: &str) -> Option<(Condition, Key)> {
    let by = |column: &str, value: Value| {
        let key = vec![value];
        Some((Condition { sql: format!("{column} = ?"), values: key.clone() }, key))
    };
    let id = || by("id", Value::Text(text.to_owned()));
    match row_key {
        RowKey::Itmo => {
            let key = itmo_key(&itmo_id(text)?)?;
            Some((Condition { sql: HOLDS.to_owned(), values: holds(&key)? }, key))
        }
        RowKey::Account => text.parse::<AccountId>().ok().and_then(|_| id()),
        RowKey::Transfer => text.parse::<TransferId>().ok().and_then(|_| id()),
        RowKey::Run => text.parse::<RunId>().ok().and_then(|_| id()),
        RowKey::Registry => text.parse::<RegistryId>().ok().and_then(|_| id()),
        RowKey::Approach => text.parse::<ApproachId>().ok().and_then(|_| id()),
        RowKey::Id => (1..=64).contains(&text.len()).then(id)?,
        RowKey::Number(column) => {
            let digits = text.bytes().all(|octet| octet.is_ascii_digit());
            by(column, Value::Integer(text.parse().ok().filter(|_| digits)?))
        }
    }
}
