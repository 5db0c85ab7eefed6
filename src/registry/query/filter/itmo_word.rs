//! An ITMO id typed into a filter or an address, variant A: `CA0001-CHE01-THA-1-2022`.
//! Capital and small letters are the same here, because people type it; commas in the serial are allowed as in filings.
//! Must not know: other dialects; they come through the domain's parsers.

use crate::domain::{
    ItmoId,
    itmo_id::dialect::{Composite, Dialect},
};

/// The ITMO id a word spells, if it spells one (decision 6/CMA.4, annex I, paragraph 5).
pub fn itmo_id(word: &str) -> Option<ItmoId> {
    Composite.read(&word.to_ascii_uppercase()).ok().map(|reading| reading.block.first_id())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_is_read_and_what_is_none_is_not() {
        let id: ItmoId = "CA0001-CHE01-THA-1234567-2022".parse().unwrap();
        for word in ["CA0001-CHE01-THA-1234567-2022", "ca0001-che01-tha-1234567-2022", "CA0001-CHE01-THA-1,234,567-2022"] {
            assert_eq!(itmo_id(word).as_ref(), Some(&id), "{word}");
        }
        for word in [
            "CA0001-CHE01-THA-1 234 567-2022",
            "CA0001-CHE01-THA-12,34-2022",
            "CA0001-CHE01-THA-,123-2022",
            "CA0001-CHE01-THA-01-2022",
            "CA0001-CHE01-THA-0-2022",
            "CA0001-CHE01-THA-1-2022-",
            "CA0001-CHE01-THA-1",
            " CA0001-CHE01-THA-1-2022",
        ] {
            assert_eq!(itmo_id(word), None, "{word}");
        }
    }
}
