//! The registry killed in the middle of an act and started again on its book at its port: before it reads the request, before it commits,
//! after it has committed. What was sent is unknown at the desk, the key tells what became of it, and it is committed once (scenario 11, T04).
//! The registry is a process of its own, killed as if the power had gone; nothing here answers in its place.
//! Must not know: what the order asks for.

use crate::{
    client::{ACCOUNTS, BLOCKS, Client},
    relay::{Cut, Relay},
    signing::{Seat, done, frozen, new_key, read, release, statement, verifying},
};
use countersign::{
    evidence::{
        order::OrderText,
        statement::{Checked, Statement, StatementKind},
    },
    registry::{
        Blind, IdempotencyKey, Outcome, Read, Receipt, Registry, Reply, Review, Unsigned, book::OrderState, http::Credentials,
    },
    sandbox::{Options, PRACTICE_PASSPHRASE},
    wire::admin::{Page, order::OrderSummary},
};
use jiff::SignedDuration;
use rustix::process::{Pid, Signal, kill_process};
use std::{
    fs,
    io::{BufRead, BufReader},
    os::unix::process::ExitStatusExt,
    path::Path,
    process::{Child, Command, Stdio},
};
use tempfile::TempDir;

/// More commits than a start, a sign-in and an act have.
const TOO_MANY: u32 = 12;

/// A login, the person behind it and the station.
type Who = (&'static str, &'static str, &'static str);

const AMINA: Who = ("amina.k", "amina-kessie", "ONL-1");
const LUC: Who = ("luc.b", "luc-bernasconi", "ONL-2");

/// An act, and who does it.
struct Deed {
    name: &'static str,
    who: Who,
    /// About an order that waits; without, it is a new order.
    says: Option<(StatementKind, OrderState)>,
}

const DEEDS: [Deed; 4] = [
    Deed { name: "submit", who: AMINA, says: None },
    Deed { name: "approve", who: LUC, says: Some((StatementKind::Approve, OrderState::Executed)) },
    Deed { name: "reject", who: LUC, says: Some((StatementKind::Reject, OrderState::Rejected)) },
    Deed { name: "withdraw", who: AMINA, says: Some((StatementKind::Withdraw, OrderState::Withdrawn)) },
];

/// A registry's book in a folder, an order that waits in it, and one that nobody has sent yet.
struct Prepared {
    folder: TempDir,
    number: String,
    waiting: OrderText,
    account: String,
    fresh: OrderText,
    orders: u64,
}

impl Prepared {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let client = Client::of(on(folder.path())).await;
        let amina = Seat::at(&client, AMINA.0, AMINA.1, AMINA.2);
        let accounts = (frozen(&client, &amina).await, frozen(&client, &amina).await);
        let (waiting, fresh) = (release(&amina, &accounts.0).await, release(&amina, &accounts.1).await);
        let submitted = Unsigned::Order(read(Review::of_own_order(waiting.clone(), SignedDuration::ZERO)));
        let number = done(amina.send(submitted, new_key()).await).subject.octets().to_owned();
        let orders = orders(&client).await;
        client.registry.stop();
        Self { folder, number, waiting, account: accounts.0.to_string(), fresh, orders }
    }

    /// What this person signs.
    async fn text(&self, seat: &Seat, deed: &Deed) -> impl Fn() -> Unsigned + use<> {
        let said = match deed.says {
            Some((kind, _)) => Some((kind, statement(seat, kind, &self.waiting).await)),
            None => None,
        };
        let (waiting, fresh, account) = (self.waiting.clone(), self.fresh.clone(), self.account.clone());
        let on = self.number.parse().unwrap();
        move || {
            let Some((kind, said)) = said.clone() else {
                return Unsigned::Order(read(Review::of_own_order(fresh.clone(), SignedDuration::ZERO)));
            };
            let approves = kind == StatementKind::Approve;
            let checked = if approves { said.checked.clone() } else { Checked::default() };
            let mut review =
                Review::of_order(waiting.clone(), Blind::new([("account".to_owned(), account.clone())]), SignedDuration::ZERO);
            review.type_again(&account);
            let order = approves.then(|| read(review));
            let text = Statement { checked, ..said }.write().unwrap();
            Unsigned::Statement { on, text: read(Review::of_statement(text, order.as_ref()).unwrap()) }
        }
    }

    /// It was done once: one order more, or one statement and what follows from it.
    async fn assert_done_once(&self, deed: &Deed, folder: &Path, place: &str) {
        let client = Client::of(on(folder)).await;
        let more = orders(&client).await - self.orders;
        let amina = Seat::at(&client, AMINA.0, AMINA.1, AMINA.2);
        let there = amina.order(&self.number).await;
        let statements = there.signed.unwrap().statements.len();
        let (state, expected) = match deed.says {
            None => (OrderState::Submitted, (1, 0)),
            Some((_, state)) => (state, (0, 1)),
        };
        assert_eq!((more, statements), expected, "{} {place}", deed.name);
        assert!(there.state.is(&state), "{} {place}: {:?}", deed.name, there.state);
        client.registry.stop();
    }
}

