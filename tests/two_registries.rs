//! Two practice registries that transfer to each other over real HTTP: in one process, and in two that are killed at every point.
//! Nothing sleeps for luck: a test waits for a state, with a deadline, and fails when it does not come.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::print_stderr, missing_docs)]
#![cfg(feature = "sandbox")]

#[path = "two_registries/book.rs"]
mod book;
#[path = "two_registries/cancelled.rs"]
mod cancelled;
#[path = "two_registries/correcting.rs"]
mod correcting;
#[path = "two_registries/disturbed.rs"]
mod disturbed;
#[path = "two_registries/exercises.rs"]
mod exercises;
#[path = "two_registries/faults.rs"]
mod faults;
#[path = "two_registries/killed.rs"]
mod killed;
#[path = "two_registries/mortal.rs"]
mod mortal;
#[path = "two_registries/ordering.rs"]
mod ordering;
#[path = "two_registries/people.rs"]
mod people;
#[path = "two_registries/process.rs"]
mod process;
#[path = "two_registries/relay.rs"]
mod relay;
#[path = "two_registries/reporting.rs"]
mod reporting;
#[path = "two_registries/resolving.rs"]
mod resolving;
#[path = "two_registries/restored.rs"]
mod restored;
#[path = "two_registries/runs.rs"]
mod runs;
#[path = "two_registries/serving.rs"]
mod serving;
#[path = "two_registries/transfers.rs"]
mod transfers;
#[path = "two_registries/waiting.rs"]
mod waiting;
