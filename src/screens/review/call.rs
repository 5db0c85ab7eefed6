//! The telephone: three words that are said to the initiator, and four that must come back (F29).
//! The words follow from a random draw and from the digest of the order, so that they agree only where the orders do.
//! Must not know: where the random draw comes from.

use crate::evidence::{
    challenge::{Answer, Challenge},
    digest::Digest,
};

/// A call to the initiator.
#[derive(Clone, Copy, Debug)]
pub(super) struct Call {
    /// The words to say.
    pub say: Challenge,
    answer: Answer,
    /// Whether the words that were heard were the right ones.
    pub agreed: bool,
}

impl Call {
    /// A call about an order, from octets that nobody could foresee.
    pub fn about(order: Digest, seed: [u8; 16]) -> Self {
        // The last octets of an id are the random ones; the first are the time.
        let [.., a, b, c] = seed;
        let say = Challenge::drawn([a, b, c]);
        Self { say, answer: say.answer(order), agreed: false }
    }

    /// Takes the words that were heard. Capitals and the number of spaces don't matter. Says whether they are right.
    pub fn heard(&mut self, words: &str) -> bool {
        let heard: Vec<String> = words.split_whitespace().map(str::to_ascii_lowercase).collect();
        self.agreed = heard.join(" ") == self.answer.to_string();
        self.agreed
    }
}
