//! The filter language: `type:holding party:GHA -state:closed stove`.
//! Parsed the same way by the console before it asks and by the practice registry before it answers.
//! Must not know: SQL.

mod age;
mod itmo_word;
mod value;
mod words;

#[cfg(test)]
mod tests;

pub use age::minutes;
pub use itmo_word::itmo_id;
pub use value::bounds;

use super::fields::{Field, FieldKind};
use std::fmt::{self, Write as _};

/// At most so many terms; an ITMO id counts as the five it stands for.
const MOST_TERMS: usize = 16;
/// At most so many octets, as written and as printed.
const MOST_OCTETS: usize = 1_000;

/// A parsed filter: every term must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Filter {
    /// The terms, in the order they were written.
    pub terms: Vec<Term>,
}

/// One condition.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Term {
    /// The field's name; `None` looks in the ids and names of the list.
    pub field: Option<&'static str>,
    /// What it must be; checked against the field's kind and in its canonical form.
    pub value: String,
    /// Whether it must not hold.
    pub negated: bool,
}

/// Why a text is not a filter for this list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FilterProblem {
    /// No such field.
    #[error("there is no field {name:?} here{}; try one of: {known}", suggestion(.nearest))]
    UnknownField {
        /// What was written, capped and escaped by `{:?}`.
        name: String,
        /// The field that was probably meant.
        nearest: Option<&'static str>,
        /// The names there are.
        known: String,
    },
    /// The value does not fit the field.
    #[error("{field}: expects {expected}")]
    BadValue {
        /// The field, or `filter` for a word without one.
        field: &'static str,
        /// What it expects.
        expected: String,
    },
    /// A quote was not closed.
    #[error("a quotation mark is not closed")]
    OpenQuote,
    /// Something stands right behind a closing quote.
    #[error("a closing quotation mark is followed by a space or nothing")]
    AfterQuote,
    /// More terms or octets than any honest filter has.
    #[error("the filter is too long: at most 16 terms and 1 000 octets")]
    TooLong,
}

/// The part of the message that names the field that was probably meant.
fn suggestion(nearest: &Option<&'static str>) -> String {
    nearest.map(|name| format!(" (did you mean {name}?)")).unwrap_or_default()
}

impl Filter {
    /// Reads a filter for a list with these fields.
    ///
    /// # Errors
    /// [`FilterProblem`] says which part does not fit and what would.
    pub fn parse(text: &str, fields: &'static [Field]) -> Result<Self, FilterProblem> {
        if text.len() > MOST_OCTETS {
            return Err(FilterProblem::TooLong);
        }
        let mut filter = Self::default();
        for word in words::split(text)? {
            read_word(&word, fields, &mut filter.terms)?;
            if filter.terms.len() > MOST_TERMS {
                return Err(FilterProblem::TooLong);
            }
        }
        // What is printed must be readable again, escapes included.
        if filter.to_string().len() > MOST_OCTETS { Err(FilterProblem::TooLong) } else { Ok(filter) }
    }

    /// The filter with this term in the place of any other of its field; without it when it stands there already.
    #[must_use]
    pub fn toggled(&self, term: Term) -> Self {
        let mut terms: Vec<Term> = self.terms.iter().filter(|other| other.field != term.field).cloned().collect();
        if !self.terms.contains(&term) {
            terms.push(term);
        }
        Self { terms }
    }

    /// Whether it selects everything.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }
}

