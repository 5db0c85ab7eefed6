//! Challenge words for the telephone (F29): whether two consoles hold the same order, said in words that sound unlike each other.
//! The approver's console draws three words once the order is fixed. Both consoles then show four words that follow from them and
//! from the digest of the order; without knowing the three in advance, nobody can look for another order with the same four.
//! Must not know: where the random words come from.

use super::digest::Digest;
use aws_lc_rs::hmac;
use std::{fmt, str::FromStr, sync::LazyLock};

/// The Bytewords (BCR-2020-012): 256 words of four letters, no two with the same first and last letter, so that a word that was half
/// understood is still one word.
static WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| include_str!("challenge/bytewords.txt").split_whitespace().collect());

/// Three words that one person reads to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Challenge([u8; 3]);

/// Four words that follow from a challenge and an order. Equal on both consoles only if the orders are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer([u8; 4]);

/// Words that are no challenge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a challenge is three words of four letters from the list, such as able acid zoom")]
pub struct NotAChallenge;

impl Challenge {
    /// The challenge of three random octets. They are drawn after the order is fixed, and once for each call.
    pub fn drawn(octets: [u8; 3]) -> Self {
        Self(octets)
    }

    /// What both consoles show for an order: the first four octets of HMAC-SHA256, as words. The key is the challenge as it is
    /// written, the message the digest as 64 hexadecimal digits, so that stock tools can reckon it too.
    pub fn answer(self, order_sha256: Digest) -> Answer {
        let key = hmac::Key::new(hmac::HMAC_SHA256, self.to_string().as_bytes());
        let tag = hmac::sign(&key, order_sha256.to_string().as_bytes());
        Answer(tag.as_ref().first_chunk().copied().unwrap_or_default())
    }
}

/// Reads three words as a person types them: capitals and the number of spaces don't matter.
///
/// # Errors
/// [`NotAChallenge`] for anything else.
impl FromStr for Challenge {
    type Err = NotAChallenge;

    fn from_str(text: &str) -> Result<Self, NotAChallenge> {
        let octet = |word: &str| {
            let place = WORDS.iter().position(|known| known.eq_ignore_ascii_case(word));
            place.and_then(|place| u8::try_from(place).ok()).ok_or(NotAChallenge)
        };
        let octets: Vec<u8> = text.split_whitespace().map(octet).collect::<Result<_, _>>()?;
        octets.try_into().map(Self).map_err(|_| NotAChallenge)
    }
}

fn said(octets: &[u8]) -> String {
    let word = |octet: &u8| WORDS.get(usize::from(*octet)).copied().unwrap_or_default();
    octets.iter().map(word).collect::<Vec<_>>().join(" ")
}

impl fmt::Display for Challenge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&said(&self.0))
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&said(&self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn there_is_a_word_for_every_octet_and_none_is_like_another() {
        assert_eq!((WORDS.len(), WORDS.first(), WORDS.last()), (256, Some(&"able"), Some(&"zoom")));
        assert!(WORDS.iter().all(|word| word.len() == 4 && word.bytes().all(|letter| letter.is_ascii_lowercase())));
        let ends: BTreeSet<_> = WORDS.iter().map(|word| (word.as_bytes()[0], word.as_bytes()[3])).collect();
        assert_eq!(ends.len(), 256);
    }

    /// F29. `printf %s ba78…15ad | openssl dgst -sha256 -hmac 'able acid zoom'` begins with the same octets.
    #[test]
    fn the_answer_is_what_stock_tools_reckon() {
        let challenge: Challenge = "able acid zoom".parse().unwrap();
        assert_eq!(challenge, Challenge::drawn([0, 1, 255]));
        assert_eq!(challenge.answer(Digest::of("abc")).0, [0x01, 0x7f, 0x6f, 0xfc]);
        assert_eq!(challenge.answer(Digest::of("abc")).to_string(), "acid lamb jowl zest");
    }

    /// F29.
    #[test]
    fn another_order_or_another_challenge_has_another_answer() {
        let (one, other) = (Challenge::drawn([1, 2, 3]), Challenge::drawn([1, 2, 4]));
        assert_ne!(one.answer(Digest::of("abc")), one.answer(Digest::of("abd")));
        assert_ne!(one.answer(Digest::of("abc")), other.answer(Digest::of("abc")));
    }

    #[test]
    fn words_are_read_as_they_are_typed() {
        for text in ["able acid zoom", " ABLE  Acid\tzoom "] {
            assert_eq!(text.parse(), Ok(Challenge::drawn([0, 1, 255])), "{text}");
        }
        for text in ["", "able acid", "able acid zoom zone", "able acid zo", "able acid zoomy", "able acid none"] {
            assert_eq!(text.parse::<Challenge>(), Err(NotAChallenge), "{text}");
        }
    }
}
