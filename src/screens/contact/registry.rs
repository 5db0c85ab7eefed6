//! What stands on the page of a registry in the directory: its office, its link, its keys, who holds which role, and its chains of escalation.
//! A role that nobody holds is said as such: it is found out here and not at three in the morning.
//! Must not know: how keys are set; it is told what they are called.

use super::{
    compared,
    person::{changes, key},
};
use crate::{
    app::KeyNames,
    domain::{
        RegistryId,
        check::LinkState,
        contact::{Directory, Entry, EntryKey, KeyOwner, Role as Seat, Severity, When, reach},
    },
    registry::book::{Link, RecordedBundle},
    screens::{Did, Place, contact_words as said, linked::Linked, words},
    text::{Kind, Untrusted, time},
    ui::{Safe, Span, detail::Item, theme::Role},
};
use jiff::Timestamp;

/// Holidays that are named ahead.
const HOLIDAYS: usize = 3;

fn text(value: impl Into<String>) -> Span<'static> {
    Span::text(Safe::ours(value.into()))
}

fn dim(value: impl Into<String>) -> Span<'static> {
    Span::new(Role::Dim, Safe::ours(value.into()))
}

fn warn(value: impl Into<String>) -> Span<'static> {
    Span::new(Role::Warn, Safe::ours(value.into()))
}

fn named(label: impl Into<String>, value: Vec<Span<'static>>) -> Item<'static> {
    Item::Field(Safe::ours(label.into()), value)
}

/// What is known beside the directory.
pub(super) struct Around<'a> {
    /// The registry that is asked, once it has said which it is.
    pub own: Option<RegistryId>,
    /// Its links to others.
    pub links: Option<&'a [Link]>,
    /// The bundles that were compared.
    pub bundles: Option<&'a [RecordedBundle]>,
    /// What the keys are called.
    pub keys: &'a KeyNames,
}

/// What stands on the page, and what of it leads on: with which registry this is, its links to others, and the bundles that were compared,
/// once they are known.
pub(super) fn page(directory: &Directory, registry: RegistryId, around: &Around<'_>, now: Timestamp) -> Linked {
    let mut page = Linked::default();
    office(directory, registry, now, &mut page);
    link((registry, around.own), around.links, now, &mut page);
    people(directory, registry, now, &mut page);
    held_keys(directory, registry, now, &mut page);
    described(directory, registry, now, &mut page);
    chains(directory, registry, &mut page);
    around.bundles.iter().for_each(|all| page.append(compared::section(directory, registry, (all, around.keys), now)));
    page.append(changes(directory, |key| directory.is_about(key, registry, now), now));
    page
}

fn office(directory: &Directory, registry: RegistryId, now: Timestamp, page: &mut Linked) {
    page.section("Office");
    let Some(operator) = directory.operator(registry, now) else {
        page.add(Item::Text(vec![warn("The directory does not say who runs this registry.")]));
        return;
    };
    let name = Span::text(Safe::from(operator.name.gate(Kind::Name)));
    page.add(named("Operator", vec![name, dim(format!("   {}", operator.id))]));
    let clock = directory.office_clock(operator, now);
    let (role, _, word) = said::office(&clock);
    let there = vec![
        text(said::clock(&clock)),
        Span::new(role, Safe::ours(format!("  {word}"))),
        dim(format!("   here {}", said::here(now))),
    ];
    page.add(named("Their clock", there));
    let hours = &operator.hours;
    page.add(named("Hours", vec![text(said::hours(hours))]));
    let ahead: Vec<String> = operator.holidays.range(clock.civil.date()..).take(HOLIDAYS).map(ToString::to_string).collect();
    let holidays = if ahead.is_empty() { dim("none are known ahead") } else { text(ahead.join(", ")) };
    page.add(named("Holidays", vec![holidays]));
    if let Some(switchboard) = &operator.switchboard {
        let mut value = vec![text(switchboard.to_string())];
        if let Some(held) = directory.changes.held(&EntryKey::Organisation(operator.id.clone()), now) {
            value.push(warn(format!("   {}", said::held(held, now))));
        }
        page.add(named("Switchboard", value));
    }
    said_of("Address", &operator.postal, page);
    said_of("Web", &operator.web, page);
}

fn said_of(label: &'static str, value: &Untrusted, page: &mut Linked) {
    if !value.is_empty() {
        page.add(Item::field(label, Role::Text, value.gate(Kind::Prose)));
    }
}

