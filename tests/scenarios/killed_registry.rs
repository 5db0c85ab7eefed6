//! The registry's own process killed under an order at the initiator's console, and under an approval at the approver's, before it reads what
//! was sent and after it has done it, and started again on its book at its address: at the desk the outcome is unknown and nothing but the
//! question is offered; the registry's word closes it, and it is done once (scenario 11, T04).
//! Must not know: how the registry keeps its book.

use crate::{
    desk::{AMINA, LUC},
    driver::Console,
    hands::{self, Paper, Wanted},
    home::press_calmly,
    initiating::movable,
    proxy::Proxy,
    site::{Seat, Site, leave},
};
use countersign::evidence::policy::PolicyText;
use rusqlite::{Connection, OpenFlags};
use rustix::process::{Pid, Signal, kill_process};
use std::{
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// Longer than anything here takes on a slow machine.
const DEADLINE: Duration = Duration::from_secs(60);

/// CHE01 in a process of its own, on the book and at the address it had in this one; GHA01 stays here.
struct Served {
    data: PathBuf,
    address: String,
    peer: String,
    child: Child,
}

impl Served {
    fn start(data: &Path, address: &str, peer: &str) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_countersign"));
        command.args(["sandbox", "serve", "--registry", "CHE01", "--no-history", "--accounts", "30", "--blocks", "60"]);
        command.args(["--listen", address, "--peer", &format!("GHA01={peer}")]).arg("--data").arg(data);
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut ready = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut ready).unwrap();
        assert!(ready.trim().ends_with(address), "{ready}");
        Self { data: data.to_owned(), address: address.to_owned(), peer: peer.to_owned(), child }
    }

    fn signal(&self, signal: Signal) {
        let pid = i32::try_from(self.child.id()).unwrap();
        kill_process(Pid::from_raw(pid).unwrap(), signal).unwrap();
    }

    /// As if the power had gone; then it serves the same book at the same address.
    fn killed_and_again(mut self) -> Self {
        self.signal(Signal::KILL);
        self.child.wait().unwrap();
        Self::start(&self.data, &self.address, &self.peer)
    }

    /// How many there are of what the book says.
    fn count(&self, sql: &str) -> i64 {
        let book = Connection::open_with_flags(self.data.join("CHE01.sqlite"), OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
        book.busy_timeout(Duration::from_secs(5)).unwrap();
        book.query_row(sql, [], |row| row.get(0)).unwrap()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may be dead already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Signs, and kills the registry under what was sent: before it reads it, or once the book says that it was done.
fn sign_and_kill(console: &mut Console, proxy: &Proxy, served: Served, done: Option<&str>) -> Served {
    hands::ask_to_sign(console);
    if done.is_none() {
        served.signal(Signal::STOP);
    }
    proxy.hold();
    let before = proxy.counts().in_flight;
    hands::open_key(console);
    proxy.wait("the text in flight", |counts| counts.in_flight > before);
    console.wait_for("sent, no answer yet");
    while done.is_some_and(|done| served.count(done) == 0) {
        std::thread::yield_now();
    }
    // What it answered is lost with it.
    proxy.cut();
    let again = served.killed_and_again();
    proxy.release();
    console.wait_for("Outcome unknown since");
    again
}

/// Asks, and where the registry never received it, sends it again under the same key. It was done once, whichever way.
fn ask(console: &mut Console, seat: &Seat, done: bool, what: &str) {
    press_calmly(console, "U");
    if done {
        console.wait_for("It was done");
    } else {
        console.wait_for("The registry never received it");
        press_calmly(console, "Z");
        console.wait_for("Send it again?");
        press_calmly(console, "y");
        console.wait_for("Open the key to sign");
        hands::open_key(console);
    }
    let until = Instant::now() + DEADLINE;
    let closed =
        |journal: &str| journal.lines().any(|line| line.contains("\"kind\":\"outcome\"") && line.contains("done, entry"));
    while !closed(&seat.home().journal()) {
        assert!(Instant::now() < until, "nothing came of it: {} {}", console.screen_text(), seat.home().journal());
        std::thread::yield_now();
    }
    console.wait_gone("Outcome unknown");
    let journal = seat.home().journal();
    let count = |words: &str| journal.matches(words).count();
    let (said, sent) = if done { ("asked later: done", 1) } else { ("asked later: not done", 2) };
    assert_eq!((count(said), count("\"kind\":\"intent\"")), (1, sent), "{journal}");
    let mut acts: Vec<&str> = journal
        .lines()
        .filter(|line| line.contains(what))
        .filter_map(|line| line.split("\"act\":\"").nth(1)?.get(..36))
        .collect();
    acts.dedup();
    assert_eq!(acts.len(), 1, "one key from the first line to the last: {journal}");
}

/// What is said of the order now could contradict what is on its way: it is not even begun.
fn rejects_in_vain(console: &mut Console) {
    const REFUSED: &str = "outcome of the last act on it is unknown";
    press_calmly(console, "ctrl-x");
    console.wait_for(REFUSED);
    assert!(!console.screen_text().contains("Why you reject it"), "{}", console.screen_text());
}

/// Scenario 11, T04: the initiator's order.
#[tokio::test]
async fn scenario_11_the_registry_is_killed_under_an_order() {
    for done in [false, true] {
        let site = Site::open().await;
        let account = &site.there.accounts()[0];
        let holding = movable(&site, account).await;
        let (data, peer, url) = (site.data().to_owned(), site.over_there.client.registry.url(), site.api.client.registry.url());
        let address = url.strip_prefix("http://").unwrap().to_owned();
        let proxy = Proxy::to(address.parse().unwrap());
        let amina = site.seat_before(&format!("http://{}", proxy.address()), AMINA);
        site.api.client.registry.stop();
        let served = Served::start(&data, &address, &peer);
        let mut console = amina.console();
        let paper = Paper::of("a letter");
        hands::compose(&mut console, &Wanted { holding: &holding, account, paper: &paper, reason: "agreed delivery" });
        let orders = "SELECT count(*) FROM orders";
        let served = sign_and_kill(&mut console, &proxy, served, done.then_some(orders));
        assert_eq!(served.count(orders), i64::from(done));
        ask(&mut console, &amina, done, "submit order");
        assert_eq!(served.count(orders), 1, "once");
        leave(console);
    }
}

/// Scenario 11, T04: the approver's approval, and what follows from it.
#[tokio::test]
async fn scenario_11_the_registry_is_killed_under_an_approval() {
    for done in [false, true] {
        let site = Site::open().await;
        let policy = PolicyText::parse(site.api.policy.text.as_bytes()).unwrap();
        let (id, text) = site.transfer().await;
        let (data, peer, url) = (site.data().to_owned(), site.over_there.client.registry.url(), site.api.client.registry.url());
        let address = url.strip_prefix("http://").unwrap().to_owned();
        let proxy = Proxy::to(address.parse().unwrap());
        let luc = site.seat_before(&format!("http://{}", proxy.address()), LUC);
        site.api.client.registry.stop();
        let served = Served::start(&data, &address, &peer);
        let mut console = luc.console();
        hands::begin_review(&mut console, &id);
        hands::type_again(&mut console, &hands::own_copy(&text, &policy));
        hands::read_review(&mut console);
        hands::approve(&mut console, "matches my own copy");
        let statements = "SELECT count(*) FROM statements";
        let served = sign_and_kill(&mut console, &proxy, served, done.then_some(statements));
        assert_eq!(served.count(statements), i64::from(done));
        // Nothing else is signed about it meanwhile.
        rejects_in_vain(&mut console);
        ask(&mut console, &luc, done, &format!("approve order {id}"));
        assert_eq!(served.count(statements), 1, "once");
        crate::book::wait(
            || (served.count("SELECT count(*) FROM orders WHERE state = 'executed'") == 1).then_some(()),
            || id.clone(),
        );
        // However often it was sent, GHA01 has one proposal.
        let proposals = || site.there.archive(&id).iter().filter(|(_, kind, _)| kind == "proposal").count();
        crate::book::wait(|| (proposals() > 0).then_some(()), || site.here.troubles());
        assert_eq!(proposals(), 1);
        leave(console);
    }
}
