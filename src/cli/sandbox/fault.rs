//! What `--fault` takes: a stuck transfer to be staged, a discrepancy to be planted, something that goes wrong from now on, or a point to crash at.
//! It happens at the registry it names, or at every one that is served.
//! Must not know: what any of it does.

use crate::{
    domain::RegistryId,
    sandbox::{
        CrashPoint, Disturbance, DisturbanceProblem, Exercise, NotACrashPoint, NotAnExercise, NotPlanted, Options, Planted,
    },
};
use std::str::FromStr;

/// A fault, and at which registry it is; at every one that is served, without.
#[derive(Clone, Debug)]
pub(in crate::cli) struct Fault {
    at: Option<RegistryId>,
    what: What,
}

#[derive(Clone, Debug)]
enum What {
    Disturbance(Disturbance),
    Crash(CrashPoint),
    Exercise(Exercise),
    Planted(Planted),
}

impl FromStr for Fault {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let prefix = text.split_once(':').and_then(|(id, rest)| Some((id.parse().ok()?, rest)));
        let (at, rest) = prefix.map_or((None, text), |(id, rest)| (Some(id), rest));
        let what = match rest.strip_prefix("crash=") {
            Some(point) => What::Crash(point.parse().map_err(|problem: NotACrashPoint| problem.to_string())?),
            None => staged_or_armed(rest)?,
        };
        match (at, &what) {
            (Some(_), What::Exercise(_)) => {
                Err("an exercise is staged at both of its registries; it takes no registry before it".to_owned())
            }
            (Some(_), What::Planted(_)) => {
                Err("a discrepancy says itself whose it is, as in D03=GHA01>CHE01; it takes no registry before it".to_owned())
            }
            _ => Ok(Self { at, what }),
        }
    }
}

/// A stuck case that is staged, a discrepancy that is planted, or something that goes wrong from now on.
fn staged_or_armed(text: &str) -> Result<What, String> {
    match text.parse::<Planted>() {
        Ok(planted) => return Ok(What::Planted(planted)),
        Err(NotPlanted::Unknown(_)) => {}
        Err(problem) => return Err(problem.to_string()),
    }
    match text.parse::<Exercise>() {
        Ok(exercise) => Ok(What::Exercise(exercise)),
        Err(NotAnExercise::Unknown(_)) => {
            text.parse().map(What::Disturbance).map_err(|problem: DisturbanceProblem| problem.to_string())
        }
        Err(problem) => Err(problem.to_string()),
    }
}

impl Fault {
    /// The registry it is at, when it names one.
    pub(in crate::cli) fn at(&self) -> Option<RegistryId> {
        self.at
    }

    /// Whether it ends the whole process.
    pub(in crate::cli) fn is_crash(&self) -> bool {
        matches!(self.what, What::Crash(_))
    }

    /// Adds it to a registry's options, if it is there.
    pub(in crate::cli) fn add_to(&self, options: &mut Options) {
        if self.at.is_some_and(|at| at != options.registry) {
            return;
        }
        match &self.what {
            What::Disturbance(disturbance) => options.faults.push(disturbance.clone()),
            What::Crash(point) => options.crash = Some(*point),
            What::Exercise(exercise) => options.exercises.push(exercise.clone()),
            What::Planted(planted) => options.planted.push(*planted),
        }
    }
}
