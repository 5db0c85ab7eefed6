//! The screens: one folder a screen, its state and update in `<screen>.rs`, its painting in `<screen>/view.rs`.
//! A place names a screen and what it shows, so that going back is a value; [`Screen`] is what all of them can do.
//! Must not know: each other's insides, overlays, or how keys are bound.

pub mod account;
pub mod accounts;
pub mod approach;
pub mod approaches;
pub mod authorization;
pub mod authorizations;
pub mod block;
pub mod blocks;
pub mod entry;
mod findings;
pub mod incidents;
pub mod ledger;
mod life;
mod linked;
pub mod listing;
pub mod message;
pub mod messages;
pub mod order;
pub mod orders;
pub mod paper;
mod place;
mod rows;
pub mod screen;
mod scroll;
mod shown;
pub mod transfer;
pub mod transfers;
mod words;

pub use account::AccountCard;
pub use accounts::Accounts;
pub use approach::ApproachCard;
pub use approaches::Approaches;
pub use authorization::AuthorizationCard;
pub use authorizations::Authorizations;
pub use block::BlockCard;
pub use blocks::Blocks;
pub use entry::EntryCard;
pub use incidents::Incidents;
pub use ledger::Ledger;
pub use message::MessageCard;
pub use messages::Messages;
pub use order::OrderCard;
pub use orders::Orders;
pub use place::{Place, TABS, Tab};
pub use screen::{Absence, Did, Freshness, Screen, Spot};
pub use shown::Shown;
pub use transfer::TransferCard;
pub use transfers::Transfers;
