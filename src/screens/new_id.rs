//! Ids of version 7 for what is written here: the time in milliseconds, then octets that nobody can foresee.
//! Two that are made in the same millisecond differ by those octets, and several made at once by their number among them.
//! Must not know: what the id is of.

use jiff::Timestamp;
use uuid::Uuid;

/// The id of the nth of what is made now; none when the clock can't be said in one.
pub fn version_7(now: Timestamp, seed: [u8; 16], nth: u16) -> Option<Uuid> {
    let millis = u64::try_from(now.as_millisecond()).ok()?;
    let mut random: [u8; 10] = *seed.last_chunk()?;
    // The last octets carry nothing but the seed: the first ones have room for the version and the variant.
    random.iter_mut().rev().zip(nth.to_le_bytes()).for_each(|(octet, nth)| *octet ^= nth);
    Some(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
}

#[cfg(test)]
mod tests {
    use super::version_7;
    use jiff::Timestamp;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn ids_of_one_millisecond_differ_by_the_seed(one: [u8; 16], other: [u8; 16], at in 0_i64..4_000_000_000_000) {
            // What an id's version and variant stand in the place of is the same in every seed.
            let seed = |octets: [u8; 16]| *uuid::Builder::from_random_bytes(octets).into_uuid().as_bytes();
            let now = Timestamp::from_millisecond(at).unwrap();
            let id = |octets| version_7(now, seed(octets), 0).unwrap();
            let differ = seed(one)[6..] != seed(other)[6..];
            prop_assert_eq!(id(one) != id(other), differ);
            prop_assert_eq!(id(one).get_version_num(), 7);
        }

        #[test]
        fn all_that_are_made_at_once_differ(octets: [u8; 16], many in 1_u16..500) {
            let now = Timestamp::from_second(1_795_899_600).unwrap();
            let ids: BTreeSet<_> = (0..many).map(|nth| version_7(now, octets, nth).unwrap()).collect();
            prop_assert_eq!(ids.len(), usize::from(many));
        }
    }

    #[test]
    fn a_clock_before_1970_gives_none() {
        assert_eq!(version_7(Timestamp::from_second(-1).unwrap(), [7; 16], 0), None);
    }
}
