//! What holds of any people, any calendars and any moment.

use super::{super::*, *};
use crate::domain::contact::{Absence, Card, Entry, Term, WorkingHours};
use jiff::civil::Date;
use proptest::prelude::*;
use std::collections::BTreeSet;

const ZONES: [&str; 10] = [
    "America/Anchorage",
    "America/New_York",
    "America/Santiago",
    "Africa/Accra",
    "Europe/Zurich",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Australia/Sydney",
    "Pacific/Tongatapu",
    "Pacific/Apia",
];
const PEOPLE: usize = 4;
/// The fortnights that are looked at, by their first moment. In each of them clocks jump, and in all of them together clocks of both halves of
/// the Earth forward and back, by an hour and by half an hour: a test below holds it.
const FORTNIGHTS: [&str; 5] =
    ["2026-08-30T00:00:00Z", "2026-09-26T12:00:00Z", "2026-10-24T00:00:00Z", "2027-03-14T06:00:00Z", "2027-03-27T00:00:00Z"];
const DAYS: i64 = 14;

#[derive(Clone, Debug)]
struct Person {
    zone: usize,
    weekdays: u8,
    from: u16,
    length: u16,
    holidays: Vec<i64>,
    /// From which hour, for how many hours, and who stands in.
    absences: Vec<(i64, i64, Option<usize>)>,
    deputy: Option<usize>,
    held: Option<i64>,
}

fn person() -> impl Strategy<Value = Person> {
    let someone = || prop::option::of(0..PEOPLE);
    let absences = prop::collection::vec((0..DAYS * 24, 1..96_i64, someone()), 0..3);
    let days = prop::collection::vec(0..DAYS, 0..3);
    (0..ZONES.len(), 1..128_u8, 0..1440_u16, 1..1440_u16, days, absences, someone(), prop::option::of(0..DAYS * 24)).prop_map(
        |(zone, weekdays, from, length, holidays, absences, deputy, held)| Person {
            zone,
            weekdays,
            from,
            length,
            holidays,
            absences,
            deputy,
            held,
        },
    )
}

/// A fortnight: its people are away, on holiday and at work in it.
#[derive(Clone, Copy, Debug)]
struct Fortnight(usize);

impl Fortnight {
    fn minute(self, minutes: i64) -> Timestamp {
        at(FORTNIGHTS[self.0]) + SignedDuration::from_mins(minutes)
    }

    fn hour(self, hours: i64) -> Timestamp {
        self.minute(hours * 60)
    }
}

fn fortnight() -> impl Strategy<Value = Fortnight> {
    (0..FORTNIGHTS.len()).prop_map(Fortnight)
}

/// By how many minutes the clock of a zone jumps in a fortnight.
fn jump(zone: &str, days: Fortnight) -> i64 {
    let ahead = |at: Timestamp| {
        let civil = zone.parse::<crate::domain::calendar::Zone>().unwrap().civil(at);
        civil.to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp().duration_since(at).as_mins()
    };
    ahead(days.hour(DAYS * 24)) - ahead(days.hour(0))
}

#[test]
fn clocks_of_both_halves_of_the_earth_jump_forward_and_back() {
    let jumps: BTreeSet<(&str, i64)> = (0..FORTNIGHTS.len())
        .flat_map(|days| ZONES.map(|zone| (zone, jump(zone, Fortnight(days)))))
        .filter(|(_, minutes)| *minutes != 0)
        .collect();
    for zone in ["America/Anchorage", "America/New_York", "Europe/Zurich", "Australia/Sydney"] {
        assert!(jumps.contains(&(zone, 60)) && jumps.contains(&(zone, -60)), "{zone}: {jumps:?}");
    }
    assert!(jumps.contains(&("Australia/Lord_Howe", 30)) && jumps.contains(&("Australia/Lord_Howe", -30)), "{jumps:?}");
    assert!(jumps.contains(&("America/Santiago", 60)), "there at midnight: {jumps:?}");
}

fn working(person: &Person) -> WorkingHours {
    let days: Vec<&str> = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        .into_iter()
        .enumerate()
        .filter_map(|(at, name)| (person.weekdays >> at & 1 == 1).then_some(name))
        .collect();
    let until = (person.from + person.length).min(1440);
    let text = format!("{:02}:{:02}-{:02}:{:02}", person.from / 60, person.from % 60, until / 60, until % 60);
    hours(ZONES[person.zone], &days.join(","), &text)
}

fn name(person: usize) -> String {
    format!("p-{person}")
}

