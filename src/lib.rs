//! Countersign: a terminal console for the people who run Article 6.2 tracking registries.
//!
//! The house, floor by floor. A room imports only from floors below its own; `tests/architecture.rs` holds that.
//!
//! ```text
//! 9  main.rs, cli/   arguments → command; one file a command
//! 8  runtime/        the imperative shell: event loop, terminal, input thread, performing effects, signals
//! 7  console/        the whole: State, Message, update(), the frame; routes keys and replies to screens
//! 6  screens/        one folder a screen: state and update in <screen>.rs, painting in <screen>/view.rs
//! 5  app/            what screens are made of: effects, THE action table, keymap, palette, virtual table, confirm
//! 5  ui/             painters and theme; knows ratatui and the gate, nothing of registries
//! 5  sandbox/        practice registries: ledger, orders, protocol between registries, HTTP, seed, exercises (feature "sandbox")
//! 4  registry/       the boundary: trait Registry, Read/Reply, Write/Outcome, Problem, query and page; http/, decorators
//! 3  wire/           JSON types of the admin and communication APIs and of the ledger; RFC 9457 problems; vCards and tables of contacts
//! 3  aef/            tables of ITMOs in files: the agreed electronic format and this console's exports, read by the cell
//! 2  evidence/       what proves: the hash-chained journal and ledger, keys, signatures on messages
//! 1  domain/         ids, serial ranges, blocks, accounts, authorizations, transfers, checks, contacts, nomenclature. Pure
//! 0  text/           Untrusted and the gate, number and time formats
//! -  config/         typed config, profiles, and where tokens are kept (used from floors 8 and 9 only)
//! ```

pub mod aef;
pub mod app;
pub mod cli;
pub mod config;
pub mod console;
pub mod domain;
pub mod evidence;
pub mod registry;
pub mod runtime;
#[cfg(feature = "sandbox")]
pub mod sandbox;
pub mod screens;
pub mod text;
pub mod ui;
pub mod wire;
