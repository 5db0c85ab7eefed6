//! Reconciliation: two holdings, or three with the last agreed state, swept into segments; differences found, named and explained.
//! It reads sorted lines once and keeps only what differs; nothing here changes a book. All codes are in docs/reconciliation.md.
//! Must not know: where holdings come from, who owns a case, and what the clock says.

mod actions;
mod book;
mod cause;
mod classify;
mod code;
mod disjoint;
mod field;
mod finding;
mod flight;
mod pairs;
mod position;
mod prediction;
mod run;
mod run_id;
mod segment;
mod since;
mod snapshot;
mod statement;
mod sums;
mod sweep;
mod totals;
mod trail;
pub mod within;

#[cfg(test)]
mod tests;

pub use actions::{ActionKind, ActionRow, Crossed, cross_check};
pub use book::Book;
pub use cause::{Cause, Recent, items_of};
pub use code::{Code, Gravity, Spec};
pub use disjoint::{Overlap, Unsorted};
pub use field::{Field, Said, differing};
pub use finding::{Finding, Subject, days, severity};
pub use flight::{Flights, InFlight};
pub use position::{AccountClass, Amount, Attributes, Position, Underlying};
pub use prediction::{Outcome, outcomes};
pub use run::{Comparison, Setting, compare, compare_totals};
pub use run_id::{NotARunId, RunId};
pub use segment::{Mover, Relation, Segment};
pub use since::{Became, Change, since};
pub use snapshot::{Snapshot, same_moment};
pub use statement::statements;
pub use sweep::{Piece, Sweep};
pub use totals::{Total, TotalKey, Totals};
pub use trail::{TransferRecord, compare_trails};
