//! A registry whose receipt names another text than the one that was sent, met by a command of the real binary (F06): nothing counts as done, the
//! alarm is in the journal, and the security officers hear of it at once, or from the console that is started next.
//! Must not know: how an act is signed or sent.

use crate::{
    desk::Desk,
    driver::Console,
    enrolling::ended,
    liar::{DIGITS, HONEST, LIES, LIES_AND_GOES, Liar},
};
use countersign::sandbox::{self, Options, PRACTICE_PASSPHRASE, Running};
use std::{
    thread,
    time::{Duration, Instant},
};

/// Longer than anything here takes on a slow machine.
const DEADLINE: Duration = Duration::from_secs(60);

/// An officer's desk before the liar, and the registry behind it.
struct Office {
    desk: Desk,
    liar: Liar,
    _running: Running,
}

impl Office {
    fn open() -> Self {
        let running = sandbox::start(Options { accounts: 75, blocks: 400, ..Options::of("CHE01".parse().unwrap()) }).unwrap();
        let (liar, url) = Liar::before(running.url().strip_prefix("http://").unwrap().parse().unwrap());
        let profile =
            format!("[[profiles]]\nname = \"play\"\nurl = \"{url}\"\nenvironment = \"practice\"\noperator = \"ines.r\"\n");
        let desk = Desk::new(&profile);
        sandbox::write_practice_keys(desk.home(), sandbox::practice_persons()).unwrap();
        Self { desk, liar, _running: running }
    }

    /// Revokes a key by command; what was said.
    fn revokes(&self, person: &str, does: u8, status: i32) -> String {
        let key = format!("file:{}", self.desk.home().join("keys/ines-rochat.key").display());
        let words = ["roster", "revoke", person, "--reason", "the token was lost", "--person", "ines-rochat", "--key", &key];
        let mut console = self.desk.start_at_home(&words).size(200, 60).spawn();
        console.wait_for("type the first 8 digits of its SHA-256:");
        let digest = printed_digest(&console);
        console.type_text(&digest[..8]);
        console.keys("enter");
        console.wait_for("Passphrase of");
        self.liar.becomes(does);
        console.type_text(PRACTICE_PASSPHRASE);
        console.keys("enter");
        ended(console, status)
    }

    fn incidents(&self) -> usize {
        let words = ["incidents", "list", "--format", "csv"];
        let listed = ended(self.desk.start_at_home(&words).size(200, 60).spawn(), 0);
        listed.matches("not-as-signed").count()
    }

    fn assert_in_order(&self, words: &[&str]) {
        let journal = self.desk.journal();
        let places: Vec<_> = words.iter().map(|words| journal.find(words)).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?} {journal}");
    }
}

/// The digest that stands below the text.
fn printed_digest(console: &Console) -> String {
    let screen = console.screen_text();
    let digest = screen.lines().find_map(|line| line.trim_end().strip_prefix("SHA-256 ")).unwrap().to_owned();
    assert_eq!(digest.len(), DIGITS, "{screen}");
    digest
}

/// What stands in the journal of a receipt of another text, in this order.
const LINES: [&str; 5] = [
    "\"kind\":\"intent\",\"profile\":\"play\"",
    "\"what\":\"signed: revoke the key",
    "sent, but the receipt of the registry names",
    "\"kind\":\"refusal\",\"profile\":\"play\"",
    ": tell the registry of the alarm not-as-signed",
];

/// F06, T02: not done, said as an alarm, open in the journal, and told to the officers.
#[test]
fn f06_a_command_that_gets_a_receipt_of_another_text_tells_the_officers() {
    let office = Office::open();
    let said = office.revokes("luc-bernasconi", LIES, 3);
    for part in ["ALARM: ", "(F06)", "It does not count as done", "The security officers of the registry are told of the alarm."]
    {
        assert!(said.contains(part), "{part:?}: {said}");
    }
    assert!(said.contains(&"0".repeat(DIGITS)) && !said.contains("The registry says:"), "{said}");
    office.assert_in_order(&LINES);
    let journal = office.desk.journal();
    assert_eq!(journal.matches("\"kind\":\"outcome\"").count(), 1, "that of the telling: {journal}");
    office.liar.becomes(HONEST);
    assert_eq!(office.incidents(), 1);
}

/// F06: the registry is gone before it hears of the alarm; the console that is started next tells it, once.
#[test]
fn f06_an_alarm_that_a_command_could_not_tell_is_told_by_the_next_console() {
    let office = Office::open();
    let said = office.revokes("luc-bernasconi", LIES_AND_GOES, 3);
    assert!(said.contains("ALARM: ") && said.contains("The officers are not told of the alarm yet"), "{said}");
    office.assert_in_order(&LINES);
    let journal = office.desk.journal();
    assert_eq!(journal.matches("\"kind\":\"outcome\"").count(), 0, "{journal}");
    office.liar.becomes(HONEST);
    assert_eq!(office.incidents(), 0);
    let console = office.desk.start_at_home(&[]).size(120, 30).spawn();
    console.wait_for("Outcome unknown since");
    let until = Instant::now() + DEADLINE;
    while !office.desk.journal().contains("\"kind\":\"outcome\"") {
        assert!(Instant::now() < until, "the alarm was never told: {} {}", console.screen_text(), office.desk.journal());
        thread::yield_now();
    }
    drop(console);
    assert_eq!(office.incidents(), 1);
    let journal = office.desk.journal();
    assert_eq!(
        journal.matches(": tell the registry of the alarm not-as-signed").count(),
        3,
        "two intents of one key, and what came: {journal}"
    );
}
