//! A file with a text, and the signatures beside it: of `order.txt`, `order.txt.sig` and each file `order.txt.*.sig`.
//! A signature says itself what it is for, so the middle of its file's name is only for people.
//! Must not know: what a text says.

use super::shown;
use crate::evidence::sshsig::{Namespace, SshSignature, SshsigProblem};
use std::{
    fs::{self, File},
    io::{self, Read as _},
    path::{Path, PathBuf},
};

/// The most octets of a text that are read: those of the longest kind, a bundle of contacts.
const MOST_OCTETS: u64 = crate::evidence::contacts::MOST_OCTETS as u64;

/// A text as it was found.
pub(super) struct Paper {
    /// Its path, safe for the terminal.
    pub(super) name: String,
    /// The folder it is in.
    pub(super) folder: PathBuf,
    /// Its octets.
    pub(super) octets: Vec<u8>,
    /// The signatures beside it, by the names of their files.
    pub(super) signatures: Vec<(String, Result<SshSignature, SshsigProblem>)>,
}

impl Paper {
    /// Reads a text and the signatures beside it.
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        let name = shown(path);
        let failed = |why: io::Error| format!("{name} could not be read: {why}. Nothing was verified.");
        let octets = capped(path).map_err(failed)?;
        let mut signatures = Vec::new();
        for path in beside(path).map_err(failed)? {
            let armored = capped(&path).map_err(failed)?;
            let armored = String::from_utf8(armored).map_err(|_| SshsigProblem::Form);
            signatures.push((shown(&path), armored.and_then(|armored| SshSignature::parse(&armored))));
        }
        Ok(Self { name, folder: folder(path).to_owned(), octets, signatures })
    }

    /// Its first line, empty when that is no text. What a strict reader will refuse about it is left to that reader.
    pub(super) fn magic(&self) -> &str {
        let line = self.octets.split(|octet| *octet == b'\n').next().unwrap_or_default();
        std::str::from_utf8(line).unwrap_or_default().trim_start_matches('\u{feff}').trim_end_matches('\r')
    }

    /// The signatures for a purpose.
    pub(super) fn signatures_for(&self, namespace: Namespace) -> impl Iterator<Item = &SshSignature> {
        let good = self.signatures.iter().filter_map(|(_, signature)| signature.as_ref().ok());
        good.filter(move |signature| signature.namespace() == namespace)
    }
}

fn capped(path: &Path) -> io::Result<Vec<u8>> {
    let mut octets = Vec::new();
    File::open(path)?.take(MOST_OCTETS + 1).read_to_end(&mut octets)?;
    if octets.len() as u64 > MOST_OCTETS { Err(io::Error::other("it has more than 2 MiB")) } else { Ok(octets) }
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The files of the signatures of a text, by name.
fn beside(path: &Path) -> io::Result<Vec<PathBuf>> {
    let folder = folder(path);
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else { return Ok(Vec::new()) };
    let begins = format!("{name}.");
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let is_one = entry
            .file_name()
            .to_str()
            .is_some_and(|other| other.strip_prefix(&begins).is_some_and(|rest| rest == "sig" || rest.ends_with(".sig")));
        if is_one {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}
