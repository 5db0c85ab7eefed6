//! Whom to call about a counterpart: the chain of a registry for a topic and a severity, with who of it can be reached now.
//! Everybody of the chain is in it, also who can't be reached, with the reason; whoever holds a role of it for other work is named beside it.
//! Must not know: what was tried already.

use super::{
    Assignment, CardId, Directory, EscalationChain, LocalClock, Reach, Role, Rung, Scope, Severity, Subject, Topic, When, reach,
};
use crate::domain::RegistryId;
use jiff::Timestamp;

/// A step of a chain for a moment: somebody to call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// In which role.
    pub role: Role,
    /// Whom.
    pub who: CardId,
    /// What a clock on their wall shows; `None` when nobody knows where they work.
    pub clock: Option<LocalClock>,
    /// Whether they can be reached.
    pub reach: Reach,
    /// How many minutes to wait for their answer.
    pub wait: u16,
    /// After how many minutes their turn comes, if everybody before them is waited for.
    pub after: u32,
}

/// Somebody who holds a role of a chain for other work only, and so is not called about this.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherWork {
    /// Which role.
    pub role: Role,
    /// Who.
    pub who: CardId,
    /// For what they hold it.
    pub scope: Scope,
}

/// Whom to call about a counterpart, for a topic and a severity, at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// The counterpart.
    pub registry: RegistryId,
    /// What it is about.
    pub subject: Subject,
    /// The severity.
    pub severity: Severity,
    /// What a clock in their operator's office shows.
    pub office: Option<LocalClock>,
    /// The chain, in its order, each person once.
    pub calls: Vec<Call>,
    /// The roles of the chain that nobody holds, for this work or any other.
    pub vacant: Vec<Role>,
    /// Who holds a role of the chain for other work only, and is in the chain by no other role.
    pub others: Vec<OtherWork>,
    /// Whether the registry has told this chain itself; else it is the usual one of the topic.
    pub is_their_own: bool,
}

impl Route {
    /// The first of the chain who can be reached now.
    pub fn first(&self) -> Option<&Call> {
        self.calls.iter().find(|call| call.reach.is_now())
    }

    /// When somebody of the chain can be reached: now, or next.
    pub fn when(&self, now: Timestamp) -> Option<Timestamp> {
        self.calls.iter().filter_map(|call| call.reach.when(now)).min()
    }
}

/// Whom to call about a counterpart.
pub fn route(directory: &Directory, registry: RegistryId, subject: Subject, severity: Severity, at: Timestamp) -> Route {
    let topic = subject.topic;
    let office = directory.operator(registry, at).map(|operator| directory.office_clock(operator, at));
    let told = chain(directory, registry, topic, severity);
    let is_their_own = told.is_some();
    let rungs = told.map_or_else(|| usual(topic, severity), |chain| chain.rungs.clone());
    let mut route =
        Route { registry, subject, severity, office, calls: Vec::new(), vacant: Vec::new(), others: Vec::new(), is_their_own };
    let mut after = 0_u32;
    for rung in rungs.iter().filter(|rung| applies(rung.when, office)) {
        let holders = holders(directory, registry, rung.role, at);
        if holders.is_empty() && !route.vacant.contains(&rung.role) {
            route.vacant.push(rung.role);
        }
        let (called, others): (Vec<&Assignment>, Vec<&Assignment>) =
            holders.into_iter().partition(|assignment| assignment.scope.covers(&route.subject));
        for Assignment { who, role, .. } in called {
            if route.calls.iter().any(|call| call.who == *who) {
                continue;
            }
            let (clock, reach) = (directory.local_clock(who, at), reach(directory, who, severity, at));
            route.calls.push(Call { role: *role, who: who.clone(), clock, reach, wait: rung.wait, after });
            after = after.saturating_add(rung.wait.into());
        }
        let others = others.into_iter().map(OtherWork::of).filter(|other| !route.others.contains(other));
        route.others.extend(others.collect::<Vec<_>>());
    }
    let calls = &route.calls;
    route.others.retain(|other| !calls.iter().any(|call| call.who == other.who));
    route
}

impl OtherWork {
    fn of(assignment: &Assignment) -> Self {
        Self { role: assignment.role, who: assignment.who.clone(), scope: assignment.scope.clone() }
    }
}

/// The chain that a registry told for a topic: the one of the severest step that is not above this severity.
fn chain(directory: &Directory, registry: RegistryId, topic: Topic, severity: Severity) -> Option<&EscalationChain> {
    let told = directory.chains().filter(|(chain, standing)| chain.registry == registry && standing.verified.is_some());
    let fitting = told.map(|(chain, _)| chain).filter(|chain| chain.topic == topic && chain.severity <= severity);
    fitting.max_by_key(|chain| chain.severity)
}

/// The usual chain of a topic.
fn usual(topic: Topic, severity: Severity) -> Vec<Rung> {
    let wait = match severity {
        Severity::Low | Severity::Normal => 60,
        Severity::High => 15,
        Severity::Critical => 5,
    };
    topic.roles().iter().map(|role| Rung { role: *role, wait, when: When::Always }).collect()
}

/// Whether a step applies. Where the office's hours are not known, every step does.
fn applies(when: When, office: Option<LocalClock>) -> bool {
    match (when, office) {
        (When::Always, _) | (_, None) => true,
        (When::OfficeHours, Some(clock)) => clock.is_open,
        (When::OutOfHours, Some(clock)) => !clock.is_open,
    }
}

/// Who holds a role for a registry, for whatever work, by what was verified, ascending by id.
fn holders(directory: &Directory, registry: RegistryId, role: Role, at: Timestamp) -> Vec<&Assignment> {
    let verified = directory.assignments().filter(|(_, standing)| standing.verified.is_some()).map(|(assignment, _)| assignment);
    let of_role = verified.filter(|assignment| assignment.registry == registry && assignment.role == role);
    let counts = |assignment: &&Assignment| assignment.is_in_force(at) && directory.changes.held(&assignment.key(), at).is_none();
    of_role.filter(counts).collect()
}
