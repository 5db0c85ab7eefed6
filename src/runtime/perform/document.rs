//! Reads the document an order rests on, for its name and digest (F21).
//! Octets only: it is never opened by another program, interpreted, copied or kept (T27).
//! Must not know: what the digest is for.

use crate::{evidence::digest::Digest, registry::ReadDocument};
use sha2::{Digest as _, Sha256};
use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

/// The largest document that is read. Agreements and letters are far smaller.
const LARGEST: u64 = 256 << 20;
/// So many octets are read at a time.
const PIECE: usize = 64 << 10;

/// The name, size and digest of a file.
///
/// # Errors
/// In a clause: it is not there, is no file, can't be read, or is too large.
pub(crate) fn read(path: &Path) -> Result<ReadDocument, String> {
    let name = path.file_name().and_then(|name| name.to_str()).ok_or("it has no name")?;
    let about = std::fs::metadata(path).map_err(|error| said(&error))?;
    // A pipe or a device would never end, or read something else each time.
    if !about.is_file() {
        return Err("it is not a file".to_owned());
    }
    let (sha256, octets) = File::open(path).and_then(digest).map_err(|error| said(&error))?;
    if octets > LARGEST {
        return Err(format!("it is larger than {} MiB", LARGEST >> 20));
    }
    Ok(ReadDocument { name: name.to_owned(), octets, sha256 })
}

/// The digest of what a file holds and how many octets were read; one more than [`LARGEST`] ends it.
fn digest(file: File) -> io::Result<(Digest, u64)> {
    let mut file = file.take(LARGEST + 1);
    let (mut hash, mut octets, mut piece) = (Sha256::new(), 0, vec![0; PIECE]);
    loop {
        let read = file.read(&mut piece)?;
        let Some(part) = piece.get(..read).filter(|part| !part.is_empty()) else { break };
        hash.update(part);
        octets += read as u64;
    }
    Ok((Digest::made(hash.finalize().into()), octets))
}

fn said(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "it may not be read".to_owned(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f21_a_document_is_known_by_its_octets_and_what_is_no_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("LOA-2026-118.pdf");
        std::fs::write(&path, b"abc").unwrap();
        let read_one = read(&path).unwrap();
        assert_eq!((read_one.name.as_str(), read_one.octets), ("LOA-2026-118.pdf", 3));
        assert_eq!(read_one.sha256.to_string(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        for (path, why) in [(folder.path().join("none"), "no such file"), (folder.path().to_owned(), "not a file")] {
            let said = read(&path).unwrap_err();
            assert!(said.contains(why), "{said}");
        }
    }
}
