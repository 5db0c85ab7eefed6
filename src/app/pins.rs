//! The newest roster and policy of a registry that this console verified: what comes later must come from these (T20).
//! A registry that goes back behind them, or shows another text under their number, is an alarm, whatever it signs.
//! Must not know: where they are kept from one sitting to the next.

use crate::{
    domain::{Environment, RegistryId},
    evidence::edition::Edition,
    registry::book::Guarded,
};

/// The newest verified version of each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pins {
    roster: Option<Edition>,
    policy: Option<Edition>,
}

impl Pins {
    /// The newest verified version of one of them; none when none was verified yet.
    pub fn of(&self, guarded: Guarded) -> Option<Edition> {
        match guarded {
            Guarded::Roster => self.roster,
            Guarded::Policy => self.policy,
        }
    }

    /// Takes note of a verified version. An older one, or another of the same number, changes nothing; says whether it was news.
    pub fn note(&mut self, guarded: Guarded, edition: Edition) -> bool {
        let pin = match guarded {
            Guarded::Roster => &mut self.roster,
            Guarded::Policy => &mut self.policy,
        };
        let is_news = pin.is_none_or(|known| known.version < edition.version);
        if is_news {
            *pin = Some(edition);
        }
        is_news
    }
}

/// What a screen judges a version by: what was verified before, and whose roster and policy it must be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The newest verified versions.
    pub pins: Pins,
    /// The registry, once it has said which it is.
    pub registry: Option<RegistryId>,
    /// What the profile says its acts mean.
    pub environment: Option<Environment>,
}

/// What a screen found out about a version in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// It is signed as it must be and comes from what was verified before.
    Verified(Guarded, Edition),
    /// It is not, in a sentence without its end stop: nothing may be done by it.
    Alarm(Guarded, String),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::digest::Digest;

    fn edition(version: u32, text: &str) -> Edition {
        Edition { version: version.try_into().unwrap(), sha256: Digest::of(text) }
    }

    /// T20: nothing moves a pin but a newer version.
    #[test]
    fn a_pin_only_goes_forward() {
        let mut pins = Pins::default();
        for (version, text, is_news) in [(2, "b", true), (1, "a", false), (2, "x", false), (2, "b", false), (3, "c", true)] {
            assert_eq!(pins.note(Guarded::Policy, edition(version, text)), is_news, "{version} {text}");
        }
        assert_eq!((pins.of(Guarded::Policy), pins.of(Guarded::Roster)), (Some(edition(3, "c")), None));
    }
}
