//! What stands on the card of a person or a desk: whether they can be reached now and where, then everything that is known and by whose word.
//! A channel that does not count is shown with its reason, so that nobody calls it by mistake and nobody thinks it was lost.
//! Must not know: what any key does.

use crate::{
    domain::contact::{
        Assignment, AssignmentState, Card, CardId, CardKind, Channel, Directory, Entry, EntryKey, Reach, ResponseTest, Severity,
        Standing, reach,
    },
    screens::{Did, Place, contact_words as said, linked::Linked},
    text::{Kind, time},
    ui::{Safe, Span, detail::Item, theme::Role},
};
use jiff::Timestamp;

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

/// What stands on the card, and what of it leads on.
pub(super) fn page(directory: &Directory, who: &CardId, test: Option<ResponseTest>, now: Timestamp) -> Linked {
    let mut page = Linked::default();
    let Some((card, standing)) = directory.card(who) else {
        let erased = directory.erased.contains(who);
        let why =
            if erased { "It was erased; what was done with it stays in the log." } else { "The directory has no such card." };
        page.add(Item::Text(vec![warn(why)]));
        return page;
    };
    now_of(directory, who, now, &mut page);
    out_of_force(directory, who, now, &mut page);
    lately(directory, who, now, &mut page);
    who_it_is(directory, (card, standing), now, &mut page);
    tested(test, now, &mut page);
    channels(directory, who, now, &mut page);
    roles(directory, who, now, &mut page);
    others(directory, who, now, &mut page);
    page.append(changes(directory, |key| key.card() == Some(who), now));
    page
}

/// Whether they can be reached now, and where.
fn now_of(directory: &Directory, who: &CardId, now: Timestamp, page: &mut Linked) {
    page.section("Now");
    let mut clocks = vec![text(said::here(now))];
    if let Some(clock) = directory.local_clock(who, now) {
        let (role, _, word) = said::office(&clock);
        clocks = vec![text(said::clock(&clock)), Span::new(role, Safe::ours(format!("  {word}"))), dim("   here ")];
        clocks.push(dim(said::here(now)));
    }
    page.add(named("Their clock", clocks));
    match reach(directory, who, Severity::High, now) {
        Reach::Now(reached) => {
            let mut where_to = vec![Span::new(Role::Accent, Safe::ours(reached.address.to_string()))];
            where_to.extend(said::caution(&reached, now));
            page.add(named("Call", where_to));
            if reached.by != *who {
                page.lead(
                    named("Answers", vec![text(format!("{}, who stands in", reached.by))]),
                    Did::Go(Place::Contact(reached.by)),
                );
            }
            if let Some(until) = reached.until {
                page.add(named("Until", vec![text(format!("{}, {}", said::moment(until, now), said::ahead(until, now)))]));
            }
        }
        Reach::Not { obstacles, next } => {
            for (asked, obstacle) in &obstacles {
                let whose = if asked == who { String::new() } else { format!("{asked}: ") };
                page.add(named("Not by telephone", vec![warn(format!("{whose}{}", said::obstacle(*obstacle, now)))]));
            }
            let next = match next {
                Some(next) => text(format!("{}, {}", said::moment(next, now), said::ahead(next, now))),
                None => warn("nothing within a hundred days says when"),
            };
            page.add(named("Next", vec![next]));
        }
    }
}

/// The roles they are not called in any more, or not at the moment: whoever looks for the administrator must see here that it is another.
fn out_of_force(directory: &Directory, who: &CardId, now: Timestamp, page: &mut Linked) {
    for (role, _) in directory.assignments().filter(|(role, _)| role.who == *who) {
        let state = match role.state_at(now) {
            AssignmentState::Expired => format!("expired {}", time::day(role.term.to())),
            AssignmentState::Suspended => "is suspended".to_owned(),
            _ => continue,
        };
        let value = vec![warn(format!("{} of {} {state}", role.role.word(), role.registry)), dim("   not called as such")];
        page.add(named("Nomination", value));
    }
}

