//! The cooperative approaches, as a list.
//! Their states are the Parties' own; a row says how far the initial report is, because nothing is authorized before it.
//! Must not know: what opening one shows.

mod view;

use super::{
    Place, approach,
    listing::{Listing, Rows},
    screen::Did,
    words,
};
use crate::{
    app::{Action, Listed},
    domain::approach::ApproachState,
    registry::{
        Page, Query, Read, Reply, Sort,
        book::ApproachSummary,
        query::{APPROACH_FIELDS, Field},
    },
    text::Kind,
    ui::table::{Column, RowPaint},
};
use jiff::Timestamp;

/// The screen of the cooperative approaches.
pub type Approaches = Listing<ApproachSummary>;

impl Listed for ApproachSummary {
    const ONE: &'static str = "cooperative approach";
    const MANY: &'static str = "cooperative approaches";
    const FIELDS: &'static [Field] = APPROACH_FIELDS;

    fn ask(query: Query) -> Read {
        Read::Approaches(query)
    }

    fn page(reply: Reply) -> Option<Page<Self>> {
        if let Reply::Approaches(page) = reply { Some(page) } else { None }
    }

    fn key(&self) -> String {
        self.id.to_string()
    }

    fn words(&self) -> String {
        let state = words::word(&self.state, ApproachState::word);
        let parties: Vec<String> = self.parties.iter().map(ToString::to_string).collect();
        format!("{} {} {} {}", self.id, self.name.gate(Kind::Name), parties.join(" "), state.as_str())
    }
}

impl Rows for ApproachSummary {
    const TITLE: &'static str = "Cooperative approaches";

    fn columns(sort: Option<Sort>) -> Vec<Column> {
        view::columns(sort).to_vec()
    }

    fn cells(&self, now: Timestamp, cells: &mut RowPaint<'_>) {
        view::row(self, now, cells);
    }

    fn opens(&self) -> Option<Place> {
        Some(Place::Approach(self.id))
    }

    fn perform(&self, action: Action) -> Did {
        approach::lead(self.id, action)
    }
}
