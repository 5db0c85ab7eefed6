//! What goes wrong in the practice directory, one office each, so that staff meet it before it meets them.
//! Each case is relative to the day the book was made.
//! Must not know: the usual office.

use super::folk::{Folk, OFFICES};
use crate::{
    domain::{
        RegistryId,
        calendar::{Calendar, Weekdays},
        contact::{
            Absence, Act, Address, Card, CardKind, Change, Channel, ContactKey, ContactKeyKind, DistributionList, Entry,
            EntryKey, EscalationChain, KeyOwner, Role, Rung, ScopePart, Severity, Term, Tlp, Topic, When, WorkingHours,
            counts_from,
        },
    },
    evidence::openssh_key::openssh_fingerprint,
    sandbox::guard::practice_person_key,
    text::Untrusted,
};
use std::collections::BTreeSet;

/// The working days after which a change counts.
const DELAY: u16 = 4;

/// Adds every case.
pub(super) fn add(folk: &mut Folk) -> Option<()> {
    holiday_today(folk)?;
    expired_nomination(folk)?;
    key_in_cooling_off(folk)?;
    nobody_reachable(folk)?;
    overdue(folk)?;
    circle_of_deputies(folk)?;
    hostile_names(folk)?;
    channel_in_cooling_off(folk)?;
    one_cooperative_approach(folk)?;
    follow_the_sun(folk)?;
    keys_of_texts(folk)?;
    chains_and_lists(folk)
}

/// The keys by which the two registries of practice sign what they say of their people: those of practice persons, which everybody can make.
fn keys_of_texts(folk: &mut Folk) -> Option<()> {
    for (registry, person) in [("CHE01", "amina-kessie"), ("GHA01", "esi-owusu")] {
        let fingerprint = openssh_fingerprint(&practice_person_key(person).public()).parse().ok()?;
        let (owner, term) = (KeyOwner::Registry(registry.parse().ok()?), folk.term()?);
        let standing = folk.verified(30, true)?;
        folk.put(Entry::Key(ContactKey { owner, kind: ContactKeyKind::Ssh, fingerprint, term }), standing);
    }
    Some(())
}

/// Bangkok: the day is a holiday there, and so is the next; the duty desk works.
fn holiday_today(folk: &mut Folk) -> Option<()> {
    let mut organisation = folk.directory.organisation(&"tha".parse().ok()?)?.clone();
    let today = organisation.hours.zone.civil(folk.as_of).date();
    organisation.holidays = BTreeSet::from([today, today.tomorrow().ok()?]);
    let standing = folk.verified(30, true)?;
    folk.put(Entry::Organisation(organisation), standing);
    Some(())
}

/// Singapore: the nomination of the administrator ended ten days ago; the alternate's holds.
fn expired_nomination(folk: &mut Folk) -> Option<()> {
    let key = role_of(folk, "sgp-1", Role::Administrator)?;
    let record = folk.directory.entries.get(&key)?.clone();
    let Entry::Assignment(mut assignment) = record.entry else { return None };
    assignment.term = Term::new(assignment.term.from(), folk.day(-10)).ok()?;
    folk.put(Entry::Assignment(assignment), record.standing);
    Some(())
}

fn role_of(folk: &Folk, who: &str, role: Role) -> Option<EntryKey> {
    let mut all = folk.directory.assignments();
    all.find(|(it, _)| it.who.as_str() == who && it.role == role).map(|(assignment, _)| assignment.key())
}

/// Tokyo: a new key of the registry was confirmed yesterday and does not count yet; the old one ends in a month.
fn key_in_cooling_off(folk: &mut Folk) -> Option<()> {
    let owner = KeyOwner::Registry("JPN01".parse().ok()?);
    let key = |digit: &str, term| {
        let fingerprint = digit.repeat(40).parse().ok()?;
        Some(ContactKey { owner: owner.clone(), kind: ContactKeyKind::X509, fingerprint, term })
    };
    let old = key("A", Term::new(folk.day(-700), folk.day(30)).ok()?)?;
    let standing = folk.verified(60, true)?;
    folk.put(Entry::Key(old), standing);
    let new = key("B", Term::new(folk.day(-1), folk.day(700)).ok()?)?;
    confirmed(folk, Entry::Key(new), 1)
}

