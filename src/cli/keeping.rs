//! Opens the place where tokens are kept, and asks for the passphrase of the file if that is the place.
//! Done before the console takes the terminal, and only when a token is needed.
//! Must not know: whose token is wanted.

use super::prompt::{self, PromptProblem};
use crate::config::{
    Config, Places, SecretsIn,
    secrets::{Keyring, SecretFile, Secrets, SecretsProblem},
};
use secrecy::{ExposeSecret, SecretString};
use std::path::{Path, PathBuf};

/// How often a passphrase may be wrong.
const TRIES: usize = 3;
/// The fewest characters of a new passphrase: whoever gets the file can try as many as their computers can.
const SHORTEST: usize = 12;

/// Where the file of secrets is.
///
/// # Errors
/// A sentence, when the system names no home folder.
pub(super) fn file() -> Result<PathBuf, String> {
    Places::usual().map(|places| places.state.join(SecretFile::NAME)).map_err(|problem| problem.to_string())
}

/// Opens the place for reading. A file that does not exist holds nothing, and nobody is asked.
///
/// # Errors
/// A sentence that says why not.
pub(super) fn open(config: &Config) -> Result<Secrets, String> {
    match config.secrets {
        SecretsIn::Keyring => Ok(Secrets::Keyring(Keyring::of_system())),
        SecretsIn::File => {
            let path = file()?;
            if path.exists() { opened(&path) } else { Ok(Secrets::NoFile) }
        }
    }
}

/// Opens the place for keeping a token. A file that does not exist is begun, with a passphrase that is asked for twice.
///
/// # Errors
/// A sentence that says why not.
pub(super) fn open_or_begin(config: &Config) -> Result<Secrets, String> {
    match open(config)? {
        Secrets::NoFile => {
            let path = file()?;
            let passphrase = new_passphrase(&path, false)?.ok_or("A passphrase is needed; nothing was kept.")?;
            SecretFile::begin(&path, &passphrase).map(Secrets::File).map_err(|problem| problem.sentences())
        }
        open => Ok(open),
    }
}

/// What the place is called in a sentence.
pub(super) fn called(secrets: &Secrets) -> &'static str {
    match secrets {
        Secrets::Keyring(_) => "the keyring",
        Secrets::File(_) | Secrets::NoFile => "the encrypted file",
    }
}

fn opened(path: &Path) -> Result<Secrets, String> {
    let mut label = format!("Passphrase of {}: ", path.display());
    for left in (0..TRIES).rev() {
        let passphrase = prompt::secret(&label).map_err(|problem| problem.to_string())?;
        match SecretFile::open(path, &passphrase) {
            Ok(file) => return Ok(Secrets::File(file)),
            Err(SecretsProblem::WrongPassphrase { .. }) if left > 0 => label = "That is not it. Again: ".to_owned(),
            Err(problem) => return Err(problem.sentences()),
        }
    }
    Err("The passphrase was wrong.".to_owned())
}

/// Asks twice for the passphrase of a new file; where it may have none, nothing typed means none.
///
/// # Errors
/// A sentence, when there is no passphrase that could be used.
pub(super) fn new_passphrase(path: &Path, may_be_none: bool) -> Result<Option<SecretString>, String> {
    let sentence = |problem: PromptProblem| problem.to_string();
    let or_none = if may_be_none { ", or Enter alone for none" } else { "" };
    let label = format!("New passphrase for {}, at least {SHORTEST} characters{or_none}: ", path.display());
    let first = prompt::secret(&label).map_err(sentence)?;
    if may_be_none && first.expose_secret().is_empty() {
        return Ok(None);
    }
    if first.expose_secret().chars().count() < SHORTEST {
        return Err(format!("A passphrase of fewer than {SHORTEST} characters is found by trying; nothing was kept."));
    }
    let second = prompt::secret("The same again: ").map_err(sentence)?;
    if first.expose_secret() == second.expose_secret() {
        Ok(Some(first))
    } else {
        Err("The two are not the same; nothing was kept.".to_owned())
    }
}
