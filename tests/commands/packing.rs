//! The evidence of one transfer as a file: made by the real binary from a real registry, and judged by it (scenario 24, T10).
//! Must not know: what is in a pack, but for what its reader counts on.

use crate::office::{Office, thousand};
use countersign::{
    evidence::{
        digest::Digest,
        journal::Entry,
        pack::{Audience, Pack, PackFile, PackManifest, PackProblem, seal, write},
    },
    registry::{Read, Reply, traffic::TransferSummary},
    runtime::journal::{Journal, Keeping},
};
use std::{collections::BTreeSet, fs, process::Command};

/// A transfer that another registry knows of.
fn external(office: &Office) -> TransferSummary {
    let Reply::Transfers(page) = office.ask(Read::Transfers(thousand())) else { panic!("no page") };
    page.rows.into_iter().find(|row| row.counterpart().is_some()).expect("a past with transfers")
}

fn open(office: &Office, name: &str) -> Result<Pack, PackProblem> {
    Pack::open(&fs::read(office.path(name)).unwrap())
}

/// Writes a line about this transfer into the journal of the office.
fn journal(office: &Office, what: String) {
    let folder = office.path(".local/state/countersign");
    let mut journal = Journal::open(Keeping { folder, ..Keeping::default() }).unwrap();
    journal.append(Entry::note("", what)).unwrap();
    journal.close().unwrap();
}

/// T21, T22.
#[test]
fn a_pack_holds_what_there_is_and_verifies() {
    let office = Office::open();
    let transfer = external(&office);
    let id = transfer.id.to_string();
    journal(&office, format!("asked about {id}"));
    let said = office.out(&["pack", &id, "--out", "a.zip"]);
    assert!(said.contains("kept      transfer.json") && said.contains("not signed"), "{said}");
    let pack = open(&office, "a.zip").unwrap();
    assert_eq!((pack.manifest.transfer.as_str(), pack.manifest.audience), (id.as_str(), Audience::Operator));
    let Reply::Transfer(full) = office.ask(Read::Transfer(transfer.id)) else { panic!("no transfer") };
    for rung in &full.messages {
        let Reply::Message(message) = office.ask(Read::Message(rung.message)) else { panic!("no message") };
        let body = pack.file(&format!("messages/{:06}.body", rung.message.number())).unwrap();
        assert_eq!(body.octets, message.octets, "as it travelled");
    }
    assert!(!full.messages.is_empty() && !full.entries.is_empty());
    for name in ["cover.txt", "journal.jsonl", "roster.txt", "policy.txt"] {
        assert!(pack.file(name).is_some(), "{name}: {said}");
    }
    // Nobody outside has said whose the keys are, and no station signed it: that is said, and is not OK.
    let judged = office.run_alone(&["verify", "a.zip"]);
    assert!(judged.status == 2 && judged.out.contains("no station signed it"), "{judged:?}");
    assert!(judged.out.contains("messages have the digest") && !judged.out.contains('✗'), "{judged:?}");
    let counterpart = transfer.counterpart().unwrap();
    assert!(judged.out.contains(&format!("messages of {counterpart} bear its signature, under its key")), "{judged:?}");

    let again = office.run(&["pack", &id, "--out", "a.zip"]);
    assert_eq!(again.status, 4, "a file that is there is not replaced: {again:?}");
}

/// Scenario 24.
#[test]
fn a_counterpart_gets_nothing_of_this_console_alone() {
    let office = Office::open();
    let id = external(&office).id.to_string();
    journal(&office, format!("asked about {id}"));
    let preview = office.out(&["pack", &id, "--for", "counterpart", "--preview"]);
    assert!(preview.contains("withheld  journal.jsonl") && preview.contains("withheld  transfer.json"), "{preview}");
    office.out(&["pack", &id, "--for", "counterpart", "--out", "b.zip"]);
    let pack = open(&office, "b.zip").unwrap();
    let own = ["journal.jsonl", "transfer.json", "order/order.json"];
    assert!(own.iter().all(|name| pack.file(name).is_none()));
    assert!(pack.files.iter().all(|file| !file.name.starts_with("ledger/")));
    assert!(pack.files.iter().any(|file| file.name.starts_with("messages/")));
}

/// The names after a word of a preview.
fn named(preview: &str, word: &str) -> BTreeSet<String> {
    let name = |line: &str| Some(line.strip_prefix(word)?.trim().to_owned());
    preview.lines().filter_map(name).collect()
}

