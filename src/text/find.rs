//! Finding a text in a text, letter case aside.
//! Lists step from match to match and painters mark matches by this one rule, so what is marked is what is found.
//! Must not know: lists, rows, or where the text stands.

/// Whether a text holds what is looked for. Nothing looked for is never found.
pub fn holds(text: &str, needle: &str) -> bool {
    text.char_indices().any(|(at, _)| match_at(text, at, needle).is_some())
}

/// Where the match that begins at byte `at` ends, if there is one.
pub fn match_at(text: &str, at: usize, needle: &str) -> Option<usize> {
    if needle.is_empty() {
        return None;
    }
    let mut rest = text.get(at..)?.char_indices();
    for wanted in needle.chars() {
        let (_, found) = rest.next()?;
        if found != wanted && !found.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    Some(rest.next().map_or(text.len(), |(end, _)| at + end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_does_not_matter() {
        for (text, needle, found) in [
            ("Northern Biogas", "bio", true),
            ("Zürich", "ZÜR", true),
            ("abc", "", false),
            ("", "a", false),
            ("ab", "abc", false),
            ("aab", "ab", true),
        ] {
            assert_eq!(holds(text, needle), found, "{needle:?} in {text:?}");
        }
        assert_eq!(match_at("xÜber", 1, "üB"), Some(4));
    }
}
