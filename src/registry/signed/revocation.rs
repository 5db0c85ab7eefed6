//! A revocation between review and registry: read whole, then signed by who revokes, and by nobody else (F15).
//! A station does not sign it: whose station was taken over must be able to say so from another.
//! Must not know: where keys are, or how it travels.

use crate::{
    evidence::{digest::Digest, openssh_key::openssh_fingerprint, revocation::RevocationText, sshsig::SshSignature},
    registry::words::{InWords, REVOKES},
};

/// A revocation with the signature of who revokes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedRevocation {
    pub(super) text: RevocationText,
    pub(super) signature: SshSignature,
}

impl SignedRevocation {
    /// The text.
    pub fn text(&self) -> &RevocationText {
        &self.text
    }

    /// The signature.
    pub fn signature(&self) -> &SshSignature {
        &self.signature
    }
}

/// The act in words.
pub(super) fn in_words(text: &RevocationText, sha256: Digest) -> InWords {
    let revocation = text.revocation();
    let (of, key) = (&revocation.of, openssh_fingerprint(&revocation.key));
    InWords {
        subject: of.to_string(),
        what: format!("{REVOKES}{key} of {of}"),
        doing: format!("revoking the key of {of}"),
        done: format!("the key of {of} counts no more"),
        not_done: format!("the key of {of} was not revoked"),
        reason: Some(revocation.reason.as_str().to_owned()),
        sha256: Some(sha256),
    }
}
