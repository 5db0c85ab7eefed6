//! Why a message's signature is not accepted: one cause each.
//! The word of a cause never changes, because it is kept as a verdict beside the message.
//! Must not know: what is done with a refused message.

use crate::evidence::key::KeyId;

/// Why a message can't be signed, or is not accepted as signed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignatureProblem {
    /// There is no `signature` or no `signature-input`.
    #[error("the message is not signed")]
    Missing,
    /// One of the two is not spelled as the profile spells it, or there is more than the one signature.
    #[error("the signature's fields are not written as the profile asks")]
    Malformed,
    /// Other parameters than created, nonce, keyid, alg and tag, or in another order.
    #[error("the signature has other parameters than the profile's")]
    Parameters,
    /// Another algorithm than `ed25519`.
    #[error("the signature's algorithm is not ed25519")]
    Algorithm,
    /// Another tag: it was made for another purpose.
    #[error("the signature was made for another purpose")]
    Tag,
    /// It covers other components than the profile asks for, or in another order.
    #[error("the signature covers other parts of the message than the profile asks for")]
    Components,
    /// The message has a part that the signature can't cover: a query that is not a GET's, or a GET's body.
    #[error("the message has a part that its signature does not cover: {0}")]
    Uncovered(&'static str),
    /// A field that must be covered is not there.
    #[error("the field {0} is missing")]
    FieldMissing(&'static str),
    /// A field that must be there once is there twice.
    #[error("the field {0} is there more than once")]
    FieldDoubled(&'static str),
    /// A covered part has characters, or blanks at its ends, that can't be signed unambiguously.
    #[error("{0} is empty or has characters that can't be signed")]
    FieldMalformed(&'static str),
    /// The reader has no key of this name that it would accept now.
    #[error("the key {0} is not known")]
    UnknownKey(KeyId),
    /// The key did not sign this message.
    #[error("the signature does not fit the message")]
    Signature,
    /// The signature is good, and the body is not the one that was signed.
    #[error("the body is not the one that was signed")]
    Digest,
    /// The signature is good, and made too long ago.
    #[error("the signature is too old; compare the clocks of the two registries")]
    TooOld,
    /// The signature is good, and made in the future.
    #[error("the signature is from the future; compare the clocks of the two registries")]
    TooNew,
}

impl SignatureProblem {
    /// The verdict's word. It never changes.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Malformed => "malformed",
            Self::Parameters => "wrong-parameters",
            Self::Algorithm => "wrong-algorithm",
            Self::Tag => "wrong-tag",
            Self::Components => "wrong-components",
            Self::Uncovered(_) => "uncovered-part",
            Self::FieldMissing(_) => "missing-field",
            Self::FieldDoubled(_) => "doubled-field",
            Self::FieldMalformed(_) => "malformed-field",
            Self::UnknownKey(_) => "unknown-key",
            Self::Signature => "bad-signature",
            Self::Digest => "digest-mismatch",
            Self::TooOld => "too-old",
            Self::TooNew => "too-new",
        }
    }
}