fn directory(people: &[Person], days: Fortnight) -> Directory {
    let mut directory = Directory::default();
    for (at, person) in people.iter().enumerate() {
        let (id, office) = (name(at), format!("o-{at}"));
        let mut organisation = organisation(&office, "UTC", "GHA01");
        organisation.holidays = holidays(person, days);
        directory.add(Entry::Organisation(organisation));
        let own = Card { hours: Some(working(person)), deputy: person.deputy.map(id_of), ..card(&id, &office) };
        let phone = format!("+2332000000{at:02}");
        directory.add_person(own, &phone);
        for (from, length, deputy) in &person.absences {
            let term = Term::new(days.hour(*from), days.hour(from + length)).unwrap();
            directory.add(Entry::Absence(Absence { who: id_of(at), term, deputy: deputy.map(id_of) }));
        }
        if let Some(until) = person.held {
            directory.changes.push(change(&duty(&id, &phone).key(), days.hour(-1), days.hour(until)));
        }
    }
    for record in directory.entries.values_mut() {
        record.standing = verified(days.hour(-48));
    }
    directory
}

fn id_of(person: usize) -> CardId {
    id(&name(person))
}

fn holidays(person: &Person, days: Fortnight) -> BTreeSet<Date> {
    let first = days.hour(0).to_zoned(jiff::tz::TimeZone::UTC).date();
    person.holidays.iter().map(|day| first.checked_add(jiff::Span::new().days(*day)).unwrap()).collect()
}

/// Whether somebody is at work, reckoned from the digits on their wall alone.
fn is_at_work(person: &Person, at: Timestamp, days: Fortnight) -> bool {
    let zone = ZONES[person.zone].parse::<crate::domain::calendar::Zone>().unwrap();
    let civil = zone.civil(at);
    let day = person.weekdays >> civil.weekday().to_monday_zero_offset() & 1 == 1;
    let minute = u16::try_from(civil.hour()).unwrap() * 60 + u16::try_from(civil.minute()).unwrap();
    day && !holidays(person, days).contains(&civil.date()) && (person.from..person.from + person.length).contains(&minute)
}

/// Whether the clock of somebody jumps within the hours around a moment: then its digits do not tell alone whether they work.
fn is_at_a_jump(person: &Person, at: Timestamp) -> bool {
    let zone = ZONES[person.zone].parse::<crate::domain::calendar::Zone>().unwrap();
    let hours = SignedDuration::from_hours(2);
    let shown = zone.civil(at + hours).duration_since(zone.civil(at - hours));
    shown != hours + hours
}

fn is_away(person: &Person, at: Timestamp, days: Fortnight) -> bool {
    person.absences.iter().any(|(from, length, _)| days.hour(*from) <= at && at < days.hour(from + length))
}

fn people() -> impl Strategy<Value = Vec<Person>> {
    prop::collection::vec(person(), PEOPLE)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn whoever_answers_is_at_work_and_not_away(days in fortnight(), people in people(), minute in 0..DAYS * 24 * 60) {
        let at = days.minute(minute);
        let directory = directory(&people, days);
        for asked in 0..PEOPLE {
            let Ok(reached) = answer(&Circle::around(&directory, &id_of(asked)), &id_of(asked), Severity::High, at) else { continue };
            let by = (0..PEOPLE).find(|person| id_of(*person) == reached.by).unwrap();
            prop_assert!(is_at_a_jump(&people[by], at) || is_at_work(&people[by], at, days));
            prop_assert!(!is_away(&people[by], at, days));
            prop_assert!(people[by].held.is_none_or(|held| days.hour(held) <= at));
            // Everybody in between is away, each once.
            let between: BTreeSet<&CardId> = reached.stands_in_for.iter().collect();
            prop_assert_eq!(between.len(), reached.stands_in_for.len());
            prop_assert!(reached.stands_in_for.iter().all(|who| (0..PEOPLE).any(|p| id_of(p) == *who && is_away(&people[p], at, days))));
            prop_assert_eq!(between.contains(&reached.by), false);
        }
    }

    #[test]
    fn who_is_at_work_and_not_away_answers(days in fortnight(), people in people(), minute in 0..DAYS * 24 * 60) {
        let at = days.minute(minute);
        let directory = directory(&people, days);
        for (asked, person) in people.iter().enumerate() {
            let works = is_at_work(person, at, days) && !is_at_a_jump(person, at);
            if works && !is_away(person, at, days) && person.held.is_none_or(|held| days.hour(held) <= at) {
                prop_assert_eq!(answer(&Circle::around(&directory, &id_of(asked)), &id_of(asked), Severity::High, at).map(|r| r.by), Ok(id_of(asked)));
            }
        }
    }

    /// Nobody answers before the next time, and somebody does at it; whoever answers does so until the end, and nobody at it.
    #[test]
    fn the_next_turn_is_the_next(days in fortnight(), people in people(), minute in 0..DAYS * 24 * 60) {
        let now = days.minute(minute);
        let (directory, asked) = (directory(&people, days), id_of(0));
        let circle = Circle::around(&directory, &asked);
        let is_now = |at: Timestamp| answer(&circle, &asked, Severity::High, at).is_ok();
        let reach = reach(&directory, &asked, Severity::High, now);
        let (before, turn, days) = match &reach {
            Reach::Now(reached) => (true, reached.until, UNTIL_DAYS),
            Reach::Not { next, .. } => (false, *next, 20),
        };
        prop_assert_eq!(is_now(now), before);
        let end = turn.unwrap_or(now.checked_add(SignedDuration::from_hours(days * 24)).unwrap());
        // Everything here turns at a full minute of some clock; every quarter of an hour is looked at, and the minutes before the turn.
        let quarters = (0..days * 96).map(|quarter| now.checked_add(SignedDuration::from_mins(quarter * 15)).unwrap());
        let last = (1..30).map(|minutes| end.checked_sub(SignedDuration::from_mins(minutes)).unwrap()).filter(|at| *at >= now);
        for sample in quarters.chain(last).filter(|sample| *sample < end) {
            prop_assert_eq!(is_now(sample), before, "{} of {:?}", sample, turn);
        }
        if let Some(turn) = turn {
            prop_assert_eq!(is_now(turn), !before);
        }
    }
}

