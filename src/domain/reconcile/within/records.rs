//! What a registry writes down: its reports (W12), its ledger (W13), the approvals of orders (W14).
//! Digests and signatures are verified elsewhere; here is only what it means when they do not agree.
//! Must not know: how a digest is made.

use crate::domain::{
    PersonId, Quantity,
    reconcile::{Code, Field, Finding, Said, Subject},
    transfer::OrderId,
};
use jiff::Timestamp;

/// The frozen snapshot of a reported year, by its digest: as it was written then, and as it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrozenReport {
    /// The calendar year.
    pub year: u16,
    /// The digest noted when it was frozen.
    pub then: String,
    /// The digest of what is there now.
    pub now: String,
}

/// A frozen report that has been changed (W12).
pub fn frozen_report(report: &FrozenReport, at: Timestamp) -> Option<Finding> {
    let said = || Said::both(Field::Digest, &report.now, &report.then);
    let finding = || Finding::new(Code::W12, Subject::Report(report.year), Quantity::ZERO, at).saying([said()]);
    (report.then != report.now).then(finding)
}

/// A ledger that is not whole from this entry on (W13); `None` when it is.
pub fn ledger_chain(broken_at: Option<u64>, at: Timestamp) -> Option<Finding> {
    let said = Said::one(Field::Digest, true, "is not that of the entry before");
    broken_at.map(|entry| Finding::new(Code::W13, Subject::Entry(entry), Quantity::ZERO, at).saying([said]))
}

/// Who initiated an order and who approved it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// The order.
    pub order: OrderId,
    /// How many ITMOs it moves.
    pub quantity: Quantity,
    /// Who initiated it.
    pub initiator: PersonId,
    /// Who approved it.
    pub approvers: Vec<PersonId>,
}

/// What is wrong with the approvals of an order that was carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ApprovalProblem {
    /// The initiator is among those who approved.
    OwnOrder,
    /// Nobody else approved.
    Nobody,
}

impl Approval {
    /// What is wrong with it; `None` when another person approved and the initiator did not. Judged by person (F02).
    pub fn problem(&self) -> Option<ApprovalProblem> {
        if self.approvers.contains(&self.initiator) {
            return Some(ApprovalProblem::OwnOrder);
        }
        self.approvers.is_empty().then_some(ApprovalProblem::Nobody)
    }
}

/// Orders that one person carried through alone (W14).
pub fn approvals(all: &[Approval], at: Timestamp) -> Vec<Finding> {
    let finding = |approval: &Approval| {
        let said = match approval.problem()? {
            ApprovalProblem::OwnOrder => Said::both(Field::Person, &approval.initiator, &approval.initiator),
            ApprovalProblem::Nobody => Said::one(Field::Person, true, &approval.initiator),
        };
        Some(Finding::new(Code::W14, Subject::Order(approval.order), approval.quantity, at).saying([said]))
    };
    all.iter().filter_map(finding).collect()
}
