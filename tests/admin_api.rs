//! The admin API beyond accounts and blocks, over real HTTP: what it shows, what it does, and what it refuses.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    dead_code,
    missing_docs
)]
#![cfg(feature = "sandbox")]

#[path = "admin_api/attacks.rs"]
mod attacks;
#[path = "practice_registry/client.rs"]
mod client;
#[path = "admin_api/orders.rs"]
mod orders;
#[path = "admin_api/overview.rs"]
mod overview;
#[path = "admin_api/people.rs"]
mod people;
#[path = "admin_api/reading.rs"]
mod reading;
#[path = "admin_api/stream.rs"]
mod stream;
#[path = "admin_api/transfers.rs"]
mod transfers;
