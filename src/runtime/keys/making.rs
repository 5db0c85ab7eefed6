//! Makes a new key and puts it where it will be kept: in a file, or in the keyring. What is there already is never written over.
//! A file appears whole or not at all, and is its owner's alone from the first moment.
//! Must not know: how a passphrase was asked for, or what the key will sign.

use super::{KeyPlaces, KeyProblem};
use crate::{
    config,
    evidence::{
        key::SecretKey,
        openssh_key::{KeyFile, KeyFileProblem},
        principal::Principal,
    },
};
use aws_lc_rs::rand;
use secrecy::{SecretString, zeroize::Zeroizing};
use std::{
    fs::{self, DirBuilder, File},
    io::{self, ErrorKind, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::Path,
};

/// Makes a key in a new file. Only a station's may do without a passphrase.
///
/// # Errors
/// [`KeyProblem`]; then there is no new file, and one that was there is as it was.
pub fn make_in_file(whose: &Principal, path: &Path, passphrase: Option<&SecretString>) -> Result<(), KeyProblem> {
    let wrong = |why| KeyProblem::File { path: path.to_owned(), why };
    let key = fresh()?;
    let text = match (whose, passphrase) {
        (_, Some(passphrase)) => KeyFile::sealed(&key, &whose.to_string(), passphrase, octets()?).map_err(wrong)?,
        (Principal::Station(_), None) => KeyFile::unsealed(&key, &whose.to_string()),
        (Principal::Person(_), None) => return Err(wrong(KeyFileProblem::NoPassphrase)),
    };
    let unwritable = |error: io::Error| match error.kind() {
        ErrorKind::AlreadyExists => KeyProblem::There { path: path.to_owned() },
        _ => KeyProblem::Unwritable { path: path.to_owned(), why: error.to_string() },
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(unwritable)?;
    config::check_folder(path)?;
    written(path, folder, text.as_bytes()).map_err(unwritable)
}

/// Makes a key in the keyring.
///
/// # Errors
/// [`KeyProblem`]; then the keyring is as it was.
pub fn make_in_keyring(whose: &Principal, places: &KeyPlaces) -> Result<(), KeyProblem> {
    if places.keyring.key(whose).map_err(KeyProblem::of_keyring)?.is_some() {
        return Err(KeyProblem::Kept { whose: whose.clone() });
    }
    let text = KeyFile::unsealed(&fresh()?, &whose.to_string());
    places.keyring.keep_key(whose, &text.as_str().into()).map_err(KeyProblem::of_keyring)
}

/// A new key.
fn fresh() -> Result<SecretKey, KeyProblem> {
    let seed = Zeroizing::new(octets()?);
    Ok(SecretKey::from_seed(&seed))
}

/// Random octets.
fn octets<const N: usize>() -> Result<[u8; N], KeyProblem> {
    let mut octets = [0; N];
    rand::fill(&mut octets).map_err(|_| KeyProblem::NoRandom)?;
    Ok(octets)
}

/// Writes a new file. The name is given to it when it is whole, and only if nothing has that name.
fn written(path: &Path, folder: &Path, octets: &[u8]) -> io::Result<()> {
    let draft = path.with_extension(format!("{}.new", std::process::id()));
    let mut file = File::options().write(true).create_new(true).mode(0o600).open(&draft)?;
    let linked = file.write_all(octets).and_then(|()| file.sync_all()).and_then(|()| fs::hard_link(&draft, path));
    // Whatever came of it, the draft is no longer needed; if it can't be removed, it is as private as the file.
    let _ = fs::remove_file(&draft);
    linked.and_then(|()| File::open(folder)?.sync_all())
}