/// An entry that was added and confirmed by two persons so many days ago.
fn confirmed(folk: &mut Folk, entry: Entry, days_ago: i64) -> Option<()> {
    let standing = folk.verified(days_ago, true)?;
    let at = standing.verified.as_ref()?.at;
    let key = entry.key();
    let change = Change {
        at,
        act: Act::Add,
        requested_by: "amina-kessie".parse().ok()?,
        confirmed_by: Some("luc-bernasconi".parse().ok()?),
        basis: "CB/2026/31".parse().ok()?,
        counts_from: counts_from(None, &entry, &calendar()?, DELAY, at)?,
        cancelled: None,
        key,
    };
    folk.directory.changes.push(change);
    folk.put(entry, standing);
    Some(())
}

/// The calendar that practice delays are reckoned by.
fn calendar() -> Option<Calendar> {
    Some(Calendar { zone: "UTC".parse().ok()?, weekdays: Weekdays::MONDAY_TO_FRIDAY, holidays: BTreeSet::new() })
}

/// Port Vila: everybody is away for the week, and the number of the duty desk was never verified.
fn nobody_reachable(folk: &mut Folk) -> Option<()> {
    let term = Term::new(folk.day(-1), folk.day(6)).ok()?;
    for n in 1..=4 {
        let who = format!("vut-{n}");
        folk.edit_card(&who, |card| card.deputy = None)?;
        let standing = folk.verified(2, false)?;
        folk.put(Entry::Absence(Absence { who: who.parse().ok()?, term, deputy: None }), standing);
    }
    let desk: Vec<Channel> = folk
        .directory
        .channels()
        .filter(|(channel, _)| channel.owner.as_str() == "vut-desk")
        .map(|(channel, _)| channel.clone())
        .collect();
    let unverified = folk.unverified();
    desk.into_iter().for_each(|channel| folk.put(Entry::Channel(channel), unverified.clone()));
    Some(())
}

/// Tbilisi: the administrator did not answer when asked whether the card is still right, and the alternate not for much longer.
fn overdue(folk: &mut Folk) -> Option<()> {
    for (who, days) in [("geo-1", 115), ("geo-2", 200)] {
        let (card, _) = folk.directory.card(&who.parse().ok()?)?;
        let (card, standing) = (card.clone(), folk.verified(days, true)?);
        folk.put(Entry::Card(card), standing);
    }
    Some(())
}

/// Lilongwe: the administrator is away, the deputy too, and they stand in for each other.
fn circle_of_deputies(folk: &mut Folk) -> Option<()> {
    let term = Term::new(folk.day(-2), folk.day(3)).ok()?;
    for (who, deputy) in [("mwi-1", "mwi-2"), ("mwi-2", "mwi-1")] {
        let standing = folk.verified(3, false)?;
        let absence = Absence { who: who.parse().ok()?, term, deputy: Some(deputy.parse().ok()?) };
        folk.put(Entry::Absence(absence), standing);
    }
    Some(())
}

/// Rabat: names that would deceive a terminal or a reader, if they were obeyed.
fn hostile_names(folk: &mut Folk) -> Option<()> {
    for (who, name) in [
        ("mar-1", "Salma \u{202E}inanneB"),
        ("mar-2", "\u{1b}[2J\u{1b}]0;CHE01\u{7}Youssef"),
        ("mar-3", "=HYPERLINK(\"http://evil.example\")"),
        ("mar-4", "Кhadija Alaoui"),
    ] {
        folk.edit_card(who, |card| card.name = Untrusted::new(name))?;
    }
    folk.edit_card("mar-desk", |card| card.title = Untrusted::new("x\u{200b}".repeat(300)))
}

