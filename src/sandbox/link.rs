//! The link of a practice registry: communication API in, courier out, over real HTTP.
//! Octets and header fields go through as they are; what they mean is the protocol's, in one transaction each.
//! Must not know: what a message says, or when one is due.

mod address;
mod connection;
mod courier;
mod operations;
mod receiving;
mod sending;

pub(super) use address::Addresses;
pub use address::{NotAPeerAddress, PeerAddress};
pub(super) use connection::{Listening, Scissors};
pub(super) use courier::Courier;
pub(super) use operations::{described, routes};
