//! What was written stays: the file refuses to change it, a change is found, and what was not committed never was.

use super::{
    acts::{account_state, lock, move_to},
    *,
};
use crate::evidence::ledger::Why;

/// F35.
#[test]
fn the_file_refuses_to_change_an_entry() {
    let small = Small::open();
    for sql in [
        "UPDATE entries SET kind = 'x'",
        "DELETE FROM entries",
        "DELETE FROM entries WHERE seq = 3",
        "INSERT INTO entries VALUES (9, 0, 'k', 'l', x'00')",
        "INSERT OR REPLACE INTO entries VALUES (3, 0, 'k', 'l', x'00')",
        "INSERT INTO entries VALUES (NULL, 0, 'k', 'l', x'00')",
    ] {
        let problem = small.book.execute_batch(sql).unwrap_err();
        assert!(problem.to_string().contains("entries"), "{sql}: {problem}");
    }
    assert!(verify(&small.book).unwrap().is_sound());
}

#[test]
fn a_changed_entry_and_a_changed_book_are_found() {
    let mut small = Small::open();
    small.act("test", vec![move_to(1, 10, TWO, "available")]).unwrap();
    small.act("test", vec![lock(20, 30, "frozen-administration", "case 7")]).unwrap();
    for (sql, table) in [
        ("UPDATE accounts SET held = held + 1 WHERE id = 'CHE01-100-0001'", "accounts"),
        ("UPDATE blocks SET account = 'CHE01-100-0002' WHERE first = 31", "blocks"),
        ("DELETE FROM life WHERE entry = 4", "life"),
        ("UPDATE authorizations SET quantity = NULL", "authorizations"),
    ] {
        let transaction = small.book.unchecked_transaction().unwrap();
        transaction.execute_batch(sql).unwrap();
        assert_eq!(verify(&transaction).unwrap().differs, Some(vec![table]), "{sql}");
    }
    small.book.execute_batch("DROP TRIGGER entries_stay; DROP TRIGGER entries_last").unwrap();
    for (sql, seq, why) in [
        ("UPDATE entries SET line = replace(line, '0002', '0001') WHERE seq = 4", 4, Why::Form),
        ("UPDATE entries SET kind = 'other' WHERE seq = 4", 4, Why::Form),
        ("UPDATE entries SET at = at + 1 WHERE seq = 2", 2, Why::Form),
        ("DELETE FROM entries WHERE seq = 4", 4, Why::Number),
    ] {
        let transaction = small.book.unchecked_transaction().unwrap();
        transaction.execute_batch(sql).unwrap();
        let report = verify(&transaction).unwrap();
        let broken = report.broken.unwrap();
        assert_eq!((broken.seq, broken.why, report.differs), (seq, why, None), "{sql}");
    }
    assert!(verify(&small.book).unwrap().is_sound());
}

#[test]
fn what_was_not_committed_never_was() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("book.sqlite");
    let before = {
        let small = Small::open();
        small.book.execute("VACUUM INTO ?", [file.to_str().unwrap()]).unwrap();
        head(&small.book).unwrap()
    };
    let mut killed = Connection::open(&file).unwrap();
    killed.pragma_update(None, "journal_mode", "WAL").unwrap();
    let transaction = killed.transaction().unwrap();
    let pen = Pen { book: &transaction, registry: "CHE01".parse().unwrap(), now: Timestamp::UNIX_EPOCH };
    let act = Act { by: vec![], reason: "r".into(), message: None, postings: vec![account_state(ONE, "suspended")] };
    assert_eq!(append(pen, "test", &act).unwrap().seq, before.seq + 1);
    let other = Connection::open(&file).unwrap();
    assert_eq!(head(&other).unwrap(), before);
    drop(transaction);
    drop(killed);
    let again = Connection::open(&file).unwrap();
    assert_eq!(head(&again).unwrap(), before);
    assert!(verify(&again).unwrap().is_sound());
}

#[test]
fn the_lines_come_out_as_they_were_written() {
    let small = Small::open();
    let mut lines = Vec::new();
    export(&small.book, 1, |line| lines.push(line.to_owned())).unwrap();
    assert_eq!(crate::evidence::ledger::verify(&lines), Ok(head(&small.book).unwrap()));
    let mut rest = Vec::new();
    export(&small.book, 3, |line| rest.push(line.to_owned())).unwrap();
    assert_eq!(rest, lines[2..]);
}
