//! Text cut into what a terminal shows in whole cells. The one measure of width, the same the terminal buffer uses.
//! An escape of the gate, `⟦U+202E⟧`, is marked as hostile from bracket to bracket.
//! Must not know: styles, or how much room there is.

use ratatui::buffer::CellWidth;
use unicode_segmentation::{GraphemeIndices, UnicodeSegmentation};

/// What a grapheme is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Text.
    Plain,
    /// Part of an escape of the gate.
    Hostile,
    /// A line break; or any other control character, though the gate lets none pass.
    Break,
}

/// One grapheme of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Grapheme<'a> {
    /// Where it begins, in bytes.
    pub at: usize,
    /// Its text.
    pub text: &'a str,
    /// How many cells it takes.
    pub width: usize,
    /// What it is.
    pub kind: Kind,
}

/// The graphemes of a text that take room. Those without width are left out: the gate has made visible those that matter.
pub(super) fn graphemes(text: &str) -> impl Iterator<Item = Grapheme<'_>> {
    Graphemes { indices: text.grapheme_indices(true), hostile: false }
}

struct Graphemes<'a> {
    indices: GraphemeIndices<'a>,
    hostile: bool,
}

impl<'a> Iterator for Graphemes<'a> {
    type Item = Grapheme<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (at, text) = self.indices.next()?;
            if text.contains(char::is_control) {
                self.hostile = false;
                return Some(Grapheme { at, text, width: 1, kind: Kind::Break });
            }
            self.hostile |= text.starts_with('⟦');
            let kind = if self.hostile { Kind::Hostile } else { Kind::Plain };
            self.hostile &= !text.starts_with('⟧');
            let width = usize::from(text.cell_width());
            if width > 0 {
                return Some(Grapheme { at, text, width, kind });
            }
        }
    }
}

/// Whether every byte is one plain cell.
pub(super) fn is_simple(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// How many cells a text takes on one line.
pub(super) fn width(text: &str) -> usize {
    if is_simple(text) { text.len() } else { graphemes(text).map(|grapheme| grapheme.width).sum() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_the_terminal() {
        for (text, cells) in [
            ("", 0),
            ("GHA01-100", 9),
            ("Zürich", 6),
            ("e\u{301}", 1),
            ("日本", 4),
            ("a\nb", 3),
            ("\r\n", 1),
            ("\u{200b}", 0),
            ("x⟦U+202E⟧", 9),
            ("👩‍👩‍👧", 2),
        ] {
            assert_eq!(width(text), cells, "{text:?}");
        }
    }

    #[test]
    fn an_escape_is_hostile_from_bracket_to_bracket() {
        let marked: String = graphemes("ab⟦U+0⟧c\nd").map(|g| if g.kind == Kind::Hostile { '^' } else { '.' }).collect();
        assert_eq!(marked, "..^^^^^...");
    }
}
