//! Whether a text is by the person it names, at the station it names, in a role they hold (F02, F03, F26, T06).
//! What raises risk needs person, role, key, station and login, now and when it was made; for what reduces it the person's own signature
//! is enough (F15).
//! Must not know: what is said in the text.

use super::{Case, Guard, Objection};
use crate::{
    domain::{Environment, PersonId, RegistryId, StationId},
    evidence::{
        edition::Edition,
        order::{ActKind, Body, Order},
        principal::Principal,
        roster::Role,
        signed::Signed,
        sshsig::{Namespace, SshSignature},
        validity::Validity,
    },
};
use jiff::{SignedDuration, Timestamp};

/// How far a station's clock may be ahead.
const SKEW: SignedDuration = SignedDuration::from_mins(5);

/// A text and whose it claims to be.
pub(super) struct Claim<'a> {
    pub person: &'a PersonId,
    pub station: &'a StationId,
    pub roster: Edition,
    pub policy: Edition,
    pub made: Timestamp,
    pub octets: &'a [u8],
    pub namespace: Namespace,
}

/// The role of those who initiate and of those who approve an order. What guards the operation is not for those who operate.
pub(super) fn parts(order: &Order) -> (Role, Role) {
    match &order.body {
        Body::Act(act) if act.kind == ActKind::ResumeLink => (Role::SecurityOfficer, Role::SecurityOfficer),
        Body::Act(_) | Body::Movement(_) => (Role::Initiator, Role::Approver),
    }
}

/// Whether the order's own initiator stands behind it.
pub(super) fn initiator(case: &Case<'_>, now: Timestamp) -> Result<(), Objection> {
    let order = case.order.text.order();
    belongs(case.guard, (order.registry, order.environment))?;
    let claim = Claim {
        person: &order.initiator,
        station: &order.station,
        roster: order.roster,
        policy: order.policy,
        made: order.id.made(),
        octets: case.order.text.as_str().as_bytes(),
        namespace: Namespace::Initiate,
    };
    raises(case.guard, &claim, case.order, parts(order).0, now)
}

pub(super) fn belongs(guard: Guard<'_>, (registry, environment): (RegistryId, Environment)) -> Result<(), Objection> {
    let (roster, policy) = (guard.roster.roster(), guard.policy.policy());
    let same = [(roster.registry, roster.environment), (policy.registry, policy.environment)];
    if same.iter().all(|ours| *ours == (registry, environment)) { Ok(()) } else { Err(Objection::OtherRegistry) }
}

/// Judges a text that raises risk.
pub(super) fn raises<T>(
    guard: Guard<'_>,
    claim: &Claim<'_>,
    signed: &Signed<T>,
    role: Role,
    now: Timestamp,
) -> Result<(), Objection> {
    if !guard.roster.roster().validity.holds_at(now) || !guard.policy.policy().validity.holds_at(now) {
        return Err(Objection::NothingInForce);
    }
    if guard.roster.edition() != claim.roster && !guard.earlier.contains(&claim.roster) {
        return Err(Objection::UnknownRoster(claim.roster));
    }
    if guard.policy.edition() != claim.policy && !guard.earlier.contains(&claim.policy) {
        return Err(Objection::UnknownPolicy(claim.policy));
    }
    if claim.made > now.saturating_add(SKEW).unwrap_or(Timestamp::MAX) {
        return Err(Objection::NotYet(claim.made));
    }
    for at in [claim.made, now] {
        acts(guard, claim.person, &[role], at)?;
        key(guard, claim, &signed.person, at)?;
        station(guard, claim.station, at)?;
    }
    signature(claim, &signed.person)?;
    station_signature(guard, claim, &signed.station)?;
    match &signed.taken {
        Some(taken) if guard.roster.roster().person_of_login(&taken.sitting.login) != Some(claim.person) => {
            Err(Objection::LoginOfAnother(claim.person.clone()))
        }
        _ => Ok(()),
    }
}

/// Judges a text that reduces risk.
pub(super) fn reduces<T>(guard: Guard<'_>, claim: &Claim<'_>, signed: &Signed<T>, roles: &[Role]) -> Result<(), Objection> {
    acts(guard, claim.person, roles, claim.made)?;
    key(guard, claim, &signed.person, claim.made)?;
    signature(claim, &signed.person)
}

/// Whether a person acts in one of these roles then.
pub(super) fn acts(guard: Guard<'_>, person: &PersonId, roles: &[Role], at: Timestamp) -> Result<(), Objection> {
    let roster = guard.roster.roster();
    if roster.person(person).is_none() {
        return Err(Objection::NotInRoster(person.clone()));
    }
    if roles.iter().any(|role| roster.acts_as(person, *role, at)) {
        return Ok(());
    }
    let role = roles.first().copied().unwrap_or(Role::Approver);
    Err(Objection::NoRole(person.clone(), role))
}

/// Whether a station is one then.
pub(super) fn station(guard: Guard<'_>, id: &StationId, at: Timestamp) -> Result<(), Objection> {
    let row = guard.roster.roster().station(id).ok_or_else(|| Objection::NoStation(id.clone()))?;
    if row.validity.holds_at(at) {
        return Ok(());
    }
    let revoked = revoked(guard, Principal::Station(id.clone()), row.validity, at);
    Err(revoked.unwrap_or_else(|| Objection::NoStation(id.clone())))
}

fn key(guard: Guard<'_>, claim: &Claim<'_>, signature: &SshSignature, at: Timestamp) -> Result<(), Objection> {
    let key = guard.roster.roster().key(&signature.public_key()).ok_or(Objection::UnknownKey)?;
    if key.person != *claim.person {
        return Err(Objection::KeyOfAnother(claim.person.clone(), key.person.clone()));
    }
    if key.validity.holds_at(at) {
        return Ok(());
    }
    let revoked = revoked(guard, Principal::Person(key.person.clone()), key.validity, at);
    Err(revoked.unwrap_or_else(|| Objection::KeyNotValid(claim.person.clone())))
}

/// That a key ended because somebody revoked it, if that is why it does not count then (F15).
fn revoked(guard: Guard<'_>, of: Principal, row: Validity, at: Timestamp) -> Option<Objection> {
    let since = guard.roster.revoked_since(&of, row.to())?;
    (at >= since).then_some(Objection::Revoked(of, since))
}

/// The key was found to be the person's: what is left is whether it signed these octets for this.
fn signature(claim: &Claim<'_>, signature: &SshSignature) -> Result<(), Objection> {
    let held = signature.verify(claim.namespace, claim.octets, &signature.public_key());
    held.map_err(|why| Objection::Signature(claim.person.clone(), why))
}

fn station_signature(guard: Guard<'_>, claim: &Claim<'_>, signature: &SshSignature) -> Result<(), Objection> {
    let station = guard.roster.roster().station(claim.station).ok_or_else(|| Objection::NoStation(claim.station.clone()))?;
    let held = signature.verify(Namespace::Station, claim.octets, &station.public);
    held.map_err(|why| Objection::StationSignature(claim.station.clone(), why))
}
