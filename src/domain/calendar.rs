//! A registry's calendar: its time zone, its working days, and the hours in which orders are carried out (F16, F28).
//! Everything is reckoned in the registry's own zone from a database compiled in, so that all who reckon agree, with or without one on the machine.
//! Must not know: what is done on a working day, or what time it is.

mod cooling;
mod hours;
mod weekdays;
mod zone;

pub use cooling::{CoolingOff, NotACoolingOff};
pub use hours::{Hours, NotHours};
pub use weekdays::{NotWeekdays, Weekdays};
pub use zone::{NotAZone, Zone};

use jiff::{
    Timestamp,
    civil::{Date, Time},
};
use std::collections::BTreeSet;

/// When a delay ends: at noon.
const NOON: Time = Time::constant(12, 0, 0, 0);

/// Which days are worked, where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// Where.
    pub zone: Zone,
    /// The days of the week that are worked.
    pub weekdays: Weekdays,
    /// The days that are not, for all that.
    pub holidays: BTreeSet<Date>,
}

/// A stretch of time: from, and until, which is no part of it.
pub type Stretch = (Timestamp, Timestamp);

impl Calendar {
    /// Whether a day is worked.
    pub fn is_working_day(&self, day: Date) -> bool {
        self.weekdays.contains(day.weekday()) && !self.holidays.contains(&day)
    }

    /// The n-th working day after a day, which itself does not count; the day itself for 0. `None` beyond the year 9999.
    pub fn working_day_after(&self, day: Date, n: u16) -> Option<Date> {
        let mut day = day;
        for _ in 0..n {
            day = self.next_working_day(day)?;
        }
        Some(day)
    }

    /// Some day of the week is worked and holidays are finite, so this ends.
    fn next_working_day(&self, day: Date) -> Option<Date> {
        let mut day = day.tomorrow().ok()?;
        while !self.is_working_day(day) {
            day = day.tomorrow().ok()?;
        }
        Some(day)
    }

    /// Noon of the n-th working day after the day of `at`: when what was added to a list of trusted accounts takes effect, with
    /// n = 4 (F16; Regulation (EU) 2019/1122, article 23). `None` beyond the year 9999.
    pub fn noon_of_working_day(&self, at: Timestamp, n: u16) -> Option<Timestamp> {
        let day = self.working_day_after(self.zone.civil(at).date(), n)?;
        self.zone.moment(day, NOON)
    }

    /// The day of `at` in the registry's zone, on which limits count. It has 23 or 25 hours when the clocks change.
    pub fn day_of(&self, at: Timestamp) -> Option<Stretch> {
        let day = self.zone.civil(at).date();
        Some((self.zone.moment(day, Time::midnight())?, self.zone.moment(day.tomorrow().ok()?, Time::midnight())?))
    }

    /// The stretch of hours that `at` lies in, else the first that opens after it (F28). `None` beyond the year 9999.
    pub fn open(&self, hours: Hours, at: Timestamp) -> Option<Stretch> {
        let mut day = self.zone.civil(at).date();
        loop {
            if let Some((from, until)) = self.hours_of(hours, day)
                && at < until
            {
                return Some((from, until));
            }
            day = day.tomorrow().ok()?;
        }
    }

    /// The hours of a day; none on a day that is not worked, or whose hours fall wholly into a leap of the clocks.
    fn hours_of(&self, hours: Hours, day: Date) -> Option<Stretch> {
        if !self.is_working_day(day) {
            return None;
        }
        let from = self.zone.moment(day, hours.from())?;
        let until = match hours.until() {
            Some(time) => self.zone.moment(day, time)?,
            None => self.zone.moment(day.tomorrow().ok()?, Time::midnight())?,
        };
        (from < until).then_some((from, until))
    }
}

#[cfg(test)]
mod tests;
