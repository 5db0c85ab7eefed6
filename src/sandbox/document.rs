//! The OpenAPI 3.1 document of a practice registry: what the routes say of themselves, completed by what holds for all of them.
//! Nobody writes it by hand, and what is served is what is kept in `docs/api`: a test makes it anew and compares.
//! Must not know: what any route does.

mod complete;
mod parameters;
mod refuses;
pub(super) mod served;
mod signed;
mod whole;

pub(super) use parameters::{
    AccountList, ActHeaders, ApproachList, AuthorizationList, BlockList, EntryList, IncidentList, KeyHeader, MessageList,
    OrderList, PeerList, RunList, TransferList,
};
pub(super) use refuses::Refuses;
pub(super) use signed::{Declines, SignedMessage, SignedQuestion};
pub use whole::openapi;
