//! One schedule: what a seed makes happen to two registries, step by step, until everything has come to rest.
//! People propose, accept, reject and terminate at random moments; the network and the machines do their worst.
//! Must not know: how a violation is reported.

use super::{
    invariants::{self, Watch},
    world::{Registry, Who, World},
};
use crate::{
    domain::{AccountId, RegistryId, transfer::TransferId},
    sandbox::{
        Level, comm,
        desk::{Me, Policy},
        exercise::{Booth, Differs, Plan, Stage, prepare, rehearsal},
        orders, people,
        random::SplitMix64,
        receipts::Asked,
    },
    wire::{
        BigNumber,
        ledger::Span,
        order::{Destination, OrderAct, ToRegistry, TransferOrder},
    },
};
use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;
use uuid::Uuid;

/// Units of each registry.
const QUANTITY: u64 = 500;
/// Steps of a long schedule before the network heals: many transfers that meet each other.
pub(super) const LONG: u64 = 120;
/// Steps of a short one: a few transfers, so that more of what can go wrong with one is seen in the same time.
pub(super) const SHORT: u64 = 20;
/// After so many quiet rounds nothing is under way any more.
const MOST_ROUNDS: u32 = 100;

fn plan(number: u32, here: &str, there: &str) -> Plan {
    let (transferring, acquiring): (RegistryId, RegistryId) = (here.parse().unwrap(), there.parse().unwrap());
    Plan { number, transferring, acquiring, quantity: QUANTITY, ends: start() }
}

fn start() -> Timestamp {
    "2026-03-02T08:00:00Z".parse().unwrap()
}

fn me(at: usize, automatic: bool) -> Me {
    let id: RegistryId = ["CHE01", "GHA01"][at].parse().unwrap();
    Me::practice(id, 1, Policy { automatic_acceptance: automatic, ..Policy::PRACTICE })
}

/// Two books with units of their own, each registry knowing the other's account. They are made once; a schedule is played in a
/// transaction that is rolled back, which is much cheaper than a new pair and leaves them as they were.
pub(super) struct Ground([Connection; 2]);

impl Ground {
    pub(super) fn new() -> Self {
        let plans = [plan(1, "CHE01", "GHA01"), plan(2, "GHA01", "CHE01")];
        let books = plans.each_ref().map(|plan| rehearsal(plan.transferring, Level::A1).unwrap());
        for (at, plan) in plans.iter().enumerate() {
            let booth = |who: usize| Booth { book: &books[who], me: me(who, true), skew: SignedDuration::ZERO };
            let stage = Stage { transferring: booth(at), acquiring: booth(1 - at), now: start() };
            prepare(&stage, plan, Differs::Nowhere).unwrap();
        }
        Self(books)
    }

    fn world(&self, seed: u64) -> World<'_> {
        let mut numbers = SplitMix64::new(seed, 1);
        let [a, b] = &self.0;
        let automatic = [numbers.below(2) == 0, numbers.below(2) == 0];
        let mut skew = || SignedDuration::from_secs(i64::try_from(numbers.below(60)).unwrap() - 30);
        let registries = [Registry::new(a, me(0, automatic[0]), skew()), Registry::new(b, me(1, automatic[1]), skew())];
        World { registries, now: start(), wire: Vec::new(), numbers }
    }

    /// Plays a schedule of so many steps, checks what must hold, and looks at what came of it; panics with what does not hold.
    pub(super) fn play<T>(&self, seed: u64, steps: u64, look: impl FnOnce(&World<'_>) -> T) -> T {
        self.both("BEGIN");
        let mut world = self.world(seed);
        let mut watch = Watch::begin(&world);
        if steps < LONG {
            // A schedule in which nothing is ever ordered shows nothing.
            let who = usize::try_from(world.numbers.below(2)).unwrap();
            order(&mut world, who, false);
        }
        for _ in 0..steps {
            step(&mut world);
            watch.at_any_moment(&world);
        }
        heal(&mut world, &mut watch);
        watch.at_rest(&world);
        let found = look(&world);
        self.both("ROLLBACK");
        found
    }

    fn both(&self, sql: &str) {
        self.0.iter().for_each(|book| book.execute_batch(sql).unwrap());
    }
}

/// How a schedule ended: how many transfers in each state.
#[derive(Debug, Default)]
pub(super) struct Summary {
    pub completed: usize,
    pub others: usize,
}

impl Summary {
    pub(super) fn of(world: &World<'_>) -> Self {
        let states = world.registries.iter().flat_map(|one| invariants::states(one.book, "transferring").into_values());
        let (completed, others): (Vec<_>, Vec<_>) = states.partition(|state| state == "completed");
        Self { completed: completed.len(), others: others.len() }
    }
}

/// Something happens.
fn step(world: &mut World<'_>) {
    let who = usize::try_from(world.numbers.below(2)).unwrap();
    let crash = world.numbers.below(25) == 0;
    match world.numbers.below(100) {
        0..=9 => order(world, who, crash),
        10..=17 => decide(world, who, crash),
        18..=35 => {
            world.post(who);
        }
        36..=75 => on_the_wire(world, crash),
        76..=79 => world.crash(who),
        80..=94 => {
            let seconds = world.numbers.between(1, 900);
            world.pass(seconds_of(seconds));
        }
        _ => {
            let seconds = world.numbers.between(3_600, 30 * 3_600);
            world.pass(seconds_of(seconds));
        }
    }
}

fn seconds_of(seconds: u64) -> SignedDuration {
    SignedDuration::from_secs(i64::try_from(seconds).unwrap())
}

