//! How times are written, to the minute: what changes more often wakes the console for nothing.
//! All times are UTC: two registries in two zones must read the same digits.
//! Must not know: the clock. The time is always an argument.

use jiff::{SignedDuration, Timestamp, tz::TimeZone};

/// `09:14`, UTC.
pub fn minute(at: Timestamp) -> String {
    let time = at.to_zoned(TimeZone::UTC);
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// `11-22 09:14`, UTC: of a time some days ahead, where there is little room.
pub fn day_minute(at: Timestamp) -> String {
    let at = at.to_zoned(TimeZone::UTC);
    format!("{:02}-{:02} {:02}:{:02}", at.month(), at.day(), at.hour(), at.minute())
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

/// `2026-11-22 09:14:05`, UTC: of what happened once, so that it never changes on the screen.
pub fn second(at: Timestamp) -> String {
    format!("{} {}:{:02}", day(at), minute(at), at.to_zoned(TimeZone::UTC).second())
}

/// How long something took, in one unit: `120 ms`, `1.1 s`, `42 s`, `5 min`, `26 h`, `3 d`. Less than nothing is nothing.
pub fn span(length: SignedDuration) -> String {
    let millis = length.as_millis().max(0);
    match millis {
        0..1_000 => format!("{millis} ms"),
        1_000..10_000 => format!("{}.{} s", millis / 1_000, millis % 1_000 / 100),
        10_000..60_000 => format!("{} s", millis / 1_000),
        60_000..3_600_000 => format!("{} min", millis / 60_000),
        3_600_000..172_800_000 => format!("{} h", millis / 3_600_000),
        _ => format!("{} d", millis / 86_400_000),
    }
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
    fn moments_are_told_to_the_second() {
        let at: Timestamp = "2026-01-02T04:05:09.999+03:00".parse().unwrap();
        assert_eq!(second(at), "2026-01-02 01:05:09");
    }

    #[test]
    fn lengths_use_one_unit() {
        for (millis, text) in [
            (-1, "0 ms"),
            (0, "0 ms"),
            (999, "999 ms"),
            (1_000, "1.0 s"),
            (1_199, "1.1 s"),
            (9_999, "9.9 s"),
            (10_000, "10 s"),
            (59_999, "59 s"),
            (60_000, "1 min"),
            (3_599_999, "59 min"),
            (3_600_000, "1 h"),
            (172_799_999, "47 h"),
            (172_800_000, "2 d"),
        ] {
            assert_eq!(span(SignedDuration::from_millis(millis)), text);
        }
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
