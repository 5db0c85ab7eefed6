//! Account types: the codes of the common nomenclature, table 52(b), and what the console calls them.
//! Only the label of 200 is in the source. The others go by analogy and are marked as unverified wherever there is room.
//! Must not know: what may be done with an account of a type.

use std::fmt;

/// An account type code of the common nomenclature (table 52(b)). Unknown codes are kept and shown as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountKind(pub u16);

impl AccountKind {
    /// An account that units are held in.
    pub const HOLDING: Self = Self(100);
    /// Use towards a nationally determined contribution.
    pub const NDC_USE: Self = Self(200);
    /// Use towards other international mitigation purposes.
    pub const OIMP_USE: Self = Self(210);
    /// General cancellation; further cancellation codes go up to 330.
    pub const CANCELLATION: Self = Self(300);

    /// The code.
    pub fn code(self) -> u16 {
        self.0
    }

    /// What a code of table 52(b) is called; `None` for a code that is not in it.
    pub fn label(self) -> Option<&'static str> {
        match self.0 {
            100 => Some("holding"),
            200 => Some("use towards NDC"),
            210 => Some("use towards OIMP"),
            300 => Some("general cancellation"),
            310 => Some("mandatory cancellation for OMGE"),
            320 => Some("voluntary cancellation for OMGE"),
            330 => Some("other cancellation"),
            _ => None,
        }
    }

    /// Whether the label is the source's own. An unverified one is a guess by analogy, and the screen should say so.
    pub fn is_label_verified(self) -> bool {
        self == Self::NDC_USE
    }

    /// The word for filters and for the wire; `None` for a code that none of them covers.
    pub fn word(self) -> Option<&'static str> {
        Self::WORDS.iter().find(|(_, codes)| codes.contains(&self.0)).map(|(word, _)| *word)
    }

    /// The codes that a filter word covers; `None` when no type has the word.
    pub fn codes_of_word(word: &str) -> Option<std::ops::RangeInclusive<u16>> {
        Self::WORDS.iter().find(|(w, _)| *w == word).map(|(_, codes)| codes.clone())
    }

    /// Every filter word with the codes it covers.
    pub const WORDS: [(&'static str, std::ops::RangeInclusive<u16>); 4] =
        [("holding", 100..=100), ("ndc-use", 200..=200), ("oimp-use", 210..=210), ("cancellation", 300..=330)];
}

/// `100 holding`, or `999` when the code is unknown. The alternate form says what is unverified: `100 holding (label unverified)`.
impl fmt::Display for AccountKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let note = if f.alternate() && !self.is_label_verified() { " (label unverified)" } else { "" };
        match self.label() {
            Some(label) => f.pad(&format!("{} {label}{note}", self.0)),
            None => f.pad(&self.0.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_code_has_its_label_and_its_word() {
        for (code, label, word) in [
            (100, Some("holding"), Some("holding")),
            (200, Some("use towards NDC"), Some("ndc-use")),
            (210, Some("use towards OIMP"), Some("oimp-use")),
            (300, Some("general cancellation"), Some("cancellation")),
            (310, Some("mandatory cancellation for OMGE"), Some("cancellation")),
            (320, Some("voluntary cancellation for OMGE"), Some("cancellation")),
            (330, Some("other cancellation"), Some("cancellation")),
            (0, None, None),
            (101, None, None),
            (299, None, None),
            (331, None, None),
        ] {
            let kind = AccountKind(code);
            assert_eq!((kind.code(), kind.label(), kind.word()), (code, label, word));
            assert_eq!(kind.is_label_verified(), code == 200);
            if let Some(word) = word {
                assert!(AccountKind::codes_of_word(word).unwrap().contains(&code));
            }
        }
        assert_eq!(AccountKind::codes_of_word("Holding"), None);
    }

    #[test]
    fn the_screen_can_say_that_a_label_is_a_guess() {
        assert_eq!(AccountKind::HOLDING.to_string(), "100 holding");
        assert_eq!(format!("{:#}", AccountKind::OIMP_USE), "210 use towards OIMP (label unverified)");
        assert_eq!(format!("{:#}", AccountKind::NDC_USE), "200 use towards NDC");
        assert_eq!(format!("{:#}", AccountKind(999)), "999");
        assert_eq!(format!("{:5}|", AccountKind(999)), "999  |");
        assert_eq!(AccountKind::CANCELLATION.word(), Some("cancellation"));
    }
}
