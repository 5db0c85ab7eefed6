//! `countersign verify` as a third person uses it: files in a folder, no configuration, no network (scenario 1).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

#[path = "verify/folder.rs"]
mod folder;
#[path = "../src/evidence/sample/people.rs"]
mod people;
#[allow(dead_code)]
#[path = "formats/sample.rs"]
mod sample;

use countersign::evidence::{
    self,
    sshsig::Namespace,
    statement::{Checked, StatementKind},
};
use folder::Folder;

/// T21.
#[test]
fn scenario_1_a_third_person_reads_both_names_and_ok() {
    let folder = Folder::with_order();
    folder.statement("approve.txt", folder.approval(), "luc.b");
    let (status, says) = folder.verify(&["order.txt", "approve.txt", "--roster", "roster.txt", "--policy", "policy.txt"]);
    assert_eq!(status, 0, "{says}");
    for said in [
        "first-transfer of 12 500 ITMOs from CHE01-100-2071 to GHA01-100-0045",
        "✓ what the registry is sent follows from the text",
        "✓ amina.k signed it for itmo-initiate@v1",
        "✓ signed at station ONL-2",
        "✓ luc.b signed it for itmo-approve@v1",
        "✓ signed at station OFF-1",
        "approved; 1 of 1 approvals by luc.b",
    ] {
        assert!(says.contains(said), "{said}\n{says}");
    }
    assert!(says.ends_with("\nOK\n"), "{says}");
}

#[test]
fn without_a_roster_it_is_open_whose_signatures_they_are() {
    let folder = Folder::with_order();
    let (status, says) = folder.verify(&["order.txt"]);
    assert_eq!(status, 2, "{says}");
    assert!(says.contains("only --roster says whether it is amina.k's") && says.contains("NOT JUDGED: order.txt"), "{says}");
    let (status, says) = folder.verify(&["order.txt", "--roster", "roster.txt"]);
    assert_eq!((status, says.lines().last()), (0, Some("OK")), "{says}");
}

/// The first failure is the last line, and the status is 1.
#[test]
fn what_does_not_hold_is_said_first_and_last() {
    type Change = fn(&Folder);
    let changes: [(&str, Change, &str); 9] = [
        ("an altered order", |f| f.change("order.txt", "GHA01-100-0045", "GHA01-100-0054"), "names another digest"),
        ("an order with CR LF", |f| f.change("order.txt", "\n", "\r\n"), "a carriage return"),
        ("no signature", |f| f.remove("order.txt.initiate.sig"), "no signature for itmo-initiate@v1"),
        ("two signatures", |f| f.copy("order.txt.initiate.sig", "order.txt.again.sig"), "more than one signature"),
        ("a signature that was cut off", |f| f.change("order.txt.station.sig", "-----END", ""), "not an SSH signature"),
        (
            "another purpose",
            |f| f.sign("order.txt", "initiate", Namespace::Approve, "amina.k"),
            "no signature for itmo-initiate@v1",
        ),
        ("another person's key", |f| f.sign("order.txt", "initiate", Namespace::Initiate, "luc.b"), "with a key of luc.b (F02)"),
        (
            "a key nobody has",
            |f| f.sign("order.txt", "initiate", Namespace::Initiate, "nobody"),
            "a key that the roster does not have",
        ),
        ("another station", |f| f.sign("order.txt", "station", Namespace::Station, "OFF-1"), "signature of ONL-2"),
    ];
    for (name, change, expected) in changes {
        let folder = Folder::with_order();
        change(&folder);
        let (status, says) = folder.verify(&["order.txt", "--roster", "roster.txt"]);
        assert_eq!(status, 1, "{name}: {says}");
        let last = says.lines().last().unwrap();
        assert!(last.starts_with("NOT OK: order.txt: ") && last.contains(expected), "{name}: {says}");
    }
}

/// F01, F02, F03, F05: what a registry would not count does not count here either.
#[test]
fn a_statement_that_does_not_count_is_named_with_its_rule() {
    let folder = Folder::with_order();
    let all = ["order.txt", "said.txt", "--roster", "roster.txt", "--policy", "policy.txt"];
    let verified = |person: &str, change: fn(&mut countersign::evidence::statement::Statement)| {
        let mut said = folder.approval();
        said.person = person.parse().unwrap();
        change(&mut said);
        folder.statement("said.txt", said, person);
        let (status, says) = folder.verify(&all);
        assert_eq!(status, 1, "{says}");
        says
    };
    assert!(verified("amina.k", |_| {}).contains("(F01)"));
    assert!(verified("luc.b", |said| said.station = "ONL-2".parse().unwrap()).contains("(F03)"));
    assert!(verified("luc.b", |said| said.checked = Checked::default()).contains("(F07)"));
    assert!(verified("kofi.d", |_| {}).contains("kofi.d is no approver"));
}

