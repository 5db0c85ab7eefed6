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

/// What a book holds: provisional credits are not held.
pub(super) fn held(book: &Connection) -> Serials {
    serials(book, "blocks WHERE state <> 'in-flight-in'")
}

fn expected(book: &Connection) -> Serials {
    serials(book, "blocks WHERE state = 'in-flight-in'")
}

fn in_transit(book: &Connection) -> Serials {
    serials(book, "in_transit")
}

fn union(all: impl IntoIterator<Item = Serials>) -> Serials {
    let mut sum = Serials::new();
    for (series, set) in all.into_iter().flatten() {
        let joined = sum.remove(&series).unwrap_or_default().union(&set);
        sum.insert(series, joined);
    }
    sum
}

fn share_nothing(a: &Serials, b: &Serials, what: &str) {
    for (series, set) in a {
        let shared = b.get(series).map(|other| set.intersection(other)).unwrap_or_default();
        assert!(shared.is_empty(), "{what}: {series} {shared:?}");
    }
}

/// Holds after every step: nothing is in two books, and nothing is lost.
pub(super) fn at_any_moment(world: &World, everything: &Serials) {
    let [a, b] = &world.registries;
    let (held_a, held_b) = (held(&a.book), held(&b.book));
    share_nothing(&held_a, &held_b, "held in both books");
    for registry in [a, b] {
        share_nothing(&held(&registry.book), &in_transit(&registry.book), "held and in transit in one book");
        share_nothing(&held(&registry.book), &expected(&registry.book), "held and expected in one book");
        sums_agree(&registry.book);
    }
    let all = union([held_a, held_b, in_transit(&a.book), in_transit(&b.book)]);
    assert_eq!(&all, everything, "units appeared or disappeared");
}

/// Holds when nothing is under way: every unit in exactly one book, every transfer ended the same way on both sides.
pub(super) fn at_rest(world: &World, everything: &Serials) {
    at_any_moment(world, everything);
    let [a, b] = &world.registries;
    for registry in [a, b] {
        assert!(in_transit(&registry.book).is_empty(), "units in transit at rest");
        assert!(expected(&registry.book).is_empty(), "units expected at rest");
        let locked: i64 = count(&registry.book, "SELECT count(*) FROM blocks WHERE lock_cause IS NOT NULL");
        assert_eq!(locked, 0, "blocks locked at rest");
    }
    for (here, there) in [(a, b), (b, a)] {
        for (id, state) in states(&here.book, "transferring") {
            let other = states(&there.book, "acquiring").remove(&id);
            let agree = match (state.as_str(), other.as_deref()) {
                ("completed", other) => other == Some("completed"),
                ("rejected", other) => other == Some("rejected"),
                ("withdrawn", other) => other.is_none(),
                ("terminated" | "cancelled", other) => {
                    matches!(other, None | Some("terminated" | "cancelled" | "rejected"))
                }
                _ => false,
            };
            assert!(agree, "{id}: {state} at the transferring side, {other:?} at the acquiring side");
        }
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
