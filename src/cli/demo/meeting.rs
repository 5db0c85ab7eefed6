//! How another terminal finds the demo that runs: a file in the demo's temporary folder that says where its registries are.
//! A demo lives as long as it holds its lock, however it ended; only folders of this user that nobody else can enter are looked at.
//! Must not know: who meets there.

use crate::runtime::kept;
use serde::{Deserialize, Serialize};
use std::{
    fs::{self, File, TryLockError},
    io,
    os::unix::fs::{MetadataExt, OpenOptionsExt},
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

/// How the folder of every demo is called, before an id that grows with time.
pub(super) const FOLDER: &str = "countersign-demo-";
/// What a running demo holds.
const LOCK: &str = "demo.lock";
/// Where its registries are, once they are.
const FILE: &str = "demo.json";
/// Any permission for the group and for others.
const OTHERS: u32 = 0o077;
/// A demo invents its books when it begins; who comes meanwhile waits so long.
const PATIENCE: Duration = Duration::from_secs(20);
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// Where the registries of a demo are. Nothing in it is secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Meeting {
    /// The registries.
    pub(super) registries: Vec<Address>,
    /// The folder that keeps the books, if one does.
    pub(super) kept: Option<PathBuf>,
}

/// Where a registry is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Address {
    /// The profile.
    pub(super) name: String,
    /// Its base address.
    pub(super) url: String,
}

/// Why there is no demo to sit down at.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum NoDemo {
    /// None runs.
    #[error("No demo is running, so there is no desk to sit at. Start `countersign demo` in another terminal and try again.")]
    None,
    /// One ran, and ended without cleaning up.
    #[error(
        "The demo that was running is over, so there is no desk to sit at. Start `countersign demo` in another terminal and try again."
    )]
    Over,
    /// One runs, and its registries don't yet.
    #[error("The demo is still making its registries. Try again when it shows them.")]
    Starting,
    /// Others run.
    #[error("No demo is running at {asked}; there is {there}.")]
    NotThat {
        /// What was asked for.
        asked: String,
        /// The addresses there are.
        there: String,
    },
    /// The folders can't be looked at.
    #[error("The folder {path} can't be looked at for a demo: {why}.")]
    Folder {
        /// Which.
        path: String,
        /// What the system says.
        why: String,
    },
}

/// A demo that runs, as long as this is held.
pub(super) struct Host {
    _lock: File,
}

impl Host {
    /// Takes the lock of a new folder.
    ///
    /// # Errors
    /// Whatever the system says.
    pub(super) fn at(folder: &Path) -> io::Result<Self> {
        let lock = File::options().write(true).create_new(true).mode(0o600).open(folder.join(LOCK))?;
        lock.lock()?;
        Ok(Self { _lock: lock })
    }
}

/// Says where the registries are.
///
/// # Errors
/// Whatever the system says.
pub(super) fn announce(folder: &Path, meeting: &Meeting) -> io::Result<()> {
    kept::write(&folder.join(FILE), meeting)
}

/// Finds the newest demo that runs, or the one that has a registry at an address; waits for one that is only starting.
///
/// # Errors
/// [`NoDemo`] says why there is none.
pub(super) fn find(among: &Path, of: Option<&str>) -> Result<Meeting, NoDemo> {
    let until = Instant::now() + PATIENCE;
    loop {
        match look(among, of) {
            Err(NoDemo::Starting) if Instant::now() < until => thread::sleep(LOOK_AGAIN),
            found => return found,
        }
    }
}

/// What is found now.
fn look(among: &Path, of: Option<&str>) -> Result<Meeting, NoDemo> {
    let folders = folders(among).map_err(|error| NoDemo::Folder { path: among.display().to_string(), why: error.to_string() })?;
    let mut there = Vec::new();
    let mut otherwise = if folders.is_empty() { NoDemo::None } else { NoDemo::Over };
    for folder in folders.into_iter().filter(|folder| runs(folder)) {
        match kept::read::<Meeting>(&folder.join(FILE)) {
            Ok(meeting) if of.is_none_or(|of| meeting.is_at(of)) => return Ok(meeting),
            Ok(meeting) => there.extend(meeting.registries.into_iter().map(|registry| registry.url)),
            // A demo that ends meanwhile has taken its file away too.
            Err(_) => otherwise = NoDemo::Starting,
        }
    }
    match of {
        Some(asked) if !there.is_empty() => Err(NoDemo::NotThat { asked: asked.to_owned(), there: there.join(", ") }),
        _ => Err(otherwise),
    }
}

impl Meeting {
    fn is_at(&self, address: &str) -> bool {
        self.place_at(address).is_some()
    }

