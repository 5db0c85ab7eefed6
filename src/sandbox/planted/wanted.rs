//! Which discrepancy is wanted, and between whom: as `--fault` takes it, such as `D03` or `D03=GHA01>CHE01`.
//! The first registry is "ours" in the code's rule: without a direction CHE01, and GHA01 the other.
//! Must not know: how a discrepancy is planted.

use crate::domain::{RegistryId, reconcile::Code};
use std::{fmt, str::FromStr};

/// A discrepancy to be planted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Planted {
    /// Its code.
    pub code: Code,
    /// The registry whose book is "ours"; for what is within one registry, that one.
    pub ours: RegistryId,
    /// The other one.
    pub theirs: RegistryId,
}

/// Why it is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotPlanted {
    /// No discrepancy has this code.
    #[error("there is no discrepancy {0:?}; `countersign sandbox faults` lists them")]
    Unknown(String),
    /// The direction is none.
    #[error("the direction of a discrepancy reads like CHE01>GHA01, ours first, with two different registries")]
    Direction,
}

impl Planted {
    /// Every code that can be planted.
    pub fn every() -> impl Iterator<Item = Code> {
        Code::ALL.iter().copied()
    }

    /// Whether a registry's book is concerned.
    pub(super) fn concerns(&self, registry: RegistryId) -> bool {
        self.ours == registry || self.theirs == registry
    }

    /// Its number among all codes.
    pub(super) fn number(&self) -> u32 {
        let place = Code::ALL.iter().position(|code| *code == self.code).unwrap_or_default();
        u32::try_from(place).unwrap_or_default()
    }

    /// The case of the catalogue that is played: a transfer without trouble, or one whose Final was lost.
    pub(super) fn case(&self) -> u8 {
        if matches!(self.code, Code::D01 | Code::D02 | Code::D04 | Code::D14) { 9 } else { 0 }
    }

    /// How long ago the case is over: a transfer of today explains what it moves, one of last week explains nothing. A Final is lost for
    /// 26 hours when its case is over, so one that is looked at a day before that was sent two hours ago.
    pub(super) fn hours_ago(&self) -> i64 {
        if self.code == Code::D14 { -24 } else { 5 * 24 }
    }

    /// Whether our registry is the one that transfers.
    pub(super) fn we_transfer(&self) -> bool {
        use Code::{D02, D03, D13, W1, W2, W3, W4, W7, W9, W10, W11, W14};
        matches!(self.code, D02 | D03 | D13 | W1 | W2 | W3 | W4 | W7 | W9 | W10 | W11 | W14)
    }
}

impl FromStr for Planted {
    type Err = NotPlanted;

    fn from_str(text: &str) -> Result<Self, NotPlanted> {
        let (id, direction) = match text.split_once('=') {
            Some((id, direction)) => (id, direction),
            None => (text, "CHE01>GHA01"),
        };
        let code = Code::of_id(id).ok_or_else(|| NotPlanted::Unknown(id.to_owned()))?;
        let (ours, theirs) = direction.split_once('>').ok_or(NotPlanted::Direction)?;
        let read = |text: &str| text.parse::<RegistryId>().map_err(|_| NotPlanted::Direction);
        let (ours, theirs) = (read(ours)?, read(theirs)?);
        if ours == theirs { Err(NotPlanted::Direction) } else { Ok(Self { code, ours, theirs }) }
    }
}

/// As it is written, with its direction.
impl fmt::Display for Planted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}>{}", self.code.id(), self.ours, self.theirs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_with_and_without_its_direction() {
        let usual: Planted = "D03".parse().unwrap();
        assert_eq!(usual.to_string(), "D03=CHE01>GHA01");
        assert_eq!("D03=GHA01>CHE01".parse::<Planted>().unwrap().ours.to_string(), "GHA01");
        assert!(matches!("X99".parse::<Planted>(), Err(NotPlanted::Unknown(_))));
        assert!(matches!("D03=CHE01>CHE01".parse::<Planted>(), Err(NotPlanted::Direction)));
        assert_eq!(Planted::every().count(), Code::ALL.len());
    }
}