/// Around a jump somebody works from when their clock first shows the beginning, or leaps over it, until it first shows the end, or leaps
/// over it. Nothing is left to chance: every jump, every hour at which work begins, and every quarter of an hour around it.
#[test]
fn around_a_jump_hours_are_those_of_the_wall() {
    let mut jumps = 0;
    for days in (0..FORTNIGHTS.len()).map(Fortnight) {
        for (zone, name) in ZONES.iter().enumerate() {
            let Some(leap) = moment_of_jump(name, days) else { continue };
            jumps += 1;
            let moments = (-12..=16).map(|quarter| leap + SignedDuration::from_mins(quarter * 15));
            let moments: Vec<(Timestamp, u16)> = moments.map(|at| (at, latest_hour_shown(name, at))).collect();
            for (from, until) in (0..24).flat_map(|from| [from + 1, from + 3, 24].map(|until| (from, until.min(24)))) {
                let person = works_daily(zone, from * 60, until * 60);
                let directory = directory(std::slice::from_ref(&person), days);
                let circle = Circle::around(&directory, &id_of(0));
                for (at, hour) in &moments {
                    let is_now = answer(&circle, &id_of(0), Severity::High, *at).is_ok();
                    assert_eq!(is_now, (from..until).contains(hour), "{name}, {from} to {until}, at {at}");
                }
            }
        }
    }
    assert_eq!(jumps, 13, "a fortnight without its jumps shows nothing");
}

/// Somebody who works every day between these minutes.
fn works_daily(zone: usize, from: u16, until: u16) -> Person {
    let (holidays, absences) = (Vec::new(), Vec::new());
    Person { zone, weekdays: 127, from, length: until - from, holidays, absences, deputy: None, held: None }
}

/// The minute at which the clock of a zone jumps in a fortnight.
fn moment_of_jump(zone: &str, days: Fortnight) -> Option<Timestamp> {
    let zone: crate::domain::calendar::Zone = zone.parse().unwrap();
    let minute = SignedDuration::from_mins(1);
    let leaps = |at: &Timestamp| zone.civil(*at).duration_since(zone.civil(*at - minute)) != minute;
    let hour = (0..DAYS * 24).find(|hour| {
        let (from, to) = (days.hour(*hour), days.hour(hour + 1));
        zone.civil(to).duration_since(zone.civil(from)) != to.duration_since(from)
    })?;
    (1..=60).map(|minutes| days.minute(hour * 60 + minutes)).find(leaps)
}

/// The latest hour that a clock there has shown on the day of a moment, up to it: it is looked at every minute.
fn latest_hour_shown(zone: &str, at: Timestamp) -> u16 {
    let zone: crate::domain::calendar::Zone = zone.parse().unwrap();
    let today = zone.civil(at).date();
    let minutes = (-26 * 60..=0).map(|minutes| zone.civil(at + SignedDuration::from_mins(minutes)));
    let hours = minutes.filter(|shown| shown.date() == today).map(|shown| u16::try_from(shown.hour()).unwrap());
    hours.max().unwrap()
}
