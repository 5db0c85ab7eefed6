//! The order of a list: a sort column and the key behind it, so that no two rows are equal in it.
//! Descending is ascending read backwards, ties included, so that one index serves both.
//! Must not know: filters, or how pages are cut.

use super::{list::List, sql::Condition};
use crate::registry::Sort;
use rusqlite::{Row, types::Value};
use std::cmp::Ordering;

/// The values of a row in the columns of an order: its place, independent of any counting.
pub(super) type Key = Vec<Value>;

/// A total order of the rows of a list.
#[derive(Clone, Debug)]
pub(super) struct Order {
    index: String,
    columns: Vec<&'static str>,
    descending: bool,
}

impl Order {
    /// The order that was asked for, or the list's own.
    pub(super) fn of(list: &'static List, sort: Option<Sort>) -> Self {
        let column = sort.and_then(|sort| list.meaning(sort.by)).and_then(|meaning| meaning.order);
        let mut columns: Vec<&'static str> = column.into_iter().collect();
        for key in list.key {
            if !columns.contains(key) {
                columns.push(key);
            }
        }
        let index = match column.filter(|column| list.key.first() != Some(column)) {
            Some(column) => format!("{}_{column}", list.table),
            None => format!("sqlite_autoindex_{}_1", list.table),
        };
        Self { index, columns, descending: sort.is_some_and(|sort| sort.descending) }
    }

    /// The columns, for `SELECT`.
    pub(super) fn columns(&self) -> String {
        self.columns.join(", ")
    }

    /// How many columns a key has.
    pub(super) fn width(&self) -> usize {
        self.columns.len()
    }

    /// The index that has the rows in this order.
    pub(super) fn index(&self) -> &str {
        &self.index
    }

    /// For `ORDER BY`.
    pub(super) fn order_by(&self) -> String {
        self.directed("")
    }

    /// For `ORDER BY`, of rows that are found first and sorted then: the signs keep the database from walking an index in
    /// this order past a million rows to find a few.
    pub(super) fn sorted_by(&self) -> String {
        self.directed("+")
    }

    fn directed(&self, sign: &str) -> String {
        let direction = if self.descending { " DESC" } else { "" };
        self.columns.iter().map(|column| format!("{sign}{column}{direction}")).collect::<Vec<_>>().join(", ")
    }

    /// Rows behind a key.
    pub(super) fn after(&self, key: &Key) -> Condition {
        self.compare(if self.descending { "<" } else { ">" }, key)
    }

    /// Rows at or behind a key.
    pub(super) fn from(&self, key: &Key) -> Condition {
        self.compare(if self.descending { "<=" } else { ">=" }, key)
    }

    /// Rows before a key.
    pub(super) fn before(&self, key: &Key) -> Condition {
        self.compare(if self.descending { ">" } else { "<" }, key)
    }

    /// The row with this key.
    pub(super) fn exactly(&self, key: &Key) -> Condition {
        self.compare("=", key)
    }

    fn compare(&self, sign: &str, key: &Key) -> Condition {
        let marks = vec!["?"; self.columns.len()].join(", ");
        Condition { sql: format!("({}) {sign} ({marks})", self.columns()), values: key.clone() }
    }

    /// Whether a key comes before another one, as the database orders them.
    pub(super) fn is_before(&self, key: &Key, other: &Key) -> bool {
        let ascending = key.iter().zip(other).map(|(a, b)| compare(a, b)).find(|o| o.is_ne()).unwrap_or(Ordering::Equal);
        if self.descending { ascending.is_gt() } else { ascending.is_lt() }
    }

    /// The key of a row whose columns begin at `at`.
    pub(super) fn key(&self, row: &Row<'_>, at: usize) -> rusqlite::Result<Key> {
        (at..at + self.columns.len()).map(|place| row.get(place)).collect()
    }
}

/// Columns hold numbers or texts, each column always the same; texts are compared by octets, like SQLite's BINARY.
fn compare(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Integer(a), Value::Integer(b)) => a.cmp(b),
        (Value::Text(a), Value::Text(b)) => a.cmp(b),
        _ => Ordering::Equal,
    }
}
