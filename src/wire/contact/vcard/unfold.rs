//! Lines put together again that were folded (RFC 6350, 3.2): a line that begins with a blank goes on with the one before.
//! It is judged while it grows: what is too long is refused at the line where it began.
//! Must not know: what the lines say.

use super::{MOST_LINE_OCTETS, MOST_OCTETS, VCardFault, VCardProblem};

/// A line as it was before it was folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfolded {
    /// Where it begins, from 1.
    pub line: usize,
    /// The whole of it.
    pub text: String,
}

/// The lines of a file, ended by CRLF or by LF.
pub fn unfold(octets: &[u8]) -> Result<Vec<Unfolded>, VCardProblem> {
    let at = |line, fault| VCardProblem { line, fault };
    if octets.len() > MOST_OCTETS {
        return Err(at(1, VCardFault::TooLong));
    }
    if octets.starts_with(b"\xEF\xBB\xBF") {
        return Err(at(1, VCardFault::ByteOrderMark));
    }
    let mut lines: Vec<Unfolded> = Vec::new();
    let body = octets.strip_suffix(b"\n").unwrap_or(octets);
    for (before, raw) in body.split(|octet| *octet == b'\n').enumerate() {
        let line = before + 1;
        let raw = raw.strip_suffix(b"\r").unwrap_or(raw);
        let text = std::str::from_utf8(raw).map_err(|_| at(line, VCardFault::NotUtf8))?;
        let (continues, text) = match text.strip_prefix([' ', '\t']) {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        if text.contains('\r') {
            return Err(at(line, VCardFault::CarriageReturn));
        }
        if text.contains(|c: char| c.is_control()) {
            return Err(at(line, VCardFault::Control));
        }
        if continues {
            let whole = lines.last_mut().ok_or(at(line, VCardFault::FoldsNothing))?;
            whole.text.push_str(text);
        } else {
            lines.push(Unfolded { line, text: text.to_owned() });
        }
        if let Some(whole) = lines.last().filter(|whole| whole.text.len() > MOST_LINE_OCTETS) {
            return Err(at(whole.line, VCardFault::LineTooLong));
        }
    }
    // A file of nothing is a file of no cards.
    lines.retain(|whole| !(whole.text.is_empty() && octets.is_empty()));
    Ok(lines)
}
