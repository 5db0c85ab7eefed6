//! The field's own things: identifiers, serial ranges, ITMO blocks, accounts, quantities, nomenclature.
//! Pure: no I/O, no async, no serde, no clock, no randomness; they come in as arguments.
//! Must not know: how these things are sent, stored, shown or signed.

pub mod account;
pub mod approach;
pub mod authorization;
pub mod block;
pub mod calendar;
pub mod case;
pub mod check;
pub mod contact;
pub mod environment;
pub mod id;
pub mod itmo_id;
pub mod nomenclature;
pub mod novelty;
pub mod person;
pub mod quantity;
pub mod reason;
pub mod reconcile;
pub mod reference;
pub mod serial;
pub mod transfer;
pub(crate) mod words;

use words::words;

pub use account::{Account, AccountKind, AccountState, AccountSummary, Holder, HolderKind, Holding, Lock};
pub use block::{Block, BlockState, Metric, Series};
pub use environment::Environment;
pub use id::{AccountId, ApproachId, AuthorizationId, IdProblem, PartyCode, RegistryId, Vintage};
pub use itmo_id::{BlockRange, ItmoId};
pub use person::{PersonId, StationId};
pub use quantity::Quantity;
pub use serial::{Serial, SerialRange, SerialSet};
