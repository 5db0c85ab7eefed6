//! Octets as SSH writes them (RFC 4251, section 5): numbers of four octets, and strings with their length before them.
//! A length is never believed: what it promises is there, or nothing is read.
//! Must not know: what the octets mean.

/// Reads from the front. Each answer is `None` when there is not enough left.
#[derive(Clone, Copy, Debug)]
pub struct WireReader<'a>(&'a [u8]);

impl<'a> WireReader<'a> {
    /// Reads these octets.
    pub fn new(octets: &'a [u8]) -> Self {
        Self(octets)
    }

    /// Exactly so many octets.
    pub fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    /// One octet.
    pub fn octet(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    /// A number of four octets.
    pub fn number(&mut self) -> Option<u32> {
        self.take(4)?.try_into().ok().map(u32::from_be_bytes)
    }

    /// A string: its length, and its octets.
    pub fn string(&mut self) -> Option<&'a [u8]> {
        let length = self.number()?;
        self.take(usize::try_from(length).ok()?)
    }

    /// A string that must be this one.
    pub fn expect(&mut self, string: &[u8]) -> Option<()> {
        (self.string()? == string).then_some(())
    }

    /// What has not been read.
    pub fn rest(&self) -> &'a [u8] {
        self.0
    }

    /// Nothing may be left.
    pub fn end(self) -> Option<()> {
        self.0.is_empty().then_some(())
    }
}

/// Appends a number of four octets.
pub fn put_number(octets: &mut Vec<u8>, number: u32) {
    octets.extend_from_slice(&number.to_be_bytes());
}

/// Appends a string: its length, and its octets. Nothing that is written here is anywhere near 4 GiB.
pub fn put_string(octets: &mut Vec<u8>, string: &[u8]) {
    put_number(octets, u32::try_from(string.len()).unwrap_or(u32::MAX));
    octets.extend_from_slice(string);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_length_is_not_believed() {
        for short in [&b""[..], b"\0\0\0", b"\0\0\0\x02a", b"\xff\xff\xff\xffabc"] {
            assert_eq!(WireReader::new(short).string(), None, "{short:?}");
        }
        let mut reader = WireReader::new(b"\0\0\0\x02abc");
        assert_eq!((reader.string(), reader.rest(), reader.end()), (Some(&b"ab"[..]), &b"c"[..], None));
    }

    proptest! {
        #[test]
        fn what_was_written_is_read(number: u32, strings in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..40), 0..6)) {
            let mut octets = Vec::new();
            put_number(&mut octets, number);
            strings.iter().for_each(|string| put_string(&mut octets, string));
            let mut reader = WireReader::new(&octets);
            prop_assert_eq!(reader.number(), Some(number));
            for string in &strings {
                prop_assert_eq!(reader.string(), Some(&string[..]));
            }
            prop_assert_eq!(reader.end(), Some(()));
        }
    }
}
