//! A row of the directory: somebody, their roles, their clock, and whether they can be reached by telephone, all of it at one moment.
//! Only roles that are verified, in force and not held back are theirs here; the card shows the others with their reasons.
//! Must not know: how a row is painted or written.

use crate::{
    domain::{
        PartyCode, RegistryId,
        contact::{Assignment, CardId, CardKind, Directory, Due, LocalClock, Reach, Role, Severity, Topic, reach},
    },
    text::{Kind, Untrusted},
};
use jiff::Timestamp;
use std::collections::BTreeSet;

/// Somebody in the directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactRow {
    /// The id of the card.
    pub id: CardId,
    /// A person or a desk.
    pub kind: CardKind,
    /// The name.
    pub name: Untrusted,
    /// The name of the organisation.
    pub organisation: Untrusted,
    /// The registries they belong to.
    pub registries: Vec<RegistryId>,
    /// The roles that count.
    pub roles: Vec<Role>,
    /// What a clock on their wall shows; `None` when nobody knows where they work.
    pub clock: Option<LocalClock>,
    /// Whether they can be reached for something that can't wait.
    pub reach: Reach,
    /// Whether a new word is due; none when there never was one.
    pub due: Option<Due>,
    /// When something of it changed last, within the days in which that is shown.
    pub changed: Option<Timestamp>,
    /// What it is narrowed by, in small letters.
    text: String,
}

/// One contact with everything that belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactInFull {
    /// Its row.
    pub row: ContactRow,
    /// The part of the directory that is about it.
    pub directory: Directory,
    /// The moment it was reckoned for.
    pub as_of: Timestamp,
}

impl ContactInFull {
    /// One contact of a directory, or of a part of it; `None` when it is not there.
    pub fn of(directory: Directory, who: &CardId, as_of: Timestamp) -> Option<Self> {
        directory.card(who)?;
        Some(Self { row: row(&directory, who, as_of), directory, as_of })
    }
}

impl ContactRow {
    /// Whether somebody should make sure of it again.
    pub fn is_due(&self) -> bool {
        self.due != Some(Due::No)
    }

    /// Whether it holds a text; with a `-` before it, whether it does not.
    pub fn holds(&self, word: &str) -> bool {
        match word.strip_prefix('-') {
            Some(rest) if !rest.is_empty() => !self.text.contains(rest),
            _ => self.text.contains(word),
        }
    }

    /// Whether it has a word such as `role:security`, whole.
    pub fn has(&self, word: &str) -> bool {
        self.text.split(' ').any(|own| own == word)
    }
}

/// Everybody, by registry and role.
pub fn contact_rows(directory: &Directory, now: Timestamp) -> Vec<ContactRow> {
    let mut rows: Vec<ContactRow> = directory.cards().map(|(card, _)| row(directory, &card.id, now)).collect();
    rows.sort_by(|a, b| {
        let key = |row: &ContactRow| (row.registries.first().copied(), row.roles.is_empty(), row.roles.first().copied());
        key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id))
    });
    rows
}

fn row(directory: &Directory, who: &CardId, now: Timestamp) -> ContactRow {
    let card = directory.card(who).map(|(card, _)| card);
    let organisation = card.and_then(|card| directory.organisation(&card.organisation));
    let registries: Vec<RegistryId> = directory.registries_of(who, now).into_iter().collect();
    let held = directory.assignments().filter(|(assignment, _)| assignment.who == *who);
    let counting = held.filter(|(assignment, standing)| {
        standing.verified.is_some() && assignment.is_in_force(now) && directory.changes.held(&assignment.key(), now).is_none()
    });
    let counting: Vec<&Assignment> = counting.map(|(assignment, _)| assignment).collect();
    let roles: Vec<Role> = counting.iter().map(|assignment| assignment.role).collect::<BTreeSet<_>>().into_iter().collect();
    let of_card = directory.changes.newest_first().filter(|change| change.key.card() == Some(who));
    let changed = of_card.flat_map(|change| directory.recent_changes(&change.key, now)).map(|change| change.at).max();
    let mut row = ContactRow {
        id: who.clone(),
        kind: card.map_or(CardKind::Desk, |card| card.kind),
        name: card.map(|card| card.name.clone()).unwrap_or_default(),
        organisation: organisation.map(|organisation| organisation.name.clone()).unwrap_or_default(),
        roles,
        clock: directory.local_clock(who, now),
        reach: reach(directory, who, Severity::High, now),
        due: directory.attestation(who, now).map(|attestation| attestation.due_at(now)),
        changed,
        text: String::new(),
        registries,
    };
    row.text = text(&row, &counting, organisation.and_then(|organisation| organisation.party));
    row
}

fn text(row: &ContactRow, held: &[&Assignment], party: Option<PartyCode>) -> String {
    let parties: BTreeSet<PartyCode> = row.registries.iter().map(|registry| registry.party()).chain(party).collect();
    let is_called = |topic: &Topic| held.iter().any(|it| topic.roles().contains(&it.role) && it.scope.includes(*topic));
    let topics = Topic::ALL.iter().filter(|(topic, _)| is_called(topic));
    let mut words = vec![row.id.to_string()];
    words.extend([&row.name, &row.organisation].map(|text| text.gate(Kind::Name).to_string()));
    words.push(format!("kind:{}", row.kind.word()));
    words.extend(parties.iter().map(|party| format!("party:{party}")));
    words.extend(row.registries.iter().map(|registry| format!("registry:{registry}")));
    words.extend(row.roles.iter().map(|role| format!("role:{}", role.word())));
    words.extend(topics.map(|(_, word)| format!("topic:{word}")));
    words.join(" ").to_lowercase()
}
