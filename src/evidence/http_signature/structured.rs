//! The part of structured fields (RFC 8941) that a signature's input is made of: an inner list of strings, with parameters.
//! Only the one canonical spelling is read: no optional blanks, no escapes, no leading zeros, nothing twice, nothing behind.
//! Must not know: what the items and parameters mean.

use super::base::Component;

/// An inner list: `("a" "b";req);created=1;nonce="x"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct InnerList<'a> {
    pub(super) items: Vec<Component<'a>>,
    pub(super) params: Vec<(&'a str, Bare<'a>)>,
}

/// The value of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bare<'a> {
    Integer(i64),
    Text(&'a str),
}

/// Reads an inner list to the very end of the text.
pub(super) fn inner_list(text: &str) -> Option<InnerList<'_>> {
    let mut rest = text.strip_prefix('(')?;
    let mut items: Vec<Component<'_>> = Vec::new();
    while !rest.starts_with(')') {
        if !items.is_empty() {
            rest = rest.strip_prefix(' ')?;
        }
        let (item, behind) = item(rest)?;
        if items.contains(&item) {
            return None;
        }
        items.push(item);
        rest = behind;
    }
    rest = rest.strip_prefix(')')?;
    let mut params: Vec<(&str, Bare<'_>)> = Vec::new();
    while !rest.is_empty() {
        let (param, behind) = param(rest)?;
        if params.iter().any(|(name, _)| *name == param.0) {
            return None;
        }
        params.push(param);
        rest = behind;
    }
    Some(InnerList { items, params })
}

/// A covered component: a string, perhaps of the request.
fn item(text: &str) -> Option<(Component<'_>, &str)> {
    let (name, rest) = string(text)?;
    let (req, rest) = rest.strip_prefix(";req").map_or((false, rest), |rest| (true, rest));
    // Without this, `;request` would be read as `;req` and something.
    rest.starts_with([' ', ')']).then_some((Component { name, req }, rest))
}

/// A parameter: `;name=value`.
fn param(text: &str) -> Option<((&str, Bare<'_>), &str)> {
    let (name, rest) = text.strip_prefix(';')?.split_once('=')?;
    let is_name = !name.is_empty() && name.bytes().all(|octet| octet.is_ascii_lowercase());
    let (value, rest) = bare(rest).filter(|_| is_name)?;
    Some(((name, value), rest))
}

fn bare(text: &str) -> Option<(Bare<'_>, &str)> {
    if text.starts_with('"') {
        let (value, rest) = string(text)?;
        return Some((Bare::Text(value), rest));
    }
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    // Section 3.3.1: at most 15 digits. No sign: nothing was signed before 1970.
    let canonical = digits.len() <= 15 && (digits == "0" || !digits.starts_with('0'));
    Some((Bare::Integer(digits.parse().ok().filter(|_| canonical)?), rest))
}

/// A string without escapes: printable ASCII between quotes.
fn string(text: &str) -> Option<(&str, &str)> {
    let (value, rest) = text.strip_prefix('"')?.split_once('"')?;
    let plain = |octet: u8| (b' '..=b'~').contains(&octet) && octet != b'\\';
    value.bytes().all(plain).then_some((value, rest))
}

#[cfg(test)]
mod tests;
