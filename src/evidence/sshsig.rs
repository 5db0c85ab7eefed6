//! Signatures of persons and stations: detached SSHSIG, Ed25519 over SHA-512, as `ssh-keygen -Y` makes and checks them.
//! One purpose, one key, one spelling: another namespace, a weak key, an altered signature or a second encoding is refused (T06, T07).
//! Must not know: what is signed, or whose key it is.

mod namespace;
mod problem;

pub use namespace::{Namespace, NotANamespace};
pub use problem::SshsigProblem;

use super::{
    armor,
    key::{PublicKey, SecretKey, Signature},
    openssh_key::{ALGORITHM, public_blob, read_public_blob},
    ssh_wire::{WireReader, put_number, put_string},
};
use sha2::Digest as _;

/// What every signature and every signed text begins with.
const MAGIC: &[u8] = b"SSHSIG";
/// The version of the format.
const VERSION: u32 = 1;
/// The hash of the text.
const HASH: &[u8] = b"sha512";
/// What stands between the marks.
const LABEL: &str = "SSH SIGNATURE";
/// Octets of the longest armor that is read. One of ours has some 300.
const LONGEST: usize = 2_048;

/// A signature with what it says of itself: the key it wants to be by, and what it is for. Neither is believed before it verifies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SshSignature {
    public: PublicKey,
    namespace: Namespace,
    signature: Signature,
}

impl SshSignature {
    /// Signs octets for a purpose.
    pub fn sign(key: &SecretKey, namespace: Namespace, octets: &[u8]) -> Self {
        Self::from_raw(key.public(), namespace, key.sign(&Self::to_be_signed(namespace, octets)))
    }

    /// What the key signs: not the octets, but a frame with the purpose and their SHA-512.
    pub fn to_be_signed(namespace: Namespace, octets: &[u8]) -> Vec<u8> {
        let mut framed = MAGIC.to_vec();
        put_string(&mut framed, namespace.word().as_bytes());
        put_string(&mut framed, b"");
        put_string(&mut framed, HASH);
        put_string(&mut framed, &sha2::Sha512::digest(octets));
        framed
    }

    /// A signature somebody else made over [`Self::to_be_signed`], such as an agent. Whether it is a good one, [`Self::verify`] says.
    pub fn from_raw(public: PublicKey, namespace: Namespace, signature: Signature) -> Self {
        Self { public, namespace, signature }
    }

    /// Reads a signature in its armor. Exactly the spelling of [`Self::armored`] is taken.
    ///
    /// # Errors
    /// [`SshsigProblem`] says what is not as it must be.
    pub fn parse(armored: &str) -> Result<Self, SshsigProblem> {
        if armored.len() > LONGEST {
            return Err(SshsigProblem::Form);
        }
        let octets = armor::unwrap(LABEL, armored).ok_or(SshsigProblem::Form)?;
        let read = Self::read(&octets)?;
        // Whatever could be spelled in two ways stands in this one. That refuses, a second time and by itself, every octet too many and
        // every other length, magic and version; above and in `read` they are refused early, and for what they are.
        if read.armored() == armored { Ok(read) } else { Err(SshsigProblem::Form) }
    }

    fn read(octets: &[u8]) -> Result<Self, SshsigProblem> {
        let parts = Parts::of(octets).ok_or(SshsigProblem::Form)?;
        let mut signature = WireReader::new(parts.signature);
        if parts.hash != HASH || signature.string() != Some(ALGORITHM) {
            return Err(SshsigProblem::Algorithm);
        }
        let octets = signature.string().and_then(|octets| octets.try_into().ok()).ok_or(SshsigProblem::Form)?;
        signature.end().ok_or(SshsigProblem::Form)?;
        let public = read_public_blob(parts.key).map_err(SshsigProblem::Key)?;
        let word = std::str::from_utf8(parts.namespace).map_err(|_| SshsigProblem::UnknownNamespace)?;
        let namespace = word.parse().map_err(|_| SshsigProblem::UnknownNamespace)?;
        Ok(Self { public, namespace, signature: Signature::from_octets(octets) })
    }

    /// The signature in its armor, as a file `ssh-keygen -Y verify -s` takes.
    pub fn armored(&self) -> String {
        let mut signature = Vec::new();
        put_string(&mut signature, ALGORITHM);
        put_string(&mut signature, self.signature.octets());
        let mut octets = MAGIC.to_vec();
        put_number(&mut octets, VERSION);
        put_string(&mut octets, &public_blob(&self.public));
        put_string(&mut octets, self.namespace.word().as_bytes());
        put_string(&mut octets, b"");
        put_string(&mut octets, HASH);
        put_string(&mut octets, &signature);
        armor::wrap(LABEL, &octets).to_string()
    }

    /// The key it says it is by. Only [`Self::verify`] tells whether it is.
    pub fn public_key(&self) -> PublicKey {
        self.public
    }

    /// What it says it is for.
    pub fn namespace(&self) -> Namespace {
        self.namespace
    }

    /// Whether the expected key signed these octets for this purpose.
    ///
    /// # Errors
    /// [`SshsigProblem::OtherNamespace`], [`SshsigProblem::OtherKey`] or [`SshsigProblem::DoesNotVerify`].
    pub fn verify(&self, namespace: Namespace, octets: &[u8], expected: &PublicKey) -> Result<(), SshsigProblem> {
        if self.namespace != namespace {
            return Err(SshsigProblem::OtherNamespace { is: self.namespace, expected: namespace });
        }
        if self.public != *expected {
            return Err(SshsigProblem::OtherKey);
        }
        let framed = Self::to_be_signed(namespace, octets);
        expected.verify(&framed, &self.signature).map_err(|_| SshsigProblem::DoesNotVerify)
    }
}

/// The octets of a signature taken apart.
struct Parts<'a> {
    key: &'a [u8],
    namespace: &'a [u8],
    hash: &'a [u8],
    signature: &'a [u8],
}

impl<'a> Parts<'a> {
    fn of(octets: &'a [u8]) -> Option<Self> {
        let mut reader = WireReader::new(octets);
        if reader.take(MAGIC.len())? != MAGIC || reader.number()? != VERSION {
            return None;
        }
        let (key, namespace) = (reader.string()?, reader.string()?);
        // Reserved for later versions of the format.
        reader.expect(b"")?;
        let (hash, signature) = (reader.string()?, reader.string()?);
        reader.end()?;
        Some(Self { key, namespace, hash, signature })
    }
}

#[cfg(test)]
mod tests;
