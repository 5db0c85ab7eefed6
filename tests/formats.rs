//! Texts and signatures with their verdicts, for anybody who reads or writes them; and a second verifier, written apart from the first,
//! that must come to the same verdicts. With `UPDATE_DOCS=1` the vectors and the examples in `docs/formats` are written anew.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

#[path = "formats/contacts.rs"]
mod contacts;
#[path = "formats/examples.rs"]
mod examples;
#[path = "formats/guards.rs"]
mod guards;
#[path = "formats/orders.rs"]
mod orders;
#[path = "formats/sample.rs"]
mod sample;
#[path = "formats/signed.rs"]
mod signed;
#[path = "formats/statements.rs"]
mod statements;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use countersign::{
    evidence::{
        openssh_key::{openssh_public, parse_openssh_public},
        order::OrderText,
        policy::PolicyText,
        roster::RosterText,
        sshsig::SshSignature,
        statement::StatementText,
    },
    wire::convert::order_text,
};
use serde_json::{Value, json};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// A text, and whether it must be accepted.
pub struct Case {
    pub name: String,
    pub octets: Vec<u8>,
    pub good: bool,
}

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Why it is refused, or none.
fn order_refused(octets: &[u8]) -> Option<String> {
    let text = match OrderText::parse(octets) {
        Ok(text) => text,
        Err(problem) => return Some(problem.to_string()),
    };
    order_text::act(text.order()).err().map(|problem| problem.to_string())
}

fn statement_refused(octets: &[u8]) -> Option<String> {
    StatementText::parse(octets).err().map(|problem| problem.to_string())
}

fn signature_refused(case: &signed::Case) -> Option<String> {
    let expected = match parse_openssh_public(&case.signer) {
        Ok(key) => key,
        Err(problem) => return Some(format!("the signer's key: {problem}")),
    };
    let verified = SshSignature::parse(&case.signature)
        .and_then(|signature| signature.verify(case.namespace, case.text.as_bytes(), &expected));
    verified.err().map(|problem| problem.to_string())
}

fn verdict(refused: bool) -> &'static str {
    if refused { "refused" } else { "accepted" }
}

fn text_line(case: &Case, refused: Option<String>) -> Value {
    let mut line = json!({ "name": case.name, "verdict": verdict(!case.good) });
    match std::str::from_utf8(&case.octets) {
        Ok(text) => line["text"] = json!(text),
        Err(_) => line["octets"] = json!(BASE64_STANDARD.encode(&case.octets)),
    }
    if let Some(why) = refused {
        line["why"] = json!(why);
    }
    line
}

fn signed_line(case: &signed::Case) -> Value {
    let mut line = json!({
        "name": case.name,
        "verdict": verdict(!case.good),
        "ssh-keygen": case.stock.word(),
        "text": case.text,
        "namespace": case.namespace.word(),
        "signer": case.signer,
        "signature": case.signature,
    });
    if let Some(why) = signature_refused(case) {
        line["why"] = json!(why);
    }
    line
}

fn roster_refused(octets: &[u8]) -> Option<String> {
    RosterText::parse(octets).err().map(|problem| problem.to_string())
}

fn policy_refused(octets: &[u8]) -> Option<String> {
    PolicyText::parse(octets).err().map(|problem| problem.to_string())
}

