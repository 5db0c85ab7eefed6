//! The accounts of the registry, as a list.
//! Find looks in the names as they are shown, behind the gate: what can't be seen can't be found by accident.
//! Must not know: what opening an account shows.

mod view;

use super::{
    Did, Place,
    listing::{Listing, Rows},
};
use crate::{
    app::{Action, Listed},
    domain::AccountSummary,
    registry::{
        Page, Query, Read, Reply, Sort,
        query::{ACCOUNT_FIELDS, Field},
    },
    text::Kind,
    ui::table::{Column, RowPaint},
};
use jiff::Timestamp;

/// The accounts screen.
pub type Accounts = Listing<AccountSummary>;

impl Listed for AccountSummary {
    const ONE: &'static str = "account";
    const MANY: &'static str = "accounts";
    const FIELDS: &'static [Field] = ACCOUNT_FIELDS;

    fn ask(query: Query) -> Read {
        Read::Accounts(query)
    }

    fn page(reply: Reply) -> Option<Page<Self>> {
        match reply {
            Reply::Accounts(page) => Some(page),
            _ => None,
        }
    }

    fn key(&self) -> String {
        self.id.to_string()
    }

    fn words(&self) -> String {
        let holder = self.holder.name.gate(Kind::Name);
        let name = self.name.gate(Kind::Name);
        format!("{} {holder} {name} {} {} {}", self.id, self.holder.party, self.state.word(), self.held)
    }
}

impl Rows for AccountSummary {
    const TITLE: &'static str = "Accounts";

    fn columns(sort: Option<Sort>) -> Vec<Column> {
        view::columns(sort).to_vec()
    }

    fn cells(&self, now: Timestamp, cells: &mut RowPaint<'_>) {
        view::row(self, now, cells);
    }

    fn opens(&self) -> Option<Place> {
        Some(Place::Account(self.id.clone()))
    }

    fn perform(&self, action: Action) -> Did {
        match action {
            Action::AccountBlocks => Did::List(Place::Blocks, format!("account:{}", self.id)),
            _ => Did::Nothing,
        }
    }
}