/// Stockholm: another mobile number of the administrator was confirmed two days ago and does not count yet.
fn channel_in_cooling_off(folk: &mut Folk) -> Option<()> {
    let address = Address::Mobile("+46555019999".parse().ok()?);
    let new = Channel { owner: "swe-1".parse().ok()?, address, since: folk.day(-2), ended: None };
    confirmed(folk, Entry::Channel(new), 2)
}

/// Accra: the alternate speaks for the authorizations of one cooperative approach, and is not called about those of another.
fn one_cooperative_approach(folk: &mut Folk) -> Option<()> {
    let key = role_of(folk, "gha-2", Role::Authorization)?;
    let record = folk.directory.entries.get(&key)?.clone();
    let Entry::Assignment(mut assignment) = record.entry else { return None };
    assignment.scope = ["CA0007".parse::<ScopePart>().ok()?].into_iter().collect();
    folk.put(Entry::Assignment(assignment), record.standing);
    Some(())
}

/// The hub's service desk: one desk after the other, from Tongatapu (UTC+13) over Bonn to the Gambier Islands (UTC−9).
fn follow_the_sun(folk: &mut Folk) -> Option<()> {
    let office = OFFICES.iter().find(|office| office.id == "xir")?;
    let standing = folk.verified(10, true)?;
    for (n, (zone, open, name)) in (1_u8..).zip([
        ("Pacific/Tongatapu", "06:00-19:00", "Desk Nukuʻalofa"),
        ("Europe/Berlin", "06:00-16:00", "Desk Bonn"),
        ("Pacific/Gambier", "06:00-16:00", "Desk Rikitea"),
    ]) {
        let id = format!("xir-sun{n}");
        let hours = WorkingHours {
            zone: zone.parse().ok()?,
            weekdays: "mon,tue,wed,thu,fri,sat,sun".parse().ok()?,
            hours: open.parse().ok()?,
            on_holidays: true,
        };
        let desk = Card {
            id: id.parse().ok()?,
            kind: CardKind::Desk,
            organisation: "xir".parse().ok()?,
            name: Untrusted::new(name),
            title: Untrusted::new("Service desk, follows the sun"),
            languages: BTreeSet::from(["en".parse().ok()?]),
            hours: Some(hours),
            deputy: None,
        };
        folk.put(Entry::Card(desk), standing.clone());
        folk.channel(&id, Address::Duty(format!("+4955509{n}9").parse().ok()?), standing.clone())?;
        folk.role(office, &id, Role::ServiceDesk, standing.clone())?;
    }
    Some(())
}

/// Accra tells its own chains; the lists are everybody's.
fn chains_and_lists(folk: &mut Folk) -> Option<()> {
    let registry: RegistryId = "GHA01".parse().ok()?;
    let rung = |role, wait, when| Rung { role, wait, when };
    let standing = folk.verified(30, true)?;
    let operations = vec![
        rung(Role::Administrator, 15, When::OfficeHours),
        rung(Role::AlternateAdministrator, 15, When::OfficeHours),
        rung(Role::Technical, 10, When::Always),
        rung(Role::Administrator, 20, When::OutOfHours),
    ];
    let security = vec![rung(Role::Security, 5, When::Always), rung(Role::Technical, 5, When::Always)];
    for (topic, severity, rungs) in
        [(Topic::Operations, Severity::High, operations), (Topic::Security, Severity::Critical, security)]
    {
        folk.put(Entry::Chain(EscalationChain { registry, topic, severity, rungs }), standing.clone());
    }
    for (id, topic, roles, ceiling) in [
        ("operations", Topic::Operations, vec![Role::Administrator, Role::AlternateAdministrator], Tlp::Amber),
        ("security", Topic::Security, vec![Role::Security], Tlp::Red),
        ("standards", Topic::Standards, vec![Role::ChangeManagement], Tlp::Green),
    ] {
        let list = DistributionList { id: id.parse().ok()?, topic, roles: roles.into_iter().collect(), ceiling };
        folk.put(Entry::List(list), standing.clone());
    }
    Some(())
}
