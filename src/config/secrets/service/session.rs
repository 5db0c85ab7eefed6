//! How a secret travels over the bus: encrypted for one session, as `dh-ietf1024-sha256-aes128-cbc-pkcs7` of the Secret Service has it.
//! It keeps tokens out of what is recorded on the bus; whoever may talk to the keyring can ask it for them anyway.
//! Must not know: the bus.

use aws_lc_rs::{
    cipher::{AES_128, DecryptionContext, PaddedBlockDecryptingKey, PaddedBlockEncryptingKey, UnboundCipherKey},
    hkdf,
    iv::FixedLength,
    rand,
};
use num_bigint::BigUint;

/// The name of this way.
pub(super) const ALGORITHM: &str = "dh-ietf1024-sha256-aes128-cbc-pkcs7";

/// Octets of the prime, and of what is agreed on.
const SIZE: usize = 128;
/// Octets of a key of AES-128.
const KEY: usize = 16;
/// The prime of the Second Oakley Group (RFC 2409, 6.2); its generator is 2.
const PRIME: &[u8] = b"FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74\
                       020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F1437\
                       4FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED\
                       EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE65381FFFFFFFFFFFFFFFF";

/// A secret as it travels.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Sealed {
    /// The initialization vector.
    pub(super) parameters: Vec<u8>,
    /// The encrypted octets.
    pub(super) value: Vec<u8>,
}

/// Our half of the agreement on a key.
pub(super) struct Offer {
    prime: BigUint,
    private: BigUint,
}

impl Offer {
    /// A new one; nothing if the system gives no random numbers.
    pub(super) fn new() -> Option<Self> {
        let mut octets = [0; SIZE];
        rand::fill(&mut octets).ok()?;
        Self::of(&octets)
    }

    fn of(private: &[u8]) -> Option<Self> {
        Some(Self { prime: BigUint::parse_bytes(PRIME, 16)?, private: BigUint::from_bytes_be(private) })
    }

    /// What the keyring is told.
    pub(super) fn public(&self) -> Vec<u8> {
        BigUint::from(2_u8).modpow(&self.private, &self.prime).to_bytes_be()
    }

    /// The key both sides get from the other's half; nothing if that half is one of those that give the key away.
    pub(super) fn agree(&self, theirs: &[u8]) -> Option<Key> {
        let theirs = BigUint::from_bytes_be(theirs);
        let one = BigUint::from(1_u8);
        if theirs <= one || theirs >= &self.prime - one {
            return None;
        }
        let common = theirs.modpow(&self.private, &self.prime).to_bytes_be();
        let padded = [vec![0; SIZE.checked_sub(common.len())?], common].concat();
        let mut key = [0; KEY];
        let extracted = hkdf::Salt::new(hkdf::HKDF_SHA256, &[]).extract(&padded);
        extracted.expand(&[], Length).and_then(|expanded| expanded.fill(&mut key)).ok()?;
        Some(Key(key))
    }
}

/// How much of the stretched key is wanted.
struct Length;

impl hkdf::KeyType for Length {
    fn len(&self) -> usize {
        KEY
    }
}

/// The key of a session.
pub(super) struct Key([u8; KEY]);

impl Key {
    /// Encrypts a secret.
    pub(super) fn seal(&self, secret: &[u8]) -> Option<Sealed> {
        let key = UnboundCipherKey::new(&AES_128, &self.0).ok()?;
        let mut value = secret.to_vec();
        let context = PaddedBlockEncryptingKey::cbc_pkcs7(key).ok()?.encrypt(&mut value).ok()?;
        let parameters = <&[u8]>::try_from(&context).ok()?.to_vec();
        Some(Sealed { parameters, value })
    }

    /// Decrypts a secret; nothing if it was encrypted with another key.
    pub(super) fn open(&self, sealed: Sealed) -> Option<Vec<u8>> {
        let key = UnboundCipherKey::new(&AES_128, &self.0).ok()?;
        let vector: [u8; 16] = sealed.parameters.try_into().ok()?;
        let mut value = sealed.value;
        let key = PaddedBlockDecryptingKey::cbc_pkcs7(key).ok()?;
        let plain = key.decrypt(&mut value, DecryptionContext::Iv128(FixedLength::from(vector))).ok()?;
        Some(plain.to_vec())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_agree_on_a_key_that_opens_what_the_other_sealed() {
        let (ours, theirs) = (Offer::new().unwrap(), Offer::new().unwrap());
        let (key, other) = (ours.agree(&theirs.public()).unwrap(), theirs.agree(&ours.public()).unwrap());
        for secret in [&b""[..], b"fifteen octets!", b"sixteen octets!!", b"more than one block of them"] {
            let sealed = key.seal(secret).unwrap();
            assert_ne!(sealed, key.seal(secret).unwrap(), "the same vector twice");
            assert_eq!(other.open(sealed).unwrap(), secret);
        }
        let stranger = Offer::new().unwrap().agree(&ours.public()).unwrap();
        assert_ne!(stranger.open(key.seal(b"a token").unwrap()).as_deref(), Some(&b"a token"[..]));
    }

    /// Made with Python: `pow`, and HKDF and AES of its `cryptography`.
    #[test]
    fn the_key_is_the_one_others_get() {
        let ours = Offer::of(&[7; SIZE]).unwrap();
        let key = ours.agree(&Offer::of(&[9; SIZE]).unwrap().public()).unwrap();
        assert_eq!(key.0, [26, 143, 189, 70, 238, 207, 138, 154, 43, 246, 90, 169, 68, 129, 48, 20]);
        let value = vec![
            136, 98, 235, 195, 178, 44, 153, 119, 228, 133, 241, 193, 148, 118, 120, 193, 192, 90, 0, 50, 206, 171, 195, 151,
            246, 242, 55, 216, 109, 15, 51, 122,
        ];
        let sealed = Sealed { parameters: vec![3; 16], value };
        assert_eq!(key.open(sealed).unwrap(), b"a token of somebody");
    }

    #[test]
    fn halves_that_give_the_key_away_are_refused() {
        let ours = Offer::new().unwrap();
        let prime = ours.prime.clone();
        for half in [BigUint::ZERO, BigUint::from(1_u8), &prime - 1_u8, prime.clone(), prime + 1_u8] {
            assert!(ours.agree(&half.to_bytes_be()).is_none(), "{half}");
        }
    }

    #[test]
    fn what_is_no_sealed_secret_does_not_open() {
        let key = Offer::new().unwrap().agree(&Offer::new().unwrap().public()).unwrap();
        for (vector, value) in [(16, 0), (16, 15), (15, 16), (0, 0)] {
            assert!(key.open(Sealed { parameters: vec![1; vector], value: vec![2; value] }).is_none(), "{vector} {value}");
        }
    }
}
