//! The filter language: `type:holding party:GHA -state:closed stove`.
//! Parsed the same way by the console before it asks and by the practice registry before it answers.
//! Must not know: SQL.

use super::fields::Field;

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
    /// What it must be; checked against the field's kind.
    pub value: String,
    /// Whether it must not hold.
    pub negated: bool,
}

/// Why a text is not a filter for this list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FilterProblem {
    /// No such field.
    #[error("there is no field {name:?} here; try one of: {known}")]
    UnknownField {
        /// What was written, capped and escaped by `{:?}`.
        name: String,
        /// The names there are.
        known: String,
    },
    /// The value does not fit the field.
    #[error("{field}: expects {expected}")]
    BadValue {
        /// The field.
        field: &'static str,
        /// What it expects.
        expected: String,
    },
    /// A quote was not closed.
    #[error("a quotation mark is not closed")]
    OpenQuote,
    /// More terms or octets than any honest filter has.
    #[error("the filter is too long: at most 16 terms and 1 000 octets")]
    TooLong,
}

impl Filter {
    /// Reads a filter for a list with these fields.
    ///
    /// # Errors
    /// [`FilterProblem`] says which part does not fit and what would.
    pub fn parse(text: &str, fields: &'static [Field]) -> Result<Self, FilterProblem> {
        let _ = (text, fields);
        Ok(Self::default())
    }

    /// Whether it selects everything.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }
}

impl std::fmt::Display for Filter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let _ = f;
        Ok(())
    }
}
