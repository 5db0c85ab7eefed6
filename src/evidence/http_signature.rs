//! Signatures on the messages of two registries: RFC 9421 with Ed25519 over RFC 9530 digests, in exactly one profile.
//! Strict on both sides: what is not covered is not there, and what is covered is there once and in one spelling.
//! Must not know: any HTTP library, whose key is whose, or what a message means.
//!
//! The profile, with a whole example, is in `docs/api/signatures.md`. One signature a message, under the label `sig`:
//!
//! ```text
//! GET requests    "@method" "@path" "@query" "registry-from" "registry-to" "registry-environment"
//! other requests  "@method" "@path" "content-digest" "content-type" "registry-from" "registry-to" "registry-environment"
//! answers         "@status" "content-digest" "content-type" "registry-from" "registry-to" "registry-environment" "signature";req
//! ```

mod base;
mod content_digest;
mod fields;
mod message;
mod nonce;
mod problem;
mod profile;
mod structured;

pub use content_digest::content_digest;
pub use fields::Fields;
pub use message::{Answer, Request};
pub use nonce::{Nonce, NotANonce};
pub use problem::SignatureProblem;

use super::key::{KeyId, PublicKey, SecretKey};
use jiff::{SignedDuration, Timestamp};
use message::Message;
use profile::Input;

/// What a signature says about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Params {
    /// When it was made. Seconds count; finer parts are cut off.
    pub created: Timestamp,
    /// What makes this message another than all others of the same second.
    pub nonce: Nonce,
    /// Which key made it.
    pub key_id: KeyId,
}

/// The fields that signing adds to a message, and the text that was signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// The value of `content-digest`; none for a GET request.
    pub content_digest: Option<String>,
    /// The value of `signature-input`.
    pub signature_input: String,
    /// The value of `signature`. The answer is bound to the request by it.
    pub signature: String,
    /// The signature base (RFC 9421, section 2.5): the octets that were signed.
    pub base: String,
}

/// What a good signature vouches for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The key that verified it.
    pub key_id: KeyId,
    /// When the signer says it was made, to the second.
    pub created: Timestamp,
    /// The signer's nonce.
    pub nonce: Nonce,
    /// The signed `registry-from`. That the key is this registry's is for the caller to judge.
    pub from: String,
    /// The signed `registry-to`. That it is the reader is for the caller to judge.
    pub to: String,
    /// The signed `registry-environment`. That it is the reader's own is for the caller to judge.
    pub environment: String,
    /// The signature base that was verified, to be archived.
    pub base: String,
}

/// How old a signature may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// Of any time: a message that may be sent again days later, and that its receiver knows by its content (T04).
    Any,
    /// Made within the window before or after now: a question, which nothing else protects against replay.
    Within {
        /// The reader's clock.
        now: Timestamp,
        /// How far the signer's time may lie from it, either way; that far exactly is still good.
        window: SignedDuration,
    },
}

impl Signed {
    /// The fields to add to the message, in this order.
    pub fn fields(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let digest = self.content_digest.as_deref().map(|value| ("content-digest", value));
        let rest = [("signature-input", self.signature_input.as_str()), ("signature", self.signature.as_str())];
        digest.into_iter().chain(rest)
    }
}

/// Signs a request that has neither `content-digest` nor a signature yet.
///
/// # Errors
/// A [`SignatureProblem`] when the request does not fit the profile: a field is missing, doubled or can't be signed, or it
/// has a part that nothing would cover.
pub fn sign_request(request: &Request<'_>, params: &Params, key: &SecretKey) -> Result<Signed, SignatureProblem> {
    sign(Message::Request(*request), params, key)
}

/// Signs the answer to a request, given the value of that request's `signature` field.
///
/// # Errors
/// As [`sign_request`].
pub fn sign_answer(
    answer: &Answer<'_>,
    request_signature: &str,
    params: &Params,
    key: &SecretKey,
) -> Result<Signed, SignatureProblem> {
    sign(Message::Answer(*answer, request_signature), params, key)
}

/// Verifies a request as it arrived.
///
/// # Errors
/// A [`SignatureProblem`], the first that is found. Only after the signature itself was found good can it be
/// [`SignatureProblem::Digest`], [`SignatureProblem::TooOld`] or [`SignatureProblem::TooNew`].
pub fn verify_request(
    request: &Request<'_>,
    lookup: impl Fn(&KeyId) -> Option<PublicKey>,
    freshness: Freshness,
) -> Result<Verified, SignatureProblem> {
    verify(Message::Request(*request), lookup, freshness)
}

/// Verifies an answer as it arrived, given the value of the `signature` field of the request that was sent.
///
/// # Errors
/// As [`verify_request`].
pub fn verify_answer(
    answer: &Answer<'_>,
    request_signature: &str,
    lookup: impl Fn(&KeyId) -> Option<PublicKey>,
    freshness: Freshness,
) -> Result<Verified, SignatureProblem> {
    verify(Message::Answer(*answer, request_signature), lookup, freshness)
}

fn sign(message: Message<'_>, params: &Params, key: &SecretKey) -> Result<Signed, SignatureProblem> {
    message.refuse_uncovered()?;
    let mut fields = message.fields().clone();
    for added in ["content-digest", "signature-input", "signature"] {
        if fields.count(added) > 0 {
            return Err(SignatureProblem::FieldDoubled(added));
        }
    }
    let content_digest = message.has_content().then(|| content_digest(message.body()));
    if let Some(value) = &content_digest {
        fields.push("content-digest", value);
    }
    let input = Input::new(message.components(), params);
    let base = base::text(&message.with_fields(&fields).covered()?, input.text());
    let signature = format!("sig=:{}:", key.sign(base.as_bytes()));
    Ok(Signed { content_digest, signature_input: format!("sig={}", input.text()), signature, base })
}

fn verify(
    message: Message<'_>,
    lookup: impl Fn(&KeyId) -> Option<PublicKey>,
    freshness: Freshness,
) -> Result<Verified, SignatureProblem> {
    message.refuse_uncovered()?;
    let (input, signature) = profile::read(message.fields())?;
    let params = input.check(message.components())?;
    let key = lookup(&params.key_id).ok_or_else(|| SignatureProblem::UnknownKey(params.key_id.clone()))?;
    let base = base::text(&message.covered()?, input.text());
    key.verify(base.as_bytes(), &signature).map_err(|_| SignatureProblem::Signature)?;
    if message.has_content() {
        content_digest::check(message.fields(), message.body())?;
    }
    freshness.check(params.created)?;
    let signed = |name| message.fields().one(name).map(str::to_owned);
    let (from, to, environment) = (signed("registry-from")?, signed("registry-to")?, signed("registry-environment")?);
    let Params { created, nonce, key_id } = params;
    Ok(Verified { key_id, created, nonce, from, to, environment, base })
}

impl Freshness {
    fn check(self, created: Timestamp) -> Result<(), SignatureProblem> {
        let Self::Within { now, window } = self else { return Ok(()) };
        let age = now.duration_since(created);
        if age > window {
            return Err(SignatureProblem::TooOld);
        }
        if age < -window {
            return Err(SignatureProblem::TooNew);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
