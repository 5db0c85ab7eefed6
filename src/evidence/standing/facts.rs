//! How an order stands as facts for the checks C01 to C07, so that registry and console find the same from the same texts.
//! What only a book knows, how much may still move and what is to be sent, is said by whoever has it.
//! Must not know: how a check judges.

use super::{Case, Standing};
use crate::{
    domain::{Quantity, check::ControlFacts},
    evidence::digest::Digest,
    text::Untrusted,
};
use jiff::Timestamp;

/// The facts of control about an order. `left` is how much may still move under the limits, `sent` the digest of what is to be sent.
pub fn control(
    case: &Case<'_>,
    standing: &Standing,
    (left, sent): (Option<Quantity>, Option<Digest>),
    now: Timestamp,
) -> ControlFacts {
    let order = case.order.text.order();
    let signed = |approvals: usize| u32::try_from(approvals).unwrap_or(u32::MAX).saturating_add(1);
    // Who lets an order out of hours with one approval more does not hold the hours against it.
    let window = case.guard.policy.policy().hours(now).filter(|(from, _)| *from <= now || !standing.is_approved());
    let approved = !standing.approvals.is_empty();
    ControlFacts {
        initiator: Some(Untrusted::new(order.initiator.as_str())),
        approver: standing.approvals.first().map(|person| Untrusted::new(person.as_str())),
        signatures: Some(signed(standing.approvals.len())),
        signatures_needed: Some(signed(standing.needed().into())),
        limit_left: left,
        window,
        cooling_until: standing.cooling_until,
        approved_digest: approved.then(|| *order.wire_sha256.octets()),
        digest: sent.map(|digest| *digest.octets()),
        approval_expires: approved.then_some(standing.expires),
        unproven: None,
        cases: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::check::{CheckId, Outcome, evaluate_one},
        evidence::{
            sample::{self, NOW, at, said},
            standing::{Guard, judge},
            statement::StatementKind::Approve,
        },
    };

    /// The facts of one order, put among the facts of a transfer: what C01 to C07 say.
    #[test]
    fn the_checks_of_control_say_what_the_standing_says() {
        let (roster, policy) = (sample::roster(), sample::policy());
        let outcomes = |quantity, sent: &str, approvers: &[&str], now: &str| {
            let order = sample::order(quantity);
            let votes: Vec<_> = approvers.iter().map(|person| said(&order, Approve, person, "OFF-1", 1)).collect();
            let guard = Guard { roster: &roster, policy: &policy, earlier: &[] };
            let case = Case { order: &order, statements: &votes, guard, superseded: false };
            let standing = judge(&case, at(now));
            let left = Some(Quantity::new(1_000_000));
            let mut facts = crate::domain::check::tests::sample::using();
            facts.control = control(&case, &standing, (left, Some(Digest::of(sent))), at(now));
            use CheckId as C;
            let checks = [C::C01, C::C02, C::C04, C::C05, C::C06, C::C07];
            checks.map(|check| match evaluate_one(check, &facts, at(now)).outcome {
                Outcome::Pass => '+',
                Outcome::Fail => '-',
                Outcome::NotEvaluated(_) => '?',
            })
        };
        for (quantity, sent, approvers, now, expected) in [
            (500, "abc", &["luc.b"][..], NOW, "++++++"),
            (500, "abc", &[], NOW, "?-+???"),
            (500, "abd", &["luc.b"], NOW, "++++-+"),
            (500, "abc", &["luc.b"], "2026-11-26T20:00:00Z", "++-+++"),
            (100_000, "abc", &["luc.b"], NOW, "+-+?++"),
            (100_000, "abc", &["luc.b", "esi.o"], NOW, "+++-++"),
        ] {
            let found: String = outcomes(quantity, sent, approvers, now).iter().collect();
            assert_eq!(found, expected, "{quantity} {sent} {approvers:?} {now}");
        }
    }
}
