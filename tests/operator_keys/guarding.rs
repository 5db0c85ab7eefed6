//! `countersign roster` and `countersign policy` with the real binary: a draft becomes a version, two officers sign it, and it is told who did (F27).
//! Stock `ssh-keygen` takes the same signature files.
//! Must not know: how signatures are judged.

use crate::{
    PASSPHRASE,
    desk::{Desk, profile},
    enrolling::ended,
    found,
    stock::{self, Stock},
};
use countersign::{
    evidence::{openssh_key::openssh_public, principal::Principal},
    runtime::keys::make_in_file,
};
use std::{fs, path::PathBuf};

const YEAR: &str = "2026-01-01T00:00:00Z 2027-01-01T00:00:00Z";
const AT: &str = "2026-11-26T09:00:00Z";

const POLICY: &str = "\
itmo-policy/v1
# One approval, and two for everything large.
registry: CHE01
environment: practice
version: 0
previous: none
valid-from: 2026-01-01T00:00:00Z
valid-to: 2027-01-01T00:00:00Z
time-zone: Europe/Zurich
working-days: mon,tue,wed,thu,fri
holiday-count: 0
window: none
outside-window: wait
band: any from=100000 approvals=2 rekey=quantity own-copy=no release=no call=no cooling-off=none
band: any from=0 approvals=1 rekey=none own-copy=no release=no call=no cooling-off=none
limit-order: none
limit-account-day: none
limit-counterpart-day: none
limit-registry-day: none
trusted-delay-working-days: 4
order-life-online-hours: 24
order-life-offline-hours: 72
different-stations: yes
same-host-minutes: 30
dwell-seconds-per-field: 1
";

/// A desk with the keys of people in files, and the draft of a roster that has them.
struct Office {
    desk: Desk,
}

impl Office {
    fn open() -> Self {
        let office = Self { desk: Desk::new(&profile("play", "http://127.0.0.1:1")) };
        let people = [("amina.k", "initiator"), ("ines.r", "security-officer"), ("tomas.w", "security-officer")];
        let (mut persons, mut keys) = (String::new(), String::new());
        for (id, role) in people {
            make_in_file(&person(id), &office.key(id), Some(&PASSPHRASE.into())).unwrap();
            let key = openssh_public(&found(&person(id), &format!("file:{}", office.key(id).display()), None).public_key());
            persons += &format!("person: {id} {role} {YEAR} {id}\n");
            keys += &format!("key: {id} file {key} {YEAR}\n");
        }
        let head = "itmo-roster/v1\nregistry: CHE01\nenvironment: practice\nversion: 1\nprevious: none\n";
        let year = "valid-from: 2026-01-01T00:00:00Z\nvalid-to: 2027-01-01T00:00:00Z\n";
        let rest = "station-count: 0\nlogin-count: 0\n";
        fs::write(office.path("draft"), format!("{head}{year}{persons}deputy-count: 0\n{keys}{rest}")).unwrap();
        fs::write(office.path("policy-draft"), POLICY).unwrap();
        office
    }

    fn path(&self, name: &str) -> PathBuf {
        self.desk.home().join(name)
    }

    fn key(&self, id: &str) -> PathBuf {
        self.desk.home().join("keys").join(format!("{id}.key"))
    }

    fn run(&self, words: &[&str], status: i32) -> String {
        let paths: Vec<String> = words
            .iter()
            .map(|word| word.strip_prefix('@').map_or((*word).to_owned(), |name| self.path(name).display().to_string()))
            .collect();
        let words: Vec<&str> = paths.iter().map(String::as_str).collect();
        ended(self.desk.start_at_home(&words).size(200, 60).spawn(), status)
    }

    /// Signs a file as a person, with these digits typed.
    fn sign(&self, kind: &str, file: &str, id: &str, digits: &str, status: i32) -> String {
        let (file, key) = (self.path(file).display().to_string(), format!("file:{}", self.key(id).display()));
        let words = [kind, "sign", &file, "--person", id, "--key", &key];
        let mut console = self.desk.start_at_home(&words).size(200, 80).spawn();
        console.wait_for("type the first 8 digits of its SHA-256:");
        console.type_text(digits);
        console.keys("enter");
        if status == 0 {
            console.wait_for("Passphrase of");
            console.type_text(PASSPHRASE);
            console.keys("enter");
        }
        ended(console, status)
    }

    fn digits(&self, file: &str) -> String {
        let digest = countersign::evidence::digest::Digest::of(fs::read(self.path(file)).unwrap()).to_string();
        digest[..8].to_owned()
    }
}

/// Every line of a text stands in what was printed, whole and in its order.
fn stands_in(text: &str, printed: &str) -> bool {
    let mut printed = printed.lines().map(str::trim_end);
    text.lines().all(|line| printed.any(|there| there == line))
}

fn person(id: &str) -> Principal {
    Principal::Person(id.parse().unwrap())
}

