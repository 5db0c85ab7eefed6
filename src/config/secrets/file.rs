//! Tokens in a file that a passphrase opens, for computers without a keyring (T09).
//! The file is its owner's alone, is replaced whole or not at all, and is read anew each time: somebody may have signed in meanwhile.
//! Must not know: how it is sealed, or how the passphrase was asked for.

use super::{
    SecretsProblem, TokenName,
    sealed::{Key, SealProblem, Tokens},
};
use crate::config::{ConfigProblem, file};
use secrecy::{ExposeSecret, SecretString, zeroize::Zeroizing};
use std::{
    fs::{self, DirBuilder, File, TryLockError},
    io::{self, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

/// A file of tokens, open for use.
#[derive(Debug)]
pub struct SecretFile {
    path: PathBuf,
    key: Key,
}

impl SecretFile {
    /// The name of the file in the folder for what the program keeps.
    pub const NAME: &str = "secrets";

    /// Opens the file with its passphrase.
    ///
    /// # Errors
    /// [`SecretsProblem`] when it can't be read, is not private, or does not open.
    pub fn open(path: &Path, passphrase: &SecretString) -> Result<Self, SecretsProblem> {
        let key = Key::of(&text(path)?, passphrase).map_err(|problem| said(path, problem))?;
        Ok(Self { path: path.to_owned(), key })
    }

    /// Begins a file under this passphrase. It is written when the first token is kept.
    ///
    /// # Errors
    /// [`SecretsProblem`] when the system has no random numbers or not the memory.
    pub fn begin(path: &Path, passphrase: &SecretString) -> Result<Self, SecretsProblem> {
        let key = Key::fresh(passphrase).map_err(|problem| said(path, problem))?;
        Ok(Self { path: path.to_owned(), key })
    }

    pub(super) fn token(&self, name: &TokenName) -> Result<Option<SecretString>, SecretsProblem> {
        Ok(self.tokens()?.get(&name.to_string()).map(|token| token.as_str().into()))
    }

    pub(super) fn keep(&self, name: &TokenName, token: &SecretString) -> Result<(), SecretsProblem> {
        let _lock = self.lock()?;
        let mut tokens = self.tokens()?;
        tokens.insert(name.to_string(), Zeroizing::new(token.expose_secret().to_owned()));
        self.write(&tokens)
    }

    pub(super) fn forget(&self, name: &TokenName) -> Result<bool, SecretsProblem> {
        let _lock = self.lock()?;
        let mut tokens = self.tokens()?;
        let was_there = tokens.remove(&name.to_string()).is_some();
        if was_there {
            self.write(&tokens)?;
        }
        Ok(was_there)
    }

    /// What is kept now; nothing before the first write.
    fn tokens(&self) -> Result<Tokens, SecretsProblem> {
        match text(&self.path) {
            Ok(sealed) => self.key.open(&sealed).map_err(|problem| said(&self.path, problem)),
            Err(SecretsProblem::Unusable(ConfigProblem::Missing { .. })) => Ok(Tokens::new()),
            Err(problem) => Err(problem),
        }
    }

    /// Replaces the file: whoever reads it meanwhile, or after a crash, finds the old one or the new one whole.
    fn write(&self, tokens: &Tokens) -> Result<(), SecretsProblem> {
        let sealed = self.key.seal(tokens).map_err(|problem| said(&self.path, problem))?;
        let draft = self.path.with_extension("new");
        let written = (|| {
            match fs::remove_file(&draft) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
            let mut file = File::options().write(true).create_new(true).mode(0o600).open(&draft)?;
            file.write_all(sealed.as_bytes())?;
            file.sync_all()?;
            fs::rename(&draft, &self.path)?;
            File::open(self.folder())?.sync_all()
        })();
        written.map_err(|error| self.unwritable(&error))
    }

    /// Keeps other processes from writing at the same time, as long as the answer lives. Makes the folder if there is none.
    fn lock(&self) -> Result<File, SecretsProblem> {
        let folder = self.folder();
        DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(|error| self.unwritable(&error))?;
        file::folder(&self.path)?;
        let held = File::open(folder).map_err(|error| self.unwritable(&error))?;
        match held.try_lock() {
            Ok(()) => Ok(held),
            Err(TryLockError::WouldBlock) => Err(SecretsProblem::InUse { path: self.path.clone() }),
            Err(TryLockError::Error(error)) => Err(self.unwritable(&error)),
        }
    }

    fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new("."))
    }

    fn unwritable(&self, error: &io::Error) -> SecretsProblem {
        SecretsProblem::Unwritable { path: self.path.clone(), why: error.to_string() }
    }
}

/// The text of the file. It must be nobody else's to read or to write.
fn text(path: &Path) -> Result<String, SecretsProblem> {
    let octets = file::secret(path)?;
    String::from_utf8(octets.to_vec()).map_err(|_| SecretsProblem::Damaged { path: path.to_owned() })
}

fn said(path: &Path, problem: SealProblem) -> SecretsProblem {
    match problem {
        SealProblem::Format => SecretsProblem::Damaged { path: path.to_owned() },
        SealProblem::Broken => SecretsProblem::WrongPassphrase { path: path.to_owned() },
        SealProblem::System => SecretsProblem::NoMeans,
    }
}
