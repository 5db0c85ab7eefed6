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
pub fn spans(runs: Option<&[RunSummary]>, peer: Option<RegistryId>) -> Vec<Span<'static>> {
    let with = peer.map_or_else(|| "own book".to_owned(), |peer| peer.to_string());
    let mut spans = vec![Span::new(Role::Label, Safe::ours(format!("Units by kind, {with}, run by run ")))];
    let Some(runs) = runs else {
        spans.push(Span::new(Role::Pending, "being asked for"));
        return spans;
    };
    let kinds = by_kind(runs, peer);
    if kinds.is_empty() {
        spans.push(Span::new(Role::Dim, "no discrepancy in the last runs"));
    }
    for ((_, code), units) in kinds {
        let amount = |units: &u64| if *units == 0 { "–".to_owned() } else { grouped(*units) };
        let units: Vec<String> = units.iter().map(amount).collect();
        // The gaps are no part of what is emphasised: a theme may underline that.
        spans.push(Span::text("  "));
        spans.push(Span::new(words::gravity(code.gravity()).0, Safe::ours(code.id().to_owned())));
        spans.push(Span::text(" "));
        spans.push(Span::text(Safe::ours(units.join(" → "))));
    }
    spans
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
}
