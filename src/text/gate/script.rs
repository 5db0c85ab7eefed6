//! One script set a line: Latin with Latin, Han with kana or with hangul and with ASCII letters, never Latin with Cyrillic
//! (UTS #39, 5.1 and 5.2, "highly restrictive").
//! The script of most letters of a line decides; what does not go with it is escaped.
//! Must not know: what is printable.

use super::printable;
use std::sync::LazyLock;
use unicode_security::mixed_script::AugmentedScriptSet;

/// Script sets that are tried for one line; an honest name has one or two.
const SCRIPTS: usize = 8;

/// The scripts of ASCII letters, and of all other ASCII. Names are gated for every frame, and most of their letters are these.
static ASCII: LazyLock<(AugmentedScriptSet, AugmentedScriptSet)> =
    LazyLock::new(|| (AugmentedScriptSet::for_char('a'), AugmentedScriptSet::for_char(' ')));

fn scripts_of(c: char) -> AugmentedScriptSet {
    match c {
        'a'..='z' | 'A'..='Z' => ASCII.0,
        '\0'..='\x7f' => ASCII.1,
        _ => AugmentedScriptSet::for_char(c),
    }
}

/// The scripts a line can still be in.
pub(super) struct LineScript {
    possible: AugmentedScriptSet,
    mixing: bool,
}

impl LineScript {
    /// A line of one script set: the one most of its letters go with; among equals, the first.
    pub(super) fn of(text: &str) -> Self {
        let mut tried: Vec<AugmentedScriptSet> = Vec::new();
        let mut best = (0, AugmentedScriptSet::default());
        let shown = |c: &char| c.is_alphabetic() && printable::is_printable(*c);
        for c in text.chars().filter(shown) {
            let possible = scripts_of(c);
            if tried.contains(&possible) || tried.len() == SCRIPTS {
                continue;
            }
            tried.push(possible);
            let mut line = Self { possible, mixing: false };
            let admitted = text.chars().filter(shown).filter(|c| line.admits(*c)).count();
            if admitted > best.0 {
                best = (admitted, possible);
            }
        }
        Self { possible: best.1, mixing: false }
    }

    /// A line in which scripts may mix.
    pub(super) fn mixed() -> Self {
        Self { possible: AugmentedScriptSet::default(), mixing: true }
    }

    /// Whether the character goes with those admitted before it. If so, it narrows what may follow.
    pub(super) fn admits(&mut self, c: char) -> bool {
        let latin_in_east_asian = c.is_ascii_alphabetic() && self.is_east_asian();
        if self.mixing || latin_in_east_asian {
            return true;
        }
        let mut together = self.possible;
        together.intersect_with(scripts_of(c));
        let fits = !together.is_empty();
        if fits {
            self.possible = together;
        }
        fits
    }

    /// Whether the line is Chinese, Japanese or Korean: ASCII letters are part of how those are written, and look like nothing else.
    fn is_east_asian(&self) -> bool {
        let narrowed = self.possible != AugmentedScriptSet::default();
        narrowed && (self.possible.hanb || self.possible.jpan || self.possible.kore)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_way_for_ascii_leads_to_the_same_scripts() {
        for c in '\0'..='\u{ff}' {
            assert_eq!(scripts_of(c), AugmentedScriptSet::for_char(c), "{c:?}");
        }
    }
}
