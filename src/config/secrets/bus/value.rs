//! Values of D-Bus as octets: numbers, texts, arrays, variants, each at its alignment.
//! Reading never goes beyond what is there: whatever does not fit is nothing.
//! Must not know: what the values mean.
//!
//! Alignment counts from the beginning of the message. A body begins at a multiple of 8, so that its own beginning does as well.

/// The longest array the specification allows.
const LONGEST_ARRAY: u32 = 64 * 1024 * 1024;

/// Writes values, in little-endian order.
#[derive(Debug, Default)]
pub(in super::super) struct Writer(Vec<u8>);

impl Writer {
    /// What was written.
    pub(super) fn into_octets(self) -> Vec<u8> {
        self.0
    }

    /// Fills up to a multiple of this many octets: the beginning of a structure is at one of 8.
    pub(in super::super) fn align(&mut self, to: usize) {
        self.0.resize(self.0.len().next_multiple_of(to), 0);
    }

    /// `y`
    pub(super) fn octet(&mut self, octet: u8) {
        self.0.push(octet);
    }

    /// `u`
    pub(super) fn number(&mut self, number: u32) {
        self.align(4);
        self.0.extend(number.to_le_bytes());
    }

    /// `b`
    pub(in super::super) fn truth(&mut self, truth: bool) {
        self.number(truth.into());
    }

    /// `s` or `o`
    pub(in super::super) fn text(&mut self, text: &str) {
        self.number(u32::try_from(text.len()).unwrap_or(u32::MAX));
        self.0.extend(text.as_bytes());
        self.octet(0);
    }

    /// `g`; also what stands before the value of a variant.
    pub(in super::super) fn signature(&mut self, signature: &str) {
        self.octet(u8::try_from(signature.len()).unwrap_or(u8::MAX));
        self.0.extend(signature.as_bytes());
        self.octet(0);
    }

    /// `ay`
    pub(in super::super) fn octets(&mut self, octets: &[u8]) {
        self.array(1, |array| array.0.extend(octets));
    }

    /// `a`, of elements with this alignment.
    pub(in super::super) fn array(&mut self, alignment: usize, elements: impl FnOnce(&mut Self)) {
        self.number(0);
        let length_ends = self.0.len();
        self.align(alignment);
        let begins = self.0.len();
        elements(self);
        let length = u32::try_from(self.0.len() - begins).unwrap_or(u32::MAX).to_le_bytes();
        if let Some(place) = self.0.get_mut(length_ends - length.len()..length_ends) {
            place.copy_from_slice(&length);
        }
    }
}

/// Reads values, in the order the message says it has.
#[derive(Clone, Debug)]
pub(in super::super) struct Reader<'a> {
    octets: &'a [u8],
    at: usize,
    big_endian: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(octets: &'a [u8], at: usize, big_endian: bool) -> Self {
        Self { octets, at, big_endian }
    }

    /// Where the next octet is read.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Goes on at a multiple of this many octets.
    pub(in super::super) fn align(&mut self, to: usize) -> Option<()> {
        self.at = self.at.checked_next_multiple_of(to)?;
        Some(())
    }

    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let end = self.at.checked_add(count)?;
        let taken = self.octets.get(self.at..end)?;
        self.at = end;
        Some(taken)
    }

    /// `y`
    pub(super) fn octet(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    /// `u`
    pub(super) fn number(&mut self) -> Option<u32> {
        self.align(4)?;
        let octets = self.take(4)?.try_into().ok()?;
        Some(if self.big_endian { u32::from_be_bytes(octets) } else { u32::from_le_bytes(octets) })
    }

    /// `b`
    pub(in super::super) fn truth(&mut self) -> Option<bool> {
        match self.number()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }

    /// `s` or `o`
    pub(in super::super) fn text(&mut self) -> Option<String> {
        let length = usize::try_from(self.number()?).ok()?;
        self.ended(length)
    }

    /// `g`
    pub(in super::super) fn signature(&mut self) -> Option<String> {
        let length = self.octet()?.into();
        self.ended(length)
    }

    /// A text of this many octets and the zero behind it.
    fn ended(&mut self, length: usize) -> Option<String> {
        let text = String::from_utf8(self.take(length)?.to_vec()).ok()?;
        (self.octet()? == 0).then_some(text)
    }

    /// `ay`
    pub(in super::super) fn octets(&mut self) -> Option<Vec<u8>> {
        let end = self.array(1)?;
        self.take(end.checked_sub(self.at)?).map(<[u8]>::to_vec)
    }

    /// `ao`
    pub(in super::super) fn texts(&mut self) -> Option<Vec<String>> {
        let end = self.array(4)?;
        let mut texts = Vec::new();
        while self.at < end {
            texts.push(self.text()?);
        }
        (self.at == end).then_some(texts)
    }

    /// The head of an array whose elements have this alignment: where the array ends.
    pub(in super::super) fn array(&mut self, alignment: usize) -> Option<usize> {
        let length = self.number().filter(|length| *length <= LONGEST_ARRAY)?;
        self.align(alignment)?;
        let end = self.at.checked_add(usize::try_from(length).ok()?)?;
        (end <= self.octets.len()).then_some(end)
    }
}
