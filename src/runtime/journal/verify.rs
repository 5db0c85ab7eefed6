//! Checks a journal as an auditor does: every line, every manifest, every signature, and a head that was remembered elsewhere.
//! It needs public keys only, neither configuration nor network, and says where the first thing is that does not hold (scenario 25).
//! Must not know: how it is told.

use super::{
    breach::{Breach, BreachWhy, ReadProblem},
    folder,
    walk::{Extent, Walk},
};
use crate::evidence::{
    journal::{Digest, Head, Manifest, Open, Proof, Record, SegmentName, Why, leaf},
    key::PublicKey,
    openssh_key::openssh_fingerprint,
    sshsig::{Namespace, SshSignature},
};
use std::path::Path;

/// By what a journal is judged.
#[derive(Clone, Debug, Default)]
pub struct Judged {
    /// Whether it must begin with its first line. A part that was handed over need not.
    pub whole: bool,
    /// A line that was once its newest.
    pub remembered: Head,
    /// The keys of stations; none when nobody gave any, and whose a signature is can't be said.
    pub stations: Option<Vec<(String, PublicKey)>>,
}

/// What was found.
#[derive(Clone, Debug)]
pub struct Found {
    /// The number of the first line that is here.
    pub first: u64,
    /// The newest line.
    pub head: Head,
    /// The files.
    pub segments: Vec<SegmentReport>,
    /// Acts of which nobody knows what came.
    pub open: Vec<Open>,
    /// Octets of a last line that was not written to its end.
    pub torn: u64,
}

/// What was found of a file of lines.
#[derive(Clone, Debug)]
pub struct SegmentReport {
    /// Which.
    pub name: SegmentName,
    /// The numbers of its first and last line.
    pub lines: (u64, u64),
    /// Its manifest, if it is closed.
    pub manifest: Option<Manifest>,
    /// The fingerprint of the key that signed the manifest, if one did.
    pub signed: Option<String>,
}

/// Checks the journal in a folder.
///
/// # Errors
/// [`ReadProblem`]: the first place that does not hold, or that it could not be read.
pub fn verify(folder: &Path, by: &Judged) -> Result<Found, ReadProblem> {
    let mut walk = Walk::of(folder, Extent::Part);
    let mut other = None;
    walk.advance(&mut |record| {
        if record.seq == by.remembered.seq && record.digest != by.remembered.digest {
            other = Some(record.seq);
        }
    })?;
    let last = walk.segments().last().map(|segment| segment.name);
    let breach = |segment, seq: u64, why| Breach { segment, line: 0, seq, why };
    if by.whole && walk.first() != 1 {
        let first = walk.segments().first().map_or(SegmentName::Old, |segment| segment.name);
        return Err(Breach { segment: first, line: 1, seq: 1, why: Why::Number.into() }.into());
    }
    let head = walk.chain().head();
    if other.is_some() || head.seq < by.remembered.seq {
        let (segment, line) = place(&walk, by.remembered.seq.min(head.seq)).unwrap_or((SegmentName::Old, 0));
        return Err(Breach { segment, line, seq: by.remembered.seq, why: BreachWhy::Remembered }.into());
    }
    let mut segments = Vec::new();
    for (at, segment) in walk.segments().iter().enumerate() {
        let end = walk.segments().get(at + 1).map_or(head.seq, |next| next.first - 1);
        let signed = match &segment.manifest {
            Some(manifest) => {
                signer(folder, manifest, by, Some(segment.name) == last).map_err(|why| breach(segment.name, 0, why))?
            }
            None => None,
        };
        let lines = (segment.first, end);
        segments.push(SegmentReport { name: segment.name, lines, manifest: segment.manifest.clone(), signed });
    }
    let open = walk.chain().open_intents().to_vec();
    Ok(Found { first: walk.first(), head, segments, open, torn: walk.torn() })
}

/// Where a line stands: its file and its place in it.
fn place(walk: &Walk, seq: u64) -> Option<(SegmentName, u64)> {
    let segment = walk.segments().iter().rfind(|segment| segment.first <= seq)?;
    Some((segment.name, seq - segment.first + 1))
}

/// The fingerprint of the key that signed a manifest. One that is not signed is carried by the next; the last is carried by none.
fn signer(folder: &Path, manifest: &Manifest, by: &Judged, last: bool) -> Result<Option<String>, BreachWhy> {
    let armored = folder::signature(folder, manifest.segment).ok().flatten();
    let Some(armored) = armored else {
        let owed = last && by.stations.is_some();
        return if owed { Err(BreachWhy::Unsigned) } else { Ok(None) };
    };
    let key = check_signature(&armored, manifest, &manifest.write(), by.stations.as_deref())?;
    Ok(Some(openssh_fingerprint(&key)))
}

/// Checks the signature over a manifest: by a key of its station, where those are known.
///
/// # Errors
/// [`BreachWhy::Signature`], or [`BreachWhy::Signer`].
pub fn check_signature(
    armored: &str,
    manifest: &Manifest,
    text: &str,
    stations: Option<&[(String, PublicKey)]>,
) -> Result<PublicKey, BreachWhy> {
    let signature = SshSignature::parse(armored).map_err(BreachWhy::Signature)?;
    let key = signature.public_key();
    let known = |(station, of): &(String, PublicKey)| *of == key && Some(station) == manifest.station.as_ref();
    if stations.is_some_and(|stations| !stations.iter().any(known)) {
        return Err(BreachWhy::Signer);
    }
    signature.verify(Namespace::Journal, text.as_bytes(), &key).map_err(BreachWhy::Signature)?;
    Ok(key)
}

/// Why a line can't be proved.
#[derive(Debug, thiserror::Error)]
pub enum NoProof {
    /// The journal does not hold, or could not be read.
    #[error(transparent)]
    Journal(#[from] ReadProblem),
    /// There is no such line.
    #[error("the journal has no line {0}")]
    NoLine(u64),
    /// Its file is not closed, so no manifest has it.
    #[error("line {0} stands in a file that is not closed yet; it is closed when the day or the console ends")]
    NotClosed(u64),
}

/// The text that proves one line to somebody who sees no other (RFC 6962).
///
/// # Errors
/// [`NoProof`].
pub fn prove(folder: &Path, number: u64) -> Result<String, NoProof> {
    let mut walk = Walk::of(folder, Extent::Part);
    walk.advance(&mut |_| ())?;
    let missing = || NoProof::NoLine(number);
    if number < walk.first() || number > walk.chain().head().seq {
        return Err(missing());
    }
    let segment = walk.segments().iter().rfind(|segment| segment.first <= number).ok_or_else(missing)?;
    let manifest = segment.manifest.as_ref().ok_or(NoProof::NotClosed(number))?;
    let text = std::fs::read_to_string(folder.join(segment.name.lines())).map_err(ReadProblem::File)?;
    let leaves: Vec<Digest> = text.lines().map(leaf).collect();
    let index = usize::try_from(number - segment.first).map_err(|_| missing())?;
    let line = text.lines().nth(index).filter(|line| Record::read(line).is_some()).ok_or_else(missing)?;
    let signature = folder::signature(folder, segment.name).map_err(ReadProblem::File)?;
    Proof::write(&leaves, index, line, manifest, signature.as_deref()).ok_or_else(missing)
}
