//! Texts and signatures with their verdicts, for anybody who reads or writes them; and a second verifier, written apart from the first,
//! that must come to the same verdicts. With `UPDATE_DOCS=1` the vectors and the examples in `docs/formats` are written anew.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

#[path = "formats/acts.rs"]
mod acts;
#[path = "formats/armored.rs"]
mod armored;
#[path = "formats/contacts.rs"]
mod contacts;
#[path = "formats/differences.rs"]
mod differences;
#[path = "formats/examples.rs"]
mod examples;
#[path = "formats/guards.rs"]
mod guards;
#[path = "formats/judged.rs"]
mod judged;
#[path = "formats/limits.rs"]
mod limits;
#[path = "formats/line_by_line.rs"]
mod line_by_line;
#[path = "formats/office.rs"]
mod office;
#[path = "formats/ordered.rs"]
mod ordered;
#[path = "formats/orders.rs"]
mod orders;
#[path = "../src/evidence/sample/people.rs"]
mod people;
#[path = "../src/evidence/sample/policy.rs"]
mod policy;
#[path = "formats/rebound.rs"]
mod rebound;
#[path = "formats/sample.rs"]
mod sample;
#[path = "formats/signed.rs"]
mod signed;
#[path = "formats/small_order.rs"]
mod small_order;
#[path = "formats/spoiled.rs"]
mod spoiled;
#[path = "formats/statements.rs"]
mod statements;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use countersign::{
    evidence::{
        self, confirmation, contact_change,
        contacts::BundleText,
        lines::LineFault,
        openssh_key::{openssh_public, parse_openssh_public},
        order::OrderText,
        policy::PolicyText,
        reconciliation::ReconciliationText,
        resolution::ResolutionText,
        revocation::RevocationText,
        roster::RosterText,
        sshsig::SshSignature,
        statement::StatementText,
    },
    wire::convert::order_text,
};
use serde_json::{Map, Value, json};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::LazyLock,
};

