//! The incidents of the registry, as a list: what it met that a person should look at.
//! Opening one leads to its evidence: the message that shows it, else the transfer or the counterpart it concerns.
//! Must not know: what is done about them.

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
        query::{Field, INCIDENT_FIELDS},
        traffic::{Incident, IncidentKind},
    },
    text::Kind,
    ui::table::{Column, RowPaint},
};
use jiff::Timestamp;

/// The incidents screen.
pub type Incidents = Listing<Incident>;

impl Listed for Incident {
    const ONE: &'static str = "incident";
    const MANY: &'static str = "incidents";
    const FIELDS: &'static [Field] = INCIDENT_FIELDS;

    fn ask(query: Query) -> Read {
        Read::Incidents(query)
    }

    fn page(reply: Reply) -> Option<Page<Self>> {
        match reply {
            Reply::Incidents(page) => Some(page),
            _ => None,
        }
    }

    fn key(&self) -> String {
        self.id.to_string()
    }

    fn words(&self) -> String {
        let kind = words::word(&self.kind, IncidentKind::word);
        let peer = self.peer.map_or_else(String::new, |peer| peer.to_string());
        let transfer = self.transfer.map_or_else(String::new, |transfer| transfer.to_string());
        format!("{} {} {peer} {transfer} {}", self.id, kind.as_str(), self.detail.gate(Kind::Name))
    }
}

impl Rows for Incident {
    const TITLE: &'static str = "Incidents";

    // What happened last is what people come for.
    const FIRST: Option<Sort> = Some(Sort { by: "row", descending: true });

    fn columns(sort: Option<Sort>) -> Vec<Column> {
        view::columns(sort).to_vec()
    }

    fn cells(&self, now: Timestamp, cells: &mut RowPaint<'_>) {
        view::row(self, now, cells);
    }

    fn opens(&self) -> Option<Place> {
        self.message.map(Place::Message).or(self.transfer.map(Place::Transfer)).or(self.peer.map(Place::Peer))
    }

    fn allowed(&self, action: Action) -> Result<(), Refusal> {
        let (leads, what) = match action {
            Action::IncidentCall => (self.peer.is_some(), "counterpart"),
            Action::IncidentMessage => (self.message.is_some(), "message"),
            _ => (self.transfer.is_some(), "transfer"),
        };
        if leads { Ok(()) } else { Err(Refusal::AboutNo(what)) }
    }

    fn perform(&self, action: Action) -> Did {
        let place = match action {
            Action::IncidentCall => return calling::go(Calling::of_incident(self)),
            Action::IncidentTransfer => self.transfer.map(Place::Transfer),
            Action::IncidentMessage => self.message.map(Place::Message),
            _ => None,
        };
        place.map_or(Did::Nothing, Did::Go)
    }
}
