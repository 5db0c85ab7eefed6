//! Names and prose: printable text of any left-to-right script, one line at a time.
//! A combining mark is shown only on a letter that is shown, two at most, and only in a line that is NFC.
//! Must not know: which characters are printable, and which scripts go together.

use super::{critical::is_inner_space, printable, script::LineScript, shown::Writer};
use unicode_normalization::{IsNormalized, is_nfc, is_nfc_quick};

/// More marks than this on one letter climb into the neighbouring rows.
const MARKS_ON_A_LETTER: u8 = 2;

/// One line of one script set.
pub(super) fn name(text: &str, out: &mut Writer) {
    line(text, LineScript::of(text), out);
}

/// Lines of any scripts. A break at either end would not be seen, so it is escaped.
pub(super) fn prose(text: &str, out: &mut Writer) {
    let led = text.trim_start_matches('\n');
    let body = led.trim_end_matches('\n');
    (led.len()..text.len()).for_each(|_| out.escape('\n'));
    for (at, part) in body.split('\n').enumerate() {
        if at > 0 {
            out.show('\n');
        }
        line(part, LineScript::mixed(), out);
    }
    (body.len()..led.len()).for_each(|_| out.escape('\n'));
}

fn line(text: &str, mut script: LineScript, out: &mut Writer) {
    let normal = is_nfc(text);
    // Marks that the letter before can still carry. None left after anything else, and after any escape: a mark shown
    // there would sit on the escape's bracket.
    let mut room = 0;
    let mut before = None;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let stable = match is_nfc_quick(std::iter::once(c)) {
            IsNormalized::Yes => true,
            IsNormalized::No => false,
            // It may join what stands before it; when the line is NFC, it did not.
            IsNormalized::Maybe => normal,
        };
        if c == ' ' {
            out.put(c, is_inner_space(before, rest.peek().copied()));
            room = 0;
        } else if printable::is_mark(c) {
            let fits = room > 0 && normal && stable && printable::is_plain_mark(c) && script.admits(c);
            room = if out.put(c, fits) { room - 1 } else { 0 };
        } else {
            let fits = stable && printable::is_printable(c) && script.admits(c);
            room = if out.put(c, fits) && printable::is_letter(c) { MARKS_ON_A_LETTER } else { 0 };
        }
        before = Some(c);
    }
}
