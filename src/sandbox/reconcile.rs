//! Reconciliation at a registry: runs with a counterpart over the communication API, runs within the book, and what they found.
//! A run only reads the book: it freezes what the book says at one moment, compares that, and writes down what it found.
//! Must not know: HTTP servers and clients, and what becomes of a discrepancy.

mod begin;
mod frozen;
mod heads;
mod heard;
mod judged;
mod parts;
mod post;
pub(super) mod recorded;
pub(super) mod schema;
pub(super) mod segment;
mod shared;
mod spoken;
mod steps;
pub(super) mod store;
mod talk;
mod time;
mod trail;
mod tree;
mod within;

pub(super) use begin::begin;
pub(super) use heard::{broken_off, heard};
pub(super) use post::{at, outgoing};
pub(super) use talk::{answered, refused};
pub(super) use time::{freeze_due, next_wake, tick};

#[cfg(test)]
mod tests;
