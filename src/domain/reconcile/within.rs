//! Reconciliation within one registry: the book against itself, its ledger, its authorizations and its reports (W1–W14).
//! Each check is a function of facts; what is not given is not checked, and which were is in the result.
//! Must not know: where the facts come from. An export serves as well as a registry.

mod authorizations;
mod events;
mod projection;
mod records;
mod sums;
mod units;

pub use authorizations::{Marked, UnderlyingUse, UseFact, authorization_bounds, underlying_units};
pub use events::{LockFact, MoveFact, PutBack, first_transfers, locks, terminal_moves};
pub use projection::{ledger_and_book, report_and_ledger};
pub use records::{Approval, ApprovalProblem, FrozenReport, approvals, frozen_report, ledger_chain};
pub use sums::{Flow, FlowKey, conservation};
pub use units::{BookRow, Columns, gaps, overlaps, rows};
