//! What must hold: at every moment in each book, and at every quiet moment between the two.
//! Serials are compared as sets, so a unit that is in two places or in none is found wherever it is.
//! Must not know: how the books came to be as they are.

use super::world::World;
use crate::domain::{Serial, SerialRange, SerialSet};
use rusqlite::Connection;
use std::collections::BTreeMap;

/// The serials of each series.
type Serials = BTreeMap<String, SerialSet>;

fn serials(book: &Connection, of: &str) -> Serials {
    let sql = format!("SELECT approach || registry || party || vintage, first, last FROM {of}");
    let mut statement = book.prepare_cached(&sql).unwrap();
    let mut rows = statement.query([]).unwrap();
    let mut all = Serials::new();
    while let Some(row) = rows.next().unwrap() {
        let serial = |n: usize| Serial::new(row.get::<_, i64>(n).unwrap().cast_unsigned()).unwrap();
        let range = SerialRange::new(serial(1), serial(2)).unwrap();
        let set = all.entry(row.get(0).unwrap()).or_default();
        assert!(set.intersection(&[range].into_iter().collect()).is_empty(), "{of}: a serial twice in one book");
        set.insert(range);
    }
    all
}

/// Where the serials of one book are, as it was when so much had changed in it.
#[derive(Debug)]
struct Seen {
    changes: u64,
    /// In accounts; provisional credits are not held.
    held: Serials,
    expected: Serials,
    in_transit: Serials,
}

impl Seen {
    /// Looks, and checks what must hold in one book whatever the other says.
    fn of(book: &Connection) -> Self {
        let seen = Self {
            changes: book.total_changes(),
            held: serials(book, "blocks WHERE state <> 'in-flight-in'"),
            expected: serials(book, "blocks WHERE state = 'in-flight-in'"),
            in_transit: serials(book, "in_transit"),
        };
        share_nothing(&seen.held, &seen.in_transit, "held and in transit in one book");
        share_nothing(&seen.held, &seen.expected, "held and expected in one book");
        sums_agree(book);
        seen
    }
}

/// Looks at both books after every step; a book in which nothing changed is not read again.
pub(super) struct Watch {
    seen: [Seen; 2],
    /// What there is at the start, wherever it is.
    everything: Serials,
}

fn union<'a>(all: impl IntoIterator<Item = &'a Serials>) -> Serials {
    let mut sum = Serials::new();
    for (series, set) in all.into_iter().flatten() {
        let joined = sum.remove(series).unwrap_or_default().union(set);
        sum.insert(series.clone(), joined);
    }
    sum
}

fn share_nothing(a: &Serials, b: &Serials, what: &str) {
    for (series, set) in a {
        let shared = b.get(series).map(|other| set.intersection(other)).unwrap_or_default();
        assert!(shared.is_empty(), "{what}: {series} {shared:?}");
    }
}

impl Watch {
    /// What there is before anything happens.
    pub(super) fn begin(world: &World<'_>) -> Self {
        let seen = world.registries.each_ref().map(|one| Seen::of(one.book));
        let everything = union(seen.iter().map(|seen| &seen.held));
        Self { seen, everything }
    }

    /// Holds after every step: nothing is in two books, and nothing is lost.
    pub(super) fn at_any_moment(&mut self, world: &World<'_>) {
        let mut any = false;
        for (seen, registry) in self.seen.iter_mut().zip(&world.registries) {
            if seen.changes != registry.book.total_changes() {
                *seen = Seen::of(registry.book);
                any = true;
            }
        }
        if any {
            let [a, b] = &self.seen;
            share_nothing(&a.held, &b.held, "held in both books");
            let all = union([&a.held, &b.held, &a.in_transit, &b.in_transit]);
            assert_eq!(all, self.everything, "units appeared or disappeared");
        }
    }

    /// Holds when nothing is under way: every unit in exactly one book, every transfer ended the same way on both sides.
    pub(super) fn at_rest(&mut self, world: &World<'_>) {
        self.at_any_moment(world);
        for (seen, registry) in self.seen.iter().zip(&world.registries) {
            assert!(seen.in_transit.is_empty(), "units in transit at rest");
            assert!(seen.expected.is_empty(), "units expected at rest");
            let locked: i64 = count(registry.book, "SELECT count(*) FROM blocks WHERE lock_cause IS NOT NULL");
            assert_eq!(locked, 0, "blocks locked at rest");
        }
        let [a, b] = &world.registries;
        for (here, there) in [(a, b), (b, a)] {
            ended_alike(here.book, there.book);
        }
    }
}

/// Whether every transfer out of a book ended the same way in both.
fn ended_alike(here: &Connection, there: &Connection) {
    let others = states(there, "acquiring");
    for (id, state) in states(here, "transferring") {
        let other = others.get(&id).map(String::as_str);
        let agree = match state.as_str() {
            "completed" => other == Some("completed"),
            "rejected" => other == Some("rejected"),
            "withdrawn" => other.is_none(),
            "terminated" | "cancelled" => matches!(other, None | Some("terminated" | "cancelled" | "rejected")),
            _ => false,
        };
        assert!(agree, "{id}: {state} at the transferring side, {other:?} at the acquiring side");
    }
}

/// What each account says it holds is what its blocks add up to.
fn sums_agree(book: &Connection) {
    let wrong = count(
        book,
        "SELECT count(*) FROM accounts a WHERE held <>
             (SELECT coalesce(sum(quantity), 0) FROM blocks WHERE account = a.id AND state <> 'in-flight-in')
         OR locked <> (SELECT coalesce(sum(quantity), 0) FROM blocks
             WHERE account = a.id AND state <> 'in-flight-in' AND lock_cause IS NOT NULL)",
    );
    assert_eq!(wrong, 0, "an account's sum is not what its blocks add up to");
}

/// Transfers of a side by id.
pub(super) fn states(book: &Connection, side: &str) -> BTreeMap<String, String> {
    let mut statement = book.prepare_cached("SELECT id, state FROM transfers WHERE side = ?").unwrap();
    let rows = statement.query_map([side], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

fn count(book: &Connection, sql: &str) -> i64 {
    book.prepare_cached(sql).unwrap().query_row([], |row| row.get(0)).unwrap()
}

/// Transfers that have not ended, and what still waits to be sent.
pub(super) fn open(book: &Connection) -> Vec<String> {
    let sql = "SELECT id || ' ' || side || ' ' || state FROM transfers
               WHERE state NOT IN ('completed', 'withdrawn', 'rejected', 'terminated', 'cancelled')
               UNION ALL SELECT coalesce(transfer, peer) || ' ' || kind || ' ' || attempts || ' ' || coalesce(next_attempt, 'held') || ' ' || coalesce(last_failure, '')
               FROM outbox WHERE message IS NOT NULL
               UNION ALL SELECT id || ' order' FROM orders WHERE state = 'submitted'";
    let mut statement = book.prepare_cached(sql).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}
