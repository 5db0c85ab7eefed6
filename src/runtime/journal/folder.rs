//! The folder of the journal: which segments and manifests are in it, the lock, and files that are there whole or not at all.
//! For its owner only; what has been written is on the disk before anything goes on (T25).
//! Must not know: what stands in the files.

use crate::evidence::journal::{Digest, SegmentName};
use std::{
    fs::{self, DirBuilder, File, TryLockError},
    io::{self, ErrorKind, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::Path,
};

/// The file that a console that writes holds.
const LOCK: &str = "journal.lock";
/// What follows a manifest's name when it is its signature, as `ssh-keygen -Y sign` names it.
const SIGNATURE: &str = ".sig";
/// What follows a segment's name when it is what was cut off it.
const TORN: &str = ".torn";

/// Makes the folder, if it is not there.
pub(super) fn make(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// Takes the journal for one writer, as long as the file is held; `None` when another has it.
pub(super) fn lock(folder: &Path) -> io::Result<Option<File>> {
    let file = File::options().write(true).create(true).truncate(false).mode(0o600).open(folder.join(LOCK))?;
    held(file)
}

/// The same without making anything: a journal that was never locked is free.
pub(super) fn is_in_use(folder: &Path) -> io::Result<bool> {
    match File::open(folder.join(LOCK)) {
        Ok(file) => Ok(held(file)?.is_none()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

fn held(file: File) -> io::Result<Option<File>> {
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// The segments whose lines are here, in their order.
pub(super) fn segments(folder: &Path) -> io::Result<Vec<SegmentName>> {
    named(folder, SegmentName::of_lines)
}

/// The segments whose manifests are here, in their order.
pub(super) fn manifests(folder: &Path) -> io::Result<Vec<SegmentName>> {
    named(folder, SegmentName::of_manifest)
}

fn named(folder: &Path, segment: impl Fn(&str) -> Option<SegmentName>) -> io::Result<Vec<SegmentName>> {
    let mut found = Vec::new();
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(found),
        entries => entries?,
    };
    for entry in entries {
        found.extend(entry?.file_name().to_str().and_then(&segment));
    }
    found.sort_unstable();
    Ok(found)
}

/// The manifest of a segment; `None` when there is none.
pub(super) fn manifest(folder: &Path, segment: SegmentName) -> io::Result<Option<String>> {
    text(&folder.join(segment.manifest()))
}

/// The signature over the manifest of a segment; `None` when there is none.
pub(super) fn signature(folder: &Path, segment: SegmentName) -> io::Result<Option<String>> {
    text(&folder.join(segment.manifest() + SIGNATURE))
}

fn text(path: &Path) -> io::Result<Option<String>> {
    match fs::read(path) {
        // What is not UTF-8 is nothing that was written here; it is refused by whoever reads the text.
        Ok(octets) => Ok(Some(String::from_utf8_lossy(&octets).into_owned())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Begins a segment: a new file to append to, which is in its folder for good.
pub(super) fn begin(folder: &Path, segment: SegmentName) -> io::Result<File> {
    #[cfg(test)]
    super::fault::step()?;
    let file = File::options().append(true).create_new(true).mode(0o600).open(folder.join(segment.lines()))?;
    sync(folder)?;
    Ok(file)
}

/// Appends a line and waits until it is on the disk.
pub(super) fn add(file: &mut File, line: &str) -> io::Result<()> {
    #[cfg(test)]
    super::fault::within(file, line)?;
    file.write_all(line.as_bytes())?;
    #[cfg(test)]
    super::fault::step()?;
    file.sync_data()
}

/// Cuts a file off there.
pub(super) fn cut(file: &File, length: u64) -> io::Result<()> {
    #[cfg(test)]
    super::fault::step()?;
    file.set_len(length)?;
    #[cfg(test)]
    super::fault::step()?;
    file.sync_all()
}

/// Takes a file away for good.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    #[cfg(test)]
    super::fault::step()?;
    fs::remove_file(path)?;
    path.parent().map_or(Ok(()), sync)
}

/// Keeps what was cut off a segment.
pub(super) fn keep_torn(folder: &Path, segment: SegmentName, octets: &[u8]) -> io::Result<()> {
    write_whole(folder, &format!("{segment}{TORN}"), octets)
}

/// What was cut off segments: the name of each file, and its digest.
pub(super) fn torn(folder: &Path) -> io::Result<Vec<(String, Digest)>> {
    let of_torn = |name: &str| name.strip_suffix(TORN)?.parse().ok();
    let kept = named(folder, of_torn)?.into_iter().map(|segment| format!("{segment}{TORN}"));
    kept.map(|name| Ok((name.clone(), Digest::of(fs::read(folder.join(&name))?)))).collect()
}

/// Writes a manifest with its signature. The signature is there first, so that no manifest that should have one is ever without.
pub(super) fn close(folder: &Path, segment: SegmentName, manifest: &str, signature: Option<&str>) -> io::Result<()> {
    if let Some(signature) = signature {
        write_whole(folder, &(segment.manifest() + SIGNATURE), signature.as_bytes())?;
    }
    write_whole(folder, &segment.manifest(), manifest.as_bytes())
}

/// Writes a file that is there whole or not at all.
pub(super) fn write_whole(folder: &Path, name: &str, octets: &[u8]) -> io::Result<()> {
    let partial = folder.join(format!("{name}.partial"));
    let mut file = File::options().write(true).create(true).truncate(true).mode(0o600).open(&partial)?;
    #[cfg(test)]
    super::fault::step()?;
    file.write_all(octets)?;
    file.sync_all()?;
    #[cfg(test)]
    super::fault::step()?;
    fs::rename(&partial, folder.join(name))?;
    sync(folder)
}

fn sync(folder: &Path) -> io::Result<()> {
    #[cfg(test)]
    super::fault::step()?;
    File::open(folder)?.sync_all()
}
