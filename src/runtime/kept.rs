//! A small JSON file that the console keeps between its runs, for its owner only: read whole, replaced whole.
//! One that can't be read is the caller's to judge; one that can't be written is as it was before.
//! Must not know: what is kept.

use serde::{Serialize, de::DeserializeOwned};
use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, ErrorKind, Read, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::Path,
};

/// More than any of them needs, in octets.
pub(super) const LIMIT: u64 = 1 << 20;

/// What is kept there.
///
/// # Errors
/// Whatever the system says; [`ErrorKind::FileTooLarge`] above 1 MiB, [`ErrorKind::InvalidData`] when it is not what it should be.
pub(crate) fn read<T: DeserializeOwned>(path: &Path) -> io::Result<T> {
    let mut text = String::new();
    let taken = File::open(path)?.take(LIMIT + 1).read_to_string(&mut text)?;
    if taken as u64 > LIMIT {
        return Err(io::Error::new(ErrorKind::FileTooLarge, "it is larger than 1 MiB"));
    }
    serde_json::from_str(&text).map_err(|error| io::Error::new(ErrorKind::InvalidData, error))
}

/// Keeps something there; the folder is made if it is not there.
///
/// # Errors
/// Whatever the system says; the file is then as it was.
pub(crate) fn write<T: Serialize>(path: &Path, kept: &T) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    }
    // Under a name of this process, so that two consoles don't write into one file.
    let beside = path.with_extension(format!("json.{}", std::process::id()));
    let written = write_new(&beside, kept).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // What could not be written whole is of no use to anybody.
        let _ = fs::remove_file(&beside);
    }
    written
}

fn write_new<T: Serialize>(path: &Path, kept: &T) -> io::Result<()> {
    let mut text = serde_json::to_vec_pretty(kept).map_err(io::Error::other)?;
    text.push(b'\n');
    let mut to = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
    to.write_all(&text)
}
