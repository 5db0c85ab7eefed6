use super::*;
use crate::{
    registry::{Problem, ProblemKind},
    wire::{admin as wire, convert},
};
use std::collections::BTreeSet;

fn account() -> crate::domain::AccountSummary {
    let row = wire::AccountSummary {
        id: "GHA01-100-0045".into(),
        name: "Operating".into(),
        kind: 100,
        holder: wire::Holder { name: "Northern \u{202e}Co".into(), kind: "entity".into(), party: "GHA".into() },
        state: "open".into(),
        held: crate::wire::BigNumber(u64::MAX),
        locked: crate::wire::BigNumber(900),
        last_act: None,
    };
    convert::account_summary(row, &convert::Place::ROOT).unwrap()
}

fn page<T>(rows: Vec<T>) -> Page<T> {
    let as_of = "2026-11-22T09:14:00Z".parse().unwrap();
    Page { rows, offset: 4, total: 9, unfiltered: 12, next: Some("c".into()), revision: 3, as_of }
}

#[test]
fn names_of_lists_and_columns_are_plain_and_their_own() {
    for (sheet, word) in Sheet::ALL {
        assert_eq!(sheet.word(), word);
        let columns = sheet.columns();
        let names: BTreeSet<&str> = columns.iter().map(|column| column.name).collect();
        assert_eq!(names.len(), columns.len(), "{word}: a name comes twice");
        assert!((1..=columns.len()).contains(&sheet.short()), "{word}");
        for column in columns {
            assert!(column.name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_' || b.is_ascii_digit()), "{}", column.name);
            assert!(!column.doc.is_empty() && !column.doc.ends_with('.'), "{}", column.name);
        }
    }
}

#[test]
fn a_page_keeps_its_numbers_and_its_rows_become_cells() {
    let sheet = Sheet::Accounts.page(Reply::Accounts(page(vec![account()]))).unwrap();
    assert_eq!((sheet.offset, sheet.total, sheet.unfiltered, sheet.revision), (4, 9, 12, 3));
    assert_eq!(sheet.next.as_deref(), Some("c"));
    let seen: Vec<_> = sheet.rows[0].iter().map(Cell::visible).collect();
    assert_eq!(
        seen,
        [
            "GHA01-100-0045",
            "Northern ⟦U+202E⟧Co",
            "holding",
            "open",
            "18446744073709551615",
            "900",
            "",
            "Operating",
            "GHA",
            "entity",
            "100"
        ]
    );
}

#[test]
fn an_answer_to_another_question_is_no_page() {
    assert_eq!(Sheet::Blocks.page(Reply::Accounts(page(vec![account()]))), None);
    assert_eq!(Sheet::Accounts.page(Reply::Act(None)), None);
}

#[test]
fn one_thing_in_full_is_an_object_with_its_lists() {
    let full = crate::domain::Account { summary: account(), opened: None, approaches: Vec::new(), version: 7, lock: None };
    let holding = crate::domain::Holding {
        approach: "CA0007".parse().unwrap(),
        vintage: crate::domain::Vintage::new(2023).unwrap(),
        blocks: 2,
        held: crate::domain::Quantity::new(12_500),
        locked: Some(crate::domain::Quantity::ZERO),
    };
    let mut card = Card::default();
    card.add(Reply::Account(Box::new(full))).unwrap();
    card.add(Reply::Holdings(vec![holding])).unwrap();
    assert_eq!(card.add(Reply::Act(None)), Err(Problem::of_other_answer()));
    assert_eq!(card.add(Reply::ContactChange(None)).unwrap_err().kind, ProblemKind::Missing);
    let json: serde_json::Value = serde_json::from_str(&serde_json::to_string(&card).unwrap()).unwrap();
    assert_eq!(json["holder"], "Northern \u{202e}Co");
    assert_eq!(json["held"], "18446744073709551615");
    assert_eq!(json["holdings"][0]["vintage"], 2023);
    assert_eq!(json["opened"], serde_json::Value::Null);
}

#[test]
fn what_is_no_id_is_said_before_anything_is_asked() {
    assert_eq!(Sheet::Accounts.questions("CHE01-100-0001").unwrap().len(), 6);
    assert!(Sheet::Accounts.questions("").unwrap_err().to_string().starts_with("an account id is"));
    let block = Sheet::Blocks.questions("ca0007-gha01-gha-4711-2023").unwrap();
    let id: crate::domain::ItmoId = "CA0007-GHA01-GHA-4711-2023".parse().unwrap();
    assert_eq!(block, [Read::Block(id.clone()), Read::BlockLife(id)]);
    assert!(Sheet::Blocks.questions("4711").unwrap_err().to_string().starts_with("an ITMO id reads like"));
}
