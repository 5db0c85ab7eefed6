//! Reads the parts of a body one by one: ids, words and texts, each under the name of its field.
//! What does not read is refused with the field and the reason; nothing is corrected, cut or guessed.
//! Must not know: what the parts are for.

use super::problem::Refusal;
use std::{fmt::Display, str::FromStr};

/// The longest reason and the longest name, in characters.
const LONGEST: usize = 500;

/// Reads an id or a number.
///
/// # Errors
/// The field and what it should be.
pub(super) fn id<T: FromStr<Err: Display>>(field: &str, text: &str) -> Result<T, Refusal> {
    text.parse().map_err(|why: T::Err| Refusal::field(field, why.to_string()))
}

/// Reads a word of a list.
///
/// # Errors
/// The field and the words it may have.
pub(super) fn word<T: Copy>(field: &str, text: &str, words: &[(T, &'static str)]) -> Result<T, Refusal> {
    let found = words.iter().find(|(_, word)| *word == text).map(|(value, _)| *value);
    found.ok_or_else(|| {
        let may: Vec<&str> = words.iter().map(|(_, word)| *word).collect();
        Refusal::field(field, format!("expects one of: {}", may.join(", ")))
    })
}

/// A text that must say something, such as a reason or a name.
///
/// # Errors
/// The field, when the text is empty, too long, or has control characters.
pub(super) fn text<'a>(field: &str, text: &'a str) -> Result<&'a str, Refusal> {
    let fits = (1..=LONGEST).contains(&text.chars().count()) && !text.trim().is_empty();
    if !fits || text.contains(char::is_control) {
        return Err(Refusal::field(field, "expects 1 to 500 characters without control characters"));
    }
    Ok(text)
}

/// A text that may be empty.
///
/// # Errors
/// As [`text`].
pub(super) fn text_or_none<'a>(field: &str, given: &'a str) -> Result<&'a str, Refusal> {
    if given.is_empty() { Ok(given) } else { text(field, given) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_say_something_and_hold_no_control_characters() {
        for (given, fits) in
            [("why", true), ("ü", true), ("", false), ("  ", false), ("a\nb", false), ("a\u{1b}[2J", false), ("a\u{85}b", false)]
        {
            assert_eq!(text("reason", given).is_ok(), fits, "{given:?}");
        }
        assert!(text("reason", &"é".repeat(500)).is_ok());
        assert!(text("reason", &"é".repeat(501)).is_err());
        assert!(text_or_none("non_ghg", "").is_ok());
        assert!(text_or_none("non_ghg", " ").is_err());
    }
}
