//! Reads texts of the operator's files and the signatures that lie beside them: plain files, and none too large.
//! What is in them is judged by whoever asked for it.
//! Must not know: what a text says.

use crate::{
    evidence::sshsig::SshSignature,
    text::{Kind, Untrusted},
};
use std::{
    fs::{self, File},
    io::Read as _,
    path::{Path, PathBuf},
};

/// Octets of the longest signature that is read.
const LONGEST_SIGNATURE: usize = 4_096;
/// The most signatures that are looked at.
const MOST_SIGNATURES: usize = 32;

/// A path as it may be printed.
pub fn called(path: &Path) -> String {
    Untrusted::new(path.to_string_lossy()).gate(Kind::Name).to_string()
}

/// The octets of a file, at most so many.
///
/// # Errors
/// A sentence with the file's name.
pub fn octets(path: &Path, most: usize) -> Result<Vec<u8>, String> {
    let failed = |error: std::io::Error| format!("{} can't be read: {error}.", called(path));
    // A pipe or a device would never end, or say something else each time.
    if !fs::metadata(path).map_err(failed)?.is_file() {
        return Err(format!("{} is no plain file.", called(path)));
    }
    let mut octets = Vec::new();
    let cap = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    File::open(path).map_err(failed)?.take(cap).read_to_end(&mut octets).map_err(failed)?;
    if octets.len() > most {
        return Err(format!("{} has more than {most} octets.", called(path)));
    }
    Ok(octets)
}

/// The signatures asked for, or those beside a text: the files that begin with its name and end with `.sig`. Each with its name.
///
/// # Errors
/// A sentence with the file's name.
pub fn signatures(text: &Path, asked: &[PathBuf]) -> Result<Vec<(String, SshSignature)>, String> {
    let paths = if asked.is_empty() { beside(text)? } else { asked.to_vec() };
    if paths.len() > MOST_SIGNATURES {
        return Err(format!("There are more than {MOST_SIGNATURES} signatures; name those that count."));
    }
    paths.iter().map(|path| signature(path)).collect()
}

/// One signature, with the name of its file.
///
/// # Errors
/// A sentence with the file's name.
pub fn signature(path: &Path) -> Result<(String, SshSignature), String> {
    let armor = String::from_utf8_lossy(&octets(path, LONGEST_SIGNATURE)?).into_owned();
    let parsed = SshSignature::parse(&armor).map_err(|why| format!("{}: {why}.", called(path)))?;
    let name = path.file_name().map_or_else(|| called(path), |name| called(Path::new(name)));
    Ok((name, parsed))
}

/// The files beside a text that begin with its name and end with `.sig`, ascending.
///
/// # Errors
/// A sentence with the folder's name.
pub fn beside(text: &Path) -> Result<Vec<PathBuf>, String> {
    let folder = text.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = text.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let failed = |error: std::io::Error| format!("{} can't be read: {error}.", called(folder));
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
