//! Scenario 11 by seeds: the connection dies after the body of an act was written, whoever hangs on to it starts again, and asks (I2, I7).
//! What the registry did with it, when it arrives, how often, and whether an answer comes back, a seed decides; the receipts and the book
//! are the real ones. Whatever happened, the ledger has the entries of one act, or none, and the console is told which.

use super::world::*;
use crate::{
    evidence::digest::Head,
    sandbox::{
        desk::Desk,
        ledger, orders,
        people::person,
        problem::Refusal,
        random::SplitMix64,
        receipts::{self, Asked},
    },
    wire::{admin::Receipt, order::OrderAct, problem::kind},
};
use uuid::Uuid;

/// So many seeds the scenario asks for.
const SEEDS: u64 = 10_000;
/// So many things happen before the network is whole again.
const MOST_STEPS: u64 = 8;

/// The act that is cut off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cut {
    /// An order is submitted.
    Submit,
    /// An order is approved, whereupon it is carried out.
    Approve,
}

/// What a console knows of its act. It holds the act and its key, from its journal; nothing else outlives a new start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Known {
    /// No answer came.
    Unknown,
    /// The receipt came: its entry.
    Done(u64),
    /// The registry says that it has nothing under the key.
    Never,
}

/// A book in which an order can be submitted, and another one waits for its approval.
struct Ground {
    world: World,
    act: OrderAct,
    waiting: (String, String),
    /// The ledger before the act.
    before: Head,
}

impl Ground {
    fn new() -> Self {
        let world = World::new();
        let order = |from, to| transfer(vec![span(from, to, 2023)], to - from + 1, to_account("CHE01-100-0002"));
        let waiting = world.submit(&order(1, 10)).unwrap().subject;
        let digest = orders::served(&world.book, &waiting, world.now.get()).unwrap().digest;
        let before = ledger::head(&world.book).unwrap();
        Self { world, act: order(11, 20), waiting: (waiting, digest), before }
    }

    /// The request arrives. With `crash` the registry does it and stops before its commit.
    fn arrive(&self, cut: Cut, key: Uuid, crash: bool) -> Option<Receipt> {
        let say = |sql: &str| self.world.book.execute_batch(sql).unwrap();
        let desk = Desk { book: &self.world.book, me: &self.world.me, now: self.world.now.get() };
        let asked = |login| Asked { key, person: person(login).unwrap() };
        say("SAVEPOINT step");
        let done: Result<Receipt, Refusal> = match cut {
            Cut::Submit => orders::submit(&desk, asked("amina.k"), &self.act),
            Cut::Approve => orders::approve(&desk, asked("luc.b"), &self.waiting.0, &self.waiting.1),
        };
        if crash {
            say("ROLLBACK TO step");
        }
        say("RELEASE step");
        // The same act under the same key is never refused, however often it comes.
        let receipt = done.unwrap_or_else(|refused| panic!("{}", refused.sentence()));
        (!crash).then_some(receipt)
    }

    /// What the registry says of the key.
    fn asked(&self, key: Uuid) -> Known {
        match receipts::receipt(&self.world.book, key) {
            Ok(receipt) => Known::Done(receipt.entry.0),
            Err(refused) => {
                assert_eq!(refused.kind(), kind::MISSING);
                Known::Never
            }
        }
    }

    /// Plays something and takes it back.
    fn taken_back<T>(&self, play: impl FnOnce() -> T) -> T {
        self.world.book.execute_batch("SAVEPOINT seed").unwrap();
        let came = play();
        self.world.book.execute_batch("ROLLBACK TO seed; RELEASE seed").unwrap();
        came
    }

    fn head(&self) -> Head {
        ledger::head(&self.world.book).unwrap()
    }
}

/// One seed: the console, the wire, and what has happened so far.
struct Play<'a> {
    ground: &'a Ground,
    cut: Cut,
    key: Uuid,
    numbers: SplitMix64,
    /// Requests that are on the wire still, although nobody waits for their answer any more.
    wire: u32,
    known: Known,
    committed: bool,
}

impl Play<'_> {
    /// The body was written, and then the connection died: lost with it, done and not kept, done and not told, or still on its way.
    fn send(&mut self) {
        self.known = Known::Unknown;
        match self.numbers.below(4) {
            0 => {}
            1 => self.arrives(true),
            2 => self.arrives(false),
            _ => self.wire += 1,
        }
    }

    fn arrives(&mut self, crash: bool) {
        if self.ground.arrive(self.cut, self.key, crash).is_some() {
            self.committed = true;
        }
    }

    /// The console asks for its key; the answer may be lost too. What was told once stays true.
    fn ask(&mut self) {
        let told = self.ground.asked(self.key);
        assert_eq!(matches!(told, Known::Done(_)), self.committed, "the registry knows what it has committed, and nothing else");
        if self.numbers.below(3) > 0 {
            self.known = told;
        }
    }

    fn step(&mut self) {
        match self.numbers.below(10) {
            // A request that everybody took for lost arrives, and perhaps not for the last time.
            0..=2 if self.wire > 0 => {
                let crash = self.numbers.below(4) == 0;
                self.arrives(crash);
                self.wire -= u32::from(self.numbers.below(3) > 0);
            }
            // The console starts again: it knows its key.
            3 => self.known = Known::Unknown,
            // "Never received" is the one answer after which it is sent again, under the key it was sent under (T04).
            4..=6 if self.known == Known::Never => self.send(),
            _ => self.ask(),
        }
    }
}

/// Whether the act was done after all.
fn play(ground: &Ground, cut: Cut, seed: u64, once: Head) -> bool {
    let mut numbers = SplitMix64::new(seed, 11);
    let key = Uuid::from_u64_pair(seed, numbers.next());
    let mut play = Play { ground, cut, key, numbers, wire: 0, known: Known::Unknown, committed: false };
    play.send();
    for _ in 0..play.numbers.between(1, MOST_STEPS) {
        play.step();
    }
    // The network is whole: what is on the wire arrives, and the console is answered.
    while play.wire > 0 {
        play.arrives(false);
        play.wire -= 1;
    }
    let told = ground.asked(key);
    assert_eq!(ground.head(), if play.committed { once } else { ground.before }, "one act or none, and nothing else");
    match (told, play.known) {
        (Known::Done(entry), Known::Done(said)) => assert_eq!(entry, said, "what was told once is what is so"),
        (_, Known::Done(_)) => panic!("told that it was done, and it is not"),
        (told, _) => assert_eq!(matches!(told, Known::Done(_)), play.committed),
    }
    play.committed
}

/// Scenario 11, I2, I7, T04.
#[test]
fn scenario_11_ten_thousand_cut_off_acts_leave_one_entry_or_none() {
    let begun = std::time::Instant::now();
    let ground = Ground::new();
    for cut in [Cut::Submit, Cut::Approve] {
        let once = ground.taken_back(|| {
            ground.arrive(cut, Uuid::from_u128(1), false).unwrap();
            ground.head()
        });
        assert!(once.seq > ground.before.seq);
        let shares = if cut == Cut::Submit { 0 } else { 1 };
        let seeds = (1..=SEEDS).filter(|seed| seed % 2 == shares);
        let done = seeds.filter(|seed| ground.taken_back(|| play(&ground, cut, *seed, once))).count() as u64;
        // Seeds that all end alike show nothing.
        assert!(done > SEEDS / 8 && done < SEEDS / 2 - SEEDS / 50, "{cut:?}: {done} done");
    }
    println!("{SEEDS} seeds in {:.1?}", begun.elapsed());
}
