//! Where idempotency keys come from: a seed that the runtime drew, and a count. `update` itself rolls no dice.
//! Two keys of one source are never the same.
//! Must not know: what is sent under a key.

use crate::registry::IdempotencyKey;
use sha2::{Digest, Sha256};

/// A source of keys.
#[derive(Clone, Debug)]
pub struct KeySource {
    seed: [u8; 16],
    made: u64,
}

impl KeySource {
    /// Keys from a random seed.
    pub fn from_seed(seed: [u8; 16]) -> Self {
        Self { seed, made: 0 }
    }

    /// A key that was never made before.
    pub fn next_key(&mut self) -> IdempotencyKey {
        self.made += 1;
        let digest = Sha256::new().chain_update(self.seed).chain_update(self.made.to_be_bytes()).finalize();
        let mut octets = [0; 16];
        octets.iter_mut().zip(digest).for_each(|(octet, byte)| *octet = byte);
        IdempotencyKey(uuid::Uuid::new_v8(octets))
    }
}

#[cfg(test)]
mod tests {
    use super::KeySource;

    #[test]
    fn keys_differ_and_follow_from_the_seed() {
        let mut keys = KeySource::from_seed([7; 16]);
        let (first, second) = (keys.next_key(), keys.next_key());
        assert_ne!(first, second);
        assert_eq!(KeySource::from_seed([7; 16]).next_key(), first);
        assert_ne!(KeySource::from_seed([8; 16]).next_key(), first);
    }
}
