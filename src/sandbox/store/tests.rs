//! A new book, whole: what it is opened with, and the past that follows.

use super::*;

#[test]
fn a_book_is_opened_before_anything_of_its_past() {
    for registry in ["CHE01", "GHA01"] {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("book.sqlite");
        let as_of = "2026-11-29T00:00:00Z".parse().unwrap();
        let options = Options { accounts: 5, blocks: 10, as_of: Some(as_of), ..Options::of(registry.parse().unwrap()) };
        drop(Store::open(&file, &options).unwrap());
        let book = Connection::open(&file).unwrap();
        let time = |sql: &str| -> i64 { book.query_row(sql, [], |row| row.get(0)).unwrap() };
        let opened = time("SELECT max(at) FROM entries WHERE kind = 'book-opened'");
        let rules = time("SELECT max(at) FROM entries WHERE kind IN ('roster-in-force', 'policy-in-force')");
        let acts = "FROM entries WHERE kind NOT IN ('book-opened', 'roster-in-force', 'policy-in-force')";
        assert_eq!((opened, rules), (time("SELECT min(at) FROM entries"), opened), "{registry}: all of it is of one moment");
        assert!(time(&format!("SELECT min(at) {acts}")) >= opened, "{registry}: nothing was done before");
        assert!(time(&format!("SELECT count(*) {acts}")) > 20, "{registry}: there is a past");
    }
}
