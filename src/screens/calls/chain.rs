//! The chain for a problem at one moment: who is in it, where each is called, what was tried, and whose turn it is.
//! The turn goes to the first who can be reached and was not tried lately; when all were, it begins again with the first.
//! Must not know: how it is painted.

use crate::{
    domain::{
        RegistryId,
        contact::{
            Address, Attempt, AttemptResult, Call, CardId, Directory, LocalClock, OtherWork, Reach, Role, Severity, Subject,
            route,
        },
    },
    registry::book::RecordedAttempt,
    text::Untrusted,
};
use jiff::{SignedDuration, Timestamp};

/// For so long an attempt counts as a try of the same course.
const COURSE: SignedDuration = SignedDuration::from_hours(12);

/// The chain, reckoned.
#[derive(Debug)]
pub(super) struct Chain {
    pub steps: Vec<Step>,
    /// Whose turn it is; none when nobody can be reached.
    pub turn: Option<usize>,
    /// What a clock in their office shows.
    pub office: Option<LocalClock>,
    pub vacant: Vec<Role>,
    /// Who holds a role of it for other work, with their name.
    pub others: Vec<(Untrusted, OtherWork)>,
    pub is_their_own: bool,
    /// When somebody of it can be reached: now, or next.
    pub when: Option<Timestamp>,
    /// Every attempt of this course, the newest first.
    pub tried: Vec<RecordedAttempt>,
}

/// Somebody of the chain.
#[derive(Debug)]
pub(super) struct Step {
    pub call: Call,
    pub name: Untrusted,
    /// Who is called and where: a deputy, where one stands in; out of hours whatever rings and was verified.
    pub to: Option<(CardId, Address)>,
    /// The newest attempt of this course.
    pub tried: Option<Attempt>,
}

impl Chain {
    /// The chain of a registry for a topic and a severity, at a time.
    pub fn of(
        directory: &Directory,
        (registry, subject, severity): (RegistryId, Subject, Severity),
        attempts: &[RecordedAttempt],
        now: Timestamp,
    ) -> Self {
        let route = route(directory, registry, subject, severity, now);
        let recent = |recorded: &&RecordedAttempt| now.duration_since(recorded.attempt.ended) < COURSE;
        let mut tried: Vec<RecordedAttempt> = attempts.iter().filter(recent).cloned().collect();
        tried.sort_by_key(|recorded| std::cmp::Reverse(recorded.attempt.ended));
        let when = route.when(now);
        let steps: Vec<Step> = route.calls.into_iter().map(|call| step(directory, call, severity, &tried, now)).collect();
        let turn = turn(&steps);
        let others = route.others.into_iter().map(|other| (name(directory, &other.who), other)).collect();
        let (office, vacant, is_their_own) = (route.office, route.vacant, route.is_their_own);
        Self { steps, turn, office, vacant, others, is_their_own, when, tried }
    }

    /// Who can be reached after a step.
    pub fn next_after(&self, at: usize) -> Option<&Step> {
        let open = |step: &&Step| step.call.reach.is_now() && step.tried.is_none();
        self.steps.iter().skip(at + 1).find(open)
    }

    /// Who answered in this course.
    pub fn answered(&self) -> Option<&Attempt> {
        self.tried.iter().map(|recorded| &recorded.attempt).find(|attempt| attempt.result == AttemptResult::Answered)
    }
}

fn turn(steps: &[Step]) -> Option<usize> {
    let answered = |step: &Step| step.tried.as_ref().is_some_and(|attempt| attempt.result == AttemptResult::Answered);
    let fresh = |step: &Step| step.call.reach.is_now() && step.tried.is_none();
    let reachable = |step: &Step| step.call.reach.is_now();
    steps.iter().position(answered).or_else(|| steps.iter().position(fresh)).or_else(|| steps.iter().position(reachable))
}

fn step(directory: &Directory, call: Call, severity: Severity, tried: &[RecordedAttempt], now: Timestamp) -> Step {
    let name = name(directory, &call.who);
    let to = match &call.reach {
        Reach::Now(reached) => Some((reached.by.clone(), reached.address.clone())),
        Reach::Not { .. } => directory.known_address(&call.who, severity, now).map(|address| (call.who.clone(), address)),
    };
    let is_it = |attempt: &&Attempt| attempt.who == call.who || to.as_ref().is_some_and(|(who, _)| *who == attempt.who);
    let tried = tried.iter().map(|recorded| &recorded.attempt).find(is_it).cloned();
    Step { call, name, to, tried }
}

fn name(directory: &Directory, who: &CardId) -> Untrusted {
    directory.card(who).map(|(card, _)| card.name.clone()).unwrap_or_default()
}
