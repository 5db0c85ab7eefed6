//! The parts screens are made of: effects, THE action table, keys and keymap, palette, remote data, virtual table,
//! overlays, confirmation, toasts. Plain data and pure functions.
//! Must not know: ratatui, the terminal, the clock, or which screens exist beyond their names.

pub mod action;
pub mod activity;
pub mod badges;
pub mod cheat_sheet;
pub mod chord;
pub mod confirm;
pub mod counts;
pub mod desk;
pub mod effect;
pub mod export;
pub mod field;
pub mod footer;
pub mod habits;
pub mod help;
pub mod key;
pub mod keymap;
pub mod live;
pub mod looked;
pub mod mouse;
pub mod nearest;
pub mod offer;
pub mod outcome;
pub mod overlay;
pub mod pack;
pub mod palette;
pub mod passphrase;
pub mod pins;
pub mod remote;
pub mod seen;
pub mod signer;
pub mod submission;
pub mod table;
pub mod toast;
pub mod why;

pub use action::{Action, Risk, Scope, When};
pub use activity::Activity;
pub use badges::Badges;
pub use chord::Chord;
pub use counts::Counts;
pub use desk::Desk;
pub use effect::{Effect, Epoch, ProfileId, RequestId, Ticket, Tickets, Timer};
pub use habits::Habits;
pub use key::{Key, KeyCode, Modifiers};
pub use keymap::{Hit, Keymap, KeymapRemark};
pub use live::{Live, StreamState};
pub use outcome::OverlayOutcome;
pub use overlay::{Overlay, Overlays};
pub use passphrase::Passphrase;
pub use remote::Remote;
pub use signer::Signer;
pub use table::{List, Listed, Table};
pub use toast::{Severity, Toasts};
pub use why::Refusal;
