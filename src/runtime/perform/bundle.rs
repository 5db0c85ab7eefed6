//! Reads a bundle of contacts of the operator's, and the signatures beside it.
//! The text is read strictly, line by line; nothing that is not exactly a bundle leaves here.
//! Must not know: whose signatures count, or what is done with the entries.

use crate::{
    evidence::contacts::{BundleText, MOST_OCTETS},
    registry::BundleFile,
    runtime::signed_file::{called, octets, signatures},
};
use std::path::Path;

/// The bundle in a file.
///
/// # Errors
/// A sentence with the file's name, and the line where it is no bundle.
pub(super) fn read(path: &Path) -> Result<BundleFile, String> {
    let text = BundleText::parse(&octets(path, MOST_OCTETS)?).map_err(|why| format!("{}: {why}.", called(path)))?;
    let name = path.file_name().map_or_else(|| called(path), |name| called(Path::new(name)));
    Ok(BundleFile { name, text, signatures: signatures(path, &[])? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_bundle_is_refused_with_its_name_and_its_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notice\u{1b}[2J.txt");
        assert!(read(&path).unwrap_err().contains("can't be read"));
        assert!(read(folder.path()).unwrap_err().contains("no plain file"));
        std::fs::write(&path, "itmo-contacts/v1\nfrom: GHA01\nenvironment: moon\n").unwrap();
        let why = read(&path).unwrap_err();
        assert!(why.contains("line 3") && why.contains("⟦U+001B⟧") && !why.contains('\u{1b}'), "{why}");
    }
}
