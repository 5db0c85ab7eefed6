//! `countersign verify` as a third person uses it: files in a folder, no configuration, no network (scenario 1).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

#[path = "verify/folder.rs"]
mod folder;
#[path = "verify/packs.rs"]
mod packs;
#[path = "../src/evidence/sample/people.rs"]
mod people;
#[path = "../src/evidence/sample/policy.rs"]
mod policy;
#[path = "verify/refused.rs"]
mod refused;
#[allow(dead_code)]
#[path = "formats/sample.rs"]
mod sample;

use countersign::evidence::{
    self,
    sshsig::Namespace,
    statement::{Checked, Statement, StatementKind},
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

/// T07: beside good signatures, one that can't be read is not passed over.
#[test]
fn a_signature_that_can_not_be_read_is_a_failure_beside_good_ones() {
    let folder = Folder::with_order();
    folder.officers_sign("roster.txt", Namespace::Roster);
    let manifest = folder.journal("journal-2026-11-28.sha256");
    folder.sign(&manifest, "station", Namespace::Journal, "ONL-2");
    for (file, arguments) in [("roster.txt", vec!["roster.txt"]), (&manifest, vec![&*manifest, "--roster", "roster.txt"])] {
        let (status, says) = folder.verify(&arguments);
        assert_eq!(status, 0, "{says}");
        folder.write(&format!("{file}.third.sig"), "-----BEGIN SSH SIGNATURE-----\nU1NI\n-----END SSH SIGNATURE-----\n");
        let (status, says) = folder.verify(&arguments);
        assert!(status == 1 && says.contains(&format!("{file}.third.sig: ")), "{says}");
    }
}

/// F15: a key that one person revoked signs nothing any more, in whatever order the files are given.
#[test]
fn what_was_signed_with_a_revoked_key_does_not_count() {
    let folder = Folder::with_order();
    folder.statement("approve.txt", folder.approval(), "luc.b");
    let rules = ["--roster", "roster.txt", "--policy", "policy.txt"];
    for (made, of, status, expected) in [
        ("2026-11-23T09:14:23Z", "person:luc.b", 0, "approved; 1 of 1 approvals by luc.b"),
        (
            "2026-11-23T09:14:22Z",
            "person:luc.b",
            1,
            "the key of person:luc.b was revoked at 2026-11-23T09:14:22Z, before this was made (F15)",
        ),
        ("2026-11-23T09:00:00Z", "station:OFF-1", 1, "the key of station:OFF-1 was revoked at 2026-11-23T09:00:00Z"),
        ("2026-11-23T09:00:00Z", "person:amina.k", 1, "void: "),
    ] {
        folder.revocation("revoked.txt", of, "ines.r", made);
        for files in [["order.txt", "approve.txt", "revoked.txt"], ["revoked.txt", "approve.txt", "order.txt"]] {
            let (found, says) = folder.verify(&[&files[..], &rules].concat());
            assert_eq!(found, status, "{of} {made}: {says}");
            assert!(says.contains(&format!("revocation of a key of {of}")) && says.contains("✓ ines.r signed it"), "{says}");
            assert!(says.contains(expected), "{expected}: {says}");
        }
    }
}

/// F15: whose word a revocation is, is never taken for granted; and what nobody can judge counts all the same, and is not OK.
#[test]
fn a_revocation_is_judged_itself() {
    let folder = Folder::with_order();
    folder.statement("approve.txt", folder.approval(), "luc.b");
    folder.revocation("revoked.txt", "person:luc.b", "ines.r", "2026-11-23T09:00:00Z");
    let (status, says) = folder.verify(&["revoked.txt"]);
    assert!(status == 2 && says.contains("only --roster says whether it is ines.r's"), "{says}");
    folder.sign("revoked.txt", "person", Namespace::Revoke, "nobody");
    let all = ["order.txt", "approve.txt", "revoked.txt", "--roster", "roster.txt", "--policy", "policy.txt"];
    let (status, says) = folder.verify(&all);
    assert!(
        says.contains("? signed with a key that the roster does not have") && says.contains("before this was made (F15)"),
        "{says}"
    );
    assert_eq!(status, 1, "{says}");
    folder.revocation("revoked.txt", "person:luc.b", "kofi.d", "2026-11-23T09:00:00Z");
    let (status, says) = folder.verify(&all);
    assert!(status == 1 && says.contains("kofi.d is no security officer, and it is not their own key (F15)"), "{says}");
    assert!(says.contains("approved; 1 of 1 approvals by luc.b"), "it ends nothing: {says}");
}

/// F15, T21: a pack brings the revocations of its roster, and one from elsewhere counts beside it; also against the station that signed it.
#[test]
fn a_pack_honours_revocations() {
    let folder = Folder::with_order();
    folder.statement("approve.txt", folder.approval(), "luc.b");
    let given = ["--roster", "roster.txt"];
    folder.pack("pack.zip", false);
    let (status, says) = folder.verify(&[&["pack.zip"][..], &given].concat());
    assert_eq!((status, says.lines().last()), (0, Some("OK")), "{says}");
    folder.revocation("revoked.txt", "person:luc.b", "ines.r", "2026-11-23T09:00:00Z");
    let (status, says) = folder.verify(&[&["pack.zip", "revoked.txt"][..], &given].concat());
    assert!(status == 1 && says.contains("was revoked at 2026-11-23T09:00:00Z, before this was made (F15)"), "{says}");
    folder.pack("revoked.zip", true);
    for files in [&["revoked.zip"][..], &["revoked.zip", "revoked.txt"]] {
        let (status, says) = folder.verify(&[files, &given].concat());
        assert!(says.contains("revoked.zip/revocations/01.txt: revocation of a key of person:luc.b"), "{says}");
        assert!(status == 1 && says.contains("approve.txt does not count") || says.contains("was revoked at"), "{says}");
        assert!(!says.contains("has not counted since"), "the same revocation twice is no fault: {says}");
    }
    assert_eq!(folder.verify(&["revoked.zip"]).0, 1, "by its own roster too");
    folder.revocation("revoked.txt", "station:ONL-2", "ines.r", "2026-11-24T09:00:00Z");
    let (status, says) = folder.verify(&[&["pack.zip", "revoked.txt"][..], &given].concat());
    assert!(status == 1 && says.contains("✗ the key of station:ONL-2 was revoked at 2026-11-24T09:00:00Z"), "{says}");
}

/// T21, F26, F27: the roster was changed between the order and its approval, and the approver was removed later. A pack holds every version,
/// and each text is judged by the one it names, as far as that one is vouched for.
#[test]
fn each_text_of_a_pack_is_judged_by_the_versions_of_its_time() {
    let folder = Folder::with_order();
    folder.officers_sign("roster.txt", Namespace::Roster);
    let second = folder.next_roster(("roster.txt", "second.txt"), true);
    let third = folder.next_roster(("second.txt", "third.txt"), false);
    ["second.txt", "third.txt"].iter().for_each(|name| folder.officers_sign(name, Namespace::Roster));
    let sofia = Statement { person: "sofia.m".parse().unwrap(), roster: second, ..folder.approval() };
    folder.statement("approve.txt", sofia, "sofia.m");
    let approval = ("approve.txt", "order/statement-01.txt");
    let versions = [("third.txt", "roster.txt"), ("roster.txt", "rosters/0001.txt"), ("second.txt", "rosters/0002.txt")];
    let whole = [&[approval][..], &versions].concat();
    folder.pack_of("pack.zip", &whole);
    // The newest vouches for those before by their digests, and the officers of the oldest for those after.
    for given in ["third.txt", "second.txt", "roster.txt"] {
        let (status, says) = folder.verify(&["pack.zip", "--roster", given]);
        assert_eq!((status, says.lines().last()), (0, Some("OK")), "{given}: {says}");
        assert!(says.contains("approved; 1 of 1 approvals by sofia.m"), "{says}");
    }
    let (status, says) = folder.verify(&["pack.zip"]);
    assert!(status == 2 && !says.contains('✗') && says.contains("its own roster says whose the keys are"), "{says}");
    let at = ["pack.zip", "--roster", "third.txt", "--at", "2026-11-24T08:00:00Z"];
    let (status, says) = folder.verify(&at);
    assert!(status == 1 && says.contains("does not count: sofia.m is not in the roster (F02)"), "by those in force now: {says}");

    folder.pack_of("short.zip", &whole[..3]);
    let (status, says) = folder.verify(&["short.zip", "--roster", "third.txt"]);
    assert!(status == 1 && says.contains("signed with a key that the roster does not have"), "a version is missing: {says}");

    let luc = Statement { roster: third, seq: 382.try_into().unwrap(), ..folder.approval() };
    folder.statement("again.txt", luc, "luc.b");
    folder.pack_of("later.zip", &[&whole[..], &[("again.txt", "order/statement-02.txt")]].concat());
    let (status, says) = folder.verify(&["later.zip", "--roster", "third.txt"]);
    assert!(
        status == 1 && says.contains("statement-01.txt does not count: sofia.m is not in the roster"),
        "she was removed: {says}"
    );
    assert!(says.contains("1 of 1 approvals by luc.b"), "{says}");
}

/// F27, T20: a version in a pack that enough officers did not sign is none, and what names it is judged by no roster.
#[test]
fn a_version_that_nobody_vouches_for_is_none() {
    let folder = Folder::with_order();
    folder.officers_sign("roster.txt", Namespace::Roster);
    let second = folder.next_roster(("roster.txt", "second.txt"), true);
    folder.sign("second.txt", "1", Namespace::Roster, "ines.r");
    folder.sign("second.txt", "2", Namespace::Roster, "luc.b");
    let sofia = Statement { person: "sofia.m".parse().unwrap(), roster: second, ..folder.approval() };
    folder.statement("approve.txt", sofia, "sofia.m");
    let texts = [("approve.txt", "order/statement-01.txt"), ("second.txt", "roster.txt"), ("roster.txt", "rosters/0001.txt")];
    folder.pack_of("pack.zip", &texts);
    let (status, says) = folder.verify(&["pack.zip", "--roster", "roster.txt"]);
    assert!(status == 1 && says.contains("signed with a key that the roster does not have"), "{says}");
    assert!(says.contains("1 signatures of security officers are missing (F27)"), "{says}");
    assert!(!says.contains("approvals by sofia.m"), "{says}");
}

/// Whose key signs a bundle is said elsewhere: only a roster of the registry that speaks says it.
#[test]
fn a_bundle_of_contacts_is_its_registrys_word() {
    let folder = Folder::with_order();
    folder.bundle("contacts.txt");
    assert_eq!(folder.verify(&["contacts.txt"]).0, 1, "nobody signed it");
    folder.sign("contacts.txt", "person", Namespace::Contact, "kofi.d");
    let (status, says) = folder.verify(&["contacts.txt"]);
    assert!(status == 2 && says.contains("only a roster of CHE01 that has it says whose it is"), "{says}");
    let (status, says) = folder.verify(&["contacts.txt", "--roster", "roster.txt"]);
    assert!(status == 0 && says.contains("✓ kofi.d of CHE01 signed it"), "{says}");
    folder.revocation("revoked.txt", "person:kofi.d", "ines.r", "2026-11-22T09:00:00Z");
    let (status, says) = folder.verify(&["contacts.txt", "revoked.txt", "--roster", "roster.txt"]);
    assert!(status == 1 && says.contains("the key of person:kofi.d was revoked"), "{says}");
}

#[test]
fn what_can_not_be_read_is_a_sentence() {
    let folder = Folder::with_order();
    folder.write("note.txt", "hello\n");
    let (status, says) = folder.verify(&["note.txt"]);
    assert_eq!(status, 1, "{says}");
    assert!(says.contains("does not begin as an order, a statement"), "{says}");
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
