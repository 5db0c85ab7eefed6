//! What of an order somebody must not be shown yet: the fields they type again from their own paper before they approve or release it (F07).
//! Who initiated it, who can do neither and who has approved it sees all of it. Once it has enough approvals only releasers wait, until it
//! is released (F19).
//! Must not know: where an order is shown, or how what is hidden is painted.

use super::{Case, Guard, Standing, State, approval, voucher};
use crate::{
    domain::PersonId,
    evidence::{order::Order, roster::Role, statement::RekeyField},
};
use jiff::Timestamp;
use std::collections::BTreeSet;

/// What tells whose eyes an order waits for.
#[derive(Clone, Copy)]
pub struct Glimpse<'a> {
    /// Who initiated it.
    pub initiator: &'a PersonId,
    /// The role of those who approve it.
    pub approver: Role,
    /// Whose approvals count, as far as it is known.
    pub approved: &'a [PersonId],
    /// Whether it waits for more approvals.
    pub waits: bool,
    /// Whether a third person is to release it, now or once it is approved.
    pub unreleased: bool,
}

/// The role of those who approve an order.
pub fn approver(order: &Order) -> Role {
    voucher::parts(order).1
}

/// Which of the fields that are to be typed again a person must not be shown. The station they sit at does not matter: who can't
/// approve at this one can go to another, with what they have read here in mind.
pub fn unseen(
    rekey: &BTreeSet<RekeyField>,
    glimpse: Glimpse<'_>,
    guard: Guard<'_>,
    person: &PersonId,
    now: Timestamp,
) -> BTreeSet<RekeyField> {
    let comes = |waits: bool, role: Role| waits && voucher::acts(guard, person, &[role], now).is_ok();
    let is_awaited = (comes(glimpse.waits, glimpse.approver) || comes(glimpse.unreleased, Role::Releaser))
        && !glimpse.approved.contains(person)
        && approval::another(guard, glimpse.initiator, person, now).is_ok();
    if is_awaited { rekey.clone() } else { BTreeSet::new() }
}

/// The same for an order that was judged.
pub fn unseen_of(case: &Case<'_>, standing: &Standing, person: &PersonId, now: Timestamp) -> BTreeSet<RekeyField> {
    let order = case.order.text.order();
    let waits = !standing.state.is_final() && standing.approvals.len() < usize::from(standing.needed());
    let unreleased =
        standing.asked.release && matches!(standing.state, State::Waiting { .. } | State::Cooling { .. } | State::Unreleased);
    let approved = &standing.approvals;
    let glimpse = Glimpse { initiator: &order.initiator, approver: approver(order), approved, waits, unreleased };
    unseen(&standing.asked.rekey, glimpse, case.guard, person, now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{
        sample::{self, NOW, at, said},
        standing::judge,
        statement::StatementKind::{Approve, Reject, WithdrawApproval},
    };

    /// F07, F19: what is hidden, from whom, and until when.
    #[test]
    fn f07_hidden_from_whoever_may_still_approve_or_release_and_from_nobody_else() {
        let (roster, policy) = (sample::roster(), sample::policy());
        let guard = Guard { roster: &roster, policy: &policy, earlier: &[] };
        let hidden = |quantity, words: &[(crate::evidence::statement::StatementKind, &str, u64)], person: &str| {
            let order = sample::order(quantity);
            let said: Vec<_> = words.iter().map(|(kind, by, seq)| said(&order, *kind, by, "OFF-1", *seq)).collect();
            let case = Case { order: &order, statements: &said, guard, superseded: false };
            unseen_of(&case, &judge(&case, at(NOW)), &person.parse().unwrap(), at(NOW)).len()
        };
        for (quantity, words, person, fields, why) in [
            (12_500, &[][..], "luc.b", 3, "the second pair of eyes"),
            (500, &[], "luc.b", 0, "nothing is typed again of so little"),
            (12_500, &[], "amina.k", 0, "the initiator, though an approver too"),
            (12_500, &[], "ines.r", 0, "a security officer"),
            (12_500, &[], "nobody.x", 0, "somebody without a row"),
            (12_500, &[(Approve, "luc.b", 1)], "luc.b", 0, "approved it"),
            (12_500, &[(Approve, "luc.b", 1)], "esi.o", 0, "enough have approved it"),
            (100_000, &[(Approve, "luc.b", 1)], "esi.o", 4, "one more is needed"),
            (12_500, &[(Approve, "luc.b", 1), (WithdrawApproval, "luc.b", 2)], "luc.b", 3, "took it back, and may approve again"),
            (12_500, &[(Reject, "luc.b", 1)], "esi.o", 0, "it has ended"),
            (12_500, &[], "rita.r", 0, "a releaser, where nothing is released"),
            (100_000, &[], "rita.r", 4, "a releaser, before it is approved"),
            (100_000, &[(Approve, "luc.b", 1), (Approve, "esi.o", 1)], "rita.r", 4, "a releaser, while it cools off"),
            (100_000, &[(Approve, "luc.b", 1), (Approve, "esi.o", 1)], "luc.b", 0, "approved it, and does not release it"),
            (100_000, &[(Reject, "luc.b", 1)], "rita.r", 0, "it has ended before it was released"),
        ] {
            assert_eq!(hidden(quantity, words, person), fields, "{person}: {why}");
        }
    }
}
