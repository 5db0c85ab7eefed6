//! Lists: every list in every format, and the rows are the registry's own.

use crate::office::{Office, thousand};
use countersign::{
    registry::{
        Read, Reply,
        sheet::{Cell, Sheet},
    },
    text::Kind,
};
use serde_json::Value;

/// Accounts that a past brings along, for the practice exercises.
const EXERCISES: usize = 20;

/// The names in the head of a CSV file.
fn head(csv: &str) -> Vec<&str> {
    csv.strip_prefix('\u{feff}').unwrap().split_once("\r\n").unwrap().0.split(',').collect()
}

#[test]
fn every_list_is_the_registry_s_own_in_each_format() {
    let office = Office::open();
    // The journal is this computer's, and has tests of its own.
    for (sheet, word) in Sheet::ALL.into_iter().filter(|(sheet, _)| *sheet != Sheet::Journal) {
        let columns = sheet.columns();
        let cells = |row: &Value| columns.iter().map(|column| row[column.name].clone()).collect::<Value>();
        let (expected, [json, lines, csv, table]) = unchanged(&office, sheet, || {
            [&["--json"][..], &["--format", "jsonl"], &["--format", "csv"], &[]]
                .map(|more| office.out(&[&[word, "list"], more].concat()))
        });
        let rows: Vec<Value> = serde_json::from_str(&json).unwrap();
        assert_eq!(rows.iter().map(cells).collect::<Vec<_>>(), expected, "{word}");

        let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines, rows, "{word}");

        assert_eq!(head(&csv), columns.iter().map(|column| column.name).collect::<Vec<_>>());
        assert_eq!(csv.matches("\r\n").count(), rows.len() + 1, "{word}: one line a row");

        assert_eq!(table.lines().count(), rows.len() + 1, "{word}");
        assert!(!table.chars().any(|c| c.is_control() && c != '\n'), "{word}");
    }
}

/// The list's rows, and what work gives while they stay the same: a registry with a past still settles when it begins.
fn unchanged<T>(office: &Office, sheet: Sheet, work: impl Fn() -> T) -> (Vec<Value>, T) {
    let rows = || sheet.page(office.ask(sheet.ask(thousand()))).unwrap().rows;
    loop {
        let (before, done) = (rows(), work());
        if rows() == before {
            return (before.iter().map(|row| serde_json::to_value(row).unwrap()).collect(), done);
        }
    }
}

#[test]
fn a_registry_with_a_past_has_rows_in_the_lists_between_registries() {
    let office = Office::open();
    for list in ["transfers", "peers"] {
        let rows: Vec<Value> = serde_json::from_str(&office.out(&[list, "list", "--json"])).unwrap();
        assert!(!rows.is_empty(), "{list}");
    }
}

#[test]
fn filter_order_limit_and_columns_are_the_registry_s() {
    let office = Office::open();
    let rows =
        office.out(&["accounts", "list", "--filter", "-party:CHE type:holding", "--sort", "-held", "--limit", "5", "--json"]);
    let rows: Vec<Value> = serde_json::from_str(&rows).unwrap();
    assert_eq!(rows.len(), 5);
    assert!(rows.iter().all(|row| row["party"] != "CHE" && row["type"] == "holding"));
    let held: Vec<u64> = rows.iter().map(|row| row["held"].as_str().unwrap().parse().unwrap()).collect();
    assert!(held.is_sorted_by(|a, b| a >= b), "{held:?}");

    let csv = office.out(&["blocks", "list", "--columns", "vintage,first", "--format", "csv", "--no-bom", "--limit", "1"]);
    let (first, rest) = csv.split_once("\r\n").unwrap();
    assert_eq!(first, "vintage,first");
    assert!(rest.starts_with("20") && rest.contains(",CA0001-"), "{rest}");
    assert!(office.out(&["accounts", "list", "--filter", "party:XXX", "--json"]).eq("[]\n"));
}

/// T01, scenario 13.
#[test]
fn hostile_names_are_exact_in_json_and_harmless_elsewhere() {
    let office = Office::open();
    let Reply::Accounts(page) = office.ask(Read::Accounts(thousand())) else { panic!() };
    let hostile = page.rows.iter().filter(|account| account.holder.name.gate(Kind::Name).is_escaped()).count();
    let formula = page.rows.iter().find(|account| account.holder.name.octets().starts_with('=')).unwrap();
    assert!(hostile > 3);

    let json: Vec<Value> = serde_json::from_str(&office.out(&["accounts", "list", "--json"])).unwrap();
    for (row, account) in json.iter().zip(&page.rows) {
        assert_eq!(row["holder"], account.holder.name.octets());
    }
    let csv = office.out(&["accounts", "list", "--format", "csv", "--columns", "holder"]);
    let written = Cell::Name(formula.holder.name.clone()).fenced().replace('"', "\"\"");
    assert!(written.starts_with("'="));
    assert!(csv.contains(&format!("\"{written}\"\r\n")), "{csv}");
    assert!(csv.lines().skip(1).all(|line| !line.starts_with(['=', '+', '-', '@'])));
}

#[test]
fn a_file_is_written_whole_and_told_with_its_digest() {
    let office = Office::open();
    for (name, begins) in [("a.csv", "\u{feff}id,".as_bytes()), ("a.json", b"[\n{"), ("a.jsonl", b"{\"id\""), ("a.xlsx", b"PK")] {
        let path = office.path(name);
        let ended = office.run(&["accounts", "list", "--output", name]);
        assert_eq!((ended.status, ended.out.as_str()), (0, ""), "{}", ended.err);
        let octets = std::fs::read(&path).unwrap();
        assert!(octets.starts_with(begins), "{name}");
        let digest = countersign::evidence::digest::Digest::of(&octets);
        let rows = 75 + EXERCISES;
        assert_eq!(ended.err, format!("{rows} rows written to {name}, SHA-256 {digest}.\n"));
    }
}
