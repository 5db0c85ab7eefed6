//! Reads a draft of a roster or a policy from a file of the operator's: a plain file of UTF-8, and not too large.
//! What is in it is judged by whoever asked for it.
//! Must not know: what a draft says.

use crate::{
    evidence::roster::MOST_OCTETS,
    text::{Kind, Untrusted},
};
use std::{fs::File, io::Read as _, path::Path};

/// The text of a draft.
///
/// # Errors
/// A sentence with the file's name.
pub fn read(path: &Path) -> Result<String, String> {
    let called = Untrusted::new(path.to_string_lossy()).gate(Kind::Name).to_string();
    let failed = |error: std::io::Error| format!("{called} can't be read: {error}.");
    let file = File::open(path).map_err(failed)?;
    if !file.metadata().map_err(failed)?.is_file() {
        return Err(format!("{called} is no plain file."));
    }
    let cap = u64::try_from(MOST_OCTETS).unwrap_or(u64::MAX).saturating_add(1);
    let mut octets = Vec::new();
    file.take(cap).read_to_end(&mut octets).map_err(failed)?;
    if octets.len() > MOST_OCTETS {
        return Err(format!("{called} has more than {MOST_OCTETS} octets."));
    }
    String::from_utf8(octets).map_err(|_| format!("{called} is not UTF-8."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn only_a_plain_file_of_text_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("draft");
        assert!(read(&path).unwrap_err().contains("can't be read"));
        assert!(read(folder.path()).unwrap_err().contains("no plain file"));
        for (octets, expected) in [
            (vec![0xff], Err("is not UTF-8.")),
            (vec![b'x'; MOST_OCTETS + 1], Err("octets.")),
            (b"itmo-policy/v1\n".to_vec(), Ok("itmo-policy/v1\n")),
        ] {
            fs::write(&path, octets).unwrap();
            match (read(&path), expected) {
                (Ok(text), Ok(expected)) => assert_eq!(text, expected),
                (Err(why), Err(expected)) => assert!(why.ends_with(expected), "{why}"),
                (came, expected) => panic!("{came:?} instead of {expected:?}"),
            }
        }
    }
}
