//! The seeded book is what its entries say, and two registries seeded alike never hold the same ITMO.

use super::*;
use crate::domain::BlockRange;
use crate::sandbox::{ledger, schema};

/// When the books are opened: 201 days before 28 November 2026.
const OPENED: Timestamp = Timestamp::constant(1_778_457_600, 0);

fn options(registry: &str, accounts: u64, blocks: u64) -> Options {
    Options { accounts, blocks, ..Options::of(registry.parse().unwrap()) }
}

fn seeded(options: &Options) -> Connection {
    let book = Connection::open_in_memory().unwrap();
    for tables in schema::TABLES {
        book.execute_batch(tables).unwrap();
    }
    let transaction = book.unchecked_transaction().unwrap();
    fill(&transaction, options, OPENED).unwrap();
    transaction.commit().unwrap();
    book
}

#[test]
fn what_is_written_fast_is_what_its_entries_make() {
    for (registry, accounts, blocks) in
        [("CHE01", 75, 900), ("GHA01", 75, 900), ("PER01", 30, 200), ("CHE01", 1, 90), ("MWI01", 3, 0)]
    {
        let book = seeded(&options(registry, accounts, blocks));
        let report = ledger::verify(&book).unwrap();
        assert!(report.is_sound(), "{registry} {blocks}: {report:?}");
        let totals = ledger::conservation(&book).unwrap();
        assert_eq!((totals.created, totals.provisional, totals.in_transit), (totals.held, 0, 0));
        let rows: i64 = book.query_row("SELECT count(*) FROM blocks", [], |row| row.get(0)).unwrap();
        assert_eq!(rows.cast_unsigned(), blocks);
    }
}

#[test]
fn entries_written_by_hand_have_the_spelling_of_all_others() {
    ledger::export(&seeded(&options("CHE01", 75, 900)), 1, |line| {
        let line = crate::evidence::ledger::Line::read(line).unwrap();
        let act: crate::wire::ledger::Act = serde_json::from_str(line.act_json()).unwrap();
        let again = crate::evidence::ledger::Line::new(
            line.seq(),
            line.at(),
            line.registry(),
            line.kind(),
            &serde_json::to_string(&act).unwrap(),
            line.prev(),
        );
        assert_eq!(again.unwrap().text(), line.text());
    })
    .unwrap();
}

#[test]
#[ignore = "makes a book of a hundred thousand blocks; run with --ignored --nocapture"]
fn how_long_seeding_takes() {
    let begun = std::time::Instant::now();
    seeded(&options("CHE01", 2_000, 100_000));
    println!("{:?}", begun.elapsed());
}

/// Every span of a book, in order.
fn spans(book: &Connection) -> Vec<BlockRange> {
    let sql = "SELECT * FROM blocks ORDER BY approach, registry, party, vintage, first";
    let mut statement = book.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| Ok(crate::sandbox::book::span(row).unwrap())).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

#[test]
fn no_two_registries_hold_the_same_itmo() {
    let registries = ["CHE01", "GHA01", "THA01", "SWE01", "PER01"];
    let mut all: Vec<(BlockRange, &str)> = Vec::new();
    for registry in registries {
        all.extend(spans(&seeded(&options(registry, 75, 2_000))).into_iter().map(|span| (span, registry)));
    }
    all.sort();
    let mut shared = 0;
    for pair in all.windows(2) {
        let ((one, holder), (other, another)) = (pair[0], pair[1]);
        assert!(one.series != other.series || !one.range.overlaps(other.range), "{one:?} in {holder}, {other:?} in {another}");
        shared += usize::from(one.series == other.series && holder != another);
    }
    assert!(shared > 500, "series that several registries hold parts of are the point: {shared}");
}

#[test]
fn no_registry_can_issue_what_another_holds() {
    let world: Vec<(BlockRange, &str)> = super::world::RING
        .iter()
        .flat_map(|registry| spans(&seeded(&options(registry, 75, 600))).into_iter().map(|span| (span, *registry)))
        .collect();
    for registry in ["CHE01", "GHA01"] {
        let book = seeded(&options(registry, 75, 600));
        for (span, holder) in world.iter().filter(|(span, _)| span.series.registry.to_string() == registry) {
            let next = crate::sandbox::book::next_serial(&book, span.series).unwrap().unwrap();
            assert!(next > span.range.last(), "{registry} would issue {span:?}, which {holder} holds");
        }
    }
}

#[test]
fn the_hard_cases_are_in_the_book() {
    let book = seeded(&options("CHE01", 75, 900));
    let count = |sql: &str| -> i64 { book.query_row(sql, [], |row| row.get(0)).unwrap() };
    for (what, sql) in [
        (
            "authorizations nearly used up",
            "SELECT count(*) FROM consumed c JOIN authorizations a ON id = authorization
          WHERE a.quantity BETWEEN c.quantity AND c.quantity + c.quantity / 40 + 1000",
        ),
        ("a revoked authorization", "SELECT count(*) FROM authorizations WHERE state = 'revoked'"),
        ("an expired authorization", "SELECT count(*) FROM authorizations WHERE state = 'expired'"),
        ("several versions", "SELECT count(*) FROM authorizations WHERE version > 1"),
        ("a suspended approach", "SELECT count(*) FROM approaches WHERE state = 'suspended'"),
        ("a revoked approach", "SELECT count(*) FROM approaches WHERE state = 'revoked'"),
        (
            "accounts with one representative",
            "SELECT count(*) FROM (SELECT 1 FROM representatives GROUP BY account HAVING count(*) = 1)",
        ),
        ("accounts with more", "SELECT count(*) FROM (SELECT 1 FROM representatives GROUP BY account HAVING count(*) > 1)"),
        ("non-GHG accounts", "SELECT count(*) FROM accounts WHERE metric = 'non-GHG' AND held > 0"),
    ] {
        assert!(count(sql) > 0, "{what}");
    }
    let mixed = "SELECT count(*) FROM blocks JOIN accounts ON id = account WHERE (non_ghg = '') <> (metric IS NULL)";
    assert_eq!(count(mixed), 0);
    let beyond = "SELECT count(*) FROM consumed c JOIN authorizations a ON id = authorization WHERE c.quantity > a.quantity";
    assert_eq!(count(beyond), 0);
    assert_eq!(count("SELECT count(*) FROM blocks WHERE state IN ('reserved', 'in-flight-in', 'in-flight-out')"), 0);
}

/// What a book is opened with was true by then: nothing in it says a later day.
#[test]
fn nothing_invented_is_later_than_the_opening() {
    let book = seeded(&options("CHE01", 200, 3_000));
    let opened = OPENED.as_millisecond();
    let latest = |sql: &str| -> i64 { book.query_row(sql, [], |row| row.get(0)).unwrap() };
    for (what, sql) in [
        ("an entry", "SELECT max(at) FROM entries"),
        ("an account opened", "SELECT max(opened) FROM accounts"),
        ("an act of an account", "SELECT max(last_act) FROM accounts"),
        ("a lock of an account", "SELECT max(lock_since) FROM accounts"),
        ("a lock of a block", "SELECT max(lock_since) FROM blocks"),
        ("a trusted account entered", "SELECT max(entered) FROM trusted_accounts"),
    ] {
        assert!(latest(sql) <= opened, "{what}");
    }
    let day: String = book.query_row("SELECT max(first_transferred) FROM blocks", [], |row| row.get(0)).unwrap();
    assert!(day < OPENED.to_string(), "a first transfer on {day}");
}
