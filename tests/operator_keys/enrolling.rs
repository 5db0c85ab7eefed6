//! `countersign enrol`: a key is made or taken, what is there is left alone, and stock OpenSSH agrees about all of it.
//! Must not know: how keys are kept.

use crate::{
    PASSPHRASE, TEXT,
    desk::{Desk, permit, profile},
    driver::{Change, Console},
    found, person, station,
    stock::{self, Stock},
};
use countersign::{
    config::Config,
    evidence::{
        openssh_key::{openssh_public, parse_openssh_public},
        sshsig::{Namespace, SshSignature},
    },
};
use rustix::process::Signal;
use std::{
    fs,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
};

/// Nobody's session bus: the keyring of whoever runs the test is not touched.
const NO_BUS: (&str, &str) = ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");

pub fn started(desk: &Desk, arguments: &[&str], variables: &[(&str, &str)]) -> Console {
    let start = desk.start_at_home(&[&["enrol"], arguments].concat()).size(160, 50).variable(NO_BUS.0, NO_BUS.1);
    variables.iter().fold(start, |start, (name, value)| start.variable(name, value)).spawn()
}

fn answer(console: &mut Console, question: &str, answer: &str) {
    console.wait_for(question);
    console.type_text(answer);
    console.keys("enter");
}

/// Waits for the end; everything that was said. Nothing of a secret was shown, and the terminal is as it was (T10).
pub fn ended(mut console: Console, status: i32) -> String {
    let change = console.wait_exit();
    let said = String::from_utf8_lossy(&console.octets()).replace("\r\n", "\n");
    assert_eq!(change, Change::Exited(status), "{said}");
    assert!(!said.contains("canary"), "{said}");
    let (before, after) = console.modes();
    assert_eq!(before, after);
    said
}

/// The line after this one.
pub fn after<'a>(said: &'a str, title: &str) -> &'a str {
    said.lines().skip_while(|line| !line.starts_with(title)).nth(1).unwrap_or_else(|| panic!("{title:?} is not in {said}"))
}

pub fn key_file(desk: &Desk) -> PathBuf {
    desk.home().join("keys").join("amina.key")
}

/// A desk where Amina's key was made in a file, and what was said.
pub fn enrolled() -> (Desk, String) {
    let desk = Desk::new(&profile("play", "http://127.0.0.1:1"));
    let mut console = started(&desk, &["--person", "amina.k", "--file", key_file(&desk).to_str().unwrap()], &[]);
    answer(&mut console, "New passphrase for", PASSPHRASE);
    answer(&mut console, "The same again:", PASSPHRASE);
    let said = ended(console, 0);
    (desk, said)
}

#[test]
fn an_enrolled_key_signs_and_stock_ssh_keygen_agrees() {
    if !stock::is_here() {
        return;
    }
    let (desk, said) = enrolled();
    let (path, stock) = (key_file(&desk), Stock::new());
    assert!(said.contains("A key for person:amina.k was made in "), "{said}");
    assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o600);
    assert_eq!(fs::metadata(path.parent().unwrap()).unwrap().mode() & 0o777, 0o700);
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "no draft is left");

    let (line, allowed) = (after(&said, "Public key"), after(&said, "For allowed_signers"));
    assert_eq!(stock.public_of(&path, PASSPHRASE).as_deref(), Some(line), "stock OpenSSH opens it");
    assert_eq!(stock.public_of(&path, ""), None);
    assert_eq!(after(&said, "Fingerprint"), stock.fingerprint(&path));

    let place = format!("file:{}", path.display());
    let key = found(&person(), &place, None);
    let signature = key.open(Some(&PASSPHRASE.into())).unwrap().sign(Namespace::Approve, TEXT.as_bytes()).unwrap().armored();
    let verifies = |who: &str, namespace: &str, text: &str| stock.verifies(allowed, who, namespace, text, &signature);
    assert!(verifies("person:amina.k", "itmo-approve@v1", TEXT));
    assert!(!verifies("person:amina.k", "itmo-initiate@v1", TEXT));
    assert!(!verifies("person:luc.b", "itmo-approve@v1", TEXT));
    assert!(!verifies("person:amina.k", "itmo-approve@v1", "another text\n"));
}

#[test]
fn what_is_printed_is_what_roster_and_configuration_take() {
    let (desk, said) = enrolled();
    let row: Vec<&str> = after(&said, "For the roster").split(' ').collect();
    assert_eq!((&row[..3], row.len()), (&["key-N:", "amina.k", "file"][..], 7), "{said}");
    let line = format!("{} {}", row[3], row[4]);
    assert_eq!(line, after(&said, "Public key"));
    let time = |text: &str| text.parse::<jiff::Timestamp>().unwrap();
    assert_eq!(time(row[6]).duration_since(time(row[5])).as_hours(), 365 * 24);

    let settings = said.split_once("[profiles.signing]").unwrap().1;
    let config = fs::read_to_string(desk.config()).unwrap()
        + &format!("[profiles.signing]{settings}station = \"ONL-2\"\nstation_key = \"keyring\"\n");
    let signing = Config::parse(&config, Path::new("/c.toml")).unwrap().profiles.remove(0).signing.unwrap();
    let key = found(&person(), &signing.key.to_string(), None);
    assert_eq!((signing.person.as_str(), openssh_public(&key.public_key())), ("amina.k", line));
}

