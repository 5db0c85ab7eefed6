//! The order of a list as it is written: `held` or `-held`.
//! Only fields marked sortable are taken, and a refusal names them; a server never sees a column name of the client's making.
//! Must not know: SQL, or which column has an arrow on the screen.

use super::{Sort, fields::Field};
use std::fmt;

/// The list can't be sorted that way.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the list can't be sorted by {name:?}; try one of: {known}")]
pub struct SortProblem {
    /// What was written, capped and escaped by `{:?}`.
    pub name: String,
    /// The fields it can be sorted by.
    pub known: String,
}

impl Sort {
    /// Reads an order for a list with these fields; a leading `-` puts the greatest first.
    ///
    /// # Errors
    /// [`SortProblem`] names the fields that can be sorted by.
    pub fn parse(text: &str, fields: &'static [Field]) -> Result<Self, SortProblem> {
        let (descending, name) = text.strip_prefix('-').map_or((false, text), |name| (true, name));
        let mut sortable = fields.iter().filter(|field| field.sortable);
        match sortable.clone().find(|field| field.name.eq_ignore_ascii_case(name)) {
            Some(field) => Ok(Self { by: field.name, descending }),
            None => {
                let known = sortable.by_ref().map(|field| field.name).collect::<Vec<_>>().join(", ");
                Err(SortProblem { name: name.chars().take(40).collect(), known })
            }
        }
    }
}

/// The text that [`Sort::parse`] reads back.
impl fmt::Display for Sort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", if self.descending { "-" } else { "" }, self.by)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ACCOUNT_FIELDS, BLOCK_FIELDS};
    use super::*;

    #[test]
    fn every_sortable_field_reads_back_in_both_directions() {
        for fields in [ACCOUNT_FIELDS, BLOCK_FIELDS] {
            for field in fields.iter().filter(|field| field.sortable) {
                for descending in [false, true] {
                    let sort = Sort { by: field.name, descending };
                    assert_eq!(Sort::parse(&sort.to_string(), fields), Ok(sort));
                }
            }
        }
        assert_eq!(Sort::parse("-HELD", ACCOUNT_FIELDS).unwrap().to_string(), "-held");
    }

    #[test]
    fn anything_else_is_refused_with_the_choice() {
        for text in ["", "-", "--held", "held ", "locked", "serial", "held desc", "held;drop table accounts"] {
            let problem = Sort::parse(text, ACCOUNT_FIELDS).unwrap_err();
            assert!(problem.to_string().contains("holder"), "{text}: {problem}");
        }
    }
}
