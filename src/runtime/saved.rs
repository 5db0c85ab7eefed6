//! The file of filters that were kept under a name: `filters.json` beside the journal, for its owner only.
//! It decides nothing: one that can't be read is said and left as it is. Writing replaces it whole.
//! Must not know: what a filter selects.

use super::kept;
use crate::console::SavedFilters;
use std::{
    io::{self, ErrorKind},
    path::Path,
};

/// The filters that are kept; and in a sentence why they can't be read, if they can't.
pub fn read(path: &Path) -> (SavedFilters, Option<String>) {
    match kept::read(path) {
        Ok(kept) => (kept, None),
        Err(error) if error.kind() == ErrorKind::NotFound => (SavedFilters::new(), None),
        Err(error) => (SavedFilters::new(), Some(format!("Saved filters can't be read: {} ({error}).", path.display()))),
    }
}

/// Keeps a filter under a name, or forgets the name; the others stay as they are in the file now.
///
/// # Errors
/// Whatever the system says; the file is then as it was. A file that can't be read is not replaced.
pub(super) fn keep(path: &Path, list: String, name: String, filter: Option<String>) -> io::Result<()> {
    let mut file: SavedFilters = match kept::read(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => SavedFilters::new(),
        Err(error) => return Err(error),
    };
    let of_list = file.entry(list).or_default();
    match filter {
        Some(filter) => of_list.insert(name, filter),
        None => of_list.remove(&name),
    };
    kept::write(path, &file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{fs, os::unix::fs::PermissionsExt};

    /// T25.
    #[test]
    fn what_is_kept_is_there_next_time_and_for_nobody_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state").join("filters.json");
        assert_eq!(read(&path), (SavedFilters::new(), None));
        keep(&path, "accounts".into(), "ghana".into(), Some("party:GHA".into())).unwrap();
        keep(&path, "blocks".into(), "old".into(), Some("vintage:..2022".into())).unwrap();
        let (saved, why) = read(&path);
        assert_eq!(
            (saved["accounts"]["ghana"].as_str(), saved["blocks"]["old"].as_str(), why),
            ("party:GHA", "vintage:..2022", None)
        );
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        keep(&path, "accounts".into(), "ghana".into(), None).unwrap();
        assert!(read(&path).0["accounts"].is_empty());
    }

    #[test]
    fn a_file_that_is_none_is_said_and_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("filters.json");
        fs::write(&path, "not JSON").unwrap();
        assert!(read(&path).1.unwrap().contains("can't be read"));
        assert!(keep(&path, "accounts".into(), "x".into(), Some("y".into())).is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "not JSON");
    }
}
