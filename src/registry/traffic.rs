//! What goes on between registries, as a registry tells it: transfers, the archive of messages, counterparts, incidents.
//! Ids and numbers are checked when they come in; words nobody knows are kept ([`Word`](super::Word)), every other text is untrusted.
//! Must not know: how it came here, and what is done about any of it.

mod act;
mod check;
mod incident;
mod ladder;
mod message;
mod peer;
mod transfer;

pub use act::{AllowedAct, Permission, TransferAct};
pub use check::{CheckRun, CheckTime};
pub use incident::{Acknowledged, Incident, IncidentId, IncidentKind, NotAnIncident};
pub use ladder::{Rung, RungKind, Sending, SendingKind, Verdict, Way};
pub use message::{Attempt, Message, MessageId, MessageSummary, NotAMessageId, RequestLine};
pub use peer::{Channel, ChannelKind, Maintenance, Peer, PeerKey, PeerSummary, Spoken};
pub use transfer::{Direction, End, PeerWord, Told, Transfer, TransferState, TransferSummary, Turn};
