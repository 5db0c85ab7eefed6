//! Gives an enum its words: the table of them, the word of a value, the value of a word.
//! A word that nothing has is `None`: on the path of trust an unknown state is an error, never a guess.
//! Must not know: what any of the words means.

/// `words!(Name, "what it is", Variant "word", …)`: every variant stands in the list, or it does not compile.
macro_rules! words {
    ($name:ident, $what:literal, $($variant:ident $word:literal),+ $(,)?) => {
        impl $name {
            #[doc = concat!("Every ", $what, " with its word on the wire, in filters and on the screen.")]
            pub const ALL: &'static [(Self, &'static str)] = &[$((Self::$variant, $word)),+];

            #[doc = concat!("The ", $what, "'s word.")]
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            #[doc = concat!("The ", $what, " of a word; `None` when none has it, which on the path of trust is an error.")]
            pub fn of_word(word: &str) -> Option<Self> {
                Self::ALL.iter().find(|(_, w)| *w == word).map(|(value, _)| *value)
            }
        }
    };
}
pub(crate) use words;
