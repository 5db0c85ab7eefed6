//! What comes of asking whether somebody can be reached: yes, through whom and where, or why not, and when next.
//! Every no has its reason, so that whoever reads it knows what to wait for or whom to try instead.
//! Must not know: how it is found out.

use super::{Address, CardId, CardState};
use jiff::{
    Timestamp,
    civil::{Date, DateTime},
};

/// Why somebody can't be reached now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Obstacle {
    /// The directory has no such card.
    Unknown,
    /// Nobody has verified the card.
    Unverified,
    /// Its verification ran out at this time.
    Invalid(Timestamp),
    /// They are away until then, and nobody stands in.
    Away(Timestamp),
    /// They are away until then; somebody stands in.
    StoodInFor(Timestamp),
    /// They stand in, in a circle, for somebody who was already asked.
    Circle,
    /// They stand in and have neither the organisation nor a registry in common with whoever was asked for.
    Stranger,
    /// It is a holiday where they are.
    Holiday(Date),
    /// It is a day of the week on which they don't work.
    DayOff,
    /// They work today, not at this hour.
    OutOfHours,
    /// Nobody knows where they work, so nobody knows their hours.
    NoHours,
    /// They have no channel that suits this severity.
    NoChannel,
    /// Their channels are not verified.
    ChannelUnverified,
    /// The delay after the change of their channel lasts until then.
    ChannelHeld(Timestamp),
    /// The change of their channel was ended.
    ChannelCancelled,
}

/// Whether somebody can be reached at a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// They can.
    Now(Reached),
    /// They can't.
    Not {
        /// Why not: of who was asked, and of each who stands in.
        obstacles: Vec<(CardId, Obstacle)>,
        /// When they, or who stands in, can be reached next; `None` when not within the time that is looked at.
        next: Option<Timestamp>,
    },
}

/// Who answers, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reached {
    /// Who answers.
    pub by: CardId,
    /// Who was asked, and each who stands in for the one before, as far as `by`, which is not in it.
    pub stands_in_for: Vec<CardId>,
    /// Where to call.
    pub address: Address,
    /// When the address was verified.
    pub verified: Timestamp,
    /// Whether that was too long ago.
    pub is_stale: bool,
    /// The state of the card of who answers.
    pub state: CardState,
    /// Until when; `None` when longer than a week.
    pub until: Option<Timestamp>,
}

/// What a clock on their wall shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalClock {
    /// Day and time there.
    pub civil: DateTime,
    /// Whether it is a public holiday there.
    pub is_holiday: bool,
    /// Whether they work at this time.
    pub is_open: bool,
}

impl Reach {
    /// Whether they can be reached now.
    pub fn is_now(&self) -> bool {
        matches!(self, Self::Now(_))
    }

    /// When they can be reached: now, or next.
    pub fn when(&self, now: Timestamp) -> Option<Timestamp> {
        match self {
            Self::Now(_) => Some(now),
            Self::Not { next, .. } => *next,
        }
    }
}
