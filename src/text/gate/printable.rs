//! Which characters can be shown: those that take room of their own, stay where they are put, and imitate nothing.
//! What is not known to be harmless is not harmless: unassigned code points are escaped too.
//! Must not know: the neighbours of a character.

use std::ops::RangeInclusive;
use unicode_normalization::char::canonical_combining_class;
use unicode_properties::{GeneralCategory as Category, GeneralCategoryGroup as Group, UnicodeGeneralCategory as _};
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthChar;

type Table = [RangeInclusive<char>];

/// Default-ignorable code points that are letters or marks by category (the rest are format characters or unassigned).
const IGNORABLE: &Table = &[
    '\u{34F}'..='\u{34F}',
    '\u{115F}'..='\u{1160}',
    '\u{17B4}'..='\u{17B5}',
    '\u{180B}'..='\u{180F}',
    '\u{3164}'..='\u{3164}',
    '\u{FE00}'..='\u{FE0F}',
    '\u{FFA0}'..='\u{FFA0}',
    '\u{E0000}'..='\u{E0FFF}',
];

/// Blocks whose characters run from right to left, by the defaults that UAX #9 gives to them, unassigned ones included.
const RIGHT_TO_LEFT: &Table = &[
    '\u{590}'..='\u{8FF}',
    '\u{FB1D}'..='\u{FDFF}',
    '\u{FE70}'..='\u{FEFF}',
    '\u{10800}'..='\u{10FFF}',
    '\u{1E800}'..='\u{1EFFF}',
];

/// Characters that melt into the one before: conjoining jamo, halfwidth sound marks, emoji modifiers, regional indicators.
const MELTING: &Table = &[
    '\u{1100}'..='\u{11FF}',
    '\u{A960}'..='\u{A97F}',
    '\u{D7B0}'..='\u{D7FF}',
    '\u{FF9E}'..='\u{FF9F}',
    '\u{1F1E6}'..='\u{1F1FF}',
    '\u{1F3FB}'..='\u{1F3FF}',
];

/// Characters that imitate something else of the screen: an escape, a frame, a blank, a failure, plain letters and digits.
const IMITATING: &Table = &[
    '⟦'..='⟧',
    '\u{301A}'..='\u{301B}',
    '\u{2500}'..='\u{259F}',
    '\u{1FB00}'..='\u{1FBFF}',
    '\u{2800}'..='\u{2800}',
    '\u{13441}'..='\u{13442}',
    '\u{1D159}'..='\u{1D159}',
    '\u{FFFC}'..='\u{FFFD}',
    '\u{1D400}'..='\u{1D7FF}',
];

/// A combining mark that strikes its letter out.
const OVERLAY: u8 = 1;

/// Whether the character can stand for itself. Spaces and marks can't; the line decides about them.
pub(super) fn is_printable(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_graphic();
    }
    let visible = matches!(c.general_category_group(), Group::Letter | Group::Number | Group::Punctuation | Group::Symbol);
    visible && matches!(c.width(), Some(1 | 2)) && !is_hostile(c)
}

/// Whether the character attaches itself to the one before.
pub(super) fn is_mark(c: char) -> bool {
    !c.is_ascii() && c.general_category_group() == Group::Mark
}

/// Whether a mark may be shown on a letter: it neither encloses nor strikes out, and it can be seen.
pub(super) fn is_plain_mark(c: char) -> bool {
    let attached = matches!(c.general_category(), Category::NonspacingMark | Category::SpacingMark);
    attached && canonical_combining_class(c) != OVERLAY && !is_hostile(c) && (joins(c) || c.width() == Some(1))
}

/// Whether the painter puts the mark into the cell of its letter. A mark younger than the painter's Unicode would get a
/// cell of its own without any width, and be dropped.
fn joins(c: char) -> bool {
    let on_a_letter = String::from_iter(['a', c]);
    on_a_letter.graphemes(true).nth(1).is_none()
}

/// Whether the character can carry marks. A digit can't: a mark could make another digit of it.
pub(super) fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || c.general_category_group() == Group::Letter
}

fn is_hostile(c: char) -> bool {
    [IGNORABLE, RIGHT_TO_LEFT, MELTING, IMITATING].iter().any(|table| table.iter().any(|range| range.contains(&c)))
}
