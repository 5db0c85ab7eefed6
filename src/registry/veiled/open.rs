//! The orders that wait for one person, with what of each they type again; and what of anything else is kept back for them.
//! An order is known by its number, and by the transfer it decides about. Where they can't be asked for, everything that could be of one waits.
//! Must not know: how orders are asked for, or which answers tell a value.

use super::rules::{self, Rules};
use crate::{
    domain::{PersonId, transfer::TransferId},
    registry::{
        Filter, Query, Start, Window,
        book::{OrderKind, OrderState, OrderSummary, Veil},
        query::Term,
    },
};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// The most rows a page of them has.
const PAGE: u16 = 1_000;

/// What waits for somebody.
pub(super) enum Open {
    /// The registry could not be asked.
    Unknown,
    /// These orders, by their own number and that of the transfer each is about.
    Known(BTreeMap<TransferId, Veil>),
}

/// The question for the orders in a state.
pub(super) fn question(state: OrderState, start: Start) -> Query {
    let term = Term { field: Some("state"), value: state.word().to_owned(), negated: false };
    Query { filter: Filter { terms: vec![term] }, sort: None, window: Window { start, limit: PAGE } }
}

impl Open {
    /// What waits of these rows.
    pub fn of(rows: &[OrderSummary], rules: &Rules, viewer: &PersonId, now: Timestamp) -> Self {
        let mut veils = BTreeMap::new();
        for row in rows {
            let fields = rules.row(row, viewer, now);
            if fields.is_empty() {
                continue;
            }
            let veil = Veil { order: Some(row.id), fields };
            let decided = row.kind.known().copied().is_some_and(OrderKind::decides);
            if let Some(transfer) = row.subject.octets().parse().ok().filter(|_| decided) {
                veils.insert(transfer, veil.clone());
            }
            veils.insert(row.id, veil);
        }
        Self::Known(veils)
    }

    /// What of the order or the transfer with this number is kept back.
    pub fn about(&self, id: TransferId) -> Option<Veil> {
        match self {
            Self::Unknown => Some(unknown()),
            Self::Known(veils) => veils.get(&id).cloned(),
        }
    }

    /// What is kept back of a text that names some of them.
    pub fn named_in(&self, text: &str) -> Option<Veil> {
        match self {
            Self::Unknown => Some(unknown()),
            Self::Known(veils) => veils.iter().find(|(id, _)| names(text, **id)).map(|(_, veil)| veil.clone()),
        }
    }
}

pub(super) fn unknown() -> Veil {
    Veil { order: None, fields: rules::all() }
}

/// Whether a text says this number, and not only a longer one that begins with it.
fn names(text: &str, id: TransferId) -> bool {
    let id = id.to_string();
    text.match_indices(&id)
        .any(|(at, _)| text.get(at + id.len()..).is_none_or(|rest| !rest.starts_with(|next: char| next.is_ascii_digit())))
}
