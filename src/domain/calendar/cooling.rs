//! Cooling-off: how long an approved order waits in which any one authorised person may stop it (F14).
//! What is approved later never gets through earlier.
//! Must not know: who may stop an order.

use super::Calendar;
use jiff::{SignedDuration, Timestamp};
use std::{fmt, str::FromStr};

/// The longest delay in hours: 30 days.
const MOST_HOURS: u16 = 720;

/// How long an approved order waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CoolingOff {
    /// Not at all.
    None,
    /// So many hours, at most 720.
    Hours(u16),
    /// Until noon of the next working day; what is approved at noon or later, or on a day that is not worked, until noon of
    /// the second (after Regulation (EU) 2019/1122, article 35(3)).
    NextWorkingDayNoon,
}

/// The text is no cooling-off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a cooling-off is none, hours such as 26h up to 720h, or next-working-day-noon")]
pub struct NotACoolingOff;

impl CoolingOff {
    /// When it is over for what was approved at this time. `None` beyond the year 9999.
    pub fn until(self, calendar: &Calendar, approved: Timestamp) -> Option<Timestamp> {
        match self {
            Self::None => Some(approved),
            Self::Hours(hours) => approved.checked_add(SignedDuration::from_hours(hours.into())).ok(),
            Self::NextWorkingDayNoon => {
                let civil = calendar.zone.civil(approved);
                let in_time = calendar.is_working_day(civil.date()) && civil.time() < super::NOON;
                calendar.noon_of_working_day(approved, if in_time { 1 } else { 2 })
            }
        }
    }
}

impl FromStr for CoolingOff {
    type Err = NotACoolingOff;

    fn from_str(text: &str) -> Result<Self, NotACoolingOff> {
        match text {
            "none" => Ok(Self::None),
            "next-working-day-noon" => Ok(Self::NextWorkingDayNoon),
            _ => {
                let digits = text.strip_suffix('h').ok_or(NotACoolingOff)?;
                let hours = digits.parse().ok().filter(|hours| (1..=MOST_HOURS).contains(hours) && hours.to_string() == digits);
                hours.map(Self::Hours).ok_or(NotACoolingOff)
            }
        }
    }
}

impl fmt::Display for CoolingOff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.pad("none"),
            Self::Hours(hours) => f.pad(&format!("{hours}h")),
            Self::NextWorkingDayNoon => f.pad("next-working-day-noon"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_delay_has_one_spelling() {
        for text in ["none", "1h", "26h", "720h", "next-working-day-noon"] {
            assert_eq!(text.parse::<CoolingOff>().unwrap().to_string(), text);
        }
        for text in ["", "0h", "026h", "+26h", "721h", "26", "26 h", "1d", "None"] {
            assert_eq!(text.parse::<CoolingOff>(), Err(NotACoolingOff), "{text}");
        }
    }
}
