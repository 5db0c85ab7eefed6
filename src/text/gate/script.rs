//! One script set a line: Latin with Latin, Han with kana or with hangul, never Latin with Cyrillic (UTS #39, 5.1).
//! The first characters of a line decide; what does not go with them is escaped.
//! Must not know: what is printable.

use unicode_security::mixed_script::AugmentedScriptSet;

/// The scripts a line can still be in.
pub(super) struct LineScript {
    possible: AugmentedScriptSet,
    mixing: bool,
}

impl LineScript {
    /// A line of one script set.
    pub(super) fn single() -> Self {
        Self { possible: AugmentedScriptSet::default(), mixing: false }
    }

    /// A line in which scripts may mix.
    pub(super) fn mixed() -> Self {
        Self { mixing: true, ..Self::single() }
    }

    /// Whether the character goes with those admitted before it. If so, it narrows what may follow.
    pub(super) fn admits(&mut self, c: char) -> bool {
        if self.mixing {
            return true;
        }
        let mut together = self.possible;
        together.intersect_with(AugmentedScriptSet::for_char(c));
        let fits = !together.is_empty();
        if fits {
            self.possible = together;
        }
        fits
    }
}