/// T21, F20.
#[test]
fn a_rejection_is_told_with_its_reason() {
    let folder = Folder::with_order();
    folder.statement("approve.txt", folder.approval(), "luc.b");
    let rejected = countersign::evidence::statement::Statement {
        kind: StatementKind::Reject,
        seq: 382.try_into().unwrap(),
        reason: "the letter names another account".parse().unwrap(),
        ..folder.approval()
    };
    folder.statement("reject.txt", rejected, "luc.b");
    let files = ["order.txt", "approve.txt", "reject.txt", "--roster", "roster.txt", "--policy", "policy.txt"];
    let (status, says) = folder.verify(&files);
    assert_eq!(status, 0, "{says}");
    assert!(says.contains("rejected by luc.b because: the letter names another account"), "{says}");
}

/// F27: two officers, of the roster itself for a first one.
#[test]
fn rosters_and_policies_take_two_officers() {
    let folder = Folder::with_order();
    let roster = ["roster.txt"];
    let policy = ["policy.txt", "--roster", "roster.txt"];
    for (files, namespace, middle) in [(&roster[..], Namespace::Roster, "roster"), (&policy[..], Namespace::Policy, "policy")] {
        folder.sign(files[0], &format!("{middle}-1"), namespace, "ines.r");
        let (status, says) = folder.verify(files);
        assert_eq!(status, 1, "{says}");
        assert!(says.contains("1 signatures of security officers are missing (F27)"), "{says}");
        folder.sign(files[0], &format!("{middle}-2"), namespace, "ines.r");
        assert!(folder.verify(files).1.contains("counts once (F02)"));
        folder.sign(files[0], &format!("{middle}-2"), namespace, "tomas.w");
        let (status, says) = folder.verify(files);
        assert_eq!((status, says.lines().last()), (0, Some("OK")), "{says}");
    }
    let (status, says) = folder.verify(&["policy.txt"]);
    assert_eq!(status, 2, "{says}");
}

/// A journal's manifest: the station's signature, and the files it names.
#[test]
fn a_manifest_of_a_journal_is_signed_by_its_station() {
    let folder = Folder::with_order();
    let manifest = folder.journal("journal-2026-11-28.sha256");
    let files = [manifest.as_str(), "--roster", "roster.txt"];
    assert_eq!(folder.verify(&files).0, 2, "unsigned");
    folder.sign(&manifest, "station", Namespace::Journal, "ONL-2");
    let (status, says) = folder.verify(&files);
    assert_eq!((status, says.lines().last()), (0, Some("OK")), "{says}");
    assert!(says.contains("✓ station ONL-2 signed it") && says.contains("✓ journal-2026-11-28.jsonl has the digest"), "{says}");
    assert_eq!(folder.verify(&[&manifest]).0, 2, "without a roster");
    folder.sign(&manifest, "station", Namespace::Journal, "OFF-1");
    assert_eq!(folder.verify(&files).0, 1, "another station's key");
    folder.sign(&manifest, "station", Namespace::Journal, "ONL-2");
    folder.change("journal-2026-11-28.jsonl", "freeze", "thaw");
    let (status, says) = folder.verify(&files);
    assert!(status == 1 && says.contains("journal-2026-11-28.jsonl has another digest"), "{says}");
    folder.change(&manifest, "lines: 1", "lines: 01");
    assert!(folder.verify(&files).1.contains("or it was edited"));
}

#[test]
fn what_can_not_be_read_is_a_sentence() {
    let folder = Folder::with_order();
    folder.write("note.txt", "hello\n");
    let (status, says) = folder.verify(&["note.txt"]);
    assert_eq!(status, 1, "{says}");
    assert!(says.contains("does not begin as an order, a statement, a resolution, a confirmation, a roster, a policy, a reconciliation result or a journal's manifest"), "{says}");
    let (status, says) = folder.verify(&["nothing.txt"]);
    assert_eq!(status, 2, "{says}");
    assert!(says.contains("Nothing was verified"), "{says}");
    let (status, says) = folder.verify(&["order.txt", "--roster", "order.txt"]);
    assert_eq!(status, 2, "{says}");
    assert!(says.contains("order.txt is not used"), "{says}");
}

/// T01: a hostile text is never quoted, and the name of its file passes the gate.
#[test]
fn nothing_hostile_reaches_the_terminal() {
    let folder = Folder::with_order();
    folder.write("a\u{1b}[2J\u{202e}.txt", "itmo-order/v1\norder-id: \u{1b}]52;c;AAAA\u{7}\n");
    let (_, says) = folder.verify(&["a\u{1b}[2J\u{202e}.txt"]);
    assert!(!says.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{says:?}");
}
