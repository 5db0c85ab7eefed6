//! The files of rosters and policies: texts, drafts, and signatures beside them.
//! What is read is capped in size; what is there is never written over.
//! Must not know: what the texts say.

use crate::{
    cli::start::Ended,
    evidence::{
        guarded::{Guarded, GuardedKind},
        roster::MOST_OCTETS,
        sshsig::SshSignature,
    },
    text::{Kind, Untrusted},
};
use std::{
    fs::{self, File, OpenOptions},
    io::{Read as _, Write as _},
    path::{Path, PathBuf},
};

/// Octets of the longest signature that is read.
const LONGEST_SIGNATURE: usize = 4_096;
/// The most signatures that are looked at.
const MOST_SIGNATURES: usize = 32;

/// A path as it may be printed.
pub(in crate::cli) fn called(path: &Path) -> String {
    Untrusted::new(path.to_string_lossy()).gate(Kind::Name).to_string()
}

/// Reads a text of the kind.
pub(in crate::cli) fn read(kind: GuardedKind, path: &Path) -> Result<Guarded, Ended> {
    let octets = octets(path, MOST_OCTETS)?;
    let text = Guarded::parse(&octets).map_err(|why| Ended::NotBegun(format!("{}: {why}.", called(path))))?;
    expect(kind, &text)?;
    Ok(text)
}

/// Refuses a text of the other kind.
pub(in crate::cli) fn expect(kind: GuardedKind, text: &Guarded) -> Result<(), Ended> {
    if text.kind() == kind {
        return Ok(());
    }
    Err(Ended::NotBegun(format!("This is a {}, and a {} was asked for.", text.kind().word(), kind.word())))
}

/// Reads a draft, which may be anything that is UTF-8.
pub(in crate::cli) fn draft(path: &Path) -> Result<String, Ended> {
    crate::runtime::draft::read(path).map_err(Ended::NotBegun)
}

/// The octets of a file, at most so many.
pub(in crate::cli) fn octets(path: &Path, most: usize) -> Result<Vec<u8>, Ended> {
    let failed = |error: std::io::Error| Ended::NotBegun(format!("{} can't be read: {error}.", called(path)));
    let mut octets = Vec::new();
    let cap = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    File::open(path).map_err(failed)?.take(cap).read_to_end(&mut octets).map_err(failed)?;
    if octets.len() > most {
        return Err(Ended::NotBegun(format!("{} has more than {most} octets.", called(path))));
    }
    Ok(octets)
}

/// Writes a file that is not there yet, and makes sure it is on the disk.
pub(in crate::cli) fn write_new(path: &Path, text: &str) -> Result<(), Ended> {
    let written = OpenOptions::new().write(true).create_new(true).open(path).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    written.map_err(|error| Ended::Failed(format!("{} was not written: {error}.", called(path))))
}

/// The signatures asked for, or those beside a text: the files that begin with its name and end with `.sig`. Each with its name.
pub(in crate::cli) fn signatures(text: &Path, asked: &[PathBuf]) -> Result<Vec<(String, SshSignature)>, Ended> {
    let paths = if asked.is_empty() { beside(text)? } else { asked.to_vec() };
    if paths.len() > MOST_SIGNATURES {
        return Err(Ended::NotBegun(format!("There are more than {MOST_SIGNATURES} signatures; name those that count.")));
    }
    paths.iter().map(|path| signature(path)).collect()
}

pub(in crate::cli) fn signature(path: &Path) -> Result<(String, SshSignature), Ended> {
    let armor = String::from_utf8_lossy(&octets(path, LONGEST_SIGNATURE)?).into_owned();
    let parsed = SshSignature::parse(&armor).map_err(|why| Ended::NotBegun(format!("{}: {why}.", called(path))))?;
    let name = path.file_name().map_or_else(|| called(path), |name| called(Path::new(name)));
    Ok((name, parsed))
}

pub(in crate::cli) fn beside(text: &Path) -> Result<Vec<PathBuf>, Ended> {
    let folder = text.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = text.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let failed = |error: std::io::Error| Ended::NotBegun(format!("{} can't be read: {error}.", called(folder)));
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let other = entry.file_name().to_string_lossy().into_owned();
        if other.strip_prefix(&name).is_some_and(|rest| rest.starts_with('.') && rest.ends_with(".sig")) {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}
