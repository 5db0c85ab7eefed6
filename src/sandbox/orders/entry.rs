//! What an order that is carried out writes into the ledger.
//! One entry each, whatever it does: its kind, what it posts, and the words for it.
//! Must not know: which order it is, and who approved it.

use crate::wire::ledger::Posting;

/// What an act writes: the entry's kind, its postings, and the words for it.
pub(super) type Written = (&'static str, Vec<Posting>, String);
