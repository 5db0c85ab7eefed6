//! How the kinds of discrepancies have gone from run to run: units by kind over the last runs with one counterpart, or within our own book.
//! Only runs that came to a result count; a kind that a run did not find stands as nothing, so that a gap is seen.
//! Must not know: which cases are shown.

use crate::{
    domain::{RegistryId, reconcile::Code},
    registry::run::RunSummary,
    screens::words,
    text::number::grouped,
    ui::{Safe, Span, theme::Role},
};
use std::{cmp::Reverse, collections::BTreeMap};

/// So many runs are shown.
const RUNS: usize = 6;

/// Units by kind, the oldest run first; `runs` has the newest first.
fn by_kind(runs: &[RunSummary], peer: Option<RegistryId>) -> BTreeMap<(Reverse<u128>, Code), Vec<u64>> {
    let of: Vec<&RunSummary> = runs.iter().filter(|run| run.peer == peer && run.has_result()).take(RUNS).collect();
    let mut kinds: BTreeMap<(Reverse<u128>, Code), Vec<u64>> = BTreeMap::new();
    for (at, run) in of.iter().rev().enumerate() {
        for kind in &run.kinds {
            let Some(code) = kind.code.known().filter(|code| code.gravity().weight() > 0) else { continue };
            let units = kinds.entry((Reverse(code.gravity().weight()), *code)).or_insert_with(|| vec![0; of.len()]);
            if let Some(place) = units.get_mut(at) {
                // What is about no ITMO counts as one, as it does in severity.
                *place = kind.units.map_or(1, |units| units.count().max(1));
            }
        }
    }
    kinds
}

/// The line about it.
pub struct Course {
    /// What it is about, and where there is no kind, why.
    begins: Vec<Span<'static>>,
    /// Each kind, the gravest first.
    kinds: Vec<[Span<'static>; 4]>,
}

/// How the kinds have gone in runs with a counterpart, or within our own book.
pub fn of(runs: Option<&[RunSummary]>, peer: Option<RegistryId>) -> Course {
    let with = peer.map_or_else(|| "own book".to_owned(), |peer| peer.to_string());
    let mut begins = vec![Span::new(Role::Label, Safe::ours(format!("Units by kind, {with}, run by run ")))];
    let Some(runs) = runs else {
        begins.push(Span::new(Role::Pending, "being asked for"));
        return Course { begins, kinds: Vec::new() };
    };
    let kinds = by_kind(runs, peer);
    if kinds.is_empty() {
        begins.push(Span::new(Role::Dim, "no discrepancy in the last runs"));
    }
    let shown = |((_, code), units): ((Reverse<u128>, Code), Vec<u64>)| {
        let amount = |units: &u64| if *units == 0 { "–".to_owned() } else { grouped(*units) };
        let units: Vec<String> = units.iter().map(amount).collect();
        let code = Span::new(words::gravity(code.gravity()).0, Safe::ours(code.id().to_owned()));
        // The gaps are no part of what is emphasised: a theme may underline that.
        [Span::text("  "), code, Span::text(" "), Span::text(Safe::ours(units.join(" → ")))]
    };
    Course { begins, kinds: kinds.into_iter().map(shown).collect() }
}

impl Course {
    /// As many whole kinds as there is room for, and how many more there are; one at least, however much of it there is room for.
    pub fn within(&self, width: usize) -> Vec<Span<'static>> {
        let with = |count: usize| {
            let mut spans = self.begins.clone();
            spans.extend(self.kinds.iter().take(count).flatten().cloned());
            let left = self.kinds.len() - count;
            spans.extend((left > 0).then(|| Span::new(Role::Dim, Safe::ours(format!("  and {left} more")))));
            spans
        };
        let fits = |count: &usize| with(*count).iter().map(Span::width).sum::<usize>() <= width;
        with((0..=self.kinds.len()).rev().find(fits).unwrap_or(1).clamp(self.kinds.len().min(1), self.kinds.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::Quantity,
        registry::{
            Word,
            run::{FoundKind, RunState},
        },
    };

    fn run(number: u32, peer: Option<&str>, state: RunState, kinds: &[(Code, u64)]) -> RunSummary {
        let at = "2026-11-22T09:14:00Z".parse().unwrap();
        let kind =
            |(code, units): &(Code, u64)| FoundKind { code: Word::Known(*code), count: 1, units: Some(Quantity::new(*units)) };
        RunSummary {
            id: format!("CHE01-R-2026-{number:06}").parse().unwrap(),
            peer: peer.map(|peer| peer.parse().unwrap()),
            at,
            state: Word::Known(state),
            begun: at,
            by: None,
            ended: Some(at),
            units: Quantity::ZERO,
            discrepancies: 1,
            notes: 0,
            kinds: kinds.iter().map(kind).collect(),
            why: None,
        }
    }

    #[test]
    fn units_go_from_the_oldest_run_to_the_newest_and_a_gap_is_seen() {
        let runs = [
            run(4, Some("GHA01"), RunState::Differs, &[(Code::D12, 500), (Code::D03, 12)]),
            run(3, Some("GHA01"), RunState::Failed, &[]),
            run(2, None, RunState::Differs, &[(Code::W13, 0)]),
            run(1, Some("GHA01"), RunState::Differs, &[(Code::D03, 40), (Code::D07, 9)]),
        ];
        let shown = |peer: Option<&str>| -> Vec<(Code, Vec<u64>)> {
            by_kind(&runs, peer.map(|peer| peer.parse().unwrap())).into_iter().map(|((_, code), units)| (code, units)).collect()
        };
        assert_eq!(shown(Some("GHA01")), [(Code::D03, vec![40, 12]), (Code::D12, vec![0, 500])]);
        assert_eq!(shown(None), [(Code::W13, vec![1])]);
        assert_eq!(shown(Some("SWE01")), []);
    }

    #[test]
    fn a_kind_is_shown_whole_or_counted() {
        let runs = [run(1, None, RunState::Differs, &[(Code::D03, 12_000), (Code::D01, 500), (Code::D12, 7), (Code::D06, 1)])];
        let line = |width: usize| -> String {
            of(Some(&runs), None).within(width).iter().map(|span| span.text.as_str().to_owned()).collect()
        };
        let whole = "Units by kind, own book, run by run   D03 12 000  D01 500  D06 1  D12 7";
        assert_eq!(line(whole.chars().count()), whole);
        assert_eq!(line(whole.chars().count() - 1), "Units by kind, own book, run by run   D03 12 000  D01 500  and 2 more");
        assert_eq!(line(10), "Units by kind, own book, run by run   D03 12 000  and 3 more");
    }
}
