//! Postings about orders: one is submitted, one is decided.
//! An order is decided once.
//! Must not know: who may decide, and what executing it changes.

use super::{Applied, Applying, Trouble, approaches::no_word, read, refuse};
use crate::{
    domain::transfer::TransferId,
    sandbox::book,
    wire::ledger::{Order, OrderState},
};
use rusqlite::params;

impl Applying<'_> {
    /// Writes an order into the book.
    pub(super) fn order(&self, order: &Order) -> Applied {
        let Order { id, by, expires, act } = order;
        if read::<TransferId>(id)?.registry() != self.registry {
            return refuse(format!("order {id} is not numbered by this registry, {}", self.registry));
        }
        if by.is_empty() {
            return refuse("an order has a person who submits it");
        }
        if book::order(self.book, id)?.is_some() {
            return refuse(format!("there is an order {id} already"));
        }
        let act = serde_json::to_string(act).map_err(|_| Trouble::Why("the order can't be written".to_owned()))?;
        let sql = "INSERT INTO orders VALUES (?, ?, ?, 'submitted', ?, ?, ?, NULL, NULL, ?, NULL, NULL, NULL)";
        let values = params![id, by, self.reason, act, self.at, expires.as_millisecond(), self.seq];
        self.prepare(sql)?.execute(values)?;
        Ok(())
    }

    /// Decides an order.
    pub(super) fn order_state(&self, decision: &OrderState) -> Applied {
        let OrderState { order: id, state, by } = decision;
        if !matches!(state.as_str(), "executed" | "rejected" | "withdrawn" | "expired" | "superseded" | "stopped") {
            return no_word("end of an order", state);
        }
        let Some(order) = book::order(self.book, id)? else { return refuse(format!("there is no order {id}")) };
        if !order.is_open() {
            return refuse(format!("order {id} is {} already; an order is decided once", order.state));
        }
        let sql = "UPDATE orders SET state = ?, decided_by = ?, decided = ?, entry = ? WHERE id = ?";
        self.prepare(sql)?.execute(params![state, by, self.at, self.seq, id])?;
        Ok(())
    }
}
