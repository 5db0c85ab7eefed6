//! The hours of a day in which orders are carried out (F28), in whole minutes.
//! They begin and end on one day, and end after they begin.
//! Must not know: which days they apply to.

use jiff::civil::Time;
use std::{fmt, str::FromStr};

/// A day's last minute ends here.
const DAY: u16 = 24 * 60;

/// Hours of a day, written `10:00-16:00`; `00:00-24:00` is the whole day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hours {
    from: u16,
    until: u16,
}

/// The text is no hours of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("hours are two times of one day, the earlier first, such as 10:00-16:00")]
pub struct NotHours;

impl Hours {
    /// When they begin.
    pub fn from(self) -> Time {
        clock(self.from).unwrap_or(Time::midnight())
    }

    /// When they end; `None` when they last until the day does.
    pub fn until(self) -> Option<Time> {
        clock(self.until)
    }
}

/// What a clock shows this many minutes after midnight; nothing at the day's end.
fn clock(minutes: u16) -> Option<Time> {
    let part = |value: u16| i8::try_from(value).ok();
    Time::new(part(minutes / 60)?, part(minutes % 60)?, 0, 0).ok()
}

/// Minutes after midnight.
fn minutes(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    let two =
        |digits: &str| (digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse::<u16>().ok())?;
    let (hour, minute) = (two(hour)?, two(minute)?);
    (minute < 60 && hour * 60 + minute <= DAY).then_some(hour * 60 + minute)
}

impl FromStr for Hours {
    type Err = NotHours;

    fn from_str(text: &str) -> Result<Self, NotHours> {
        let (from, until) = text.split_once('-').ok_or(NotHours)?;
        let (from, until) = (minutes(from).ok_or(NotHours)?, minutes(until).ok_or(NotHours)?);
        if from < until { Ok(Self { from, until }) } else { Err(NotHours) }
    }
}

impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [from, until] = [self.from, self.until].map(|minutes| format!("{:02}:{:02}", minutes / 60, minutes % 60));
        f.pad(&format!("{from}-{until}"))
    }
}

impl fmt::Debug for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_have_one_spelling() {
        for text in ["10:00-16:00", "00:00-24:00", "23:59-24:00", "00:00-00:01"] {
            assert_eq!(text.parse::<Hours>().unwrap().to_string(), text);
        }
        assert_eq!("00:00-24:00".parse::<Hours>().unwrap().until(), None);
        for text in
            ["", "10:00", "16:00-10:00", "10:00-10:00", "9:00-16:00", "10:60-16:00", "10:00-24:01", "+1:00-16:00", "10:00–16:00"]
        {
            assert_eq!(text.parse::<Hours>(), Err(NotHours), "{text}");
        }
    }
}
