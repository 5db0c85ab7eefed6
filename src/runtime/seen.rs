//! The file that keeps up to where each profile's book was looked at: `seen.json` beside the journal, for its owner only.
//! It decides nothing: one that can't be read is said, and begun anew by the next look. Writing replaces it whole.
//! Must not know: what a look is, or when one is kept.

use super::kept;
use crate::app::seen::Mark;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    io::{self, ErrorKind},
    path::Path,
};

/// The file.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    profiles: BTreeMap<String, KeptMark>,
}

/// A mark in the file. An entry's number is a text, as in the API: it may be larger than what JSON numbers keep exactly.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeptMark {
    entry: String,
    at: Timestamp,
}

/// Up to where each profile's book was looked at; and in a sentence why that can't be told, if it can't.
pub fn read(path: &Path) -> (BTreeMap<String, Mark>, Option<String>) {
    match kept::read::<Kept>(path) {
        Ok(kept) => {
            let mark = |(name, mark): (String, KeptMark)| Some((name, Mark { entry: mark.entry.parse().ok()?, at: mark.at }));
            (kept.profiles.into_iter().filter_map(mark).collect(), None)
        }
        Err(error) if error.kind() == ErrorKind::NotFound => (BTreeMap::new(), None),
        Err(error) => {
            let why = format!("What is new since you last looked can't be told: {} can't be read ({error}).", path.display());
            (BTreeMap::new(), Some(why))
        }
    }
}

/// Keeps a mark; those of other profiles stay as they are in the file now.
///
/// # Errors
/// Whatever the system says; the file is then as it was.
pub(super) fn keep(path: &Path, profile: String, mark: Mark) -> io::Result<()> {
    let mut file: Kept = kept::read(path).unwrap_or_default();
    file.profiles.insert(profile, KeptMark { entry: mark.entry.to_string(), at: mark.at });
    kept::write(path, &file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{fs, os::unix::fs::PermissionsExt};

    fn mark(entry: u64) -> Mark {
        Mark { entry, at: "2026-11-22T09:14:00Z".parse().unwrap() }
    }

    #[test]
    fn what_is_kept_is_read_back_and_others_stay() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state").join("seen.json");
        assert_eq!(read(&path), (BTreeMap::new(), None), "nothing was kept yet, and that is nothing to speak of");
        keep(&path, "swiss".into(), mark(41)).unwrap();
        keep(&path, "ghana".into(), mark(u64::MAX)).unwrap();
        keep(&path, "swiss".into(), mark(44)).unwrap();
        let (marks, why) = read(&path);
        assert_eq!(marks, BTreeMap::from([("ghana".to_owned(), mark(u64::MAX)), ("swiss".to_owned(), mark(44))]));
        assert_eq!(why, None);
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(path.parent().unwrap().read_dir().unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn a_file_that_cannot_be_read_is_said_and_begun_anew() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("seen.json");
        let large = "x".repeat(usize::try_from(kept::LIMIT).unwrap() + 1);
        for text in ["", "{", "{\"profiles\":{},\"token\":1}", "{\"profiles\":{\"a\":{\"entry\":1}}}", large.as_str()] {
            fs::write(&path, text).unwrap();
            let (marks, why) = read(&path);
            assert!(marks.is_empty());
            assert!(why.unwrap().contains("seen.json can't be read"), "{text:.40}");
        }
        keep(&path, "swiss".into(), mark(3)).unwrap();
        assert_eq!(read(&path).0["swiss"], mark(3));
    }

    #[test]
    fn what_cannot_be_written_leaves_the_file_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("seen.json");
        fs::create_dir(&path).unwrap();
        assert!(keep(&path, "swiss".into(), mark(3)).is_err());
        assert_eq!(folder.path().read_dir().unwrap().count(), 1);
    }
}
