//! The directory by command: the list is the console's, hostile files are refused by their line or shown through the gate, and a bundle
//! that is newer only by its edits changes nothing (F14 to F16).

use crate::{
    bundles::{self, bundle_of, edited, number_key, verified, with_number},
    office::{Ended, Office},
};
use countersign::{
    domain::contact::{Card, Directory, Entry, EntryKey, Record},
    registry::{
        Access, Authorised, Challenge, Deed, Environment, IdempotencyKey, Identity, Outcome, Read, Registry, Reply, Write,
        book::Contacts,
        http::{Credentials, HttpRegistry},
    },
    sandbox::{
        Options, PRACTICE_PASSPHRASE, Running,
        pair::{self, Pair},
    },
    text::{Kind, Untrusted},
    wire::contact::{table, vcard},
};
use jiff::Timestamp;
use serde_json::Value;
use std::{
    fs,
    time::{Duration, Instant},
};

const GROUNDS: [&str; 4] = ["--basis", "CB/2026/50", "--method", "call-back"];

fn contacts(office: &Office) -> Contacts {
    match office.ask(Read::Contacts) {
        Reply::Contacts(contacts) => *contacts,
        other => panic!("{other:?}"),
    }
}

fn clean(text: &str) -> bool {
    !text.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202E}')
}

#[test]
fn the_list_is_the_directory_and_each_of_it_can_be_shown() {
    let office = Office::open();
    let rows: Vec<Value> =
        serde_json::from_str(&office.out(&["contacts", "list", "--filter", "party:GHA role:security", "--json"])).unwrap();
    let names: Vec<&str> = rows.iter().map(|row| row["id"].as_str().unwrap()).collect();
    assert_eq!(names, ["gha-3"]);
    let reachable = office.out(&["contacts", "list", "--filter", "registry:GHA01 reachable:yes", "--columns", "id,number"]);
    assert!(reachable.contains("gha-desk") && reachable.contains("duty +2335550901"), "{reachable}");
    let shown: Value = serde_json::from_str(&office.out(&["contacts", "show", "gha-desk", "--json"])).unwrap();
    assert_eq!(shown["channels"][0]["address"], "+2335550901");
    assert_eq!(shown["channels"][0]["counts"], true);
    assert_eq!(shown["roles_held"][0]["registry"], "GHA01");
    let held = office.out(&["contacts", "show", "swe-1"]);
    assert!(held.contains("held back until"), "{held}");
    assert!(clean(&office.out(&["contacts", "show", "mar-2"])), "a hostile name passes the gate");
    assert_eq!(office.run(&["contacts", "show", "gha-99"]).status, 1);
    let wrong = office.run(&["contacts", "list", "--filter", "role:king"]);
    assert!(wrong.status == 2 && wrong.err.contains("role: expects"), "{}", wrong.err);
}

/// Imports a bundle that was written into the office's folder, in the name of somebody who may act.
fn import(office: &Office, more: &[&str]) -> Ended {
    office.run(&[&["contacts", "import", "gha.txt", "--signer", "esi-owusu.pub"], more].concat())
}

/// F14: what an attacker edited today is newer, and nobody verified it.
#[test]
fn a_bundle_that_is_newer_only_by_its_edits_changes_nothing() {
    let office = Office::open();
    let (before, now) = (contacts(&office), Timestamp::now());
    let poisoned = bundle_of(&before.directory, now, |theirs| {
        with_number(theirs, now, edited(now));
        let key = EntryKey::Card("gha-2".parse().unwrap());
        let Entry::Card(card) = theirs.entries[&key].entry.clone() else { panic!() };
        let renamed = Entry::Card(Card { name: Untrusted::new("Akosua B. Boateng"), ..card });
        theirs.set(Record { entry: renamed, standing: edited(now) });
    });
    bundles::write(office.folder.path(), "gha.txt", &poisoned, "esi-owusu");
    let said = import(&office, &GROUNDS);
    assert_eq!((said.status, said.err.as_str()), (0, ""), "{}", said.out);
    assert!(said.out.contains("not verified: channel gha-2 mobile +233555019999"), "{}", said.out);
    assert!(said.out.contains("not verified: card gha-2"), "{}", said.out);
    assert!(said.out.contains("+ name: Akosua B. Boateng"), "the line that differs is shown: {}", said.out);
    assert!(said.out.contains("Nothing is to be proposed."), "{}", said.out);
    let after = contacts(&office);
    assert_eq!((after.directory, after.proposals), (before.directory, before.proposals));
}

