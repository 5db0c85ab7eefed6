//! Critical text: identifiers and amounts, where one unseen character is another account or another order of magnitude.
//! ASCII 0x21 to 0x7E and single inner spaces only.
//! Must not know: scripts, marks, normal forms.

use super::shown::Writer;

/// Whether nothing in it would be escaped, in this kind and so in every kind but raw.
pub(super) fn is_clean(text: &str) -> bool {
    let mut after_space = true;
    let plain = text.bytes().all(|octet| {
        let fits = matches!(octet, 0x21..=0x7E) || (octet == b' ' && !after_space);
        after_space = octet == b' ';
        fits
    });
    plain && (text.is_empty() || !after_space)
}

pub(super) fn gate(text: &str, out: &mut Writer) {
    let mut before = None;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let fits = if c == ' ' { is_inner_space(before, rest.peek().copied()) } else { c.is_ascii_graphic() };
        out.put(c, fits);
        before = Some(c);
    }
}

/// A space that can be seen and counted: something stands before it that is no space, and something follows.
/// Of several spaces the first is shown and the others are escaped.
pub(super) fn is_inner_space(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(|c| c != ' ') && after.is_some()
}
