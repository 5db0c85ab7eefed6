//! The parts screens are made of: effects, THE action table, keys and keymap, palette, remote data, virtual table,
//! overlays, confirmation, toasts. Plain data and pure functions.
//! Must not know: ratatui, the terminal, the clock, or which screens exist beyond their names.

pub mod action;
pub mod desk;
pub mod effect;
pub mod key;
pub mod remote;
pub mod table;

pub use action::{Action, Risk, Scope, When};
pub use desk::Desk;
pub use effect::{Effect, Epoch, ProfileId, RequestId, Ticket, Tickets, Timer};
pub use key::{Key, KeyCode, Modifiers};
pub use remote::Remote;
pub use table::{Listed, Table};
