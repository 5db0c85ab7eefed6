//! The days of the week that are worked: at least one, written in the order of the week.
//! A set of weekdays has one spelling.
//! Must not know: holidays.

use jiff::civil::Weekday;
use std::{fmt, str::FromStr};

const WEEK: [(Weekday, &str); 7] = [
    (Weekday::Monday, "mon"),
    (Weekday::Tuesday, "tue"),
    (Weekday::Wednesday, "wed"),
    (Weekday::Thursday, "thu"),
    (Weekday::Friday, "fri"),
    (Weekday::Saturday, "sat"),
    (Weekday::Sunday, "sun"),
];

/// Some days of the week. Written `mon,tue,wed,thu,fri`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Weekdays(u8);

/// The text names no day, or one that is none, or not in the order of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("working days are named in the order of the week, such as mon,tue,wed,thu,fri")]
pub struct NotWeekdays;

impl Weekdays {
    /// Monday to Friday.
    pub const MONDAY_TO_FRIDAY: Self = Self(0b001_1111);

    /// Whether the day is one of them.
    pub fn contains(self, day: Weekday) -> bool {
        self.0 >> day.to_monday_zero_offset() & 1 == 1
    }
}

impl FromStr for Weekdays {
    type Err = NotWeekdays;

    fn from_str(text: &str) -> Result<Self, NotWeekdays> {
        let mut days = 0;
        for word in text.split(',') {
            let (day, _) = WEEK.iter().find(|(_, name)| *name == word).ok_or(NotWeekdays)?;
            let bit = 1 << day.to_monday_zero_offset();
            if days >= bit {
                return Err(NotWeekdays);
            }
            days |= bit;
        }
        Ok(Self(days))
    }
}

impl fmt::Display for Weekdays {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named: Vec<&str> = WEEK.iter().filter(|(day, _)| self.contains(*day)).map(|(_, name)| *name).collect();
        f.pad(&named.join(","))
    }
}

impl fmt::Debug for Weekdays {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_of_days_has_one_spelling() {
        for text in ["mon", "sun", "mon,tue,wed,thu,fri", "tue,sat", "mon,tue,wed,thu,fri,sat,sun"] {
            assert_eq!(text.parse::<Weekdays>().unwrap().to_string(), text);
        }
        assert_eq!("mon,tue,wed,thu,fri".parse(), Ok(Weekdays::MONDAY_TO_FRIDAY));
        for text in ["", "monday", "mon,mon", "tue,mon", "mon,", ",mon", "mon, tue", "Mon", "mon-fri"] {
            assert_eq!(text.parse::<Weekdays>(), Err(NotWeekdays), "{text}");
        }
    }
}
