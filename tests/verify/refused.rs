//! Texts with their signatures as files, each with one thing that does not hold, where no vector can say it: what a vector has is only judged.
//! Must not know: how a text is judged.

use super::{folder::Folder, packs::NO_SIGNATURE, people::secret};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use countersign::evidence::{digest::Digest, sshsig::Namespace};

/// Status 1, and the last line names the file and this; it is the one thing that does not hold.
fn refused_for((status, says): (i32, String), file: &str, why: &str) {
    let last = says.lines().last().unwrap();
    assert!(status == 1 && last.starts_with(&format!("NOT OK: {file}: ")) && last.contains(why), "{why}: {says}");
    assert_eq!(says.matches('✗').count(), 1, "it is the one cause: {says}");
}

fn ok((status, says): (i32, String)) {
    assert_eq!((status, says.lines().last()), (0, Some("OK")), "{says}");
}

/// F02, F03, F26: each text is judged by the roster it names, and by who counted when it was made.
#[test]
fn a_text_of_another_roster_or_time_is_refused() {
    let folder = Folder::with_order();
    let verified = || folder.verify(&["order.txt", "--roster", "other.txt"]);
    let roster = folder.read("roster.txt");
    // The order names this very roster; a changed one is another, which alone does not hold.
    folder.write("other.txt", &roster);
    ok(verified());
    folder.write("other.txt", &roster.replace("Somebody of the name kofi.d", "Kofi"));
    refused_for(verified(), "order.txt", "it was made under roster v1, and another one, v1, was given");
    let year = "2026-01-01T00:00:00Z 2027-01-01T00:00:00Z";
    for (row, change, why) in [
        ("person-1: amina.k ", "2026-11-24", "amina.k was no person of the roster when this was made (F02)"),
        ("key-1: amina.k ", "2026-11-24", "the key of amina.k was not valid when this was made"),
        ("station-2: ONL-2 ", "2026-11-24", "ONL-2 was no station of the roster when this was made (F03)"),
    ] {
        let line = roster.lines().find(|line| line.starts_with(row)).unwrap();
        let later = line.replace(year, &year.replace("2026-01-01", change));
        assert_ne!(line, later);
        folder.under_roster(&roster.replace(line, &later));
        folder.write("other.txt", &folder.read("roster.txt"));
        refused_for(verified(), "order.txt", why);
    }
}

/// T07: also where nobody says whose the keys are, what they signed must be this text.
#[test]
fn a_signature_of_another_text_is_refused_without_a_roster() {
    for (middle, namespace, key, why) in [
        ("initiate", Namespace::Initiate, "amina.k", "signature of amina.k: the signature does not fit the key and the text"),
        ("station", Namespace::Station, "ONL-2", "signature of ONL-2: the signature does not fit the key and the text"),
    ] {
        let folder = Folder::with_order();
        folder.write("note.txt", "another text\n");
        folder.sign("note.txt", middle, namespace, key);
        folder.copy(&format!("note.txt.{middle}.sig"), &format!("order.txt.{middle}.sig"));
        refused_for(folder.verify(&["order.txt"]), "order.txt", why);
    }
}

/// F03: the station of a text must be one of the roster's.
#[test]
fn a_station_that_the_roster_does_not_have_is_refused() {
    let folder = Folder::with_order();
    let roster = folder.read("roster.txt");
    folder.under_roster(&roster.replace("station-2: ONL-2", "station-2: ONL-3"));
    refused_for(
        folder.verify(&["order.txt", "--roster", "roster.txt"]),
        "order.txt",
        "ONL-2 was no station of the roster when this was made (F03)",
    );
}

/// T20, F27: a version that can't follow the one before it, whoever signed it; and a text that is none.
#[test]
fn a_version_that_can_not_follow_is_refused() {
    let folder = Folder::with_order();
    folder.officers_sign("roster.txt", Namespace::Roster);
    folder.next_roster(("roster.txt", "second.txt"), true);
    folder.officers_sign("second.txt", Namespace::Roster);
    ok(folder.verify(&["second.txt", "--roster", "roster.txt"]));
    folder.write("other.txt", &folder.read("roster.txt").replace("Somebody of the name kofi.d", "Kofi"));
    let why = "it was made from another version 1 than the one in force";
    refused_for(folder.verify(&["second.txt", "--roster", "other.txt"]), "second.txt", why);
    folder.change("second.txt", "version: 2", "version: 02");
    refused_for(folder.verify(&["second.txt", "--roster", "roster.txt"]), "second.txt", "line 4");
}

/// T21: a manifest that is signed names the station, which the roster had when it was closed.
#[test]
fn a_manifest_of_a_journal_by_no_station_is_refused() {
    let folder = Folder::with_order();
    for (station, key, why) in [
        (None, "ONL-2", "it is signed and names no station"),
        (Some("ONL-3"), "ONL-3", "ONL-3 was no station of the roster when it was closed"),
    ] {
        let manifest = folder.journal_of("journal-2026-11-28.sha256", station);
        folder.sign(&manifest, "station", Namespace::Journal, key);
        refused_for(folder.verify(&[&manifest, "--roster", "roster.txt"]), &manifest, why);
    }
}

