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
    runtime::signed_file,
};
use std::{
    fs::OpenOptions,
    io::Write as _,
    path::{Path, PathBuf},
};

/// A path as it may be printed.
pub(in crate::cli) fn called(path: &Path) -> String {
    signed_file::called(path)
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
    signed_file::octets(path, most).map_err(Ended::NotBegun)
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
    signed_file::signatures(text, asked).map_err(Ended::NotBegun)
}
