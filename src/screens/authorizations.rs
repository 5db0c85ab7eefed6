//! The authorizations of the registry, as a list: how much each allows, and how much of that is used.
//! An authorization is one row, its newest version; the others are on its page.
//! Must not know: what opening an authorization shows.

mod view;

use super::{
    Place, authorization,
    listing::{Listing, Rows},
    screen::Did,
    words,
};
use crate::{
    app::{Action, Listed},
    domain::authorization::{AuthorizationState, Purpose},
    registry::{
        Page, Query, Read, Reply, Sort,
        book::AuthorizationSummary,
        query::{AUTHORIZATION_FIELDS, Field},
    },
    ui::table::{Column, RowPaint},
};
use jiff::Timestamp;

/// The authorizations screen.
pub type Authorizations = Listing<AuthorizationSummary>;

impl Listed for AuthorizationSummary {
    const ONE: &'static str = "authorization";
    const MANY: &'static str = "authorizations";
    const FIELDS: &'static [Field] = AUTHORIZATION_FIELDS;

    fn ask(query: Query) -> Read {
        Read::Authorizations(query)
    }

    fn page(reply: Reply) -> Option<Page<Self>> {
        if let Reply::Authorizations(page) = reply { Some(page) } else { None }
    }

    fn key(&self) -> String {
        self.id.to_string()
    }

    fn words(&self) -> String {
        let state = words::word(&self.state, AuthorizationState::word);
        let purpose = words::word(&self.purpose, Purpose::word);
        let (state, purpose) = (state.as_str(), purpose.as_str());
        format!("{} {state} {} {} {purpose} {}", self.id, self.approach, self.party, self.consumed)
    }
}

impl Rows for AuthorizationSummary {
    const TITLE: &'static str = "Authorizations";

    fn columns(sort: Option<Sort>) -> Vec<Column> {
        view::columns(sort).to_vec()
    }

    fn cells(&self, now: Timestamp, cells: &mut RowPaint<'_>) {
        view::row(self, now, cells);
    }

    fn opens(&self) -> Option<Place> {
        Some(Place::Authorization(self.id.clone()))
    }

    fn perform(&self, action: Action) -> Did {
        authorization::lead(self, action)
    }
}
