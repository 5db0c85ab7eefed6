//! Exercises: stuck transfers made on purpose, one for each case of the catalogue, so that staff can practise on them.
//! An exercise is played by the real engine on the real book; nothing is written into a book but by the protocol and by people.
//! Must not know: HTTP, or what the operator does about it.

mod case;
mod plan;
mod stage;
mod stories;

pub use case::{CASES, Case, Leaves, case_of};