/// The registry of these tests on the book of a folder.
fn on(folder: &Path) -> Options {
    Options { data: Some(folder.to_owned()), ..verifying() }
}

async fn orders(client: &Client) -> u64 {
    client.list("orders", &[("limit", "1")]).await.ok::<Page<OrderSummary>>().total.0
}

/// The registry's process, which keeps its address over its deaths.
struct Served {
    child: Child,
    url: String,
}

impl Served {
    /// Serves the book of a folder. None when it died before it was ready.
    fn start(folder: &Path, listen: &str, further: &[&str]) -> Option<Self> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_countersign"));
        command.args(["sandbox", "serve", "--registry", "CHE01", "--no-history", "--assurance", "a2", "--listen", listen]);
        command.args(["--accounts", &ACCOUNTS.to_string(), "--blocks", &BLOCKS.to_string()]).arg("--data").arg(folder);
        let mut child = command.args(further).stdout(Stdio::piped()).spawn().unwrap();
        let mut ready = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut ready).unwrap();
        let url = ready.trim().rsplit(' ').next().filter(|url| url.starts_with("http://")).unwrap_or_default().to_owned();
        let mut served = Self { child, url };
        if served.url.is_empty() {
            served.assert_was_killed();
            return None;
        }
        Some(served)
    }

    fn address(&self) -> &str {
        self.url.strip_prefix("http://").unwrap()
    }

    fn seat(&self, who: Who) -> Seat {
        Self::seat_before(&self.url, who)
    }

    fn seat_before(url: &str, (login, person, station): Who) -> Seat {
        let credentials = Credentials::Practice { operator: login.into(), passphrase: PRACTICE_PASSPHRASE.into() };
        Seat::before(url, credentials, person, station)
    }

    fn signal(&self, signal: Signal) {
        let id = i32::try_from(self.child.id()).unwrap();
        kill_process(Pid::from_raw(id).unwrap(), signal).unwrap();
    }

    fn assert_was_killed(&mut self) {
        assert_eq!(self.child.wait().unwrap().signal(), Some(9), "it ended by itself");
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may be dead already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What the registry has under a key, asked at the same desk as before: nobody signs in anew by hand.
async fn told(seat: &Seat, key: IdempotencyKey) -> Option<Receipt> {
    match seat.registry.read(Read::Act(key)).await {
        Ok(Reply::Act(receipt)) => receipt,
        other => panic!("{other:?}"),
    }
}

fn copied(prepared: &Prepared) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(prepared.folder.path()).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), folder.path().join(entry.file_name())).unwrap();
    }
    folder
}

/// Serves the same book at the same port again: whether the registry knows the key; under it, it is done once.
async fn restarted(served: Served, seat: &Seat, folder: &Path, text: impl Fn() -> Unsigned, key: IdempotencyKey) -> bool {
    let address = served.address().to_owned();
    drop(served);
    let again = Served::start(folder, &address, &[]).expect("it starts on its book again");
    assert_eq!(again.address(), address);
    let before = told(seat, key).await;
    let receipt = done(seat.send(text(), key).await);
    assert!(before.as_ref().is_none_or(|before| *before == receipt), "the same receipt: {before:?} {receipt:?}");
    assert_eq!(told(seat, key).await, Some(receipt));
    before.is_some()
}

