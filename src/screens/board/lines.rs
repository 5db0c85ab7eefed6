//! The lines of the board. Where kinds stand together each has a heading, which names it in full and adds up its cases, so that no kind
//! is cut and none is said twice. The worst kind comes first, and in it the worst case.
//! Must not know: how a line is painted, and which cases are shown.

use crate::{domain::reconcile::Code, registry::Word, registry::case::CaseRow};
use jiff::Timestamp;
use std::cmp::Reverse;

/// A line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line<'a> {
    /// The heading of a kind.
    Kind(Kind<'a>),
    /// A case.
    Case(&'a CaseRow),
}

/// A kind, with what stands below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind<'a> {
    /// Which.
    pub code: &'a Word<Code>,
    /// How many cases.
    pub cases: u64,
    /// How many ITMOs they are about.
    pub itmos: u64,
}

/// Puts kinds by their worst case, and cases by severity.
pub fn by_kind(rows: &mut [&CaseRow], now: Timestamp) {
    let all = rows.to_vec();
    let worst =
        |of: &CaseRow| all.iter().filter(|row| row.code == of.code).map(|row| row.severity(now)).max().unwrap_or_default();
    rows.sort_by_cached_key(|row| (Reverse(worst(row)), row.code.known().copied(), Reverse(row.severity(now)), row.id));
}

/// Cases that stand by kind, each kind below its heading.
pub fn under_headings<'a>(rows: &[&'a CaseRow]) -> Vec<Line<'a>> {
    let of_kind = |rows: &[&'a CaseRow]| {
        let first = rows.first().copied();
        let itmos = rows.iter().fold(0_u64, |sum, row| sum.saturating_add(row.quantity.count()));
        let heading = first.map(|row| Line::Kind(Kind { code: &row.code, cases: rows.len() as u64, itmos }));
        heading.into_iter().chain(rows.iter().copied().map(Line::Case)).collect::<Vec<_>>()
    };
    rows.chunk_by(|one, next| one.code == next.code).flat_map(of_kind).collect()
}

/// In which line a case stands.
pub fn place(lines: &[Line<'_>], case: &CaseRow) -> usize {
    lines.iter().position(|line| matches!(line, Line::Case(row) if row.id == case.id)).unwrap_or(0)
}

/// The case that is meant by a line: of a heading the next one on the way, or the nearest there is.
pub fn case_at<'a>(lines: &[Line<'a>], at: usize, is_forward: bool) -> Option<&'a CaseRow> {
    let case = |line: &Line<'a>| if let Line::Case(row) = line { Some(*row) } else { None };
    let after = || lines.get(at..).unwrap_or_default().iter().find_map(case);
    let before = || lines.iter().take(at.saturating_add(1)).rev().find_map(case);
    if is_forward { after().or_else(before) } else { before().or_else(after) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Quantity, case::Stage},
        text::Untrusted,
    };

    fn row(number: u32, code: Code, quantity: u64) -> CaseRow {
        let at = Timestamp::UNIX_EPOCH;
        CaseRow {
            id: format!("CHE01-CASE-{number:06}").parse().unwrap(),
            peer: None,
            code: Word::Known(code),
            about: Untrusted::new("units"),
            more: 0,
            quantity: Quantity::new(quantity),
            stage: Word::Known(Stage::New),
            owner: None,
            missing: 0,
            frozen: false,
            notes: 0,
            since: at,
            opened: at,
            due: at,
            suspend: at,
            closed: None,
            runs: 1,
            reopened: 0,
        }
    }

    #[test]
    fn each_kind_stands_once_above_its_cases_the_worst_first() {
        let all = [row(1, Code::D12, 9_000), row(2, Code::D03, 5), row(3, Code::D12, 10_000), row(4, Code::D03, 100)];
        let mut rows: Vec<&CaseRow> = all.iter().collect();
        by_kind(&mut rows, Timestamp::UNIX_EPOCH);
        let lines = under_headings(&rows);
        let kind = |code, cases, itmos| Line::Kind(Kind { code, cases, itmos });
        let wanted = [
            kind(&all[3].code, 2, 105),
            Line::Case(&all[3]),
            Line::Case(&all[1]),
            kind(&all[0].code, 2, 19_000),
            Line::Case(&all[2]),
            Line::Case(&all[0]),
        ];
        assert_eq!(lines, wanted);
        assert_eq!(rows.iter().map(|row| place(&lines, row)).collect::<Vec<_>>(), [1, 2, 4, 5]);
        // Onto a heading and over it, both ways; above the first heading there is nothing.
        for (at, is_forward, id) in [(3, true, 3), (3, false, 2), (0, false, 4), (0, true, 4), (5, true, 1), (9, true, 1)] {
            assert_eq!(case_at(&lines, at, is_forward).unwrap().id.number(), id, "{at} {is_forward}");
        }
        assert_eq!(case_at(&[], 0, true), None);
    }
}
