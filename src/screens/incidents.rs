//! The incidents of the registry, as a list: what it met, or a console told it, that a person should look at. Officers' alarms are these.
//! A security officer acknowledges each, with what was found or done; it stays in the list.
//! Must not know: what is done about them.

mod view;

use super::{
    Did, Place,
    calling::{self, Calling},
    listing::{Listing, Rows},
    words,
};
use crate::{
    app::{
        Action, Listed,
        confirm::{Answer, Intent},
        why::Refusal,
    },
    registry::{
        Deed, Page, Query, Read, Reply, Sort,
        query::{Field, INCIDENT_FIELDS, Term},
        traffic::{Incident, IncidentKind},
    },
    text::{Kind, Untrusted, time},
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
        Some(Place::Incident(self.id))
    }

    fn allowed(&self, action: Action) -> Result<(), Refusal> {
        leads_somewhere(self, action)
    }

    fn intent(&self, action: Action) -> Result<Intent, Refusal> {
        acknowledging(self, action)
    }

    fn quick_term(action: Action) -> Option<Term> {
        let value = "no".to_owned();
        (action == Action::IncidentsOpen).then_some(Term { field: Some("seen"), value, negated: false })
    }

    fn perform(&self, action: Action) -> Did {
        perform(self, action)
    }
}

/// Whether one of the keys of the list and of the page leads anywhere.
///
/// # Errors
/// [`Refusal`] says why not.
pub fn leads_somewhere(incident: &Incident, action: Action) -> Result<(), Refusal> {
    let (leads, what) = match action {
        Action::IncidentCall => (incident.peer.is_some(), "counterpart"),
        Action::IncidentMessage => (incident.message.is_some(), "message"),
        Action::IncidentTransfer => (incident.transfer.is_some(), "transfer"),
        Action::IncidentOrder => (incident.order.is_some(), "order"),
        other => return Err(Refusal::NotHere(other.spec().scope)),
    };
    if leads { Ok(()) } else { Err(Refusal::AboutNo(what)) }
}

/// Where the keys of the list and of the page lead.
pub fn perform(incident: &Incident, action: Action) -> Did {
    let place = match action {
        Action::IncidentCall => return calling::go(Calling::of_incident(incident)),
        Action::IncidentTransfer => incident.transfer.map(Place::Transfer),
        Action::IncidentMessage => incident.message.map(Place::Message),
        Action::IncidentOrder => incident.order.map(Place::Order),
        _ => None,
    };
    place.map_or(Did::Nothing, Did::Go)
}

/// What acknowledging it would be.
///
/// # Errors
/// [`Refusal`] when somebody did already.
pub fn acknowledging(incident: &Incident, action: Action) -> Result<Intent, Refusal> {
    if action != Action::IncidentSeen {
        return Err(Refusal::NotHere(action.spec().scope));
    }
    if let Some(said) = &incident.acknowledged {
        let by = said.by.gate(Kind::Name);
        return Err(Refusal::NotNow(format!("{by} acknowledged it on {}.", time::full(said.at))));
    }
    Ok(Intent {
        deed: Deed::Acknowledge(incident.id),
        what:
            "It is written down that you looked at it, and what you found or did. It stays in the list with your name and leaves \
               the officers' Home. Only a security officer may."
                .to_owned(),
        whom: Untrusted::new(format!("incident {}", incident.id)).gate(Kind::Prose),
        undo: "It can't be taken back; what is written stays.",
        answer: Answer::Yes,
    })
}
