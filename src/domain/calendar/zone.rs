//! A time zone by its name in the IANA database.
//! Only the database compiled into the program is asked: no file of the machine can shift a deadline.
//! Must not know: working days.

use jiff::{
    Timestamp,
    civil::{Date, DateTime, Time},
    tz::{TimeZone, TimeZoneDatabase},
};
use std::{cmp::Ordering, fmt, str::FromStr};

/// A time zone, such as `Europe/Zurich`.
#[derive(Clone)]
pub struct Zone {
    name: Box<str>,
    rules: TimeZone,
}

/// No zone has this name in exactly this spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a time zone is a name of the IANA database, such as Europe/Zurich")]
pub struct NotAZone;

impl Zone {
    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What a clock on the wall shows there.
    pub fn civil(&self, at: Timestamp) -> DateTime {
        self.rules.to_datetime(at)
    }

    /// The moment a clock on the wall shows this. In a gap it is later by the gap; of two, it is the first. `None` when it is
    /// beyond all time.
    pub fn moment(&self, day: Date, time: Time) -> Option<Timestamp> {
        self.rules.to_timestamp(day.to_datetime(time)).ok()
    }
}

/// Takes a name in the spelling of the database; the database itself would not mind capitals, but a signed text has one spelling.
///
/// # Errors
/// [`NotAZone`] for anything else.
impl FromStr for Zone {
    type Err = NotAZone;

    fn from_str(text: &str) -> Result<Self, NotAZone> {
        let rules = TimeZoneDatabase::bundled().get(text).map_err(|_| NotAZone)?;
        if rules.iana_name() != Some(text) {
            return Err(NotAZone);
        }
        Ok(Self { name: text.into(), rules })
    }
}

/// Zones are the same when their names are: the rules come from one database.
impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Zone {}

impl PartialOrd for Zone {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// By their names.
impl Ord for Zone {
    fn cmp(&self, other: &Self) -> Ordering {
        self.name.cmp(&other.name)
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.name)
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_found_by_their_exact_name() {
        for name in ["Europe/Zurich", "Africa/Accra", "Asia/Tokyo", "Pacific/Efate", "UTC"] {
            assert_eq!(name.parse::<Zone>().unwrap().to_string(), name);
        }
        for name in ["", "europe/zurich", "Europe/Bern", "CEST", "+01:00", "../etc/localtime", "Europe/Zurich "] {
            assert_eq!(name.parse::<Zone>(), Err(NotAZone), "{name}");
        }
    }
}