#[test]
fn a_key_that_is_there_is_taken_and_never_written_over() {
    let (desk, first) = enrolled();
    let path = key_file(&desk);
    let (before, name) = (fs::read(&path).unwrap(), path.to_str().unwrap());
    let arguments = ["--person", "amina.k", "--file", name];

    let mut console = started(&desk, &arguments, &[]);
    answer(&mut console, "Passphrase of", "canary of another kind");
    answer(&mut console, "That is not it. Again:", PASSPHRASE);
    let said = ended(console, 0);
    assert!(said.contains("already; it stays as it is."), "{said}");
    assert_eq!(after(&said, "Public key"), after(&first, "Public key"));

    let mut console = started(&desk, &arguments, &[]);
    answer(&mut console, "Passphrase of", "canary one");
    answer(&mut console, "Again:", "canary two");
    console.wait_gone("canary");
    console.wait_until("asked for the third time", |screen| screen.contents().matches("Again:").count() == 2);
    console.type_text("canary three");
    console.keys("enter");
    assert!(ended(console, 2).contains("the passphrase is wrong, or the file was changed"));
    assert_eq!(fs::read(&path).unwrap(), before);

    fs::write(&path, "something else").unwrap();
    assert!(ended(started(&desk, &arguments, &[]), 2).contains("it is not an OpenSSH private key file"));
    assert_eq!(fs::read(&path).unwrap(), b"something else");
}

/// T08: a file that others can read, or that no passphrase protects, is no operator's key. T06: nor is another kind of key.
#[test]
fn t08_stock_keys_are_taken_only_when_they_are_safe() {
    if !stock::is_here() {
        return;
    }
    let (desk, stock) = (Desk::new(""), Stock::new());
    let line = stock.make("good", "ed25519", PASSPHRASE, "amina");
    stock.make("bare", "ed25519", "", "amina");
    stock.make("other", "ecdsa", PASSPHRASE, "amina");
    let enrol = |name: &str| started(&desk, &["--person", "amina.k", "--file", stock.path(name).to_str().unwrap()], &[]);
    let mut console = enrol("good");
    answer(&mut console, "Passphrase of", PASSPHRASE);
    assert_eq!(after(&ended(console, 0), "Public key"), line);
    let said = ended(enrol("bare"), 2);
    assert!(said.contains("no passphrase protects this key, so it is not used") && said.contains("ssh-keygen -p -f"), "{said}");
    assert!(ended(enrol("other"), 2).contains("not a sound Ed25519 key"));
    permit(&stock.path("good"), 0o644);
    assert!(ended(enrol("good"), 2).contains("others can read it"));
}

#[test]
fn a_stations_file_may_do_without_a_passphrase() {
    if !stock::is_here() {
        return;
    }
    let (desk, stock) = (Desk::new(""), Stock::new());
    let path = desk.home().join("onl-2.key");
    let mut console = started(&desk, &["--station", "ONL-2", "--file", path.to_str().unwrap()], &[]);
    answer(&mut console, "Enter alone for none", "");
    let said = ended(console, 0);
    assert!(after(&said, "For the roster").starts_with("station-N: ONL-2 ssh-ed25519 "), "{said}");
    assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o600);

    // What either of the two signs, the other takes.
    let (allowed, key) = (after(&said, "For allowed_signers"), found(&station(), &format!("file:{}", path.display()), None));
    let ours = key.open(None).unwrap().sign(Namespace::Journal, TEXT.as_bytes()).unwrap().armored();
    let theirs = stock.sign(&path, "itmo-journal@v1", TEXT);
    assert_eq!(ours, theirs, "Ed25519 signs the same way every time");
    assert!(stock.verifies(allowed, "station:ONL-2", "itmo-journal@v1", TEXT, &ours));
    let read = SshSignature::parse(&theirs).unwrap();
    let expected = parse_openssh_public(after(&said, "Public key")).unwrap();
    assert_eq!(read.verify(Namespace::Journal, TEXT.as_bytes(), &expected), Ok(()));
    // A station's line allows nothing that persons do.
    let approval = stock.sign(&path, "itmo-approve@v1", TEXT);
    assert!(!stock.verifies(allowed, "station:ONL-2", "itmo-approve@v1", TEXT, &approval));
}

#[test]
fn who_gives_up_gets_the_terminal_back_and_no_key() {
    let desk = Desk::new("");
    let path = key_file(&desk);
    let start = || started(&desk, &["--person", "amina.k", "--file", path.to_str().unwrap()], &[]);
    let mut console = start();
    console.wait_for("New passphrase for");
    console.send(b"canary\x03");
    assert!(ended(console, 2).contains("Nothing was done."));
    let console = start();
    console.wait_for("New passphrase for");
    console.signal(Signal::TERM);
    assert!(ended(console, 2).contains("Nothing was done."));
    for (answers, said) in [
        (&[("New passphrase for", "short")][..], "fewer than 12 characters"),
        (&[("New passphrase for", "")], "fewer than 12 characters"),
        (&[("New passphrase for", PASSPHRASE), ("The same again:", "canary of another kind")], "not the same"),
    ] {
        let mut console = start();
        answers.iter().for_each(|(question, words)| answer(&mut console, question, words));
        assert!(ended(console, 2).contains(said), "{said}");
    }
    assert!(!path.exists());
    let said = ended(started(&desk, &["--person", "amina.k", "--keyring"], &[]), 2);
    assert!(said.contains("No keyring can be reached") && said.contains("Nothing was changed."), "{said}");
}

#[test]
fn whose_and_where_are_said_once_each() {
    let desk = Desk::new("");
    for arguments in [
        &["--keyring"][..],
        &["--person", "amina.k"],
        &["--person", "amina.k", "--station", "ONL-2", "--keyring"],
        &["--person", "amina.k", "--keyring", "--file", "x"],
        &["--person", "Amina K", "--keyring"],
    ] {
        let said = ended(started(&desk, arguments, &[]), 2);
        assert!(said.contains("error:"), "{arguments:?}: {said}");
    }
}