fn on_the_wire(world: &mut World<'_>, crash: bool) {
    let flying = world.wire.len() as u64;
    if flying == 0 {
        return;
    }
    let at = usize::try_from(world.numbers.below(flying)).unwrap();
    match world.numbers.below(10) {
        0 | 1 => world.lose(at),
        2 => world.arrive(at, true, crash),
        _ => world.arrive(at, false, crash),
    }
}

/// Two persons order a transfer of some units the registry holds, wherever they came from.
fn order(world: &mut World<'_>, who: Who, crash: bool) {
    let Some((account, span, quantity)) = some_units(world, who) else { return };
    let there = world.registries[1 - who].me.registry;
    let to = some_account(world, 1 - who);
    let key = world.numbers.next();
    let act = OrderAct::Transfer(TransferOrder {
        from: account,
        to: Destination::External(ToRegistry { registry: there.to_string(), account: to }),
        spans: vec![span],
        quantity: BigNumber(quantity),
        corrects: None,
        reason: "simulated".into(),
    });
    let asked = |login, n: u64| Asked { key: Uuid::from_u64_pair(key, n), person: people::person(login).unwrap() };
    let submitted = world.at(who, crash, |desk| orders::submit(desk, asked("amina.k", 1), &act));
    let Some(Ok(receipt)) = submitted else { return };
    let id = receipt.said.split_whitespace().nth(1).unwrap().to_owned();
    let _ = world.at(who, false, |desk| {
        let served = orders::served(desk.book, &id, desk.now)?;
        orders::approve(desk, asked("luc.b", 2), &id, &served.digest)
    });
}

/// Part of a block that is free.
fn some_units(world: &mut World<'_>, who: Who) -> Option<(String, Span, u64)> {
    let sql = "SELECT approach, registry, party, vintage, first, last, account FROM blocks WHERE state = 'available'";
    let book = world.registries[who].book;
    let mut statement = book.prepare_cached(sql).unwrap();
    let rows = statement.query_map([], |row| {
        let id = |serial: i64| -> rusqlite::Result<String> {
            let text = |n: usize| row.get::<_, String>(n);
            Ok(format!("{}-{}-{}-{serial}-{}", text(0)?, text(1)?, text(2)?, row.get::<_, i64>(3)?))
        };
        let (first, last): (i64, i64) = (row.get(4)?, row.get(5)?);
        Ok((row.get::<_, String>(6)?, (first, last), id(0)?.replace("-0-", "-{}-")))
    });
    let blocks: Vec<_> = rows.unwrap().map(Result::unwrap).collect();
    let (account, (first, last), form) = world.numbers.one_of(&blocks)?.clone();
    let length = u64::try_from(last - first).unwrap() + 1;
    let from = world.numbers.below(length);
    let quantity = world.numbers.between(1, (length - from).min(120));
    let id = |n: u64| form.replace("{}", &(first.cast_unsigned() + n).to_string());
    Some((account, Span { first: id(from), last: id(from + quantity - 1) }, quantity))
}

fn some_account(world: &World<'_>, who: Who) -> String {
    let sql = "SELECT id FROM accounts ORDER BY id LIMIT 1";
    let id: String = world.registries[who].book.prepare_cached(sql).unwrap().query_row([], |row| row.get(0)).unwrap();
    id.parse::<AccountId>().unwrap().to_string()
}

/// Somebody decides about a transfer that waits: accepts, rejects or terminates. What is refused changes nothing.
fn decide(world: &mut World<'_>, who: Who, crash: bool) {
    let sql = "SELECT id FROM transfers ORDER BY id";
    let ids: Vec<String> = {
        let mut statement = world.registries[who].book.prepare_cached(sql).unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        rows.map(Result::unwrap).collect()
    };
    let Some(id) = world.numbers.one_of(&ids).cloned() else { return };
    let id: TransferId = id.parse().unwrap();
    let choice = world.numbers.below(8);
    let _ = world.at(who, crash, |desk| match choice {
        0 => comm::terminate(desk, &id, Some("amina.k"), "simulated"),
        1 => comm::reject_late(desk, &id, "amina.k", "simulated"),
        2 => comm::ask_status(desk, &id),
        _ => comm::accept(desk, &id, &["amina.k".to_owned(), "luc.b".to_owned()]),
    });
}

/// The network is whole and nobody crashes: everything comes to rest, by itself. Time goes to when something is due.
fn heal(world: &mut World<'_>, watch: &mut Watch) {
    for round in 0..MOST_ROUNDS {
        for who in 0..2 {
            world.post(who);
        }
        while let Some(at) = world.wire.len().checked_sub(1) {
            world.arrive(at, false, false);
        }
        watch.at_any_moment(world);
        if is_at_rest(world) {
            return;
        }
        let Some(due) = world.until_due() else { break };
        // Retries come soon after each other, and what is asked every hour need not be asked a hundred times.
        world.pass(due.max(SignedDuration::from_mins(if round < 10 { 10 } else { 12 * 60 })));
    }
    let open: Vec<_> = world.registries.iter().map(|one| invariants::open(one.book)).collect();
    let states: Vec<_> = world.registries.iter().map(|one| invariants::states(one.book, "acquiring")).collect();
    panic!("never came to rest: {open:?}, acquiring {states:?}");
}

fn is_at_rest(world: &World<'_>) -> bool {
    world.wire.is_empty() && world.registries.iter().all(|one| invariants::open(one.book).is_empty())
}
