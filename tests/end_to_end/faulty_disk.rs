//! The disk gives out, or the program is killed, at each line an act writes into the journal (scenario 12, T24): the real console, a real
//! registry, and a limit of the system on how large a file may get. Where the program lets itself be told, a write beyond the limit fails
//! as on a full disk; otherwise the system kills it in the middle of that very line. The limit is set while the console waits for the
//! last key, so the line it falls into is known to the octet, and nothing waits for a moment that could be missed.
//! Must not know: how the journal is written.
#![cfg(target_os = "linux")]

use crate::{
    book::Book,
    desk::{Desk, assert_given_back, command, press_calmly, quit},
    driver::{Change, Console, Start},
    proxy::Proxy,
};
use countersign::{
    domain::{AccountId, AccountState},
    evidence::journal::Chain,
};
use rustix::process::{Resource, Rlimit, Signal, prlimit};
use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

/// Longer than anything here takes on a slow machine.
const DEADLINE: Duration = Duration::from_secs(60);
const REASON: &str = "Asked for by the auditor";
/// Told to the shell: a write beyond the limit is to fail instead of killing.
const TOLD: &str = r#"trap "" XFSZ; exec "$0" "$@""#;
/// Into the middle of a line: any line of an act is longer.
const WITHIN: u64 = 60;
/// Part of what is said when there is no journal; the title bar does not say it.
const SAID: &str = "Reading works";

/// A registry, a desk, and accounts that are open.
struct Bench {
    book: Book,
    proxy: Proxy,
    desk: Desk,
    accounts: Vec<AccountId>,
}

impl Bench {
    fn new() -> Self {
        let book = Book::serve("CHE01");
        let proxy = Proxy::to(book.url().strip_prefix("http://").unwrap().parse().unwrap());
        let desk = Desk::of(&[("swiss", &format!("http://{}", proxy.address()))]);
        let accounts = book.accounts("state:open type:holding", None).rows.into_iter().map(|row| row.id).collect();
        Self { book, proxy, desk, accounts }
    }

    /// The console, told of full disks.
    fn told(&self) -> Start {
        self.desk.start(&[]).through_shell(TOLD).size(100, 30)
    }

    fn state(&self, account: &AccountId) -> AccountState {
        self.book.account(account).summary.state
    }

    /// How long the file is that the running console writes its journal into.
    fn journal_of_this_run(&self) -> u64 {
        std::fs::metadata(self.newest()).unwrap().len()
    }

    /// The file the running console writes its journal into.
    fn newest(&self) -> PathBuf {
        let folder = self.desk.home().join(".local/state/countersign");
        let lines = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
        let newest = lines.filter(|path| path.extension().is_some_and(|end| end == "jsonl")).max_by_key(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            countersign::evidence::journal::SegmentName::of_lines(&name)
        });
        newest.unwrap()
    }

    /// A console that has written what it writes by itself when it begins, of which the theme is the last: what comes later would
    /// be taken for a line of the act.
    fn begin(&self, start: Start) -> Console {
        let themes = || self.desk.journal().matches("a theme was taken").count();
        let before = themes();
        let console = start.spawn();
        console.wait_for("Accounts · 300");
        let until = Instant::now() + DEADLINE;
        while themes() == before {
            assert!(Instant::now() < until, "the lines of the beginning never came: {}", self.desk.journal());
            std::thread::yield_now();
        }
        console
    }

    /// What stands in the journal about acts: the kinds of the lines. The chain holds.
    fn lines(&self) -> Vec<String> {
        let journal = self.desk.journal();
        assert!(Chain::resume(&journal).is_ok(), "{journal}");
        let value = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap();
        let acts = journal.lines().map(value).filter(|line| line["act"] != "");
        acts.map(|line| line["kind"].as_str().unwrap().to_owned()).collect()
    }
}

/// An account open on the screen, its freezing confirmed but for the last key.
fn about_to_freeze(console: &mut Console, account: &AccountId) {
    command(console, &format!("account {account}"));
    console.wait_for(&format!("Account {account}"));
    console.wait_for("version");
    console.wait_for("Blocks: ");
    console.wait_gone("asking");
    press_calmly(console, "F");
    console.wait_for("Freeze the account");
    console.type_text(REASON);
    console.keys("enter");
    console.wait_for(&format!("Type {account} to confirm"));
    console.type_text(account.as_str());
}

/// No file of this console gets longer than this from now on.
fn limit(console: &Console, octets: u64) {
    let most = Rlimit { current: Some(octets), maximum: None };
    prlimit(Some(console.pid()), Resource::Fsize, most).unwrap();
}

/// How long the lines of an act are, from one that meets no limit: the intent, and the outcome.
fn measured(bench: &Bench, account: &AccountId) -> u64 {
    let mut console = bench.begin(bench.told());
    about_to_freeze(&mut console, account);
    let before = bench.journal_of_this_run();
    bench.proxy.hold();
    console.keys("enter");
    bench.proxy.wait("the act in flight", |counts| counts.in_flight > 0);
    let intent = bench.journal_of_this_run() - before;
    bench.proxy.release();
    console.wait_for("is frozen: entry ");
    quit(console);
    intent
}

