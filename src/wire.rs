//! JSON types of the admin and communication APIs and of the ledger, shared by the client and the practice registries, RFC 9457 problems,
//! and contacts as address books, spreadsheets and mail programs have them.
//! Conventions: serials, quantities and counts of the book as strings, times RFC 3339 UTC, unknown fields refused.
//! Must not know: who sends and who answers.

pub mod admin;
pub mod comm;
pub mod contact;
pub mod convert;
mod finding;
pub mod ledger;
mod number;
pub mod order;
pub mod practice;
pub mod problem;
#[cfg(feature = "sandbox")]
pub mod schema;

pub use number::BigNumber;
