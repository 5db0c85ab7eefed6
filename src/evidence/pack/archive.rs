//! The container of a pack: a ZIP whose files are stored as they are, without times, in the order they were given.
//! So the same evidence makes the same octets, and no archive can unpack into more than it is.
//! Must not know: what the files are.

use super::PackFile;
use std::io::{Cursor, Read, Write};
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

/// Octets of the largest pack that is read.
pub const LARGEST: usize = 256 << 20;
/// The most files of one.
const MOST: usize = 20_000;
/// What every ZIP begins with that has a file.
const BEGIN: &[u8] = b"PK\x03\x04";

/// Why an archive can't be written or read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ArchiveProblem {
    /// It is no ZIP, or a broken one.
    #[error("it is no whole ZIP file")]
    Broken,
    /// A file in it is compressed or encrypted.
    #[error("{0} is not stored as it is, as every file of a pack must be")]
    Stored(String),
    /// A name that could lead out of a folder, or stands twice.
    #[error("it has a file with a name that no pack has")]
    Name,
    /// It is larger than any pack.
    #[error("it is larger than any pack")]
    Large,
}

/// Whether octets begin as an archive does.
pub fn is_archive(octets: &[u8]) -> bool {
    octets.starts_with(BEGIN)
}

/// Writes files as an archive.
///
/// # Errors
/// [`ArchiveProblem`].
pub fn write(files: &[PackFile]) -> Result<Vec<u8>, ArchiveProblem> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(zip::DateTime::default())
        .unix_permissions(0o600);
    for file in files {
        if !is_plain(&file.name) {
            return Err(ArchiveProblem::Name);
        }
        archive.start_file(file.name.as_str(), options).map_err(|_| ArchiveProblem::Broken)?;
        archive.write_all(&file.octets).map_err(|_| ArchiveProblem::Broken)?;
    }
    Ok(archive.finish().map_err(|_| ArchiveProblem::Broken)?.into_inner())
}

/// Reads an archive.
///
/// # Errors
/// [`ArchiveProblem`]: nothing that is larger, compressed, or could be written elsewhere is taken.
pub fn read(octets: &[u8]) -> Result<Vec<PackFile>, ArchiveProblem> {
    if octets.len() > LARGEST {
        return Err(ArchiveProblem::Large);
    }
    let mut archive = ZipArchive::new(Cursor::new(octets)).map_err(|_| ArchiveProblem::Broken)?;
    if archive.len() > MOST {
        return Err(ArchiveProblem::Large);
    }
    let mut files: Vec<PackFile> = Vec::with_capacity(archive.len());
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(|_| ArchiveProblem::Broken)?;
        let name = entry.name().map_err(|_| ArchiveProblem::Name)?.into_owned();
        if !is_plain(&name) || files.iter().any(|file| file.name == name) {
            return Err(ArchiveProblem::Name);
        }
        if entry.compression() != CompressionMethod::Stored || entry.encrypted() {
            return Err(ArchiveProblem::Stored(name));
        }
        let mut octets = Vec::new();
        entry.take(LARGEST as u64).read_to_end(&mut octets).map_err(|_| ArchiveProblem::Broken)?;
        files.push(PackFile { name, octets });
    }
    Ok(files)
}

/// Small letters, digits and a few signs, in folders that lead down.
fn is_plain(name: &str) -> bool {
    let part = |part: &str| {
        let fits = part.bytes().all(|octet| octet.is_ascii_alphanumeric() || matches!(octet, b'.' | b'-' | b'_'));
        fits && !part.is_empty() && !part.starts_with('.')
    };
    name.len() <= 200 && name.split('/').all(part)
}
