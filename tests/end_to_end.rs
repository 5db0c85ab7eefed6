//! The real binary from start to quit, in a pseudo-terminal: an operator's walk by keyboard, an act with its journal, hostile words and
//! hostile answers as the screen shows them, and every way to start. Whatever a test does, it ends with the terminal as it was and with
//! nothing written that is not on the list.
#![cfg(feature = "sandbox")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

#[path = "pty/allowlist.rs"]
mod allowlist;
#[path = "hostile_server/answers.rs"]
#[allow(dead_code)]
mod answers;
#[path = "end_to_end/book.rs"]
mod book;
#[path = "end_to_end/calling.rs"]
mod calling;
#[path = "end_to_end/desk.rs"]
mod desk;
#[path = "pty/driver.rs"]
#[allow(dead_code)]
mod driver;
#[path = "end_to_end/exporting.rs"]
mod exporting;
#[path = "end_to_end/fake.rs"]
mod fake;
#[path = "end_to_end/faulty_disk.rs"]
mod faulty_disk;
#[path = "end_to_end/freezing.rs"]
mod freezing;
#[path = "end_to_end/going.rs"]
mod going;
#[path = "end_to_end/hand.rs"]
mod hand;
#[path = "end_to_end/home.rs"]
mod home;
#[path = "end_to_end/hostile_answers.rs"]
mod hostile_answers;
#[path = "end_to_end/hostile_words.rs"]
mod hostile_words;
#[path = "end_to_end/keys.rs"]
mod keys;
#[path = "end_to_end/killed.rs"]
mod killed;
#[path = "end_to_end/links.rs"]
mod links;
#[path = "pty/listing.rs"]
#[allow(dead_code)]
mod listing;
#[path = "end_to_end/mouse.rs"]
mod mouse;
#[path = "end_to_end/officers.rs"]
mod officers;
#[path = "end_to_end/pair.rs"]
mod pair;
#[path = "pty/proxy.rs"]
#[allow(dead_code)]
mod proxy;
#[path = "end_to_end/reconciling.rs"]
mod reconciling;
#[path = "end_to_end/resolving.rs"]
mod resolving;
#[path = "end_to_end/restarted.rs"]
mod restarted;
#[path = "end_to_end/serial.rs"]
mod serial;
#[path = "hostile_server/server.rs"]
#[allow(dead_code)]
mod server;
#[path = "end_to_end/signing.rs"]
mod signing;
#[path = "end_to_end/starting.rs"]
mod starting;
#[path = "end_to_end/themes.rs"]
mod themes;
#[path = "end_to_end/transfers.rs"]
mod transfers;
#[path = "end_to_end/walk.rs"]
mod walk;
#[path = "end_to_end/workbook.rs"]
mod workbook;

/// The account of the answers that are shared with the tests of the HTTP adapter.
const ACCOUNT: &str = "GHA01-100-0045";
