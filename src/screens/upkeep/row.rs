//! A row of the upkeep: somebody, how long their verification still lasts, who must verify them, and whether they answer when called.
//! The most urgent stands first: who is invalid, then who is overdue or never was verified, then who is due, then whose answer is too old.
//! Must not know: how a row is painted.

use crate::{
    domain::{
        RegistryId,
        contact::{AssignmentState, Attempt, Attestation, CardId, CardState, Directory, Due, ResponseTest, Role},
    },
    text::Untrusted,
};
use jiff::Timestamp;
use std::collections::BTreeSet;

/// Somebody whose contacts are kept true.
#[derive(Debug)]
pub(super) struct Row {
    pub id: CardId,
    pub name: Untrusted,
    pub registry: Option<RegistryId>,
    pub roles: Vec<Role>,
    pub state: CardState,
    /// When a new word is due; none when there never was one.
    pub attestation: Option<Attestation>,
    /// Whether two persons must verify it.
    pub takes_two: bool,
    pub test: ResponseTest,
    /// A verification waits for its second person.
    pub waits: bool,
}

impl Row {
    /// Whether a new word is due; none when there never was one.
    pub fn due(&self, now: Timestamp) -> Option<Due> {
        self.attestation.map(|attestation| attestation.due_at(now))
    }

    /// Whether somebody must be verified now.
    pub fn is_due(&self, now: Timestamp) -> bool {
        self.due(now) != Some(Due::No)
    }
}

/// Everybody, the most urgent first.
pub(super) fn rows(directory: &Directory, attempts: &[Attempt], waiting: &BTreeSet<CardId>, now: Timestamp) -> Vec<Row> {
    let mut rows: Vec<Row> = directory
        .cards()
        .map(|(card, _)| {
            let held = directory.assignments().map(|(assignment, _)| assignment).filter(|assignment| assignment.who == card.id);
            let held = held.filter(|assignment| assignment.state_at(now) == AssignmentState::Active);
            Row {
                id: card.id.clone(),
                name: card.name.clone(),
                registry: directory.registries_of(&card.id, now).first().copied(),
                roles: held.map(|assignment| assignment.role).collect::<BTreeSet<_>>().into_iter().collect(),
                state: directory.card_state(&card.id, now),
                attestation: directory.attestation(&card.id, now),
                takes_two: directory.is_critical(&card.id, now),
                test: ResponseTest::of(attempts, &card.id),
                waits: waiting.contains(&card.id),
            }
        })
        .collect();
    rows.sort_by_key(|row| {
        let due = row.attestation.map(|attestation| attestation.due);
        let urgency = match (row.is_due(now), row.state) {
            (true, CardState::Invalid) => 0,
            (true, CardState::TemporarilyInvalid) => 1,
            (true, CardState::Active) => 2,
            (false, _) if row.test.is_due(now) => 3,
            (false, _) => 4,
        };
        (urgency, due, row.registry, row.id.clone())
    });
    rows
}
