//! The roster and the policy in force, fetched together: nobody is judged by one of them alone.
//! They are what the registry gave; whether they hold is for the judge who reads them.
//! Must not know: what is judged by them.

use crate::{
    app::{Desk, Remote, RequestId},
    registry::{
        Problem, Read, Reply,
        book::{Guarded, GuardedText, GuardedVersion},
    },
};

/// A version as the registry gave it; none when it has none.
type Given = Option<Box<GuardedText>>;

/// The two texts, as far as they came.
#[derive(Debug, Default)]
pub struct GuardTexts {
    roster: Remote<Given>,
    policy: Remote<Given>,
}

impl GuardTexts {
    /// Roster and policy, once both are here; a registry may have none of them.
    pub fn both(&self) -> Option<(Option<&GuardedText>, Option<&GuardedText>)> {
        self.roster.value().zip(self.policy.value()).map(|(roster, policy)| (roster.as_deref(), policy.as_deref()))
    }

    /// Whether nothing was asked for yet, or not both came.
    pub fn is_missing(&self) -> bool {
        self.roster.is_missing() || self.policy.is_missing()
    }

    /// Asks for both again.
    pub fn ask(&mut self, desk: &mut Desk<'_>) {
        self.roster.ask(Read::Guarded(Guarded::Roster, GuardedVersion::InForce), desk);
        self.policy.ask(Read::Guarded(Guarded::Policy, GuardedVersion::InForce), desk);
    }

    /// Stops waiting.
    pub fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.roster.give_up(desk);
        self.policy.give_up(desk);
    }

    /// Takes an answer, if it is one of these two.
    pub fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &Desk<'_>) -> bool {
        let asked = [&mut self.roster, &mut self.policy].into_iter().find(|text| text.awaits(request));
        let Some(text) = asked else { return false };
        text.take(answer.clone().map(|reply| if let Reply::Guarded(text) = reply { Some(text) } else { None }), desk.now);
        true
    }

    /// How many answers are awaited.
    pub fn in_flight(&self) -> usize {
        usize::from(self.roster.is_asking()) + usize::from(self.policy.is_asking())
    }

    /// Why one of them is not here, if it could not be had.
    pub fn problem(&self) -> Option<&Problem> {
        [&self.roster, &self.policy].into_iter().filter(|text| text.value().is_none()).find_map(Remote::problem)
    }
}
