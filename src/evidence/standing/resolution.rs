//! How the resolution of a case stands: whose word counts, how many are missing, and whether somebody declined it.
//! An initiator proposes and approvers confirm, each another person at another station (F01 to F04); a decline by anybody of them ends it.
//! Must not know: what the case is about, and what agreeing does.

use super::{
    Guard, Objection, approval,
    voucher::{self, Claim},
};
use crate::{
    domain::{PersonId, StationId},
    evidence::{
        confirmation::{ConfirmationKind, ConfirmationText},
        resolution::ResolutionText,
        roster::Role,
        signed::Signed,
        sshsig::Namespace,
    },
};
use jiff::Timestamp;

/// Who may end a resolution.
const OPERATORS: [Role; 2] = [Role::Initiator, Role::Approver];

/// A resolution and what was said about it.
#[derive(Clone, Copy)]
pub struct Matter<'a> {
    /// The resolution as it was proposed.
    pub resolution: &'a Signed<ResolutionText>,
    /// What was said, in the order in which it was taken.
    pub words: &'a [Signed<ConfirmationText>],
    /// The rules in force.
    pub guard: Guard<'a>,
}

/// Where a resolution is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settled {
    /// Its own proposer does not stand behind it.
    Void(Objection),
    /// So many more persons must confirm it.
    Waiting(usize),
    /// Enough persons agree.
    Agreed,
    /// It was declined.
    Declined(PersonId),
    /// Nobody confirmed it in time.
    Expired(Timestamp),
}

/// How a resolution stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// Where it is.
    pub state: Settled,
    /// The persons whose confirmation counts, in the order in which they were given.
    pub confirmed: Vec<PersonId>,
    /// Words that don't count, by their place from 0, and why.
    pub discounted: Vec<(usize, Objection)>,
}

/// Judges a resolution at a time.
pub fn judge_resolution(matter: &Matter<'_>, now: Timestamp) -> Settlement {
    let resolution = matter.resolution.text.resolution();
    let (mut confirmed, mut discounted, mut declined) = (Vec::new(), Vec::new(), None);
    for (place, said) in matter.words.iter().enumerate() {
        let word = said.text.confirmation();
        let judged = match word.kind {
            ConfirmationKind::Confirm if confirmed.contains(&word.person) => Err(Objection::Again(word.person.clone())),
            ConfirmationKind::Confirm => confirms(matter, said, now),
            ConfirmationKind::Decline => declines(matter, said),
        };
        match (judged, word.kind) {
            (Err(why), _) => discounted.push((place, why)),
            (Ok(()), ConfirmationKind::Confirm) => confirmed.push(word.person.clone()),
            (Ok(()), ConfirmationKind::Decline) => declined = declined.or_else(|| Some(word.person.clone())),
        }
    }
    let missing = resolution.resolution.kind().persons().saturating_sub(1).saturating_sub(confirmed.len());
    let expires = resolution.not_after.timestamp();
    let state = match (proposer(matter, now), declined) {
        (Err(objection), _) => Settled::Void(objection),
        (Ok(()), Some(person)) => Settled::Declined(person),
        (Ok(()), None) if missing == 0 => Settled::Agreed,
        (Ok(()), None) if now >= expires => Settled::Expired(expires),
        (Ok(()), None) => Settled::Waiting(missing),
    };
    Settlement { state, confirmed, discounted }
}

/// Whether a person at a station may propose a resolution now.
///
/// # Errors
/// The [`Objection`] it would meet.
pub fn may_propose(guard: Guard<'_>, (person, station): (&PersonId, &StationId), now: Timestamp) -> Result<(), Objection> {
    voucher::station(guard, station, now)?;
    voucher::acts(guard, person, &[Role::Initiator], now)
}

/// Whether a person at a station may confirm a resolution now.
///
/// # Errors
/// The [`Objection`] it would meet.
pub fn may_confirm(matter: &Matter<'_>, (person, station): (&PersonId, &StationId), now: Timestamp) -> Result<(), Objection> {
    let settlement = judge_resolution(matter, now);
    match settlement.state {
        Settled::Void(objection) => return Err(objection),
        Settled::Expired(since) => return Err(Objection::Expired(since)),
        Settled::Declined(_) => return Err(Objection::Ended("declined")),
        Settled::Agreed => return Err(Objection::Ended("agreed")),
        Settled::Waiting(_) => {}
    }
    different(matter, person, now)?;
    elsewhere(matter, station)?;
    voucher::station(matter.guard, station, now)?;
    voucher::acts(matter.guard, person, &[Role::Approver], now)?;
    if settlement.confirmed.contains(person) { Err(Objection::Again(person.clone())) } else { Ok(()) }
}

