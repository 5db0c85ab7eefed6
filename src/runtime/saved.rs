//! The file of filters that were kept under a name: `filters.json` beside the journal, for its owner only.
//! It decides nothing: one that can't be read is said and left as it is. Writing replaces it whole.
//! Must not know: what a filter selects.

use crate::console::SavedFilters;
use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, ErrorKind, Read, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::Path,
};

/// More than anybody's filters need, in octets.
const LIMIT: u64 = 1 << 20;

/// The filters that are kept; and in a sentence why they can't be read, if they can't.
pub fn read(path: &Path) -> (SavedFilters, Option<String>) {
    match kept(path) {
        Ok(kept) => (kept, None),
        Err(error) if error.kind() == ErrorKind::NotFound => (SavedFilters::new(), None),
        Err(error) => (SavedFilters::new(), Some(format!("Saved filters can't be read: {} ({error}).", path.display()))),
    }
}

fn kept(path: &Path) -> io::Result<SavedFilters> {
    let mut text = String::new();
    let taken = File::open(path)?.take(LIMIT + 1).read_to_string(&mut text)?;
    if taken as u64 > LIMIT {
        return Err(io::Error::new(ErrorKind::FileTooLarge, "it is larger than 1 MiB"));
    }
    serde_json::from_str(&text).map_err(|error| io::Error::new(ErrorKind::InvalidData, error))
}

/// Keeps a filter under a name, or forgets the name; the others stay as they are in the file now.
///
/// # Errors
/// Whatever the system says; the file is then as it was. A file that can't be read is not replaced.
pub(super) fn keep(path: &Path, list: String, name: String, filter: Option<String>) -> io::Result<()> {
    let mut file = match kept(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => SavedFilters::new(),
        Err(error) => return Err(error),
    };
    let of_list = file.entry(list).or_default();
    match filter {
        Some(filter) => of_list.insert(name, filter),
        None => of_list.remove(&name),
    };
    if let Some(folder) = path.parent() {
        DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    }
    // Under a name of this process, so that two consoles don't write into one file.
    let beside = path.with_extension(format!("json.{}", std::process::id()));
    let written = write(&beside, &file).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // What could not be written whole is of no use to anybody.
        let _ = fs::remove_file(&beside);
    }
    written
}

fn write(path: &Path, file: &SavedFilters) -> io::Result<()> {
    let mut text = serde_json::to_vec_pretty(file).map_err(io::Error::other)?;
    text.push(b'\n');
    let mut to = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
    to.write_all(&text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

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
