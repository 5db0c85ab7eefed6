//! Which transfer was the last to concern each serial, and whether any of them was with the counterpart.
//! Later transfers lie over earlier ones; what one transfer concerned stays one piece as far as it can.
//! Must not know: what a transfer is.

use crate::domain::{BlockRange, SerialRange, Series};
use std::collections::BTreeMap;

/// Serials of one series that one transfer was the last to concern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    range: SerialRange,
    /// Which transfer.
    last: usize,
    /// Whether one with the counterpart ever concerned them.
    shared: bool,
}

/// The pieces of every series, disjoint and ascending.
#[derive(Debug, Default)]
pub(super) struct Overlay(BTreeMap<Series, Vec<Piece>>);

impl Overlay {
    /// Lays a transfer's serials over what is there.
    pub(super) fn lay(&mut self, span: BlockRange, last: usize, shared: bool) {
        let pieces = self.0.entry(span.series).or_default();
        let mut laid = Vec::with_capacity(pieces.len() + 2);
        let mut rest = Some(span.range);
        for piece in pieces.drain(..) {
            let Some(common) = piece.range.intersect(span.range) else {
                laid.push(piece);
                continue;
            };
            let (before, after) = piece.range.subtract(common);
            laid.extend([before, after].into_iter().flatten().map(|range| Piece { range, ..piece }));
            laid.push(Piece { range: common, last, shared: shared || piece.shared });
            let Some(left) = rest else { continue };
            let (before, after) = left.subtract(common);
            laid.extend(before.map(|range| Piece { range, last, shared }));
            rest = after;
        }
        laid.extend(rest.map(|range| Piece { range, last, shared }));
        laid.sort_by_key(|piece| piece.range);
        for piece in laid {
            match pieces.last_mut() {
                Some(before) if before.last == piece.last && before.shared == piece.shared => {
                    match before.range.merge(piece.range) {
                        Some(range) => before.range = range,
                        None => pieces.push(piece),
                    }
                }
                _ => pieces.push(piece),
            }
        }
    }

    /// What concerned the counterpart, in order, each with its last transfer.
    pub(super) fn shared(&self) -> impl Iterator<Item = (BlockRange, usize)> {
        let of = |(series, pieces): (&Series, &Vec<Piece>)| {
            let series = *series;
            let shared: Vec<_> = pieces.iter().filter(|piece| piece.shared).copied().collect();
            shared.into_iter().map(move |piece| (BlockRange { series, range: piece.range }, piece.last))
        };
        self.0.iter().flat_map(of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn block(first: u64, last: u64) -> BlockRange {
        let id = |serial: u64| format!("CA0007-CHE01-CHE-{serial}-2023").parse().unwrap();
        BlockRange::of(id(first), id(last)).unwrap()
    }

    proptest! {
        #[test]
        fn it_says_of_each_serial_what_a_map_says(spans in proptest::collection::vec((1_u64..60, 0_u64..20, any::<bool>()), 0..12)) {
            let mut overlay = Overlay::default();
            let mut map: BTreeMap<u64, (usize, bool)> = BTreeMap::new();
            for (at, (first, more, shared)) in spans.iter().enumerate() {
                overlay.lay(block(*first, first + more), at, *shared);
                for serial in *first..=first + more {
                    let before = map.get(&serial).is_some_and(|(_, shared)| *shared);
                    map.insert(serial, (at, *shared || before));
                }
            }
            let mut found: BTreeMap<u64, usize> = BTreeMap::new();
            for (piece, at) in overlay.shared() {
                for serial in piece.range.first().number()..=piece.range.last().number() {
                    prop_assert!(found.insert(serial, at).is_none(), "each serial once");
                }
            }
            let expected: BTreeMap<u64, usize> = map.iter().filter(|(_, (_, shared))| *shared).map(|(s, (at, _))| (*s, *at)).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
