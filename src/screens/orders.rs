//! The orders of the registry, as a list: acts that take two persons, what waits for the second and until when.
//! Nothing is decided here: this list and its pages only read.
//! Must not know: who may decide.

mod view;

use super::{
    Place,
    listing::{Listing, Rows},
    screen::Did,
    words,
};
use crate::{
    app::{Action, Listed},
    registry::{
        Page, Query, Read, Reply, Sort,
        book::{OrderKind, OrderState, OrderSummary},
        query::{Field, ORDER_FIELDS, Term},
    },
    text::Kind,
    ui::table::{Column, RowPaint},
};
use jiff::Timestamp;

/// The orders screen.
pub type Orders = Listing<OrderSummary>;

impl Listed for OrderSummary {
    const ONE: &'static str = "order";
    const MANY: &'static str = "orders";
    const FIELDS: &'static [Field] = ORDER_FIELDS;

    fn ask(query: Query) -> Read {
        Read::Orders(query)
    }

    fn page(reply: Reply) -> Option<Page<Self>> {
        if let Reply::Orders(page) = reply { Some(page) } else { None }
    }

    fn key(&self) -> String {
        self.id.to_string()
    }

    fn words(&self) -> String {
        let (kind, state) = (words::word(&self.kind, OrderKind::word), words::word(&self.state, OrderState::word));
        let (subject, by) = (self.subject.gate(Kind::Name), self.by.gate(Kind::Name));
        let agreed =
            self.agreed.as_ref().map(|agreed| words::agreed(agreed.count, agreed.needed, &agreed.by)).unwrap_or_default();
        format!("{} {} {} {subject} {by} {agreed}", self.id, words::act(kind.as_str()), state.as_str())
    }
}

impl Rows for OrderSummary {
    const TITLE: &'static str = "Orders";
    const FIRST: Option<Sort> = Some(Sort { by: "age", descending: true });

    fn columns(sort: Option<Sort>) -> Vec<Column> {
        view::columns(sort).to_vec()
    }

    fn cells(&self, now: Timestamp, cells: &mut RowPaint<'_>) {
        view::row(self, now, cells);
    }

    fn opens(&self) -> Option<Place> {
        Some(Place::Order(self.id))
    }

    fn quick_term(action: Action) -> Option<Term> {
        let waits = Term { field: Some("state"), value: OrderState::Submitted.word().to_owned(), negated: false };
        (action == Action::OrdersWaiting).then_some(waits)
    }

    fn perform(&self, action: Action) -> Did {
        if action == Action::OrderReview { Did::Go(Place::Review(self.id)) } else { Did::Nothing }
    }
}
