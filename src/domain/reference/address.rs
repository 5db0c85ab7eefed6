//! Finds what may be an id in a web address, as pasted from a registry's own pages or a ticket.
//! A part that follows the word of a kind (`/transfers/…`) is that kind; any other must say by its form what it is.
//! Must not know: ids, or whose address it is: it is read here and never opened.

use super::tidy;

/// The parts of an address, the last first.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Address {
    /// Parts with the word of their kind before them, such as `transfer GHA01-2026-000123`.
    pub(super) named: Vec<String>,
    /// Parts that have none.
    pub(super) bare: Vec<String>,
}

/// The parts of a web address after its host; nothing of a text that is none.
pub(super) fn parts(text: &str) -> Option<Address> {
    let (scheme, rest) = text.split_once("://")?;
    if scheme.is_empty() || !scheme.bytes().all(|octet| octet.is_ascii_alphanumeric()) {
        return None;
    }
    let parts: Vec<String> = rest.split(['/', '?', '#', '&', '=']).skip(1).map(decoded).filter(|part| !part.is_empty()).collect();
    let mut address = Address { named: Vec::new(), bare: Vec::new() };
    for (at, part) in parts.iter().enumerate().rev() {
        let before = at.checked_sub(1).and_then(|before| parts.get(before));
        let kind = before.and_then(|word| one_of(word));
        match kind {
            Some(kind) => address.named.push(format!("{kind} {part}")),
            // A bare number may be anything: a page, a version, a day.
            None if part.bytes().all(|octet| octet.is_ascii_digit()) => {}
            None => address.bare.push(part.clone()),
        }
    }
    Some(address)
}

/// The word for one thing of what a part names, if it is a kind: `transfers` are of the kind `transfer`.
fn one_of(part: &str) -> Option<&str> {
    let ones = [part, part.strip_suffix('s').unwrap_or(part), part.strip_suffix("es").unwrap_or(part)];
    let ies = part.strip_suffix("ies").filter(|stem| stem.eq_ignore_ascii_case("entr")).map(|_| "entry");
    ones.into_iter().find(|one| tidy::is_kind(one)).or(ies)
}

/// The part with its percent signs resolved; what is no escape stays as it is.
fn decoded(part: &str) -> String {
    let mut pieces = part.split('%');
    let mut octets: Vec<u8> = pieces.next().unwrap_or_default().bytes().collect();
    for piece in pieces {
        let octet = piece.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match (octet, piece.get(2..)) {
            (Some(octet), Some(rest)) => {
                octets.push(octet);
                octets.extend(rest.bytes());
            }
            _ => {
                octets.push(b'%');
                octets.extend(piece.bytes());
            }
        }
    }
    String::from_utf8_lossy(&octets).into_owned()
}
