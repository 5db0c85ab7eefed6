//! One line of a closed segment with the proof that it stands there: what can be shown to a third party without the rest.
//! The proof holds the segment's manifest and the station's signature over it; every other line is a digest.
//! Must not know: where the journal is kept, or whose key the signature must be.

use super::{
    line::Record,
    manifest::Manifest,
    merkle::{leaf, path, root_by_path},
};
use crate::evidence::digest::Digest;
use std::fmt::Write as _;

const MAGIC: &str = "itmo-journal-proof/v1";
/// More levels than any tree has.
const DEEPEST: usize = 64;

/// A proof that was read and checked, but for the signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The line.
    pub record: Record,
    /// The manifest whose tree has it.
    pub manifest: Manifest,
    /// The manifest's text, which is what was signed.
    pub signed: String,
    /// The station's signature in its armor; `None` when the manifest was not signed.
    pub signature: Option<String>,
}

/// Why a text proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProofProblem {
    /// It is not a proof in its one spelling.
    #[error("this is not a proof of a journal line, or it was edited")]
    Form,
    /// The line is not the one at this place of the tree.
    #[error("the line does not stand in the journal that the manifest is of")]
    Root,
}

impl Proof {
    /// The text that proves a line, given without its LF, at its place in a segment, from 0; `None` when there is no such place.
    /// `leaves` are those of all lines of the segment.
    pub fn write(leaves: &[Digest], index: usize, line: &str, manifest: &Manifest, signature: Option<&str>) -> Option<String> {
        let mut text = format!("{MAGIC}\nindex {index}\n");
        for digest in path(leaves, index)? {
            // Writing to a String can't fail.
            let _ = writeln!(text, "{digest}");
        }
        let _ = write!(text, "\n{line}\n\n{}", manifest.write());
        if let Some(signature) = signature {
            let _ = write!(text, "\n{}\n", signature.trim_end());
        }
        Some(text)
    }

    /// Reads a proof and follows it to the root in its manifest. The signature is the caller's to check.
    ///
    /// # Errors
    /// [`ProofProblem`].
    pub fn parse(text: &str) -> Result<Self, ProofProblem> {
        let mut parts = text.split("\n\n");
        let (head, line) = parts.next().zip(parts.next()).ok_or(ProofProblem::Form)?;
        let manifest = parts.next().ok_or(ProofProblem::Form)?;
        // The last part alone keeps the LF that ends it: a signature with anything after it is none.
        let signature = match parts.next() {
            Some(signature) if signature.ends_with('\n') => Some(signature.to_owned()),
            Some(_) => return Err(ProofProblem::Form),
            None => None,
        };
        // The LF that ends the manifest was taken as the first of the two that end its part.
        let signed = if signature.is_some() { format!("{manifest}\n") } else { manifest.to_owned() };
        let manifest = Manifest::parse(&signed).map_err(|_| ProofProblem::Form)?;
        let (index, digests) = steps(head).ok_or(ProofProblem::Form)?;
        let record = Record::read(line).ok_or(ProofProblem::Form)?;
        let root = root_by_path(leaf(line), index, manifest.size(), &digests);
        let numbered = manifest.first.checked_add(index) == Some(record.seq);
        if root != Some(manifest.root) || !numbered {
            return Err(ProofProblem::Root);
        }
        Ok(Self { record, manifest, signed, signature })
    }
}