/// The files with their lines.
fn vectors() -> [(&'static str, Vec<Value>); 5] {
    let orders = orders::all().iter().map(|case| text_line(case, order_refused(&case.octets))).collect();
    let statements = statements::all().iter().map(|case| text_line(case, statement_refused(&case.octets))).collect();
    let signed = signed::all().iter().map(signed_line).collect();
    let rosters = guards::rosters().iter().map(|case| text_line(case, roster_refused(&case.octets))).collect();
    let policies = guards::policies().iter().map(|case| text_line(case, policy_refused(&case.octets))).collect();
    [("orders", orders), ("statements", statements), ("rosters", rosters), ("policies", policies), ("signed", signed)]
}

fn written(lines: &[Value]) -> String {
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// F11, F20, F21, T07, scenario 13: every vector is accepted or refused as it says.
#[test]
fn each_text_gets_its_verdict() {
    for case in orders::all() {
        assert_eq!(order_refused(&case.octets).is_none(), case.good, "{}: {:?}", case.name, order_refused(&case.octets));
    }
    for case in statements::all() {
        assert_eq!(statement_refused(&case.octets).is_none(), case.good, "{}: {:?}", case.name, statement_refused(&case.octets));
    }
}

/// F02, F18, F27, T06, T20: what no roster and no policy may say.
#[test]
fn each_guarded_text_gets_its_verdict() {
    for case in guards::rosters() {
        assert_eq!(roster_refused(&case.octets).is_none(), case.good, "{}: {:?}", case.name, roster_refused(&case.octets));
    }
    for case in guards::policies() {
        assert_eq!(policy_refused(&case.octets).is_none(), case.good, "{}: {:?}", case.name, policy_refused(&case.octets));
    }
}

/// T06: a signature counts for one purpose, one text and one key.
#[test]
fn each_signature_gets_its_verdict() {
    for case in signed::all() {
        let refused = signature_refused(&case);
        assert_eq!(refused.is_none(), case.good, "{}: {refused:?}", case.name);
    }
}

#[test]
fn every_vector_has_a_name_of_its_own_and_its_own_octets() {
    for (file, lines) in vectors() {
        let names: BTreeSet<&str> = lines.iter().map(|line| line["name"].as_str().unwrap()).collect();
        assert_eq!(names.len(), lines.len(), "{file}");
        let contents: BTreeSet<String> = lines
            .iter()
            .map(|line| format!("{}{}{}{}{}", line["text"], line["octets"], line["signature"], line["namespace"], line["signer"]))
            .collect();
        assert_eq!(contents.len(), lines.len(), "{file}");
        for verdict in ["accepted", "refused"] {
            assert!(lines.iter().any(|line| line["verdict"] == verdict), "{file}: {verdict}");
        }
    }
}

#[test]
fn the_vectors_are_these_texts_and_signatures() {
    for (name, lines) in vectors() {
        examples::same_as_file(&format!("tests/vectors/{name}.jsonl"), &written(&lines));
    }
}

/// Runs the second verifier on vectors: whether it agrees with all of them, and what it says. None without Python.
fn second_opinion(kind: &str, lines: &[Value]) -> Option<(bool, String)> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(format!("{kind}.jsonl"));
    fs::write(&path, written(lines)).unwrap();
    let answer = Command::new("python3").arg(file("tests/verifier.py")).arg(path).output().ok()?;
    Some((answer.status.success(), String::from_utf8([answer.stdout, answer.stderr].concat()).unwrap()))
}

/// T07.
#[test]
fn a_second_verifier_agrees() {
    for (kind, lines) in vectors() {
        let Some((agrees, says)) = second_opinion(kind, &lines) else { return };
        assert!(agrees, "{says}");
        assert_eq!(says.trim_end(), format!("{kind}: {} vectors, {0} verdicts as expected", lines.len()));
    }
}

/// The second verifier can disagree: with every verdict turned round, it does so about every vector.
#[test]
fn the_second_verifier_judges_for_itself() {
    for (kind, mut lines) in vectors() {
        for line in &mut lines {
            line["verdict"] = json!(verdict(line["verdict"] == "accepted"));
        }
        let Some((agrees, says)) = second_opinion(kind, &lines) else { return };
        assert!(!agrees, "{says}");
        assert_eq!(says.lines().filter(|line| line.contains("expected")).count(), lines.len() + 1, "{says}");
    }
}

#[test]
fn the_documents_show_texts_that_are_accepted() {
    examples::in_documents();
}

#[test]
fn keys_are_written_as_ssh_keygen_writes_them() {
    let key = sample::amina().public();
    assert_eq!(parse_openssh_public(&openssh_public(&key)), Ok(key));
}
