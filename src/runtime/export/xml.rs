//! Text as it stands in the parts of a workbook.
//! What XML can't hold is written as the gate writes it; what a spreadsheet would read as an escape is escaped once more.
//! Must not know: cells or sheets.

/// Adds a text to a part.
pub(super) fn push(part: &mut String, text: &str) {
    for (at, c) in text.char_indices() {
        match c {
            '&' => part.push_str("&amp;"),
            '<' => part.push_str("&lt;"),
            '>' => part.push_str("&gt;"),
            // A spreadsheet reads `_x0041_` as `A`.
            '_' if text.get(at..).is_some_and(looks_escaped) => part.push_str("_x005F_"),
            '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'.. => part.push(c),
            _ => part.push_str(&format!("⟦U+{:04X}⟧", u32::from(c))),
        }
    }
}

/// Whether a text begins like `_x0041_`.
fn looks_escaped(text: &str) -> bool {
    match text.as_bytes() {
        [b'_', b'x' | b'X', digits @ ..] if digits.len() >= 5 => {
            digits.iter().take(4).all(u8::is_ascii_hexdigit) && digits.get(4) == Some(&b'_')
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_can_stand_in_a_part() {
        for (text, written) in [
            ("a & <b>", "a &amp; &lt;b&gt;"),
            ("_x0041_", "_x005F_x0041_"),
            ("__x00e9__", "__x005F_x00e9__"),
            ("_x41_ _x0041", "_x41_ _x0041"),
            ("\u{1}\u{FFFE}\u{1F600}é", "⟦U+0001⟧⟦U+FFFE⟧\u{1F600}é"),
        ] {
            let mut part = String::new();
            push(&mut part, text);
            assert_eq!(part, written);
        }
    }
}
