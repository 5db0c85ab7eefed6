//! How the rows of one kind are written where no quotation mark is: what stands before, between and after their numbers, octet for octet.
//! A line of the same shape says the same of other serials; it is neither cut into cells nor looked at as text.
//! Must not know: what the octets between the numbers mean.

use crate::{
    aef::layout::Column,
    domain::{Serial, SerialRange},
};
use std::ops::Range;

/// Digits that always fit into a number.
const MOST: usize = 19;

/// What is the same in every row of a kind.
pub(super) struct Shape {
    /// Before each number, and whose number it is.
    numbers: Vec<(Box<[u8]>, Column)>,
    after: Box<[u8]>,
}

impl Shape {
    /// The shape of a line whose numbers stand at these places, in the order of the line; `None` when one is not written plainly.
    pub(super) fn of(line: &str, places: impl Iterator<Item = (Column, Range<usize>)>) -> Option<Self> {
        let (mut numbers, mut from) = (Vec::new(), 0);
        for (column, place) in places {
            let (_, rest) = number(line.get(place.clone())?.as_bytes())?;
            rest.is_empty().then_some(())?;
            numbers.push((line.get(from..place.start)?.as_bytes().into(), column));
            from = place.end;
        }
        Some(Self { numbers, after: line.get(from..)?.as_bytes().into() })
    }

    /// The serials of a line, if it is of this shape and its numbers agree.
    pub(super) fn serials(&self, line: &[u8]) -> Option<SerialRange> {
        let (mut first, mut last, mut count) = (None, None, None);
        let mut rest = line;
        for (before, column) in &self.numbers {
            let (said, after) = number(rest.strip_prefix(before.as_ref())?)?;
            rest = after;
            let known = match column {
                Column::First | Column::FirstSerial => &mut first,
                Column::Last | Column::LastSerial => &mut last,
                _ => &mut count,
            };
            (*known.get_or_insert(said) == said).then_some(())?;
        }
        let (first, last): (u64, u64) = (first?, last?);
        let quantity = last.checked_sub(first)?.checked_add(1)?;
        let agrees = rest == self.after.as_ref() && count.is_none_or(|count| count == quantity);
        agrees.then_some(())?;
        SerialRange::new(Serial::new(first).ok()?, Serial::new(last).ok()?).ok()
    }
}

/// A whole number from 1 in plain digits, and what follows it.
pub(super) fn number(octets: &[u8]) -> Option<(u64, &[u8])> {
    let length = octets.iter().take_while(|octet| octet.is_ascii_digit()).count();
    let (digits, rest) = octets.split_at_checked(length)?;
    let plain = (1..=MOST).contains(&length) && digits.first() != Some(&b'0');
    plain.then(|| (digits.iter().fold(0, |number, digit| number * 10 + u64::from(digit - b'0')), rest))
}
