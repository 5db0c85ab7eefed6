//! What is known of the link to a peer: its state, versions, keys and clocks, and whether the operator may use it.
//! A key the directory does not have is a fact of its own; it is not the same as a key nobody looked for.
//! Must not know: which check asks.

use super::Lookup;
use crate::{domain::words, text::Untrusted};
use jiff::{Timestamp, civil::Date};

/// The state of the link to a peer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkState {
    /// For tests; nothing real goes over it.
    Test,
    /// Being set up.
    Initialising,
    /// In use.
    Active,
    /// In use, with failures.
    Degraded,
    /// Closed for a time, as planned.
    SuspendedPlanned,
    /// Closed for a time, for security.
    SuspendedSecurity,
    /// Closed for good.
    Closed,
}

impl LinkState {
    /// Whether somebody should look at it: it is meant to be in use and fails, or is closed for a time.
    pub fn is_in_trouble(self) -> bool {
        match self {
            Self::Degraded | Self::SuspendedPlanned | Self::SuspendedSecurity => true,
            Self::Test | Self::Initialising | Self::Active | Self::Closed => false,
        }
    }
}

words!(
    LinkState, "state",
    Test "test",
    Initialising "initialising",
    Active "active",
    Degraded "degraded",
    SuspendedPlanned "suspended-planned",
    SuspendedSecurity "suspended-security",
    Closed "closed",
);

/// A signing key as the directory of keys has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyFacts {
    /// Its id.
    pub id: Untrusted,
    /// Valid from.
    pub from: Timestamp,
    /// Valid until, this moment not included.
    pub until: Timestamp,
    /// Whether it was revoked.
    pub revoked: bool,
    /// Whether people compared it over a second channel.
    pub verified: bool,
}

/// Whether the operator's role allows the action, its amount and its counterpart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permission {
    /// The operator's role.
    pub role: Untrusted,
    /// What the registry says.
    pub granted: bool,
}

/// The link to the peer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkFacts {
    /// Its state.
    pub state: Option<LinkState>,
    /// Announced maintenance, from and until.
    pub maintenance: Option<Vec<(Timestamp, Timestamp)>>,
    /// Our version of the communication standard, major and minor.
    pub version: (u16, u16),
    /// The peer's.
    pub peer_version: Option<(u16, u16)>,
    /// The key we sign with.
    pub own_key: Option<KeyFacts>,
    /// The key the peer signs with: missing when the directory has none for it.
    pub peer_key: Option<Lookup<KeyFacts>>,
    /// How far our clock is off, in milliseconds.
    pub own_offset_ms: Option<i64>,
    /// How far the peer's clock is from ours, in milliseconds.
    pub peer_offset_ms: Option<i64>,
    /// The date of our nomenclature.
    pub nomenclature: Option<Date>,
    /// The date of the peer's.
    pub peer_nomenclature: Option<Date>,
    /// What the operator may do.
    pub operator: Option<Permission>,
}
