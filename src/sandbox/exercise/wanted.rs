//! Which case is wanted, and between whom: as `--fault` takes it, such as `lost-final` or `lost-final=CHE01>GHA01`.
//! Without a direction the transfer goes from GHA01 to CHE01, or to the registry itself when it is neither.
//! Must not know: how a case is played.

use super::{
    case::{Case, case_of},
    plan::Plan,
};
use crate::domain::RegistryId;
use jiff::Timestamp;
use std::{fmt, str::FromStr};

/// So many ITMOs are in an exercise.
const QUANTITY: u64 = 12_000;

/// A case to be staged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exercise {
    case: u8,
    direction: Option<(RegistryId, RegistryId)>,
}

/// Why it is no exercise.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAnExercise {
    /// No case has this name.
    #[error("there is no case {0:?} of a stuck transfer; `countersign sandbox faults` lists them")]
    Unknown(String),
    /// The case can't happen between two registries.
    #[error("{name} can't happen here: {why}")]
    Impossible {
        /// The case.
        name: &'static str,
        /// Why not.
        why: &'static str,
    },
    /// The direction is none.
    #[error("the direction of an exercise reads like CHE01>GHA01, with two different registries")]
    Direction,
}

impl FromStr for Exercise {
    type Err = NotAnExercise;

    fn from_str(text: &str) -> Result<Self, NotAnExercise> {
        let (name, direction) = match text.split_once('=') {
            Some((name, direction)) => (name, Some(direction)),
            None => (text, None),
        };
        let Case { number, name, leaves, .. } = case_of(name).ok_or_else(|| NotAnExercise::Unknown(name.to_owned()))?;
        if let Err(why) = leaves {
            return Err(NotAnExercise::Impossible { name, why });
        }
        let direction = direction.map(|text| read(text).ok_or(NotAnExercise::Direction)).transpose()?;
        Ok(Self { case: *number, direction })
    }
}

fn read(text: &str) -> Option<(RegistryId, RegistryId)> {
    let (from, to) = text.split_once('>')?;
    let (from, to) = (from.parse().ok()?, to.parse().ok()?);
    (from != to).then_some((from, to))
}

impl fmt::Display for Exercise {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.case().map_or("", |case| case.name))?;
        match self.direction {
            Some((from, to)) => write!(f, "={from}>{to}"),
            None => Ok(()),
        }
    }
}

impl Exercise {
    /// The case.
    pub fn case(&self) -> Option<&'static Case> {
        case_of(&self.case.to_string())
    }

    /// The plan of a registry's part in it; none when the registry takes no part.
    pub(in crate::sandbox) fn plan(&self, here: RegistryId, ends: Timestamp) -> Option<(u8, Plan)> {
        let (from, to): (RegistryId, RegistryId) = match self.direction {
            Some(direction) => direction,
            None if here.to_string() == "GHA01" => (here, "CHE01".parse().ok()?),
            None => ("GHA01".parse().ok()?, here),
        };
        let number = u32::from(self.case);
        let plan = Plan { number, transferring: from, acquiring: to, quantity: QUANTITY, ends };
        plan.concerns(here).then_some((self.case, plan))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_is_named_or_numbered_and_may_have_a_direction() {
        for text in ["lost-final", "lost-final=CHE01>GHA01", "no-answer=CHE01>XDE01"] {
            assert_eq!(text.parse::<Exercise>().unwrap().to_string(), text);
        }
        assert_eq!("9".parse::<Exercise>().unwrap().to_string(), "lost-final");
        for text in ["", "lost", "lost-final=", "lost-final=CHE01", "lost-final=CHE01>CHE01", "lost-final=GHA01>che01"] {
            assert!(text.parse::<Exercise>().is_err(), "{text}");
        }
        assert!(matches!("hub-unavailable".parse::<Exercise>(), Err(NotAnExercise::Impossible { .. })));
    }

    #[test]
    fn both_registries_have_the_same_plan_and_strangers_none() {
        let ends = "2026-11-22T00:00:00Z".parse().unwrap();
        let id = |text: &str| text.parse::<RegistryId>().unwrap();
        let exercise: Exercise = "lost-final".parse().unwrap();
        let (_, ours) = exercise.plan(id("CHE01"), ends).unwrap();
        let (_, theirs) = exercise.plan(id("GHA01"), ends).unwrap();
        assert_eq!((ours.transferring, ours.acquiring), (theirs.transferring, theirs.acquiring));
        let exercise: Exercise = "lost-final=CHE01>GHA01".parse().unwrap();
        assert!(exercise.plan(id("THA01"), ends).is_none());
    }
}
