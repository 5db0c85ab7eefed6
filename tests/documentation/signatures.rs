//! The page on signatures: its example is what the program signs, and it verifies.
//! The example is made here and only compared, so it can't go stale.
//! Must not know: how a signature is made.

#[path = "../signatures/sample.rs"]
mod sample;

use super::generated;
use countersign::evidence::http_signature::{Freshness, SignatureProblem};
use sample::{Sample, ghana, lookup, switzerland};

const MARKS: (&str, &str) = ("<!-- example:begin -->\n", "<!-- example:end -->\n");

/// The message as it travels, its start line given.
fn message(start: &str, sample: &Sample) -> String {
    let fields: String = sample.fields.iter().map(|(name, value)| format!("{name}: {value}\n")).collect();
    format!("```http\n{start}\n{fields}\n{}\n```\n", String::from_utf8(sample.body.clone()).unwrap())
}

#[test]
fn the_example_is_what_is_signed() {
    let mut text = String::from("\n");
    for (key_id, secret) in [ghana(), switzerland()] {
        let key = secret.public();
        assert_eq!(lookup(&key_id), Some(key));
        text += &format!("- `{key_id}`: `{key}`, fingerprint `{}`\n", key.fingerprint());
    }
    let (deed, answer) = (Sample::deed(), Sample::answer());
    let says = ["The request:", "What was signed, without an LF at its end:", "The answer to it:", "What was signed:"];
    let shown = [("POST /comm/v1/transfers HTTP/1.1", deed), ("HTTP/1.1 201 Created", answer)];
    for ((start, sample), says) in shown.into_iter().zip(says.chunks(2)) {
        let signed = sample.signed();
        let base = signed.verify(Freshness::Any).unwrap().base;
        text += &format!("\n{}\n\n{}\n{}\n\n```text\n{base}\n```\n", says[0], message(start, &signed), says[1]);
    }
    generated("docs/api/signatures.md", MARKS, &format!("{text}\n"));
}

#[test]
fn every_verdict_is_explained() {
    use SignatureProblem as P;
    let all = [
        P::Missing,
        P::Malformed,
        P::Components,
        P::Parameters,
        P::Algorithm,
        P::Tag,
        P::UnknownKey(ghana().0),
        P::Uncovered("body"),
        P::FieldMissing("registry-to"),
        P::FieldDoubled("registry-to"),
        P::FieldMalformed("registry-to"),
        P::Signature,
        P::Digest,
        P::TooOld,
        P::TooNew,
    ];
    let page = std::fs::read_to_string(super::file("docs/api/signatures.md")).unwrap();
    for problem in all {
        assert!(page.contains(&format!("| `{}` |", problem.word())), "{problem:?}");
    }
}
