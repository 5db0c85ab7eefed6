//! Why a key, or a key file, can't be used.
//! Nothing of a key is repeated.
//! Must not know: where the file is, or where it is shown.

use super::seal::MOST_ROUNDS;
use crate::evidence::key::BadKey;

/// Why something is not the line of a public key. Each is a clause without the end stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadPublicLine {
    /// It is not `ssh-ed25519` and Base64.
    #[error("a public key is written ssh-ed25519 and 68 characters of Base64")]
    Form,
    /// The key itself is not taken.
    #[error(transparent)]
    Key(#[from] BadKey),
}

/// Why a key file can't be used. Each is a clause without the end stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyFileProblem {
    /// It is no key file of OpenSSH, or holds more than one key.
    #[error("it is not an OpenSSH private key file with one key in it")]
    Form,
    /// It is a key of another kind, or one that proves nothing.
    #[error("the key in it is not a sound Ed25519 key, and no other is used; ssh-keygen -t ed25519 makes one")]
    Key(BadKey),
    /// Its passphrase is applied in another way than ours.
    #[error("it is sealed with another cipher than aes256-ctr; ssh-keygen -p -Z aes256-ctr -f FILE seals it anew")]
    OtherSeal,
    /// Opening it would take longer than anybody waits.
    #[error("opening it would take more than {MOST_ROUNDS} rounds; ssh-keygen -p -a 24 -f FILE seals it anew")]
    TooCostly,
    /// It is sealed, and no passphrase was given.
    #[error("a passphrase opens it, and none was given")]
    Sealed,
    /// It does not open.
    #[error("the passphrase is wrong, or the file was changed")]
    WrongPassphrase,
    /// The secret key is not the one the file shows in the open.
    #[error("the secret key in it is another one than it says")]
    NotItsOwn,
    /// Nothing seals nothing.
    #[error("a passphrase has at least one character")]
    NoPassphrase,
    /// The system failed.
    #[error("the system's cipher failed")]
    NoMeans,
}
