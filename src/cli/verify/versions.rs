//! The versions of the roster and of the policy that are believed, and which of them a text is judged by.
//! A version vouches for the one before it, whose digest it names, and its officers for the one after it (F27). Each text is judged by the
//! versions it names, and an order by those that the newest text about it names: who was removed later had their say before.
//! Must not know: what is judged by them, or where the texts come from.

use crate::evidence::{
    edition::Edition,
    order::OrderText,
    policy::PolicyText,
    revocation::SignedRevocation,
    roster::RosterText,
    signed::Signed,
    sshsig::SshSignature,
    statement::StatementText,
    succession::{next_policy, next_roster},
};

/// A version with the signatures that are beside it.
pub(super) struct Countersigned<T> {
    pub(super) text: T,
    pub(super) signatures: Vec<SshSignature>,
}

/// Versions beside the newest that are believed. None where there is one roster and one policy alone.
#[derive(Debug, Default)]
pub(super) struct Versions {
    pub(super) rosters: Vec<RosterText>,
    pub(super) policies: Vec<PolicyText>,
}

impl Versions {
    /// Takes a key that was revoked out of every roster.
    pub(super) fn end(&mut self, revocation: &SignedRevocation) {
        let rosters = std::mem::take(&mut self.rosters);
        self.rosters = rosters.into_iter().map(|roster| roster.without([revocation])).collect();
    }
}

/// Every roster that is believed with this one, ascending: those before it by their digests, those after it by their officers.
pub(super) fn rosters(anchor: RosterText, given: &[Countersigned<RosterText>]) -> Vec<RosterText> {
    let mut chain = vec![anchor];
    while let Some(before) = chain.first().and_then(|first| {
        let named = first.roster().previous?;
        given.iter().find(|other| other.text.edition().sha256 == named && precedes(other.text.edition(), first.edition()))
    }) {
        chain.insert(0, before.text.clone());
    }
    while let Some(after) = chain.last().and_then(|last| {
        let follows = |new: &&Countersigned<RosterText>| {
            let at = new.text.roster().validity.from().timestamp();
            next_roster(last, &new.text, &new.signatures, at).is_ok_and(|succession| succession.is_complete())
        };
        given.iter().find(follows)
    }) {
        chain.push(after.text.clone());
    }
    chain
}

/// Every policy that is believed with this one, ascending; `rosters` are those whose officers may have signed.
pub(super) fn policies(anchor: PolicyText, given: &[Countersigned<PolicyText>], rosters: &[RosterText]) -> Vec<PolicyText> {
    let mut chain = vec![anchor];
    while let Some(before) = chain.first().and_then(|first| {
        let named = first.policy().previous?;
        given.iter().find(|other| other.text.edition().sha256 == named && precedes(other.text.edition(), first.edition()))
    }) {
        chain.insert(0, before.text.clone());
    }
    while let Some(after) = chain.last().and_then(|last| {
        let follows = |new: &&Countersigned<PolicyText>| {
            let at = new.text.policy().validity.from().timestamp();
            let by = |roster| next_policy(Some(last), &new.text, roster, &new.signatures, at);
            rosters.iter().any(|roster| by(roster).is_ok_and(|succession| succession.is_complete()))
        };
        given.iter().find(follows)
    }) {
        chain.push(after.text.clone());
    }
    chain
}

fn precedes(one: Edition, other: Edition) -> bool {
    one.version.checked_add(1) == Some(other.version)
}

/// What an order is judged by, and the versions before.
pub(super) struct InForce<'r> {
    pub(super) roster: &'r RosterText,
    pub(super) policy: &'r PolicyText,
    pub(super) earlier: Vec<Edition>,
}

impl super::Rules {
    /// Every roster that is believed, the newest first.
    pub(super) fn rosters(&self) -> impl Iterator<Item = &RosterText> {
        self.roster.iter().chain(self.versions.rosters.iter().rev())
    }

    /// Every policy that is believed, the newest first.
    pub(super) fn policies(&self) -> impl Iterator<Item = &PolicyText> {
        self.policy.iter().chain(self.versions.policies.iter().rev())
    }

    /// The roster of this edition, if it is believed.
    pub(super) fn roster_of(&self, edition: Edition) -> Option<&RosterText> {
        self.rosters().find(|roster| roster.edition() == edition)
    }

    /// The roster and the policy that were in force when the last word about an order was said: the newest that a text names. For a time that
    /// was asked for, the newest there are.
    pub(super) fn in_force(&self, order: &Signed<OrderText>, said: &[Signed<StatementText>]) -> Option<InForce<'_>> {
        let (newest_roster, newest_policy) = (self.roster.as_ref()?, self.policy.as_ref()?);
        let order = order.text.order();
        let words = || said.iter().map(|said| said.text.statement());
        let roster = [order.roster].into_iter().chain(words().map(|said| said.roster)).filter_map(|named| self.roster_of(named));
        let of_policy = |named: Edition| self.policies().find(|policy| policy.edition() == named);
        let policy = [order.policy].into_iter().chain(words().map(|said| said.policy)).filter_map(of_policy);
        let roster = roster.max_by_key(|roster| roster.edition().version).filter(|_| self.at.is_none()).unwrap_or(newest_roster);
        let policy = policy.max_by_key(|policy| policy.edition().version).filter(|_| self.at.is_none()).unwrap_or(newest_policy);
        let rosters = self.rosters().map(RosterText::edition).filter(|edition| edition.version < roster.edition().version);
        let policies = self.policies().map(PolicyText::edition).filter(|edition| edition.version < policy.edition().version);
        Some(InForce { roster, policy, earlier: rosters.chain(policies).collect() })
    }
}
