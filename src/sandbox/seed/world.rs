//! How serials are dealt to registries, the same wherever it is computed: registries seeded alike never hold the same ITMO.
//! A numbering is a walk through serials that depends on the seed and its ids alone; each piece of it belongs to one registry.
//! Must not know: accounts, and which registry's book is being made.

use super::{
    approaches::{APPROACHES, Approach},
    authorizations::Authorization,
};
use crate::{domain::RegistryId, sandbox::random::SplitMix64};

/// The registries that ITMOs of each Party's own numbering are dealt to.
pub(super) const RING: [&str; 10] = ["CHE01", "GHA01", "THA01", "SGP01", "JPN01", "VUT01", "GEO01", "MWI01", "MAR01", "SWE01"];
/// Vintages of the book.
const VINTAGES: [u16; 5] = [2021, 2022, 2023, 2024, 2025];
/// Where the numbering of one series begins, so that it crosses 2^53: readers that use floating point round there.
const NEAR_2_53: u64 = (1 << 53) - 400;
/// Pieces that are dealt together, so that neighbours often stay in one registry.
const DEAL: u64 = 8;

/// A numbering that blocks are cut from.
pub(super) struct Numbering {
    /// The cooperative approach.
    pub approach: &'static Approach,
    /// The registry that created the ids.
    pub creator: String,
    /// The vintage.
    pub vintage: u16,
    /// How many of its pieces stand in the book at hand.
    pub share: u64,
}

/// A run of serials that one registry holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// The first serial.
    pub first: u64,
    /// The last serial.
    pub last: u64,
    /// Which of the approach's authorizations.
    pub authorization: u64,
    /// The registry that holds it; `None` is the creator.
    pub holder: Option<&'static str>,
}

/// A walk through a numbering, piece by piece, without end.
pub(super) struct Walk<'a> {
    numbers: SplitMix64,
    next: u64,
    place: u64,
    dealt_to: Option<&'static str>,
    before: Option<u64>,
    authorizations: &'a [Authorization],
    home: bool,
    vintage: u16,
}

/// The numberings of a registry's book: of each approach that of its Party's registry and its own, for each vintage, with nearly
/// equal shares that add up to so many blocks.
pub(super) fn numberings(registry: RegistryId, blocks: u64, with_non_ghg: bool) -> Vec<Numbering> {
    let here = registry.to_string();
    let dealt = RING.contains(&here.as_str());
    let mut all = Vec::new();
    for approach in APPROACHES.iter().filter(|approach| with_non_ghg || !approach.is_non_ghg()) {
        let mut creators = vec![here.clone()];
        // A registry outside of the ring is dealt nothing of the others' numberings.
        creators.extend(Some(approach.home()).filter(|home| dealt && *home != here));
        creators.sort();
        for creator in creators {
            all.extend(VINTAGES.map(|vintage| Numbering { approach, creator: creator.clone(), vintage, share: 0 }));
        }
    }
    let count = all.len() as u64;
    for (place, numbering) in (0..).zip(&mut all) {
        numbering.share = blocks * (place + 1) / count - blocks * place / count;
    }
    all
}

impl Numbering {
    /// Its walk from the first serial on.
    pub(super) fn walk<'a>(&self, seed: u64, authorizations: &'a [Authorization]) -> Walk<'a> {
        let Self { approach, creator, vintage, .. } = self;
        let name = format!("{} {creator} {vintage}", approach.id);
        // FNV-1a: a purpose of its own for each numbering.
        let purpose =
            name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, octet| (hash ^ u64::from(octet)).wrapping_mul(0x0100_0000_01b3));
        Walk {
            numbers: SplitMix64::new(seed, purpose),
            next: if approach.id == "CA0006" && *vintage == 2025 { NEAR_2_53 } else { 1 },
            place: 0,
            dealt_to: None,
            before: None,
            authorizations,
            home: *creator == approach.home(),
            vintage: *vintage,
        }
    }

    /// Whether a piece of this numbering stands in a registry's book.
    pub(super) fn is_held_by(&self, piece: &Piece, registry: &str) -> bool {
        piece.holder.unwrap_or(&self.creator) == registry
    }

    /// The last serial that any registry seeded alike may hold of it.
    pub(super) fn given_out(&self, seed: u64, authorizations: &[Authorization]) -> u64 {
        // No book has a larger share of one numbering than this.
        let most = self.share + self.share / 2 + 2;
        let mut held = vec![0; RING.len()];
        let mut last = 1;
        let mut walk = self.walk(seed, authorizations);
        while held.iter().any(|held| *held < most) {
            let piece = walk.step();
            last = piece.last;
            let place = RING.iter().position(|registry| self.is_held_by(&piece, registry));
            if let Some(held) = place.and_then(|place| held.get_mut(place)) {
                *held += 1;
            }
        }
        last
    }
}

impl Walk<'_> {
    /// The next piece.
    pub(super) fn step(&mut self) -> Piece {
        if self.place.is_multiple_of(DEAL) {
            self.dealt_to = self.deal();
        }
        self.place += 1;
        let touches = self.place > 1 && self.numbers.below(3) > 0;
        // Gaps are ITMOs that went out of the world of these registries.
        let first = if touches || self.place == 1 { self.next } else { self.next + self.numbers.between(1, 500) };
        let last = first + quantity(&mut self.numbers) - 1;
        self.next = last + 1;
        let (authorization, capped) = self.authorization(self.before.filter(|_| touches));
        self.before = Some(authorization);
        // What has a maximum is counted by the registry that created it, so it keeps all of it.
        let holder = self.dealt_to.filter(|_| self.home && !capped);
        Piece { first, last, authorization, holder }
    }

    /// Half stays with the creator, the rest is dealt evenly.
    fn deal(&mut self) -> Option<&'static str> {
        let drawn = self.numbers.below(2 * RING.len() as u64);
        usize::try_from(drawn).ok().and_then(|drawn| RING.get(drawn)).copied()
    }

    /// One of the authorizations that are good for the vintage, other than that of a neighbour. Those with a maximum are for the
    /// Party's own registry.
    fn authorization(&mut self, not: Option<u64>) -> (u64, bool) {
        let drawn = self.numbers.below(self.authorizations.len() as u64);
        let (home, vintage) = (self.home, self.vintage);
        let fits = |authorization: &Authorization| authorization.covers(vintage) && (home || !authorization.is_capped());
        let found = (0..).zip(self.authorizations).cycle().skip(usize::try_from(drawn).unwrap_or_default());
        let mut found =
            found.take(self.authorizations.len()).filter(|(place, authorization)| Some(*place) != not && fits(authorization));
        found.next().map_or((0, false), |(place, authorization)| (place, authorization.is_capped()))
    }
}

/// How many ITMOs: some single ones, mostly hundreds and thousands, a few very large.
fn quantity(numbers: &mut SplitMix64) -> u64 {
    match numbers.below(20) {
        0 => 1,
        1..=12 => numbers.between(2, 1_000),
        13..=18 => numbers.between(1_000, 20_000),
        _ => numbers.between(20_000, 500_000),
    }
}
