//! Cases by command, where no terminal is needed: what is refused before anything is read or signed, and what one person does alone. What is
//! signed on a terminal is tried in `operator_keys`.

use crate::office::Office;
use countersign::{
    registry::{
        Access, Authorised, Challenge, Deed, Environment, IdempotencyKey, Identity, Outcome, Registry, Write,
        http::{Credentials, HttpRegistry},
    },
    sandbox::{Options, PRACTICE_PASSPHRASE},
};
use std::{fs, io::Write as _};

const CASE: &str = "CHE01-CASE-000001";

fn office(fault: &str) -> Office {
    let planted = vec![fault.parse().unwrap()];
    let office = Office::of(Options { accounts: 3, blocks: 6, history: false, planted, ..Options::of("CHE01".parse().unwrap()) });
    let url = office.running.url();
    let identity = Identity { profile: "t".into(), endpoint: url.clone(), environment: Environment::Practice };
    let credentials = Credentials::Practice { operator: "amina.k".into(), passphrase: PRACTICE_PASSPHRASE.into() };
    let client = HttpRegistry::new(identity, url.parse().unwrap(), credentials).unwrap();
    let write = Write::Alone { deed: Deed::Reconcile(None), reason: "daily".into() };
    let confirmed = Challenge::new(write, "begin").accept("begin").unwrap();
    let access = Access::of_profile(false);
    let key = IdempotencyKey(uuid::Uuid::now_v7());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let outcome = runtime.block_on(client.write(Authorised::new(confirmed, access.capability().unwrap(), key))).unwrap();
    assert!(matches!(outcome, Outcome::Done(_)), "{outcome:?}");
    office
}

/// Says in the configuration who signs, with keys that are nowhere: what is refused is so before any is opened.
fn signing(office: &Office) {
    let mut file = fs::OpenOptions::new().append(true).open(office.path("config.toml")).unwrap();
    let text = "\n[profiles.signing]\nperson = \"amina-kessie\"\nkey = \"file:/nowhere\"\nstation = \"ONL-1\"\nstation_key = \"file:/nowhere\"\n";
    file.write_all(text.as_bytes()).unwrap();
}

#[test]
fn what_can_not_be_proposed_is_refused_before_anything_is_signed() {
    let office = office("W4");
    let resolve =
        |kind: &str, more: &[&str]| office.run(&[&["cases", "resolve", CASE, "--as", kind, "--reason", "why"], more].concat());
    let unsaid = resolve("restored-from-ledger", &[]);
    assert_eq!(unsaid.status, 2, "{}", unsaid.err);
    assert!(unsaid.err.contains("[profiles.signing]"), "{}", unsaid.err);
    signing(&office);
    let cases: [(&str, &[&str], i32, &str); 6] = [
        ("report-revised", &[], 2, "A case of W4 can't be resolved as report-revised."),
        ("counterpart-error", &[], 2, "name a document with --evidence"),
        ("counterpart-error", &["--evidence", "nothing.pdf"], 2, "nothing.pdf could not be read"),
        ("mended", &[], 2, "restored-from-ledger"),
        ("accepted-difference", &[], 2, "cases accept"),
        ("restored-from-ledger", &[], 2, "Nothing was signed."),
    ];
    for (kind, more, status, why) in cases {
        let said = resolve(kind, more);
        assert_eq!(said.status, status, "{kind}: {}{}", said.out, said.err);
        assert!(said.err.contains(why), "{kind}: {}", said.err);
    }
    let none = office.run(&["cases", "confirm", CASE, "--reason", "compared"]);
    assert!(none.status == 1 && none.err.contains("No resolution of case"), "{}", none.err);
    let unknown = office.run(&["cases", "resolve", "CHE01-CASE-000099", "--as", "restored-from-ledger", "--reason", "why"]);
    assert_eq!(unknown.status, 1, "{}", unknown.err);
    let read_only = office.run(&["cases", "own", CASE, "--reason", "mine", "--read-only"]);
    assert!(read_only.status == 2 && read_only.err.contains("only reads"), "{}", read_only.err);
}

#[test]
fn one_person_takes_a_case_and_asks_for_nothing_that_is_not_lost() {
    let office = office("W4");
    let own = || office.run(&["cases", "own", CASE, "--reason", "mine"]);
    let taken = own();
    assert_eq!((taken.status, taken.err.as_str()), (0, ""), "{}", taken.out);
    assert!(taken.out.contains("is looked after by amina-kessie"), "{}", taken.out);
    assert_eq!(own().status, 1, "it is theirs already");
    let archive = office.run(&["cases", "archive", CASE, "--reason", "restored from a backup"]);
    assert!(archive.status == 1 && archive.err.contains("not about a transfer"), "{}", archive.err);
}
