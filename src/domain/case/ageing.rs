//! How long a case may be open: it is to be solved before the next working day begins, and its ITMOs are suspended when that day ends
//! without a solution (after Delegated Regulation (EU) 2017/392, article 65).
//! Must not know: what is done about it.

use crate::domain::calendar::Calendar;
use jiff::{Timestamp, civil::Time};

/// How a case stands to its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ageing {
    /// It is in time, until then.
    InTime(Timestamp),
    /// It is late; from then on its ITMOs are to be suspended.
    Late(Timestamp),
    /// Its ITMOs are to be suspended.
    Suspend,
}

impl Ageing {
    /// Its words.
    pub fn words(self) -> &'static str {
        match self {
            Self::InTime(_) => "in time",
            Self::Late(_) => "late",
            Self::Suspend => "to be suspended",
        }
    }
}

/// How a case that was opened at one time stands at another, by the registry's working days.
pub fn ageing(calendar: &Calendar, opened: Timestamp, now: Timestamp) -> Ageing {
    let next = calendar.working_day_after(calendar.zone.civil(opened).date(), 1);
    let begins = next.and_then(|day| calendar.zone.moment(day, Time::midnight()));
    let ends = next.and_then(|day| calendar.zone.moment(day.tomorrow().ok()?, Time::midnight()));
    // Beyond the calendar there is no next day that could be missed.
    let (begins, ends) = (begins.unwrap_or(Timestamp::MAX), ends.unwrap_or(Timestamp::MAX));
    match now {
        now if now < begins => Ageing::InTime(begins),
        now if now < ends => Ageing::Late(ends),
        _ => Ageing::Suspend,
    }
}
