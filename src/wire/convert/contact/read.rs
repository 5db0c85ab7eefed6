//! Entries of the directory, from the wire.
//! Names and titles stay untrusted; ids, numbers and words are read as what they are or not at all.
//! Must not know: by what right an entry stands there.

use super::{Misfit, Place, key::owner, word};
use crate::{
    domain::contact::{
        Absence, Address, Assignment, AssignmentState, Card, CardKind, Channel, ChannelKind, ContactKey, ContactKeyKind,
        DistributionList, Entry, EscalationChain, Feature, Organisation, OrganisationKind, RegistryEntry, Role, Rung, Scope,
        ScopePart, Severity, Term, Tlp, Topic, When, WorkingHours,
    },
    text::Untrusted,
    wire::admin::contacts as wire,
};

/// An entry.
///
/// # Errors
/// [`Misfit`] for a value that is not what it should be.
pub fn entry(entry: wire::ContactEntry, at: &Place<'_>) -> Result<Entry, Misfit> {
    Ok(match entry {
        wire::ContactEntry::Organisation(said) => Entry::Organisation(organisation(*said, at)?),
        wire::ContactEntry::Registry(said) => Entry::Registry(registry(*said, at)?),
        wire::ContactEntry::Card(said) => Entry::Card(card(*said, at)?),
        wire::ContactEntry::Absence(said) => Entry::Absence(Absence {
            who: at.parse("card", &said.card)?,
            term: term(said.term, &at.field("term"))?,
            deputy: at.parse_if("deputy", said.deputy.as_deref())?,
        }),
        wire::ContactEntry::Role(said) => Entry::Assignment(role(&said, at)?),
        wire::ContactEntry::Channel(said) => Entry::Channel(channel(&said, at)?),
        wire::ContactEntry::Key(said) => Entry::Key(ContactKey {
            owner: owner(at, &said.owner)?,
            kind: word(at, "kind", &said.kind, ContactKeyKind::of_word)?,
            fingerprint: at.parse("fingerprint", &said.fingerprint)?,
            term: term(said.term, &at.field("term"))?,
        }),
        wire::ContactEntry::Chain(said) => Entry::Chain(chain(said, at)?),
        wire::ContactEntry::List(said) => Entry::List(DistributionList {
            id: at.parse("id", &said.id)?,
            topic: word(at, "topic", &said.topic, Topic::of_word)?,
            roles: said.roles.iter().map(|role| word(at, "roles", role, Role::of_word)).collect::<Result<_, _>>()?,
            ceiling: word(at, "ceiling", &said.ceiling, Tlp::of_word)?,
        }),
    })
}

fn term(term: wire::ContactTerm, at: &Place<'_>) -> Result<Term, Misfit> {
    Term::new(term.from, term.to).map_err(|why| at.misfit(why))
}

fn hours(hours: &wire::ContactHours, at: &Place<'_>) -> Result<WorkingHours, Misfit> {
    Ok(WorkingHours {
        zone: at.parse("zone", &hours.zone)?,
        weekdays: at.parse("weekdays", &hours.weekdays)?,
        hours: at.parse("open", &hours.open)?,
        on_holidays: hours.on_holidays,
    })
}

fn organisation(said: wire::ContactOrganisation, at: &Place<'_>) -> Result<Organisation, Misfit> {
    Ok(Organisation {
        id: at.parse("id", &said.id)?,
        party: at.parse_if("party", said.party.as_deref())?,
        kind: word(at, "kind", &said.kind, OrganisationKind::of_word)?,
        name: Untrusted::new(said.name),
        registries: at.parse_each("registries", &said.registries)?.into_iter().collect(),
        postal: Untrusted::new(said.postal),
        web: Untrusted::new(said.web),
        switchboard: at.parse_if("switchboard", said.switchboard.as_deref())?,
        languages: at.parse_each("languages", &said.languages)?.into_iter().collect(),
        hours: hours(&said.hours, &at.field("hours"))?,
        holidays: said.holidays.into_iter().collect(),
    })
}