/// A text, and whether it must be accepted.
#[derive(Clone)]
pub struct Case {
    pub name: String,
    pub octets: Vec<u8>,
    pub good: bool,
}

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// A kind of text: the file of its vectors, the vectors, and why a text is refused, or none.
type Kind = (&'static str, fn() -> Vec<Case>, fn(&[u8]) -> Option<String>);

const KINDS: [Kind; 11] = [
    ("orders", || [orders::all(), limits::orders()].concat(), order_refused),
    ("statements", || [statements::all(), limits::statements()].concat(), |octets| why(StatementText::parse(octets))),
    ("rosters", || [guards::rosters(), limits::rosters()].concat(), |octets| why(RosterText::parse(octets))),
    ("policies", || [guards::policies(), limits::policies()].concat(), |octets| why(PolicyText::parse(octets))),
    ("revocations", guards::revocations, |octets| why(RevocationText::parse(octets))),
    ("resolutions", || [differences::resolutions(), limits::resolutions()].concat(), |octets| why(ResolutionText::parse(octets))),
    ("confirmations", differences::confirmations, |octets| why(confirmation::ConfirmationText::parse(octets))),
    (
        "reconciliations",
        || [differences::reconciliations(), limits::reconciliations()].concat(),
        |octets| why(ReconciliationText::parse(octets)),
    ),
    ("contacts", contacts::bundles, |octets| why(BundleText::parse(octets))),
    ("contact-changes", contacts::changes, |octets| why(contact_change::ChangeText::parse(octets))),
    ("contact-confirmations", contacts::confirmations, |octets| why(contact_change::ConfirmationText::parse(octets))),
];

fn why<T, E: ToString>(read: Result<T, E>) -> Option<String> {
    read.err().map(|problem| problem.to_string())
}

fn order_refused(octets: &[u8]) -> Option<String> {
    match OrderText::parse(octets) {
        Ok(text) => why(order_text::act(text.order())),
        Err(problem) => Some(problem.to_string()),
    }
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

fn judged_line(case: &judged::Case) -> Value {
    let text = |paper: &office::Paper| json!({ "text": paper.text, "signatures": paper.signatures });
    let mut line = json!({
        "name": case.name,
        "verdict": verdict(!case.good),
        "texts": case.papers.iter().map(text).collect::<Vec<_>>(),
        "roster": case.roster,
        "policy": case.policy,
    });
    if !case.keys.is_empty() {
        let keys: Map<String, Value> = case.keys.iter().map(|(registry, key)| ((*registry).to_owned(), json!(key))).collect();
        line["registry-keys"] = Value::Object(keys);
    }
    let (_, says) = case.verified();
    let why = says.lines().last().and_then(|last| last.strip_prefix("NOT OK: "));
    for (member, value) in [("at", case.at), ("stands", case.stands.as_deref()), ("why", why)] {
        if let Some(value) = value {
            line[member] = json!(value);
        }
    }
    line
}

/// The files with their lines.
static VECTORS: LazyLock<Vec<(&'static str, Vec<Value>)>> = LazyLock::new(|| {
    let texts = KINDS.map(|(file, cases, refused)| {
        let line = |case: &Case| text_line(case, refused(&case.octets));
        (file, cases().iter().map(line).collect())
    });
    let signed = signed::all().iter().map(signed_line).collect();
    let judged = judged::all().iter().map(judged_line).collect();
    texts.into_iter().chain([("signed", signed), ("judged", judged)]).collect()
});

fn written(lines: &[Value]) -> String {
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// F02, F11, F18, F20, F21, F27, T06, T07, T18, T20, T23, T33, scenario 13: every text is accepted or refused as its vector says.
#[test]
fn each_text_gets_its_verdict() {
    for (file, cases, refused) in KINDS {
        for case in cases() {
            let why = refused(&case.octets);
            assert_eq!(why.is_none(), case.good, "{file}, {}: {why:?}", case.name);
        }
    }
}

/// T07: each reader refuses by itself, at the line. That a text as a whole is compared with what would be written is for what a reader lets
/// pass, and no vector shows one that does.
#[test]
fn t07_a_text_is_refused_at_the_line_that_is_wrong() {
    for (file, cases, refused) in KINDS {
        for case in cases() {
            let why = refused(&case.octets).unwrap_or_default();
            let only_as_a_whole = why.ends_with(&LineFault::Spelling.to_string()) && !why.contains("line ");
            assert!(!only_as_a_whole, "{file}, {}: {why}", case.name);
        }
    }
}

/// F01, F02, F03, F05, F07, F12 to F15, F18, F19, F21, F22, F25, F26, F28, F34, T03, T04, T06, T07, T20, T23, T33: `countersign verify` says of texts that are given together
/// what their vector says, with its exit status, and how what they are about stands.
#[test]
fn each_set_of_texts_gets_its_verdict() {
    for case in judged::all() {
        let (status, says) = case.verified();
        assert_eq!(status, i32::from(!case.good), "{}: {says}", case.name);
        let last = says.lines().last().unwrap_or_default();
        assert_eq!((last == "OK", last.starts_with("NOT OK: ")), (case.good, !case.good), "{}: {says}", case.name);
        let stands = case.stands.iter().flat_map(|stands| stands.lines()).find(|stands| !says.contains(stands));
        assert_eq!(stands, None, "{}: {says}", case.name);
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
    for (file, lines) in VECTORS.iter() {
        let names: BTreeSet<&str> = lines.iter().map(|line| line["name"].as_str().unwrap()).collect();
        assert_eq!(names.len(), lines.len(), "{file}");
        let content = |line: &Value| {
            let mut line = line.clone();
            ["name", "verdict", "why", "ssh-keygen", "stands"].iter().for_each(|member| line[*member] = Value::Null);
            line.to_string()
        };
        let contents: BTreeSet<String> = lines.iter().map(content).collect();
        assert_eq!(contents.len(), lines.len(), "{file}");
        for verdict in ["accepted", "refused"] {
            assert!(lines.iter().any(|line| line["verdict"] == verdict), "{file}: {verdict}");
        }
    }
}

#[test]
fn the_vectors_are_these_texts_and_signatures() {
    for (name, lines) in VECTORS.iter() {
        examples::same_as_file(&format!("tests/vectors/{name}.jsonl"), &written(lines));
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
    for (kind, lines) in VECTORS.iter() {
        let Some((agrees, says)) = second_opinion(kind, lines) else { return };
        assert!(agrees, "{says}");
        assert_eq!(says.trim_end(), format!("{kind}: {} vectors, {0} verdicts as expected", lines.len()));
    }
}

/// The second verifier can disagree: with every verdict turned round, it does so about every vector.
#[test]
fn the_second_verifier_judges_for_itself() {
    for (kind, mut lines) in VECTORS.clone() {
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