    /// Which of its registries is at an address, by its place.
    pub(super) fn place_at(&self, address: &str) -> Option<usize> {
        self.registries.iter().position(|registry| bare(&registry.url) == bare(address))
    }

    /// Where each registry is, as `--of` takes it.
    pub(super) fn addresses(&self) -> Vec<String> {
        self.registries.iter().map(|registry| bare(&registry.url).to_owned()).collect()
    }
}

/// An address as short as it can be told.
fn bare(address: &str) -> &str {
    address.trim_end_matches('/').trim_start_matches("http://")
}

/// The folders of demos of this user, newest first.
fn folders(among: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in among.read_dir()? {
        let entry = entry?;
        if entry.file_name().to_str().is_some_and(|name| name.starts_with(FOLDER)) && is_own(&entry.path()) {
            found.push(entry.path());
        }
    }
    found.sort_unstable_by(|one, other| other.cmp(one));
    Ok(found)
}

/// Whether a folder is this user's and nobody else's. A link to one is not.
fn is_own(folder: &Path) -> bool {
    let user = rustix::process::geteuid().as_raw();
    fs::symlink_metadata(folder).is_ok_and(|about| about.is_dir() && about.uid() == user && about.mode() & OTHERS == 0)
}

/// Whether somebody holds the lock. Shared, so that two who look don't take each other for a demo.
fn runs(folder: &Path) -> bool {
    File::open(folder.join(LOCK)).is_ok_and(|lock| matches!(lock.try_lock_shared(), Err(TryLockError::WouldBlock)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    fn folder(among: &Path, id: u32) -> PathBuf {
        let folder = among.join(format!("{FOLDER}{id:04}"));
        fs::create_dir(&folder).unwrap();
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).unwrap();
        folder
    }

    fn meeting(port: u16) -> Meeting {
        let url = format!("http://127.0.0.1:{port}");
        Meeting { registries: vec![Address { name: "CHE01".into(), url }], kept: None }
    }

    fn hosted(among: &Path, id: u32, port: u16) -> Host {
        let folder = folder(among, id);
        let host = Host::at(&folder).unwrap();
        announce(&folder, &meeting(port)).unwrap();
        host
    }

    #[test]
    fn the_newest_is_found_or_the_one_that_is_named() {
        let among = tempfile::tempdir().unwrap();
        assert_eq!(look(among.path(), None), Err(NoDemo::None));
        let (older, newer) = (hosted(among.path(), 1, 4001), hosted(among.path(), 2, 4002));
        assert_eq!(look(among.path(), None), Ok(meeting(4002)));
        for address in ["http://127.0.0.1:4001", "127.0.0.1:4001", "http://127.0.0.1:4001/"] {
            assert_eq!(look(among.path(), Some(address)), Ok(meeting(4001)), "{address}");
        }
        let problem = look(among.path(), Some("127.0.0.1:400")).unwrap_err().to_string();
        assert_eq!(problem, "No demo is running at 127.0.0.1:400; there is http://127.0.0.1:4002, http://127.0.0.1:4001.");
        drop(newer);
        assert_eq!(look(among.path(), None), Ok(meeting(4001)), "the newer one is over, its file is still there");
        drop(older);
        assert_eq!(look(among.path(), None), Err(NoDemo::Over));
    }

    #[test]
    fn a_demo_without_registries_yet_is_waited_for() {
        let among = tempfile::tempdir().unwrap();
        let folder = folder(among.path(), 1);
        let _host = Host::at(&folder).unwrap();
        assert_eq!(look(among.path(), None), Err(NoDemo::Starting));
        thread::scope(|scope| {
            let found = scope.spawn(|| find(among.path(), None));
            announce(&folder, &meeting(4001)).unwrap();
            assert_eq!(found.join().unwrap(), Ok(meeting(4001)));
        });
        assert_eq!(fs::metadata(folder.join(FILE)).unwrap().mode() & 0o777, 0o600);
    }

    /// T19: what others could have put there leads nowhere.
    #[test]
    fn a_folder_that_others_can_enter_is_none() {
        let among = tempfile::tempdir().unwrap();
        let _host = hosted(among.path(), 1, 4001);
        let open = among.path().join(format!("{FOLDER}0001"));
        fs::set_permissions(&open, fs::Permissions::from_mode(0o755)).unwrap();
        assert_eq!(look(among.path(), None), Err(NoDemo::None));
        let elsewhere = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(&open, elsewhere.path().join(format!("{FOLDER}0002"))).unwrap();
        fs::set_permissions(&open, fs::Permissions::from_mode(0o700)).unwrap();
        assert_eq!(look(elsewhere.path(), None), Err(NoDemo::None));
    }
}
