//! Incidents, from the wire and to it.
//! The kind may be a word nobody knows; what it points to must be ids.
//! Must not know: which list it came in.

use crate::{
    registry::{
        Word,
        traffic::{Acknowledged, Incident, IncidentId, IncidentKind},
    },
    text::Untrusted,
    wire::{
        BigNumber,
        admin::incident as wire,
        convert::{Misfit, Place},
    },
};

/// An incident.
///
/// # Errors
/// [`Misfit`] for an id that is not one.
pub fn incident(incident: wire::Incident, at: &Place<'_>) -> Result<Incident, Misfit> {
    Ok(Incident {
        id: IncidentId(incident.id.0),
        at: incident.at,
        kind: Word::read(incident.kind, IncidentKind::of_word),
        peer: at.parse_if("peer", incident.peer.as_deref())?,
        transfer: at.parse_if("transfer", incident.transfer.as_deref())?,
        message: at.parse_if("message", incident.message.as_deref())?,
        detail: Untrusted::new(incident.detail),
        order: at.parse_if("order", incident.order.as_deref())?,
        person: incident.person.map(Untrusted::new),
        until: incident.until,
        acknowledged: incident.acknowledged.map(|said| Acknowledged {
            at: said.at,
            by: Untrusted::new(said.by),
            reason: Untrusted::new(said.reason),
        }),
    })
}

/// An incident, for the wire.
pub fn incident_to_wire(incident: &Incident) -> wire::Incident {
    wire::Incident {
        id: BigNumber(incident.id.0),
        at: incident.at,
        kind: incident.kind.octets(IncidentKind::word).to_owned(),
        peer: incident.peer.map(|peer| peer.to_string()),
        transfer: incident.transfer.map(|transfer| transfer.to_string()),
        message: incident.message.map(|message| message.to_string()),
        detail: incident.detail.octets().to_owned(),
        order: incident.order.map(|order| order.to_string()),
        person: incident.person.as_ref().map(|person| person.octets().to_owned()),
        until: incident.until,
        acknowledged: incident.acknowledged.as_ref().map(|said| wire::Acknowledged {
            at: said.at,
            by: said.by.octets().to_owned(),
            reason: said.reason.octets().to_owned(),
        }),
    }
}