#[test]
fn a_roster_and_its_policy_come_into_force_by_two_officers() {
    let office = Office::open();
    let said = office.run(&["roster", "propose", "@draft", "--out", "@roster"], 0);
    assert!(said.contains("Roster v1 of CHE01, practice.") && said.contains("Two security officers sign it."), "{said}");
    let digits = office.digits("roster");
    office.sign("roster", "roster", "ines.r", &digits, 0);
    let said = office.run(&["roster", "verify", "@roster", "--at", AT], 1);
    assert!(said.contains("1 of 2: ines.r") && said.contains("one more security officer must sign it (F27)"), "{said}");
    // An operator's signature is there and does not count.
    office.sign("roster", "roster", "amina.k", &digits, 0);
    let said = office.run(&["roster", "verify", "@roster", "--at", AT], 1);
    assert!(said.contains("roster.amina.k.sig does not count: amina.k is no security officer now (F27)"), "{said}");
    office.sign("roster", "roster", "tomas.w", &digits, 0);
    let said = office.run(&["roster", "verify", "@roster", "--at", AT], 0);
    assert!(said.contains("2 of 2: ines.r, tomas.w") && said.contains("it may come into force"), "{said}");
    let said = office.run(&["roster", "verify", "@roster", "--at", "2027-01-01T00:00:00Z"], 1);
    assert!(said.contains("It can't come into force: it is valid from"), "{said}");

    office.run(&["policy", "propose", "@policy-draft", "--out", "@policy"], 0);
    let digits = office.digits("policy");
    office.sign("policy", "policy", "ines.r", &digits, 0);
    office.sign("policy", "policy", "tomas.w", &digits, 0);
    office.run(&["policy", "verify", "@policy", "--roster", "@roster", "--at", AT], 0);
    let said = office.run(&["policy", "verify", "@policy", "--at", AT], 1);
    assert!(said.contains("officers of the roster in force, and none was given"), "{said}");
    assert!(office.run(&["roster", "show", "@policy"], 2).contains("This is a policy, and a roster was asked for."));
}

#[test]
fn the_next_version_says_what_changed_and_follows_only_the_one_before() {
    let office = Office::open();
    office.run(&["policy", "propose", "@policy-draft", "--out", "@policy"], 0);
    fs::write(office.path("edited"), POLICY.replace("limit-order: none", "limit-order: 500000")).unwrap();
    let said = office.run(&["policy", "propose", "@edited", "--after", "@policy", "--out", "@policy2"], 0);
    assert!(said.contains("- limit-order: none") && said.contains("+ limit-order: 500000"), "{said}");
    assert!(said.contains("- version: 1") && !said.contains("band"), "{said}");
    let said = office.run(&["policy", "propose", "@edited", "--out", "@policy2"], 1);
    assert!(said.contains("was not written"), "nothing is written over: {said}");
    office.run(&["roster", "propose", "@draft", "--out", "@roster"], 0);
    let said = office.run(&["policy", "verify", "@policy2", "--roster", "@roster", "--at", AT], 1);
    assert!(said.contains("it is version 2, and only version 1 can come into force now (T20)"), "{said}");
    // T20: a weaker one is not even written.
    fs::write(office.path("weak"), POLICY.replace("approvals=1", "approvals=0")).unwrap();
    let said = office.run(&["policy", "propose", "@weak", "--out", "@policy3"], 2);
    assert!(said.contains("besides the initiator's word (F18). Nothing was written."), "{said}");
    assert!(!office.path("policy3").exists());
}

/// T03: whatever one of its lines says, it is printed as it is before anything is signed. Every line in turn is made another one.
#[test]
fn t03_every_line_of_what_officers_sign_is_printed_before_it_is_signed() {
    let office = Office::open();
    office.run(&["roster", "propose", "@draft", "--out", "@roster"], 0);
    office.run(&["policy", "propose", "@policy-draft", "--out", "@policy"], 0);
    for kind in ["roster", "policy"] {
        let text = fs::read_to_string(office.path(kind)).unwrap();
        let said = office.sign(kind, kind, "ines.r", "00000000", 2);
        assert!(stands_in(&text, &said), "{kind}\n{said}");
        for (place, line) in text.lines().enumerate() {
            let others = text.lines().enumerate().map(|(at, line)| if at == place { "another" } else { line });
            assert!(!stands_in(&others.collect::<Vec<_>>().join("\n"), &said), "{kind}: nothing shows {line}");
        }
        assert!(!office.path(&format!("{kind}.ines.r.sig")).exists());
    }
}

#[test]
fn who_does_not_say_which_text_signs_none() {
    let office = Office::open();
    office.run(&["roster", "propose", "@draft", "--out", "@roster"], 0);
    for digits in ["00000000", "", &office.digits("roster")[..7]] {
        let said = office.sign("roster", "roster", "ines.r", digits, 2);
        assert!(said.contains("That is not how its digest begins. Nothing was signed."), "{said}");
    }
    assert!(!office.path("roster.ines.r.sig").exists());
}

#[test]
fn stock_ssh_keygen_takes_an_officers_signature() {
    if !stock::is_here() {
        return;
    }
    let office = Office::open();
    office.run(&["roster", "propose", "@draft", "--out", "@roster"], 0);
    office.sign("roster", "roster", "ines.r", &office.digits("roster"), 0);
    let text = fs::read_to_string(office.path("roster")).unwrap();
    let signature = fs::read_to_string(office.path("roster.ines.r.sig")).unwrap();
    let key = openssh_public(&found(&person("ines.r"), &format!("file:{}", office.key("ines.r").display()), None).public_key());
    let allowed = format!("person:ines.r namespaces=\"itmo-roster@v1\" {key}");
    let stock = Stock::new();
    assert!(stock.verifies(&allowed, "person:ines.r", "itmo-roster@v1", &text, &signature));
    assert!(!stock.verifies(&allowed, "person:ines.r", "itmo-policy@v1", &text, &signature));
}
