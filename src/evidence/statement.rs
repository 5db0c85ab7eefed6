//! The statement: what a person says about an order, as a text that they sign (`docs/formats/statement.md`).
//! It names the digest of the order's text, so it is about those octets and nothing else (F05).
//! Must not know: who may say it, and whether it counts.

mod checked;
mod read;
mod text;

pub use checked::{Checked, NotChecked, RekeyField};
pub use text::StatementText;

use super::{digest::Digest, edition::Edition, lines::Prose, moment::Moment};
use crate::domain::{PersonId, StationId, words::words};
use std::num::NonZeroU64;

/// The first line of a statement.
pub const MAGIC: &str = "itmo-statement/v1";

/// What is said about an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatementKind {
    /// It may be carried out.
    Approve,
    /// It must not be; final for this text (F34).
    Reject,
    /// Its initiator takes it back (F22).
    Withdraw,
    /// An approver takes an approval back (F22).
    WithdrawApproval,
    /// It goes on after the cooling-off, where the policy asks for a third person (F19).
    Release,
    /// It is stopped within the cooling-off; one person may (F14).
    Stop,
}

words!(
    StatementKind, "kind of statement",
    Approve "approve",
    Reject "reject",
    Withdraw "withdraw",
    WithdrawApproval "withdraw-approval",
    Release "release",
    Stop "stop",
);

/// The screen that the order was read on: its size, with nothing of the text cut off (F09).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Display {
    /// Columns.
    pub columns: u16,
    /// Rows.
    pub rows: u16,
}

/// What a person says about an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// SHA-256 of the order's text.
    pub order_sha256: Digest,
    /// What is said.
    pub kind: StatementKind,
    /// Who says it.
    pub person: PersonId,
    /// The station it was said at (F03).
    pub station: StationId,
    /// The roster in force.
    pub roster: Edition,
    /// The policy in force.
    pub policy: Edition,
    /// What was compared with the person's own copy before it was seen (F07).
    pub checked: Checked,
    /// The screen the order was read on.
    pub display: Display,
    /// Why (F20).
    pub reason: Prose,
    /// When it was made.
    pub made: Moment,
    /// It counts until this time (F13).
    pub not_after: Moment,
    /// The person's own counter of statements, from 1.
    pub seq: NonZeroU64,
}

#[cfg(test)]
mod tests;
