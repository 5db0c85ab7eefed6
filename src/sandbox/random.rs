//! Numbers that look random and are the same for the same seed, on every machine and in every version.
//! For invented data only; secrets come from the system.
//! Must not know: what is invented with them.

/// SplitMix64 (Steele, Lea and Flood, 2014): small, fast, and written down.
#[derive(Clone, Debug)]
pub(super) struct SplitMix64(u64);

impl SplitMix64 {
    /// A stream of its own for each purpose, so that one can grow without changing the others.
    pub(super) fn new(seed: u64, purpose: u64) -> Self {
        let mut mixed = Self(seed ^ purpose.wrapping_mul(0xD6E8_FEB8_6659_FD93));
        Self(mixed.next())
    }

    /// The next 64 bits.
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0 to `limit − 1`; 0 when the limit is 0.
    pub(super) fn below(&mut self, limit: u64) -> u64 {
        let wide = u128::from(self.next()) * u128::from(limit);
        u64::try_from(wide >> 64).unwrap_or_default()
    }

    /// A number from `least` to `most`.
    pub(super) fn between(&mut self, least: u64, most: u64) -> u64 {
        least + self.below(most.saturating_sub(least) + 1)
    }

    /// One of these; `None` when there are none.
    pub(super) fn one_of<'a, T>(&mut self, choices: &'a [T]) -> Option<&'a T> {
        let place = self.below(choices.len() as u64);
        usize::try_from(place).ok().and_then(|place| choices.get(place))
    }
}

#[cfg(test)]
mod tests {
    use super::SplitMix64;

    #[test]
    fn the_stream_is_the_published_one() {
        let mut numbers = SplitMix64(1_234_567);
        let first: Vec<u64> = (0..3).map(|_| numbers.next()).collect();
        assert_eq!(first, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    #[test]
    fn numbers_stay_in_their_bounds_and_reach_them() {
        let mut numbers = SplitMix64::new(7, 1);
        let drawn: Vec<u64> = (0..200).map(|_| numbers.between(3, 6)).collect();
        for wanted in 3..=6 {
            assert!(drawn.contains(&wanted));
        }
        assert!(drawn.iter().all(|number| (3..=6).contains(number)));
        assert_eq!(numbers.below(0), 0);
        assert_eq!(numbers.one_of::<u8>(&[]), None);
    }
}
