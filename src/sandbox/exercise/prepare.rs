//! What both books need before an exercise begins: the approach, the authorization, the two accounts, the units.
//! It is entered in each book by an entry of its own, which says that it is for an exercise.
//! Must not know: what happens then.

use super::{
    plan::Plan,
    stage::{Stage, StageProblem},
};
use crate::{
    domain::transfer::Side::{self, Acquiring, Transferring},
    wire::ledger::{Blocks, Posting},
};
use jiff::SignedDuration;

/// How the acquiring book differs from the transferring one, for the cases that are about that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sandbox) enum Differs {
    /// In nothing.
    Nowhere,
    /// It does not have the authorization.
    NoAuthorization,
    /// The transferring book uses a word that is not in the nomenclature.
    Word,
}

/// The sector of exercise units, as the common nomenclature spells it.
const SECTOR: &str = "Energy generation";
/// A word that is in no issue of it.
const STRANGE_SECTOR: &str = "Energy industries";

/// Enters everything in both books.
pub(in crate::sandbox) fn prepare(stage: &Stage<'_>, plan: &Plan, differs: Differs) -> Result<(), StageProblem> {
    let opened = stage.now.saturating_sub(SignedDuration::from_hours(24 * 400)).unwrap_or(stage.now);
    for side in [Transferring, Acquiring] {
        let (id, registry) = match side {
            Transferring => (plan.transferring_account(), plan.transferring),
            Acquiring => (plan.acquiring_account(), plan.acquiring),
        };
        let (account, people) = plan.account(id, registry, opened);
        let mut postings = vec![Posting::Approach(plan.approach_recorded("active"))];
        postings.extend(authorization(side, plan, differs).map(Posting::Authorization));
        postings.extend([Posting::Account(account), Posting::Representatives(people)]);
        if side == Transferring {
            postings.push(Posting::Create(Blocks { blocks: vec![plan.held()] }));
        }
        stage.write(side, "exercise-prepared", &format!("Practice exercise {}", plan.number), postings)?;
    }
    Ok(())
}

fn authorization(side: Side, plan: &Plan, differs: Differs) -> Option<crate::wire::ledger::Authorization> {
    match (side, differs) {
        (Acquiring, Differs::NoAuthorization) => None,
        (_, Differs::Word) => Some(plan.authorization_recorded(STRANGE_SECTOR)),
        _ => Some(plan.authorization_recorded(SECTOR)),
    }
}
