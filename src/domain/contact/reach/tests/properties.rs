//! What holds of any people, any calendars and any moment.

use super::{super::*, *};
use crate::domain::contact::{Absence, Card, Entry, Term, WorkingHours};
use jiff::civil::Date;
use proptest::prelude::*;
use std::collections::BTreeSet;

const ZONES: [&str; 7] = [
    "America/Anchorage",
    "America/New_York",
    "Africa/Accra",
    "Europe/Zurich",
    "Asia/Kathmandu",
    "Pacific/Tongatapu",
    "Pacific/Apia",
];
const PEOPLE: usize = 4;
/// The days that are looked at: the clocks of Zurich, New York and Anchorage go back in them.
const FIRST: i64 = 1_792_800_000;
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

fn hour(hours: i64) -> Timestamp {
    Timestamp::from_second(FIRST + hours * 3600).unwrap()
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

fn directory(people: &[Person]) -> Directory {
    let mut directory = Directory::default();
    for (at, person) in people.iter().enumerate() {
        let (id, office) = (name(at), format!("o-{at}"));
        let mut organisation = organisation(&office, "UTC", "GHA01");
        organisation.holidays = holidays(person);
        directory.add(Entry::Organisation(organisation));
        let own = Card { hours: Some(working(person)), deputy: person.deputy.map(id_of), ..card(&id, &office) };
        let phone = format!("+2332000000{at:02}");
        directory.add_person(own, &phone);
        for (from, length, deputy) in &person.absences {
            let term = Term::new(hour(*from), hour(from + length)).unwrap();
            directory.add(Entry::Absence(Absence { who: id_of(at), term, deputy: deputy.map(id_of) }));
        }
        if let Some(until) = person.held {
            directory.changes.push(change(&duty(&id, &phone).key(), hour(-1), hour(until)));
        }
    }
    for record in directory.entries.values_mut() {
        record.standing = verified(hour(-48));
    }
    directory
}

fn id_of(person: usize) -> CardId {
    id(&name(person))
}

fn holidays(person: &Person) -> BTreeSet<Date> {
    let first = hour(0).to_zoned(jiff::tz::TimeZone::UTC).date();
    person.holidays.iter().map(|day| first.checked_add(jiff::Span::new().days(*day)).unwrap()).collect()
}

/// Whether somebody is at work, reckoned from the digits on their wall alone.
fn is_at_work(person: &Person, at: Timestamp) -> bool {
    let civil = ZONES[person.zone].parse::<crate::domain::calendar::Zone>().unwrap().civil(at);
    let day = person.weekdays >> civil.weekday().to_monday_zero_offset() & 1 == 1;
    let minute = u16::try_from(civil.hour()).unwrap() * 60 + u16::try_from(civil.minute()).unwrap();
    day && !holidays(person).contains(&civil.date()) && (person.from..person.from + person.length).contains(&minute)
}

fn is_away(person: &Person, at: Timestamp) -> bool {
    person.absences.iter().any(|(from, length, _)| hour(*from) <= at && at < hour(from + length))
}

fn people() -> impl Strategy<Value = Vec<Person>> {
    prop::collection::vec(person(), PEOPLE)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn whoever_answers_is_at_work_and_not_away(people in people(), minute in 0..DAYS * 24 * 60) {
        let at = Timestamp::from_second(FIRST + minute * 60).unwrap();
        let directory = directory(&people);
        for asked in 0..PEOPLE {
            let Ok(reached) = answer(&Circle::around(&directory, &id_of(asked)), &id_of(asked), Severity::High, at) else { continue };
            let by = (0..PEOPLE).find(|person| id_of(*person) == reached.by).unwrap();
            prop_assert!(is_at_work(&people[by], at) && !is_away(&people[by], at));
            prop_assert!(people[by].held.is_none_or(|held| hour(held) <= at));
            // Everybody in between is away, each once.
            let between: BTreeSet<&CardId> = reached.stands_in_for.iter().collect();
            prop_assert_eq!(between.len(), reached.stands_in_for.len());
            prop_assert!(reached.stands_in_for.iter().all(|who| (0..PEOPLE).any(|p| id_of(p) == *who && is_away(&people[p], at))));
            prop_assert_eq!(between.contains(&reached.by), false);
        }
    }

    #[test]
    fn who_is_at_work_and_not_away_answers(people in people(), minute in 0..DAYS * 24 * 60) {
        let at = Timestamp::from_second(FIRST + minute * 60).unwrap();
        let directory = directory(&people);
        for (asked, person) in people.iter().enumerate() {
            if is_at_work(person, at) && !is_away(person, at) && person.held.is_none_or(|held| hour(held) <= at) {
                prop_assert_eq!(answer(&Circle::around(&directory, &id_of(asked)), &id_of(asked), Severity::High, at).map(|r| r.by), Ok(id_of(asked)));
            }
        }
    }

    /// Nobody answers before the next time, and somebody does at it; whoever answers does so until the end, and nobody at it.
    #[test]
    fn the_next_turn_is_the_next(people in people(), minute in 0..DAYS * 24 * 60) {
        let now = Timestamp::from_second(FIRST + minute * 60).unwrap();
        let (directory, asked) = (directory(&people), id_of(0));
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
