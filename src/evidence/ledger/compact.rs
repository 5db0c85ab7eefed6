//! What the act in a line may be: one JSON object, printable ASCII, no blank outside of a string.
//! Checked without building it: the text itself is the evidence.
//! Must not know: which members an act has.

use serde::de::IgnoredAny;
use std::{borrow::Cow, fmt::Write as _};

/// How deep objects and arrays may be nested in an act.
const DEEPEST: u32 = 32;

/// Whether the text is a JSON object in printable ASCII without blanks outside of strings.
pub(super) fn is_object(text: &str) -> bool {
    text.starts_with('{') && is_compact(text) && serde_json::from_str::<IgnoredAny>(text).is_ok()
}

/// Whether all is printable ASCII, blanks are only within strings, and nothing is nested deeper than any reader takes.
fn is_compact(text: &str) -> bool {
    let (mut within, mut escaped, mut depth) = (false, false, 0_u32);
    text.bytes().all(|octet| {
        within ^= octet == b'"' && !escaped;
        escaped = within && octet == b'\\' && !escaped;
        match octet {
            b'{' | b'[' if !within => depth = depth.saturating_add(1),
            b'}' | b']' if !within => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth <= DEEPEST && (octet.is_ascii_graphic() || (octet == b' ' && within))
    })
}

/// The JSON with everything but printable ASCII escaped, so that a ledger can be printed on any terminal (T01).
pub(super) fn escaped(json: &str) -> Cow<'_, str> {
    let plain = |c: char| c == ' ' || c.is_ascii_graphic();
    // Anything below a blank is left for the check to refuse: JSON writes it escaped.
    if json.is_ascii() && !json.contains('\u{7f}') {
        return Cow::Borrowed(json);
    }
    let mut text = String::with_capacity(json.len());
    for c in json.chars() {
        if plain(c) {
            text.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            // Writing to a String can't fail.
            let _ = write!(text, "\\u{unit:04x}");
        }
    }
    Cow::Owned(text)
}
