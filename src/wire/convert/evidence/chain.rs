//! A counterpart's roster and policy, followed from the versions that are pinned here, version by version.
//! Each next version is signed by the officers of the one before. An old one is no evidence: who was removed would count again (T20).
//! Must not know: orders, and where pins are kept.

use crate::{
    domain::RegistryId,
    evidence::{
        digest::Digest,
        edition::Edition,
        policy::PolicyText,
        revocation::{NotARevocation, SignedRevocation},
        roster::RosterText,
        sshsig::SshSignature,
        succession::{self, Succession},
    },
    wire::{
        admin::signed::{GuardedText, Revoked},
        comm::Evidence,
    },
};
use jiff::Timestamp;

/// The versions that are pinned of a counterpart, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pinned {
    /// Of its roster.
    pub rosters: Vec<Edition>,
    /// Of its policy.
    pub policies: Vec<Edition>,
}

/// What is in force over there, once the versions that came with the evidence have been followed.
#[derive(Clone, Debug)]
pub struct Chain<'e> {
    /// The roster.
    pub roster: RosterText,
    /// The policy.
    pub policy: PolicyText,
    /// The versions before, of both.
    pub earlier: Vec<Edition>,
    /// Versions of the roster that were not pinned yet, oldest first.
    pub new_rosters: Vec<&'e GuardedText>,
    /// Versions of the policy that were not pinned yet, oldest first.
    pub new_policies: Vec<&'e GuardedText>,
}

impl<'e> Chain<'e> {
    /// Follows the versions that are brought: what is pinned must be the same, what is new must follow.
    ///
    /// # Errors
    /// The first thing that does not hold, as a clause with its rule.
    pub fn follow(peer: RegistryId, pinned: &Pinned, brought: &'e Evidence, now: Timestamp) -> Result<Self, String> {
        let none = || format!("no roster and policy of {peer} are pinned here; pin them with its officers first");
        let (Some(roster), Some(policy)) = (pinned.rosters.split_last(), pinned.policies.split_last()) else {
            return Err(none());
        };
        let (roster_text, new_rosters) = begin("roster", &pinned.rosters, *roster.0, &brought.rosters)?;
        let (policy_text, new_policies) = begin("policy", &pinned.policies, *policy.0, &brought.policies)?;
        let mut chain = Self {
            roster: RosterText::parse(roster_text.text.as_bytes()).map_err(|why| format!("the roster: {why}"))?,
            policy: PolicyText::parse(policy_text.text.as_bytes()).map_err(|why| format!("the policy: {why}"))?,
            earlier: roster.1.iter().chain(policy.1).copied().collect(),
            new_rosters,
            new_policies,
        };
        if [chain.roster.roster().registry, chain.policy.policy().registry] != [peer, peer] {
            return Err(none());
        }
        for text in chain.new_rosters.clone() {
            complete("roster", text, chain.next_roster(text, now)?)?;
        }
        for text in chain.new_policies.clone() {
            complete("policy", text, chain.next_policy(text, now)?)?;
        }
        // What one person ended over there does not count here either (F15).
        let revoked = brought.rosters.last().map_or(Ok(Vec::new()), revocations).map_err(|why| format!("a revocation: {why}"))?;
        chain.roster = chain.roster.without(&revoked);
        Ok(chain)
    }

    fn next_roster(&mut self, text: &GuardedText, now: Timestamp) -> Result<Succession, String> {
        let signatures = signatures("roster", text)?;
        let next = RosterText::parse(text.text.as_bytes()).map_err(|why| why.to_string())?;
        let signed =
            succession::next_roster(&self.roster, &next, &signatures, now).map_err(|why| format!("the roster: {why}"))?;
        self.earlier.push(std::mem::replace(&mut self.roster, next).edition());
        Ok(signed)
    }

    fn next_policy(&mut self, text: &GuardedText, now: Timestamp) -> Result<Succession, String> {
        let signatures = signatures("policy", text)?;
        let next = PolicyText::parse(text.text.as_bytes()).map_err(|why| why.to_string())?;
        let signed = succession::next_policy(Some(&self.policy), &next, &self.roster, &signatures, now)
            .map_err(|why| format!("the policy: {why}"))?;
        self.earlier.push(std::mem::replace(&mut self.policy, next).edition());
        Ok(signed)
    }
}

/// The text of the newest pinned version, and the versions that are brought beyond what is pinned.
fn begin<'e>(
    what: &str,
    pinned: &[Edition],
    newest: Edition,
    brought: &'e [GuardedText],
) -> Result<(&'e GuardedText, Vec<&'e GuardedText>), String> {
    let (mut base, mut new) = (None, Vec::new());
    for text in brought {
        let sha256 = Digest::of(text.text.as_bytes());
        match pinned.iter().find(|edition| edition.version.get() == text.version) {
            Some(edition) if edition.sha256 != sha256 => {
                return Err(format!("version {} of the {what} is another than the one pinned here (T20)", text.version));
            }
            Some(edition) if *edition == newest => base = Some(text),
            // What was pinned before stands behind the newest already; what is older than the first pin was never followed.
            Some(_) => {}
            None if text.version < newest.version.get() => {}
            None => new.push(text),
        }
    }
    base.map(|base| (base, new)).ok_or_else(|| format!("its {what} is older than the one known here (T20)"))
}

/// The revocations beside a roster.
fn revocations(roster: &GuardedText) -> Result<Vec<SignedRevocation>, NotARevocation> {
    let read = |revoked: &Revoked| SignedRevocation::read(&revoked.text, &revoked.signature, Some(revoked.taken));
    roster.revocations.iter().map(read).collect()
}

fn signatures(what: &str, text: &GuardedText) -> Result<Vec<SshSignature>, String> {
    let signatures = text.signatures.iter().map(|armored| SshSignature::parse(armored));
    signatures.collect::<Result<_, _>>().map_err(|why| format!("a signature of the {what}: {why}"))
}

fn complete(what: &str, text: &GuardedText, signed: Succession) -> Result<(), String> {
    if signed.is_complete() {
        return Ok(());
    }
    Err(format!("version {} of the {what} is not signed by two of its officers (F27)", text.version))
}
