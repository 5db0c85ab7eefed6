//! Why something is no good signature.
//! Nothing of a signature is repeated but what this program has words for.
//! Must not know: where it is shown.

use super::Namespace;
use crate::evidence::key::BadKey;

/// Why something is no good signature. Each is a clause without the end stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SshsigProblem {
    /// It is no SSHSIG, or not in its one spelling.
    #[error("this is not an SSH signature in the one spelling that is taken")]
    Form,
    /// It is not Ed25519 over SHA-512.
    #[error("only Ed25519 signatures over SHA-512 are taken")]
    Algorithm,
    /// It was made for a purpose nobody has here.
    #[error("the signature was made for a purpose that is unknown here")]
    UnknownNamespace,
    /// The key in it can't be anybody's.
    #[error("the key in the signature is not taken: {0}")]
    Key(BadKey),
    /// It was made for something else (T06).
    #[error("the signature was made for {is}, not for {expected}")]
    OtherNamespace {
        /// What it was made for.
        is: Namespace,
        /// What it would have to be for.
        expected: Namespace,
    },
    /// It is by another key than the one that is expected.
    #[error("the signature is by another key")]
    OtherKey,
    /// The key did not make it over this text.
    #[error("the signature does not fit the key and the text")]
    DoesNotVerify,
}
