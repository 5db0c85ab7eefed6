//! Incidents as rows.
//! An incident is a fact, and perhaps a security officer's word beside it; the message that shows it is asked for on its own.
//! Must not know: files, or how incidents look on a screen.

use super::{
    Sheet, SheetRow, by_field,
    column::{Of, known},
};
use crate::registry::traffic::{Incident, IncidentKind};

impl SheetRow for Incident {
    const SHEET: Sheet = Sheet::Incidents;
    const SHORT: usize = 6;
    const COLUMNS: &'static [Of<Self>] = &[
        Of::count("id", "number of the incident", |i| Some(i.id.0)),
        Of::time("at", "when", |i| Some(i.at)),
        Of::word("kind", "what kind", |i| known(&i.kind, IncidentKind::word)),
        Of::id("peer", "registry it concerns", |i| i.peer.map(|id| id.to_string())),
        Of::id("transfer", "transfer it concerns", |i| i.transfer.map(|id| id.to_string())),
        Of::prose("detail", "what happened", |i| Some(i.detail.clone())),
        Of::id("message", "the message that shows it", |i| i.message.map(|id| id.to_string())),
        Of::id("order", "order it concerns", |i| i.order.map(|id| id.to_string())),
        Of::prose("person", "person whose login was used", |i| i.person.clone()),
        Of::time("until", "until when the person may not approve the order", |i| i.until),
        Of::time("acknowledged", "when a security officer acknowledged it", |i| i.acknowledged.as_ref().map(|said| said.at)),
        Of::prose("acknowledged_by", "who acknowledged it", |i| i.acknowledged.as_ref().map(|said| said.by.clone())),
        Of::prose("acknowledged_reason", "what was found or done", |i| i.acknowledged.as_ref().map(|said| said.reason.clone())),
    ];

    fn filter(&self) -> String {
        by_field("row", self.id)
    }
}
