//! The clipboard, by OSC 52: the terminal copies, also over SSH, and no helper program is needed.
//! Only printable text is copied, with tabs between the cells of a row: nothing that could act, and short enough for every terminal.
//! Must not know: what was copied.

use crate::app::effect::LONGEST_COPY as LIMIT;

/// Why a text was not copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum CopyProblem {
    /// Longer than terminals take.
    #[error("This is too long for the terminal's clipboard; nothing was copied.")]
    TooLong,
    /// Holds a control character; pasted into a shell it could act.
    #[error("This holds control characters; nothing was copied.")]
    Control,
}

/// The octets that make the terminal copy a text. Inside tmux they are also passed through to the terminal around it.
///
/// # Errors
/// When the text is too long or not harmless.
pub(super) fn octets(text: &str, tmux: bool) -> Result<Vec<u8>, CopyProblem> {
    if text.len() > LIMIT {
        return Err(CopyProblem::TooLong);
    }
    if text.chars().any(|c| c.is_control() && c != '\t') {
        return Err(CopyProblem::Control);
    }
    let mut octets = format!("\u{1b}]52;c;{}\u{7}", base64(text.as_bytes()));
    if tmux {
        octets = format!("{octets}\u{1b}Ptmux;\u{1b}{octets}\u{1b}\\");
    }
    Ok(octets.into_bytes())
}

/// RFC 4648, section 4, with padding.
fn base64(octets: &[u8]) -> String {
    let mut text = String::with_capacity(octets.len().div_ceil(3) * 4);
    for group in octets.chunks(3) {
        let at = |n: usize| u32::from(group.get(n).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..4 {
            text.push(if place <= group.len() { digit(bits >> (18 - 6 * place) & 0x3f) } else { '=' });
        }
    }
    text
}

fn digit(value: u32) -> char {
    let value = u8::try_from(value).unwrap_or(0);
    char::from(match value {
        0..26 => b'A' + value,
        26..52 => b'a' + value - 26,
        52..62 => b'0' + value - 52,
        62 => b'+',
        _ => b'/',
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The vectors of RFC 4648, section 10, and all digits.
    #[test]
    fn base64_is_that_of_the_rfc() {
        for (plain, coded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
        assert_eq!(base64(&[0xfb, 0xff, 0x00, 0x10, 0x83]), "+/8AEIM=");
    }

    #[test]
    fn only_short_printable_text_is_copied() {
        assert_eq!(octets("CHE-1", false).unwrap(), b"\x1b]52;c;Q0hFLTE=\x07");
        assert_eq!(octets("CHE-1", true).unwrap(), b"\x1b]52;c;Q0hFLTE=\x07\x1bPtmux;\x1b\x1b]52;c;Q0hFLTE=\x07\x1b\\");
        assert_eq!(octets(&"x".repeat(LIMIT), false).unwrap().len(), 100_000);
        assert_eq!(octets(&"x".repeat(LIMIT + 1), false), Err(CopyProblem::TooLong));
        assert_eq!(octets("a\tb", false).unwrap(), b"\x1b]52;c;YQli\x07");
        for hostile in ["a\nb", "a\u{1b}[2J", "a\u{9b}2J"] {
            assert_eq!(octets(hostile, false), Err(CopyProblem::Control));
        }
    }
}
