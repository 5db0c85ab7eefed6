//! The rows of a roster: persons, deputies, keys, stations, logins.
//! A key is shown by the fingerprint that `ssh-keygen -l` shows.
//! Must not know: versions and signatures.

use crate::{
    evidence::{openssh_key::openssh_fingerprint, roster::Roster, validity::Validity},
    screens::linked::Linked,
    text::{Kind, Untrusted, time},
    ui::{Safe, Span, detail::Item, theme::Role},
};

/// What a roster says.
pub(super) fn page(roster: &Roster) -> Linked {
    let mut page = Linked::default();
    page.section(counted("Persons", roster.persons.len()));
    for person in &roster.persons {
        let name = Untrusted::new(person.name.as_str());
        let spans = vec![
            Span::text(name.gate(Kind::Name)),
            Span::text(Safe::ours(format!(" · {}", words(person.roles)))),
            until(person.validity),
        ];
        page.add(Item::Field(Safe::ours(person.id.to_string()), spans));
    }
    page.section(counted("Deputies", roster.deputies.len()));
    for row in &roster.deputies {
        let stands =
            format!("for {} as {}, from {}", row.principal, words(row.roles), time::day(row.validity.from().timestamp()));
        page.add(Item::Field(Safe::ours(row.deputy.to_string()), vec![Span::text(Safe::ours(stands)), until(row.validity)]));
    }
    page.section(counted("Keys", roster.keys.len()));
    for key in &roster.keys {
        let shown = format!("{} · {}", openssh_fingerprint(&key.public), key.kind.word());
        page.add(Item::Field(Safe::ours(key.person.to_string()), vec![Span::text(Safe::ours(shown)), until(key.validity)]));
    }
    page.section(counted("Stations", roster.stations.len()));
    for station in &roster.stations {
        let spans = vec![Span::text(Safe::ours(openssh_fingerprint(&station.public))), until(station.validity)];
        page.add(Item::Field(Safe::ours(station.id.to_string()), spans));
    }
    page.section(counted("Logins", roster.logins.len()));
    for row in &roster.logins {
        page.add(Item::field(Safe::ours(row.login.to_string()), Role::Text, Safe::ours(row.person.to_string())));
    }
    page
}

fn counted(what: &str, count: usize) -> Safe<'static> {
    Safe::ours(format!("{what}, {count}"))
}

fn words(roles: crate::evidence::roster::Roles) -> String {
    roles.to_string().replace(',', ", ")
}

fn until(validity: Validity) -> Span<'static> {
    Span::new(Role::Dim, Safe::ours(format!(" · until {}", time::day(validity.to().timestamp()))))
}