/// T03, T07: a result of reconciliation counts by the keys that are given, and nothing beside it is passed over.
#[test]
fn a_result_of_reconciliation_with_a_bad_signature_is_refused() {
    let folder = Folder::with_order();
    let (one, two) = (Digest::of("one"), Digest::of("two"));
    folder.write(
        "result.txt",
        &format!(
            "itmo-reconciliation/v1\nrun: CHE01-R-2026-000003\nenvironment: practice\nopener: CHE01\ncounterpart: GHA01\n\
             at: 2026-11-22T08:00:02Z\nopener-sha256: {one}\ncounterpart-sha256: {two}\nunits: 12500\nverdict: passed\nfound-count: 0\n"
        ),
    );
    let key = |name: &str| format!("{name}={}", BASE64_URL_SAFE_NO_PAD.encode(secret(name).public().octets()));
    let (ours, theirs) = (key("CHE01"), key("GHA01"));
    let verified = || folder.verify(&["result.txt", "--registry-key", &ours, "--registry-key", &theirs]);
    folder.sign("result.txt", "1", Namespace::Snapshot, "CHE01");
    refused_for(verified(), "result.txt", "no signature of GHA01 is beside it");
    folder.sign("result.txt", "2", Namespace::Snapshot, "GHA01");
    ok(verified());
    folder.sign("result.txt", "3", Namespace::Snapshot, "nobody");
    let (status, says) = verified();
    assert!(status == 2 && says.contains("which nobody named"), "{says}");
    folder.write("note.txt", "another text\n");
    folder.sign("note.txt", "3", Namespace::Snapshot, "nobody");
    folder.copy("note.txt.3.sig", "result.txt.3.sig");
    refused_for(verified(), "result.txt", "the signature does not fit the key and the text");
    folder.write("result.txt.3.sig", NO_SIGNATURE);
    refused_for(verified(), "result.txt", "result.txt.3.sig: ");
    folder.remove("result.txt.3.sig");
    folder.change("result.txt", "units: 12500", "units: 012500");
    refused_for(verified(), "result.txt", "units");
}

/// T07: contacts that are none, or that somebody changed after they were signed, or beside which something can't be read.
#[test]
fn contacts_with_a_bad_signature_are_refused() {
    let folder = Folder::with_order();
    folder.bundle("contacts.txt");
    folder.sign("contacts.txt", "person", Namespace::Contact, "kofi.d");
    let verified = || folder.verify(&["contacts.txt", "--roster", "roster.txt"]);
    ok(verified());
    folder.write("contacts.txt.other.sig", NO_SIGNATURE);
    refused_for(verified(), "contacts.txt", "contacts.txt.other.sig: ");
    folder.remove("contacts.txt.other.sig");
    folder.change("contacts.txt", "TLP:GREEN", "TLP:AMBER");
    refused_for(verified(), "contacts.txt", "the signature does not fit the key and the text");
    folder.change("contacts.txt", "TLP:AMBER", "tlp:amber");
    refused_for(verified(), "contacts.txt", "label");
}

/// F15: a revocation that can't be believed ends nothing.
#[test]
fn a_revocation_that_does_not_hold_is_refused() {
    let folder = Folder::with_order();
    let revoke = || folder.revocation("revoked.txt", "person:luc.b", "ines.r", "2026-11-23T09:00:00Z");
    let by_roster = || folder.verify(&["revoked.txt", "--roster", "roster.txt"]);
    revoke();
    ok(by_roster());
    folder.write("revoked.txt.other.sig", NO_SIGNATURE);
    refused_for(by_roster(), "revoked.txt", "revoked.txt.other.sig: ");
    folder.copy("revoked.txt.person.sig", "revoked.txt.other.sig");
    refused_for(by_roster(), "revoked.txt", "more than one signature for itmo-revoke@v1");
    folder.remove("revoked.txt.other.sig");
    folder.remove("revoked.txt.person.sig");
    refused_for(by_roster(), "revoked.txt", "no signature for itmo-revoke@v1");
    revoke();
    folder.change("revoked.txt", "the token was lost", "the token was sold");
    refused_for(folder.verify(&["revoked.txt"]), "revoked.txt", "the signature of ines.r does not hold");
    refused_for(by_roster(), "revoked.txt", "ines.r");
    folder.change("revoked.txt", "environment: practice", "environment: Practice");
    refused_for(by_roster(), "revoked.txt", "environment");
}

/// A file that is longer than any text is not read.
#[test]
fn a_file_that_is_too_long_is_not_read() {
    let folder = Folder::with_order();
    folder.write("long.txt", &"a".repeat((2 << 20) + 1));
    let (status, says) = folder.verify(&["long.txt"]);
    assert!(status == 2 && says.contains("it has more than 2 MiB") && says.contains("Nothing was verified"), "{says}");
}
