//! The rows of a proposal: for what is proposed about somebody, what can be chosen and what is there already.
//! Nothing that is new is filled in; only what is there already and may be changed stands in its row (F36).
//! Must not know: what becomes of what was typed.

use super::{
    entries::Choices,
    task::{About, Row, Task},
};
use crate::{
    domain::contact::{CardKind, ChannelKind, ContactKeyKind, Directory, Entry, EntryKey, Method, Role, Through, WorkingHours},
    screens::{contact_form, contact_words as said},
};

type FormRow = contact_form::Row<Row>;

fn words<T: Copy>(table: &[(T, &'static str)]) -> Vec<String> {
    table.iter().map(|(_, word)| (*word).to_owned()).collect()
}

/// Every row of a proposal: first what it is, then what that needs, then what every proposal needs.
pub fn rows(about: &About, task: Option<Task>, directory: &Directory, choices: &Choices) -> Vec<FormRow> {
    let tasks = Task::of(about);
    let at = task.and_then(|task| tasks.iter().position(|known| *known == task));
    let options = tasks.iter().map(|task| task.words().to_owned()).collect();
    let mut rows = vec![FormRow::choice(Row::Task, "What", options).with_choice(at)];
    let Some(task) = task else { return rows };
    let there = Filled::of(about, task, directory);
    rows.extend(task.rows().iter().map(|row| of(*row, &there, choices)));
    rows.push(FormRow::exact(Row::Basis, "Paper", "reference of the request or the letter, such as NFP/2026/14"));
    rows.push(FormRow::choice(Row::Method, "Made sure by", words(Method::ALL)));
    rows.push(through(&choices.ways));
    rows.push(FormRow::prose(Row::Reason, "Reason", "why, such as a ticket and what it says"));
    rows
}

/// The row for the old way; nothing is named where nothing could lead a call astray and nobody was asked.
fn through(ways: &[Through]) -> FormRow {
    FormRow::choice(Row::Through, "Through", way_words(ways))
}

/// Old ways in words; the first is none.
pub fn way_words(ways: &[Through]) -> Vec<String> {
    let none = std::iter::once("no old channel".to_owned());
    none.chain(ways.iter().map(ToString::to_string)).collect()
}

/// What is there already.
struct Filled {
    name: String,
    title: String,
    languages: String,
    hours: String,
    deputy: String,
}

impl Filled {
    fn of(about: &About, task: Task, directory: &Directory) -> Self {
        let empty = || Self {
            name: String::new(),
            title: String::new(),
            languages: String::new(),
            hours: String::new(),
            deputy: String::new(),
        };
        match (about, task) {
            (About::Card(who), Task::Card) => {
                let Some(Entry::Card(card)) = directory.entry(&EntryKey::Card(who.clone())) else { return empty() };
                Self {
                    name: card.name.octets().to_owned(),
                    title: card.title.octets().to_owned(),
                    languages: card.languages.iter().map(ToString::to_string).collect::<Vec<_>>().join(","),
                    hours: card.hours.as_ref().map(hours_words).unwrap_or_default(),
                    deputy: card.deputy.as_ref().map(ToString::to_string).unwrap_or_default(),
                }
            }
            (About::Registry(registry), Task::Office) => {
                let hours = directory.operator(*registry).map(|office| hours_words(&office.hours)).unwrap_or_default();
                Self { hours, ..empty() }
            }
            _ => empty(),
        }
    }
}

/// Working hours as they are typed.
pub fn hours_words(hours: &WorkingHours) -> String {
    let holidays = if hours.on_holidays { " holidays" } else { "" };
    format!("{} {} {}{holidays}", hours.zone, hours.weekdays, hours.hours)
}

fn of(row: Row, there: &Filled, choices: &Choices) -> FormRow {
    match row {
        Row::Which => {
            let options = choices.which.iter().map(|entry| said::key_words(&entry.key())).collect();
            FormRow::choice(row, "Which", options)
        }
        Row::ChannelKind => FormRow::choice(row, "Kind", words(ChannelKind::ALL)),
        Row::Address => FormRow::exact(row, "Number, address", "+41584640000, name@domain, or service:name"),
        Row::Id => FormRow::exact(row, "Id", "small letters, digits, dots, hyphens, not made of the name: gha-0012"),
        Row::CardKind => FormRow::choice(row, "Person or desk", words(CardKind::ALL)),
        Row::Organisation => {
            FormRow::choice(row, "Organisation", choices.organisations.iter().map(ToString::to_string).collect())
        }
        Row::Name => FormRow::prose(row, "Name", "the name").with_text(&there.name),
        Row::Title => FormRow::prose(row, "Title", "what they do there; may be empty").with_text(&there.title),
        Row::Languages => FormRow::exact(row, "Languages", "such as en,fr").with_text(&there.languages),
        Row::Hours => {
            let hint = "such as Africa/Accra mon,tue,wed,thu,fri 08:00-17:00; empty: the office's";
            FormRow::exact(row, "Hours", hint).with_text(&there.hours)
        }
        Row::Deputy => FormRow::exact(row, "Deputy", "id of who stands in; may be empty").with_text(&there.deputy),
        Row::From => FormRow::exact(row, "From", "the first day, such as 2026-12-07"),
        Row::Until => FormRow::exact(row, "Until", "the last day, such as 2027-12-31"),
        Row::KeyKind => FormRow::choice(row, "Kind of key", words(ContactKeyKind::ALL)),
        Row::Fingerprint => FormRow::exact(row, "Fingerprint", "as it was read out: SHA256:… or capital hexadecimal digits"),
        Row::Role => FormRow::choice(row, "Role", words(Role::ALL)),
        Row::Registry => FormRow::choice(row, "For registry", choices.registries.iter().map(ToString::to_string).collect()),
        Row::Nominator => FormRow::exact(row, "Nominated by", "id of the focal point; empty for a focal point"),
        Row::Task | Row::Basis | Row::Method | Row::Through | Row::Reason => FormRow::exact(row, "", ""),
    }
}
