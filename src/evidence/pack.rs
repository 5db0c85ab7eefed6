//! The evidence of one transfer as one file: texts, signatures, messages, ledger lines, and a manifest that `sha256sum` checks.
//! The manifest names every file with its digest; the station signs it. Who has the file needs nothing else to check it.
//! Must not know: where the evidence came from, or who keys belong to.

mod archive;
mod leak;
mod manifest;

pub use archive::{ArchiveProblem, is_archive, read, write};
pub use leak::{Leak, leak};
pub use manifest::{Audience, NotAPackManifest, PackManifest};

use crate::evidence::{
    digest::Digest,
    sshsig::{Namespace, SshSignature, SshsigProblem},
};

/// The file that names all others.
pub const MANIFEST: &str = "MANIFEST";
/// The station's signature over it.
pub const SIGNATURE: &str = "MANIFEST.sig";

/// A file of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackFile {
    /// Its name, with `/` between folders.
    pub name: String,
    /// Its octets.
    pub octets: Vec<u8>,
}

/// A pack whose files are all there and as its manifest says. The signature is not judged yet.
#[derive(Clone, Debug)]
pub struct Pack {
    /// What the manifest says.
    pub manifest: PackManifest,
    /// The manifest's text, which is what was signed.
    pub signed: String,
    /// The files, without the manifest and its signature.
    pub files: Vec<PackFile>,
    /// The signature; `None` when there is none.
    pub signature: Option<Result<SshSignature, SshsigProblem>>,
}

/// Why a file is no sound pack.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PackProblem {
    /// It is no archive of the kind a pack is.
    #[error(transparent)]
    Archive(#[from] ArchiveProblem),
    /// It has no manifest, or one in another spelling.
    #[error("its {MANIFEST} is missing, or it was edited")]
    Manifest,
    /// A file is not named by the manifest, or named and missing.
    #[error("{0} is not both in the pack and in its manifest")]
    Missing(String),
    /// A file was changed.
    #[error("{0} has another digest than the manifest says: it was changed")]
    Changed(String),
}

impl Pack {
    /// Opens a pack, and compares every file with the manifest.
    ///
    /// # Errors
    /// [`PackProblem`]: the first thing that does not fit.
    pub fn open(octets: &[u8]) -> Result<Self, PackProblem> {
        let mut files = read(octets)?;
        let mut take = |name: &str| files.iter().position(|file| file.name == name).map(|at| files.remove(at).octets);
        let manifest = take(MANIFEST).and_then(|octets| String::from_utf8(octets).ok()).ok_or(PackProblem::Manifest)?;
        let armored = take(SIGNATURE).map(|octets| String::from_utf8(octets).map_err(|_| SshsigProblem::Form));
        let signature = armored.map(|armored| armored.and_then(|armored| SshSignature::parse(&armored)));
        let (signed, manifest) = (manifest.clone(), PackManifest::parse(&manifest).map_err(|_| PackProblem::Manifest)?);
        for (name, digest) in &manifest.files {
            let file = files.iter().find(|file| file.name == *name).ok_or_else(|| PackProblem::Missing(name.clone()))?;
            if Digest::of(&file.octets) != *digest {
                return Err(PackProblem::Changed(name.clone()));
            }
        }
        let named = |file: &&PackFile| manifest.files.iter().any(|(name, _)| *name == file.name);
        if let Some(stranger) = files.iter().find(|file| !named(file)) {
            return Err(PackProblem::Missing(stranger.name.clone()));
        }
        Ok(Self { manifest, signed, files, signature })
    }

    /// A file by its name.
    pub fn file(&self, name: &str) -> Option<&PackFile> {
        self.files.iter().find(|file| file.name == name)
    }
}

/// Puts a pack together. `sign` signs the manifest in `itmo-pack@v1`; without it the pack is not signed.
///
/// # Errors
/// [`ArchiveProblem`] when the archive can't be made.
pub fn seal(manifest: &PackManifest, files: &[PackFile], signature: Option<String>) -> Result<Vec<u8>, ArchiveProblem> {
    let mut all = vec![PackFile { name: MANIFEST.into(), octets: manifest.write().into_bytes() }];
    all.extend(signature.map(|armored| PackFile { name: SIGNATURE.into(), octets: armored.into_bytes() }));
    all.extend(files.iter().cloned());
    write(&all)
}

/// What a pack is signed for.
pub const NAMESPACE: Namespace = Namespace::Pack;

#[cfg(test)]
mod tests;