#[test]
fn what_was_verified_later_is_told_with_its_lines_and_waits_for_persons() {
    let office = Office::open();
    let (before, now) = (contacts(&office), Timestamp::now());
    let honest = bundle_of(&before.directory, now, |theirs| with_number(theirs, now, verified(now)));
    bundles::write(office.folder.path(), "gha.txt", &honest, "esi-owusu");
    let said = import(&office, &["--preview"]);
    assert_eq!((said.status, said.err.as_str()), (0, ""), "{}", said.out);
    assert!(said.out.contains("Bundle 1 of GHA01"), "{}", said.out);
    assert!(said.out.contains("added: channel gha-2 mobile +233555019999"), "{}", said.out);
    assert!(said.out.contains("+ address: mobile +233555019999"), "{}", said.out);
    // Without an old channel nothing is even signed (F14); nobody is asked for a key.
    let words = [&GROUNDS[..], &["--person", "amina-kessie", "--key", "file:/nowhere"]].concat();
    let refused = import(&office, &words);
    assert_eq!(refused.status, 2, "{}", refused.err);
    assert!(refused.err.contains("old channel") && refused.err.contains("--through"), "{}", refused.err);
    let own = [&words[..], &["--through", "channel gha-2 mobile +233555019999"]].concat();
    assert!(import(&office, &own).err.contains("itself being changed"));
    assert!(!contacts(&office).directory.entries.contains_key(&number_key(now)));
}

#[test]
fn whose_bundle_it_is_is_known_from_elsewhere() {
    let office = Office::open();
    let (there, now) = (contacts(&office).directory, Timestamp::now());
    let bundle = bundle_of(&there, now, |theirs| with_number(theirs, now, verified(now)));
    let folder = office.folder.path();
    bundles::write(folder, "gha.txt", &bundle, "luc-bernasconi");
    let preview = |more: &[&str]| office.run(&[&["contacts", "import", "gha.txt", "--preview"], more].concat());
    let stranger = preview(&[]);
    assert!(stranger.status == 1 && stranger.err.contains("no key that the directory has for them"), "{}", stranger.err);
    bundles::write(folder, "other.txt", &bundle, "esi-owusu");
    let other = preview(&["--signer", "esi-owusu.pub"]);
    assert!(other.status == 1 && other.err.contains("another key than the one given"), "{}", other.err);
    // The directory has the key by which Accra signs such texts.
    fs::remove_file(folder.join("gha.txt.luc-bernasconi.sig")).unwrap();
    let unsigned = preview(&[]);
    assert!(unsigned.status == 1 && unsigned.err.contains("no signature beside it"), "{}", unsigned.err);
    bundles::write(folder, "gha.txt", &bundle, "esi-owusu");
    let known = preview(&[]);
    assert!(
        known.status == 0 && known.out.contains("signed by GHA01, whose key the directory has"),
        "{}{}",
        known.out,
        known.err
    );
    // One octet of it is another: the signature is none.
    let text = fs::read_to_string(folder.join("gha.txt")).unwrap();
    fs::write(folder.join("gha.txt"), text.replacen("+233555019999", "+233555019998", 1)).unwrap();
    assert_eq!(preview(&[]).status, 1);
    // The same again after it was taken: an old bundle is refused.
    fs::write(folder.join("gha.txt"), &text).unwrap();
    let again = preview(&["--after", "gha.txt"]);
    assert!(again.status == 1 && again.err.contains("not newer than number 1"), "{}", again.err);
}