/// Scenario 24: what the preview says is kept and withheld is what the pack holds and does not; and the one at the other end checks it by the
/// commands that its cover sheet names, without this program.
#[test]
fn scenario_24_the_preview_is_the_pack_and_its_reader_checks_it_by_stock_commands() {
    let office = Office::open();
    let id = external(&office).id.to_string();
    journal(&office, format!("asked about {id}"));
    let preview = office.out(&["pack", &id, "--for", "counterpart", "--preview"]);
    office.out(&["pack", &id, "--for", "counterpart", "--out", "f.zip"]);
    let pack = open(&office, "f.zip").unwrap();
    let mut kept: BTreeSet<String> = pack.files.iter().map(|file| file.name.clone()).collect();
    assert!(kept.remove("cover.txt"), "the cover sheet says the rest");
    assert_eq!(named(&preview, "kept "), kept);
    let withheld = named(&preview, "withheld ");
    assert!(!withheld.is_empty() && withheld.is_disjoint(&kept));
    let cover = String::from_utf8(pack.file("cover.txt").unwrap().octets.clone()).unwrap();
    for name in kept.iter().chain(&withheld) {
        assert!(cover.lines().any(|line| line.trim() == name), "{name}: {cover}");
    }

    // Unpacked, as its reader does.
    assert!(cover.contains("sha256sum -c MANIFEST"), "{cover}");
    let check = |changed: Option<&str>| {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("MANIFEST"), &pack.signed).unwrap();
        for file in &pack.files {
            let path = folder.path().join(&file.name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            let mut octets = file.octets.clone();
            if changed == Some(file.name.as_str()) {
                octets[0] ^= 1;
            }
            fs::write(path, octets).unwrap();
        }
        let output = Command::new("sha256sum").args(["-c", "MANIFEST"]).current_dir(folder.path()).output().unwrap();
        (output.status.success(), String::from_utf8(output.stdout).unwrap())
    };
    assert!(check(None).0);
    let name = kept.iter().find(|name| name.starts_with("messages/")).unwrap();
    let (holds, says) = check(Some(name));
    assert!(!holds && says.contains(&format!("{name}: FAILED")), "{says}");
}

/// T10, scenario 24.
#[test]
fn a_planted_token_stops_the_pack_until_it_is_out() {
    let office = Office::open();
    let id = external(&office).id.to_string();
    journal(&office, format!("sent {id} with Authorization: Bearer s3cr3t-canary-4711"));
    let stopped = office.run(&["pack", &id, "--out", "c.zip"]);
    assert_eq!(stopped.status, 1, "{stopped:?}");
    assert!(stopped.err.contains("journal.jsonl: at octet") && stopped.err.contains("a bearer token"), "{stopped:?}");
    assert!(!stopped.err.contains("canary") && !office.path("c.zip").exists());
    office.out(&["pack", &id, "--out", "c.zip", "--leave-out", "journal.jsonl"]);
    let octets = fs::read(office.path("c.zip")).unwrap();
    assert!(!octets.windows(6).any(|part| part == b"canary"));
    // A counterpart gets no line of the journal, so nothing of it stops their pack or is in it.
    office.out(&["pack", &id, "--for", "counterpart", "--out", "h.zip"]);
    assert!(!fs::read(office.path("h.zip")).unwrap().windows(6).any(|part| part == b"canary"));
}

/// T21.
#[test]
fn a_pack_that_was_changed_does_not_verify() {
    let office = Office::open();
    let id = external(&office).id.to_string();
    office.out(&["pack", &id, "--out", "d.zip"]);
    let pack = open(&office, "d.zip").unwrap();
    let mut files = vec![PackFile { name: "MANIFEST".into(), octets: pack.signed.clone().into_bytes() }];
    files.extend(pack.files.clone());
    let at = files.iter().position(|file| file.name.ends_with(".body")).unwrap();
    files[at].octets[0] ^= 1;
    fs::write(office.path("d.zip"), write(&files).unwrap()).unwrap();
    let judged = office.run_alone(&["verify", "d.zip"]);
    assert!(judged.status == 1 && judged.out.contains("it was changed"), "{judged:?}");
}

/// T03, T21: who makes the pack can write its manifest and every digest, but not the counterpart's signature.
#[test]
fn a_message_the_counterpart_did_not_sign_is_found() {
    let office = Office::open();
    let id = external(&office).id.to_string();
    office.out(&["pack", &id, "--out", "e.zip"]);
    let mut pack = open(&office, "e.zip").unwrap();
    let is_received = |file: &PackFile| {
        file.name.starts_with("messages/") && String::from_utf8_lossy(&file.octets).contains("\"direction\": \"received\"")
    };
    let card = pack.files.iter().position(is_received).unwrap();
    let body = pack.files.iter().position(|file| file.name == pack.files[card].name.replace(".json", ".body")).unwrap();
    let before = Digest::of(&pack.files[body].octets).to_string();
    pack.files[body].octets[0] ^= 1;
    let after = Digest::of(&pack.files[body].octets).to_string();
    let changed = String::from_utf8(pack.files[card].octets.clone()).unwrap().replace(&before, &after);
    pack.files[card].octets = changed.into_bytes();
    let files = pack.files.iter().map(|file| (file.name.clone(), Digest::of(&file.octets))).collect();
    let manifest = PackManifest { files, ..pack.manifest };
    fs::write(office.path("e.zip"), seal(&manifest, &pack.files, None).unwrap()).unwrap();
    let judged = office.run_alone(&["verify", "e.zip"]);
    let said = format!("{}: the signature of its sender does not hold", pack.files[body].name);
    assert!(judged.status == 1 && judged.out.contains(&said), "{judged:?}");
    assert!(judged.out.contains("messages have the digest that the registry named"), "the digests were changed with it");
}

/// T03: the manifest is what the station signs. All of it is printed before, every line.
#[test]
fn t03_what_the_station_signs_is_printed_whole_before_the_pack_is_written() {
    let office = Office::open();
    let id = external(&office).id.to_string();
    let said = office.out(&["pack", &id, "--out", "g.zip"]);
    let manifest = open(&office, "g.zip").unwrap().signed;
    let (before, _) = said.split_once("Written to g.zip").unwrap();
    assert!(before.contains(&manifest), "{said}");
    let nowhere = office.run(&["pack", &id, "--out", "no/folder/g.zip"]);
    assert!(nowhere.status == 4 && nowhere.out.contains("# itmo-pack/v1"), "read, and then not written: {nowhere:?}");
}
