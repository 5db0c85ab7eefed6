//! The messages of a pack that came from the counterpart: each judged by its octets and the counterpart's signature over them.
//! Whose a key is says the pack's own list of counterparts; so its fingerprint is told, to be compared with what the counterpart made known.
//! Must not know: what a message means.

use super::judgement::Judgement;
use crate::{
    domain::RegistryId,
    evidence::{
        http_signature::content_digest,
        key::{KeyId, PublicKey, Signature},
        pack::Pack,
    },
};
use serde::{Deserialize, de::DeserializeOwned};
use std::collections::BTreeMap;

/// What of a message's card the signature is judged by.
#[derive(Deserialize)]
struct Card {
    direction: String,
    peer: Option<String>,
    key: Option<String>,
    signature_base: Option<String>,
    headers: Vec<Line>,
}

#[derive(Deserialize)]
struct Line {
    name: String,
    value: String,
}

/// What of a counterpart's card keys are found in.
#[derive(Deserialize)]
struct Counterpart {
    keys: Vec<Key>,
}

#[derive(Deserialize)]
struct Key {
    id: String,
    public: String,
}

/// What a received message's signature is worth.
enum Verdict {
    /// It holds under this key of the registry.
    Signed(RegistryId, KeyId, Box<PublicKey>),
    /// The registry that received it found no good signature, or the pack has no such key.
    Unsigned,
    /// It does not hold.
    Broken,
}

/// Judges every message that was received.
pub(super) fn judge(pack: &Pack, judgement: &mut Judgement) {
    let mut signed: BTreeMap<(RegistryId, KeyId), (usize, Box<PublicKey>)> = BTreeMap::new();
    let mut unsigned = 0;
    for file in pack.files.iter().filter(|file| file.name.starts_with("messages/") && file.name.ends_with(".body")) {
        let Some(card) = read::<Card>(pack, &file.name.replace(".body", ".json")) else { continue };
        if card.direction != "received" {
            continue;
        }
        match verdict(pack, &card, &file.octets) {
            Verdict::Signed(registry, id, key) => signed.entry((registry, id)).or_insert((0, key)).0 += 1,
            Verdict::Unsigned => unsigned += 1,
            Verdict::Broken => judgement.fails(format_args!("{}: the signature of its sender does not hold", file.name)),
        }
    }
    for ((registry, id), (count, key)) in signed {
        judgement.holds(format_args!("{count} messages of {registry} bear its signature, under its key {id}"));
        judgement.says(format_args!("{}; compare it with what {registry} has made known", key.fingerprint()));
    }
    if unsigned > 0 {
        judgement
            .says(format_args!("{unsigned} messages were received without a good signature, or the pack has no key for them"));
    }
}

fn verdict(pack: &Pack, card: &Card, octets: &[u8]) -> Verdict {
    let Card { peer: Some(peer), key: Some(key), signature_base: Some(base), .. } = card else { return Verdict::Unsigned };
    let (Ok(registry), Ok(id)) = (peer.parse::<RegistryId>(), key.parse::<KeyId>()) else { return Verdict::Unsigned };
    let counterpart = read::<Counterpart>(pack, &format!("peers/{registry}.json"));
    let known = counterpart.and_then(|counterpart| counterpart.keys.into_iter().find(|known| known.id == *key));
    let Some(public) = known.and_then(|known| known.public.parse::<PublicKey>().ok()) else { return Verdict::Unsigned };
    let covers = format!("\"content-digest\": {}", content_digest(octets));
    let header = card.headers.iter().find(|line| line.name.eq_ignore_ascii_case("signature"));
    let signature = header.and_then(|line| line.value.strip_prefix("sig=:")?.strip_suffix(':')?.parse::<Signature>().ok());
    let holds = signature.is_some_and(|signature| public.verify(base.as_bytes(), &signature).is_ok());
    if holds && base.lines().any(|line| line == covers) {
        Verdict::Signed(registry, id, Box::new(public))
    } else {
        Verdict::Broken
    }
}

fn read<T: DeserializeOwned>(pack: &Pack, name: &str) -> Option<T> {
    pack.file(name).and_then(|file| serde_json::from_slice(&file.octets).ok())
}
