//! The facts that checks are evaluated on, gathered in one place: from the book, the directory of peers and the people who act.
//! What can't be known here is said to be unknown; nothing is assumed, and nothing is decided here.
//! Must not know: the rules of the checks, and what happens when one fails.

mod account;
mod limit;
mod link;
mod order;
mod proposal;
mod units;

pub(super) use limit::bounds;
pub(super) use order::{first_transferred_at_issue, for_order, record};
pub(super) use proposal::for_proposal;

use super::{
    desk::Desk,
    people::{Deed, Person},
};
use crate::{
    domain::{
        Quantity, Vintage,
        check::{
            self, AccountFacts, ControlFacts, Facts, LinkFacts, Lookup, MessageFacts, Occasion, Permission, Report, UnitFacts,
        },
        transfer::{Action, CancellationKind},
    },
    text::Untrusted,
    wire::comm::{Finding, Observed},
};
use jiff::Timestamp;

/// Who acts on an order, and what they saw of it.
#[derive(Clone, Debug)]
pub(super) struct People {
    /// What the one who acts now does.
    pub deed: Deed,
    /// Who submitted it.
    pub initiator: &'static Person,
    /// Who approves it, and what they name; none before that.
    pub approval: Option<Approval>,
}

/// An approval as it is asked for.
#[derive(Clone, Debug)]
pub(super) struct Approval {
    /// Who approves.
    pub approver: &'static Person,
    /// The order; its blocks are reserved under this name.
    pub order: String,
    /// The digest the approver names.
    pub named: [u8; 32],
    /// The digest of the order.
    pub digest: [u8; 32],
    /// Until when it can be approved.
    pub expires: Timestamp,
    /// Whether that is enough persons; none while further approvals must come, which only the last one is judged by.
    pub quorum: Option<Quorum>,
}

/// How many persons have signed, and how many must: the initiator counts as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quorum {
    /// How many have.
    pub signed: u32,
    /// How many must.
    pub needed: u32,
}

impl Quorum {
    /// Of two logins, where orders are not signed: two logins of one person count once (F02).
    pub(super) fn of_two(initiator: &Person, approver: &Person) -> Self {
        Self { signed: if approver.is(initiator) { 1 } else { 2 }, needed: 2 }
    }
}

/// Findings as they are sent and kept.
pub(super) fn told(report: &Report) -> Vec<Finding> {
    report.findings().iter().map(tell).collect()
}

/// One finding as it is sent and kept. Why it was not evaluated stands where the hint of a failure would.
pub(super) fn tell(finding: &check::Finding) -> Finding {
    let reason = match finding.outcome {
        check::Outcome::NotEvaluated(reason) => Some(reason.to_owned()),
        check::Outcome::Pass | check::Outcome::Fail => None,
    };
    Finding {
        id: finding.check.id().to_owned(),
        rule: finding.check.spec().rule.to_owned(),
        result: finding.outcome.word().to_owned(),
        values: finding.values.iter().map(|(name, value)| Observed { name: (*name).to_owned(), value: value.clone() }).collect(),
        hint: finding.hint.clone().or(reason),
    }
}

/// The facts of an order that moves no units: who acts, and nothing else.
pub(super) fn control_only(desk: &Desk<'_>, people: &People) -> Facts {
    let link = LinkFacts { operator: Some(permission(people)), ..LinkFacts::default() };
    Facts { link, control: control(desk, people), ..bare(desk) }
}

/// Facts that say nothing but where and under which deadlines.
fn bare(desk: &Desk<'_>) -> Facts {
    let nothing = "this order moves no units";
    Facts {
        occasion: Occasion::Local,
        action: Action::Cancel { kind: CancellationKind::Other },
        registry: desk.me.registry,
        peer: None,
        deadlines: desk.me.policy.deadlines,
        link: LinkFacts::default(),
        message: MessageFacts::default(),
        units: UnitFacts::default(),
        accounts: AccountFacts {
            sending: Lookup::Unknown(nothing),
            receiving: Lookup::Unknown(nothing),
            trust: None,
            holder: None,
        },
        authorizations: Vec::new(),
        approaches: Vec::new(),
        intended: None,
        ndc_period: None,
        export_left: None,
        control: ControlFacts::default(),
        answer: None,
    }
}

/// What is known of the people and of the policy.
fn control(desk: &Desk<'_>, people: &People) -> ControlFacts {
    let approval = people.approval.as_ref();
    let person = |person: &Person| Untrusted::new(person.person);
    let quorum = approval.and_then(|approval| approval.quorum);
    ControlFacts {
        initiator: Some(person(people.initiator)),
        approver: approval.map(|approval| person(approval.approver)),
        signatures: quorum.map(|quorum| quorum.signed),
        signatures_needed: Some(quorum.map_or(2, |quorum| quorum.needed)),
        limit_left: desk.me.policy.limit.map(Quantity::new),
        approved_digest: approval.map(|approval| approval.named),
        digest: approval.map(|approval| approval.digest),
        approval_expires: approval.map(|approval| approval.expires),
        ..ControlFacts::default()
    }
}

/// Whether the one who acts now may do so.
fn permission(people: &People) -> Permission {
    let person = people.approval.as_ref().map_or(people.initiator, |approval| approval.approver);
    Permission { role: Untrusted::new(person.role.word()), granted: person.may(people.deed) }
}

/// The period of the contribution that practice registries account for, both years included.
fn period() -> Option<(Vintage, Vintage)> {
    Vintage::new(2021).ok().zip(Vintage::new(2030).ok())
}

#[cfg(test)]
pub(in crate::sandbox) mod tests;
