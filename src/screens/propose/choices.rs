//! What can be chosen in the form of a proposal: which entry is meant, which organisation, registry, and through which old way.
//! Only what a task can be done to is offered.
//! Must not know: what was chosen, or typed.

use super::task::{About, Task};
use crate::domain::{
    RegistryId,
    contact::{Assignment, AssignmentState, Directory, Entry, KeyOwner, Organisation, OrganisationId, Through, end_of},
};
use jiff::Timestamp;
use std::collections::BTreeSet;

/// What can be chosen in the form as it is.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// The entries one of which is meant.
    pub which: Vec<Entry>,
    /// The organisations.
    pub organisations: Vec<OrganisationId>,
    /// The registries.
    pub registries: Vec<RegistryId>,
    /// The old ways through which it can be confirmed.
    pub ways: Vec<Through>,
}

impl Choices {
    /// What can be chosen for a task, at a time; the ways are known only once the entries are.
    pub fn of(about: &About, task: Option<Task>, directory: &Directory, now: Timestamp) -> Self {
        let fits = |entry: &&Entry| match task {
            Some(Task::EndChannel) => matches!(entry, Entry::Channel(_)) && end_of(entry, now).is_some(),
            Some(Task::EndKey) => matches!(entry, Entry::Key(_)) && end_of(entry, now).is_some(),
            Some(Task::EndRole) => matches!(entry, Entry::Assignment(_)) && end_of(entry, now).is_some(),
            Some(Task::RestoreRole) => restored(entry, now).is_some(),
            Some(Task::Scope) => matches!(entry, Entry::Assignment(assignment) if assignment.is_in_force(now)),
            Some(Task::List) => matches!(entry, Entry::List(_)),
            _ => false,
        };
        let is_theirs = |entry: &&Entry| match (about, entry) {
            (About::Card(who), entry) => entry.key().card() == Some(who),
            (About::Registry(registry), Entry::Key(key)) => key.owner == KeyOwner::Registry(*registry),
            (About::Registry(_) | About::Directory, Entry::List(_)) => true,
            _ => false,
        };
        let entries = directory.entries.values().map(|record| &record.entry);
        let registries: BTreeSet<RegistryId> = match about {
            About::Card(who) if task != Some(Task::Onboard) => directory.registries_of(who, now),
            About::Registry(registry) => [*registry].into(),
            _ => directory.organisations().flat_map(|(office, _)| office.registries.iter().copied()).collect(),
        };
        Self {
            which: entries.filter(is_theirs).filter(fits).cloned().collect(),
            organisations: offices(about, directory, now),
            registries: registries.into_iter().collect(),
            ways: Vec::new(),
        }
    }
}

/// The organisations that somebody new can work for: those of the same registry first.
fn offices(about: &About, directory: &Directory, now: Timestamp) -> Vec<OrganisationId> {
    let own: BTreeSet<RegistryId> = match about {
        About::Card(who) => directory.registries_of(who, now),
        About::Registry(registry) => [*registry].into(),
        About::Directory => BTreeSet::new(),
    };
    let mut offices: Vec<&Organisation> = directory.organisations().map(|(office, _)| office).collect();
    offices.sort_by_key(|office| (office.registries.is_disjoint(&own), office.id.clone()));
    offices.into_iter().map(|office| office.id.clone()).collect()
}

/// A role that was taken out of force, in force again; none of one that is in force, revoked or over.
pub(super) fn restored(entry: &Entry, now: Timestamp) -> Option<Entry> {
    let Entry::Assignment(assignment) = entry else { return None };
    let can = !matches!(assignment.state, AssignmentState::Active | AssignmentState::Revoked) && assignment.term.to() > now;
    can.then(|| Entry::Assignment(Assignment { state: AssignmentState::Active, ..assignment.clone() }))
}

/// The office that is meant: who runs a registry, or where somebody works.
pub(super) fn office<'d>(about: &About, directory: &'d Directory, now: Timestamp) -> Option<&'d Organisation> {
    match about {
        About::Registry(registry) => directory.operator(*registry, now),
        About::Card(who) => directory.organisation(&directory.card(who)?.0.organisation),
        About::Directory => None,
    }
}
