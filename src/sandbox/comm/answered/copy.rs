//! A message as the peer keeps it: whether it is what it says it is, and whether it is what is kept here.
//! The peer's word vouches for what it keeps; who wrote the message is told by the message's own signature, which is verified again.
//! Must not know: how it travelled.

use super::{Sent, Trusted, question};
use crate::{
    evidence::{
        digest::Digest,
        http_signature::{self as http, Fields, Freshness, Verified},
        key::{KeyId, PublicKey},
    },
    registry::traffic::IncidentKind,
    sandbox::{
        comm::{
            CommProblem,
            archive::{self, Kept},
            incidents::{self, About},
            peers, write,
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
    let row = question::keep(desk, sent, trusted, ("copy-question", "copy"))?;
    let conversation = archive::conversation(desk.book, id)?;
    let about = About { peer: Some(sent.outgoing.peer), transfer: Some(id), message: Some(row) };
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

/// What proves the message, when it is signed by the registry it says it is from, as it says for whom. `known` are the conversation and the
/// copies that have come: an answer is bound to what it answers.
pub(in crate::sandbox::comm) fn signed(
    desk: &Desk<'_>,
    shown: &Shown,
    body: &[u8],
    message: &Message,
    known: (&[Kept], &[Kept]),
) -> Option<Verified> {
    let fields: Fields = shown.fields.iter().map(|field| (field.name.as_str(), field.value.as_str())).collect();
    let lookup = |id: &KeyId| key(desk, id);
    let verified = match &shown.path {
        Some(path) => {
            let request = http::Request { method: "POST", path, query: None, fields: &fields, body };
            http::verify_request(&request, lookup, Freshness::Any)
        }
        None => {
            // An answer is bound to the signature of what it answers: the message before it.
            let asked = signature_of(&message.previous, known)?;
            http::verify_answer(&http::Answer { status: 200, fields: &fields, body }, &asked, lookup, Freshness::Any)
        }
    };
    verified.ok().filter(|Verified { key_id, from, to, environment, .. }| {
        let owner = peers::key(desk.book, key_id, desk.now).ok().flatten().map(|(owner, _)| owner);
        let owner = if *key_id == desk.me.key { Some(desk.me.registry) } else { owner };
        owner.is_some_and(|owner| owner.to_string() == *from)
            && (from, to, environment) == (&message.from, &message.to, &message.environment)
    })
}

/// The signature of the message with this digest: of the conversation, or shown by the peer before.
fn signature_of(digest: &str, (conversation, copies): (&[Kept], &[Kept])) -> Option<String> {
    if let Some(kept) = conversation.iter().find(|kept| kept.digest == digest) {
        return kept.fields.one("signature").ok().map(str::to_owned);
    }
    let shown = copies.iter().filter_map(archive::shown);
    let is_it = |shown: &Shown| archive::octets(shown).is_some_and(|octets| Digest::of(octets).to_string() == digest);
    let fields = shown.into_iter().find(is_it)?.fields;
    fields.into_iter().find(|field| field.name == "signature").map(|field| field.value)
}

/// The key of a peer, or our own: the message may be one of ours.
fn key(desk: &Desk<'_>, id: &KeyId) -> Option<PublicKey> {
    if *id == desk.me.key {
        return Some(desk.me.secret.public());
    }
    peers::key(desk.book, id, desk.now).ok().flatten().map(|(_, key)| key)
}
