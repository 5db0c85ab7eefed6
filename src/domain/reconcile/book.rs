//! Which book a line is from: ours, theirs, or what both said when they last agreed.
//! Findings name the book, so that nobody has to guess whose line is meant.
//! Must not know: what a book holds.

use std::fmt;

/// Which of the books.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Book {
    /// Ours.
    Ours,
    /// Theirs.
    Theirs,
    /// What both said when they last agreed.
    Agreed,
}

impl fmt::Display for Book {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Ours => "ours",
            Self::Theirs => "theirs",
            Self::Agreed => "last agreed",
        })
    }
}
