//! How old what is known of the registries not in use may get: some minutes, or they are not asked at all.
//! Whole minutes up to a day: a registry is not to be asked every second because of a slip of the finger.
//! Must not know: what is asked, or when the console is in use.

use serde::{Deserialize, Deserializer, de::Error};
use std::time::Duration;

/// The longest, in minutes: a day.
const LONGEST: u16 = 24 * 60;

/// How old the badges of other registries may get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Badges {
    /// Other registries are not asked.
    Off,
    /// So many minutes, from 1.
    Minutes(u16),
}

impl Default for Badges {
    fn default() -> Self {
        Self::Minutes(5)
    }
}

impl Badges {
    /// As a duration; `None` when nobody is asked.
    pub fn every(self) -> Option<Duration> {
        match self {
            Self::Off => None,
            Self::Minutes(minutes) => Some(Duration::from_secs(60 * u64::from(minutes))),
        }
    }

    fn of(text: &str) -> Option<Self> {
        if text == "off" {
            return Some(Self::Off);
        }
        let digits = text.strip_suffix('m')?;
        let plain = digits.bytes().all(|octet| octet.is_ascii_digit()) && !digits.starts_with('0');
        let minutes = digits.parse().ok().filter(|minutes| plain && (1..=LONGEST).contains(minutes))?;
        Some(Self::Minutes(minutes))
    }
}

impl<'de> Deserialize<'de> for Badges {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::of(&text).ok_or_else(|| D::Error::custom("badges is off, or a number of minutes such as 5m"))
    }
}
