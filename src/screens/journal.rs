//! This console's own journal, as a list: acts of which nobody knows what came first, then all lines, the newest first.
//! It is read where it is kept and filtered like a registry's lists; no registry is asked for it.
//! Must not know: how the journal is written or checked.

mod card;
mod view;

pub use card::JournalCard;

use super::{
    Place,
    listing::{Listing, Rows},
    screen::Did,
};
use crate::{
    app::{Action, Listed},
    registry::{
        Page, Query, Read, Reply, Sort,
        journal::JournalRow,
        query::{Field, JOURNAL_FIELDS, Term},
    },
    text::Kind,
    ui::table::{Column, RowPaint},
};
use jiff::Timestamp;

/// The journal screen.
pub type Journal = Listing<JournalRow>;

impl Listed for JournalRow {
    const ONE: &'static str = "line";
    const MANY: &'static str = "lines of the journal";
    const FIELDS: &'static [Field] = JOURNAL_FIELDS;

    fn ask(query: Query) -> Read {
        Read::Journal(query)
    }

    fn page(reply: Reply) -> Option<Page<Self>> {
        if let Reply::Journal(page) = reply { Some(page) } else { None }
    }

    fn key(&self) -> String {
        self.seq.to_string()
    }

    fn words(&self) -> String {
        let open = if self.open { "open " } else { "" };
        let texts = [&self.person, &self.station, &self.profile, &self.object, &self.act, &self.what];
        let texts: Vec<String> = texts.iter().map(|text| text.gate(Kind::Name).to_string()).collect();
        format!("{} {open}{} {}", self.seq, self.kind.word(), texts.join(" "))
    }
}

impl Rows for JournalRow {
    const TITLE: &'static str = "Journal";

    fn columns(sort: Option<Sort>) -> Vec<Column> {
        view::columns(sort).to_vec()
    }

    fn cells(&self, now: Timestamp, cells: &mut RowPaint<'_>) {
        view::row(self, now, cells);
    }

    fn opens(&self) -> Option<Place> {
        Some(Place::JournalLine(self.seq))
    }

    fn quick_term(action: Action) -> Option<Term> {
        (action == Action::JournalOpen).then(|| Term { field: Some("open"), value: "yes".into(), negated: false })
    }

    fn perform(&self, action: Action) -> Did {
        if action == Action::JournalDigest { Did::Copy(self.digest.to_string()) } else { Did::Nothing }
    }
}
