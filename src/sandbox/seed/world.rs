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
pub(super) struct Walk {
    numbers: SplitMix64,
    next: u64,
    place: u64,
    dealt_to: Option<&'static str>,
    /// Which of the choices the piece before has.
    before: Option<u64>,
    /// The authorizations that are good for the numbering, and whether each sets a maximum.
    choices: Vec<(u64, bool)>,
    home: bool,
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
    /// Its walk from the first serial on. Authorizations with a maximum are for the numbering of the Party's own registry.
    pub(super) fn walk(&self, seed: u64, authorizations: &[Authorization]) -> Walk {
        let Self { approach, creator, vintage, .. } = self;
        let name = format!("{} {creator} {vintage}", approach.id);
        // FNV-1a: a purpose of its own for each numbering.
        let mix = |hash: u64, octet: u8| (hash ^ u64::from(octet)).wrapping_mul(0x0100_0000_01b3);
        let purpose = name.bytes().fold(0xcbf2_9ce4_8422_2325, mix);
        let home = *creator == approach.home();
        let fits = |authorization: &Authorization| authorization.covers(*vintage) && (home || !authorization.is_capped());
        let choices = (0..).zip(authorizations).filter(|(_, authorization)| fits(authorization));
        Walk {
            numbers: SplitMix64::new(seed, purpose),
            next: if approach.id == "CA0006" && *vintage == 2025 { NEAR_2_53 } else { 1 },
            place: 0,
            dealt_to: None,
            before: None,
            choices: choices.map(|(place, authorization)| (place, authorization.is_capped())).collect(),
            home,
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
        let mut held: Vec<(&str, u64)> = RING.iter().map(|registry| (*registry, 0)).collect();
        let mut last = 1;
        let mut walk = self.walk(seed, authorizations);
        // Who has the largest share has been dealt all that can be his.
        while !held.is_empty() {
            let piece = walk.step();
            last = piece.last;
            let holder = piece.holder.unwrap_or(&self.creator);
            if let Some(place) = held.iter().position(|(registry, _)| *registry == holder) {
                let full = held.get_mut(place).is_some_and(|(_, count)| {
                    *count += 1;
                    *count >= most
                });
                if full {
                    held.swap_remove(place);
                }
            }
        }
        last
    }
}

impl Walk {
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
        let (authorization, capped) = self.authorization(touches);
        // What has a maximum is counted by the registry that created it, so it keeps all of it.
        let holder = self.dealt_to.filter(|_| self.home && !capped);
        Piece { first, last, authorization, holder }
    }

    /// Half stays with the creator, the rest is dealt evenly.
    fn deal(&mut self) -> Option<&'static str> {
        let drawn = self.numbers.below(2 * RING.len() as u64);
        usize::try_from(drawn).ok().and_then(|drawn| RING.get(drawn)).copied()
    }

    /// One of the authorizations, another than the piece before has when the two touch.
    fn authorization(&mut self, touches: bool) -> (u64, bool) {
        let count = self.choices.len() as u64;
        let drawn = self.numbers.below(count);
        let same = touches && self.before == Some(drawn);
        let drawn = if same { (drawn + 1) % count.max(1) } else { drawn };
        self.before = Some(drawn);
        usize::try_from(drawn).ok().and_then(|drawn| self.choices.get(drawn)).copied().unwrap_or_default()
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
