//! What a registry tells by itself: that its book has changed, as it happens.
//! A change names what was touched and not what became of it: who shows it asks again. Every word of it is untrusted.
//! Must not know: how it travels, or who listens.

use super::{BoxFuture, Problem, Reply};
use crate::text::Untrusted;
use std::time::Duration;

/// So many ids of a change are kept. A change that touched as many may have touched more.
pub const MOST_TOUCHED: usize = 1_000;

/// One act of a registry, as its change stream tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// State of the book after it: the number of the ledger's entry.
    pub revision: u64,
    /// What kind of act, in the registry's words.
    pub kind: Untrusted,
    /// Ids of what it touched, at most [`MOST_TOUCHED`].
    pub touched: Vec<Untrusted>,
}

/// An open change stream. Dropping it closes it.
pub trait ChangeStream: Send {
    /// Waits for the next change. After a problem there is none: the stream is over.
    fn next(&mut self) -> BoxFuture<'_, Result<Change, Problem>>;
    /// How long the registry wants readers to wait before they open a broken stream again, if it said so.
    fn pause(&self) -> Option<Duration>;
}

impl Reply {
    /// The state of the book it was read from, if it says so: what is told after that is news.
    pub fn revision(&self) -> Option<u64> {
        match self {
            Self::Accounts(page) => Some(page.revision),
            Self::Blocks(page) => Some(page.revision),
            Self::Transfers(page) => Some(page.revision),
            Self::Messages(page) => Some(page.revision),
            Self::Peers(page) => Some(page.revision),
            Self::Incidents(page) => Some(page.revision),
            Self::Authorizations(page) => Some(page.revision),
            Self::Approaches(page) => Some(page.revision),
            Self::Orders(page) => Some(page.revision),
            Self::Entries(page) => Some(page.revision),
            Self::Runs(page) => Some(page.revision),
            Self::Overview(overview) => Some(overview.revision),
            Self::Cases(board) => Some(board.revision),
            Self::Case(case) => Some(case.revision),
            _ => None,
        }
    }
}

/// What opening a change stream comes to: a stream, or `None` when the registry has none.
pub type Opened = Result<Option<Box<dyn ChangeStream>>, Problem>;
