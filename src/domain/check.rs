//! The checks of an action on units: what is asked before it is ordered, approved, sent, taken in, and after it was answered.
//! Each applicable check gives exactly one finding; what can't be known is said to be not evaluated, with the reason, and never left out.
//! Must not know: where facts come from. A registry's server and a console gather them, and get the same findings from the same facts.

mod account;
mod answer;
mod authorization;
mod block;
mod control;
mod facts;
mod finding;
mod link;
mod list;
mod message;
mod part;
mod standing;

pub use facts::{
    AccountFacts, AnswerFacts, BothStates, ControlFacts, Facts, KeyFacts, KnownAccount, LinkFacts, LinkState, Lookup,
    MessageFacts, Occasion, Permission, SpanFacts, Stated, Trust, UnitFacts, Unproven,
};
pub use finding::{Finding, Outcome, Report, Verdict};
pub use list::{CheckId, Family, Spec, When};
pub use standing::against_moving;

use jiff::Timestamp;

/// Evaluates every check that applies to the facts, in the order of the list.
pub fn evaluate(facts: &Facts, now: Timestamp) -> Report {
    let applicable = CheckId::ALL.iter().filter(|check| applies(**check, facts));
    Report::new(applicable.map(|check| evaluate_one(*check, facts, now)).collect())
}

/// Evaluates one check, whether it applies or not.
pub fn evaluate_one(check: CheckId, facts: &Facts, now: Timestamp) -> Finding {
    let Verdict { outcome, values, hint } = (check.spec().judge)(facts, now);
    Finding { check, outcome, values, hint }
}

/// Whether a check has a meaning for this occasion and action. What has none yields no finding.
pub fn applies(check: CheckId, facts: &Facts) -> bool {
    use crate::domain::transfer::Action;
    use CheckId as C;
    let issue = matches!(facts.action, Action::Issue { .. });
    let leaves = facts.action.goes_to().is_some();
    let ends = matches!(facts.action, Action::UseTowardsNdc { .. });
    match (check.spec().family, facts.occasion) {
        (Family::Answer, occasion) => occasion == Occasion::Answered,
        (_, Occasion::Answered) => false,
        (Family::Link, Occasion::Local) => check == C::L08,
        (Family::Link, Occasion::Receiving) => check != C::L08,
        (Family::Link, Occasion::Sending) => true,
        (Family::Message, Occasion::Local) => !matches!(check, C::M01 | C::M02 | C::M03),
        (Family::Message, _) => true,
        (Family::Block, Occasion::Receiving) => !matches!(check, C::B07 | C::B08 | C::B09 | C::B10),
        (Family::Block, _) => {
            !(issue && matches!(check, C::B07 | C::B08 | C::B09 | C::B10 | C::B12)) && (leaves || !matches!(check, C::B13))
        }
        (Family::Account, Occasion::Receiving) => !matches!(check, C::A01 | C::A02 | C::A03 | C::A08 | C::A10),
        (Family::Account, _) => match check {
            C::A01 | C::A02 | C::A03 => !issue,
            C::A08 => leaves || matches!(facts.action, Action::InternalTransfer { .. }),
            C::A09 => leaves,
            _ => true,
        },
        (Family::Authorization, occasion) => match check {
            C::Z05 => leaves || occasion == Occasion::Receiving,
            C::Z10 => ends,
            C::Z11 => occasion != Occasion::Receiving,
            C::Z12 => leaves && occasion == Occasion::Sending,
            _ => true,
        },
        // Whether what comes is what was approved, who receives it can only tell from evidence (A3).
        (Family::Control, Occasion::Receiving) if check == C::C06 => {
            facts.control.approved_digest.is_some() || facts.control.unproven.is_some()
        }
        (Family::Control, Occasion::Receiving) => matches!(check, C::C01 | C::C02 | C::C08),
        (Family::Control, _) => true,
    }
}

#[cfg(test)]
pub(crate) mod tests;
