//! A word of a registry that stands for one of a known few: understood, or kept as it came.
//! A word nothing has is shown and never acted on; it does not make the rest of an answer unreadable.
//! Must not know: which words there are.

use crate::text::Untrusted;

/// What a registry said in one word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word<T> {
    /// A word this console knows.
    Known(T),
    /// Any other word. Shown, and nothing acts on it.
    Unrecognised(Untrusted),
}

impl<T> Word<T> {
    /// Reads a word; `known` knows what the known ones mean.
    pub fn read(word: String, known: impl FnOnce(&str) -> Option<T>) -> Self {
        known(&word).map_or_else(|| Self::Unrecognised(Untrusted::new(word)), Self::Known)
    }

    /// What the word means, if it is a known one.
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Unrecognised(_) => None,
        }
    }

    /// The word as the registry wrote it; `word` says it of a known one. Never for the screen.
    pub fn octets(&self, word: impl FnOnce(T) -> &'static str) -> &str
    where
        T: Copy,
    {
        match self {
            Self::Known(value) => word(*value),
            Self::Unrecognised(other) => other.octets(),
        }
    }
}

impl<T: PartialEq> Word<T> {
    /// Whether it is the word for this.
    pub fn is(&self, value: &T) -> bool {
        self.known() == Some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::transfer::MessageKind;

    #[test]
    fn a_word_is_understood_or_kept_octet_for_octet() {
        for (written, known) in [("final", Some(MessageKind::Final)), ("Final", None), ("fin\u{202e}al", None), ("", None)] {
            let word = Word::read(written.to_owned(), MessageKind::of_word);
            assert_eq!((word.known().copied(), word.octets(MessageKind::word)), (known, written));
            assert_eq!(word.is(&MessageKind::Final), known.is_some());
        }
    }
}
