//! Judging an order: all the checks that have a meaning for it, on the facts of now.
//! What the checks of units don't cover – authorizations, approaches, accounts – is found under the same ids, by the same rules.
//! Must not know: whether the order is submitted or approved, beyond who acts.

use super::{
    account, approach, authorization, correction, decision, issue, link,
    plan::{Decision, Plan},
    release, trust,
};
use crate::{
    domain::{
        check::{self, CheckId, Facts},
        transfer::MessageKind,
    },
    sandbox::{
        comm,
        desk::Desk,
        facts::{self, People, tell, told},
        fault::StoreProblem,
        problem::Refusal,
    },
    wire::comm::{Finding, Message},
};

/// What came of judging.
#[derive(Debug)]
pub(super) struct Judged {
    /// Every finding, in the order of the list of checks.
    pub findings: Vec<Finding>,
    /// The facts they rest on.
    pub facts: Facts,
}

impl Judged {
    /// Refuses when a check failed. What was not evaluated does not refuse, and is kept beside the order.
    pub fn refuse(&self) -> Result<(), Refusal> {
        if self.findings.iter().any(|finding| finding.result == "fail") {
            return Err(Refusal::checks(self.findings.clone()));
        }
        Ok(())
    }
}

/// The checks on people that every order has.
const CONTROL: [CheckId; 5] = [CheckId::L08, CheckId::C01, CheckId::C02, CheckId::C06, CheckId::C07];

/// Judges an order.
///
/// # Errors
/// What the book's state does not allow whatever the checks say, such as a correction of a transfer that is not completed.
pub(super) fn judge(desk: &Desk<'_>, plan: &Plan<'_>, people: &People) -> Result<Judged, Refusal> {
    let facts = facts::for_order(desk, plan, people)?;
    let mut findings = match plan {
        Plan::Move(_) | Plan::Issue(_) => told(&check::evaluate(&facts, desk.now)),
        _ => CONTROL.iter().map(|check| tell(&check::evaluate_one(*check, &facts, desk.now))).collect(),
    };
    match plan {
        Plan::Move(movement) => correction::require(desk, movement)?,
        Plan::Issue(issue) => findings.push(issue::amounts(desk, issue)?),
        Plan::Authorize(order) => findings.extend(authorization::findings(desk, &order.authorization)?),
        Plan::Approach(order) => findings.extend(approach::findings(desk, &order.approach)?),
        Plan::Open(order, id) => findings.extend(account::opening(desk, order, id)?),
        Plan::AccountState(id, state) => account::require_change(desk, id, *state)?,
        Plan::Release(spans) => findings.extend(release::findings(desk, spans)?),
        Plan::Decide(decision, decided) => {
            decision::require(desk, decided)?;
            if *decision == Decision::Accept {
                let report = comm::report_of(desk, &proposal(desk, &decided.transfer.to_string())?)?;
                // Who ordered it at the peer is the peer's; who accepts it here is ours.
                findings.extend(told(&report).into_iter().filter(|finding| !finding.id.starts_with('C')));
            }
        }
        Plan::ResumeLink(registry) => drop(link::suspended(desk, *registry)?),
        Plan::Trust(wanted) => drop(trust::list_with(desk, wanted)?),
    }
    Ok(Judged { findings, facts })
}

/// The proposal of a transfer, as it is in the archive.
fn proposal(desk: &Desk<'_>, transfer: &str) -> Result<Message, Refusal> {
    let kept = comm::archive::said(desk.book, transfer, MessageKind::Proposal)?;
    let kept = kept.filter(|kept| kept.direction == "in").ok_or_else(|| Refusal::missing("incoming transfer"))?;
    Ok(serde_json::from_slice(&kept.octets).map_err(|_| StoreProblem::Row("a proposal"))?)
}

/// What the communication says of a step that it does not take.
impl From<comm::CommProblem> for Refusal {
    fn from(problem: comm::CommProblem) -> Self {
        match problem {
            comm::CommProblem::Store(problem) => problem.into(),
            comm::CommProblem::Ledger(problem) => problem.into(),
            comm::CommProblem::Unsignable(_) => StoreProblem::Row("a message that can be signed").into(),
            comm::CommProblem::Unknown(_) => Self::missing("transfer"),
            problem => Self::state(problem.to_string()),
        }
    }
}
