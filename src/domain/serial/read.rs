//! How serials and ranges are written by people and in filings: `4711`, `1,204,500`, `4000..5000`, `4 000 – 5 000`.
//! Thousands may be grouped by one comma or one space, and if one group is, all are.
//! Must not know: ids, in which a serial is only a part.

use super::{IdProblem, Serial, SerialRange};
use std::str::FromStr;

/// Reads digits without a leading zero, plain or with every thousand grouped by the same sign.
///
/// # Errors
/// [`IdProblem::Serial`] for anything else, for 0 and for what does not fit in 64 bits.
impl FromStr for Serial {
    type Err = IdProblem;
    fn from_str(text: &str) -> Result<Self, IdProblem> {
        let well_written = match text.find([',', ' ']) {
            None => text.bytes().all(|b| b.is_ascii_digit()),
            Some(_) => is_grouped(text, ',') || is_grouped(text, ' '),
        };
        if !well_written || text.starts_with('0') {
            return Err(IdProblem::Serial);
        }
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        digits.parse().map_err(|_| IdProblem::Serial).and_then(Self::new)
    }
}

fn is_grouped(text: &str, sign: char) -> bool {
    let mut groups = text.split(sign);
    let leading = groups.next().is_some_and(|group| (1..=3).contains(&group.len()));
    leading && groups.all(|group| group.len() == 3) && text.chars().all(|c| c.is_ascii_digit() || c == sign)
}

/// Reads one serial, or two with `..`, `-` or `–` between them, spaces around it allowed.
///
/// # Errors
/// [`IdProblem::Serial`] when a serial is not one; [`IdProblem::Range`] when the first is after the last.
impl FromStr for SerialRange {
    type Err = IdProblem;
    fn from_str(text: &str) -> Result<Self, IdProblem> {
        let text = text.trim_matches(' ');
        let ends = ["..", "-", "–"].iter().find_map(|sign| text.split_once(sign));
        let Some((first, last)) = ends else { return text.parse().map(Self::one) };
        Self::new(first.trim_end_matches(' ').parse()?, last.trim_start_matches(' ').parse()?)
    }
}
