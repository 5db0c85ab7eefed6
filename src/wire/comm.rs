//! Bodies of `/comm/v1`: what two registries say to each other about one transfer, and what either may ask the other.
//! A message is kept and compared as octets; what is parsed from it is never sent on. Unknown fields are refused.
//! Must not know: signatures, which travel in headers around the body.

mod answer;
mod contacts;
mod evidence;
mod message;
pub mod reconcile;
mod shown;

pub use super::finding::{Finding, Observed};
pub use answer::{Capabilities, Event, History, Holdings, Key, Pong, Status, Told, Total};
pub use contacts::Contacts;
pub use evidence::Evidence;
pub use message::{Accept, Ack, Approval, Completion, Final, Message, Party, Proposal, Receipt, Reject, Says, Terminate};
pub use shown::{HeaderField, Shown};

/// Version of the communication API.
pub const VERSION: &str = "1.0";
