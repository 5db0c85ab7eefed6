//! An entry as lines, a name and a value each: what a person compares when two directories differ.
//! Every field of an entry is a line, so no difference is without one.
//! Must not know: which of two is right.

use super::{
    Absence, Assignment, Card, Channel, ContactKey, DistributionList, Entry, EscalationChain, Organisation, RegistryEntry, Term,
    WorkingHours,
};
use crate::text::Untrusted;
use std::fmt::Display;

/// A line: what it is, and its value; empty when there is none.
pub type Field = (&'static str, Untrusted);

impl Entry {
    /// Its lines, always the same ones in the same order for a kind of entry.
    pub fn fields(&self) -> Vec<Field> {
        match self {
            Self::Organisation(organisation) => of_organisation(organisation),
            Self::Registry(entry) => of_registry(entry),
            Self::Card(card) => of_card(card),
            Self::Absence(absence) => of_absence(absence),
            Self::Assignment(assignment) => of_assignment(assignment),
            Self::Channel(channel) => of_channel(channel),
            Self::Key(key) => of_key(key),
            Self::Chain(chain) => of_chain(chain),
            Self::List(list) => of_list(list),
        }
    }
}

fn plain(value: impl Display) -> Untrusted {
    Untrusted::new(value.to_string())
}

fn maybe(value: Option<impl Display>) -> Untrusted {
    value.map_or_else(|| Untrusted::new(""), plain)
}

fn several<T: Display>(values: impl IntoIterator<Item = T>) -> Untrusted {
    let texts: Vec<String> = values.into_iter().map(|value| value.to_string()).collect();
    Untrusted::new(texts.join(", "))
}

fn stretch(term: &Term) -> String {
    format!("{} to {}", term.from(), term.to())
}

fn hours(hours: &WorkingHours) -> String {
    let holidays = if hours.on_holidays { "also on holidays" } else { "not on holidays" };
    format!("{} {} {}, {holidays}", hours.zone, hours.weekdays, hours.hours)
}

fn of_organisation(organisation: &Organisation) -> Vec<Field> {
    vec![
        ("name", organisation.name.clone()),
        ("party", maybe(organisation.party)),
        ("kind", plain(organisation.kind.word())),
        ("registries", several(&organisation.registries)),
        ("postal address", organisation.postal.clone()),
        ("web", organisation.web.clone()),
        ("switchboard", maybe(organisation.switchboard.as_ref())),
        ("languages", several(&organisation.languages)),
        ("hours", plain(hours(&organisation.hours))),
        ("holidays", several(&organisation.holidays)),
    ]
}

fn of_registry(entry: &RegistryEntry) -> Vec<Field> {
    vec![
        ("operator", plain(&entry.operator)),
        ("production", entry.production.clone()),
        ("test", entry.test.clone()),
        ("version", entry.version.clone()),
        ("features", several(entry.features.iter().map(|feature| feature.word()))),
        ("status page", entry.status_page.clone()),
        ("maintenance", several(entry.maintenance.iter().map(stretch))),
    ]
}

fn of_card(card: &Card) -> Vec<Field> {
    vec![
        ("name", card.name.clone()),
        ("kind", plain(card.kind.word())),
        ("organisation", plain(&card.organisation)),
        ("title", card.title.clone()),
        ("languages", several(&card.languages)),
        ("hours", maybe(card.hours.as_ref().map(hours))),
        ("deputy", maybe(card.deputy.as_ref())),
    ]
}

fn of_absence(absence: &Absence) -> Vec<Field> {
    vec![("term", plain(stretch(&absence.term))), ("deputy", maybe(absence.deputy.as_ref()))]
}

fn of_assignment(assignment: &Assignment) -> Vec<Field> {
    let scope = if assignment.scope.is_everything() { plain("everything") } else { several(assignment.scope.parts()) };
    vec![
        ("state", plain(assignment.state.word())),
        ("scope", scope),
        ("term", plain(stretch(&assignment.term))),
        ("basis", plain(&assignment.basis)),
        ("nominated by", maybe(assignment.nominated_by.as_ref())),
    ]
}

fn of_channel(channel: &Channel) -> Vec<Field> {
    vec![("address", plain(&channel.address)), ("since", plain(channel.since)), ("ended", maybe(channel.ended))]
}

fn of_key(key: &ContactKey) -> Vec<Field> {
    vec![("kind", plain(key.kind.word())), ("fingerprint", plain(&key.fingerprint)), ("term", plain(stretch(&key.term)))]
}

fn of_chain(chain: &EscalationChain) -> Vec<Field> {
    let rung = |rung: &super::Rung| format!("{} {} min {}", rung.role.word(), rung.wait, rung.when.word());
    vec![("steps", several(chain.rungs.iter().map(rung)))]
}

fn of_list(list: &DistributionList) -> Vec<Field> {
    vec![
        ("topic", plain(list.topic.word())),
        ("roles", several(list.roles.iter().map(|role| role.word()))),
        ("ceiling", plain(list.ceiling.word())),
    ]
}
