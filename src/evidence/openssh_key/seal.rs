//! How a passphrase seals a key file: bcrypt makes key and counter from it, AES-256 in counter mode covers the octets.
//! It costs a noticeable part of a second, and never more than anybody would wait for.
//! Must not know: what is sealed.

use super::KeyFileProblem;
use crate::evidence::ssh_wire::{WireReader, put_number, put_string};
use aws_lc_rs::{
    cipher::{AES_256, EncryptingKey, EncryptionContext, UnboundCipherKey},
    error::Unspecified,
    iv::FixedLength,
};
use secrecy::{ExposeSecret, SecretString, zeroize::Zeroizing};

/// The names under which OpenSSH knows the two.
pub(super) const CIPHER: &[u8] = b"aes256-ctr";
pub(super) const KDF: &[u8] = b"bcrypt";
/// What a new file costs to open: the default of OpenSSH since 9.4.
const ROUNDS: u32 = 24;
/// The most a file may cost to open: whoever could write one must not make the program hang.
pub(super) const MOST_ROUNDS: u32 = 512;
/// Octets of an AES-256 key and of its first counter.
const KEY: usize = 32;
const COUNTER: usize = 16;

/// What beside the passphrase decides about the key.
pub(super) struct Seal {
    salt: Vec<u8>,
    rounds: u32,
}

impl Seal {
    /// For a new file.
    pub(super) fn fresh(salt: [u8; 16]) -> Self {
        Self { salt: salt.into(), rounds: ROUNDS }
    }

    /// As a file has it.
    pub(super) fn read(options: &[u8]) -> Result<Self, KeyFileProblem> {
        let mut reader = WireReader::new(options);
        let mut both = || Some((reader.string()?, reader.number()?));
        let (salt, rounds) = both().ok_or(KeyFileProblem::Form)?;
        reader.end().ok_or(KeyFileProblem::Form)?;
        if salt.is_empty() || rounds == 0 {
            return Err(KeyFileProblem::Form);
        }
        if rounds > MOST_ROUNDS {
            return Err(KeyFileProblem::TooCostly);
        }
        Ok(Self { salt: salt.to_vec(), rounds })
    }

    /// As a file has it.
    pub(super) fn options(&self) -> Vec<u8> {
        let mut options = Vec::new();
        put_string(&mut options, &self.salt);
        put_number(&mut options, self.rounds);
        options
    }

    /// Seals what is open, and opens what is sealed: in counter mode both are the same.
    pub(super) fn turn(&self, passphrase: &SecretString, octets: &mut [u8]) -> Result<(), KeyFileProblem> {
        let passphrase = passphrase.expose_secret();
        if passphrase.is_empty() {
            return Err(KeyFileProblem::NoPassphrase);
        }
        let mut made = Zeroizing::new([0; KEY + COUNTER]);
        let derived = bcrypt_pbkdf::bcrypt_pbkdf(passphrase, &self.salt, self.rounds, made.as_mut_slice());
        derived.map_err(|_| KeyFileProblem::NoMeans)?;
        covered(&made, octets).map_err(|_| KeyFileProblem::NoMeans)
    }
}

fn covered(made: &[u8; KEY + COUNTER], octets: &mut [u8]) -> Result<(), Unspecified> {
    let (key, counter) = made.split_at(KEY);
    let counter: [u8; COUNTER] = counter.try_into().map_err(|_| Unspecified)?;
    let key = EncryptingKey::ctr(UnboundCipherKey::new(&AES_256, key)?)?;
    key.less_safe_encrypt(octets, EncryptionContext::Iv128(FixedLength::from(counter))).map(drop)
}
