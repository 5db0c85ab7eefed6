//! Gathers the evidence of one transfer from a registry and from this console's journal, and makes a pack of it.
//! What a registry does not have is said on the cover sheet; what a counterpart must not see stays away, and what looks like a
//! secret stops the pack (T10, scenario 24).
//! Must not know: who asked.

mod cover;
mod gather;

pub use gather::gather;

use crate::{
    domain::{RegistryId, transfer::TransferId},
    evidence::{
        digest::Digest,
        pack::{self, Audience, Leak, PackFile, PackManifest},
    },
    registry::{Problem, book::Veil},
    runtime::journal::Station,
};
use jiff::Timestamp;
use std::{
    fs::{self, OpenOptions},
    io::{self, Write as _},
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

/// Headers that say how somebody signed in. Their values are in no pack.
const CREDENTIALS: [&str; 4] = ["authorization", "proxy-authorization", "cookie", "set-cookie"];

/// What was gathered of a transfer.
#[derive(Clone, Debug)]
pub struct Gathered {
    /// The transfer.
    pub transfer: TransferId,
    /// The registry that was asked.
    pub registry: RegistryId,
    /// The files, the cover sheet first.
    pub items: Vec<Item>,
    /// What there was none of, in words.
    pub lacking: Vec<String>,
}

/// A file of evidence, and who may see it.
#[derive(Clone, Debug)]
pub struct Item {
    /// The file.
    pub file: PackFile,
    /// Whether it is of this registry or this console alone, and not for the counterpart.
    pub own: bool,
    /// What of it was replaced by a mark.
    pub removed: Vec<String>,
}

/// What becomes of every file, for an audience.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// Files that are in the pack.
    pub kept: Vec<String>,
    /// Files that stay away.
    pub withheld: Vec<String>,
    /// What was replaced by a mark, as file and part.
    pub removed: Vec<String>,
    /// Files that hold something that looks like a secret. As long as there are any, no pack is made.
    pub leaks: Vec<(String, Leak)>,
}

/// A pack that is put together and not signed yet.
#[derive(Debug)]
pub struct Packed {
    manifest: PackManifest,
    files: Vec<PackFile>,
}

/// Why there is no pack.
#[derive(Debug, thiserror::Error)]
pub enum PackProblem {
    /// The registry gave no answer, or one that can't be used.
    #[error("{}", .0.what())]
    Registry(Problem),
    /// It is about an order whose values whoever asks is to type again from their own paper first (F07).
    #[error("{}", .0.sentence().trim_end_matches('.'))]
    Withheld(Veil),
    /// Something looks like a secret.
    #[error("{0}: {1}. Leave the file out, or have the secret removed where it stands")]
    Leak(String, Leak),
    /// The station would not sign.
    #[error("the pack could not be signed: {0}")]
    Unsigned(String),
    /// The archive could not be made.
    #[error(transparent)]
    Archive(#[from] pack::ArchiveProblem),
}

impl Gathered {
    /// What becomes of every file for this audience, without those that are left out.
    pub fn preview(&self, audience: Audience, left_out: &[String]) -> Preview {
        let mut preview = Preview::default();
        for item in &self.items {
            let name = item.file.name.clone();
            if (item.own && audience == Audience::Counterpart) || left_out.contains(&name) {
                preview.withheld.push(name);
                continue;
            }
            preview.removed.extend(item.removed.iter().map(|part| format!("{name}: {part}")));
            preview.leaks.extend(pack::leak(&item.file.octets).map(|leak| (name.clone(), leak)));
            preview.kept.push(name);
        }
        preview
    }

    /// The pack for this audience, put together and not signed yet.
    ///
    /// # Errors
    /// [`PackProblem::Leak`]; then there is none.
    pub fn packed(
        &self,
        audience: Audience,
        left_out: &[String],
        station: Option<&Station>,
        made: Timestamp,
    ) -> Result<Packed, PackProblem> {
        let preview = self.preview(audience, left_out);
        if let Some((file, leak)) = preview.leaks.first() {
            return Err(PackProblem::Leak(file.clone(), *leak));
        }
        let kept = |item: &&Item| preview.kept.contains(&item.file.name);
        let mut files = vec![cover::sheet(self, &preview, audience, made)];
        files.extend(self.items.iter().filter(kept).map(|item| item.file.clone()));
        let manifest = PackManifest {
            transfer: self.transfer.to_string(),
            registry: self.registry.to_string(),
            audience,
            station: station.map(|station| station.id.clone()),
            made,
            files: files.iter().map(|file| (file.name.clone(), Digest::of(&file.octets))).collect(),
        };
        Ok(Packed { manifest, files })
    }
}

impl Packed {
    /// The manifest: what is signed.
    pub fn manifest(&self) -> String {
        self.manifest.write()
    }

    /// How many files the manifest names, as whoever checks the pack counts them.
    pub fn count(&self) -> usize {
        self.manifest.files.len()
    }

    /// The whole file. Without a station it is not signed.
    ///
    /// # Errors
    /// [`PackProblem`]; then there is none.
    pub fn sealed(&self, station: Option<&Station>) -> Result<Vec<u8>, PackProblem> {
        let sign = |station: &Station| (station.sign)(pack::NAMESPACE, self.manifest().as_bytes()).map_err(PackProblem::Unsigned);
        let signature = station.map(sign).transpose()?;
        Ok(pack::seal(&self.manifest, &self.files, signature)?)
    }
}

/// Writes a file that is there whole or not at all, and replaces none (T25).
///
/// # Errors
/// Whatever the system says; then there is no such file.
pub fn write(out: &Path, octets: &[u8]) -> io::Result<()> {
    if out.exists() {
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, "there is a file with this name"));
    }
    let mut partial = out.as_os_str().to_owned();
    partial.push(".partial");
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&partial)?;
    let written = file.write_all(octets).and_then(|()| file.sync_all()).and_then(|()| fs::rename(&partial, out));
    if written.is_err() {
        // What is left of it is of no use.
        let _ = fs::remove_file(&partial);
    }
    written
}
