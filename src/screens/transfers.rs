//! The transfers of the registry, as a list: from whom to whom, how far in either book, and whose turn it is.
//! The quick filters are terms of the ordinary filter, so that they can be seen, changed and combined.
//! Must not know: what opening a transfer shows.

mod view;

use super::{
    Did, Place,
    calling::{self, Calling},
    listing::{Listing, Rows},
    words,
};
use crate::{
    app::{Action, Listed, why::Refusal},
    registry::{
        Page, Query, Read, Reply, Sort,
        query::{Field, TRANSFER_FIELDS, Term},
        traffic::{TransferState, TransferSummary},
    },
    text::Kind,
    ui::table::{Column, RowPaint},
};
use jiff::Timestamp;

/// The transfers screen.
pub type Transfers = Listing<TransferSummary>;

impl Listed for TransferSummary {
    const ONE: &'static str = "transfer";
    const MANY: &'static str = "transfers";
    const FIELDS: &'static [Field] = TRANSFER_FIELDS;

    fn ask(query: Query) -> Read {
        Read::Transfers(query)
    }

    fn page(reply: Reply) -> Option<Page<Self>> {
        match reply {
            Reply::Transfers(page) => Some(page),
            _ => None,
        }
    }

    fn key(&self) -> String {
        self.id.to_string()
    }

    fn words(&self) -> String {
        let state = words::word(&self.state, TransferState::word);
        let peer = self.peer_state.as_ref().map(|state| words::word(state, TransferState::word)).unwrap_or_default();
        let shown = |hides: bool, value: &dyn std::fmt::Display| if hides { String::new() } else { value.to_string() };
        let [from, to] = [&self.from, &self.to].map(|end| shown(self.hides_accounts(), &end.account));
        let (action, subtype) = (self.action.gate(Kind::Name), self.subtype.gate(Kind::Name));
        let (direction, quantity) = (self.direction.word(), shown(self.hides_units(), &self.quantity));
        let (state, peer) = (state.as_str(), peer.as_str());
        format!("{} {direction} {state} {peer} {from} {to} {quantity} {action} {subtype}", self.id)
    }
}

impl Rows for TransferSummary {
    const TITLE: &'static str = "Transfers";
    // What waits longest is what people come for; what is over follows, the newest first.
    const FIRST: Option<Sort> = Some(Sort { by: "waits", descending: false });

    fn columns(sort: Option<Sort>) -> Vec<Column> {
        view::columns(sort).to_vec()
    }

    fn cells(&self, now: Timestamp, cells: &mut RowPaint<'_>) {
        view::row(self, now, cells);
    }

    fn opens(&self) -> Option<Place> {
        Some(Place::Transfer(self.id))
    }

    fn allowed(&self, _action: Action) -> Result<(), Refusal> {
        Calling::of_transfer(self).map(drop).ok_or(Refusal::AboutNo("counterpart"))
    }

    fn perform(&self, _action: Action) -> Did {
        calling::go(Calling::of_transfer(self))
    }

    fn quick_term(action: Action) -> Option<Term> {
        let (field, value, negated) = match action {
            Action::WaitsForUs => ("waits", "us", false),
            Action::WaitsForPeer => ("waits", "peer", false),
            Action::OpenOnly => ("waits", "nobody", true),
            Action::Overdue => ("overdue", "yes", false),
            _ => return None,
        };
        Some(Term { field: Some(field), value: value.to_owned(), negated })
    }
}
