//! The keys of practice people and stations as files, for consoles that are to sign.
//! People's keys are sealed with the practice passphrase, so that opening one is practised too; it protects nothing.
//! Must not know: who will use them.

use super::keys::{STATIONS, practice_person_key, practice_station_key};
use crate::{
    evidence::openssh_key::{KeyFile, KeyFileProblem},
    sandbox::people::{PEOPLE, PRACTICE_PASSPHRASE},
};
use secrecy::SecretString;
use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{self, Write},
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

/// Why a key file can't be written.
#[derive(Debug, thiserror::Error)]
pub enum KeyFilesProblem {
    /// The folder or a file.
    #[error("{0}")]
    Files(#[from] io::Error),
    /// The system gave no random numbers.
    #[error("the system gives no random numbers")]
    Random,
    /// A key can't be sealed.
    #[error("{0}")]
    Seal(#[from] KeyFileProblem),
}

/// The persons of a practice registry, ascending, by the id in the roster.
pub fn practice_persons() -> impl Iterator<Item = &'static str> {
    PEOPLE.iter().map(|login| login.person).collect::<BTreeSet<_>>().into_iter()
}

/// Writes `keys/PERSON.key` for each of these persons and `stations/STATION.key` for every practice station. A file that is there stays
/// as it is.
///
/// # Errors
/// [`KeyFilesProblem`]; files that were written before it stay.
pub fn write_practice_keys<'a>(folder: &Path, persons: impl Iterator<Item = &'a str>) -> Result<(), KeyFilesProblem> {
    let (keys, stations) = (folder.join("keys"), folder.join("stations"));
    for folder in [&keys, &stations] {
        fs::create_dir_all(folder)?;
    }
    let passphrase = SecretString::from(PRACTICE_PASSPHRASE);
    for person in persons {
        let path = keys.join(format!("{person}.key"));
        if !path.exists() {
            let comment = format!("practice key of {person}");
            let mut salt = [0; 16];
            getrandom::fill(&mut salt).map_err(|_| KeyFilesProblem::Random)?;
            write(&path, KeyFile::sealed(&practice_person_key(person), &comment, &passphrase, salt)?.as_bytes())?;
        }
    }
    for station in STATIONS {
        let path = stations.join(format!("{station}.key"));
        if !path.exists() {
            let comment = format!("practice key of station {station}");
            write(&path, KeyFile::unsealed(&practice_station_key(station), &comment).as_bytes())?;
        }
    }
    Ok(())
}

fn write(path: &Path, octets: &[u8]) -> io::Result<()> {
    File::options().write(true).create_new(true).mode(0o600).open(path)?.write_all(octets)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_open_with_the_practice_passphrase() {
        let folder = tempfile::tempdir().unwrap();
        write_practice_keys(folder.path(), ["amina-kessie"].into_iter()).unwrap();
        write_practice_keys(folder.path(), ["amina-kessie"].into_iter()).unwrap();
        let read = |name: &str| KeyFile::parse(&fs::read_to_string(folder.path().join(name)).unwrap()).unwrap();
        let person = read("keys/amina-kessie.key");
        assert!(person.is_sealed());
        let key = person.open(Some(&SecretString::from(PRACTICE_PASSPHRASE))).unwrap();
        assert_eq!(key.public(), practice_person_key("amina-kessie").public());
        assert_eq!(read("stations/OFF-1.key").open(None).unwrap().public(), practice_station_key("OFF-1").public());
        assert_eq!(practice_persons().count(), 9);
    }
}
