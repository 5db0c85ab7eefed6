//! The demo in several terminals: other desks find it, each signs as another person, and what is not there is said.

use crate::{
    driver::{Change, Console, Start},
    home::{assert_given_back, press_calmly},
};
use std::{fs, path::Path};
use tempfile::TempDir;

/// A folder for what is temporary, so that no other demo is found.
struct Terminals(TempDir);

impl Terminals {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn folder(&self) -> &Path {
        self.0.path()
    }

    fn open(&self, arguments: &[&str]) -> Console {
        let start = Start::with(arguments).size(100, 30).variable("TMPDIR", self.folder().to_str().unwrap());
        start.spawn()
    }

    /// What is there, by the beginnings of the names.
    fn left(&self) -> Vec<String> {
        let names = fs::read_dir(self.folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.map(|name| name.chars().take(17).collect()).collect();
        names.sort();
        names
    }
}

const SMALL: [&str; 6] = ["demo", "--accounts", "30", "--blocks", "60", "--no-history"];

fn wait_seated(console: &Console, who: &str) {
    console.wait_for(who);
    console.wait_for("PRACTICE");
    console.wait_for("Contacts due");
}

fn leave(mut console: Console) {
    press_calmly(&mut console, "q");
    assert_eq!(console.wait_exit(), Change::Exited(0));
    assert_given_back(&console, false);
}

/// The words of a program that could not begin, and its exit status.
fn refused(terminals: &Terminals, arguments: &[&str]) -> String {
    let mut console = terminals.open(arguments);
    assert_eq!(console.wait_exit(), Change::Exited(2));
    console.screen_text().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn other_desks_find_the_demo_and_sign_as_other_persons() {
    let terminals = Terminals::new();
    let said = refused(&terminals, &["demo", "--as", "approver"]);
    assert!(said.contains("No demo is running, so there is no desk to sit at."), "{said}");
    let initiator = terminals.open(&SMALL);
    wait_seated(&initiator, "amina-kessie@ONL-1");
    let approver = terminals.open(&["demo", "--as", "approver"]);
    wait_seated(&approver, "luc-bernasconi@ONL-2");
    let officer = terminals.open(&["demo", "--as", "officer-1", "--profile", "GHA01"]);
    wait_seated(&officer, "ines-rochat@ONL-3");
    assert_eq!(terminals.left(), ["countersign-demo-", "countersign-desk-", "countersign-desk-"]);
    let keys = |begin: &str| -> Vec<String> {
        let folders = fs::read_dir(terminals.folder()).unwrap().map(|entry| entry.unwrap().path());
        let of = folders.filter(|folder| folder.file_name().unwrap().to_str().unwrap().starts_with(begin));
        let files = of.flat_map(|folder| fs::read_dir(folder.join("keys")).unwrap());
        let mut names: Vec<String> = files.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    };
    assert_eq!(keys("countersign-demo-"), ["amina-kessie.key"], "a desk has no other person's key");
    assert_eq!(keys("countersign-desk-"), ["ines-rochat.key", "luc-bernasconi.key"]);
    leave(approver);
    leave(initiator);
    officer.wait_for("not live since");
    leave(officer);
    assert_eq!(terminals.left(), Vec::<String>::new(), "nothing is left of any of them");
}

/// The words of a command that stands on the screen, without the name of the program.
fn printed(console: &Console, role: &str) -> Vec<String> {
    let begin = format!("countersign demo --as {role} --of 127.0.0.1:");
    console.wait_for(&begin);
    let screen = console.screen_text();
    let command = screen.lines().find_map(|line| line.find(&begin).map(|at| &line[at..])).unwrap();
    command.split_whitespace().skip(1).take(5).map(str::to_owned).collect()
}

/// Opens what the command says, and nothing else.
fn typed(terminals: &Terminals, words: &[String]) -> Console {
    terminals.open(&words.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Waits until the console shows this registry.
fn wait_at(console: &Console, registry: &str) {
    let begin = format!("{registry} ·");
    console.wait_until(&begin, |screen| {
        screen.rows(0, screen.size().1).next().is_some_and(|row| row.trim_start().starts_with(&begin))
    });
}

/// F01: whoever started the demo reads how the approver's desk is opened, types it, and sits there; from either registry
/// at that registry. The other desk names the initiator's in turn.
#[test]
fn f01_the_command_on_home_opens_the_approvers_desk_at_the_registry_on_the_screen() {
    let terminals = Terminals::new();
    let mut initiator = terminals.open(&SMALL);
    wait_seated(&initiator, "amina-kessie@ONL-1");
    initiator.wait_for("amina-kessie at ONL-1, the initiator");
    initiator.wait_for("every passphrase: practice");
    let here = printed(&initiator, "approver");
    let approver = typed(&terminals, &here);
    wait_seated(&approver, "luc-bernasconi@ONL-2");
    wait_at(&approver, "CHE01");
    approver.wait_for("amina-kessie at ONL-1, where the demo was started");
    let second = typed(&terminals, &printed(&approver, "approver-2"));
    wait_seated(&second, "esi-owusu@ONL-3");
    leave(second);
    leave(approver);
    press_calmly(&mut initiator, "ctrl-o");
    initiator.type_text("GHA01");
    initiator.keys("enter");
    wait_at(&initiator, "GHA01");
    let other = &here[4];
    initiator.wait_until("another address", |screen| {
        let text = screen.contents();
        text.contains("--as approver --of 127.0.0.1:") && !text.contains(other.as_str())
    });
    let there = printed(&initiator, "approver");
    let approver = typed(&terminals, &there);
    wait_seated(&approver, "luc-bernasconi@ONL-2");
    wait_at(&approver, "GHA01");
    leave(approver);
    let mut words = there.clone();
    words.extend(["--profile", "CHE01"].map(str::to_owned));
    let approver = typed(&terminals, &words);
    wait_seated(&approver, "luc-bernasconi@ONL-2");
    wait_at(&approver, "CHE01");
    leave(approver);
    leave(initiator);
}

#[test]
fn a_demo_that_was_killed_is_known_to_be_over_and_a_named_one_is_found() {
    let terminals = Terminals::new();
    let mut killed = terminals.open(&SMALL);
    wait_seated(&killed, "amina-kessie@ONL-1");
    killed.signal(rustix::process::Signal::KILL);
    killed.wait_exit();
    assert_eq!(terminals.left(), ["countersign-demo-"], "it could not clean up");
    let said = refused(&terminals, &["demo", "--as", "approver"]);
    assert!(said.contains("The demo that was running is over"), "{said}");
    let kept = tempfile::tempdir().unwrap();
    let initiator = terminals.open(&[&SMALL[..], &["--data", kept.path().to_str().unwrap()]].concat());
    wait_seated(&initiator, "amina-kessie@ONL-1");
    let said = refused(&terminals, &["demo", "--as", "approver", "--of", "127.0.0.1:1"]);
    assert!(said.contains("No demo is running at 127.0.0.1:1; there is http://127.0.0.1:"), "{said}");
    let approver = terminals.open(&["demo", "--as", "approver"]);
    wait_seated(&approver, "luc-bernasconi@ONL-2");
    leave(approver);
    leave(initiator);
    let desk = kept.path().join("desks/approver");
    assert!(desk.join("keys/luc-bernasconi.key").is_file(), "a demo that keeps its books keeps its desks");
    let journals = |folder: &Path| {
        let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        files.filter(|name| name.ends_with(".jsonl")).count()
    };
    assert_eq!((journals(kept.path()), journals(&desk)), (1, 1), "each desk has a journal of its own");
}
