//! The screens: one folder a screen, its state and update in `<screen>.rs`, its painting in `<screen>/view.rs`.
//! A place names a screen and what it shows, so that going back is a value; [`Screen`] is what all of them can do.
//! Must not know: each other's insides, overlays, or how keys are bound.

pub mod account;
pub mod accounts;
pub mod block;
pub mod blocks;
pub mod listing;
pub mod paper;
mod place;
mod rows;
pub mod screen;
mod scroll;
mod shown;
mod words;

pub use account::AccountCard;
pub use accounts::Accounts;
pub use block::BlockCard;
pub use blocks::Blocks;
pub use place::{Place, TABS, Tab};
pub use screen::{Absence, Did, Freshness, Screen, Spot};
pub use shown::Shown;
