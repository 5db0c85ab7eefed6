//! Signed messages with their verdicts, for anybody who builds a peer; and a second verifier, written apart from the first,
//! that must come to the same verdicts. With `UPDATE_DOCS=1` the messages are written anew.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

#[path = "signatures/cases.rs"]
mod cases;
#[path = "signatures/sample.rs"]
mod sample;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use cases::{Case, all};
use countersign::evidence::http_signature::{Freshness, SignatureProblem};
use jiff::SignedDuration;
use sample::{at, ghana, switzerland};
use serde_json::{Value, json};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

const VECTORS: &str = "tests/vectors/http-signatures.jsonl";
const WINDOW: i64 = 300;

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn verdict(case: &Case) -> &'static str {
    let within = |second| Freshness::Within { now: at(second), window: SignedDuration::from_secs(WINDOW) };
    let freshness = case.read_after.map_or(Freshness::Any, within);
    case.message.verify(freshness).map_or_else(|problem| problem.word(), |_| "good")
}

fn line(case: &Case) -> Value {
    let message = &case.message;
    let keys = [ghana(), switzerland()].map(|(id, secret)| (id.to_string(), json!(secret.public().to_string())));
    let mut line = json!({
        "name": case.name,
        "keys": keys.into_iter().collect::<serde_json::Map<_, _>>(),
        "fields": message.fields,
        "body": BASE64_STANDARD.encode(&message.body),
        "now": case.read_after.map(|second| at(second).as_second()),
        "window": WINDOW,
        "verdict": case.verdict,
    });
    match &message.asked {
        Some(asked) => line["answer"] = json!({ "status": message.status, "request_signature": asked }),
        None => line["request"] = json!({ "method": message.method, "path": message.path, "query": message.query }),
    }
    line
}

fn vectors() -> String {
    all().iter().map(|case| format!("{}\n", line(case))).collect()
}

#[test]
fn each_message_gets_its_verdict() {
    for case in all() {
        assert_eq!(verdict(&case), case.verdict, "{}: {:?}", case.name, case.message);
    }
}

#[test]
fn every_cause_has_a_message_and_every_message_a_name_of_its_own() {
    use SignatureProblem as P;
    let causes = [
        P::Missing,
        P::Malformed,
        P::Components,
        P::Parameters,
        P::Algorithm,
        P::Tag,
        P::UnknownKey(ghana().0),
        P::Uncovered(""),
        P::FieldMissing(""),
        P::FieldDoubled(""),
        P::FieldMalformed(""),
        P::Signature,
        P::Digest,
        P::TooOld,
        P::TooNew,
    ];
    let words: BTreeSet<&str> = causes.iter().map(SignatureProblem::word).chain(["good"]).collect();
    let cases = all();
    assert_eq!(cases.iter().map(|case| case.verdict).collect::<BTreeSet<_>>(), words);
    assert_eq!(words.len(), causes.len() + 1, "no two causes have the same word");
    assert_eq!(cases.iter().map(|case| &case.name).collect::<BTreeSet<_>>().len(), cases.len());
}

#[test]
fn the_vectors_are_these_messages() {
    let (expected, path) = (vectors(), file(VECTORS));
    if fs::read_to_string(&path).is_ok_and(|found| found == expected) {
        return;
    }
    assert!(std::env::var_os("UPDATE_DOCS").is_some(), "{VECTORS} is out of date: UPDATE_DOCS=1 cargo test --test signatures");
    fs::write(&path, expected).unwrap();
}

/// Runs the second verifier on vectors: whether it agrees with all of them, and what it says. None without Python.
fn second_opinion(vectors: &str) -> Option<(bool, String)> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vectors.jsonl");
    fs::write(&path, vectors).unwrap();
    let answer = Command::new("python3").arg(file("tests/signatures/verify.py")).arg(path).output().ok()?;
    Some((answer.status.success(), String::from_utf8([answer.stdout, answer.stderr].concat()).unwrap()))
}

#[test]
fn a_second_verifier_agrees() {
    let Some((agrees, says)) = second_opinion(&vectors()) else { return };
    assert!(agrees, "{says}");
    assert_eq!(says.trim_end(), format!("{} messages, {0} verdicts as expected", all().len()));
}

/// The second verifier can disagree: with every verdict turned round, it does so about every message.
#[test]
fn the_second_verifier_judges_for_itself() {
    let turned = |case: &Case| {
        let mut line = line(case);
        line["verdict"] = if case.verdict == "good" { json!("bad-signature") } else { json!("good") };
        format!("{line}\n")
    };
    let Some((agrees, says)) = second_opinion(&all().iter().map(turned).collect::<String>()) else { return };
    assert!(!agrees, "{says}");
    assert_eq!(says.lines().filter(|line| line.contains("expected")).count(), all().len() + 1, "{says}");
}
