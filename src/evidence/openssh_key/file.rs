//! The file of a secret key, `openssh-key-v1`: the public key in the open, the secret one under a passphrase.
//! Whose key it is can be told without the passphrase. What is written, stock `ssh-keygen` reads, and the other way round.
//! Must not know: where the file is, or whether a key may stand in it without a passphrase.

use super::{
    ALGORITHM, KeyFileProblem, public_blob, read_public_blob,
    seal::{CIPHER, KDF, Seal},
};
use crate::evidence::{
    armor,
    key::{PublicKey, SecretKey},
    ssh_wire::{WireReader, put_number, put_string},
};
use secrecy::{SecretString, zeroize::Zeroizing};
use std::fmt;

/// What stands between the marks.
const LABEL: &str = "OPENSSH PRIVATE KEY";
/// What the octets begin with.
const MAGIC: &[u8] = b"openssh-key-v1\0";
/// The cipher and the making of the key, where nothing is sealed.
const NONE: &[u8] = b"none";
/// What the secret part is filled up to a multiple of: sealed, and not.
const SEALED_BLOCK: usize = 16;
const PLAIN_BLOCK: usize = 8;

/// A key file that was read. What is sealed in it still is.
pub struct KeyFile {
    public: PublicKey,
    seal: Option<Seal>,
    section: Zeroizing<Vec<u8>>,
}

impl KeyFile {
    /// Reads the text of a key file.
    ///
    /// # Errors
    /// [`KeyFileProblem`] when it can't be used, whatever the passphrase.
    pub fn parse(text: &str) -> Result<Self, KeyFileProblem> {
        let octets = armor::unwrap(LABEL, text).ok_or(KeyFileProblem::Form)?;
        let parts = Parts::of(&octets).ok_or(KeyFileProblem::Form)?;
        let seal = match (parts.cipher, parts.kdf, parts.options) {
            (NONE, NONE, []) => None,
            (CIPHER, KDF, options) => Some(Seal::read(options)?),
            _ => return Err(KeyFileProblem::OtherSeal),
        };
        if !parts.rest.is_empty() {
            return Err(KeyFileProblem::Form);
        }
        let public = read_public_blob(parts.public).map_err(KeyFileProblem::Key)?;
        Ok(Self { public, seal, section: Zeroizing::new(parts.section.to_vec()) })
    }

    /// The text of a file that this passphrase opens. The salt is 16 random octets that were never used before.
    ///
    /// # Errors
    /// [`KeyFileProblem::NoPassphrase`] or [`KeyFileProblem::NoMeans`].
    pub fn sealed(
        key: &SecretKey,
        comment: &str,
        passphrase: &SecretString,
        salt: [u8; 16],
    ) -> Result<Zeroizing<String>, KeyFileProblem> {
        let seal = Seal::fresh(salt);
        let mut section = section(key, comment, SEALED_BLOCK);
        seal.turn(passphrase, &mut section)?;
        Ok(written(&key.public(), (CIPHER, KDF, &seal.options()), &section))
    }

    /// The text of a file that whoever can read it can use: for a keyring, which seals by itself, and for stations.
    pub fn unsealed(key: &SecretKey, comment: &str) -> Zeroizing<String> {
        written(&key.public(), (NONE, NONE, b""), &section(key, comment, PLAIN_BLOCK))
    }

    /// The public key, which is never sealed.
    pub fn public_key(&self) -> PublicKey {
        self.public
    }

    /// Whether it takes a passphrase to open.
    pub fn is_sealed(&self) -> bool {
        self.seal.is_some()
    }

