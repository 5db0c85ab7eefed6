//! Each case leaves both registries in exactly the states of the catalogue, and two that stage it apart agree octet by octet.

use super::*;
use crate::sandbox::{comm, desk::Desk, ledger};

fn as_of() -> Timestamp {
    "2026-11-22T00:00:00Z".parse().unwrap()
}

fn plan(case: u8) -> Plan {
    Plan {
        number: u32::from(case),
        transferring: "GHA01".parse().unwrap(),
        acquiring: "CHE01".parse().unwrap(),
        quantity: 12_000,
        ends: as_of(),
    }
}

/// Both books after a case was played.
fn played(case: u8, level: Level) -> (Connection, Connection) {
    let plan = plan(case);
    let books = (rehearsal(plan.transferring, level).unwrap(), rehearsal(plan.acquiring, level).unwrap());
    let (one, other) = (booth(&books.0, plan.transferring, level), booth(&books.1, plan.acquiring, level));
    let stage = Stage { transferring: one, acquiring: other, now: as_of() };
    play_on(stage, case, &plan).unwrap_or_else(|problem| panic!("case {case}: {problem}"));
    books
}

/// The transfer of a case; case 14 is about the second.
fn id(case: u8) -> String {
    plan(case).id(u32::from(case == 14)).unwrap().to_string()
}

fn state(book: &Connection, id: &str) -> Option<String> {
    let of = |table: &str| {
        let sql = format!("SELECT state FROM {table} WHERE id = ?");
        rusqlite::OptionalExtension::optional(book.query_row(&sql, [id], |row| row.get(0))).unwrap()
    };
    let order = of("orders").filter(|state: &String| state == "submitted").map(|_| "awaiting-approval".to_owned());
    of("transfers").or(order)
}

/// What each message of a transfer was, in order.
fn messages(book: &Connection, id: &str) -> Vec<(String, String)> {
    let sql = "SELECT DISTINCT kind, digest FROM messages WHERE transfer = ? ORDER BY sequence, kind, digest";
    let mut statement = book.prepare(sql).unwrap();
    let rows = statement.query_map([id], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

#[test]
fn each_case_leaves_what_the_catalogue_says() {
    let levels = [Level::A1, Level::A3];
    for (case, level) in CASES.iter().filter(|case| case.leaves.is_ok()).flat_map(|case| levels.map(|level| (case, level))) {
        let (transferring, acquiring) = played(case.number, level);
        let found = (state(&transferring, &id(case.number)), state(&acquiring, &id(case.number)));
        let leaves = case.leaves.unwrap();
        let wanted = (leaves.transferring.map(str::to_owned), leaves.acquiring.map(str::to_owned));
        assert_eq!(found, wanted, "case {} {}", case.number, case.name);
        for book in [&transferring, &acquiring] {
            let report = ledger::verify(book).unwrap();
            assert!(report.is_sound(), "case {}: {report:?}", case.number);
        }
    }
}

#[test]
fn two_registries_that_stage_a_case_apart_agree_octet_by_octet() {
    for case in CASES.iter().filter(|case| case.leaves.is_ok()) {
        let (together_i, together_q) = played(case.number, Level::A3);
        for (here, together) in [(plan(case.number).transferring, together_i), (plan(case.number).acquiring, together_q)] {
            let apart = rehearsal(here, Level::A3).unwrap();
            play(&apart, (here, Level::A3), case.number, &plan(case.number)).unwrap();
            let id = id(case.number);
            assert_eq!(messages(&apart, &id), messages(&together, &id), "case {} at {here}", case.number);
        }
    }
}

#[test]
fn nothing_that_is_staged_moves_by_itself() {
    let levels = [Level::A1, Level::A3];
    for (case, level) in CASES.iter().filter(|case| case.leaves.is_ok()).flat_map(|case| levels.map(|level| (case, level))) {
        let (transferring, acquiring) = played(case.number, level);
        for (book, registry) in [(&transferring, plan(case.number).transferring), (&acquiring, plan(case.number).acquiring)] {
            let me = Me::practice(registry, 1, Policy::PRACTICE);
            let before = state(book, &id(case.number));
            let desk = Desk { book, me: &me, now: as_of() + SignedDuration::from_hours(24 * 30) };
            comm::tick(&desk).unwrap();
            assert_eq!(state(book, &id(case.number)), before, "case {} {}", case.number, case.name);
            assert!(comm::due(&desk, &comm::Carried::default()).unwrap().is_empty(), "case {} {}", case.number, case.name);
        }
    }
}

#[test]
fn history_plays_for_every_registry_of_it() {
    for here in ["CHE01", "GHA01", "THA01", "SWE01", "VUT01", "JPN01"] {
        let here: RegistryId = here.parse().unwrap();
        let book = rehearsal(here, Level::A3).unwrap();
        play_history(&book, (here, Level::A3), as_of(), false).unwrap();
        assert!(ledger::verify(&book).unwrap().is_sound());
        let first = "SELECT min(at) FROM entries WHERE kind NOT IN ('roster-in-force', 'policy-in-force')";
        let first: Option<i64> = book.query_row(first, [], |row| row.get(0)).unwrap();
        assert!(
            first.is_none_or(|first| first >= opened(as_of()).as_millisecond()),
            "{here}: the book is opened before its past"
        );
    }
}

/// What both have of a transfer of the past is the same, though each rehearsed the other: else nothing that follows is taken there.
#[test]
fn two_registries_that_play_the_past_apart_agree_octet_by_octet() {
    let sides: [RegistryId; 2] = ["CHE01", "GHA01"].map(|id| id.parse().unwrap());
    let books = sides.map(|here| {
        let book = rehearsal(here, Level::A3).unwrap();
        play_history(&book, (here, Level::A3), as_of(), false).unwrap();
        book
    });
    let shared = history::of(sides[0], as_of(), false).into_iter().filter(|(_, plan)| plan.concerns(sides[1]));
    let mut compared = 0;
    for (case, plan) in shared {
        let id = plan.transfer(0).unwrap().to_string();
        let [here, there] = books.each_ref().map(|book| messages(book, &id));
        for (kind, digest) in &here {
            let theirs: Vec<_> = there.iter().filter(|(known, _)| known == kind).collect();
            assert!(theirs.is_empty() || theirs.iter().any(|(_, known)| known == digest), "case {case}, {id}: {kind}");
            compared += theirs.len();
        }
    }
    assert!(compared > 30, "only {compared} messages");
}
