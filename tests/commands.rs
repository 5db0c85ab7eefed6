//! The commands for scripts: the real binary against a real practice registry, over HTTP. What they write is compared with what the
//! registry answers through the door, and every way they end has its exit status.
#![cfg(feature = "sandbox")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

#[path = "commands/bundles.rs"]
mod bundles;
#[path = "commands/cancelling.rs"]
mod cancelling;
#[path = "commands/cases.rs"]
mod cases;
#[path = "commands/contacts.rs"]
mod contacts;
#[path = "commands/deciding.rs"]
mod deciding;
#[path = "commands/ending.rs"]
mod ending;
#[path = "commands/listing.rs"]
mod listing;
#[path = "commands/messages.rs"]
mod messages;
#[path = "commands/office.rs"]
mod office;
#[path = "commands/packing.rs"]
mod packing;
#[path = "commands/showing.rs"]
mod showing;
