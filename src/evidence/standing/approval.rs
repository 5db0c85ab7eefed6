//! Whether an approval is by somebody else, somewhere else, of this text, with what the policy asks to be compared (F01 to F07, F21, F25).
//! No setting lets the initiator through: the comparison of persons comes first and knows no policy.
//! Must not know: how many approvals there are.

use super::{
    Case, Guard, Objection,
    voucher::{self, Claim},
};
use crate::{
    domain::{PersonId, StationId},
    evidence::{
        policy::{Policy, Requirements},
        roster::Role,
        signed::{Signed, Taken},
        sshsig::Namespace,
        statement::StatementText,
    },
};
use jiff::{SignedDuration, Timestamp};

/// What a statement claims of itself.
pub(super) fn claim(said: &Signed<StatementText>, namespace: Namespace) -> Claim<'_> {
    let statement = said.text.statement();
    Claim {
        person: &statement.person,
        station: &statement.station,
        roster: statement.roster,
        policy: statement.policy,
        made: statement.made.timestamp(),
        octets: said.text.as_str().as_bytes(),
        namespace,
    }
}

/// Whether a statement that raises risk counts, by itself: an approval or a release.
pub(super) fn counts(
    case: &Case<'_>,
    said: &Signed<StatementText>,
    (namespace, role): (Namespace, Role),
    asked: &Requirements,
    now: Timestamp,
) -> Result<(), Objection> {
    let statement = said.text.statement();
    if statement.order_sha256 != case.order.text.sha256() {
        return Err(Objection::OtherOrder);
    }
    different(case, &statement.person, &statement.station, now)?;
    elsewhere(case.guard, case.order.taken.as_ref(), said.taken.as_ref())?;
    voucher::raises(case.guard, &claim(said, namespace), said, role, now)?;
    compared(said, asked)?;
    let policy = case.guard.policy.policy();
    let made = statement.made.timestamp();
    let expires = statement.not_after.timestamp().min(latest_end(policy, asked, made));
    if now >= expires { Err(Objection::Expired(expires)) } else { Ok(()) }
}

/// Whether a person is another than the initiator, and no deputy of theirs.
pub(super) fn another(guard: Guard<'_>, initiator: &PersonId, person: &PersonId, now: Timestamp) -> Result<(), Objection> {
    if person == initiator {
        return Err(Objection::Initiator(person.clone()));
    }
    if guard.roster.roster().stands_in(person, now).any(|row| row.principal == *initiator) {
        return Err(Objection::DeputyOfInitiator(person.clone()));
    }
    Ok(())
}

/// Whether a person at a station is another than the initiator, no deputy of theirs, and at another station.
pub(super) fn different(case: &Case<'_>, person: &PersonId, station: &StationId, now: Timestamp) -> Result<(), Objection> {
    let order = case.order.text.order();
    another(case.guard, &order.initiator, person, now)?;
    if case.guard.policy.policy().different_stations && *station == order.station {
        return Err(Objection::SameStation(station.clone()));
    }
    Ok(())
}

/// Whether it came through another session, and not from where the initiator sat just before (F04). Only a registry can tell.
pub(super) fn elsewhere(guard: Guard<'_>, first: Option<&Taken>, second: Option<&Taken>) -> Result<(), Objection> {
    let (Some(first), Some(second)) = (first, second) else { return Ok(()) };
    let minutes = guard.policy.policy().same_host_minutes;
    let soon = second.at.duration_since(first.at) < SignedDuration::from_mins(minutes.into());
    let same_host = first.sitting.host.is_some() && first.sitting.host == second.sitting.host;
    let same_session = first.sitting.session == second.sitting.session;
    if same_session || (same_host && soon) { Err(Objection::SamePlace(minutes)) } else { Ok(()) }
}

fn compared(said: &Signed<StatementText>, asked: &Requirements) -> Result<(), Objection> {
    let checked = &said.text.statement().checked;
    if let Some(field) = asked.rekey.iter().find(|field| !checked.rekeyed.contains(field)) {
        return Err(Objection::NotRekeyed(*field));
    }
    if asked.own_copy && !checked.own_copy {
        return Err(Objection::NoOwnCopy);
    }
    Ok(())
}

/// The latest time the policy lets something live that was made then, the longer life of offline stations counting: from the text
/// alone nobody can tell where it travelled.
fn latest_end(policy: &Policy, asked: &Requirements, made: Timestamp) -> Timestamp {
    policy.latest_end(asked, made, true).unwrap_or(Timestamp::MAX)
}

/// Until when an order must be carried out: until it says itself, and never longer than the policy lets it (F13).
pub(super) fn order_expires(case: &Case<'_>, asked: &Requirements) -> Timestamp {
    let order = case.order.text.order();
    let begins = order.id.made().max(order.not_before.timestamp());
    order.not_after.timestamp().min(latest_end(case.guard.policy.policy(), asked, begins))
}
