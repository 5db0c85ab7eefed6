//! JSON types of the admin API, shared by the client and the practice registries, and RFC 9457 problems.
//! Conventions: serials, quantities and counts of the book as strings, times RFC 3339 UTC, unknown fields refused.
//! Must not know: who sends and who answers.

pub mod admin;
pub mod convert;
mod number;
pub mod problem;
#[cfg(feature = "sandbox")]
pub mod schema;

pub use number::BigNumber;
