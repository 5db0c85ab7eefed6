//! Who signed a bundle, if it is somebody who may speak for whoever the bundle says: known to our directory, or compared on the telephone.
//! A bundle never says who may sign it; that is known before it is read.
//! Must not know: where the bundle and its signatures came from.

use super::BundleText;
use crate::{
    domain::contact::{Directory, KeyOwner},
    evidence::{
        key::PublicKey,
        openssh_key::openssh_fingerprint,
        sshsig::{SshSignature, SshsigProblem},
    },
};
use jiff::Timestamp;
use std::fmt;

/// Who signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signatory {
    /// The fingerprint of the key, as OpenSSH prints it.
    pub fingerprint: String,
    /// Whose it is, by our directory; none for a key that was compared on the telephone.
    pub owner: Option<KeyOwner>,
}

impl fmt::Display for Signatory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.owner {
            Some(owner) => write!(f, "{owner}, whose key the directory has"),
            None => write!(f, "the key {}, as given", self.fingerprint),
        }
    }
}

/// Why a signature is nobody's who may speak.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoSignatory {
    /// It is none over this text.
    #[error(transparent)]
    Signature(#[from] SshsigProblem),
    /// Another key was compared on the telephone.
    #[error("{0} is another key than the one given")]
    Other(String),
    /// Our directory does not have it for them.
    #[error("{0} is no key that the directory has for them, verified by two persons; compare it with them on the telephone")]
    Unknown(String),
}

impl BundleText {
    /// Who made this signature of the bundle. `given` is a key that was compared on the telephone; without it the directory must have the
    /// key, verified by two persons and counting at the time.
    ///
    /// # Errors
    /// [`NoSignatory`]; then nothing of the bundle is compared.
    pub fn signed_by(
        &self,
        signature: &SshSignature,
        given: Option<&PublicKey>,
        ours: &Directory,
        at: Timestamp,
    ) -> Result<Signatory, NoSignatory> {
        let key = signature.public_key();
        self.verify(signature, &key)?;
        let fingerprint = openssh_fingerprint(&key);
        if let Some(given) = given {
            let is_it = *given == key;
            return if is_it { Ok(Signatory { fingerprint, owner: None }) } else { Err(NoSignatory::Other(fingerprint)) };
        }
        let known = fingerprint.parse().ok().and_then(|print| ours.signer(self.bundle().from, &print, at));
        match known.cloned() {
            Some(owner) => Ok(Signatory { fingerprint, owner: Some(owner) }),
            None => Err(NoSignatory::Unknown(fingerprint)),
        }
    }
}
