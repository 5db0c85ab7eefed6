//! A time in a signed text: RFC 3339, UTC, whole seconds, as `2026-11-22T09:14:05Z`.
//! What would be written otherwise is not read, so that no time can be respelled without a trace.
//! Must not know: the clock.

use jiff::Timestamp;
use std::{fmt, str::FromStr};

/// A time to the second.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(Timestamp);

/// A text that is no such time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a time reads like 2026-11-22T09:14:05Z: UTC, to the second")]
pub struct NotAMoment;

impl Moment {
    /// The second that a time is in. Finer parts are cut off.
    pub fn of(at: Timestamp) -> Self {
        Self(Timestamp::from_second(at.as_second()).unwrap_or(at))
    }

    /// The time at which the second begins.
    pub fn timestamp(self) -> Timestamp {
        self.0
    }
}

impl FromStr for Moment {
    type Err = NotAMoment;

    fn from_str(text: &str) -> Result<Self, NotAMoment> {
        let moment = text.parse().map(Self::of).map_err(|_| NotAMoment)?;
        if moment.to_string() == text { Ok(moment) } else { Err(NotAMoment) }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
    }
}

impl fmt::Debug for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_has_one_spelling() {
        let at: Moment = "2026-11-22T09:14:05Z".parse().unwrap();
        assert_eq!((at.to_string().as_str(), at.timestamp().as_second()), ("2026-11-22T09:14:05Z", 1_795_338_845));
        assert_eq!(Moment::of("2026-11-22T09:14:05.999Z".parse().unwrap()), at);
        for text in [
            "",
            "2026-11-22",
            "2026-11-22T09:14Z",
            "2026-11-22T09:14:05",
            "2026-11-22t09:14:05z",
            "2026-11-22 09:14:05Z",
            "2026-11-22T09:14:05.000Z",
            "2026-11-22T09:14:05+00:00",
            "2026-11-22T10:14:05+01:00",
            "2026-11-22T09:14:60Z",
            "2026-02-29T09:14:05Z",
            "2026-11-22T09:14:05Z ",
        ] {
            assert_eq!(text.parse::<Moment>(), Err(NotAMoment), "{text}");
        }
    }
}
