//! Makes every end of a line one and the same octet, and ends the last line, so that lines can be counted as editors count them.
//! `CR LF` and `CR` alone become `LF`.
//! Must not know: what the lines are.

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
}

impl<R: BufRead> Read for Newlines<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let room = into.len();
        let mut places = into.iter_mut();
        loop {
            let octets = self.source.fill_buf()?;
            if octets.is_empty() {
                let unended = self.last != b'\n';
                let Some(place) = places.next().filter(|_| unended) else { return Ok(0) };
                *place = b'\n';
                self.last = b'\n';
                return Ok(1);
            }
            let (mut given, taken) = (0, octets.len().min(room));
            for octet in octets.iter().take(taken) {
                let is_pair = *octet == b'\n' && self.returned;
                self.returned = *octet == b'\r';
                if is_pair {
                    continue;
                }
                let octet = if self.returned { b'\n' } else { *octet };
                if let Some(place) = places.next() {
                    *place = octet;
                }
                self.last = octet;
                given += 1;
            }
            self.source.consume(taken);
            if given > 0 || room == 0 {
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
