//! How a journal is, seen from outside: whether it verifies, and whether a console has it.
//! Nothing in it is changed, and no lock is taken.
//! Must not know: how it is written.

use super::{
    JournalProblem, folder,
    walk::{Extent, Walk},
};
use std::path::Path;

/// How a journal is, seen from outside.
#[derive(Debug, PartialEq, Eq)]
pub enum JournalState {
    /// It verifies and can be written.
    Whole {
        /// How many acts in it have no outcome.
        unfinished: usize,
    },
    /// A console that is open now has it.
    InUse,
    /// It can't be used; why, as a sentence.
    Unusable(String),
}

/// Looks at a journal. Nothing in it is changed.
pub fn look_at_journal(folder: &Path) -> JournalState {
    let look = || -> Result<usize, JournalProblem> {
        if folder::is_in_use(folder)? {
            return Err(JournalProblem::InUse);
        }
        let mut walk = Walk::of(folder, Extent::Whole);
        walk.advance(&mut |_| ())?;
        Ok(walk.chain().open_intents().len())
    };
    match look() {
        Ok(unfinished) => JournalState::Whole { unfinished },
        Err(JournalProblem::InUse) => JournalState::InUse,
        Err(problem) => JournalState::Unusable(problem.to_string()),
    }
}
