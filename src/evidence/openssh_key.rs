//! Ed25519 keys as OpenSSH writes them: the public key's line and fingerprint, and the file of a secret key under a passphrase.
//! Stock `ssh-keygen` reads what is written here. Other kinds of keys, weak keys and second spellings are refused (T06).
//! Must not know: whose key it is, or where the file is.

mod file;
mod problem;
mod seal;

pub use file::KeyFile;
pub use problem::{BadPublicLine, KeyFileProblem};

use super::{
    key::{BadKey, PublicKey},
    ssh_wire::{WireReader, put_string},
};
use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, STANDARD_NO_PAD},
};
use sha2::Digest as _;

/// The only kind of key.
pub const ALGORITHM: &[u8] = b"ssh-ed25519";
/// The same in a line of text.
const KIND: &str = "ssh-ed25519";

/// The key in octets, as it stands in signatures and agents.
pub fn public_blob(key: &PublicKey) -> Vec<u8> {
    let mut blob = Vec::with_capacity(51);
    put_string(&mut blob, ALGORITHM);
    put_string(&mut blob, key.octets());
    blob
}

/// The key in these octets.
///
/// # Errors
/// [`BadKey`]; also [`BadKey::Form`] when it is a key of another kind.
pub fn read_public_blob(blob: &[u8]) -> Result<PublicKey, BadKey> {
    let mut reader = WireReader::new(blob);
    let mut octets = || reader.expect(ALGORITHM).and_then(|()| reader.string()).and_then(|octets| octets.try_into().ok());
    let octets: [u8; 32] = octets().ok_or(BadKey::Form)?;
    reader.end().ok_or(BadKey::Form)?;
    PublicKey::from_octets(&octets)
}

/// The key as a line: `ssh-ed25519 AAAA…`, without a comment and without a line end.
pub fn openssh_public(key: &PublicKey) -> String {
    format!("{KIND} {}", STANDARD.encode(public_blob(key)))
}

/// The key of such a line. A comment is not part of it.
///
/// # Errors
/// [`BadPublicLine`] says what is wrong.
pub fn parse_openssh_public(line: &str) -> Result<PublicKey, BadPublicLine> {
    let letters = line.strip_prefix(KIND).and_then(|rest| rest.strip_prefix(' ')).ok_or(BadPublicLine::Form)?;
    let blob = STANDARD.decode(letters).map_err(|_| BadPublicLine::Form)?;
    let key = read_public_blob(&blob);
    if key == Err(BadKey::Form) { Err(BadPublicLine::Form) } else { Ok(key?) }
}

/// The fingerprint `ssh-keygen -l` and `ssh-add -l` show: `SHA256:` and 43 characters.
pub fn openssh_fingerprint(key: &PublicKey) -> String {
    format!("SHA256:{}", STANDARD_NO_PAD.encode(sha2::Sha256::digest(public_blob(key))))
}

#[cfg(test)]
mod tests;
