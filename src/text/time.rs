//! How times are written, to the minute: what changes more often wakes the console for nothing.
//! All times are UTC: two registries in two zones must read the same digits.
//! Must not know: the clock. The time is always an argument.

use jiff::{Timestamp, tz::TimeZone};

/// `09:14`, UTC.
pub fn minute(at: Timestamp) -> String {
    let time = at.to_zoned(TimeZone::UTC);
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// `2026-11-22`, UTC.
pub fn day(at: Timestamp) -> String {
    let time = at.to_zoned(TimeZone::UTC);
    format!("{:04}-{:02}-{:02}", time.year(), time.month(), time.day())
}

/// `2026-11-22 09:14 UTC`.
pub fn full(at: Timestamp) -> String {
    format!("{} {} UTC", day(at), minute(at))
}

/// How long ago, in one unit, the way a column shows it: `now`, `5 min`, `2 h`, `41 d`.
pub fn age(at: Timestamp, now: Timestamp) -> String {
    let seconds = now.as_second().saturating_sub(at.as_second()).max(0);
    match seconds {
        0..60 => "now".to_owned(),
        60..3_600 => format!("{} min", seconds / 60),
        3_600..172_800 => format!("{} h", seconds / 3_600),
        _ => format!("{} d", seconds / 86_400),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_utc_with_every_digit() {
        let at: Timestamp = "2026-01-02T04:05:59.999+03:00".parse().unwrap();
        assert_eq!((minute(at), day(at), full(at)), ("01:05".into(), "2026-01-02".into(), "2026-01-02 01:05 UTC".into()));
        let evening: Timestamp = "2026-12-31T23:59:00-02:00".parse().unwrap();
        assert_eq!(full(evening), "2027-01-01 01:59 UTC");
    }

    #[test]
    fn ages_use_one_unit() {
        let now = Timestamp::from_second(1_800_000_000).unwrap();
        for (seconds, text) in [
            (-5, "now"),
            (0, "now"),
            (59, "now"),
            (60, "1 min"),
            (3_599, "59 min"),
            (3_600, "1 h"),
            (172_799, "47 h"),
            (172_800, "2 d"),
            (41 * 86_400 + 86_399, "41 d"),
        ] {
            let at = Timestamp::from_second(1_800_000_000 - seconds).unwrap();
            assert_eq!(age(at, now), text);
        }
    }
}