#[test]
fn a_conflict_is_decided_by_a_person_and_else_stays() {
    let office = Office::open();
    let (there, now) = (contacts(&office).directory, Timestamp::now());
    let key = EntryKey::Card("gha-3".parse().unwrap());
    let record = there.entries[&key].clone();
    let Entry::Card(card) = record.entry else { panic!() };
    let bundle = bundle_of(&there, now, |theirs| {
        let entry = Entry::Card(Card { title: Untrusted::new("Head of security"), ..card });
        theirs.set(Record { entry, standing: record.standing });
    });
    bundles::write(office.folder.path(), "gha.txt", &bundle, "esi-owusu");
    let undecided = import(&office, &GROUNDS);
    assert_eq!(undecided.status, 0, "{}", undecided.err);
    assert!(undecided.out.contains("conflict 1: card gha-3") && undecided.out.contains("so ours stays"), "{}", undecided.out);
    let ours = import(&office, &[&GROUNDS[..], &["--take", "ours"]].concat());
    assert!(ours.out.contains("Nothing is to be proposed."), "{}", ours.out);
    let theirs = [&GROUNDS[..], &["--take", "1=theirs", "--person", "amina-kessie", "--key", "file:/nowhere"]].concat();
    let theirs = import(&office, &theirs);
    assert!(theirs.out.contains("Proposal 1 of 1:") && theirs.out.contains("kind: change\n"), "{}", theirs.out);
    let none = import(&office, &[&GROUNDS[..], &["--take", "2=theirs"]].concat());
    assert!(none.status == 2 && none.err.contains("There is no conflict 2"), "{}", none.err);
}

#[test]
fn what_is_exported_for_other_programs_is_read_back() {
    let office = Office::open();
    let directory: Directory = contacts(&office).directory;
    for (form, name) in [("vcard", "all.vcf"), ("csv", "all.csv")] {
        let said = office.run(&["contacts", form, "export", name]);
        assert_eq!(said.status, 0, "{}", said.err);
        assert!(said.err.contains("left out"), "a name with control characters is in no file: {}", said.err);
        let octets = fs::read(office.path(name)).unwrap();
        let drafts = match form {
            "vcard" => vcard::read(&octets).unwrap().cards,
            _ => table::read(&octets).unwrap(),
        };
        let all = directory.cards().filter(|(_, standing)| standing.verified.is_some()).count();
        assert_eq!(drafts.len() + 1, all, "everybody who was verified, but one");
        let numbers = drafts.iter().flat_map(|(_, draft)| &draft.addresses);
        assert!(numbers.into_iter().all(|address| address.as_str() != "+46555019999"), "a number in its delay goes to nobody");
        assert_eq!(office.run(&["contacts", form, "export", name]).status, 4, "nothing is written over");
    }
    let fenced = fs::read_to_string(office.path("all.csv")).unwrap();
    assert!(fenced.contains("'=HYPERLINK"), "a formula stands behind an apostrophe");
    let few = office.run(&["contacts", "csv", "export", "few.csv", "--filter", "role:security party:GHA"]);
    assert!(few.out.contains("1 contacts are in few.csv"), "{}", few.out);
}

/// A card with these lines.
fn card(lines: &str) -> Vec<u8> {
    format!("BEGIN:VCARD\r\nVERSION:4.0\r\n{}END:VCARD\r\n", lines.replace('\n', "\r\n")).into_bytes()
}