    /// The secret key. Takes a noticeable part of a second where it is sealed. A passphrase that is not needed is not looked at.
    ///
    /// # Errors
    /// [`KeyFileProblem::WrongPassphrase`], and what else can be wrong with what is sealed.
    pub fn open(&self, passphrase: Option<&SecretString>) -> Result<SecretKey, KeyFileProblem> {
        let mut section = self.section.clone();
        match (&self.seal, passphrase) {
            (None, _) => {}
            (Some(_), None) => return Err(KeyFileProblem::Sealed),
            (Some(seal), Some(passphrase)) => seal.turn(passphrase, &mut section)?,
        }
        let (seed, public) = opened(&section).ok_or(match self.seal {
            Some(_) => KeyFileProblem::WrongPassphrase,
            None => KeyFileProblem::Form,
        })?;
        let key = SecretKey::from_seed(&seed);
        let is_its_own = key.public() == self.public && public == *self.public.octets();
        if is_its_own { Ok(key) } else { Err(KeyFileProblem::NotItsOwn) }
    }
}

/// Without the secret part (T10).
impl fmt::Debug for KeyFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyFile").field("public", &self.public).field("sealed", &self.is_sealed()).finish_non_exhaustive()
    }
}

/// The octets of a key file taken apart.
struct Parts<'a> {
    cipher: &'a [u8],
    kdf: &'a [u8],
    options: &'a [u8],
    public: &'a [u8],
    section: &'a [u8],
    /// What other ciphers than ours add.
    rest: &'a [u8],
}

impl<'a> Parts<'a> {
    fn of(octets: &'a [u8]) -> Option<Self> {
        let mut reader = WireReader::new(octets);
        if reader.take(MAGIC.len())? != MAGIC {
            return None;
        }
        let (cipher, kdf, options) = (reader.string()?, reader.string()?, reader.string()?);
        if reader.number()? != 1 {
            return None;
        }
        let (public, section) = (reader.string()?, reader.string()?);
        Some(Self { cipher, kdf, options, public, section, rest: reader.rest() })
    }
}

/// The text of a file with these parts.
fn written(key: &PublicKey, (cipher, kdf, options): (&[u8], &[u8], &[u8]), section: &[u8]) -> Zeroizing<String> {
    // Never grown: what grows leaves a copy behind.
    let mut octets = Zeroizing::new(Vec::with_capacity(256 + section.len()));
    octets.extend_from_slice(MAGIC);
    put_string(&mut octets, cipher);
    put_string(&mut octets, kdf);
    put_string(&mut octets, options);
    put_number(&mut octets, 1);
    put_string(&mut octets, &public_blob(key));
    put_string(&mut octets, section);
    armor::wrap(LABEL, &octets)
}

/// The secret part, open. The number that stands there twice only tells whether a passphrase was right; any will do.
fn section(key: &SecretKey, comment: &str, block: usize) -> Zeroizing<Vec<u8>> {
    const CHECK: u32 = 0x6974_6d6f;
    let public = key.public();
    let mut section = Zeroizing::new(Vec::with_capacity(256 + comment.len()));
    put_number(&mut section, CHECK);
    put_number(&mut section, CHECK);
    put_string(&mut section, ALGORITHM);
    put_string(&mut section, public.octets());
    let both: Zeroizing<Vec<u8>> = Zeroizing::new([*key.expose_seed(), *public.octets()].concat());
    put_string(&mut section, &both);
    put_string(&mut section, comment.as_bytes());
    let filling = section.len().next_multiple_of(block) - section.len();
    section.extend((1..=u8::MAX).take(filling));
    section
}

/// The seed and the public key of a secret part; none when it is still sealed, or sealed with another passphrase.
fn opened(section: &[u8]) -> Option<(Zeroizing<[u8; 32]>, [u8; 32])> {
    let mut reader = WireReader::new(section);
    if reader.number()? != reader.number()? {
        return None;
    }
    reader.expect(ALGORITHM)?;
    let public: [u8; 32] = reader.string()?.try_into().ok()?;
    let mut both = WireReader::new(reader.string()?);
    let seed = Zeroizing::new(both.take(32)?.try_into().ok()?);
    reader.string()?;
    let is_filled = reader.rest().len() < SEALED_BLOCK && reader.rest().iter().zip(1..).all(|(octet, place)| *octet == place);
    (both.rest() == public && is_filled).then_some((seed, public))
}

#[cfg(test)]
mod tests;
