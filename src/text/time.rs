//! How times are written. All times are UTC: two registries in two zones must read the same digits.
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
    fn ages_use_one_unit() {
        let now = Timestamp::from_second(1_800_000_000).unwrap();
        for (seconds, text) in
            [(-5, "now"), (59, "now"), (60, "1 min"), (3_599, "59 min"), (3_600, "1 h"), (172_799, "47 h"), (172_800, "2 d")]
        {
            let at = Timestamp::from_second(1_800_000_000 - seconds).unwrap();
            assert_eq!(age(at, now), text);
        }
    }
}
