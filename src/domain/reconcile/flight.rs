//! Transfers that were on their way at the moment of the snapshots, and what they explain of a difference.
//! A transfer explains only its own serials, and only a difference that says one of its two registries or nothing on each side.
//! Must not know: which differences there are.

use super::cause::Recent;
use crate::domain::{BlockRange, RegistryId, SerialRange, block::Series, transfer::Deadlines};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// A transfer around the time of the snapshots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InFlight {
    /// The transfer, with its state at our side.
    pub transfer: Recent,
    /// The ITMOs it moves.
    pub blocks: Vec<BlockRange>,
    /// When Final was signed; `None` while it is not.
    pub finalised: Option<Timestamp>,
}

/// What the transfers in flight at one moment explain, and what those before them probably led to.
#[derive(Clone, Debug)]
pub struct Flights {
    transfers: Vec<InFlight>,
    /// What is on its way.
    spans: Spans,
    /// What any of the transfers moves, also where it should have arrived long ago.
    moved: Spans,
    clears_at: Timestamp,
}

/// For each series ranges, ascending and disjoint, each with the place of its transfer.
type Spans = BTreeMap<Series, Vec<(SerialRange, usize)>>;

impl Flights {
    /// Of all transfers given, those that are not final, or became so within the deadline before or after the snapshot.
    /// Where two name the same ITMOs, the first given counts.
    pub fn at(snapshot: Timestamp, deadlines: Deadlines, transfers: impl IntoIterator<Item = InFlight>) -> Self {
        let near = |flight: &InFlight| {
            flight.finalised.is_none_or(|at| {
                let apart = snapshot.duration_since(at);
                apart < deadlines.finalise && apart >= -deadlines.finalise
            })
        };
        let transfers: Vec<InFlight> = transfers.into_iter().collect();
        let (spans, moved) = (spans(&transfers, near), spans(&transfers, |_| true));
        // Nothing is expected sooner than the deadline, and a time beyond the calendar is as good as never.
        let clears_at = snapshot.checked_add(deadlines.finalise).unwrap_or(Timestamp::MAX);
        Self { transfers, spans, moved, clears_at }
    }

    /// When what is in flight should have arrived.
    pub fn clears_at(&self) -> Timestamp {
        self.clears_at
    }

    /// Cuts a run into what a transfer explains and the rest. `holders` are who holds it by the two books.
    pub fn explain(
        &self,
        block: BlockRange,
        holders: [Option<RegistryId>; 2],
    ) -> (Vec<(BlockRange, &InFlight)>, Vec<BlockRange>) {
        let (mut explained, mut rest) = (Vec::new(), Vec::new());
        let mut left = Some(block.range);
        let spans = self.spans.get(&block.series).map_or(&[][..], Vec::as_slice);
        let from = spans.partition_point(|(range, _)| range.last() < block.range.first());
        let of = |range| BlockRange { range, ..block };
        for (range, index) in spans.iter().skip(from).take_while(|(range, _)| range.first() <= block.range.last()) {
            let flight = self.transfers.get(*index).filter(|flight| moves_between(&flight.transfer, holders));
            let (Some(flight), Some(run)) = (flight, left) else { continue };
            let Some(shared) = run.intersect(*range) else { continue };
            explained.push((of(shared), flight));
            let (before, after) = run.subtract(shared);
            rest.extend(before.map(of));
            left = after;
        }
        rest.extend(left.map(of));
        (explained, rest)
    }
}

impl Flights {
    /// The transfer that moves all of a run, between the registries that hold it by the two books: however long ago it was, the
    /// difference is probably what it left behind.
    pub fn moving(&self, block: BlockRange, holders: [Option<RegistryId>; 2]) -> Option<&InFlight> {
        let spans = self.moved.get(&block.series)?;
        let at = spans.partition_point(|(range, _)| range.last() < block.range.first());
        let (_, index) = spans.get(at).filter(|(range, _)| range.intersect(block.range) == Some(block.range))?;
        self.transfers.get(*index).filter(|flight| moves_between(&flight.transfer, holders))
    }
}

/// What those transfers move that count.
fn spans(transfers: &[InFlight], counts: impl Fn(&InFlight) -> bool) -> Spans {
    let mut spans = Spans::new();
    for (index, flight) in transfers.iter().enumerate().filter(|(_, flight)| counts(flight)) {
        for block in &flight.blocks {
            spans.entry(block.series).or_default().push((block.range, index));
        }
    }
    spans.values_mut().for_each(disjoint);
    spans
}

fn moves_between(transfer: &Recent, holders: [Option<RegistryId>; 2]) -> bool {
    holders.into_iter().flatten().all(|holder| holder == transfer.from || holder == transfer.to)
}

/// Keeps of each range what no range before it in the list has, sorted.
fn disjoint(spans: &mut Vec<(SerialRange, usize)>) {
    spans.sort_by_key(|(range, index)| (range.first(), *index));
    let mut kept: Vec<(SerialRange, usize)> = Vec::with_capacity(spans.len());
    for (range, index) in spans.drain(..) {
        let rest = kept.last().map_or(
            Some(range),
            |(before, _)| {
                if before.overlaps(range) { range.subtract(*before).1 } else { Some(range) }
            },
        );
        kept.extend(rest.map(|range| (range, index)));
    }
    *spans = kept;
}
