//! The papers hold together: they have every case the screens must show, and say of accounts and blocks what these say of themselves.

use super::super::{book::Book, pages::Row, seed};
use countersign::{
    domain::{Block, Quantity, authorization::AuthorizationState},
    evidence::{digest::Digest, ledger},
    registry::{
        Filter, Page, Query, Read, Reply, Start, Window,
        book::{NeedKind, OrderState, OrderSummary},
        query::{APPROACH_FIELDS, AUTHORIZATION_FIELDS, ENTRY_FIELDS, Field, FieldKind, ORDER_FIELDS},
    },
};
use std::collections::BTreeSet;

fn books() -> [Book; 2] {
    [seed::swiss(), seed::ghana()]
}

fn query(filter: &str, fields: &'static [Field]) -> Query {
    let window = Window { start: Start::Offset(0), limit: 1_000 };
    Query { filter: Filter::parse(filter, fields).unwrap(), sort: None, window }
}

fn orders(book: &Book) -> Vec<OrderSummary> {
    match book.answer(&Read::Orders(query("", ORDER_FIELDS))) {
        Ok(Reply::Orders(page)) => page.rows,
        other => panic!("{other:?}"),
    }
}

#[test]
fn authorizations_are_exhausted_revoked_overdrawn_and_without_a_limit() {
    for book in books() {
        let all = &book.papers.authorizations;
        assert!(all.iter().any(|full| full.versions.len() > 1));
        assert!(all.iter().any(|full| full.summary.left() == Some(Quantity::ZERO)));
        assert!(all.iter().any(|full| full.summary.is_overdrawn()));
        assert!(all.iter().any(|full| full.summary.quantity.is_none()));
        assert!(all.iter().any(|full| full.summary.state.known().is_none()));
        assert!(all.iter().any(|full| full.summary.state.is(&AuthorizationState::Revoked)));
        for block in &book.blocks {
            assert!(all.iter().any(|full| full.summary.id == block.authorization), "{}", block.authorization);
        }
    }
}

#[test]
fn orders_of_every_kind_and_state_are_there_and_some_are_my_own() {
    for book in books() {
        let rows = orders(&book);
        let kinds: BTreeSet<_> = book.papers.orders.iter().map(|order| order.act.kind()).collect();
        assert!(kinds.len() >= 9, "{kinds:?}");
        for (state, word) in OrderState::ALL {
            assert!(rows.iter().any(|row| row.state.is(state)), "{word}");
        }
        let waits = |by: &str| rows.iter().any(|row| row.state.is(&OrderState::Submitted) && row.by.octets() == by);
        assert!(waits("amina.k") && waits("jonas.h"));
        for row in &rows {
            let Ok(Reply::Order(full)) = book.answer(&Read::Order(row.id)) else { panic!("{}", row.id) };
            assert!(full.submitted < full.expires && full.decided.is_none_or(|at| full.submitted < at), "{}", row.id);
        }
    }
}

#[test]
fn entries_are_a_chain_and_lives_end_where_things_are() {
    for book in books() {
        let lines: Vec<&str> = book.papers.entries.iter().map(|entry| entry.line.octets()).collect();
        let head = ledger::verify(&lines).unwrap();
        assert_eq!(head.seq, lines.len() as u64);
        for entry in &book.papers.entries {
            assert_eq!(Digest::of(entry.line.octets()), entry.summary.digest);
        }
        for block in &book.blocks {
            let Ok(Reply::BlockLife(life)) = book.answer(&Read::BlockLife(block.first_id())) else { panic!() };
            let last = life.last().unwrap();
            assert_eq!((last.account.as_ref(), last.state), (Some(&block.account), Some(block.state)));
            assert!(life.windows(2).all(|pair| pair[0].entry.entry <= pair[1].entry.entry));
        }
        let lives = book.accounts.iter().map(|account| match book.answer(&Read::AccountLife(account.summary.id.clone())) {
            Ok(Reply::AccountLife(life)) => life.len(),
            other => panic!("{other:?}"),
        });
        let lengths: BTreeSet<usize> = lives.collect();
        assert!(lengths.contains(&0) && lengths.contains(&7), "{lengths:?}");
    }
}

#[test]
fn what_binds_accounts_says_what_their_blocks_say() {
    for book in books() {
        let (mut lists, mut pending, mut empty) = (0, 0, 0);
        for account in &book.accounts {
            let id = || account.summary.id.clone();
            let Ok(Reply::AccountLocks(locks)) = book.answer(&Read::AccountLocks(id())) else { panic!() };
            assert_eq!(Quantity::total(locks.blocks.iter().map(|row| row.quantity)), account.summary.locked);
            assert_eq!(locks.whole.is_some(), account.lock.is_some());
            let Ok(Reply::AccountRules(rules)) = book.answer(&Read::AccountRules(id())) else { panic!() };
            lists += u32::from(rules.trusted.is_some());
            empty += u32::from(rules.trusted.as_ref().is_some_and(Vec::is_empty));
            pending += rules.trusted.iter().flatten().filter(|entry| !entry.counts_at(rules.as_of)).count();
            assert!(matches!(book.answer(&Read::Representatives(id())), Ok(Reply::Representatives(_))));
        }
        assert!(lists > 0 && pending > 0 && empty > 0);
        let Ok(Reply::TotalHoldings(total)) = book.answer(&Read::TotalHoldings) else { panic!() };
        let held = Quantity::total(book.blocks.iter().map(Block::quantity));
        assert_eq!(Quantity::total(total.iter().map(|row| row.held)), held);
        let Ok(Reply::Overview(overview)) = book.answer(&Read::Overview) else { panic!() };
        let approvals = overview.need(NeedKind::Approvals).unwrap();
        assert!(approvals.all.count > approvals.mine.count && approvals.mine.count > 0);
        assert!(overview.need(NeedKind::Stuck).unwrap().all.count > 0 && !overview.links.is_empty());
    }
}

#[test]
fn every_list_takes_every_field_it_offers() {
    let value = |field: &Field| match field.kind {
        FieldKind::Exact if field.name == "approach" => "CA0001",
        FieldKind::Exact => "GHA",
        FieldKind::Text => "a",
        FieldKind::Choice(words) => words[0],
        FieldKind::Number | FieldKind::Serials => "1..5000",
        FieldKind::YesNo => "yes",
        FieldKind::Age => ">1h",
    };
    let lists = [AUTHORIZATION_FIELDS, APPROACH_FIELDS, ORDER_FIELDS, ENTRY_FIELDS];
    let reads: [fn(Query) -> Read; 4] = [Read::Authorizations, Read::Approaches, Read::Orders, Read::Entries];
    let book = seed::swiss();
    for (fields, read) in lists.into_iter().zip(reads) {
        for field in fields {
            let ask = read(query(&format!("{}:{}", field.name, value(field)), fields));
            assert!(book.answer(&ask).is_ok(), "{}", field.name);
        }
    }
    let empty = seed::empty();
    assert!(orders(&empty).is_empty() && all_keys(&book).len() == book.papers.orders.len());
}

/// The keys of the orders: each is one of its own.
fn all_keys(book: &Book) -> BTreeSet<String> {
    let page: Page<OrderSummary> = match book.answer(&Read::Orders(query("", ORDER_FIELDS))) {
        Ok(Reply::Orders(page)) => page,
        other => panic!("{other:?}"),
    };
    page.rows.iter().map(Row::key).collect()
}
