//! Which approvals count, and whether the order was released. Each person counts once, by their last word (F02, F22).
//! An approval that comes back after it was taken back has an older number, and stays taken back (T04).
//! Must not know: what is needed.

use super::{Case, Objection, approval, voucher};
use crate::{
    domain::PersonId,
    evidence::{
        policy::Requirements,
        roster::Role,
        signed::Signed,
        sshsig::Namespace,
        statement::{StatementKind, StatementText},
    },
};
use jiff::Timestamp;

/// An approval that counts.
pub(super) struct Counted {
    /// Whose.
    pub person: PersonId,
    /// Since when: when it was taken in, else when it says it was made.
    pub since: Timestamp,
}

/// A statement with its place.
type Placed<'a> = (usize, &'a Signed<StatementText>);

/// The approvals that count, in the order in which they were taken.
pub(super) fn approvals(
    case: &Case<'_>,
    asked: &Requirements,
    now: Timestamp,
    discounted: &mut Vec<(usize, Objection)>,
) -> Vec<Counted> {
    let words = last_words(case, asked, now, discounted);
    let approving = words.into_iter().filter(|(_, said)| said.text.statement().kind == StatementKind::Approve);
    let counted = approving.map(|(_, said)| {
        let statement = said.text.statement();
        Counted { person: statement.person.clone(), since: said.since(statement.made.timestamp()) }
    });
    counted.collect()
}

/// The last word of each person among approvals and their taking back. All others are discounted.
fn last_words<'a>(
    case: &Case<'a>,
    asked: &Requirements,
    now: Timestamp,
    discounted: &mut Vec<(usize, Objection)>,
) -> Vec<Placed<'a>> {
    let mut last: Vec<Placed<'a>> = Vec::new();
    for (place, said) in case.statements.iter().enumerate() {
        match credible(case, said, asked, now) {
            Some(Ok(())) => {}
            Some(Err(why)) => {
                discounted.push((place, why));
                continue;
            }
            None => continue,
        }
        let statement = said.text.statement();
        let Some(before) = last.iter_mut().find(|(_, before)| before.text.statement().person == statement.person) else {
            last.push((place, said));
            continue;
        };
        if before.1.text.statement().seq < statement.seq {
            discounted.push((before.0, overtaken(said)));
            *before = (place, said);
        } else {
            discounted.push((place, overtaken(before.1)));
        }
    }
    last.retain(|(place, said)| match double(case, said) {
        true => {
            discounted.push((*place, Objection::SameNumber(said.text.statement().person.clone())));
            false
        }
        false => true,
    });
    last
}

/// Whether a statement about approving can count by itself; nothing for one of another kind.
fn credible(
    case: &Case<'_>,
    said: &Signed<StatementText>,
    asked: &Requirements,
    now: Timestamp,
) -> Option<Result<(), Objection>> {
    let (_, role) = voucher::parts(case.order.text.order());
    match said.text.statement().kind {
        StatementKind::Approve => Some(approval::counts(case, said, (Namespace::Approve, role), asked, now)),
        StatementKind::WithdrawApproval => Some(taking_back(case, said)),
        StatementKind::Reject | StatementKind::Withdraw | StatementKind::Release | StatementKind::Stop => None,
    }
}

fn taking_back(case: &Case<'_>, said: &Signed<StatementText>) -> Result<(), Objection> {
    if said.text.statement().order_sha256 != case.order.text.sha256() {
        return Err(Objection::OtherOrder);
    }
    let (_, role) = voucher::parts(case.order.text.order());
    voucher::reduces(case.guard, &approval::claim(said, Namespace::Approve), said, &[role])
}

/// Why an earlier word of a person does not count beside a later one.
fn overtaken(later: &Signed<StatementText>) -> Objection {
    let statement = later.text.statement();
    match statement.kind {
        StatementKind::WithdrawApproval => Objection::TakenBack(statement.person.clone()),
        _ => Objection::Again(statement.person.clone()),
    }
}

/// Whether the person signed something else under the same number. A taking back counts all the same.
fn double(case: &Case<'_>, said: &Signed<StatementText>) -> bool {
    let own = said.text.statement();
    let other = |other: &Signed<StatementText>| {
        let statement = other.text.statement();
        let (_, role) = voucher::parts(case.order.text.order());
        statement.person == own.person
            && statement.seq == own.seq
            && other.text.sha256() != said.text.sha256()
            && voucher::reduces(case.guard, &approval::claim(other, super::may::namespace(statement.kind)), other, &[role])
                .is_ok()
    };
    own.kind == StatementKind::Approve && case.statements.iter().any(other)
}

/// When the cooling-off is over: counted from the approval that completed what was asked for, and not before the order says so.
/// `None` while approvals are missing.
pub(super) fn cooled(case: &Case<'_>, asked: &Requirements, approvals: &[Counted]) -> Option<Timestamp> {
    let mut times: Vec<Timestamp> = approvals.iter().map(|approval| approval.since).collect();
    times.sort_unstable();
    let complete = times.get(usize::from(asked.approvals).checked_sub(1)?)?;
    let cooled = asked.cooled(&case.guard.policy.policy().calendar, *complete)?;
    Some(cooled.max(case.order.text.order().not_before.timestamp()))
}

/// The third person who released the order first after the cooling-off, if one did (F19).
pub(super) fn release(
    case: &Case<'_>,
    asked: &Requirements,
    approvals: &[Counted],
    now: Timestamp,
    discounted: &mut Vec<(usize, Objection)>,
) -> Option<PersonId> {
    let cooled = cooled(case, asked, approvals);
    let mut released = None;
    for (place, said) in case.statements.iter().enumerate() {
        let statement = said.text.statement();
        if statement.kind != StatementKind::Release {
            continue;
        }
        let since = said.since(statement.made.timestamp());
        let judged = approval::counts(case, said, (Namespace::Release, Role::Releaser), asked, now);
        match judged.and_then(|()| third(&statement.person, approvals)) {
            Ok(()) if cooled.is_none_or(|cooled| since < cooled) => discounted.push((place, Objection::ReleasedEarly)),
            Ok(()) => drop(released.get_or_insert_with(|| statement.person.clone())),
            Err(why) => discounted.push((place, why)),
        }
    }
    released
}

/// Whether somebody is none of those who approved.
pub(super) fn third(person: &PersonId, approvals: &[Counted]) -> Result<(), Objection> {
    let approved = approvals.iter().any(|approval| approval.person == *person);
    if approved { Err(Objection::ApprovedAlready(person.clone())) } else { Ok(()) }
}