/// What was said was seen.
fn seen(console: &mut Console) {
    press_calmly(console, "esc");
    console.wait_gone(SAID);
}

/// Nothing is acted any more in this sitting, and it is said why.
fn is_refused(console: &mut Console) {
    seen(console);
    press_calmly(console, "F");
    console.wait_for(SAID);
}

/// Starts again, and asks the registry for the act that is uncertain.
fn asked_later(bench: &Bench, account: &AccountId, answer: &str) {
    let mut console = bench.desk.start(&[]).size(100, 30).spawn();
    console.wait_for("Outcome unknown since");
    console.wait_for(&format!("freeze account {account}"));
    console.wait_for("U asks the registry");
    console.wait_for("Accounts · 300");
    press_calmly(&mut console, "esc");
    press_calmly(&mut console, "U");
    console.wait_for(answer);
    console.wait_gone("Outcome unknown");
    quit(console);
}

/// Starts again: nothing is uncertain.
fn nothing_is_open(bench: &Bench) {
    let console = bench.desk.start(&[]).size(100, 30).spawn();
    console.wait_for("Accounts · 300");
    console.wait_gone("asking");
    console.look(|screen| assert!(!screen.contents().contains("Outcome unknown"), "{}", screen.contents()));
    quit(console);
}

/// T24: what has no line is not sent; what was sent is told, and stays open until the registry is asked.
#[test]
fn t24_a_disk_that_is_full_at_each_line_of_an_act() {
    let bench = Bench::new();
    let intent = measured(&bench, &bench.accounts[0]);
    for (account, room, kinds) in [
        (&bench.accounts[1], 0, &[][..]),
        (&bench.accounts[2], WITHIN, &[]),
        (&bench.accounts[3], intent - 1, &[]),
        (&bench.accounts[4], intent + WITHIN, &["intent"]),
    ] {
        let before = bench.lines();
        let mut console = bench.begin(bench.told());
        about_to_freeze(&mut console, account);
        limit(&console, bench.journal_of_this_run() + room);
        console.keys("enter");
        console.wait_for("The journal can't be written");
        let sent = !kinds.is_empty();
        if sent {
            console.wait_for("suspended");
        }
        console.wait_gone("asking");
        assert_eq!(bench.state(account), if sent { AccountState::Suspended } else { AccountState::Open }, "{room}");
        assert_eq!(bench.lines()[before.len()..], *kinds, "{room}: half a line was taken back");
        // Everything can still be read.
        is_refused(&mut console);
        command(&mut console, &format!("account {}", bench.accounts[5]));
        console.wait_for(&format!("Account {}", bench.accounts[5]));
        console.keys("q");
        assert_eq!(console.wait_exit(), Change::Exited(0));
        assert_given_back(&console, false);
        if sent { asked_later(&bench, account, "It was done") } else { nothing_is_open(&bench) }
    }
}

/// Scenario 12, T04: killed in the middle of each line of an act, the next start says what is uncertain; nothing is done twice.
#[test]
fn scenario_12_killed_within_each_line_of_an_act() {
    let bench = Bench::new();
    let intent = measured(&bench, &bench.accounts[0]);
    for (account, room, kinds) in [
        (&bench.accounts[1], 0, &[][..]),
        (&bench.accounts[2], WITHIN, &[]),
        (&bench.accounts[3], intent - 1, &[]),
        (&bench.accounts[4], intent + WITHIN, &["intent", "outcome"]),
    ] {
        let before = bench.lines();
        let mut console = bench.begin(bench.desk.start(&[]).size(100, 30));
        about_to_freeze(&mut console, account);
        let version = bench.book.account(account).version;
        limit(&console, bench.journal_of_this_run() + room);
        console.keys("enter");
        assert_eq!(console.wait_change(), Change::Killed(Signal::XFSZ.as_raw()));
        let sent = !kinds.is_empty();
        assert_eq!(bench.state(account), if sent { AccountState::Suspended } else { AccountState::Open }, "{room}");
        if sent {
            asked_later(&bench, account, "It was done")
        } else {
            nothing_is_open(&bench)
        }
        assert_eq!(bench.lines()[before.len()..], *kinds, "{room}");
        assert_eq!(bench.book.account(account).version, version + u64::from(sent), "once, or not at all");
    }
}

/// T24: without room for the first line there is no journal; everything can be read, and nothing acted.
#[test]
fn t24_a_disk_that_is_full_from_the_beginning() {
    let bench = Bench::new();
    let mut console = bench.desk.start(&[]).through_shell(r#"trap "" XFSZ; ulimit -f 0; exec "$0" "$@""#).size(100, 30).spawn();
    console.wait_for("Accounts · 300");
    console.wait_for("The journal can't be written");
    seen(&mut console);
    command(&mut console, &format!("account {}", bench.accounts[1]));
    console.wait_for("version");
    console.wait_gone("asking");
    press_calmly(&mut console, "F");
    console.wait_for(SAID);
    quit(console);
    assert_eq!(bench.state(&bench.accounts[1]), AccountState::Open);
}
