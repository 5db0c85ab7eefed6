//! What is checked when a cooperative approach is to be recorded or to change.
//! Its life goes one way only: completed and revoked are the end, a draft comes first, and a submitted report stays submitted.
//! Must not know: what was authorized under it.

use super::{authorization::shown, finding::found};
use crate::{
    domain::{
        approach::{ApproachState, InitialReport},
        check::{CheckId, Verdict},
    },
    sandbox::{book, desk::Desk, fault::StoreProblem},
    wire::{comm::Finding, ledger::Approach},
};

/// The findings.
pub(super) fn findings(desk: &Desk<'_>, asked: &Approach) -> Result<Vec<Finding>, StoreProblem> {
    let known = book::approach(desk.book, &asked.id)?;
    let (from, report) = known.map_or((None, InitialReport::Draft), |known| (Some(known.state), known.initial_report));
    let to = ApproachState::of_word(&asked.state);
    let legal = match (from, to) {
        (_, None) => false,
        (None, Some(to)) => matches!(to, ApproachState::Draft | ApproachState::Submitted | ApproachState::Active),
        (Some(from), Some(to)) => from == to && !from.is_final() || from.step(to).is_ok(),
    };
    let values = vec![
        ("approach", shown(&asked.id)),
        ("state", from.map_or("not recorded", ApproachState::word).to_owned()),
        ("asked", shown(&asked.state)),
    ];
    let life = Verdict::judge(legal, values, "Name a state that may follow; completed and revoked are the end.");
    let asked_report = InitialReport::of_word(&asked.initial_report);
    let values = vec![("initial report", report.word().to_owned()), ("asked", shown(&asked.initial_report))];
    let reported =
        Verdict::judge(asked_report.is_some_and(|asked| asked >= report), values, "A report that was submitted stays submitted.");
    Ok(vec![found(CheckId::Z07, life), found(CheckId::Z08, reported)])
}
