//! Values of a filter, checked against their field's kind.
//! They are brought into one form, so that equal filters are equal texts: cursors and totals are kept by that text.
//! Must not know: how values are looked up.

use super::{super::fields::Field, super::fields::FieldKind, FilterProblem, age};
use crate::domain::{AccountId, ApproachId, AuthorizationId, PartyCode, RegistryId, transfer::TransferId};
use std::ops::RangeInclusive;

/// The longest value, in octets; longer than any id or name that is looked for.
const LONGEST: usize = 200;

/// The canonical form of a value of this field.
pub(super) fn canonical(field: &Field, value: &str) -> Result<String, FilterProblem> {
    let bad = |expected: String| FilterProblem::BadValue { field: field.name, expected };
    match field.kind {
        FieldKind::Text => plain(field.name, "a text to look for", value),
        FieldKind::Exact => exact(field, value),
        FieldKind::Choice(words) => one_of(words, value).ok_or_else(|| bad(format!("one of: {}", words.join(", ")))),
        FieldKind::YesNo => one_of(&["yes", "no"], value).ok_or_else(|| bad("yes or no".to_owned())),
        FieldKind::Number => number(value, 0)
            .ok_or_else(|| bad("a whole number or a range, such as 1000, 1000.., ..500, 10..20, >10 or <10".to_owned())),
        FieldKind::Age => {
            age::canonical(value).ok_or_else(|| bad("a length of time or a range, such as >1d, <2h or 30m..4h".to_owned()))
        }
        FieldKind::Serials => {
            number(value, 1).ok_or_else(|| bad("a serial or a range of serials, such as 4711 or 4000..5000".to_owned()))
        }
    }
}

/// A text without control characters.
pub(super) fn plain(field: &'static str, expected: &str, value: &str) -> Result<String, FilterProblem> {
    let fits = !value.trim().is_empty() && value.len() <= LONGEST && !value.contains(char::is_control);
    let expected = format!("{expected}, at most {LONGEST} octets and without control characters");
    if fits { Ok(value.to_owned()) } else { Err(FilterProblem::BadValue { field, expected }) }
}

/// The canonical spelling of a word among these.
fn one_of(words: &[&'static str], value: &str) -> Option<String> {
    words.iter().find(|word| word.eq_ignore_ascii_case(value)).map(|word| (*word).to_owned())
}

/// An identifier in capitals, of the form the field's identifiers have.
fn exact(field: &Field, value: &str) -> Result<String, FilterProblem> {
    let id = value.to_ascii_uppercase();
    if field.name == "transfer" {
        let problem = |p| FilterProblem::BadValue { field: field.name, expected: format!("an id; {p}") };
        return id.parse::<TransferId>().map(|_| id).map_err(problem);
    }
    let problem = match field.name {
        "party" => id.parse::<PartyCode>().err(),
        "approach" => id.parse::<ApproachId>().err(),
        "registry" | "counterpart" | "peer" => id.parse::<RegistryId>().err(),
        "authorization" => id.parse::<AuthorizationId>().err(),
        _ => id.parse::<AccountId>().err(),
    };
    match problem {
        None => Ok(id),
        Some(problem) => Err(FilterProblem::BadValue { field: field.name, expected: format!("an id; {problem}") }),
    }
}

/// Whether a word without a field reads like a serial or a range of serials.
pub(super) fn looks_like_serials(word: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    match word.split_once("..") {
        Some((from, to)) => digits(from) && digits(to),
        None => !word.is_empty() && digits(word),
    }
}

/// A number or range of numbers from `least` on, written in one way.
fn number(value: &str, least: u64) -> Option<String> {
    let range = if let Some(above) = value.strip_prefix('>') {
        digits(above)?.checked_add(1)?..=u64::MAX
    } else if let Some(below) = value.strip_prefix('<') {
        least..=digits(below)?.checked_sub(1)?
    } else {
        bounds_from(value, least)?
    };
    let (from, to) = (*range.start(), *range.end());
    if from > to || from < least {
        return None;
    }
    Some(match (from, to) {
        (from, u64::MAX) => format!("{from}.."),
        (from, to) if from == to => from.to_string(),
        (from, to) if from == least => format!("..{to}"),
        (from, to) => format!("{from}..{to}"),
    })
}

/// The range that a canonical number or serial value means; open ends reach to 0 and to 2^64−1.
pub fn bounds(value: &str) -> Option<RangeInclusive<u64>> {
    bounds_from(value, 0)
}

fn bounds_from(value: &str, least: u64) -> Option<RangeInclusive<u64>> {
    let Some((from, to)) = value.split_once("..") else {
        return digits(value).map(|number| number..=number);
    };
    match (from, to) {
        ("", "") => None,
        (from, "") => Some(digits(from)?..=u64::MAX),
        ("", to) => Some(least..=digits(to)?),
        (from, to) => Some(digits(from)?..=digits(to)?),
    }
}

/// Digits only: no sign, no grouping.
fn digits(text: &str) -> Option<u64> {
    if text.bytes().all(|b| b.is_ascii_digit()) { text.parse().ok() } else { None }
}
