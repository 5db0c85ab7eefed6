//! A way to reach somebody: telephone, mail or messaging.
//! The address is the channel: another number is another channel, so no change can make a verified one disappear.
//! Must not know: who verified it; a record says that.

use super::{CardId, Handle, MailAddress, NotSo, Phone};
use crate::domain::words;
use jiff::{SignedDuration, Timestamp};
use std::fmt;

/// After so many days a verification of a channel is stale: it is shown so, and due again.
pub const STALE_DAYS: i64 = 90;

/// What a channel is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChannelKind {
    /// The telephone of whoever is on duty.
    Duty,
    /// A mobile telephone.
    Mobile,
    /// The telephone on a desk.
    Desk,
    /// Mail.
    Mail,
    /// A messaging service.
    Messaging,
}

words!(ChannelKind, "kind of channel", Duty "duty", Mobile "mobile", Desk "desk", Mail "mail", Messaging "messaging");

/// Where somebody is reached.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Address {
    /// The telephone of whoever is on duty.
    Duty(Phone),
    /// A mobile telephone.
    Mobile(Phone),
    /// The telephone on a desk.
    Desk(Phone),
    /// Mail.
    Mail(MailAddress),
    /// A messaging service.
    Messaging(Handle),
}

impl Address {
    /// Reads an address of a kind.
    ///
    /// # Errors
    /// [`NotSo`] when the text is no such address.
    pub fn read(kind: ChannelKind, text: &str) -> Result<Self, NotSo> {
        Ok(match kind {
            ChannelKind::Duty => Self::Duty(text.parse()?),
            ChannelKind::Mobile => Self::Mobile(text.parse()?),
            ChannelKind::Desk => Self::Desk(text.parse()?),
            ChannelKind::Mail => Self::Mail(text.parse()?),
            ChannelKind::Messaging => Self::Messaging(text.parse()?),
        })
    }

    /// What it is.
    pub fn kind(&self) -> ChannelKind {
        match self {
            Self::Duty(_) => ChannelKind::Duty,
            Self::Mobile(_) => ChannelKind::Mobile,
            Self::Desk(_) => ChannelKind::Desk,
            Self::Mail(_) => ChannelKind::Mail,
            Self::Messaging(_) => ChannelKind::Messaging,
        }
    }

    /// The number or address alone.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Duty(phone) | Self::Mobile(phone) | Self::Desk(phone) => phone.as_str(),
            Self::Mail(mail) => mail.as_str(),
            Self::Messaging(handle) => handle.as_str(),
        }
    }
}

/// Kind and address, as `duty +41584640000`.
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{} {}", self.kind().word(), self.as_str()))
    }
}

/// A way to reach somebody.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Channel {
    /// Whom it reaches.
    pub owner: CardId,
    /// Where.
    pub address: Address,
    /// Since when it is theirs.
    pub since: Timestamp,
    /// When it ended; `None` while it is in use.
    pub ended: Option<Timestamp>,
}

impl Channel {
    /// Whether it is theirs at a time.
    pub fn is_in_use(&self, at: Timestamp) -> bool {
        self.since <= at && self.ended.is_none_or(|ended| at < ended)
    }

    /// Whether a verification of this time is too old to be relied upon without a word.
    pub fn is_stale(verified: Timestamp, at: Timestamp) -> bool {
        at.duration_since(verified) >= SignedDuration::from_hours(STALE_DAYS * 24)
    }
}
