//! Signed texts, from the wire and to it: orders with their statements, versions of the roster and the policy.
//! A digest is never taken from a registry: it is worked out from the text that came, and must be the one the registry says (F06).
//! Must not know: whether a signature is good, or what a text says.

use crate::{
    domain::PersonId,
    evidence::digest::Digest,
    registry::{
        Signed, SignedGuard, SignedRevocation,
        book::{GuardedText, ReceivedRevocation, ReceivedText, RegistryCount, SignedOrder},
        reviewed::Reviewable,
    },
    text::Untrusted,
    wire::{
        admin::signed as wire,
        convert::{Misfit, Place},
    },
};

use jiff::Timestamp;

/// A signed order with its statements.
///
/// # Errors
/// [`Misfit`] for a digest that is not that of the text, or an id that is none.
pub(super) fn signed_order(order: wire::SignedOrder, at: &Place<'_>) -> Result<SignedOrder, Misfit> {
    let sha256 = Digest::of(&order.order.text);
    let count = count(order.review, sha256, &at.field("review"))?;
    Ok(SignedOrder { order: received(order.order), statements: order.statements.into_iter().map(received).collect(), count })
}

fn count(review: wire::Review, sha256: Digest, at: &Place<'_>) -> Result<RegistryCount, Misfit> {
    the_same("text_sha256", &review.text_sha256, sha256, at)?;
    Ok(RegistryCount {
        order_id: review.order_id,
        sha256,
        initiator: at.parse("initiator", &review.initiator)?,
        approvals: at.parse_each("approvals", &review.approvals)?,
        needed: review.needed,
        cooling_until: review.cooling_until,
        held: held(&review.held, &at.field("held"))?,
    })
}

fn held(held: &[wire::Held], at: &Place<'_>) -> Result<Vec<(PersonId, Timestamp)>, Misfit> {
    held.iter().map(|held| Ok((at.parse("person", &held.person)?, held.until))).collect()
}

fn received(text: wire::SignedText) -> ReceivedText {
    ReceivedText {
        text: Untrusted::new(text.text),
        signature: Untrusted::new(text.signature),
        station_signature: Untrusted::new(text.station_signature),
    }
}

/// A version of the roster or the policy.
///
/// # Errors
/// [`Misfit`] for a digest that is not that of the text.
pub fn guarded_text(text: wire::GuardedText, at: &Place<'_>) -> Result<GuardedText, Misfit> {
    let sha256 = Digest::of(&text.text);
    the_same("sha256", &text.sha256, sha256, at)?;
    Ok(GuardedText {
        version: text.version,
        sha256,
        text: Untrusted::new(text.text),
        signatures: text.signatures.into_iter().map(Untrusted::new).collect(),
        since: text.since,
        revocations: text.revocations.into_iter().map(revoked).collect(),
    })
}

fn revoked(revoked: wire::Revoked) -> ReceivedRevocation {
    let wire::Revoked { text, signature, taken } = revoked;
    ReceivedRevocation { text: Untrusted::new(text), signature: Untrusted::new(signature), taken }
}

/// Whether a registry says the digest of what it sent.
fn the_same(field: &'static str, said: &str, is: Digest, at: &Place<'_>) -> Result<(), Misfit> {
    let said: Digest = at.parse(field, said)?;
    if said == is { Ok(()) } else { Err(at.field(field).misfit("it is not the digest of the text that came (F06)")) }
}

/// A signed text, for the wire.
pub fn signed_to_wire<T: Reviewable>(signed: &Signed<T>) -> wire::SignedText {
    wire::SignedText {
        text: signed.text().text().to_owned(),
        signature: signed.person().armored(),
        station_signature: signed.station().armored(),
    }
}

/// A signed version of the roster or the policy, for the wire.
pub fn signed_guard_to_wire(signed: &SignedGuard) -> wire::SignGuarded {
    wire::SignGuarded { text: signed.draft().text.clone(), signature: signed.signature().armored() }
}

/// A signed revocation, for the wire.
pub fn signed_revocation_to_wire(signed: &SignedRevocation) -> wire::Revocation {
    wire::Revocation { text: signed.text().as_str().to_owned(), signature: signed.signature().armored() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guarded(text: &str, sha256: &str) -> wire::GuardedText {
        let signatures = vec!["-----BEGIN SSH SIGNATURE-----".to_owned()];
        let (sha256, text) = (sha256.to_owned(), text.to_owned());
        wire::GuardedText { version: 3, sha256, text, signatures, since: None, revocations: Vec::new() }
    }

    #[test]
    fn f06_a_digest_that_is_not_that_of_the_text_is_refused() {
        let digest = Digest::of("itmo-roster/v1\n").to_string();
        let read = guarded_text(guarded("itmo-roster/v1\n", &digest), &Place::ROOT).unwrap();
        assert_eq!((read.version, read.text.octets(), read.sha256.to_string()), (3, "itmo-roster/v1\n", digest.clone()));
        for (text, said) in [("itmo-roster/v1 \n", digest.as_str()), ("itmo-roster/v1\n", "abc"), ("", &digest)] {
            assert_eq!(guarded_text(guarded(text, said), &Place::ROOT).unwrap_err().at, "sha256", "{text:?}");
        }
    }
}