fn link((registry, own): (RegistryId, Option<RegistryId>), links: Option<&[Link]>, now: Timestamp, page: &mut Linked) {
    let Some(links) = links else { return };
    page.section("Link");
    match links.iter().find(|link| link.registry == registry) {
        Some(link) => {
            let (role, _) = words::link_state(&link.state);
            let seen = link.seen.map_or_else(|| warn("   never heard"), |at| dim(format!("   heard {}", said::ago(at, now))));
            let state = vec![Span::new(role, words::word(&link.state, LinkState::word)), seen];
            page.lead(named("State", state), Did::Go(Place::Peer(registry)));
        }
        None if own == Some(registry) => page.add(named("State", vec![dim("it is the registry you are connected to")])),
        None => page.add(named("State", vec![dim("this registry has no link to it")])),
    }
}

fn people(directory: &Directory, registry: RegistryId, now: Timestamp, page: &mut Linked) {
    page.section("Who holds which role");
    for (seat, word) in Seat::ALL {
        let held = directory.assignments().filter(|(assignment, _)| assignment.registry == registry && assignment.role == *seat);
        let mut anybody = false;
        for (assignment, standing) in held {
            let who = &assignment.who;
            let name = directory.card(who).map(|(card, _)| card.name.gate(Kind::Name)).unwrap_or_default();
            let mut value = vec![Span::text(Safe::from(name)), dim(format!("   {who}"))];
            if let Some(only) = said::scope(&assignment.scope) {
                value.push(warn(format!("   {only}")));
            }
            if standing.verified.is_some() && assignment.is_in_force(now) {
                anybody = true;
                let (role, _, word) = said::reach(&reach(directory, who, Severity::High, now), now);
                value.push(Span::new(role, Safe::ours(format!("   {word}"))));
            } else if standing.verified.is_none() {
                value.push(warn("   nobody has verified it"));
            } else {
                value.push(warn(format!("   {}", assignment.state_at(now).word())));
            }
            if let Some(held) = directory.changes.held(&assignment.key(), now) {
                value.push(warn(format!("   {}", said::held(held, now))));
            }
            page.lead(named(*word, value), Did::Go(Place::Contact(who.clone())));
        }
        if !anybody && seat.fewest() > 0 {
            page.add(named(*word, vec![warn("nobody holds it")]));
        }
    }
}

fn held_keys(directory: &Directory, registry: RegistryId, now: Timestamp, page: &mut Linked) {
    page.section("Keys");
    let is_own = |key: &EntryKey| matches!(key, EntryKey::Key(KeyOwner::Registry(owner), _) if *owner == registry);
    let mut own: Vec<_> = directory.entries.iter().filter(|(key, _)| is_own(key)).map(|(_, record)| record).collect();
    own.sort_by_key(|record| match &record.entry {
        Entry::Key(key) => Some(key.term),
        _ => None,
    });
    if own.is_empty() {
        page.add(Item::Text(vec![dim("No key is told here; those of the link stand on its page.")]));
    }
    own.into_iter().for_each(|record| page.add(key(directory, &record.entry, &record.standing, now)));
}

fn described(directory: &Directory, registry: RegistryId, now: Timestamp, page: &mut Linked) {
    let Some((entry, standing)) = directory.registries().find(|(entry, _)| entry.registry == registry) else { return };
    page.section("What its operator tells of it");
    said_of("Version", &entry.version, page);
    let features: Vec<&str> = entry.features.iter().map(|feature| feature.word()).collect();
    if !features.is_empty() {
        page.add(named("Can", vec![text(features.join(", "))]));
    }
    said_of("Address", &entry.production, page);
    said_of("For tests", &entry.test, page);
    said_of("Status page", &entry.status_page, page);
    for term in entry.maintenance.iter().filter(|term| term.to() > now) {
        let window = format!("{} to {}", time::full(term.from()), time::full(term.to()));
        page.add(named("Maintenance", vec![text(window)]));
    }
    page.add(named("By whose word", said::standing(standing, now)));
}

fn chains(directory: &Directory, registry: RegistryId, page: &mut Linked) {
    let own: Vec<_> = directory.chains().filter(|(chain, _)| chain.registry == registry).collect();
    page.section("Chains of escalation");
    if own.is_empty() {
        page.add(Item::Text(vec![dim("It has told none: the usual chain of each topic holds.")]));
    }
    for (chain, standing) in own {
        let rung = |rung: &crate::domain::contact::Rung| {
            let when = match rung.when {
                When::Always => "",
                When::OfficeHours => " in office hours",
                When::OutOfHours => " out of hours",
            };
            format!("{}{when}, {} min", rung.role.word(), rung.wait)
        };
        let rungs: Vec<String> = chain.rungs.iter().map(rung).collect();
        let mut value = vec![text(rungs.join(" → "))];
        if standing.verified.is_none() {
            value.push(warn("   nobody has verified it: not followed"));
        }
        page.add(named(format!("{}, {}", chain.topic.word(), chain.severity.word()), value));
    }
}
