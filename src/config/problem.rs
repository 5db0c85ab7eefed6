//! Why a configuration is not used: which file, which line, and what to do about it.
//! A value is never repeated: it could be a secret in the wrong place.
//! Must not know: where it is shown.

use crate::registry::http::TrustProblem;
use std::path::PathBuf;

/// Why a configuration is not used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigProblem {
    /// The file does not exist.
    #[error("{}: there is no such file", path.display())]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// The file can't be read.
    #[error("{}: it can't be read: {why}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        why: String,
    },
    /// Nobody writes that much configuration.
    #[error("{}: it is larger than {} KiB", path.display(), limit >> 10)]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The cap, in octets.
        limit: u64,
    },
    /// Others can change the file, or put another in its place (T19).
    #[error("{}: others can write to it (mode {mode:03o}), so it is not used. Run: chmod go-w {}", path.display(), path.display())]
    OthersCanWrite {
        /// The file or the folder it is in.
        path: PathBuf,
        /// Its permissions.
        mode: u32,
    },
    /// Others can read what nobody else may know (T08).
    #[error(
        "{}: others can read it (mode {mode:03o}), so it is not used. Run: chmod 600 {}. Then have it replaced: it may have been copied",
        path.display(),
        path.display()
    )]
    OthersCanRead {
        /// The file.
        path: PathBuf,
        /// Its permissions.
        mode: u32,
    },
    /// A certificate or a key of a profile is not what it should be.
    #[error("{}: {why}", path.display())]
    Certificate {
        /// The file.
        path: PathBuf,
        /// Why it can't be used.
        why: TrustProblem,
    },
    /// The file or its folder is somebody else's (T19).
    #[error("{}: it belongs to another user (uid {owner}), so it is not used", path.display())]
    NotYours {
        /// The file or the folder it is in.
        path: PathBuf,
        /// Whose it is.
        owner: u32,
    },
    /// It is not TOML, or a value is not what the key takes.
    #[error("{}:{line}: {what}", path.display())]
    Wrong {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong, as a clause.
        what: String,
    },
    /// A key nobody knows.
    #[error("{}:{line}: there is no key {key:?}{}", path.display(), suggestion(*.nearest))]
    UnknownKey {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The key; `{:?}` escapes it.
        key: String,
        /// The key that was probably meant.
        nearest: Option<&'static str>,
    },
    /// A secret (T08).
    #[error(
        "{}:{line}: {key:?} looks like a secret, and secrets are never taken from this file. Remove it and change the secret: it \
         may have been copied. Practice registries need none",
        path.display()
    )]
    Secret {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The key, without its value.
        key: String,
    },
    /// The home folder is unknown, so there is no usual place.
    #[error("the home folder is not known; say --config FILE")]
    NoHome,
}

fn suggestion(nearest: Option<&'static str>) -> String {
    nearest.map(|key| format!("; did you mean {key}?")).unwrap_or_default()
}
