//! What a pack holds, as a text that `sha256sum -c` checks: which transfer, for whom, and the digest of every file.
//! One spelling; the order of the files is the archive's.
//! Must not know: what stands in the files.

use crate::evidence::{digest::Digest, stamp};
use jiff::Timestamp;
use std::fmt::Write as _;

const MAGIC: &str = "# itmo-pack/v1";

/// For whom a pack is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Who runs the registry, and their auditors: everything.
    Operator,
    /// The registry at the other end: nothing of this console's own.
    Counterpart,
}

impl Audience {
    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Operator => "operator",
            Self::Counterpart => "counterpart",
        }
    }

    /// The audience with this word.
    pub fn of_word(word: &str) -> Option<Self> {
        [Self::Operator, Self::Counterpart].into_iter().find(|audience| audience.word() == word)
    }
}

/// The manifest of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackManifest {
    /// The transfer.
    pub transfer: String,
    /// The registry that was asked.
    pub registry: String,
    /// For whom it is.
    pub audience: Audience,
    /// The station it was made on; `None` when none is configured, and it is not signed.
    pub station: Option<String>,
    /// When it was made.
    pub made: Timestamp,
    /// The files with their digests, in their order.
    pub files: Vec<(String, Digest)>,
}

/// A text that is not a pack's manifest in its one spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not the manifest of a pack, or it was edited")]
pub struct NotAPackManifest;

impl PackManifest {
    /// The text. Lines that begin with `#` are comments to `sha256sum`.
    pub fn write(&self) -> String {
        let mut text = format!(
            "{MAGIC}\n# transfer: {}\n# registry: {}\n# for: {}\n# station: {}\n# made: {}\n",
            self.transfer,
            self.registry,
            self.audience.word(),
            self.station.as_deref().unwrap_or("none"),
            stamp::written(self.made),
        );
        for (name, digest) in &self.files {
            // Writing to a String can't fail.
            let _ = writeln!(text, "{digest}  {name}");
        }
        text
    }

    /// Reads a manifest, and refuses every spelling but the one that [`PackManifest::write`] gives.
    ///
    /// # Errors
    /// [`NotAPackManifest`].
    pub fn parse(text: &str) -> Result<Self, NotAPackManifest> {
        Self::read(text).filter(|manifest| manifest.write() == text && manifest.is_sound()).ok_or(NotAPackManifest)
    }

    fn is_sound(&self) -> bool {
        let word = |word: &str| !word.is_empty() && word.bytes().all(|octet| octet.is_ascii_graphic());
        let once = |(at, (name, _)): (usize, &(String, Digest))| self.files.iter().skip(at + 1).all(|(other, _)| other != name);
        word(&self.transfer)
            && word(&self.registry)
            && self.station.as_deref().is_none_or(word)
            && self.files.iter().enumerate().all(once)
    }

    fn read(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let mut field = |key: &str| lines.next()?.strip_prefix(key);
        field(MAGIC)?;
        let transfer = field("# transfer: ")?.to_owned();
        let registry = field("# registry: ")?.to_owned();
        let audience = Audience::of_word(field("# for: ")?)?;
        let station = field("# station: ")?;
        let made = stamp::read(field("# made: ")?)?;
        let file = |line: &str| {
            let (digest, name) = line.split_once("  ")?;
            Some((name.to_owned(), digest.parse().ok()?))
        };
        let files = lines.map(file).collect::<Option<Vec<_>>>()?;
        let station = (station != "none").then(|| station.to_owned());
        Some(Self { transfer, registry, audience, station, made, files })
    }
}
