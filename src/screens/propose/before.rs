//! What is there already of an entry that a proposal changes: it stands in the rows, to be changed there.
//! Nothing of what is new is filled in (F36).
//! Must not know: what is typed over it.

use super::{
    choices::{Choices, office},
    task::{About, Row, Task},
};
use crate::{
    domain::contact::{Directory, Entry, EntryKey, Severity, Term, Tlp, Topic, WorkingHours},
    evidence::moment::Moment,
    screens::form::Form,
};
use jiff::Timestamp;
use std::fmt::Display;

/// The entry that a task changes, once it is known which; none for a task that begins one, or ends one.
pub fn entry(
    (about, task): (&About, Task),
    (form, choices): (&Form<Row>, &Choices),
    directory: &Directory,
    now: Timestamp,
) -> Option<Entry> {
    match (task, about) {
        (Task::Card, About::Card(who)) => directory.entry(&EntryKey::Card(who.clone())).cloned(),
        (Task::Office | Task::Switchboard, _) => office(about, directory, now).cloned().map(Entry::Organisation),
        (Task::Registry, About::Registry(registry)) => directory.entry(&EntryKey::Registry(*registry)).cloned(),
        (Task::Chain, About::Registry(registry)) => {
            let (topic, _) = Topic::ALL.get(form.chosen(Row::Topic)?)?;
            let (severity, _) = Severity::ALL.get(form.chosen(Row::Severity)?)?;
            directory.entry(&EntryKey::Chain(*registry, *topic, *severity)).cloned()
        }
        (Task::List | Task::Scope, _) => choices.which.get(form.chosen(Row::Which)?).cloned(),
        _ => None,
    }
}

/// What stands in a row of text, of this entry.
pub fn text(row: Row, entry: &Entry) -> String {
    match (row, entry) {
        (Row::Name, Entry::Card(card)) => card.name.octets().to_owned(),
        (Row::Title, Entry::Card(card)) => card.title.octets().to_owned(),
        (Row::Languages, Entry::Card(card)) => listed(&card.languages),
        (Row::Hours, Entry::Card(card)) => card.hours.as_ref().map(hours_words).unwrap_or_default(),
        (Row::Deputy, Entry::Card(card)) => card.deputy.as_ref().map(ToString::to_string).unwrap_or_default(),
        (Row::Name, Entry::Organisation(office)) => office.name.octets().to_owned(),
        (Row::Postal, Entry::Organisation(office)) => office.postal.octets().to_owned(),
        (Row::Web, Entry::Organisation(office)) => office.web.octets().to_owned(),
        (Row::Languages, Entry::Organisation(office)) => listed(&office.languages),
        (Row::Hours, Entry::Organisation(office)) => hours_words(&office.hours),
        (Row::Holidays, Entry::Organisation(office)) => listed(&office.holidays),
        (Row::Switchboard, Entry::Organisation(office)) => {
            office.switchboard.as_ref().map(ToString::to_string).unwrap_or_default()
        }
        (Row::Production, Entry::Registry(registry)) => registry.production.octets().to_owned(),
        (Row::Test, Entry::Registry(registry)) => registry.test.octets().to_owned(),
        (Row::Version, Entry::Registry(registry)) => registry.version.octets().to_owned(),
        (Row::StatusPage, Entry::Registry(registry)) => registry.status_page.octets().to_owned(),
        (Row::Features, Entry::Registry(registry)) => listed(registry.features.iter().map(|feature| feature.word())),
        (Row::Maintenance, Entry::Registry(registry)) => listed(registry.maintenance.iter().map(term_words)),
        (Row::Steps, Entry::Chain(chain)) => listed(&chain.rungs),
        (Row::Roles, Entry::List(list)) => listed(list.roles.iter().map(|role| role.word())),
        (Row::Scope, Entry::Assignment(role)) => listed(role.scope.parts()),
        _ => String::new(),
    }
}

/// Which value a row of choices has, of this entry.
pub fn chosen(row: Row, entry: &Entry, choices: &Choices) -> Option<usize> {
    match (row, entry) {
        (Row::Organisation, Entry::Registry(registry)) => choices.organisations.iter().position(|id| *id == registry.operator),
        (Row::Topic, Entry::List(list)) => Topic::ALL.iter().position(|(topic, _)| *topic == list.topic),
        (Row::Ceiling, Entry::List(list)) => Tlp::ALL.iter().position(|(label, _)| *label == list.ceiling),
        _ => None,
    }
}

/// Working hours as they are typed.
pub fn hours_words(hours: &WorkingHours) -> String {
    let holidays = if hours.on_holidays { " holidays" } else { "" };
    format!("{} {} {}{holidays}", hours.zone, hours.weekdays, hours.hours)
}

/// A term as it is typed.
fn term_words(term: &Term) -> String {
    format!("{}/{}", Moment::of(term.from()), Moment::of(term.to()))
}

fn listed<T: Display>(values: impl IntoIterator<Item = T>) -> String {
    values.into_iter().map(|value| value.to_string()).collect::<Vec<_>>().join(",")
}
