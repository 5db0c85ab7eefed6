//! The roster and the policy of the books of these tests: those of the published vectors, and a version of each that waits.
//! Written by rule, so that every run sees the same.

use countersign::{
    evidence::{digest::Digest, guarded::Guarded as Text, key::SecretKey, sshsig::SshSignature},
    registry::book::{Guarded, GuardedText, GuardedVersion},
    text::Untrusted,
};

const ROSTERS: &str = include_str!("../../vectors/rosters.jsonl");
const POLICIES: &str = include_str!("../../vectors/policies.jsonl");

/// The first of the vectors: the example of the documents.
fn example(vectors: &str) -> String {
    let first: serde_json::Value = serde_json::from_str(vectors.lines().next().unwrap()).unwrap();
    first["text"].as_str().unwrap().to_owned()
}

/// A roster and a policy, by version.
pub type Guards = fn(Guarded, GuardedVersion) -> Option<Box<GuardedText>>;

/// A version of the roster or of the policy; the policy has none that waits.
pub fn given(guarded: Guarded, version: GuardedVersion) -> Option<Box<GuardedText>> {
    let (text, edited) = match guarded {
        Guarded::Roster => {
            let text = example(ROSTERS);
            let edited = text.replace("amina.k initiator,approver", "amina.k initiator");
            (text, Some(edited))
        }
        Guarded::Policy => (example(POLICIES), None),
    };
    let in_force = Text::parse(text.as_bytes()).unwrap();
    match version {
        GuardedVersion::InForce => Some(Box::new(signed(&in_force, &["ines.r", "tomas.w"], Some("2026-01-05T09:00:00Z")))),
        GuardedVersion::Waiting => edited.map(|draft| {
            let next = Text::tidied(&draft, Some(in_force.edition())).unwrap();
            Box::new(signed(&next, &["tomas.w"], None))
        }),
        GuardedVersion::Number(_) => None,
    }
}

/// The same with none that waits.
pub fn settled(guarded: Guarded, version: GuardedVersion) -> Option<Box<GuardedText>> {
    given(guarded, version).filter(|text| text.since.is_some())
}

/// The key of an officer of the example.
fn key(officer: &str) -> SecretKey {
    let octet = if officer == "ines.r" { 4 } else { 5 };
    SecretKey::from_seed(&[octet; 32])
}

/// A version with the signatures of officers.
pub fn signed(text: &Text, officers: &[&str], since: Option<&str>) -> GuardedText {
    let sign = |officer: &&str| {
        let signature = SshSignature::sign(&key(officer), text.kind().namespace(), text.as_str().as_bytes());
        Untrusted::new(signature.armored())
    };
    GuardedText {
        version: text.edition().version.get(),
        sha256: Digest::of(text.as_str()),
        text: Untrusted::new(text.as_str()),
        signatures: officers.iter().map(sign).collect(),
        since: since.map(|at| at.parse().unwrap()),
        revocations: Vec::new(),
    }
}
