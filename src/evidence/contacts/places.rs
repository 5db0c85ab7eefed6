//! Organisations and registries as lines of a bundle.
//! A text of people has a line of its own; the words of a row are never anybody's.
//! Must not know: the other entries.

use super::line::{hours, hours_said, listed, maybe, put_prose, said, several, take, take_prose, time, word_of, written};
use crate::{
    domain::contact::{Entry, Feature, Organisation, OrganisationKind, RegistryEntry, Term},
    evidence::lines::{LineProblem, LineWriter, Lines},
};
use jiff::civil::Date;
use std::collections::BTreeSet;

pub fn read_organisation(lines: &mut Lines<'_>, row: &str) -> Result<Entry, LineProblem> {
    let form = "ID PARTY KIND ZONE WEEKDAYS HOURS HOLIDAYS SWITCHBOARD";
    let [id, party, kind, zone, weekdays, open, holidays, switchboard] = take(lines, row, form)?;
    let kind = word_of(kind, OrganisationKind::of_word, "a kind of organisation").map_err(|why| lines.wrong(why))?;
    let (id, party) = (lines.read(id)?, maybe(lines, party)?);
    let (switchboard, hours) = (maybe(lines, switchboard)?, hours(lines, [zone, weekdays, open, holidays])?);
    Ok(Entry::Organisation(Organisation {
        id,
        party,
        kind,
        switchboard,
        hours,
        name: take_prose(lines, &format!("{row}-name"))?,
        registries: take_several(lines, &format!("{row}-registries"))?,
        postal: take_prose(lines, &format!("{row}-postal"))?,
        web: take_prose(lines, &format!("{row}-web"))?,
        languages: take_several(lines, &format!("{row}-languages"))?,
        holidays: {
            let list = lines.take(&format!("{row}-holidays"))?;
            let day = |word: &str| lines.read::<Date>(word).map_err(|_| lines.wrong("a holiday reads like 2026-12-25"));
            several(lines, list, day)?
        },
    }))
}

pub fn take_several<T>(lines: &mut Lines<'_>, key: &str) -> Result<BTreeSet<T>, LineProblem>
where
    T: std::str::FromStr<Err: std::fmt::Display> + std::fmt::Display + Ord,
{
    let list = lines.take(key)?;
    several(lines, list, |word| lines.read(word))
}

pub fn write_organisation(writer: LineWriter, row: &str, entry: &Entry) -> LineWriter {
    let Entry::Organisation(organisation) = entry else { return writer };
    let (party, kind) = (said(organisation.party), organisation.kind.word());
    let (hours, switchboard) = (hours_said(&organisation.hours), said(organisation.switchboard.as_ref()));
    let begun = writer.put(row, format!("{} {party} {kind} {hours} {switchboard}", organisation.id));
    let named = put_prose(begun, &format!("{row}-name"), &organisation.name);
    let placed = named.put(&format!("{row}-registries"), listed(&organisation.registries));
    let placed = put_prose(placed, &format!("{row}-postal"), &organisation.postal);
    put_prose(placed, &format!("{row}-web"), &organisation.web)
        .put(&format!("{row}-languages"), listed(&organisation.languages))
        .put(&format!("{row}-holidays"), listed(&organisation.holidays))
}

pub fn read_registry(lines: &mut Lines<'_>, row: &str) -> Result<Entry, LineProblem> {
    let [registry, operator, features] = take(lines, row, "REGISTRY OPERATOR FEATURES")?;
    let feature = |word: &str| word_of(word, Feature::of_word, "a feature").map_err(|why| lines.wrong(why));
    let features = several(lines, features, feature)?;
    let (registry, operator) = (lines.read(registry)?, lines.read(operator)?);
    Ok(Entry::Registry(RegistryEntry {
        registry,
        operator,
        features,
        production: take_prose(lines, &format!("{row}-production"))?,
        test: take_prose(lines, &format!("{row}-test"))?,
        version: take_prose(lines, &format!("{row}-version"))?,
        status_page: take_prose(lines, &format!("{row}-status-page"))?,
        maintenance: {
            let list = lines.take(&format!("{row}-maintenance"))?;
            several(lines, list, |word| term(lines, word))?
        },
    }))
}

/// A term as one word, `FROM/TO`.
fn term(lines: &Lines<'_>, word: &str) -> Result<Term, LineProblem> {
    let (from, to) = word.split_once('/').ok_or_else(|| lines.wrong("a term is FROM/TO"))?;
    Term::new(time(lines, from)?, time(lines, to)?).map_err(|why| lines.wrong(why))
}

pub fn write_registry(writer: LineWriter, row: &str, entry: &Entry) -> LineWriter {
    let Entry::Registry(registry) = entry else { return writer };
    let features = listed(registry.features.iter().map(|feature| feature.word()));
    let begun = writer.put(row, format!("{} {} {features}", registry.registry, registry.operator));
    let texts = [
        ("production", &registry.production),
        ("test", &registry.test),
        ("version", &registry.version),
        ("status-page", &registry.status_page),
    ];
    let told = texts.into_iter().fold(begun, |writer, (name, text)| put_prose(writer, &format!("{row}-{name}"), text));
    let terms = registry.maintenance.iter().map(|term| format!("{}/{}", written(term.from()), written(term.to())));
    told.put(&format!("{row}-maintenance"), listed(terms))
}
