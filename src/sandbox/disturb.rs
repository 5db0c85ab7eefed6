//! Disturbances of a practice registry by name: on the wire, of the courier, of the clock, of the key.
//! They are armed and disarmed while it runs, and each leaves the two registries in a state that happens in life (stuck cases).
//! Must not know: HTTP libraries, or the protocol that is disturbed.

mod armed;
mod crash;
mod kind;
mod parse;
mod table;

pub(super) use armed::{Armed, Arrival};
pub(super) use crash::Points;
pub use crash::{CrashPoint, CrashStage, NotACrashPoint};
pub use kind::Kind;
pub use parse::DisturbanceProblem;
pub use table::{Described, TABLE};

use jiff::SignedDuration;
use std::{num::NonZeroU64, time::Duration};

/// Something that goes wrong on purpose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Disturbance {
    /// Every answer to the counterpart comes so much later.
    Latency(Duration),
    /// Every n-th request of the counterpart is answered with status 500 and not looked at.
    Error500(NonZeroU64),
    /// The connection breaks at this octet of every answer to the counterpart; the message was processed.
    Cut(u64),
    /// The n-th message of a kind never arrives here.
    LoseRequest(Nth),
    /// The n-th message of a kind is processed here, and the answer is lost.
    LoseAnswer(Nth),
    /// Messages of a kind are sent twice.
    Double(Kind),
    /// Every message is delivered once more, after the one that follows it.
    Reorder,
    /// Connections are accepted, and nothing is ever answered on them.
    Silent,
    /// Nothing is sent: the outbox fills.
    QueueStopped,
    /// The clock is wrong by so much.
    ClockSkew(SignedDuration),
    /// Messages are signed with a second key that nobody was told of.
    KeyRotated,
    /// The counterpart is told that the registry is in maintenance.
    Maintenance,
    /// The registry speaks only this version of the communication API.
    Version(String),
    /// People are shown orders that move ITMOs as if these went to another account.
    AlteredOrders,
}

/// The n-th message of a kind, counted from when the disturbance was armed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nth {
    /// Which messages count.
    pub kind: Kind,
    /// Which of them it is; 1 is the next.
    pub number: NonZeroU64,
}

impl Disturbance {
    /// Its name in the table.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Latency(_) => "latency",
            Self::Error500(_) => "error-500",
            Self::Cut(_) => "cut",
            Self::LoseRequest(_) => "lose-request",
            Self::LoseAnswer(_) => "lose-answer",
            Self::Double(_) => "double",
            Self::Reorder => "reorder",
            Self::Silent => "silent",
            Self::QueueStopped => "queue-stopped",
            Self::ClockSkew(_) => "clock-skew",
            Self::KeyRotated => "key-rotated",
            Self::Maintenance => "maintenance",
            Self::Version(_) => "version",
            Self::AlteredOrders => "altered-orders",
        }
    }

    /// Its argument, as it is written.
    pub fn argument(&self) -> Option<String> {
        match self {
            Self::Latency(time) => Some(time.as_millis().to_string()),
            Self::Error500(every) => Some(format!("every:{every}")),
            Self::Cut(octet) => Some(octet.to_string()),
            Self::LoseRequest(nth) | Self::LoseAnswer(nth) => Some(format!("{}:{}", nth.kind.word(), nth.number)),
            Self::Double(kind) => Some(kind.word().to_owned()),
            Self::ClockSkew(offset) => Some(offset.as_secs().to_string()),
            Self::Version(version) => Some(version.clone()),
            Self::Reorder | Self::Silent | Self::QueueStopped | Self::KeyRotated | Self::Maintenance | Self::AlteredOrders => {
                None
            }
        }
    }
}

/// As it is written: `name` or `name=argument`.
impl std::fmt::Display for Disturbance {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.argument() {
            Some(argument) => write!(f, "{}={argument}", self.name()),
            None => f.write_str(self.name()),
        }
    }
}
