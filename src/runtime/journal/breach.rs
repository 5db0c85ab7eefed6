//! Where and why a journal can't be trusted: the file of the day, the line in it, and the line's number in the journal.
//! Named so that an auditor finds the place with `sed -n`, and nothing is repaired.
//! Must not know: how the journal was read.

use crate::evidence::journal::{SegmentName, Why};
use std::{fmt, io};

/// Where a journal stops making sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Breach {
    /// The segment.
    pub segment: SegmentName,
    /// The first line of its file that does not fit, from 1; 0 when it is not about a line.
    pub line: u64,
    /// The number that line has in the whole journal.
    pub seq: u64,
    /// Why.
    pub why: BreachWhy,
}

/// Why a journal can't be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BreachWhy {
    /// A line does not follow.
    #[error("{0}")]
    Chain(#[from] Why),
    /// It has another last line than its manifest says.
    #[error("it is not the last line that the manifest names: it was changed")]
    Last,
    /// It ends before its manifest says.
    #[error("the file ends here, and its manifest names later lines: they are missing")]
    Short,
    /// It goes on after its manifest says.
    #[error("the manifest names an earlier line as the last: lines were added")]
    Long,
    /// The file or its tree are not what the manifest says, though the lines follow one another.
    #[error("the file is not the one its manifest was made of")]
    Sum,
    /// The manifest is none.
    #[error("its manifest is not one, or it was edited")]
    Manifest,
    /// The manifest does not carry the digest of the one before.
    #[error("its manifest does not carry the one before it: one of the two was changed, or one is missing")]
    Before,
    /// There is no manifest, though later lines are in another file.
    #[error("its manifest is missing")]
    NoManifest,
    /// There is a manifest and no file.
    #[error("its file is missing")]
    NoFile,
    /// The manifest's signature is not that of its octets, or of another key.
    #[error("the signature over its manifest does not hold: {0}")]
    Signature(crate::evidence::sshsig::SshsigProblem),
    /// The signature is by a key that is not among those that may sign.
    #[error("its manifest is signed by a key that is not the station's")]
    Signer,
    /// There is no signature.
    #[error("its manifest is not signed")]
    Unsigned,
    /// The remembered head is not there.
    #[error("it is not the line that was remembered: the journal was rewritten, or lines at its end are missing")]
    Remembered,
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { segment, line, seq, why } = self;
        match line {
            0 => write!(f, "{}: {why}", segment.lines()),
            _ => write!(f, "{}, line {line} (number {seq}): {why}", segment.lines()),
        }
    }
}

impl std::error::Error for Breach {}

/// Why a journal could not be read to its end.
#[derive(Debug, thiserror::Error)]
pub enum ReadProblem {
    /// The system says so.
    #[error(transparent)]
    File(#[from] io::Error),
    /// It can't be trusted from there on.
    #[error(transparent)]
    Breach(#[from] Breach),
}