/// Kills it at the n-th commit since its start, if there is one: how far it was. What was sent is unknown at the desk; whether it is there
/// afterwards is decided by the side of the commit on which it died.
async fn killed_at_commit(prepared: &Prepared, deed: &Deed, stage: &str, number: u32) -> Died {
    let (folder, place) = (copied(prepared), format!("{stage}:{number}"));
    let Some(mut served) = Served::start(folder.path(), "127.0.0.1:0", &["--fault", &format!("crash={place}")]) else {
        return Died::Starting;
    };
    let seat = served.seat(deed.who);
    let (text, key) = (prepared.text(&seat, deed).await, new_key());
    let outcome = seat.send(text(), key).await;
    if let Ok(Outcome::Done(receipt)) = outcome {
        assert_eq!(told(&seat, key).await, Some(receipt), "{} {place}", deed.name);
        return Died::Never;
    }
    assert_eq!(outcome, Ok(Outcome::Unknown(key)), "{} {place}", deed.name);
    served.assert_was_killed();
    let known = restarted(served, &seat, folder.path(), &text, key).await;
    assert_eq!(known, stage == "after-commit", "{} {place}: the key tells on which side of the commit it died", deed.name);
    prepared.assert_done_once(deed, folder.path(), &place).await;
    Died::Acting
}

/// When it died of a crash point.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Died {
    Starting,
    Acting,
    Never,
}

async fn killed_at_each_commit(stage: &str) {
    let prepared = Prepared::new().await;
    for deed in &DEEDS {
        let mut acting = 0;
        for number in 1.. {
            assert!(number < TOO_MANY, "{}: there is no last {stage}", deed.name);
            match killed_at_commit(&prepared, deed, stage, number).await {
                Died::Starting => (),
                Died::Acting => acting += 1,
                Died::Never => break,
            }
        }
        assert_eq!(acting, 1, "{}: an act is one commit", deed.name);
    }
}

/// T04, scenario 11: an order, an approval that carries one out, a rejection and a withdrawal.
#[tokio::test]
async fn killed_before_the_commit_of_an_act_it_was_not_done() {
    killed_at_each_commit("before-commit").await;
}

/// T04, scenario 11.
#[tokio::test]
async fn killed_after_the_commit_of_an_act_it_was_done() {
    killed_at_each_commit("after-commit").await;
}

/// The registry of a copy of the book behind a relay, and a desk before that which has signed in.
async fn behind_relay(folder: &Path, deed: &Deed) -> (Served, Relay, Seat) {
    let served = Served::start(folder, "127.0.0.1:0", &[]).unwrap();
    let relay = Relay::to(&served.url, Cut::Request(0)).await;
    relay.cut_next(None);
    let seat = Served::seat_before(&relay.address(), deed.who);
    assert_eq!(told(&seat, new_key()).await, None);
    (served, relay, seat)
}

/// How long the request of an act is.
async fn length(prepared: &Prepared, deed: &Deed) -> usize {
    let folder = copied(prepared);
    let (_served, relay, seat) = behind_relay(folder.path(), deed).await;
    let text = prepared.text(&seat, deed).await;
    let (before, _) = relay.passed();
    done(seat.send(text(), new_key()).await);
    relay.passed().0 - before
}

/// T04, scenario 11: all of the request went out, and lies unread before a registry that stands still and is killed.
#[tokio::test]
async fn killed_before_it_reads_what_was_sent_it_was_not_done() {
    let prepared = Prepared::new().await;
    for deed in &DEEDS {
        let (folder, octets) = (copied(&prepared), length(&prepared, deed).await);
        let (served, relay, seat) = behind_relay(folder.path(), deed).await;
        let (text, key) = (prepared.text(&seat, deed).await, new_key());
        let (before, _) = relay.passed();
        served.signal(Signal::STOP);
        let killing = async {
            while relay.passed().0 < before + octets {
                tokio::task::yield_now().await;
            }
            served.signal(Signal::KILL);
        };
        let (outcome, ()) = tokio::join!(seat.send(text(), key), killing);
        assert_eq!(outcome, Ok(Outcome::Unknown(key)), "{}", deed.name);
        let known = restarted(served, &seat, folder.path(), &text, key).await;
        assert!(!known, "{}: nothing was read", deed.name);
        prepared.assert_done_once(deed, folder.path(), "unread").await;
    }
}
