//! Sorts what a run found into cases: the same difference is the same case, what is new opens one, what is gone closes one.
//! A difference that a transfer in flight explains for now keeps its case open and opens none.
//! Must not know: where cases are kept, and what is done with the result.

use super::{About, Case, CaseId, Sighting, gather};
use crate::{
    domain::{RegistryId, reconcile::Finding},
    text::Untrusted,
};
use jiff::Timestamp;

/// What a run means for the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A new case.
    Open(Sighting),
    /// A case that is known; closed ones come back.
    Again(CaseId, Sighting),
    /// An open case whose difference is gone.
    Gone(CaseId),
}

/// Sorts the findings of a run. `cases` are those with the same counterpart, the newest last; of a closed one only its coming back is
/// said.
pub fn sort(cases: &[Case], findings: &[Finding], run: &Untrusted, peer: Option<RegistryId>, at: Timestamp) -> Vec<Step> {
    let mut again: Vec<(CaseId, Sighting)> = Vec::new();
    let mut steps = Vec::new();
    for sighting in gather(findings, run, peer, at) {
        let Some(case) = known(cases, &sighting) else {
            steps.push(Step::Open(sighting));
            continue;
        };
        match again.iter_mut().find(|(id, _)| *id == case.id) {
            Some((_, before)) => before.join(sighting),
            None => again.push((case.id, sighting)),
        }
    }
    let waits = |case: &Case| findings.iter().any(|finding| explained(case, finding));
    let gone = cases.iter().filter(|case| case.is_open() && !waits(case) && !again.iter().any(|(id, _)| *id == case.id));
    let gone: Vec<Step> = gone.map(|case| Step::Gone(case.id)).collect();
    steps.extend(again.into_iter().map(|(id, sighting)| Step::Again(id, sighting)));
    steps.extend(gone);
    steps
}

/// The case of a sighting: an open one if there is one, else the newest that was closed.
fn known<'a>(cases: &'a [Case], sighting: &Sighting) -> Option<&'a Case> {
    let same = |case: &&Case| case.found.code == sighting.code && case.found.about.meets(&sighting.about);
    cases.iter().find(|case| case.is_open() && same(case)).or_else(|| cases.iter().rev().find(same))
}

/// Whether a finding is the difference of a case, explained for now by a transfer that corrects it.
fn explained(case: &Case, finding: &Finding) -> bool {
    let about = finding.block().map(|block| About::Units(vec![block]));
    finding.otherwise == Some(case.found.code) && about.is_some_and(|about| case.found.about.meets(&about))
}
