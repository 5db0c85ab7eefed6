//! The evidence of a transfer that is to become a file, and what became of it.
//! Values and sentences only; the file is whole and under its name, or not there (T25).
//! Must not know: what evidence there is, or how files are written.

use crate::{
    domain::transfer::{OrderId, TransferId},
    evidence::{
        digest::Digest,
        pack::{Audience, PackFile},
    },
    text::{Kind, Untrusted},
};
use std::path::PathBuf;

/// Which evidence is wanted, for whom, and where to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackOrder {
    /// The transfer.
    pub transfer: TransferId,
    /// For whom.
    pub audience: Audience,
    /// The file; one that is there is not replaced.
    pub path: PathBuf,
}

/// What a console was shown of an order that does not hold. It is kept at once: the registry may show something else the next time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownEvidence {
    /// The order.
    pub order: OrderId,
    /// What was found, as a clause.
    pub found: String,
    /// The texts and signatures, octet for octet as they came.
    pub files: Vec<PackFile>,
}

/// A pack that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackWritten {
    /// Where it is.
    pub path: PathBuf,
    /// How many files it holds.
    pub kept: usize,
    /// How many stayed away.
    pub withheld: usize,
    /// The station that signed it.
    pub signed: Option<String>,
    /// SHA-256 of the file.
    pub digest: Digest,
}

impl PackOrder {
    /// The name of its file.
    pub fn file_name(transfer: TransferId, audience: Audience) -> String {
        format!("evidence-{transfer}-{}.zip", audience.word())
    }
}

impl PackWritten {
    /// What was done, as a sentence.
    pub fn sentence(&self) -> String {
        let path = Untrusted::new(self.path.to_string_lossy()).gate(Kind::Name);
        let signed = self
            .signed
            .as_deref()
            .map_or_else(|| "not signed, since no station is configured".into(), |id| format!("signed by {id}"));
        let (kept, withheld) = (self.kept, self.withheld);
        format!("Evidence written to {path}: {kept} files, {withheld} withheld, {signed}. Its cover sheet says which.")
    }

    /// Where the evidence of an alarm is, and the digest of its file, as a sentence.
    pub fn place(&self) -> String {
        let path = Untrusted::new(self.path.to_string_lossy()).gate(Kind::Name);
        format!("What was shown is kept as evidence in {path}, sha256:{}.", self.digest)
    }
}
