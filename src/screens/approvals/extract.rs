//! The queue as a list that is exported and named by commands: the orders that wait, as a question for the same orders.
//! The registry has nobody's eyes: what waits for the person here is judged here, and no question selects it.
//! Must not know: how urgent an order is, or how it is painted.

use super::{Approvals, Only, fetched::Fetched, waiting::Waiting};
use crate::{
    app::why::Refusal,
    registry::{
        Query, Sort, Window,
        book::{OrderState, OrderSummary},
        sheet::{Row, Sheet, SheetRow},
    },
    screens::entire::{Entire, Extract, JUDGED_HERE},
};
use std::cmp::Ordering;

/// Puts the queue in an order by the registry's rows. What does not hold by its texts stays above all.
pub(super) fn put_in_order(queue: &mut [Waiting], sort: Sort, fetched: &Fetched) {
    queue.sort_by(|a, b| {
        let alarms = b.urgency.is_alarm().cmp(&a.urgency.is_alarm());
        let rows = fetched.row(a.id).zip(fetched.row(b.id));
        let order = rows.map_or(Ordering::Equal, |(a, b)| by(sort.by, a, b)).then_with(|| a.id.cmp(&b.id));
        alarms.then(if sort.descending { order.reverse() } else { order })
    });
}

fn by(field: &str, a: &OrderSummary, b: &OrderSummary) -> Ordering {
    match field {
        "state" => a.state.octets(OrderState::word).cmp(b.state.octets(OrderState::word)),
        "age" => a.at.cmp(&b.at),
        "expires" => a.expires.cmp(&b.expires),
        _ => Ordering::Equal,
    }
}

impl Approvals {
    fn selected_summary(&self) -> Option<&OrderSummary> {
        self.selected().and_then(|waiting| self.fetched.row(waiting.id))
    }
}

impl Entire for Approvals {
    fn many(&self) -> &'static str {
        "orders"
    }

    fn count(&self) -> usize {
        self.shown().count()
    }

    fn extract(&self) -> Result<Extract, Refusal> {
        if self.only != Only::All || !self.sought.is_empty() {
            return Err(Refusal::NotNow(JUDGED_HERE.to_owned()));
        }
        Ok(Extract::Asked(Sheet::Orders, Query { sort: self.sort, window: Window::default(), ..self.fetched.question() }))
    }

    fn sort(&self) -> Option<Sort> {
        self.sort
    }

    fn sort_by(&mut self, sort: Option<Sort>) {
        self.sort = sort;
        self.put_in_order();
    }

    fn selected_row(&self) -> Option<Row> {
        self.selected_summary().map(SheetRow::row)
    }

    fn selected_filter(&self) -> Option<String> {
        self.selected_summary().map(SheetRow::filter)
    }
}