/// Whether a person may decline a resolution, or take it back: it takes no risk (F15).
///
/// # Errors
/// The [`Objection`] it would meet.
pub fn may_decline(guard: Guard<'_>, person: &PersonId, now: Timestamp) -> Result<(), Objection> {
    voucher::acts(guard, person, &OPERATORS, now)
}

/// Whether a station is another than that of the proposal (F03).
fn elsewhere(matter: &Matter<'_>, station: &StationId) -> Result<(), Objection> {
    let same = *station == matter.resolution.text.resolution().station;
    if matter.guard.policy.policy().different_stations && same {
        return Err(Objection::StationOfProposal(station.clone()));
    }
    Ok(())
}

/// Whether the person it names stands behind it.
fn proposer(matter: &Matter<'_>, now: Timestamp) -> Result<(), Objection> {
    let resolution = matter.resolution.text.resolution();
    voucher::belongs(matter.guard, (resolution.registry, resolution.environment))?;
    let claim = Claim {
        person: &resolution.person,
        station: &resolution.station,
        roster: resolution.roster,
        policy: resolution.policy,
        made: resolution.made.timestamp(),
        octets: matter.resolution.text.as_str().as_bytes(),
        namespace: Namespace::Resolve,
    };
    voucher::raises(matter.guard, &claim, matter.resolution, Role::Initiator, now)
}

fn claim(said: &Signed<ConfirmationText>) -> Claim<'_> {
    let word = said.text.confirmation();
    Claim {
        person: &word.person,
        station: &word.station,
        roster: word.roster,
        policy: word.policy,
        made: word.made.timestamp(),
        octets: said.text.as_str().as_bytes(),
        namespace: Namespace::Resolve,
    }
}

/// Whether a confirmation counts, by itself.
fn confirms(matter: &Matter<'_>, said: &Signed<ConfirmationText>, now: Timestamp) -> Result<(), Objection> {
    let (resolution, word) = (matter.resolution.text.resolution(), said.text.confirmation());
    about(matter, said)?;
    different(matter, &word.person, now)?;
    elsewhere(matter, &word.station)?;
    approval::elsewhere(matter.guard, matter.resolution.taken.as_ref(), said.taken.as_ref())?;
    voucher::raises(matter.guard, &claim(said), said, Role::Approver, now)?;
    if word.compared != resolution.digests() {
        return Err(Objection::EvidenceNotCompared);
    }
    let expires = word.not_after.timestamp().min(resolution.not_after.timestamp());
    if now >= expires { Err(Objection::Expired(expires)) } else { Ok(()) }
}

/// Whether a decline counts: it takes no risk, so the person's own signature is enough (F15).
fn declines(matter: &Matter<'_>, said: &Signed<ConfirmationText>) -> Result<(), Objection> {
    about(matter, said)?;
    voucher::reduces(matter.guard, &claim(said), said, &OPERATORS)
}

fn about(matter: &Matter<'_>, said: &Signed<ConfirmationText>) -> Result<(), Objection> {
    let (resolution, word) = (&matter.resolution.text, said.text.confirmation());
    let same = word.resolution_sha256 == resolution.sha256() && word.case == resolution.resolution().case;
    if same { Ok(()) } else { Err(Objection::OtherResolution) }
}

/// Whether a person is another than who proposed it, and no deputy of theirs.
fn different(matter: &Matter<'_>, person: &PersonId, now: Timestamp) -> Result<(), Objection> {
    let proposer = &matter.resolution.text.resolution().person;
    if person == proposer {
        return Err(Objection::Proposer(person.clone()));
    }
    let mut stands_in = matter.guard.roster.roster().stands_in(person, now);
    if stands_in.any(|row| row.principal == *proposer) {
        return Err(Objection::DeputyOfProposer(person.clone()));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
