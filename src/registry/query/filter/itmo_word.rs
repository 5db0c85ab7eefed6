//! An ITMO id typed into a filter or an address, variant A: `CA0001-CHE01-THA-1-2022`.
//! Capital and small letters are the same here, because people type it; commas in the serial are allowed as in filings.
//! Must not know: other dialects; they come through the domain's parsers.

use crate::domain::{ItmoId, Serial, Series};

/// The ITMO id a word spells, if it spells one (decision 6/CMA.4, annex I, paragraph 5).
pub fn itmo_id(word: &str) -> Option<ItmoId> {
    let word = word.to_ascii_uppercase();
    let mut parts = word.split('-');
    let approach = parts.next()?.parse().ok()?;
    let registry = parts.next()?.parse().ok()?;
    let party = parts.next()?.parse().ok()?;
    let serial = serial(parts.next()?)?;
    let vintage = parts.next()?.parse().ok()?;
    if parts.next().is_some() {
        return None;
    }
    Some(ItmoId::of(Series { approach, registry, party, vintage }, serial))
}

/// Digits without a leading zero; commas only between groups of three.
fn serial(text: &str) -> Option<Serial> {
    let mut groups = text.split(',');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let grouped = rest.is_empty() || (first.len() <= 3 && rest.iter().all(|group| group.len() == 3));
    let digits = text.bytes().all(|b| b.is_ascii_digit() || b == b',') && !text.starts_with('0');
    if !grouped || !digits {
        return None;
    }
    text.replace(',', "").parse().ok().and_then(|number| Serial::new(number).ok())
}
