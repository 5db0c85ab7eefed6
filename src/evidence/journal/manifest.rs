//! What a closed segment holds, as a file that `sha256sum -c` checks: the digest of its lines, and that of the manifest before.
//! It is written once, when the segment is closed, and signed by the station; each carries all before it by one digest.
//! Must not know: where the files are, or who signs.

use super::segment::SegmentName;
use crate::evidence::{
    digest::{Digest, Head},
    stamp,
};
use jiff::Timestamp;
use std::fmt::Write as _;

/// The first line of a manifest.
pub const MAGIC: &str = "# itmo-journal/v1";

/// The manifest of a closed segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// The segment.
    pub segment: SegmentName,
    /// The station that wrote it; `None` when no station is configured, and nothing is signed.
    pub station: Option<String>,
    /// When it was closed.
    pub closed: Timestamp,
    /// The number of its first line.
    pub first: u64,
    /// Its last line.
    pub head: Head,
    /// The root of the Merkle tree over its lines.
    pub root: Digest,
    /// The SHA-256 of the whole file of its lines.
    pub sum: Digest,
    /// The manifest before; none for the first.
    pub before: Option<Before>,
}

/// The manifest of the segment before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Before {
    /// Its segment.
    pub segment: SegmentName,
    /// The SHA-256 of its file.
    pub sum: Digest,
}

/// A text that is not a manifest in its one spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not a manifest of a journal, or it was edited")]
pub struct NotAManifest;

impl Manifest {
    /// The file's text. Lines that begin with `#` are comments to `sha256sum`.
    pub fn write(&self) -> String {
        let station = self.station.as_deref().unwrap_or("none");
        let mut text = format!(
            "{MAGIC}\n# station: {station}\n# closed: {}\n# lines: {}-{}\n# head: {}\n# root: {}\n{}  {}\n",
            stamp::written(self.closed),
            self.first,
            self.head.seq,
            self.head.digest,
            self.root,
            self.sum,
            self.segment.lines(),
        );
        if let Some(before) = self.before {
            // Writing to a String can't fail.
            let _ = writeln!(text, "{}  {}", before.sum, before.segment.manifest());
        }
        text
    }

    /// Reads a manifest, and refuses every spelling but the one that [`Manifest::write`] gives.
    ///
    /// # Errors
    /// [`NotAManifest`].
    pub fn parse(text: &str) -> Result<Self, NotAManifest> {
        Self::read(text).filter(|manifest| manifest.write() == text && manifest.is_sound()).ok_or(NotAManifest)
    }

    /// How many lines the segment has.
    pub fn size(&self) -> u64 {
        self.head.seq.saturating_sub(self.first).saturating_add(1)
    }

    fn is_sound(&self) -> bool {
        let named = |station: &str| !station.is_empty() && station.bytes().all(|octet| octet.is_ascii_graphic());
        let earlier = self.before.is_none_or(|before| before.segment < self.segment);
        self.first > 0 && self.first <= self.head.seq && earlier && self.station.as_deref().is_none_or(named)
    }

    fn read(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let mut field = |key: &str| lines.next()?.strip_prefix(key);
        field(MAGIC)?;
        let station = field("# station: ")?;
        let closed = stamp::read(field("# closed: ")?)?;
        let (first, last) = field("# lines: ")?.split_once('-')?;
        let (first, seq) = (first.parse().ok()?, last.parse().ok()?);
        let head = Head { seq, digest: field("# head: ")?.parse().ok()? };
        let root = field("# root: ")?.parse().ok()?;
        let (sum, lines_file) = lines.next()?.split_once("  ")?;
        let before = lines.next().map(before);
        Some(Self {
            segment: SegmentName::of_lines(lines_file)?,
            station: (station != "none").then(|| station.to_owned()),
            closed,
            first,
            head,
            root,
            sum: sum.parse().ok()?,
            before: before.map_or(Some(None), |read| read.map(Some))?,
        })
    }
}

fn before(line: &str) -> Option<Before> {
    let (sum, file) = line.split_once("  ")?;
    Some(Before { segment: SegmentName::of_manifest(file)?, sum: sum.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest() -> Manifest {
        Manifest {
            segment: "journal-2026-11-28_002".parse().unwrap(),
            station: Some("ONL-2".into()),
            closed: "2026-11-29T00:00:03.120Z".parse().unwrap(),
            first: 119,
            head: Head { seq: 300, digest: Digest::of("head") },
            root: Digest::of("root"),
            sum: Digest::of("lines"),
            before: Some(Before { segment: "journal-2026-11-28".parse().unwrap(), sum: Digest::of("before") }),
        }
    }

    #[test]
    fn a_manifest_has_one_spelling() {
        let whole = manifest();
        let first = Manifest { before: None, station: None, ..whole.clone() };
        for manifest in [&whole, &first] {
            assert_eq!(Manifest::parse(&manifest.write()).as_ref(), Ok(manifest));
        }
        assert_eq!(whole.size(), 182);
        let text = whole.write();
        for at in 0..text.len() {
            let mut changed = text.clone().into_bytes();
            changed[at] = if changed[at] == b'x' { b'y' } else { b'x' };
            let changed = String::from_utf8(changed).unwrap();
            assert_ne!(Manifest::parse(&changed).as_ref(), Ok(&whole), "{changed}");
        }
        for (from, to) in [
            ("119-300", "0119-300"),
            ("119-300", "301-300"),
            ("119-300", "0-300"),
            ("ONL-2", "ONL 2"),
            ("  journal", " *journal"),
            (".120Z", "Z"),
            ("journal-2026-11-28.sha256", "journal-2026-11-29.sha256"),
            ("# root", "# note: x\n# root"),
        ] {
            assert_eq!(Manifest::parse(&text.replace(from, to)), Err(NotAManifest), "{to}");
        }
        for changed in [text.trim_end().to_owned(), format!("{text}\n"), format!("{text}{}\n", text.lines().last().unwrap())] {
            assert_eq!(Manifest::parse(&changed), Err(NotAManifest), "{changed}");
        }
    }
}
