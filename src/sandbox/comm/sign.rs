//! Headers and signatures of requests and answers between registries.
//! Nothing here is random: a nonce is a digest of what is signed, where, when and in which turn, so a rehearsal gives the same octets.
//! Must not know: what a message means, or whether it is kept.

use super::{CommProblem, Reply, Request};
use crate::{
    domain::RegistryId,
    evidence::http_signature::{self as http, Answer, Fields, Nonce, Params},
    sandbox::desk::Desk,
};
use sha2::{Digest, Sha256};

/// The media type of messages and answers.
pub const JSON: &str = "application/json";

/// Something signed, with the signature base.
#[derive(Clone, Debug)]
pub struct Signed<T> {
    /// The request or answer with all its fields.
    pub what: T,
    /// The octets that were signed.
    pub base: String,
}

/// A signed message to a peer.
pub fn post(desk: &Desk<'_>, peer: RegistryId, path: &str, body: Vec<u8>) -> Result<Signed<Request>, CommProblem> {
    let mut fields = addressed(desk, peer);
    fields.push("content-type", JSON);
    request(desk, "POST", path, None, fields, body)
}

/// A signed question to a peer.
pub fn get(desk: &Desk<'_>, peer: RegistryId, path: &str) -> Result<Signed<Request>, CommProblem> {
    request(desk, "GET", path, None, addressed(desk, peer), Vec::new())
}

fn request(
    desk: &Desk<'_>,
    method: &str,
    path: &str,
    query: Option<&str>,
    mut fields: Fields,
    body: Vec<u8>,
) -> Result<Signed<Request>, CommProblem> {
    let params = params(desk, &[method.as_bytes(), path.as_bytes(), &body])?;
    let plain = http::Request { method, path, query, fields: &fields, body: &body };
    let signed = http::sign_request(&plain, &params, &desk.me.secret)?;
    for (name, value) in signed.fields() {
        fields.push(name, value);
    }
    let what = Request { method: method.to_owned(), path: path.to_owned(), query: query.map(str::to_owned), fields, body };
    Ok(Signed { what, base: signed.base })
}

/// A signed answer to a request. When the request has no signature that an answer could be bound to, the answer goes unsigned.
pub fn answer(
    desk: &Desk<'_>,
    asked: &Request,
    (status, media): (u16, &str),
    body: Vec<u8>,
) -> Result<Signed<Reply>, CommProblem> {
    let mut fields = Fields::new();
    fields.push("content-type", media);
    fields.push("registry-from", desk.me.registry.to_string());
    // The asker's own word for itself: an answer to a stranger is bound to the stranger's question and nothing else.
    let asker = asked.fields.one("registry-from").unwrap_or("unknown");
    fields.push("registry-to", asker);
    fields.push("registry-environment", desk.me.environment.clone());
    let signed = asked.fields.one("signature").ok().and_then(|signature| {
        let params = params(desk, &[&status.to_be_bytes(), signature.as_bytes(), &body]).ok()?;
        http::sign_answer(&Answer { status, fields: &fields, body: &body }, signature, &params, &desk.me.secret).ok()
    });
    let mut base = String::new();
    if let Some(signed) = signed {
        for (name, value) in signed.fields() {
            fields.push(name, value);
        }
        base = signed.base;
    }
    Ok(Signed { what: Reply { status, fields, body }, base })
}

fn addressed(desk: &Desk<'_>, peer: RegistryId) -> Fields {
    let mut fields = Fields::new();
    fields.push("registry-from", desk.me.registry.to_string());
    fields.push("registry-to", peer.to_string());
    fields.push("registry-environment", desk.me.environment.clone());
    fields
}

fn params(desk: &Desk<'_>, parts: &[&[u8]]) -> Result<Params, CommProblem> {
    let mut hash = Sha256::new();
    hash.update(b"countersign nonce");
    hash.update(desk.me.key.as_str());
    hash.update(desk.now.as_nanosecond().to_be_bytes());
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    let digest = hash.finalize();
    let (half, _) = digest.as_slice().as_chunks::<16>();
    let octets = half.first().ok_or(CommProblem::Evidence("a digest has 32 octets"))?;
    Ok(Params { created: desk.now, nonce: Nonce::from_octets(octets), key_id: desk.me.key.clone() })
}