/// Issue 7: escape sequences, folded lines, huge photos, formula cells, duplicate UIDs, wrong charset, thousands of lines.
#[test]
fn hostile_files_are_refused_by_their_line_and_change_nothing() {
    let office = Office::open();
    let before = contacts(&office);
    let photo = format!("FN:a\nPHOTO:data:image/jpeg;base64,\n{}", format!(" {}\n", "A".repeat(74)).repeat(200));
    let twice = [card("UID:gha-1\nFN:a\n"), card("UID:gha-1\nFN:b\n")].concat();
    let many = card("FN:a\n").repeat(2_001);
    let head = "uid,kind,name,organisation,title,duty,mobile,desk,mail,messaging,languages,zone";
    let row = |row: &str| format!("{head}\r\n{row}\r\n").into_bytes();
    let latin = [head.as_bytes(), b"\r\na,person,Ren\xE9,,,,,,,,,\r\n"].concat();
    let doubled = row("gha-1,person,a,,,,,,,,,\r\ngha-1,person,b,,,,,,,,,");
    for (form, file, why) in [
        ("vcard", card("FN:a\u{1b}[2J\u{1b}]0;CHE01\u{7}\n"), "line 3: a control character"),
        ("vcard", card(&photo), "line 4: the line has more than"),
        ("vcard", card("FN;CHARSET=ISO-8859-1:Ren=E9\n"), "line 3: a CHARSET"),
        ("vcard", twice, "line 6: another card of this file has the same id"),
        ("vcard", many, "the file has more than 2000 cards"),
        ("vcard", card("FN:a\nTEL:+233999999999,,123\n"), "line 4: the telephone number"),
        ("csv", row("a,person,=1+1,,,,,,,,,"), "line 2, name: a cell that a spreadsheet would calculate"),
        ("csv", row("a,person,\u{1b}[2J,,,,,,,,,"), "line 2: a control character"),
        ("csv", latin, "line 2: not UTF-8"),
        ("csv", doubled, "line 3, uid: another line has the same uid"),
        ("csv", format!("{head}\r\n{}", "a,person,x\r\n".repeat(5_000)).into_bytes(), "line 2: the line has not 12 cells"),
    ] {
        fs::write(office.path("hostile"), &file).unwrap();
        let said = office.run(&["contacts", form, "import", "hostile", "--preview"]);
        assert_eq!(said.status, 1, "{why}: {}{}", said.out, said.err);
        assert!(said.err.contains(why), "{why}: {}", said.err);
        assert!(clean(&said.err) && clean(&said.out), "{}", said.err);
    }
    let after = contacts(&office);
    assert_eq!((after.directory, after.proposals), (before.directory, before.proposals));
}

#[test]
fn what_is_strange_and_no_control_is_shown_through_the_gate() {
    let office = Office::open();
    // A fold hides nothing: what looks like the next property is part of the name.
    let file = [
        card("UID:gha-1\nFN:Kwame \u{202E}hasneM\nTEL;TYPE=cell:+233999999999\nNOTE:call me\n"),
        card("UID:gha-77\nFN:Folded\n TEL:+233888888888\n"),
    ]
    .concat();
    fs::write(office.path("cards.vcf"), file).unwrap();
    let said = office.run(&["contacts", "vcard", "import", "cards.vcf", "--organisation", "gha", "--preview"]);
    assert_eq!(said.status, 0, "{}", said.err);
    for words in [
        "line 1: Kwame ⟦U+202E⟧hasneM: adds channels",
        "    + channel gha-1 mobile +233999999999",
        "    - name: Kwame Mensah",
        "FoldedTEL:+233888888888: new contact",
        "line 6: NOTE is not taken over",
        "changes nothing",
    ] {
        assert!(said.out.contains(words), "{words}\n{}", said.out);
    }
    assert!(clean(&said.out));
    assert!(!said.out.contains("+ channel gha-77"), "{}", said.out);
    let name = "Kwame \u{202E}hasneM";
    assert!(Untrusted::new(name).gate(Kind::Name).is_escaped());
}

