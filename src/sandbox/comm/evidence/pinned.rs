//! A counterpart's roster and policy as they are pinned here: entered when the link was set up, and followed from there, version by version.
//! Each next version is signed by the officers of the one before. An old one is no evidence: who was removed would count again (T20).
//! Must not know: orders.

use super::editions;
use crate::{
    domain::RegistryId,
    evidence::{
        digest::Digest,
        edition::Edition,
        policy::PolicyText,
        revocation::{NotARevocation, SignedRevocation},
        roster::RosterText,
        sshsig::SshSignature,
        succession::{self, NoSuccessor, Succession},
    },
    sandbox::{book::Guarded, comm::CommProblem, desk::Desk, fault::StoreProblem},
    wire::{
        admin::signed::{GuardedText, Revoked},
        comm::Evidence,
    },
};
use jiff::Timestamp;
use rusqlite::{Connection, params};

/// What is pinned of a counterpart.
pub(super) struct Pinned {
    pub roster: RosterText,
    pub policy: PolicyText,
    /// The versions before.
    pub earlier: Vec<Edition>,
}

/// Pins a version: the first of a link, or one whose signatures hold.
///
/// # Errors
/// [`CommProblem`] when the book can't be written.
pub fn pin(book: &Connection, peer: RegistryId, what: Guarded, text: &GuardedText) -> Result<(), CommProblem> {
    let sql = "INSERT INTO peer_guarded (registry, kind, version, sha256, text) VALUES (?, ?, ?, ?, ?)";
    let values = params![peer.to_string(), what.word(), text.version, text.sha256, text.text];
    book.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

/// The versions that are pinned, oldest first.
fn chain(book: &Connection, peer: RegistryId, what: Guarded) -> Result<Vec<(Edition, String)>, CommProblem> {
    let sql = "SELECT version, sha256, text FROM peer_guarded WHERE registry = ? AND kind = ? ORDER BY version";
    let mut statement = book.prepare_cached(sql)?;
    let rows = statement.query_map([peer.to_string().as_str(), what.word()], |row| {
        Ok((row.get::<_, u32>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
    })?;
    let edition = |row: rusqlite::Result<(u32, String, String)>| -> Result<(Edition, String), CommProblem> {
        let (version, sha256, text) = row?;
        let broken = || StoreProblem::Row("a pinned version");
        let version = std::num::NonZeroU32::new(version).ok_or_else(broken)?;
        Ok((Edition { version, sha256: sha256.parse().map_err(|_| broken())? }, text))
    };
    rows.map(edition).collect()
}

/// The revocations beside a roster.
fn revocations(roster: &GuardedText) -> Result<Vec<SignedRevocation>, NotARevocation> {
    let read = |revoked: &Revoked| SignedRevocation::read(&revoked.text, &revoked.signature, Some(revoked.taken));
    roster.revocations.iter().map(read).collect()
}

impl Pinned {
    /// What is pinned once the versions have been followed that a proposal brings.
    pub fn after(desk: &Desk<'_>, peer: RegistryId, evidence: &Evidence) -> Result<Result<Self, String>, CommProblem> {
        let (rosters, policies) = (chain(desk.book, peer, Guarded::Roster)?, chain(desk.book, peer, Guarded::Policy)?);
        let Some(mut pinned) = Self::of(peer, &rosters, &policies) else {
            return Ok(Err(format!("no roster and policy of {peer} are pinned here; pin them with its officers first")));
        };
        for (what, brought, known) in
            [(Guarded::Roster, &evidence.rosters, &rosters), (Guarded::Policy, &evidence.policies, &policies)]
        {
            match pinned.follow(desk.now, what, brought, known) {
                Ok(new) => new.into_iter().try_for_each(|text| pin(desk.book, peer, what, text))?,
                Err(why) => return Ok(Err(why)),
            }
        }
        // What one person ended over there does not count here either (F15).
        match evidence.rosters.last().map_or(Ok(Vec::new()), revocations) {
            Ok(revoked) => Ok(Ok(Self { roster: pinned.roster.without(&revoked), ..pinned })),
            Err(why) => Ok(Err(format!("a revocation: {why}"))),
        }
    }

    fn of(peer: RegistryId, rosters: &[(Edition, String)], policies: &[(Edition, String)]) -> Option<Self> {
        let (roster, policy) = (rosters.split_last()?, policies.split_last()?);
        let texts = (RosterText::parse(roster.0.1.as_bytes()).ok()?, PolicyText::parse(policy.0.1.as_bytes()).ok()?);
        let same = [texts.0.roster().registry, texts.1.policy().registry] == [peer, peer];
        let mut earlier = editions(roster.1);
        earlier.extend(editions(policy.1));
        same.then_some(Self { roster: texts.0, policy: texts.1, earlier })
    }

    /// Goes through the versions that are brought: what is known must be the same, what is new must follow.
    fn follow<'t>(
        &mut self,
        now: Timestamp,
        what: Guarded,
        brought: &'t [GuardedText],
        known: &[(Edition, String)],
    ) -> Result<Vec<&'t GuardedText>, String> {
        let word = what.word();
        let mut new = Vec::new();
        for text in brought {
            let is = (text.version, Digest::of(text.text.as_bytes()));
            match known.iter().find(|(edition, _)| edition.version.get() == is.0) {
                Some((edition, _)) if edition.sha256 == is.1 => continue,
                Some(_) => return Err(format!("version {} of the {word} is another than the one pinned here (T20)", is.0)),
                None => {}
            }
            if !self.advance(now, what, text)?.is_complete() {
                return Err(format!("version {} of the {word} is not signed by two of its officers (F27)", is.0));
            }
            new.push(text);
        }
        let newest = match what {
            Guarded::Roster => self.roster.edition(),
            Guarded::Policy => self.policy.edition(),
        };
        let last = brought.last().map(|text| Digest::of(text.text.as_bytes()));
        if last == Some(newest.sha256) { Ok(new) } else { Err(format!("its {word} is older than the one known here (T20)")) }
    }

    fn advance(&mut self, now: Timestamp, what: Guarded, text: &GuardedText) -> Result<Succession, String> {
        let signatures: Result<Vec<SshSignature>, _> =
            text.signatures.iter().map(|armored| SshSignature::parse(armored)).collect();
        let signatures = signatures.map_err(|why| format!("a signature of the {}: {why}", what.word()))?;
        let refused = |why: NoSuccessor| format!("the {}: {why}", what.word());
        match what {
            Guarded::Roster => {
                let next = RosterText::parse(text.text.as_bytes()).map_err(|why| why.to_string())?;
                let signed = succession::next_roster(&self.roster, &next, &signatures, now).map_err(refused)?;
                self.earlier.push(std::mem::replace(&mut self.roster, next).edition());
                Ok(signed)
            }
            Guarded::Policy => {
                let next = PolicyText::parse(text.text.as_bytes()).map_err(|why| why.to_string())?;
                let signed =
                    succession::next_policy(Some(&self.policy), &next, &self.roster, &signatures, now).map_err(refused)?;
                self.earlier.push(std::mem::replace(&mut self.policy, next).edition());
                Ok(signed)
            }
        }
    }
}
