//! One incident as a page: what happened, whom and what it concerns, and what a security officer said of it.
//! From here to the order, the transfer, the message and the counterpart it is about; and to acknowledge it.
//! Must not know: what raised it.

use super::{
    Place,
    incidents::{acknowledging, leads_somewhere, perform},
    linked::Linked,
    paper::{Paper, Sheet},
    screen::Did,
    words,
};
use crate::{
    app::{Action, confirm::Intent, why::Refusal},
    registry::{
        Read, Reply, sheet,
        traffic::{Incident, IncidentId, IncidentKind},
    },
    text::{Kind, time},
    ui::{Safe, Span, detail::Item, theme::Role},
};
use jiff::Timestamp;

/// The page of an incident.
pub type IncidentCard = Sheet<Incident>;

impl Paper for Incident {
    type Id = IncidentId;
    const ONE: &'static str = "incident";
    const LIST: sheet::Sheet = sheet::Sheet::Incidents;

    fn ask(id: &IncidentId) -> Read {
        Read::Incident(*id)
    }

    fn of(reply: Reply) -> Option<Box<Self>> {
        if let Reply::Incident(incident) = reply { Some(incident) } else { None }
    }

    fn page(&self, now: Timestamp) -> Linked {
        let mut page = Linked::default();
        page.section("What happened");
        page.field("Kind", Role::Text, words::word(&self.kind, IncidentKind::word));
        page.field("When (UTC)", Role::Text, Safe::ours(format!("{} ({})", time::full(self.at), time::age(self.at, now))));
        page.field("What", Role::Text, self.detail.gate(Kind::Prose));
        concerned(self, now, &mut page);
        page.section("What a security officer says of it");
        match &self.acknowledged {
            Some(said) => {
                page.field("Acknowledged by", Role::Ok, said.by.gate(Kind::Name));
                page.field("When (UTC)", Role::Text, Safe::ours(time::full(said.at)));
                page.field("Why", Role::Text, said.reason.gate(Kind::Prose));
            }
            None => {
                let none = "Nobody has acknowledged it yet. It stays on the officers' Home until one of them does, and says why.";
                page.add(Item::Text(vec![Span::new(Role::Warn, Safe::ours(none.to_owned()))]));
            }
        }
        page
    }

    fn allowed(&self, action: Action) -> Result<(), Refusal> {
        leads_somewhere(self, action)
    }

    fn intent(&self, action: Action) -> Result<Intent, Refusal> {
        acknowledging(self, action)
    }

    fn perform(&self, action: Action) -> Did {
        perform(self, action)
    }
}

/// Whom and what it concerns; each leads there.
fn concerned(incident: &Incident, now: Timestamp, page: &mut Linked) {
    let mut section = Some("What it concerns");
    let mut lead = |page: &mut Linked, label: &'static str, value: Safe<'static>, to: Did| {
        if let Some(title) = section.take() {
            page.section(title);
        }
        page.lead(Item::field(label, Role::Text, value), to);
    };
    if let Some(person) = &incident.person {
        lead(page, "Person", person.gate(Kind::Name).into(), Did::rows(Place::Incidents, "person", person.gate(Kind::Critical)));
    }
    if let Some(order) = incident.order {
        lead(page, "Order", Safe::ours(order.to_string()), Did::Go(Place::Order(order)));
    }
    if let Some(until) = incident.until {
        let word = if until > now { "may not approve it until" } else { "might not approve it until" };
        lead(page, "That person", Safe::ours(format!("{word} {} (F08)", time::full(until))), Did::Nothing);
    }
    if let Some(transfer) = incident.transfer {
        lead(page, "Transfer", Safe::ours(transfer.to_string()), Did::Go(Place::Transfer(transfer)));
    }
    if let Some(message) = incident.message {
        lead(page, "Message", Safe::ours(message.to_string()), Did::Go(Place::Message(message)));
    }
    if let Some(peer) = incident.peer {
        lead(page, "Counterpart", Safe::ours(peer.to_string()), Did::Go(Place::Peer(peer)));
    }
}
