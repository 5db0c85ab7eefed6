//! The roster and the policy of the books of these tests: those of the published vectors, and a version of each that waits.
//! Written by rule, so that every run sees the same.

use countersign::{
    evidence::{digest::Digest, guarded::Guarded as Text},
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
        GuardedVersion::InForce => Some(of(&in_force, 2, Some("2026-01-05T09:00:00Z"))),
        GuardedVersion::Waiting => edited.map(|draft| of(&Text::tidied(&draft, Some(in_force.edition())).unwrap(), 1, None)),
        GuardedVersion::Number(_) => None,
    }
}

fn of(text: &Text, officers: usize, since: Option<&str>) -> Box<GuardedText> {
    Box::new(GuardedText {
        version: text.edition().version.get(),
        sha256: Digest::of(text.as_str()),
        text: Untrusted::new(text.as_str()),
        signatures: vec![Untrusted::new("-----BEGIN SSH SIGNATURE-----"); officers],
        since: since.map(|at| at.parse().unwrap()),
    })
}
