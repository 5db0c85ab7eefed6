//! What somebody signed stays as it is (F35): the file refuses to replace, change and remove it, and the ledger says so in a sentence.

use super::*;
use crate::wire::{
    admin::signed::SignedText,
    ledger::{Order, OrderText},
    order::{AccountStateOrder, OrderAct},
};
use uuid::Uuid;

/// Every table of signed texts and of what is only ever added to: what a row is known by, whichever is given twice, what was signed, and
/// whether a row may go. Tables that others refer to stand first.
const KEPT: [(&str, &[&str], &[&str], bool); 18] = [
    ("order_texts", &["order_id", "uuid", "sha256"], &["uuid", "text", "signature", "station_signature", "person", "at"], false),
    ("statements", &["order_id, n", "sha256"], &["text", "signature", "station_signature", "person", "kind"], false),
    ("revocations", &["sha256"], &["text", "signature", "login"], false),
    ("guarded", &["kind, version"], &["text", "signatures", "since"], false),
    ("case_steps", &["case_id, n"], &["step", "entry"], false),
    ("contact_proposals", &["n", "id", "sha256"], &["text", "signature", "confirmation", "confirmation_signature"], true),
    ("contact_broadcasts", &["n", "id"], &["text", "list"], false),
    ("contact_broadcast_signatures", &["n", "broadcast, person"], &["signature"], false),
    ("contact_log", &["seq"], &["line"], false),
    ("reconciliations", &["id"], &["id", "text"], false),
    ("reconciliation_signatures", &["run, registry"], &["key", "signature"], false),
    ("reconciliation_findings", &["run, n"], &["finding"], false),
    ("reconciliation_messages", &["run, step, direction"], &["octets"], false),
    ("messages", &["row"], &["octets"], false),
    ("incidents", &["id"], &["detail"], false),
    ("acknowledgements", &["incident"], &["reason"], false),
    ("receipts", &["key"], &["said"], false),
    ("judgements", &["row"], &["findings"], false),
];

/// The columns of a table, each with the kind of its values.
fn columns(book: &Connection, table: &str) -> Vec<(String, String)> {
    let mut statement = book.prepare("SELECT name, type FROM pragma_table_info(?)").unwrap();
    let rows = statement.query_map([table], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

/// A value for a column; words that the table knows stand where it asks for one of them.
fn value((name, kind): &(String, String), table: &str, n: u32) -> String {
    match (name.as_str(), kind.as_str()) {
        ("kind", _) if table == "guarded" => "'roster'".into(),
        ("state", _) if table == "contact_proposals" => "'waiting'".into(),
        ("state", _) => "'passed'".into(),
        ("direction", _) => "'in'".into(),
        ("message" | "answers", _) => "1".into(),
        (_, "INTEGER") => format!("{n}"),
        (_, "BLOB") => format!("x'0{n}'"),
        _ => format!("'{n}'"),
    }
}

/// The whole of a table, as it is compared.
fn rows(book: &Connection, table: &str) -> String {
    let all = columns(book, table).iter().map(|(name, _)| format!("quote({name})")).collect::<Vec<_>>().join(" || ' ' || ");
    book.query_row(&format!("SELECT group_concat({all}, ';') FROM {table}"), [], |row| row.get(0)).unwrap()
}

/// F35: neither this program nor another that opens the file can make a signed text say something else.
#[test]
fn f35_the_file_refuses_to_replace_change_or_remove_a_signed_text() {
    let small = Small::open();
    for (table, ..) in KEPT {
        let values = columns(&small.book, table).iter().map(|column| value(column, table, 1)).collect::<Vec<_>>().join(", ");
        small.book.execute_batch(&format!("INSERT INTO {table} VALUES ({values})")).unwrap();
    }
    for (table, keys, signed, may_go) in KEPT {
        let before = rows(&small.book, table);
        let mut wanted: Vec<String> = Vec::new();
        for key in keys {
            let key: Vec<&str> = key.split(", ").collect();
            // The run that a row belongs to must be there.
            let same = |name: &str| key.contains(&name) || name == "run";
            let of = |column: &(String, String)| value(column, table, if same(&column.0) { 1 } else { 2 });
            let values = columns(&small.book, table).iter().map(of).collect::<Vec<_>>().join(", ");
            wanted.extend(["INSERT OR REPLACE", "REPLACE"].map(|insert| format!("{insert} INTO {table} VALUES ({values})")));
        }
        let all = columns(&small.book, table);
        for column in signed {
            let nine = value(all.iter().find(|(name, _)| name == column).unwrap(), table, 9);
            wanted.extend(["UPDATE", "UPDATE OR REPLACE"].map(|update| format!("{update} {table} SET {column} = {nine}")));
        }
        wanted.extend((!may_go).then(|| format!("DELETE FROM {table}")));
        for sql in wanted {
            let problem = small.book.execute_batch(&sql).expect_err(&sql).to_string();
            assert!(["append-only", "never", "stay as"].iter().any(|words| problem.contains(words)), "{sql}: {problem}");
            assert_eq!(rows(&small.book, table), before, "{sql}");
        }
    }
}

/// An order with its text; the words differ by what is given.
fn order(number: u32, uuid: u128, text: &str) -> Vec<Posting> {
    let id = format!("CHE01-2026-{number:06}");
    let (login, person, station) = ("amina.k".to_owned(), "amina.k".to_owned(), "ONL-2".to_owned());
    let act = OrderAct::AccountState(AccountStateOrder { account: ONE.into(), state: "closed".into(), reason: "done".into() });
    let signed = SignedText { text: text.into(), signature: "s".into(), station_signature: "t".into() };
    let text = OrderText {
        order: id.clone(),
        login: login.clone(),
        session: "1".into(),
        order_id: Uuid::from_u128(uuid),
        person,
        station,
        signed,
    };
    vec![
        Posting::Order(Box::new(Order { id, by: login, expires: Timestamp::UNIX_EPOCH, act })),
        Posting::OrderText(Box::new(text)),
    ]
}

/// F35: the ledger refuses another text for an order, under its number and under its id, and the same text for another order.
#[test]
fn f35_an_order_has_one_text_and_a_text_one_order() {
    let mut small = Small::open();
    small.act("test", order(1, 1, "itmo-order/v1 a")).unwrap();
    let before = rows(&small.book, "order_texts");
    let another = order(1, 2, "itmo-order/v1 b").split_off(1);
    for (postings, what) in [
        (another, "another text under its number"),
        (order(2, 1, "itmo-order/v1 b"), "another text under its id"),
        (order(2, 2, "itmo-order/v1 a"), "its text for another order"),
    ] {
        let said = small.refused(postings);
        assert!(said.contains("has a text already, or its text belongs to another order"), "{what}: {said}");
        assert_eq!(rows(&small.book, "order_texts"), before, "{what}");
    }
    rebuild(&small.book).unwrap();
    assert_eq!(rows(&small.book, "order_texts"), before, "made again from the entries");
    assert!(small.book.execute_batch("DELETE FROM order_texts").is_err(), "the guards are back after that");
}
