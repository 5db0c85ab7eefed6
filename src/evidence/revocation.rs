//! The revocation: one person ends a key before its row in the roster does (F15), as a text that they sign (`docs/formats/revocation.md`).
//! It takes risk away, so one officer is enough, or whoever's key it is; the key comes back only by a new version that two officers sign.
//! Must not know: where revocations are kept, and what else the key signed.

mod fault;
mod named;
mod text;

pub use fault::{NoRevocation, NotARevocation};
pub use named::{NotNamed, named};
pub use text::RevocationText;

use super::{
    key::PublicKey,
    lines::Prose,
    moment::Moment,
    principal::Principal,
    roster::{Role, Roster, RosterText},
    sshsig::{Namespace, SshSignature},
    validity::Validity,
};
use crate::domain::{Environment, PersonId, RegistryId};
use jiff::{SignedDuration, Timestamp};

/// The first line of a revocation.
pub const MAGIC: &str = "itmo-revocation/v1";

/// How far the clock of who revokes may be ahead.
const SKEW: SignedDuration = SignedDuration::from_mins(5);

/// How old a revocation may be when it comes: nobody ends a key in the past.
const OLDEST: SignedDuration = SignedDuration::from_hours(1);

/// Which key is revoked, by whom, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revocation {
    /// The registry whose roster has the key.
    pub registry: RegistryId,
    /// What its acts mean (T33).
    pub environment: Environment,
    /// Whose key it is.
    pub of: Principal,
    /// The key.
    pub key: PublicKey,
    /// Who revokes it.
    pub person: PersonId,
    /// Why (F20).
    pub reason: Prose,
    /// When it was made.
    pub made: Moment,
}

/// A revocation with the signature of who revokes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedRevocation {
    /// The text.
    pub text: RevocationText,
    /// The person's signature.
    pub signature: SshSignature,
    /// When a registry took it in, if one did.
    pub taken: Option<Timestamp>,
}

impl SignedRevocation {
    /// Reads a revocation and its signature.
    ///
    /// # Errors
    /// [`NotARevocation`].
    pub fn read(text: &str, signature: &str, taken: Option<Timestamp>) -> Result<Self, NotARevocation> {
        let text = RevocationText::parse(text.as_bytes())?;
        Ok(Self { text, signature: SshSignature::parse(signature)?, taken })
    }

    /// Since when the key counts no more: since it was taken in, should the clock of who revoked have been ahead.
    pub fn since(&self) -> Moment {
        let made = self.text.revocation().made;
        self.taken.map_or(made, |taken| made.min(Moment::of(taken)))
    }

    /// Judges it by the roster in force when it was made: whose word it is, and whether there is anything to revoke.
    ///
    /// # Errors
    /// [`NoRevocation`].
    pub fn judge(&self, roster: &Roster) -> Result<(), NoRevocation> {
        let revocation = self.text.revocation();
        let made = revocation.made.timestamp();
        if (revocation.registry, revocation.environment) != (roster.registry, roster.environment) {
            return Err(NoRevocation::OtherRegistry);
        }
        let used = self.signature.public_key();
        let key = roster.key(&used).ok_or(NoRevocation::UnknownKey)?;
        if key.person != revocation.person {
            return Err(NoRevocation::KeyOfAnother(revocation.person.clone(), key.person.clone()));
        }
        if !key.validity.holds_at(made) {
            return Err(NoRevocation::KeyNotValid(revocation.person.clone()));
        }
        self.signature
            .verify(Namespace::Revoke, self.text.as_str().as_bytes(), &used)
            .map_err(|why| NoRevocation::Signature(revocation.person.clone(), why))?;
        may(roster, &revocation.person, &revocation.of, made)?;
        let row = row(roster, &revocation.of, &revocation.key).ok_or_else(|| NoRevocation::NoRow(revocation.of.clone()))?;
        if row.from() >= revocation.made {
            return Err(NoRevocation::LaterRow(row.from()));
        }
        if row.to() <= revocation.made { Err(NoRevocation::Ended(row.to())) } else { Ok(()) }
    }

    /// Judges it as a registry does to which it is sent now.
    ///
    /// # Errors
    /// [`NoRevocation`]; also for one that is too old or says it comes later.
    pub fn judge_new(&self, roster: &Roster, now: Timestamp) -> Result<(), NoRevocation> {
        let made = self.text.revocation().made.timestamp();
        if made > now.saturating_add(SKEW).unwrap_or(Timestamp::MAX) {
            return Err(NoRevocation::NotYet(made));
        }
        if made < now.saturating_sub(OLDEST).unwrap_or(Timestamp::MIN) {
            return Err(NoRevocation::TooOld(made));
        }
        self.judge(roster)
    }
}

impl RosterText {
    /// The same, with the keys ended that were revoked since (F15).
    #[must_use]
    pub fn without<'a>(self, revocations: impl IntoIterator<Item = &'a SignedRevocation>) -> Self {
        revocations.into_iter().fold(self, |roster, signed| {
            let revocation = signed.text.revocation();
            roster.ending(&revocation.of, &revocation.key, signed.since())
        })
    }
}

/// Whether a person may revoke a key of somebody: every security officer may, and everybody their own (F15).
///
/// # Errors
/// [`NoRevocation::NoOfficer`].
pub fn may(roster: &Roster, person: &PersonId, of: &Principal, at: Timestamp) -> Result<(), NoRevocation> {
    let own = matches!(of, Principal::Person(owner) if owner == person);
    if own || roster.holds(person, Role::SecurityOfficer, at) { Ok(()) } else { Err(NoRevocation::NoOfficer(person.clone())) }
}

/// From when until when a roster lets somebody use a key.
pub fn row(roster: &Roster, of: &Principal, key: &PublicKey) -> Option<Validity> {
    match of {
        Principal::Person(person) => roster.key(key).filter(|row| row.person == *person).map(|row| row.validity),
        Principal::Station(station) => roster.station(station).filter(|row| row.public == *key).map(|row| row.validity),
    }
}

#[cfg(test)]
mod tests;
