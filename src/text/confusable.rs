//! Twins: different strings that the eye takes for the same (T17, T18; UTS #39, 4).
//! The answer is a warning beside a name, never a reason to treat two names as one.
//! Must not know: which names are compared, or what is said about them.

use super::Untrusted;
use unicode_security::skeleton;

/// Whether two texts differ in octets but have the same skeleton: `GHA01` and `GHA0l`, Latin and Cyrillic `C`.
/// A text is not confusable with itself.
pub fn confusable(a: &Untrusted, b: &Untrusted) -> bool {
    a != b && skeleton(a.octets()).eq(skeleton(b.octets()))
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
}
