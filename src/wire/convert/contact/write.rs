//! Entries of the directory, for the wire.
//! Every member of an entry is written, so that what is read back is the same entry.
//! Must not know: by what right an entry stands there.

use crate::{
    domain::contact::{Assignment, Card, Channel, Entry, EscalationChain, Organisation, RegistryEntry, Term, WorkingHours},
    wire::admin::contacts as wire,
};

fn said(value: impl ToString) -> String {
    value.to_string()
}

fn each<T: ToString>(values: impl IntoIterator<Item = T>) -> Vec<String> {
    values.into_iter().map(|value| value.to_string()).collect()
}

fn named<T: ToString>(values: impl IntoIterator<Item = T>) -> Option<Vec<String>> {
    Some(each(values)).filter(|names| !names.is_empty())
}

fn term(term: &Term) -> wire::ContactTerm {
    wire::ContactTerm { from: term.from(), to: term.to() }
}

fn hours(hours: &WorkingHours) -> wire::ContactHours {
    wire::ContactHours {
        zone: said(&hours.zone),
        weekdays: said(hours.weekdays),
        open: said(hours.hours),
        on_holidays: hours.on_holidays,
    }
}

/// An entry, for the wire.
pub fn entry_to_wire(entry: &Entry) -> wire::ContactEntry {
    match entry {
        Entry::Organisation(it) => wire::ContactEntry::Organisation(Box::new(organisation(it))),
        Entry::Registry(it) => wire::ContactEntry::Registry(Box::new(registry(it))),
        Entry::Card(it) => wire::ContactEntry::Card(Box::new(card(it))),
        Entry::Absence(it) => wire::ContactEntry::Absence(wire::ContactAbsence {
            card: said(&it.who),
            term: term(&it.term),
            deputy: it.deputy.as_ref().map(said),
        }),
        Entry::Assignment(it) => wire::ContactEntry::Role(role(it)),
        Entry::Channel(it) => wire::ContactEntry::Channel(channel(it)),
        Entry::Key(it) => wire::ContactEntry::Key(wire::ContactKey {
            owner: said(&it.owner),
            kind: said(it.kind.word()),
            fingerprint: said(&it.fingerprint),
            term: term(&it.term),
        }),
        Entry::Chain(it) => wire::ContactEntry::Chain(chain(it)),
        Entry::List(it) => wire::ContactEntry::List(wire::ContactList {
            id: said(&it.id),
            topic: said(it.topic.word()),
            roles: each(it.roles.iter().map(|role| role.word())),
            ceiling: said(it.ceiling.word()),
        }),
    }
}

fn organisation(it: &Organisation) -> wire::ContactOrganisation {
    wire::ContactOrganisation {
        id: said(&it.id),
        party: it.party.map(said),
        kind: said(it.kind.word()),
        name: it.name.octets().to_owned(),
        registries: each(&it.registries),
        postal: it.postal.octets().to_owned(),
        web: it.web.octets().to_owned(),
        switchboard: it.switchboard.as_ref().map(said),
        languages: each(&it.languages),
        hours: hours(&it.hours),
        holidays: it.holidays.iter().copied().collect(),
    }
}

fn registry(it: &RegistryEntry) -> wire::ContactRegistry {
    wire::ContactRegistry {
        registry: said(it.registry),
        operator: said(&it.operator),
        production: it.production.octets().to_owned(),
        test: it.test.octets().to_owned(),
        version: it.version.octets().to_owned(),
        features: each(it.features.iter().map(|feature| feature.word())),
        status_page: it.status_page.octets().to_owned(),
        maintenance: it.maintenance.iter().map(term).collect(),
    }
}

fn card(it: &Card) -> wire::ContactCard {
    wire::ContactCard {
        id: said(&it.id),
        kind: said(it.kind.word()),
        organisation: said(&it.organisation),
        name: it.name.octets().to_owned(),
        title: it.title.octets().to_owned(),
        languages: each(&it.languages),
        hours: it.hours.as_ref().map(hours),
        deputy: it.deputy.as_ref().map(said),
    }
}

fn role(it: &Assignment) -> wire::ContactRole {
    wire::ContactRole {
        card: said(&it.who),
        role: said(it.role.word()),
        registry: said(it.registry),
        approaches: named(it.scope.approaches()),
        topics: named(it.scope.topics().map(|topic| topic.word())),
        term: term(&it.term),
        basis: said(&it.basis),
        nominated_by: it.nominated_by.as_ref().map(said),
        state: said(it.state.word()),
    }
}

fn channel(it: &Channel) -> wire::ContactChannel {
    wire::ContactChannel {
        card: said(&it.owner),
        kind: said(it.address.kind().word()),
        address: said(it.address.as_str()),
        since: it.since,
        ended: it.ended,
    }
}

fn chain(it: &EscalationChain) -> wire::ContactChain {
    let step = |rung: &crate::domain::contact::Rung| wire::ContactStep {
        role: said(rung.role.word()),
        wait: rung.wait,
        when: said(rung.when.word()),
    };
    wire::ContactChain {
        registry: said(it.registry),
        topic: said(it.topic.word()),
        severity: said(it.severity.word()),
        steps: it.rungs.iter().map(step).collect(),
    }
}
