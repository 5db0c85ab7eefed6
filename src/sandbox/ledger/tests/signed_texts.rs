//! What somebody signed stays as it is (F35): the file refuses to replace, change and remove it, and the ledger says so in a sentence.

use super::*;
use crate::wire::{
    admin::signed::SignedText,
    ledger::{Guarded, Order, OrderText},
    order::{AccountStateOrder, OrderAct},
};
use uuid::Uuid;

/// Every table of signed texts and of what is only ever added to: what a row is known by, whichever is given twice, what was signed, and
/// whether a row may go. Tables that others refer to stand first.
const KEPT: [(&str, &[&str], &[&str], bool); 20] = [
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
    ("peer_guarded", &["registry, kind, version"], &["sha256", "text"], false),
    ("peer_evidence", &["transfer", "order_id"], &["sha256", "initiator", "approver", "unproven"], false),
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
        ("kind", _) if matches!(table, "guarded" | "peer_guarded") => "'roster'".into(),
        ("unproven", _) if n == 9 => "'content'".into(),
        ("unproven", _) => "'signatures'".into(),
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
    book.query_row(&format!("SELECT coalesce(group_concat({all}, ';'), '') FROM {table}"), [], |row| row.get(0)).unwrap()
}

/// A book with a row in each of these tables.
fn with_a_row_in_each() -> Small {
    let small = Small::open();
    for (table, ..) in KEPT {
        let values = columns(&small.book, table).iter().map(|column| value(column, table, 1)).collect::<Vec<_>>().join(", ");
        small.book.execute_batch(&format!("INSERT INTO {table} VALUES ({values})")).unwrap();
    }
    small
}

/// Everything that would make a row of a table say something else.
fn wanted(book: &Connection, (table, keys, signed, may_go): (&str, &[&str], &[&str], bool)) -> Vec<String> {
    let all = columns(book, table);
    let mut wanted: Vec<String> = Vec::new();
    for key in keys {
        let key: Vec<&str> = key.split(", ").collect();
        // The run that a row belongs to must be there.
        let same = |name: &str| key.contains(&name) || name == "run";
        let of = |column: &(String, String)| value(column, table, if same(&column.0) { 1 } else { 2 });
        let values = all.iter().map(of).collect::<Vec<_>>().join(", ");
        wanted.extend(["INSERT OR REPLACE", "REPLACE"].map(|insert| format!("{insert} INTO {table} VALUES ({values})")));
    }
    for column in signed {
        let nine = value(all.iter().find(|(name, _)| name == column).unwrap(), table, 9);
        wanted.extend(["UPDATE", "UPDATE OR REPLACE"].map(|update| format!("{update} {table} SET {column} = {nine}")));
    }
    wanted.extend((!may_go).then(|| format!("DELETE FROM {table}")));
    wanted
}

/// F35: neither this program nor another that opens the file can make a signed text say something else.
#[test]
fn f35_the_file_refuses_to_replace_change_or_remove_a_signed_text() {
    let small = with_a_row_in_each();
    for kept in KEPT {
        let before = rows(&small.book, kept.0);
        for sql in wanted(&small.book, kept) {
            let problem = small.book.execute_batch(&sql).expect_err(&sql).to_string();
            assert!(["append-only", "never", "stay as"].iter().any(|words| problem.contains(words)), "{sql}: {problem}");
            assert_eq!(rows(&small.book, kept.0), before, "{sql}");
        }
    }
}

/// F35: none of the guards is idle: without it one of these rows would say something else, or be gone.
#[test]
fn f35_without_any_one_guard_a_row_could_be_replaced_changed_or_removed() {
    let small = with_a_row_in_each();
    // What refers to a row would keep it by itself.
    small.book.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    for kept in KEPT {
        let mut statement = small.book.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?").unwrap();
        let guards: Vec<String> = statement.query_map([kept.0], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        assert!(guards.len() >= if kept.3 { 2 } else { 3 }, "{}: {guards:?}", kept.0);
        let before = rows(&small.book, kept.0);
        for guard in guards {
            let changes = wanted(&small.book, kept).into_iter().any(|sql| {
                let open = small.book.unchecked_transaction().unwrap();
                open.execute_batch(&format!("DROP TRIGGER {guard}")).unwrap();
                let _ = open.execute_batch(&sql);
                rows(&open, kept.0) != before
            });
            assert!(changes, "{guard} guards nothing of {}", kept.0);
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

/// A version of the roster or the policy, with the signatures it has.
fn version(kind: &str, signatures: &[&str], in_force: bool) -> Vec<Posting> {
    let signatures = signatures.iter().map(|&one| one.to_owned()).collect();
    vec![Posting::Guarded(Box::new(Guarded { kind: kind.into(), version: 1, text: "itmo-x/v1".into(), signatures, in_force }))]
}

/// F35, F27: a version that waits keeps the signatures it has, whoever opens the file: a second one comes after the first, and nothing takes its
/// place. What is withdrawn begins anew.
#[test]
fn f35_f27_signatures_of_a_version_that_waits_stay() {
    for kind in ["roster", "policy"] {
        let mut small = Small::open();
        small.act("test", version(kind, &["first"], false)).unwrap();
        let before = rows(&small.book, "guarded");
        for signatures in
            ["[]", "[\"other\"]", "[\"other\",\"first\"]", "[\"other\",\"second\"]", "\"first\"", "{\"0\":\"first\"}", "first"]
        {
            let values = format!("'{kind}', 1, sha256, 'itmo-x/v1', '{signatures}', proposed, NULL");
            for sql in [
                format!("UPDATE guarded SET signatures = '{signatures}'"),
                format!("UPDATE guarded SET signatures = '{signatures}', since = 9"),
                format!("INSERT OR REPLACE INTO guarded SELECT {values} FROM guarded"),
                format!("REPLACE INTO guarded SELECT {values} FROM guarded"),
            ] {
                let problem = small.book.execute_batch(&sql).expect_err(&sql).to_string();
                assert!(["never", "stay as", "malformed JSON"].iter().any(|words| problem.contains(words)), "{sql}: {problem}");
                assert_eq!(rows(&small.book, "guarded"), before, "{sql}");
            }
        }
        small.act("test", version(kind, &["first", "second"], true)).unwrap();
        assert!(rows(&small.book, "guarded").contains("[\"first\",\"second\"]"));
        rebuild(&small.book).unwrap();
        assert!(rows(&small.book, "guarded").contains("[\"first\",\"second\"]"), "made again from the entries");
    }
}
