//! Whether the signed result of a run holds: judged here from the text and the signatures, whatever the registry says of them.
//! Whose a key is, the directory says for the counterpart; of our own registry's key nobody but itself can, and that is said.
//! Must not know: how it is shown.

use crate::{
    domain::RegistryId,
    evidence::{
        digest::Digest,
        reconciliation::{Reconciliation, ReconciliationText},
        sshsig::{Namespace, SshSignature},
    },
    registry::{
        run::{ResultSignature, Run, RunState},
        traffic::Peer,
    },
};
use jiff::Timestamp;

/// What was found of a signed result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The digest of the text, or why it is not the result of this run.
    pub text: Result<Digest, String>,
    /// Each registry that should have signed, the opener first.
    pub signatures: Vec<(RegistryId, Verdict)>,
}

/// What was found of a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is good, made with a key that the directory names, by its fingerprint.
    Holds(String),
    /// It is good over these octets, and our own registry's by its own word: no directory lists the keys of the registry that shows it.
    Ours(String),
    /// It is good over these octets; whose the key of this fingerprint is, nobody here says.
    Open(String),
    /// It can't be judged yet.
    Unjudged,
    /// It does not hold, for this reason.
    Fails(&'static str),
}

/// Judges a result; `None` when there is none. `here` is our own registry.
pub fn judge(run: &Run, peer: Option<&Peer>, here: Option<RegistryId>) -> Option<Judged> {
    let result = run.result.as_ref()?;
    let octets = result.text.octets().as_bytes();
    let text = match ReconciliationText::parse(octets) {
        Err(problem) => Err(format!("it does not read: {problem}")),
        Ok(text) if text.sha256() != result.sha256 => Err("its digest is another one than the registry says".to_owned()),
        Ok(text) => is_of(text.result(), run, here).map(|()| text.sha256()).map_err(str::to_owned),
    };
    let parties = std::iter::once(run.summary.id.opener()).chain(other(run, here));
    let verdict = |registry: RegistryId| {
        let signature = result.signatures.iter().find(|signature| signature.registry == registry);
        let verdict = signature.map_or(Verdict::Fails("it did not sign"), |signature| of(signature, octets, run, (peer, here)));
        (registry, verdict)
    };
    Some(Judged { text, signatures: parties.map(verdict).collect() })
}

/// The registry that did not open the run, if there is one and it is known.
fn other(run: &Run, here: Option<RegistryId>) -> Option<RegistryId> {
    let peer = run.summary.peer?;
    if peer == run.summary.id.opener() { here } else { Some(peer) }
}

/// Whether a text says of this run what the registry says of it.
fn is_of(text: &Reconciliation, run: &Run, here: Option<RegistryId>) -> Result<(), &'static str> {
    let summary = &run.summary;
    let opened_here = summary.peer != Some(summary.id.opener());
    let (ours, theirs) = (run.commitment, run.peer_commitment);
    let commitments = if opened_here { (ours, theirs) } else { (theirs, ours) };
    let counterpart = if opened_here { summary.peer } else { here };
    // Within one registry the text names the head of the ledger instead of a commitment.
    let committed = summary.peer.is_none() || (Some(text.opener_sha256), text.counterpart_sha256) == commitments;
    match () {
        () if text.run != summary.id => Err("it is of another run"),
        () if text.counterpart.is_some() != summary.peer.is_some() => Err("it names another counterpart"),
        () if counterpart.is_some() && text.counterpart != counterpart => Err("it names another counterpart"),
        () if text.at.timestamp() != summary.at => Err("it is of another moment"),
        () if !committed => Err("it names other commitments than the registry shows"),
        () if text.units != summary.units => Err("it compares another number of ITMOs than the registry says"),
        () if text.passes() != summary.state.is(&RunState::Passed) => Err("its verdict is another one than the registry says"),
        () => Ok(()),
    }
}

fn of(signature: &ResultSignature, octets: &[u8], run: &Run, (peer, here): (Option<&Peer>, Option<RegistryId>)) -> Verdict {
    let Ok(read) = SshSignature::parse(signature.signature.octets()) else {
        return Verdict::Fails("its signature does not read");
    };
    let key = read.public_key();
    if read.verify(Namespace::Snapshot, octets, &key).is_err() {
        return Verdict::Fails("its signature is not over this text");
    }
    if run.summary.peer != Some(signature.registry) {
        if here == Some(signature.registry) {
            return Verdict::Ours(key.fingerprint());
        }
        return Verdict::Open(key.fingerprint());
    }
    let Some(peer) = peer else { return Verdict::Unjudged };
    let at = run.summary.ended.unwrap_or(run.summary.at);
    let valid = |from: Timestamp, until: Option<Timestamp>| from <= at && until.is_none_or(|until| at < until);
    let known = peer.keys.iter().find(|known| known.id == signature.key && known.public == key);
    match known {
        Some(known) if valid(known.from, known.until) => Verdict::Holds(key.fingerprint()),
        Some(_) => Verdict::Fails("its key was not valid when the run ended"),
        None => Verdict::Fails("it is signed with a key that the directory does not name"),
    }
}
