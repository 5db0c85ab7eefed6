//! The practice registry over real HTTP: what the admin API promises, and what it refuses.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::print_stdout, missing_docs)]
#![cfg(feature = "sandbox")]

#[path = "practice_registry/acts.rs"]
mod acts;
#[path = "practice_registry/book.rs"]
mod book;
#[path = "practice_registry/client.rs"]
mod client;
#[path = "practice_registry/contacts.rs"]
mod contacts;
#[path = "practice_registry/cutting.rs"]
mod cutting;
#[path = "practice_registry/door.rs"]
mod door;
#[cfg(unix)]
#[path = "practice_registry/killed.rs"]
mod killed;
#[path = "practice_registry/lists.rs"]
mod lists;
#[path = "practice_registry/paging.rs"]
mod paging;
#[path = "practice_registry/protocol.rs"]
mod protocol;
#[path = "hostile_server/relay.rs"]
mod relay;
#[path = "practice_registry/signing.rs"]
mod signing;
#[path = "practice_registry/size.rs"]
mod size;
#[path = "practice_registry/traffic.rs"]
mod traffic;