#[test]
fn a_message_goes_to_who_holds_the_roles_and_never_above_the_ceiling() {
    let office = Office::open();
    fs::write(office.path("text.txt"), "The link is closed on Saturday.\n").unwrap();
    let broadcast = |topic: &str, tlp: &str, subject: &str| {
        let words =
            ["contacts", "broadcast", "--topic", topic, "--tlp", tlp, "--subject", subject, "--text", "text.txt", "--preview"];
        office.run(&words)
    };
    let said = broadcast("operations", "TLP:AMBER", "Maintenance");
    assert_eq!(said.status, 0, "{}", said.err);
    assert!(said.out.contains("List operations, up to TLP:AMBER"), "{}", said.out);
    assert!(said.out.contains("GHA01 administrator gha-1 gha-1@registry-gha.example"), "{}", said.out);
    assert!(said.out.contains("Maintenance\n\nTLP:AMBER\n\nThe link is closed on Saturday.\n"), "{}", said.out);
    assert!(!said.out.contains("XDE01"), "who was never verified gets nothing: {}", said.out);
    let above = broadcast("operations", "TLP:RED", "Maintenance");
    assert!(above.status == 1 && above.err.contains("above the ceiling"), "{}", above.err);
    for subject in ["Hello\r\nBcc: eve@attacker.example", "itmo-contact-change/v1"] {
        let injected = broadcast("operations", "TLP:AMBER", subject);
        assert!(injected.status == 2 && injected.err.contains("A subject is one line"), "{}", injected.err);
    }
    fs::write(office.path("text.txt"), "Pay to \u{202E}10AHG\n").unwrap();
    let deceiving = broadcast("operations", "TLP:AMBER", "Maintenance");
    assert!(deceiving.status == 2 && deceiving.err.contains("could not be shown as they are"), "{}", deceiving.err);
    assert!(clean(&deceiving.out) && clean(&deceiving.err));
}

/// What a counterpart publishes, over the real communication API: asked by our registry, compared here, and decided by a person.
#[test]
fn what_a_counterpart_publishes_is_asked_for_and_compared() {
    let small = |id: &str| Options { accounts: 40, blocks: 80, history: false, ..Options::of(id.parse().unwrap()) };
    let Pair { a, b } = pair::start(small("CHE01"), small("GHA01")).unwrap();
    let office = Office::at(a);
    let preview = || office.run(&["contacts", "import", "--peer", "GHA01", "--preview"]);
    let early = preview();
    assert!(early.status == 1 && early.err.contains("ask it whom to call there"), "{}", early.err);
    // Meanwhile somebody in Accra took a contact out of force; both directories were verified in the same moment.
    suspended_there(&b, "gha-3");
    let ended = office.run(&["contacts", "ask", "GHA01", "--reason", "the half-yearly look"]);
    assert_eq!((ended.status, ended.err.as_str()), (0, ""), "{}", ended.out);
    let deadline = Instant::now() + Duration::from_secs(60);
    let said = loop {
        let said = preview();
        if said.status == 0 {
            break said;
        }
        assert!(Instant::now() < deadline, "{}", said.err);
    };
    assert!(said.out.contains("GHA01 said this of its own people at"), "{}", said.out);
    assert!(said.out.contains("TLP:AMBER, signed by its key GHA01"), "{}", said.out);
    assert!(said.out.contains("conflict 1: role gha-3 security for GHA01"), "{}", said.out);
    assert!(said.out.contains("- state: active") && said.out.contains("+ state: suspended"), "{}", said.out);
    let words = [&["contacts", "import", "--peer", "GHA01", "--take", "theirs"], &GROUNDS[..]].concat();
    let theirs = office.run(&[&words[..], &["--person", "amina-kessie", "--key", "file:/nowhere"]].concat());
    assert!(
        theirs.out.contains("Proposal 1 of 1:") && theirs.out.contains("kind: role-change\n"),
        "{}{}",
        theirs.out,
        theirs.err
    );
    assert!(theirs.out.contains("reason: taken over: the answer of GHA01 of "), "{}", theirs.out);
}

fn suspended_there(registry: &Running, card: &str) {
    let identity = Identity { profile: "t".into(), endpoint: registry.url(), environment: Environment::Practice };
    let credentials = Credentials::Practice { operator: "sofia.m".into(), passphrase: PRACTICE_PASSPHRASE.into() };
    let client = HttpRegistry::new(identity, registry.url().parse().unwrap(), credentials).unwrap();
    let write = Write::Alone { deed: Deed::SuspendContact(card.parse().unwrap()), reason: "on leave for good".into() };
    let confirmed = Challenge::new(write, card).accept(card).unwrap();
    let access = Access::of_profile(false);
    let key = IdempotencyKey(uuid::Uuid::now_v7());
    let authorised = Authorised::new(confirmed, access.capability().unwrap(), key);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let outcome = runtime.block_on(client.write(authorised)).unwrap();
    assert!(matches!(outcome, Outcome::Done(_)), "{outcome:?}");
}
