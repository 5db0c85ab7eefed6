//! The board of cases as a list: which cases a filter selects, in which order, a page at a time.
//! The board is asked for whole, the worst first, and selected from here, at the moment the registry says it is.
//! Must not know: how the board came, or how rows are shown.

use super::{
    Filter, Page, Query, Sort, Word,
    case::{Board, CaseRow},
    entire_page::{self, Whole},
    query::{Term, bounds, minutes},
};
use crate::{
    domain::{case::Stage, reconcile::Code},
    text::{Kind, Untrusted},
};
use jiff::Timestamp;

/// A page of the cases that a question selects; `None` when it asks to go on from nowhere.
pub fn case_page(board: &Board, query: &Query) -> Option<Page<CaseRow>> {
    let unfiltered = (board.cases.len() as u64).saturating_add(board.hidden);
    let mut rows: Vec<&CaseRow> = board.cases.iter().filter(|row| selects(&query.filter, row, board.as_of)).collect();
    if let Some(sort) = query.sort {
        in_order(&mut rows, sort, board.as_of);
    }
    let whole = Whole { unfiltered, revision: board.revision, as_of: board.as_of };
    entire_page::page(&rows, query, whole, |row, key| row.id.to_string() == key)
}

/// Puts cases in an order, as it is at this moment. Every order is total: what is equal follows by id.
pub fn in_order(rows: &mut [&CaseRow], sort: Sort, now: Timestamp) {
    rows.sort_by_key(|row| row.id);
    match sort.by {
        "quantity" => rows.sort_by_key(|row| row.quantity),
        "opened" => rows.sort_by_key(|row| row.opened),
        "severity" => rows.sort_by_key(|row| row.severity(now)),
        _ => {}
    }
    if sort.descending {
        rows.reverse();
    }
}

/// Whether a filter by the board's fields selects a case at this moment.
pub fn selects(filter: &Filter, row: &CaseRow, now: Timestamp) -> bool {
    filter.terms.iter().all(|term| holds(term, row, now) != term.negated)
}

/// How many whole minutes ago it was opened.
fn age(row: &CaseRow, now: Timestamp) -> u64 {
    let minute = |at: Timestamp| at.as_second().div_euclid(60);
    minute(now).saturating_sub(minute(row.opened)).try_into().unwrap_or_default()
}

fn holds(term: &Term, row: &CaseRow, now: Timestamp) -> bool {
    let value = term.value.to_lowercase();
    let says = |is: bool| (value == "yes") == is;
    let contains = |text: &Untrusted| text.gate(Kind::Name).to_string().to_lowercase().contains(&value);
    match term.field {
        None => row.id.to_string().to_lowercase().contains(&value) || contains(&row.about),
        Some("id") => row.id.to_string().to_lowercase().contains(&value),
        Some("code") => code(row).is_some_and(|code| code.to_lowercase() == value),
        Some("state") => stage(row).is_some_and(|stage| stage == value),
        Some("peer") => row.peer.is_some_and(|peer| peer.to_string().to_lowercase() == value),
        Some("owner") => row.owner.as_ref().is_some_and(contains),
        Some("about") => contains(&row.about),
        Some("open") => says(row.is_open()),
        Some("frozen") => says(row.frozen),
        Some("quantity") => bounds(&term.value).is_some_and(|range| range.contains(&row.quantity.count())),
        Some("severity") => {
            let severity = u64::try_from(row.severity(now)).unwrap_or(u64::MAX);
            bounds(&term.value).is_some_and(|range| range.contains(&severity))
        }
        Some("opened") => minutes(&term.value).is_some_and(|range| range.contains(&age(row, now))),
        // The parser knows no other; a filter that asks for what is not there selects nothing.
        Some(_) => false,
    }
}

fn code(row: &CaseRow) -> Option<&'static str> {
    row.code.known().map(|code| Code::id(*code))
}

fn stage(row: &CaseRow) -> Option<&'static str> {
    match &row.stage {
        Word::Known(stage) => Some(Stage::word(*stage)),
        Word::Unrecognised(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Quantity, case::Trend},
        registry::{Start, Window, query::CASE_FIELDS},
    };

    fn row(number: u32, code: Code, stage: Stage, quantity: u64) -> CaseRow {
        let at = "2026-11-22T09:14:00Z".parse().unwrap();
        CaseRow {
            id: format!("CHE01-CASE-{number:06}").parse().unwrap(),
            peer: (number != 3).then(|| "GHA01".parse().unwrap()),
            code: Word::Known(code),
            about: Untrusted::new("units CA0007-CHE01-CHE-1-10-2023"),
            more: 0,
            quantity: Quantity::new(quantity),
            stage: Word::Known(stage),
            owner: (number == 1).then(|| Untrusted::new("amina-kessie")),
            missing: 0,
            frozen: number == 2,
            notes: 0,
            since: at,
            opened: at,
            due: at,
            suspend: at,
            closed: (stage == Stage::Closed).then_some(at),
            runs: 1,
            reopened: 0,
        }
    }

    fn board() -> Board {
        let as_of = "2026-11-25T23:00:00Z".parse().unwrap();
        let cases = vec![
            row(2, Code::D03, Stage::New, 12_000),
            row(1, Code::D10, Stage::Triaged, 500),
            row(3, Code::W12, Stage::Closed, 0),
        ];
        Board { cases, hidden: 0, trend: Trend::of(Vec::new(), as_of), revision: 9, as_of }
    }

    fn found(filter: &str, sort: Option<&str>) -> Vec<u32> {
        let sort = sort.map(|sort| Sort::parse(sort, CASE_FIELDS).unwrap());
        let query = Query { filter: Filter::parse(filter, CASE_FIELDS).unwrap(), sort, ..Query::default() };
        case_page(&board(), &query).unwrap().rows.iter().map(|row| row.id.number()).collect()
    }

    #[test]
    fn a_filter_selects_and_an_order_is_total() {
        for (filter, sort, ids) in [
            ("", None, &[2, 1, 3][..]),
            ("", Some("id"), &[1, 2, 3]),
            ("", Some("-quantity"), &[2, 1, 3]),
            ("", Some("-severity"), &[2, 1, 3]),
            ("open:yes", None, &[2, 1]),
            ("code:D10", None, &[1]),
            ("-code:D10 open:yes", None, &[2]),
            ("state:closed", None, &[3]),
            ("peer:GHA01", None, &[2, 1]),
            ("owner:amina", None, &[1]),
            ("frozen:yes", None, &[2]),
            ("quantity:1..600", None, &[1]),
            ("severity:1..", None, &[2, 1, 3]),
            ("opened:<1h", None, &[]),
            ("opened:>1d", None, &[2, 1, 3]),
            ("case-000003", None, &[3]),
        ] {
            assert_eq!(found(filter, sort), ids, "{filter} {sort:?}");
        }
    }

    #[test]
    fn pages_follow_each_other_and_hidden_cases_are_counted() {
        let board = Board { hidden: 7, ..board() };
        let page = |start| case_page(&board, &Query { window: Window { start, limit: 2 }, ..Query::default() });
        let first = page(Start::Offset(0)).unwrap();
        assert_eq!((first.rows.len(), first.total, first.unfiltered, first.next.as_deref()), (2, 3, 10, Some("2")));
        let second = page(Start::Cursor("2".into())).unwrap();
        assert_eq!((second.rows.len(), second.next), (1, None));
        assert!(page(Start::Cursor("x".into())).is_none());
    }
}
