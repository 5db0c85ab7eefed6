//! Offices and registries as they were typed: who they are, where their switchboard and their API answer, when they are open.
//! What is there already is changed in its row; what was not touched stays octet by octet.
//! Must not know: people, roles, chains.

use super::{
    choices::office,
    entries::{Lack, Typed, lack},
    task::{About, Row},
};
use crate::{
    domain::{
        RegistryId,
        contact::{Entry, Feature, Organisation, OrganisationId, OrganisationKind, RegistryEntry, Term},
    },
    evidence::moment::Moment,
    text::Untrusted,
};
use std::collections::BTreeSet;

impl Typed<'_> {
    fn known_office(&self) -> Result<&Organisation, Lack> {
        office(self.about, self.directory, self.now).ok_or_else(|| lack(Row::Task, "nobody knows which office that is"))
    }

    /// The office with its hours and holidays, its name, address and languages.
    pub(super) fn office(&self) -> Result<Entry, Lack> {
        self.described(self.known_office()?.clone()).map(Entry::Organisation)
    }

    /// An organisation with what was typed of it, but its switchboard: that is a change of its own, which waits.
    fn described(&self, before: Organisation) -> Result<Organisation, Lack> {
        Ok(Organisation {
            hours: self.hours(Some(&before.hours))?.ok_or_else(|| lack(Row::Hours, "an office has hours"))?,
            holidays: self.holidays()?,
            name: Untrusted::new(self.typed(Row::Name)?),
            postal: Untrusted::new(self.form.text(Row::Postal)),
            web: Untrusted::new(self.form.text(Row::Web)),
            languages: self.several(Row::Languages)?,
            ..before
        })
    }

    fn holidays(&self) -> Result<BTreeSet<jiff::civil::Date>, Lack> {
        let day = |word: &str| word.parse().map_err(|_| lack(Row::Holidays, "a holiday reads like 2026-12-25"));
        self.words(Row::Holidays).map(day).collect()
    }

    /// The office with another switchboard, or none.
    pub(super) fn switchboard(&self) -> Result<Entry, Lack> {
        let switchboard = self.maybe(Row::Switchboard)?;
        Ok(Entry::Organisation(Organisation { switchboard, ..self.known_office()?.clone() }))
    }

    /// An organisation that is not there yet.
    pub(super) fn new_office(&self) -> Result<Entry, Lack> {
        let id: OrganisationId = self.parsed(Row::Id)?;
        if self.directory.organisation(&id).is_some() {
            return Err(lack(Row::Id, "an organisation has this id already"));
        }
        let hours = || self.hours(None)?.ok_or_else(|| lack(Row::Hours, "an office has hours"));
        let begun = Organisation {
            id,
            kind: self.of_table(Row::OfficeKind, OrganisationKind::ALL)?,
            party: self.maybe(Row::Party)?,
            registries: self.several::<RegistryId>(Row::Registries)?,
            switchboard: self.maybe(Row::Switchboard)?,
            hours: hours()?,
            name: Untrusted::default(),
            postal: Untrusted::default(),
            web: Untrusted::default(),
            languages: BTreeSet::new(),
            holidays: BTreeSet::new(),
        };
        self.described(begun).map(Entry::Organisation)
    }

    /// The registry: who runs it, where it answers, what it can do.
    pub(super) fn registry(&self) -> Result<Entry, Lack> {
        let About::Registry(registry) = self.about else { return Err(lack(Row::Task, "this is about a registry")) };
        let chosen = self.form.chosen(Row::Organisation).and_then(|at| self.choices.organisations.get(at));
        let feature = |word: &str| {
            Feature::of_word(word)
                .ok_or_else(|| lack(Row::Features, "a feature is one of push, pull, receipts, partial-acceptance"))
        };
        Ok(Entry::Registry(RegistryEntry {
            registry: *registry,
            operator: chosen.cloned().ok_or_else(|| lack(Row::Organisation, "choose who runs it"))?,
            production: Untrusted::new(self.form.text(Row::Production)),
            test: Untrusted::new(self.form.text(Row::Test)),
            version: Untrusted::new(self.form.text(Row::Version)),
            features: self.words(Row::Features).map(feature).collect::<Result<_, _>>()?,
            status_page: Untrusted::new(self.form.text(Row::StatusPage)),
            maintenance: self.words(Row::Maintenance).map(term).collect::<Result<_, _>>()?,
        }))
    }
}

/// A term as one word, `FROM/TO`.
fn term(word: &str) -> Result<Term, Lack> {
    let wrong = "a term is FROM/TO, such as 2026-12-05T22:00:00Z/2026-12-06T02:00:00Z";
    let (from, to) = word.split_once('/').ok_or_else(|| lack(Row::Maintenance, wrong))?;
    let moment = |word: &str| word.parse::<Moment>().map(Moment::timestamp).map_err(|_| lack(Row::Maintenance, wrong));
    Term::new(moment(from)?, moment(to)?).map_err(|why| lack(Row::Maintenance, why))
}