/// What changed last, for as long as a change is shown: a new number may be a thief's (F14).
fn lately(directory: &Directory, who: &CardId, now: Timestamp, page: &mut Linked) {
    let newest = directory.changes.newest_first().filter(|change| change.key.card() == Some(who));
    let mut shown = newest.filter(|change| directory.recent_changes(&change.key, now).any(|known| known == *change));
    let Some(change) = shown.next() else { return };
    let mut value = vec![warn(said::changed(change, now)), text(format!("   {}", said::key_words(&change.key)))];
    if change.cancelled.is_some() {
        value.push(warn("   ended before it counted"));
    } else if now < change.counts_from {
        value.push(warn(format!("   counts in {}", said::countdown(change.counts_from, now))));
    }
    match shown.count() {
        0 => {}
        more => value.push(dim(format!("   and {more} more below"))),
    }
    page.add(named("Changed", value));
}

/// Whether they answered when nothing was wrong.
fn tested(test: Option<ResponseTest>, now: Timestamp, page: &mut Linked) {
    let Some(test) = test else { return };
    let (role, _, words) = said::response(test, now, usize::MAX);
    let again = if test.is_due(now) { warn("   a test is due") } else { dim("   within the year") };
    page.add(named("Response test", vec![Span::new(role, Safe::ours(words)), again]));
}

fn who_it_is(directory: &Directory, (card, standing): (&Card, &Standing), now: Timestamp, page: &mut Linked) {
    let who = &card.id;
    page.section(match card.kind {
        CardKind::Person => "Person",
        CardKind::Desk => "Desk",
    });
    page.field("Name", Role::Text, card.name.gate(Kind::Name));
    page.field("Title", Role::Text, card.title.gate(Kind::Name));
    if let Some(organisation) = directory.organisation(&card.organisation) {
        let name = Span::text(Safe::from(organisation.name.gate(Kind::Name)));
        page.add(named("Organisation", vec![name, dim(format!("   {}", organisation.id))]));
    }
    for registry in directory.registries_of(who, now) {
        page.lead(named("Registry", vec![text(registry.to_string())]), Did::Go(Place::ContactsOf(registry)));
    }
    let languages: Vec<String> = card.languages.iter().map(ToString::to_string).collect();
    page.add(named("Languages", vec![text(languages.join(", "))]));
    let own = card.hours.as_ref().or(directory.organisation(&card.organisation).map(|organisation| &organisation.hours));
    if let Some(hours) = own {
        page.add(named("Hours", vec![text(said::hours(hours))]));
    }
    if let Some(deputy) = &card.deputy {
        page.lead(named("Deputy", vec![text(deputy.to_string())]), Did::Go(Place::Contact(deputy.clone())));
    }
    page.add(named("Card", said::standing(standing, now)));
    let attestation = directory.attestation(who, now);
    let (role, _, word) = said::due(attestation.map(|attestation| attestation.due_at(now)));
    let mut due = vec![Span::new(role, word)];
    if let Some(attestation) = attestation {
        let state = attestation.state_at(now).word();
        due.push(dim(format!("   {state}; the next word is due {}", time::day(attestation.due))));
    }
    page.add(named("Attestation", due));
}

fn channels(directory: &Directory, who: &CardId, now: Timestamp, page: &mut Linked) {
    page.section("Channels");
    let mut own: Vec<(&Channel, &Standing)> = directory.channels().filter(|(channel, _)| channel.owner == *who).collect();
    own.sort_by_key(|(channel, _)| (channel.ended.is_some(), channel.address.clone()));
    if own.is_empty() {
        page.add(Item::Text(vec![warn("No way to reach them is known.")]));
    }
    for (channel, standing) in own {
        let key = channel.key();
        let role = if counts(directory, channel, standing, now) { Role::Text } else { Role::Dim };
        let mut value = vec![Span::new(role, Safe::ours(channel.address.as_str().to_owned()))];
        // What keeps it from being called stands before by whose word it is there.
        if let Some(held) = directory.changes.held(&key, now) {
            value.push(warn(format!("   {}", said::held(held, now))));
        }
        if let Some(ended) = channel.ended {
            value.push(warn(format!("   ended {}", time::day(ended))));
        }
        if let Some(change) = directory.recent_changes(&key, now).next() {
            value.push(warn(format!("   {}", said::changed(change, now))));
        }
        if said::is_stale(standing, now) {
            value.push(warn("   stale: verified too long ago"));
        }
        value.push(dim("   "));
        value.extend(said::standing(standing, now));
        page.add(named(channel.address.kind().word(), value));
    }
}

fn counts(directory: &Directory, channel: &Channel, standing: &Standing, now: Timestamp) -> bool {
    standing.verified.is_some() && channel.is_in_use(now) && directory.changes.held(&channel.key(), now).is_none()
}

