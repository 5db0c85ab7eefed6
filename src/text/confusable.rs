//! Twins: different strings that the eye takes for the same (T17, T18; UTS #39, 4).
//! The answer is a warning beside a name, never a reason to treat two names as one.
//! Must not know: which names are compared, or what is said about them.

use super::Untrusted;
use unicode_normalization::UnicodeNormalization;

/// What characters are taken for: a line a character, or a range of them, in their order, all in hexadecimal digits: `3B1 61` says that
/// alpha is taken for `a`, and `E0000..E0FFF` that nothing is seen of these. It is text and not a table of slices, whose thousands of
/// addresses every start would have to set right.
static TABLE: &str = include_str!("confusables.txt");

/// Whether two texts differ in octets but have the same skeleton: `GHA01` and `GHA0l`, Latin and Cyrillic `C`.
/// A text is not confusable with itself.
pub fn confusable(a: &Untrusted, b: &Untrusted) -> bool {
    a != b && skeleton(a.octets()) == skeleton(b.octets())
}

/// What the eye sees of a text: each character as that for which it is taken.
fn skeleton(text: &str) -> String {
    let mut seen = String::with_capacity(text.len());
    for c in text.chars().nfd() {
        match taken_for(c) {
            None => seen.push(c),
            Some(prototype) => seen.extend(prototype.split_whitespace().filter_map(character)),
        }
    }
    seen.nfd().collect()
}

/// The characters for which one is taken, as they stand in the table; `None` for those that are taken for themselves.
fn taken_for(c: char) -> Option<&'static str> {
    let mut left = TABLE;
    while !left.is_empty() {
        let middle = left.as_bytes().get(..left.len() / 2)?.iter().rposition(|octet| *octet == b'\n').map_or(0, |at| at + 1);
        let (before, from) = left.split_at_checked(middle)?;
        let (line, after) = from.split_once('\n')?;
        let (of, prototype) = line.split_once(' ').unwrap_or((line, ""));
        let (first, last) = of.split_once("..").unwrap_or((of, of));
        left = match (character(first)?, character(last)?) {
            (first, _) if c < first => before,
            (_, last) if c > last => after,
            _ => return Some(prototype),
        };
    }
    None
}

fn character(digits: &str) -> Option<char> {
    u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn are(a: &str, b: &str) -> bool {
        confusable(&Untrusted::new(a), &Untrusted::new(b))
    }

    /// T17.
    #[test]
    fn twins_differ_in_octets_and_look_alike() {
        for (a, b) in [
            ("GHA01", "GHAO1"),
            ("Bill", "BilI"),
            ("\u{421}limate Fund", "Climate Fund"),
            ("paypal", "p\u{430}yp\u{430}l"),
            ("soft\u{AD}hyphen", "softhyphen"),
            ("modern", "modem"),
            ("e\u{301}", "\u{E9}"),
        ] {
            assert!(are(a, b) && are(b, a), "{a} {b}");
        }
    }

    #[test]
    fn the_same_and_the_plainly_different_are_no_twins() {
        for (a, b) in [("GHA01", "GHA01"), ("", ""), ("GHA01", "GHA02"), ("GHA01", "gha01"), ("a", "")] {
            assert!(!are(a, b), "{a} {b}");
        }
    }

    /// The table as the standard's data have it: what decomposes is looked up in its parts, and needs no line.
    fn of_the_standard() -> String {
        let mut lines: Vec<(u32, u32, String)> = Vec::new();
        for c in char::MIN..=char::MAX {
            let prototype: Vec<String> =
                unicode_security::skeleton(&c.to_string()).map(|to| format!(" {:X}", u32::from(to))).collect();
            let (code, prototype) = (u32::from(c), prototype.concat());
            if !std::iter::once(c).nfd().eq([c]) || prototype == format!(" {code:X}") {
                continue;
            }
            match lines.last_mut() {
                Some((_, last, before)) if *last + 1 == code && *before == prototype => *last = code,
                _ => lines.push((code, code, prototype)),
            }
        }
        let line = |(first, last, prototype): (u32, u32, String)| {
            let of = if first == last { format!("{first:X}") } else { format!("{first:X}..{last:X}") };
            format!("{of}{prototype}\n")
        };
        lines.into_iter().map(line).collect()
    }

    /// The file is the standard's, of the edition that the dependency has; `UPDATE_DOCS=1` writes it anew.
    #[test]
    fn the_table_is_that_of_the_standard() {
        let standard = of_the_standard();
        if std::env::var_os("UPDATE_DOCS").is_some() {
            let file = concat!(env!("CARGO_MANIFEST_DIR"), "/src/text/confusables.txt");
            return std::fs::write(file, standard).unwrap();
        }
        assert!(TABLE == standard, "the table is not that of the standard: UPDATE_DOCS=1 writes it anew");
    }

    /// What is taken for something else is found, whatever stands beside it, and so is what stands next to it in the table and is not.
    #[test]
    fn characters_have_the_skeleton_of_the_standard() {
        let named = TABLE.lines().filter_map(|line| line.split([' ', '.']).next().and_then(character));
        let beside =
            |c: char| [u32::from(c).wrapping_sub(1), u32::from(c), u32::from(c) + 1].into_iter().filter_map(char::from_u32);
        for c in named.flat_map(beside).chain('\0'..='\u{2FF}') {
            let text = format!("a{c}\u{301}");
            assert_eq!(skeleton(&text), unicode_security::skeleton(&text).collect::<String>(), "{c:?}");
        }
    }
}