fn registry(said: wire::ContactRegistry, at: &Place<'_>) -> Result<RegistryEntry, Misfit> {
    let features = said.features.iter().map(|feature| word(at, "features", feature, Feature::of_word));
    Ok(RegistryEntry {
        registry: at.parse("registry", &said.registry)?,
        operator: at.parse("operator", &said.operator)?,
        features: features.collect::<Result<_, _>>()?,
        production: Untrusted::new(said.production),
        test: Untrusted::new(said.test),
        version: Untrusted::new(said.version),
        status_page: Untrusted::new(said.status_page),
        maintenance: at.each("maintenance", said.maintenance, term)?.into_iter().collect(),
    })
}

fn card(said: wire::ContactCard, at: &Place<'_>) -> Result<Card, Misfit> {
    Ok(Card {
        id: at.parse("id", &said.id)?,
        kind: word(at, "kind", &said.kind, CardKind::of_word)?,
        organisation: at.parse("organisation", &said.organisation)?,
        name: Untrusted::new(said.name),
        title: Untrusted::new(said.title),
        languages: at.parse_each("languages", &said.languages)?.into_iter().collect(),
        hours: said.hours.map(|said| hours(&said, &at.field("hours"))).transpose()?,
        deputy: at.parse_if("deputy", said.deputy.as_deref())?,
    })
}

fn role(said: &wire::ContactRole, at: &Place<'_>) -> Result<Assignment, Misfit> {
    Ok(Assignment {
        who: at.parse("card", &said.card)?,
        role: word(at, "role", &said.role, Role::of_word)?,
        registry: at.parse("registry", &said.registry)?,
        scope: scope(said, at)?,
        term: term(said.term, &at.field("term"))?,
        basis: at.parse("basis", &said.basis)?,
        nominated_by: at.parse_if("nominated_by", said.nominated_by.as_deref())?,
        state: word(at, "state", &said.state, AssignmentState::of_word)?,
    })
}

/// For what part of a registry's work. A list that names nothing could be read as nothing and as everything: it is neither.
fn scope(said: &wire::ContactRole, at: &Place<'_>) -> Result<Scope, Misfit> {
    let of = |field: &'static str, named: &Option<Vec<String>>| match named {
        Some(names) if names.is_empty() => Err(at.field(field).misfit("it names none; all are meant where it is left out")),
        Some(names) => Ok(names.clone()),
        None => Ok(Vec::new()),
    };
    let (approaches, topics) = (of("approaches", &said.approaches)?, of("topics", &said.topics)?);
    let approaches = at.parse_each("approaches", &approaches)?.into_iter().map(ScopePart::Approach);
    let topic = |name: &String| word(at, "topics", name, Topic::of_word).map(ScopePart::Topic);
    let topics = topics.iter().map(topic).collect::<Result<Vec<_>, _>>()?;
    Ok(approaches.chain(topics).collect())
}

fn channel(said: &wire::ContactChannel, at: &Place<'_>) -> Result<Channel, Misfit> {
    let kind = word(at, "kind", &said.kind, ChannelKind::of_word)?;
    Ok(Channel {
        owner: at.parse("card", &said.card)?,
        address: Address::read(kind, &said.address).map_err(|why| at.field("address").misfit(why))?,
        since: said.since,
        ended: said.ended,
    })
}

fn chain(said: wire::ContactChain, at: &Place<'_>) -> Result<EscalationChain, Misfit> {
    let rung = |step: wire::ContactStep, at: &Place<'_>| {
        let role = word(at, "role", &step.role, Role::of_word)?;
        Ok(Rung { role, wait: step.wait, when: word(at, "when", &step.when, When::of_word)? })
    };
    Ok(EscalationChain {
        registry: at.parse("registry", &said.registry)?,
        topic: word(at, "topic", &said.topic, Topic::of_word)?,
        severity: word(at, "severity", &said.severity, Severity::of_word)?,
        rungs: at.each("steps", said.steps, rung)?,
    })
}