fn roles(directory: &Directory, who: &CardId, now: Timestamp, page: &mut Linked) {
    page.section("Roles");
    let mut held = directory.assignments().filter(|(assignment, _)| assignment.who == *who).peekable();
    if held.peek().is_none() {
        page.add(Item::Text(vec![dim("They hold no role.")]));
    }
    for (assignment, standing) in held {
        page.lead(role(directory, assignment, standing, now), Did::Go(Place::ContactsOf(assignment.registry)));
    }
}

fn role(directory: &Directory, assignment: &Assignment, standing: &Standing, now: Timestamp) -> Item<'static> {
    let state = assignment.state_at(now);
    let role = if state == AssignmentState::Active { Role::Ok } else { Role::Warn };
    let until = format!("   for {} until {}", assignment.registry, time::day(assignment.term.to()));
    let by = assignment.nominated_by.as_ref().map(|by| format!(", nominated by {by}")).unwrap_or_default();
    let mut value = vec![Span::new(role, state.word()), text(until)];
    if let Some(only) = said::scope(&assignment.scope) {
        value.push(warn(format!("   {only}")));
    }
    value.push(dim(format!("   {}{by}   ", assignment.basis)));
    value.extend(said::standing(standing, now));
    if let Some(held) = directory.changes.held(&assignment.key(), now) {
        value.push(warn(format!("   {}", said::held(held, now))));
    }
    named(assignment.role.word(), value)
}

/// Absences and keys, where there are any.
fn others(directory: &Directory, who: &CardId, now: Timestamp, page: &mut Linked) {
    let away: Vec<_> = directory.absences().filter(|(absence, _)| absence.who == *who && absence.term.to() > now).collect();
    if !away.is_empty() {
        page.section("Absences");
    }
    for (absence, _) in away {
        let deputy = absence.deputy.as_ref().map_or_else(|| "the deputy of the card".to_owned(), ToString::to_string);
        let term = format!("until {}; stands in: {deputy}", time::full(absence.term.to()));
        page.add(named(time::day(absence.term.from()), vec![text(term)]));
    }
    let keys = directory.entries.values().filter(|record| record.entry.key().card() == Some(who));
    let keys: Vec<_> = keys.filter(|record| matches!(record.entry, Entry::Key(_))).collect();
    if !keys.is_empty() {
        page.section("Keys");
    }
    keys.into_iter().for_each(|record| page.add(key(directory, &record.entry, &record.standing, now)));
}

/// A key by its fingerprint, with its term, and from when it counts.
pub(super) fn key(directory: &Directory, entry: &Entry, standing: &Standing, now: Timestamp) -> Item<'static> {
    let Entry::Key(key) = entry else { return Item::Gap };
    let mut value = vec![text(key.fingerprint.to_string())];
    let term = key.term;
    value.push(match (now < term.from(), term.holds_at(now)) {
        (true, _) => dim(format!("   from {}", time::day(term.from()))),
        (_, true) => dim(format!("   until {}", time::day(term.to()))),
        _ => warn(format!("   over since {}", time::day(term.to()))),
    });
    if let Some(held) = directory.changes.held(&entry.key(), now) {
        value.push(warn(format!("   {}", said::held(held, now))));
    }
    value.push(dim("   "));
    value.extend(said::standing(standing, now));
    named(key.kind.word(), value)
}

/// What changed in the last thirty days, the newest first.
pub(super) fn changes(directory: &Directory, is_of: impl Fn(&EntryKey) -> bool, now: Timestamp) -> Linked {
    let mut page = Linked::default();
    let of_it = directory.changes.newest_first().filter(|change| is_of(&change.key));
    let shown: Vec<_> = of_it.filter(|change| directory.recent_changes(&change.key, now).any(|known| known == *change)).collect();
    if shown.is_empty() {
        return page;
    }
    page.section("Changed in the last thirty days");
    for change in shown {
        let by = match &change.confirmed_by {
            Some(second) => format!("{} and {second}", change.requested_by),
            None => change.requested_by.to_string(),
        };
        let mut value = vec![warn(said::changed(change, now)), text(format!("   {}", said::key_words(&change.key)))];
        value.push(dim(format!("   {by}, {}", change.basis)));
        if change.cancelled.is_some() {
            value.push(warn("   ended before it counted"));
        } else if now < change.counts_from {
            value.push(warn(format!("   counts in {}", said::countdown(change.counts_from, now))));
        }
        page.add(named(time::day(change.at), value));
    }
    page
}
