//! Makes every end of a line one and the same octet, and ends the last line, so that lines can be counted as editors count them.
//! `CR LF` and `CR` alone become `LF`.
//! Must not know: what the lines are.

use memchr::memchr;
use std::io::{self, BufRead, Read};

/// A text with one kind of line end.
pub(super) struct Newlines<R> {
    source: R,
    /// The octet given last; a line end before the first, so that nothing is added to nothing.
    last: u8,
    /// Whether the octet read last was a carriage return, which has been given as a line end.
    returned: bool,
}

impl<R> Newlines<R> {
    pub(super) fn of(source: R) -> Self {
        Self { source, last: b'\n', returned: false }
    }

    /// Gives as much of some octets as there is room for: how many were given, and how many of the octets that took.
    fn give(&mut self, octets: &[u8], into: &mut [u8]) -> (usize, usize) {
        let (mut given, mut taken) = (0, 0);
        loop {
            let (Some(rest), Some(room)) = (octets.get(taken..), into.get_mut(given..)) else { return (given, taken) };
            let (Some(first), false) = (rest.first(), room.is_empty()) else { return (given, taken) };
            if std::mem::take(&mut self.returned) && *first == b'\n' {
                taken += 1;
                continue;
            }
            let run = memchr(b'\r', rest).unwrap_or(rest.len()).min(room.len());
            if run == 0 {
                // Here is a carriage return, and room for what stands for it.
                room.iter_mut().take(1).for_each(|place| *place = b'\n');
                (self.last, self.returned) = (b'\n', true);
                (given, taken) = (given + 1, taken + 1);
                continue;
            }
            if let (Some(from), Some(to)) = (rest.get(..run), room.get_mut(..run)) {
                to.copy_from_slice(from);
                self.last = from.last().copied().unwrap_or(self.last);
            }
            (given, taken) = (given + run, taken + run);
        }
    }
}

impl<R: BufRead> Read for Newlines<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            let octets = self.source.fill_buf()?;
            if octets.is_empty() {
                let unended = self.last != b'\n';
                let Some(place) = into.first_mut().filter(|_| unended) else { return Ok(0) };
                *place = b'\n';
                self.last = b'\n';
                return Ok(1);
            }
            let mut state = Newlines { source: (), last: self.last, returned: self.returned };
            let (given, taken) = state.give(octets, into);
            (self.last, self.returned) = (state.last, state.returned);
            self.source.consume(taken);
            if given > 0 || into.is_empty() {
                return Ok(given);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_end_of_a_line_is_one_octet() {
        for (text, read) in
            [("", ""), ("a", "a\n"), ("a\r\nb\r\n", "a\nb\n"), ("a\rb\n\r\n\r", "a\nb\n\n\n"), ("\r\n\r\na\n\n", "\n\na\n\n")]
        {
            for size in [1, 2, 3, 64] {
                let mut whole = String::new();
                Newlines::of(io::BufReader::with_capacity(size, text.as_bytes())).read_to_string(&mut whole).unwrap();
                assert_eq!(whole, read, "{text:?} by {size}");
            }
        }
    }
}
