//! Reading the file, after making sure that nobody else could have written it (T19).
//! A link is followed, and both where it stands and what it leads to are checked.
//! Must not know: what is in the file.

use super::ConfigProblem;
use secrecy::zeroize::Zeroizing;
use std::{
    fs::{File, Metadata},
    io::{ErrorKind, Read},
    os::unix::fs::MetadataExt,
    path::Path,
};

/// Nobody writes more configuration than this, in octets.
const LIMIT: u64 = 256 << 10;
/// Write permission for the group and for others.
const OTHERS_WRITE: u32 = 0o022;
/// Any permission for the group and for others.
const OTHERS: u32 = 0o077;
/// In a folder with this bit only the owner of a file can replace it, as in `/tmp`.
const STICKY: u32 = 0o1000;

/// The text of a file that is the operator's own.
pub(super) fn text(path: &Path) -> Result<String, ConfigProblem> {
    let octets = octets(path)?;
    String::from_utf8(octets).map_err(|_| ConfigProblem::Unreadable { path: path.to_owned(), why: "it is not UTF-8".into() })
}

/// The octets of a file that is the operator's own, and that nobody else can even read.
pub(super) fn secret(path: &Path) -> Result<Zeroizing<Vec<u8>>, ConfigProblem> {
    let octets = Zeroizing::new(octets(path)?);
    let mode = path.metadata().map_err(|fault| unreadable(path, &fault))?.mode();
    if mode & OTHERS != 0 {
        return Err(ConfigProblem::OthersCanRead { path: path.to_owned(), mode: mode & 0o777 });
    }
    Ok(octets)
}

/// The text of such a file.
pub(super) fn secret_text(path: &Path) -> Result<Zeroizing<String>, ConfigProblem> {
    let octets = secret(path)?;
    let text = std::str::from_utf8(&octets).map(|text| Zeroizing::new(text.to_owned()));
    text.map_err(|_| ConfigProblem::Unreadable { path: path.to_owned(), why: "it is not text".into() })
}

/// The octets of a file that is the operator's own.
pub(super) fn octets(path: &Path) -> Result<Vec<u8>, ConfigProblem> {
    // Looked at before it is opened: opening a pipe would wait for a writer.
    if !path.metadata().map_err(|fault| unreadable(path, &fault))?.is_file() {
        return Err(ConfigProblem::Unreadable { path: path.to_owned(), why: "it is not a file".into() });
    }
    let mut file = File::open(path).map_err(|fault| unreadable(path, &fault))?;
    let about = file.metadata().map_err(|fault| unreadable(path, &fault))?;
    trusted(path, &about, false)?;
    folder(path)?;
    let target = path.canonicalize().map_err(|fault| unreadable(path, &fault))?;
    folder(&target)?;
    let mut octets = Vec::new();
    file.by_ref().take(LIMIT + 1).read_to_end(&mut octets).map_err(|fault| unreadable(path, &fault))?;
    if octets.len() as u64 > LIMIT {
        return Err(ConfigProblem::TooLarge { path: path.to_owned(), limit: LIMIT });
    }
    Ok(octets)
}

/// The TOML files of a folder, by name without `.toml`, each the operator's own. A folder that isn't there has none.
pub(super) fn toml_files(folder: &Path) -> Result<Vec<(String, String)>, ConfigProblem> {
    let entries = match folder.read_dir() {
        Ok(entries) => entries,
        Err(fault) if fault.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(fault) => return Err(unreadable(folder, &fault)),
    };
    let paths = entries.filter_map(|entry| entry.ok().map(|entry| entry.path()));
    let mut paths: Vec<_> = paths.filter(|path| path.extension().is_some_and(|end| end == "toml")).collect();
    paths.sort();
    let named = |path: std::path::PathBuf| {
        let name = path.file_stem()?.to_str()?.to_owned();
        Some(text(&path).map(|text| (name, text)))
    };
    paths.into_iter().filter_map(named).collect()
}

/// Checks the folder a file or a link stands in.
pub(super) fn folder(path: &Path) -> Result<(), ConfigProblem> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let about = folder.metadata().map_err(|fault| unreadable(folder, &fault))?;
    trusted(folder, &about, about.mode() & STICKY != 0)
}

fn trusted(path: &Path, about: &Metadata, sticky: bool) -> Result<(), ConfigProblem> {
    let owner = about.uid();
    if owner != 0 && owner != rustix::process::geteuid().as_raw() {
        return Err(ConfigProblem::NotYours { path: path.to_owned(), owner });
    }
    if about.mode() & OTHERS_WRITE != 0 && !sticky {
        return Err(ConfigProblem::OthersCanWrite { path: path.to_owned(), mode: about.mode() & 0o777 });
    }
    Ok(())
}

fn unreadable(path: &Path, fault: &std::io::Error) -> ConfigProblem {
    match fault.kind() {
        ErrorKind::NotFound => ConfigProblem::Missing { path: path.to_owned() },
        _ => ConfigProblem::Unreadable { path: path.to_owned(), why: fault.to_string() },
    }
}
