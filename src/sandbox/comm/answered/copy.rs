//! A message as the peer keeps it: whether it is what it says it is, and whether it is what is kept here.
//! The peer's word vouches for what it keeps; who wrote the message is told by the message's own signature, which is verified again.
//! Must not know: how it travelled.

use super::sent::{Sent, Trusted, keep};
use crate::{
    evidence::digest::Digest,
    registry::traffic::IncidentKind,
    sandbox::{
        comm::{
            CommProblem, archive,
            incidents::{self, About},
            proof::signed,
            write,
        },
        desk::Desk,
    },
    wire::comm::{Message, Shown},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};

/// Keeps the copy with its question, and tells people when it is not the message it should be. False when it is no message at all.
pub(super) fn taken(desk: &Desk<'_>, sent: &Sent<'_>, trusted: &Trusted<'_>, shown: &Shown) -> Result<bool, CommProblem> {
    let id = sent.row.transfer.as_deref().unwrap_or_default();
    let Ok(octets) = STANDARD.decode(&shown.octets) else { return Ok(false) };
    let Ok(message) = serde_json::from_slice::<Message>(&octets) else { return Ok(false) };
    let asked_for = sent.row.path.ends_with(&format!("/messages/{}", shown.sequence));
    let agrees = message.transfer == id && message.sequence == shown.sequence && write::kind(&message.says).word() == shown.kind;
    if !asked_for || !agrees {
        return Ok(false);
    }
    let row = keep(desk, sent, trusted, ("copy-question", "copy"))?;
    let conversation = archive::conversation(desk.book, id)?;
    let about = About { peer: Some(sent.outgoing.peer), transfer: Some(id), message: Some(row), ..About::default() };
    let of = sent.outgoing.peer;
    let copies = archive::copies(desk.book, id)?;
    if signed(desk, shown, &octets, &message, (&conversation, &copies)).is_none() {
        let detail = format!("what {of} keeps as message {} is not signed by who it says wrote it", shown.sequence);
        incidents::record(desk, IncidentKind::Forged, &detail, about)?;
    }
    let known = conversation.iter().find(|kept| kept.sequence == Some(shown.sequence));
    if known.is_some_and(|kept| kept.digest != Digest::of(&octets).to_string()) {
        let detail = format!("message {} as {of} keeps it is another than is kept here", shown.sequence);
        incidents::record(desk, IncidentKind::Conflict, &detail, about)?;
    }
    Ok(true)
}