/// The place of the line, and the digests that lead to the root.
fn steps(head: &str) -> Option<(u64, Vec<Digest>)> {
    let mut lines = head.lines();
    (lines.next()? == MAGIC).then_some(())?;
    let place = lines.next()?.strip_prefix("index ")?;
    let index: u64 = place.parse().ok().filter(|index: &u64| index.to_string() == place)?;
    let digests: Option<Vec<Digest>> = lines.map(|line| line.parse().ok()).collect();
    digests.filter(|digests| digests.len() <= DEEPEST).map(|digests| (index, digests))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::journal::{Chain, Entry, Head, Tree};
    use jiff::Timestamp;

    const ARMOR: &str = "-----BEGIN SSH SIGNATURE-----\nU1NIU0lH\n-----END SSH SIGNATURE-----\n";

    /// Lines 5 to 11 of a journal, and the manifest of their segment.
    fn segment() -> (Vec<String>, Manifest) {
        let mut chain = Chain::after(Head { seq: 4, digest: Digest::of("four") });
        let line = |n: u32, chain: &mut Chain| {
            chain.line(Timestamp::UNIX_EPOCH, Entry::note("", format!("secret {n}"))).trim_end().to_owned()
        };
        let lines: Vec<String> = (5..12).map(|n| line(n, &mut chain)).collect();
        let mut tree = Tree::default();
        lines.iter().for_each(|line| tree.push(leaf(line)));
        let manifest = Manifest {
            segment: "journal-2026-11-28".parse().unwrap(),
            station: Some("ONL-2".into()),
            closed: Timestamp::UNIX_EPOCH,
            first: 5,
            head: chain.head(),
            root: tree.root(),
            sum: Digest::of("lines"),
            before: None,
        };
        (lines, manifest)
    }

    fn written(lines: &[String], at: usize, manifest: &Manifest, signature: Option<&str>) -> Option<String> {
        let leaves: Vec<Digest> = lines.iter().map(|line| leaf(line)).collect();
        Proof::write(&leaves, at, lines.get(at)?, manifest, signature)
    }

    #[test]
    fn a_proof_shows_one_line_and_no_other() {
        let (lines, manifest) = segment();
        for (signature, at) in [(Some(ARMOR), 3), (None, 0), (Some(ARMOR), 6)] {
            let text = written(&lines, at, &manifest, signature).unwrap();
            let proof = Proof::parse(&text).unwrap();
            assert_eq!(proof.record.seq, 5 + at as u64);
            assert_eq!(proof.signature.as_deref(), signature);
            assert_eq!(proof.signed, manifest.write());
            let shown: Vec<usize> = (0..7).filter(|n| text.contains(&format!("secret {}", n + 5))).collect();
            assert_eq!(shown, [at], "{text}");
        }
        assert_eq!(written(&lines, 7, &manifest, None), None);
    }

    /// A proof that is shown has nothing beside it that looks like a part of it.
    #[test]
    fn a_proof_has_its_parts_and_no_more() {
        let (lines, manifest) = segment();
        let (bare, signed) = (written(&lines, 3, &manifest, None).unwrap(), written(&lines, 3, &manifest, Some(ARMOR)).unwrap());
        assert!(Proof::parse(&bare).is_ok() && Proof::parse(&signed).is_ok());
        for more in
            [format!("{signed}\n\n"), format!("{signed}\nmore\n"), format!("{signed}\n\nmore\n"), signed.trim_end().to_owned()]
        {
            assert_eq!(Proof::parse(&more).err(), Some(ProofProblem::Form), "{more}");
        }
    }

    #[test]
    fn no_octet_of_a_proof_can_be_changed_before_the_signature() {
        let (lines, manifest) = segment();
        let text = written(&lines, 3, &manifest, Some(ARMOR)).unwrap();
        let whole = Proof::parse(&text).unwrap();
        for at in 0..text.find("-----BEGIN").unwrap() {
            for new in [b'0', b'x', b'\n'] {
                let mut changed = text.clone().into_bytes();
                changed[at] = new;
                let changed = String::from_utf8(changed).unwrap();
                // What only the signature protects is what the manifest says besides the tree.
                let read = Proof::parse(&changed).ok().filter(|_| changed != text);
                assert!(
                    read.is_none_or(|read| read.signed != whole.signed && read.record == whole.record),
                    "octet {at} to {new}"
                );
            }
        }
    }
}
