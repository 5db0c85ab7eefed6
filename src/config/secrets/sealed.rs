//! The format of the file of secrets: three lines that say how it is sealed, and one that is sealed. docs/profiles.md has it in full.
//! Argon2id makes the key from the passphrase, ChaCha20-Poly1305 seals; the three lines are under the seal too.
//! Must not know: where the file is.

use argon2::{Algorithm, Argon2, Params, Version};
use aws_lc_rs::{
    aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey},
    rand,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use secrecy::{ExposeSecret, SecretBox, SecretString, zeroize::Zeroizing};
use std::{collections::BTreeMap, fmt};

/// The first line.
const TITLE: &str = "countersign-secrets 1";
/// Octets of the salt and of a key.
const SALT: usize = 16;
const KEY: usize = 32;
/// What a new file costs to open: the second recommended choice of RFC 9106, section 4.
const COST: Cost = Cost { memory: 65_536, passes: 3, lanes: 4 };
/// The most a file may cost to open: whoever could write one must not make the program use up the machine.
const MOST: Cost = Cost { memory: 1 << 20, passes: 16, lanes: 16 };

/// What it costs to make the key: KiB of memory, passes over it, and lanes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cost {
    memory: u32,
    passes: u32,
    lanes: u32,
}

/// Names and tokens.
pub(super) type Tokens = BTreeMap<String, Zeroizing<String>>;

/// The key of one file. It stays the same as long as the file's salt does.
pub(super) struct Key {
    cost: Cost,
    salt: [u8; SALT],
    octets: SecretBox<[u8; KEY]>,
}

/// Why a sealed text can't be opened or made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SealProblem {
    /// The text is not in this format.
    Format,
    /// The seal does not fit the key.
    Broken,
    /// The system gives no random numbers, or not the memory.
    System,
}

impl Key {
    /// A key for a new file.
    pub(super) fn fresh(passphrase: &SecretString) -> Result<Self, SealProblem> {
        let mut salt = [0; SALT];
        rand::fill(&mut salt).map_err(|_| SealProblem::System)?;
        Self::derived(passphrase, COST, salt)
    }

    /// The key of an existing text, if the passphrase opens it.
    pub(super) fn of(sealed: &str, passphrase: &SecretString) -> Result<Self, SealProblem> {
        let parts = Parts::of(sealed)?;
        let key = Self::derived(passphrase, parts.cost, parts.salt)?;
        key.open(sealed)?;
        Ok(key)
    }

    fn derived(passphrase: &SecretString, cost: Cost, salt: [u8; SALT]) -> Result<Self, SealProblem> {
        let params = Params::new(cost.memory, cost.passes, cost.lanes, Some(KEY)).map_err(|_| SealProblem::Format)?;
        let maker = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let mut octets = Box::new([0; KEY]);
        let made = maker.hash_password_into(passphrase.expose_secret().as_bytes(), &salt, octets.as_mut_slice());
        made.map_err(|_| SealProblem::System)?;
        Ok(Self { cost, salt, octets: SecretBox::new(octets) })
    }

    /// Opens a text.
    pub(super) fn open(&self, sealed: &str) -> Result<Tokens, SealProblem> {
        let Parts { head, cost, salt, nonce, mut body } = Parts::of(sealed)?;
        if (cost, salt) != (self.cost, self.salt) {
            return Err(SealProblem::Broken);
        }
        let nonce = Nonce::assume_unique_for_key(nonce);
        let open = self.cipher()?.open_in_place(nonce, Aad::from(head.as_bytes()), &mut body).map_err(|_| SealProblem::Broken)?;
        let tokens: BTreeMap<String, String> = serde_json::from_slice(open).map_err(|_| SealProblem::Format)?;
        Ok(tokens.into_iter().map(|(name, token)| (name, Zeroizing::new(token))).collect())
    }

    /// Seals tokens, each time under another nonce.
    pub(super) fn seal(&self, tokens: &Tokens) -> Result<String, SealProblem> {
        let mut nonce = [0; NONCE_LEN];
        rand::fill(&mut nonce).map_err(|_| SealProblem::System)?;
        let Cost { memory, passes, lanes } = self.cost;
        let (salt, number) = (STANDARD.encode(self.salt), STANDARD.encode(nonce));
        let head = format!(
            "{TITLE}\nargon2id memory={memory} passes={passes} lanes={lanes} salt={salt}\nchacha20-poly1305 nonce={number}\n"
        );
        let plain: BTreeMap<&str, &str> = tokens.iter().map(|(name, token)| (name.as_str(), token.as_str())).collect();
        let mut body = Zeroizing::new(serde_json::to_vec(&plain).map_err(|_| SealProblem::Format)?);
        let nonce = Nonce::assume_unique_for_key(nonce);
        let sealed = self.cipher()?.seal_in_place_append_tag(nonce, Aad::from(head.as_bytes()), &mut *body);
        sealed.map_err(|_| SealProblem::System)?;
        Ok(format!("{head}{}\n", STANDARD.encode(&*body)))
    }

    fn cipher(&self) -> Result<LessSafeKey, SealProblem> {
        let key = UnboundKey::new(&CHACHA20_POLY1305, self.octets.expose_secret()).map_err(|_| SealProblem::System)?;
        Ok(LessSafeKey::new(key))
    }
}

/// A text taken apart.
struct Parts<'a> {
    /// The three lines that are under the seal, with their ends.
    head: &'a str,
    cost: Cost,
    salt: [u8; SALT],
    nonce: [u8; NONCE_LEN],
    body: Zeroizing<Vec<u8>>,
}

impl<'a> Parts<'a> {
    /// Takes a text apart. Exactly one spelling is taken.
    fn of(sealed: &'a str) -> Result<Self, SealProblem> {
        Self::read(sealed).ok_or(SealProblem::Format)
    }

    fn read(sealed: &'a str) -> Option<Self> {
        let mut lines = sealed.split_inclusive('\n');
        let (title, kdf, cipher, body) = (lines.next()?, lines.next()?, lines.next()?, lines.next()?);
        let head = sealed.get(..title.len() + kdf.len() + cipher.len())?;
        if lines.next().is_some() || title.strip_suffix('\n')? != TITLE {
            return None;
        }
        let mut fields = kdf.strip_suffix('\n')?.split(' ');
        let is_argon2id = fields.next()? == "argon2id";
        let mut field = |name: &str| fields.next()?.strip_prefix(name)?.strip_prefix('=');
        let cost = Cost {
            memory: within(field("memory")?, MOST.memory)?,
            passes: within(field("passes")?, MOST.passes)?,
            lanes: within(field("lanes")?, MOST.lanes)?,
        };
        let salt = exactly(field("salt")?)?;
        let nonce = exactly(cipher.strip_suffix('\n')?.strip_prefix("chacha20-poly1305 nonce=")?)?;
        let body = Zeroizing::new(STANDARD.decode(body.strip_suffix('\n')?).ok()?);
        (is_argon2id && fields.next().is_none()).then_some(Self { head, cost, salt, nonce, body })
    }
}

/// A number from 1 to the most.
fn within(text: &str, most: u32) -> Option<u32> {
    text.parse().ok().filter(|number| (1..=most).contains(number))
}

/// Octets in Base64, exactly so many.
fn exactly<const N: usize>(text: &str) -> Option<[u8; N]> {
    STANDARD.decode(text).ok()?.try_into().ok()
}

/// Without the key (T10).
impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Key").field("cost", &self.cost).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
