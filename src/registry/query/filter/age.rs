//! Lengths of time in a filter: `>1d`, `<2h`, `30m..4h`.
//! Whole minutes, each length in its greatest exact unit, so that equal filters are equal texts.
//! Must not know: what time it is, or what is that old.

use std::ops::RangeInclusive;

/// The units, the greatest first, with their minutes.
const UNITS: [(char, u64); 3] = [('d', 24 * 60), ('h', 60), ('m', 1)];
/// The longest length, in minutes: no book is a thousand years old.
const LONGEST: u64 = 1_000 * 366 * 24 * 60;

/// The one spelling of a length or a range of lengths. `>1d` is the same as `1d..`, and a length alone means at least that long.
pub(super) fn canonical(text: &str) -> Option<String> {
    let range = if let Some(more) = text.strip_prefix('>') {
        read(more)?..=u64::MAX
    } else if let Some(less) = text.strip_prefix('<') {
        0..=read(less)?
    } else {
        minutes(text)?
    };
    match (*range.start(), *range.end()) {
        (from, to) if from > to => None,
        (from, u64::MAX) => Some(format!("{}..", write(from))),
        (0, to) => Some(format!("..{}", write(to))),
        (from, to) => Some(format!("{}..{}", write(from), write(to))),
    }
}

/// The range of minutes that a canonical value means; an open end reaches to 2^64−1.
pub fn minutes(text: &str) -> Option<RangeInclusive<u64>> {
    match text.split_once("..") {
        None => Some(read(text)?..=u64::MAX),
        Some(("", "")) => None,
        Some((from, "")) => Some(read(from)?..=u64::MAX),
        Some(("", to)) => Some(0..=read(to)?),
        Some((from, to)) => Some(read(from)?..=read(to)?),
    }
}

fn read(text: &str) -> Option<u64> {
    let unit = text.chars().next_back()?;
    let (_, minutes) = UNITS.into_iter().find(|(letter, _)| letter.eq_ignore_ascii_case(&unit))?;
    let digits = text.strip_suffix(unit)?;
    let number: u64 = digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())??;
    number.checked_mul(minutes).filter(|minutes| *minutes <= LONGEST)
}

fn write(length: u64) -> String {
    let exact = |minutes: &u64| length > 0 && length.is_multiple_of(*minutes);
    let (letter, minutes) = UNITS.into_iter().find(|(_, minutes)| exact(minutes)).unwrap_or(('m', 1));
    format!("{}{letter}", length / minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_length_is_brought_into_one() {
        for (written, one) in [
            (">1d", "1d.."),
            ("1d", "1d.."),
            ("24h..", "1d.."),
            ("1440M", "1d.."),
            ("<2h", "..2h"),
            ("..120m", "..2h"),
            ("30m..4h", "30m..4h"),
            ("0m..90m", "..90m"),
            ("0d", "0m.."),
        ] {
            assert_eq!(canonical(written).as_deref(), Some(one), "{written}");
            assert_eq!(canonical(one).as_deref(), Some(one));
        }
        assert_eq!(minutes("1d.."), Some(1_440..=u64::MAX));
        assert_eq!(minutes("30m..4h"), Some(30..=240));
    }

    #[test]
    fn anything_else_is_refused() {
        for text in
            ["", "1", "d", "1w", "-1d", "+1d", "1.5d", ">", "<", "..", ">1d..2d", "2d..1d", "1 d", "99999999999999999999d", "é"]
        {
            assert_eq!(canonical(text), None, "{text}");
        }
    }
}
