//! Who wrote a message that a peer shows us: told by the message's own signature, verified again, and never by the peer's word.
//! An answer is proven by the signature of what it answers, which is in the conversation or was shown before.
//! Must not know: why it was asked for, and what becomes of it.

use super::{
    archive::{self, Kept},
    peers,
};
use crate::{
    evidence::{
        digest::Digest,
        http_signature::{self as http, Fields, Freshness, Verified},
        key::{KeyId, PublicKey},
    },
    sandbox::desk::Desk,
    wire::comm::{Message, Shown},
};

/// What proves the message, when it is signed by the registry it says it is from, as it says for whom. `known` are the conversation and the
/// copies that have come: an answer is bound to what it answers.
pub(super) fn signed(
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