/// Turns one word into a term, or into five when it is an ITMO id.
fn read_word(word: &words::Word, fields: &'static [Field], terms: &mut Vec<Term>) -> Result<(), FilterProblem> {
    let serials = fields.iter().find(|field| field.kind == FieldKind::Serials);
    let negated = word.negated;
    if let (Some(_), Some(name)) = (serials, &word.field)
        && name.eq_ignore_ascii_case("id")
    {
        return read_itmo(&word.value, negated, fields, terms);
    }
    if let Some(name) = &word.field {
        let field = field_named(name, fields)?;
        terms.push(Term { field: Some(field.name), value: value::canonical(field, &word.value)?, negated });
        return Ok(());
    }
    if !word.quoted
        && let Some(serials) = serials
    {
        if itmo_id(&word.value).is_some() {
            return read_itmo(&word.value, negated, fields, terms);
        }
        if value::looks_like_serials(&word.value) {
            terms.push(Term { field: Some(serials.name), value: value::canonical(serials, &word.value)?, negated });
            return Ok(());
        }
    }
    terms.push(Term { field: None, value: value::plain("filter", "a word to look for", &word.value)?, negated });
    Ok(())
}

/// An ITMO id stands for what its five parts say.
fn read_itmo(text: &str, negated: bool, fields: &'static [Field], terms: &mut Vec<Term>) -> Result<(), FilterProblem> {
    let problem = |expected: &str| FilterProblem::BadValue { field: "id", expected: expected.to_owned() };
    let id = itmo_id(text).ok_or_else(|| problem("an ITMO id, such as CA0001-CHE01-THA-1-2022"))?;
    if negated {
        return Err(problem("an ITMO id that is wanted; to leave rows out, exclude a serial, a Party or a vintage"));
    }
    let series = id.series();
    let parts = [
        ("approach", series.approach.to_string()),
        ("registry", series.registry.to_string()),
        ("party", series.party.to_string()),
        ("vintage", series.vintage.to_string()),
        ("serial", id.serial().number().to_string()),
    ];
    for (name, value) in parts {
        terms.push(Term { field: Some(field_named(name, fields)?.name), value, negated: false });
    }
    Ok(())
}

/// The field of this name, whatever the case.
fn field_named(name: &str, fields: &'static [Field]) -> Result<&'static Field, FilterProblem> {
    fields.iter().find(|field| field.name.eq_ignore_ascii_case(name)).ok_or_else(|| FilterProblem::UnknownField {
        name: name.chars().take(40).collect(),
        nearest: nearest(name, fields),
        known: fields.iter().map(|field| field.name).collect::<Vec<_>>().join(", "),
    })
}

/// The field whose name needs the fewest changes, if two or fewer are enough and some of it stays.
fn nearest(name: &str, fields: &'static [Field]) -> Option<&'static str> {
    let written: Vec<char> = name.chars().take(40).flat_map(char::to_lowercase).collect();
    fields
        .iter()
        .map(|field| (changes(&written, field.name), field.name))
        .filter(|(changes, name)| *changes <= 2 && *changes < name.len())
        .min_by_key(|(changes, _)| *changes)
        .map(|(_, name)| name)
        .or_else(|| {
            let start: String = written.iter().collect();
            fields.iter().map(|field| field.name).find(|known| start.len() >= 3 && known.starts_with(&start))
        })
}

/// How many letters must be added, removed or replaced to get from one word to the other.
fn changes(from: &[char], to: &str) -> usize {
    let mut row: Vec<usize> = (0..=from.len()).collect();
    for (line, wanted) in to.chars().enumerate() {
        let mut next = vec![line + 1];
        for ((before, above), written) in row.iter().zip(row.iter().skip(1)).zip(from) {
            let left = next.last().copied().unwrap_or_default();
            next.push((before + usize::from(wanted != *written)).min(above + 1).min(left + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

/// The canonical text: it parses to the same filter.
impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, term) in self.terms.iter().enumerate() {
            if place > 0 {
                f.write_char(' ')?;
            }
            term.fmt(f)?;
        }
        Ok(())
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.negated {
            f.write_char('-')?;
        }
        match self.field {
            Some(name) => {
                write!(f, "{name}:")?;
                words::write_value(f, &self.value, words::needs_quotes(&self.value))
            }
            None => words::write_value(f, &self.value, words::needs_quotes_alone(&self.value)),
        }
    }
}
