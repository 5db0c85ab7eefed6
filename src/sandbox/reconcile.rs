//! Reconciliation at a registry: runs with a counterpart over the communication API, runs within the book, and what they found.
//! A run only reads the book: it freezes what the book says at one moment, compares that, and writes down what it found.
//! Must not know: HTTP servers and clients, and what becomes of a discrepancy.

pub(super) mod schema;
pub(super) mod store;

pub(super) use store::{Finished, RunRow};
