//! The parts of a frozen book and their digests: a series is cut into sixteen again and again, until a part has few lines.
//! Equal digests are equal lines, so two registries find what differs by asking only for parts whose digests do.
//! Must not know: tables, and who asks.

use super::spoken;
use crate::{
    domain::{ApproachId, PartyCode, RegistryId, Serial, Series, Vintage},
    evidence::digest::Digest,
    wire::{
        BigNumber,
        comm::reconcile::{Holds, Line, Part},
    },
};
use sha2::Digest as _;

/// A part with at most so many lines is shown by its lines.
pub(super) const FEW: usize = 64;
/// A part is cut into so many.
pub(super) const WAYS: usize = 16;
/// The level of a part that holds every serial.
const TOP: u8 = 16;
/// Lines that begin at one serial can't be cut further. More of them is no book.
const MOST_AT_ONE: usize = 1_024;

/// A part of a book whose ids are known to be ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// The series.
    pub series: Series,
    /// The first serial.
    pub first: u64,
    /// How wide, as a power of sixteen.
    pub level: u8,
}

impl Place {
    /// The smallest part that is a whole series whose last line begins at this serial.
    pub(super) fn whole(series: Series, last: Serial) -> Self {
        let level = (0..TOP).find(|level| width(*level) >= u128::from(last.number())).unwrap_or(TOP);
        Self { series, first: 1, level }
    }

    /// Reads a part as a counterpart names it; `None` when it is none.
    pub(super) fn read(part: &Part) -> Option<Self> {
        let series = Series {
            approach: part.approach.parse::<ApproachId>().ok()?,
            registry: part.registry.parse::<RegistryId>().ok()?,
            party: part.party.parse::<PartyCode>().ok()?,
            vintage: Vintage::new(part.vintage).ok()?,
        };
        let first = part.first.0;
        let aligned = part.level <= TOP && first >= 1 && u128::from(first - 1) % width(part.level) == 0;
        aligned.then_some(Self { series, first, level: part.level })
    }

    /// The part as it is named.
    pub(super) fn part(self) -> Part {
        let Series { approach, registry, party, vintage } = self.series;
        Part {
            approach: approach.to_string(),
            registry: registry.to_string(),
            party: party.to_string(),
            vintage: vintage.year(),
            first: BigNumber(self.first),
            level: self.level,
        }
    }

    /// The last serial it reaches.
    pub(super) fn last(self) -> u64 {
        u64::try_from(u128::from(self.first) + width(self.level) - 1).unwrap_or(u64::MAX)
    }

    /// Its sixteen parts that any serial can be in, in order. A part of one serial has none.
    pub(super) fn cut(self) -> Vec<Self> {
        let Some(level) = self.level.checked_sub(1) else { return Vec::new() };
        let firsts = (0..WAYS as u128).map(|n| u128::from(self.first) + n * width(level));
        firsts.filter_map(|first| u64::try_from(first).ok()).map(|first| Self { first, level, ..self }).collect()
    }

    /// Whether so many lines of it are shown as lines.
    pub(super) fn shows(self, lines: usize) -> bool {
        lines <= FEW || self.level == 0
    }

    /// Whether a line begins in it.
    pub(super) fn has(self, line: &Line) -> bool {
        spoken::range(&line.first, &line.last).is_some_and(|block| {
            let first = block.range.first().number();
            block.series == self.series && self.first <= first && first <= self.last()
        })
    }

    /// Whether what a counterpart says is in it can be: few lines that begin in it, in order, or sixteen digests.
    pub(super) fn admits(self, holds: &Holds) -> bool {
        match holds {
            Holds::Lines(lines) => {
                let firsts: Vec<_> = lines.iter().filter_map(|line| spoken::range(&line.first, &line.last)).collect();
                self.shows(lines.len())
                    && lines.len() <= MOST_AT_ONE
                    && lines.iter().all(|line| self.has(line) && spoken::position(line).is_some())
                    && firsts.is_sorted_by_key(|block| block.range)
            }
            Holds::Digests(digests) => {
                self.level > 0 && digests.len() == self.cut().len() && digests.iter().all(|text| text.parse::<Digest>().is_ok())
            }
        }
    }
}

fn width(level: u8) -> u128 {
    16_u128.pow(u32::from(level))
}

/// The digest of what is in a part.
pub(super) fn digest(holds: &Holds) -> Digest {
    let mut hash = sha2::Sha256::new();
    match holds {
        Holds::Lines(lines) => {
            hash.update([0]);
            // Serializing plain texts and numbers can't fail.
            hash.update(serde_json::to_vec(lines).unwrap_or_default());
        }
        Holds::Digests(digests) => {
            hash.update([1]);
            digests.iter().for_each(|digest| hash.update(digest.as_bytes()));
        }
    }
    Digest::made(hash.finalize().into())
}

/// The digest of a part without a line.
pub(super) fn nothing() -> Digest {
    digest(&Holds::Lines(Vec::new()))
}

/// The digest that a whole series has as a part of a higher level. Few lines have one digest at every level; many are in the first of
/// sixteen parts, as serials begin at 1.
pub(super) fn lifted(digest_here: Digest, lines: u64, from: u8, to: u8) -> Digest {
    if lines <= FEW as u64 {
        return digest_here;
    }
    (from..to).fold(digest_here, |digest_there, _| {
        let digests = std::iter::once(digest_there.to_string()).chain(std::iter::repeat_n(nothing().to_string(), WAYS - 1));
        digest(&Holds::Digests(digests.collect()))
    })
}

/// The digests of the parts of a part: given, or those of its lines.
pub(super) fn below(place: Place, holds: &Holds) -> Vec<(Place, Digest)> {
    let parts = place.cut();
    match holds {
        Holds::Digests(digests) => {
            let read = digests.iter().map(|text| text.parse().unwrap_or_default());
            parts.into_iter().zip(read).collect()
        }
        Holds::Lines(lines) => {
            let of = |part: Place| lines.iter().filter(|line| part.has(line)).cloned().collect();
            parts.into_iter().map(|part| (part, digest(&Holds::Lines(of(part))))).collect()
        }
    }
}
