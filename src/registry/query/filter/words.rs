//! Words of a filter: split at white space, with `-`, `field:` and quotation marks taken apart.
//! The writing side lives here too, so that what one writes the other reads.
//! Must not know: which fields there are.

use super::FilterProblem;
use std::fmt::{self, Write as _};

/// One word as it was written.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub negated: bool,
    pub field: Option<String>,
    pub value: String,
    pub quoted: bool,
}

/// Splits a text into words.
pub(super) fn split(text: &str) -> Result<Vec<Word>, FilterProblem> {
    let mut words = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (word, after) = first(rest)?;
        words.push(word);
        rest = after.trim_start();
    }
    Ok(words)
}

/// Takes the first word; `text` does not begin with white space.
fn first(text: &str) -> Result<(Word, &str), FilterProblem> {
    let (negated, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let end_of_name = text.find(|c: char| c == ':' || c == '"' || c.is_whitespace());
    let (field, text) = match end_of_name.and_then(|at| text.split_at_checked(at)) {
        Some((name, rest)) if rest.starts_with(':') => (Some(name.to_owned()), rest.strip_prefix(':').unwrap_or(rest)),
        _ => (None, text),
    };
    if let Some(inside) = text.strip_prefix('"') {
        let (value, after) = quoted(inside)?;
        if after.chars().next().is_some_and(|c| !c.is_whitespace()) {
            return Err(FilterProblem::AfterQuote);
        }
        return Ok((Word { negated, field, value, quoted: true }, after));
    }
    let (value, after) = text.find(char::is_whitespace).and_then(|at| text.split_at_checked(at)).unwrap_or((text, ""));
    Ok((Word { negated, field, value: value.to_owned(), quoted: false }, after))
}

/// Reads up to the closing quotation mark; a backslash takes the next character as it is.
fn quoted(text: &str) -> Result<(String, &str), FilterProblem> {
    let mut value = String::new();
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        match c {
            '"' => return Ok((value, characters.as_str())),
            '\\' => value.push(characters.next().ok_or(FilterProblem::OpenQuote)?),
            _ => value.push(c),
        }
    }
    Err(FilterProblem::OpenQuote)
}

/// Whether a value behind `field:` must be quoted to be read back.
pub(super) fn needs_quotes(value: &str) -> bool {
    value.is_empty() || value.starts_with('"') || value.contains(char::is_whitespace)
}

/// Whether a word without a field must be quoted so that it is not read as a field, a serial or an ITMO id.
pub(super) fn needs_quotes_alone(value: &str) -> bool {
    !value.starts_with(char::is_alphabetic)
        || value.contains([':', '"'])
        || needs_quotes(value)
        || super::itmo_id(value).is_some()
}

/// Writes a value, quoted when asked.
pub(super) fn write_value(f: &mut fmt::Formatter<'_>, value: &str, quoted: bool) -> fmt::Result {
    if !quoted {
        return f.write_str(value);
    }
    f.write_char('"')?;
    for c in value.chars() {
        if matches!(c, '"' | '\\') {
            f.write_char('\\')?;
        }
        f.write_char(c)?;
    }
    f.write_char('"')
}
