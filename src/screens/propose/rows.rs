//! The rows of a proposal: for what is proposed about somebody, what can be chosen and what is there already.
//! Nothing that is new is filled in; only what is there already and may be changed stands in its row (F36).
//! Must not know: what becomes of what was typed.

use super::{
    before,
    choices::Choices,
    task::{About, Row, Task},
};
use crate::{
    domain::contact::{
        CardKind, ChannelKind, ContactKeyKind, Entry, Method, OrganisationKind, Role, Severity, Through, Tlp, Topic,
    },
    screens::{contact_words as said, form},
};

type FormRow = form::Row<Row>;

fn words<T: Copy>(table: &[(T, &'static str)]) -> Vec<String> {
    table.iter().map(|(_, word)| (*word).to_owned()).collect()
}

/// Every row of a proposal: first what it is, then what that needs, with what is there before it, then what every proposal needs.
pub fn rows(about: &About, task: Option<Task>, before: Option<&Entry>, choices: &Choices) -> Vec<FormRow> {
    let tasks = Task::of(about);
    let at = task.and_then(|task| tasks.iter().position(|known| *known == task));
    let options = tasks.iter().map(|task| task.words().to_owned()).collect();
    let mut rows = vec![FormRow::choice(Row::Task, "What", options).with_choice(at)];
    let Some(task) = task else { return rows };
    for row in task.rows() {
        let empty = of(*row, choices);
        rows.push(match before {
            Some(entry) => empty.with_text(&before::text(*row, entry)).with_choice(before::chosen(*row, entry, choices)),
            None => empty,
        });
    }
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

fn of(row: Row, choices: &Choices) -> FormRow {
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
        Row::Name => FormRow::prose(row, "Name", "the name"),
        Row::Title => FormRow::prose(row, "Title", "what they do there; may be empty"),
        Row::Languages => FormRow::exact(row, "Languages", "such as en,fr"),
        Row::Hours => FormRow::exact(row, "Hours", "such as Africa/Accra mon,tue,wed,thu,fri 08:00-17:00; empty: the office's"),
        Row::Deputy => FormRow::exact(row, "Deputy", "id of who stands in; may be empty"),
        Row::From => FormRow::exact(row, "From", "the first day, such as 2026-12-07"),
        Row::Until => FormRow::exact(row, "Until", "the last day, such as 2027-12-31"),
        Row::KeyKind => FormRow::choice(row, "Kind of key", words(ContactKeyKind::ALL)),
        Row::Fingerprint => FormRow::exact(row, "Fingerprint", "as it was read out: SHA256:… or capital hexadecimal digits"),
        Row::Role => FormRow::choice(row, "Role", words(Role::ALL)),
        Row::Registry => FormRow::choice(row, "For registry", choices.registries.iter().map(ToString::to_string).collect()),
        Row::Nominator => FormRow::exact(row, "Nominated by", "id of the focal point; empty for a focal point"),
        Row::OfficeKind => FormRow::choice(row, "Kind of office", words(OrganisationKind::ALL)),
        Row::Party => FormRow::exact(row, "Party", "three capital letters, such as GHA; empty for a hub"),
        Row::Registries => FormRow::exact(row, "Registries", "that it runs or works for, such as GHA01; may be empty"),
        Row::Switchboard => FormRow::exact(row, "Switchboard", "as it is published: +233302664697; empty: none"),
        Row::Postal => FormRow::prose(row, "Postal address", "on one line; may be empty"),
        Row::Web => FormRow::exact(row, "Web", "its page; may be empty"),
        Row::Holidays => FormRow::exact(row, "Holidays", "such as 2026-12-25,2026-12-26; may be empty"),
        Row::Production => FormRow::exact(row, "API address", "of the communication API; may be empty"),
        Row::Test => FormRow::exact(row, "Test address", "the same for tests; may be empty"),
        Row::Version => FormRow::exact(row, "Version", "of the communication standards, such as 1.0"),
        Row::Features => FormRow::exact(row, "Features", "of push, pull, receipts, partial-acceptance"),
        Row::StatusPage => FormRow::exact(row, "Status page", "a page that says how it is; may be empty"),
        Row::Maintenance => FormRow::exact(row, "Maintained", "such as 2026-12-05T22:00:00Z/2026-12-06T02:00:00Z; may be empty"),
        Row::Topic => FormRow::choice(row, "Topic", words(Topic::ALL)),
        Row::Severity => FormRow::choice(row, "From severity", words(Severity::ALL)),
        Row::Steps => FormRow::exact(row, "Steps", "in their order: security/5/always,administrator/15/office-hours"),
        Row::Roles => FormRow::exact(row, "Roles", "such as administrator,security"),
        Row::Ceiling => FormRow::choice(row, "At most", words(Tlp::ALL)),
        Row::Scope => FormRow::exact(row, "Only for", "such as CA0001,infrastructure; empty: everything"),
        Row::Task | Row::Basis | Row::Method | Row::Through | Row::Reason => FormRow::exact(row, "", ""),
    }
}
