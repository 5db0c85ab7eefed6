//! The roster and the policy in force, fetched and verified, for whoever proposes or confirms a change of contacts.
//! They are judged as they are for orders: two security officers signed them, or nothing is signed here.
//! Must not know: what is proposed.

use crate::{
    app::{Desk, Remote, RequestId},
    evidence::{policy::PolicyText, roster::RosterText},
    registry::{
        Problem, Read, Reply,
        book::{Guarded, GuardedText, GuardedVersion},
    },
    screens::case::{Doubt, guards},
};
use jiff::Timestamp;

/// A version as the registry gave it; none when it has none.
type Given = Option<Box<GuardedText>>;

/// Roster and policy, as far as they are here.
#[derive(Debug, Default)]
pub struct Rules {
    roster: Remote<Given>,
    policy: Remote<Given>,
}

impl Rules {
    /// Whether something was never asked for, or did not come.
    pub fn is_missing(&self) -> bool {
        self.roster.is_missing() || self.policy.is_missing()
    }

    /// Asks for both.
    pub fn ask(&mut self, desk: &mut Desk<'_>) {
        self.roster.ask(Read::Guarded(Guarded::Roster, GuardedVersion::InForce), desk);
        self.policy.ask(Read::Guarded(Guarded::Policy, GuardedVersion::InForce), desk);
    }

    /// Stops waiting.
    pub fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.roster.give_up(desk);
        self.policy.give_up(desk);
    }

    /// Takes an answer, if it is one of theirs.
    pub fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, now: Timestamp) -> bool {
        let asked = [&mut self.roster, &mut self.policy].into_iter().find(|value| value.awaits(request));
        let Some(value) = asked else { return false };
        value.take(answer.clone().map(|reply| if let Reply::Guarded(text) = reply { Some(text) } else { None }), now);
        true
    }

    /// How many answers are awaited.
    pub fn in_flight(&self) -> usize {
        usize::from(self.roster.is_asking()) + usize::from(self.policy.is_asking())
    }

    /// Why something of it is not here.
    pub fn problem(&self) -> Option<&Problem> {
        let missing = |value: &'_ Remote<Given>| value.value().is_none();
        let roster = self.roster.problem().filter(|_| missing(&self.roster));
        roster.or_else(|| self.policy.problem().filter(|_| missing(&self.policy)))
    }

    /// Both, once they are here: verified, or why they do not hold.
    pub fn verified(&self, now: Timestamp) -> Option<Result<(RosterText, PolicyText), Doubt>> {
        let (roster, policy) = (self.roster.value()?, self.policy.value()?);
        Some(guards(roster.as_deref(), policy.as_deref(), now))
    }
}
