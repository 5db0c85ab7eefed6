//! Why a text is no bundle of contacts.
//! The words are ours; a hostile text is never quoted (T01).
//! Must not know: who wrote it.

use crate::evidence::lines::LineProblem;

/// Why a bundle is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BundleProblem {
    /// A line is not as it must be.
    #[error("not a bundle of contacts: {0}")]
    Line(#[from] LineProblem),
    /// Its entries contradict each other, or something can't be said.
    #[error("the bundle of contacts is refused: {0}")]
    Fault(#[from] BundleFault),
}

/// What is wrong between entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BundleFault {
    /// Number 1 names a bundle before it, or a later one names none.
    #[error("number 1 has no bundle before it, and every other names the digest of the one before")]
    Previous,
    /// Entries of a kind are not strictly ascending: out of order, or twice the same.
    #[error("the {0} entries are not in ascending order, each once")]
    Order(&'static str),
    /// An entry says that it was verified after the bundle was made (T23).
    #[error("one of the {0} entries says that it was verified later than the bundle was made")]
    Later(&'static str),
    /// An entry has something that such a text can't say: a time between two seconds, or the word none where something is named.
    #[error(
        "one of the {0} entries can't be written as it is: a time is not a whole second, or the word none stands where something is named"
    )]
    NotSaid(&'static str),
}
