//! What is left of an entry when one of its changes is ended: what that change itself did is undone, and nothing that came later.
//! A number that was swapped goes back; a name that was corrected since, or a role that was suspended since, stays as it is (F15).
//! Must not know: who ends a change, or whether they may.

use super::{Assignment, Card, Channel, ContactKey, Entry, Organisation, RegistryEntry};
use std::collections::BTreeSet;

/// An entry without one of its changes: what it was before that change, what the change made of it, and what it is now.
///
/// A value that was set otherwise since, and then the same again, can't be told from the change's own: it goes back to what counted before.
/// Only an entry that may wait has anything to undo: an absence, a chain or a list counts at once and stays as it is.
pub fn undone(before: &Entry, after: &Entry, now: &Entry) -> Entry {
    match (before, after, now) {
        (Entry::Organisation(before), Entry::Organisation(after), Entry::Organisation(now)) => {
            Entry::Organisation(organisation(before, after, now))
        }
        (Entry::Registry(before), Entry::Registry(after), Entry::Registry(now)) => Entry::Registry(registry(before, after, now)),
        (Entry::Card(before), Entry::Card(after), Entry::Card(now)) => Entry::Card(card(before, after, now)),
        (Entry::Assignment(before), Entry::Assignment(after), Entry::Assignment(now)) => {
            Entry::Assignment(assignment(before, after, now))
        }
        (Entry::Channel(before), Entry::Channel(after), Entry::Channel(now)) => Entry::Channel(Channel {
            owner: now.owner.clone(),
            address: now.address.clone(),
            since: one(&before.since, &after.since, &now.since),
            ended: one(&before.ended, &after.ended, &now.ended),
        }),
        (Entry::Key(before), Entry::Key(after), Entry::Key(now)) => Entry::Key(ContactKey {
            owner: now.owner.clone(),
            fingerprint: now.fingerprint.clone(),
            kind: one(&before.kind, &after.kind, &now.kind),
            term: one(&before.term, &after.term, &now.term),
        }),
        _ => now.clone(),
    }
}

/// A value: back to what it was, if the change set it and nothing set it since.
fn one<T: PartialEq + Clone>(before: &T, after: &T, now: &T) -> T {
    if now == after { before.clone() } else { now.clone() }
}

/// Several values: without what the change added, and with what it took away.
fn several<T: Ord + Clone>(before: &BTreeSet<T>, after: &BTreeSet<T>, now: &BTreeSet<T>) -> BTreeSet<T> {
    let added = |value: &&T| after.contains(*value) && !before.contains(*value);
    let kept = now.iter().filter(|value| !added(value));
    kept.chain(before.difference(after)).cloned().collect()
}

fn organisation(before: &Organisation, after: &Organisation, now: &Organisation) -> Organisation {
    Organisation {
        id: now.id.clone(),
        party: one(&before.party, &after.party, &now.party),
        kind: one(&before.kind, &after.kind, &now.kind),
        name: one(&before.name, &after.name, &now.name),
        registries: several(&before.registries, &after.registries, &now.registries),
        postal: one(&before.postal, &after.postal, &now.postal),
        web: one(&before.web, &after.web, &now.web),
        switchboard: one(&before.switchboard, &after.switchboard, &now.switchboard),
        languages: several(&before.languages, &after.languages, &now.languages),
        hours: one(&before.hours, &after.hours, &now.hours),
        holidays: several(&before.holidays, &after.holidays, &now.holidays),
    }
}

fn registry(before: &RegistryEntry, after: &RegistryEntry, now: &RegistryEntry) -> RegistryEntry {
    RegistryEntry {
        registry: now.registry,
        operator: one(&before.operator, &after.operator, &now.operator),
        production: one(&before.production, &after.production, &now.production),
        test: one(&before.test, &after.test, &now.test),
        version: one(&before.version, &after.version, &now.version),
        features: several(&before.features, &after.features, &now.features),
        status_page: one(&before.status_page, &after.status_page, &now.status_page),
        maintenance: several(&before.maintenance, &after.maintenance, &now.maintenance),
    }
}

fn card(before: &Card, after: &Card, now: &Card) -> Card {
    Card {
        id: now.id.clone(),
        kind: one(&before.kind, &after.kind, &now.kind),
        organisation: one(&before.organisation, &after.organisation, &now.organisation),
        name: one(&before.name, &after.name, &now.name),
        title: one(&before.title, &after.title, &now.title),
        languages: several(&before.languages, &after.languages, &now.languages),
        hours: one(&before.hours, &after.hours, &now.hours),
        deputy: one(&before.deputy, &after.deputy, &now.deputy),
    }
}

fn assignment(before: &Assignment, after: &Assignment, now: &Assignment) -> Assignment {
    Assignment {
        who: now.who.clone(),
        role: now.role,
        registry: now.registry,
        scope: one(&before.scope, &after.scope, &now.scope),
        term: one(&before.term, &after.term, &now.term),
        basis: one(&before.basis, &after.basis, &now.basis),
        nominated_by: one(&before.nominated_by, &after.nominated_by, &now.nominated_by),
        state: one(&before.state, &after.state, &now.state),
    }
}
