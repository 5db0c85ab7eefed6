//! The entries of the ledger, as a list: when, what kind of act, who, and why.
//! Entries are never changed; the newest are at the end.
//! Must not know: what an entry's line says.

mod view;

use super::{
    Place, life,
    listing::{Listing, Rows},
    screen::Did,
};
use crate::{
    app::{Action, Listed},
    registry::{
        Page, Query, Read, Reply, Sort,
        book::EntrySummary,
        query::{ENTRY_FIELDS, Field},
    },
    text::Kind,
    ui::table::{Column, RowPaint},
};
use jiff::Timestamp;

/// The ledger screen.
pub type Ledger = Listing<EntrySummary>;

impl Listed for EntrySummary {
    const ONE: &'static str = "entry";
    const MANY: &'static str = "entries of the ledger";
    const FIELDS: &'static [Field] = ENTRY_FIELDS;

    fn ask(query: Query) -> Read {
        Read::Entries(query)
    }

    fn page(reply: Reply) -> Option<Page<Self>> {
        if let Reply::Entries(page) = reply { Some(page) } else { None }
    }

    fn key(&self) -> String {
        self.entry.to_string()
    }

    fn words(&self) -> String {
        let (kind, reason) = (self.kind.gate(Kind::Name), self.reason.gate(Kind::Name));
        format!("{} {kind} {} {reason}", self.entry, life::by(&self.by))
    }
}

impl Rows for EntrySummary {
    const TITLE: &'static str = "Ledger";

    // What happened last is what people come for.
    const FIRST: Option<Sort> = Some(Sort { by: "entry", descending: true });

    fn columns(sort: Option<Sort>) -> Vec<Column> {
        view::columns(sort).to_vec()
    }

    fn cells(&self, now: Timestamp, cells: &mut RowPaint<'_>) {
        view::row(self, now, cells);
    }

    fn opens(&self) -> Option<Place> {
        Some(Place::Entry(self.entry))
    }

    fn perform(&self, action: Action) -> Did {
        if action == Action::EntryDigest { Did::Copy(self.digest.to_string()) } else { Did::Nothing }
    }
}
