//! Who is reachable at a moment: zones, jumps of the clocks, holidays, absences, deputies of deputies, circles of them, channels.

mod properties;

use super::{super::sample::*, *};
use crate::domain::contact::{Absence, Card, Channel, Entry, Record, Standing, change};

fn now(directory: &Directory, who: &str, when: &str) -> Reach {
    reach(directory, &id(who), Severity::High, at(when))
}

/// Who answers, or the first obstacle.
fn result(reach: &Reach) -> Result<&str, Obstacle> {
    match reach {
        Reach::Now(reached) => Ok(reached.by.as_str()),
        Reach::Not { obstacles, .. } => Err(obstacles.first().unwrap().1),
    }
}

fn next(reach: &Reach) -> Option<Timestamp> {
    match reach {
        Reach::Now(_) => panic!("reachable"),
        Reach::Not { next, .. } => *next,
    }
}

#[test]
fn hours_are_those_of_the_place() {
    let monday = at("2026-11-30T12:00:00Z");
    for (zone, opens, closes) in [
        ("America/Anchorage", "2026-11-30T17:00:00Z", "2026-12-01T02:00:00Z"),
        ("America/Lima", "2026-11-30T13:00:00Z", "2026-11-30T22:00:00Z"),
        ("Africa/Accra", "2026-11-30T08:00:00Z", "2026-11-30T17:00:00Z"),
        ("Europe/Zurich", "2026-11-30T07:00:00Z", "2026-11-30T16:00:00Z"),
        ("Asia/Kathmandu", "2026-11-30T02:15:00Z", "2026-11-30T11:15:00Z"),
        ("Pacific/Tongatapu", "2026-11-29T19:00:00Z", "2026-11-30T04:00:00Z"),
    ] {
        let mut directory = Directory::default();
        directory.add(Entry::Organisation(organisation("o", zone, "GHA01"))).add_person(card("p", "o"), "+233200000001");
        for (moment, open) in [(opens, true), (closes, false)] {
            assert_eq!(now(&directory, "p", moment).is_now(), open, "{zone} {moment}");
            let before = at(moment) - SignedDuration::from_secs(1);
            assert_eq!(reach(&directory, &id("p"), Severity::High, before).is_now(), !open, "{zone} before {moment}");
        }
        let reach = reach(&directory, &id("p"), Severity::High, monday);
        let expected = if at(opens) <= monday && monday < at(closes) { monday } else { reach.when(monday).unwrap() };
        assert_eq!(reach.when(monday), Some(expected), "{zone}");
    }
}

#[test]
fn the_clocks_of_the_place_are_followed_when_they_jump() {
    // At 02:00 of 2026-03-29 it becomes 03:00 in Zurich; at 03:00 of 2026-10-25 it becomes 02:00 again.
    let mut directory = Directory::default();
    directory.add(Entry::Organisation(organisation("o", "Europe/Zurich", "CHE01")));
    let night = Card { hours: Some(hours("Europe/Zurich", "sun", "01:00-04:00")), ..card("p", "o") };
    directory.add_person(night, "+41200000001");
    // The card was verified long enough ago for both.
    let long_ago = verified(at("2025-12-01T00:00:00Z"));
    for record in directory.entries.values_mut() {
        record.standing = long_ago.clone();
    }
    let spring = [
        ("2026-03-28T23:59:59Z", false),
        ("2026-03-29T00:00:00Z", true),
        ("2026-03-29T01:59:59Z", true),
        ("2026-03-29T02:00:00Z", false),
    ];
    for (moment, open) in spring {
        assert_eq!(now(&directory, "p", moment).is_now(), open, "{moment}");
    }
    for record in directory.entries.values_mut() {
        record.standing = verified(at("2026-09-01T00:00:00Z"));
    }
    let autumn = [
        ("2026-10-24T22:59:59Z", false),
        ("2026-10-24T23:00:00Z", true),
        ("2026-10-25T02:59:59Z", true),
        ("2026-10-25T03:00:00Z", false),
    ];
    for (moment, open) in autumn {
        assert_eq!(now(&directory, "p", moment).is_now(), open, "{moment}");
    }
}

#[test]
fn every_no_has_its_reason_and_its_end() {
    let directory = accra();
    // Friday, 2026-12-04, is a holiday there.
    for (moment, why, opens) in [
        ("2026-12-04T10:00:00Z", Obstacle::Holiday("2026-12-04".parse().unwrap()), "2026-12-07T08:00:00Z"),
        ("2026-12-05T10:00:00Z", Obstacle::DayOff, "2026-12-07T08:00:00Z"),
        ("2026-12-03T17:00:00Z", Obstacle::OutOfHours, "2026-12-07T08:00:00Z"),
        ("2026-12-03T07:59:59Z", Obstacle::OutOfHours, "2026-12-03T08:00:00Z"),
    ] {
        let reach = now(&directory, "gha-1", moment);
        assert_eq!((result(&reach), next(&reach)), (Err(why), Some(at(opens))), "{moment}");
        assert_eq!(result(&now(&directory, "gha-desk", moment)), Ok("gha-desk"), "the desk works on holidays too");
    }
    assert_eq!(result(&now(&directory, "gha-4", "2026-12-03T10:00:00Z")), Err(Obstacle::Unknown));
    assert_eq!(next(&now(&directory, "gha-4", "2026-12-03T10:00:00Z")), None);
    let Reach::Now(reached) = now(&directory, "gha-1", "2026-12-03T10:00:00Z") else { panic!("at work") };
    assert_eq!((reached.until, reached.is_stale), (Some(at("2026-12-03T17:00:00Z")), false));
    let Reach::Now(desk) = now(&directory, "gha-desk", "2026-12-03T10:00:00Z") else { panic!("at work") };
    assert_eq!(desk.until, None, "there is no end within a week");
}

fn away(who: &str, from: &str, to: &str, deputy: Option<&str>) -> Entry {
    Entry::Absence(Absence { who: id(who), term: term(from, to), deputy: deputy.map(id) })
}

#[test]
fn deputies_of_deputies_are_asked_and_circles_end() {
    const NOON: &str = "2026-12-01T12:00:00Z";
    let week = ("2026-11-30T00:00:00Z", "2026-12-03T00:00:00Z");
    let mut directory = accra();
    directory.add(away("gha-1", week.0, week.1, Some("gha-2")));
    assert_eq!(result(&now(&directory, "gha-1", NOON)), Ok("gha-2"));
    directory.add(away("gha-2", week.0, "2026-12-02T00:00:00Z", Some("gha-3")));
    let Reach::Now(reached) = now(&directory, "gha-1", NOON) else { panic!("the deputy's deputy") };
    assert_eq!((reached.by, reached.stands_in_for), (id("gha-3"), vec![id("gha-1"), id("gha-2")]));

    directory.add(away("gha-3", week.0, week.1, Some("gha-1")));
    let reach = now(&directory, "gha-1", NOON);
    let Reach::Not { obstacles, next } = reach else { panic!("everybody is away") };
    let whys: Vec<_> = obstacles.iter().map(|(who, why)| (who.as_str(), *why)).collect();
    let until = |text| Obstacle::StoodInFor(at(text));
    assert_eq!(
        whys,
        [
            ("gha-1", until(week.1)),
            ("gha-2", until("2026-12-02T00:00:00Z")),
            ("gha-3", until(week.1)),
            ("gha-1", Obstacle::Circle)
        ]
    );
    assert_eq!(next, Some(at("2026-12-02T08:00:00Z")), "the first deputy is back a day earlier");

    // Who stands in for themselves is a circle too; who stands in and is unknown is told.
    directory.add(away("gha-1", week.0, week.1, Some("gha-1")));
    assert!(!now(&directory, "gha-1", NOON).is_now());
    directory.add(away("gha-1", week.0, week.1, Some("gone")));
    let Reach::Not { obstacles, .. } = now(&directory, "gha-1", NOON) else { panic!("nobody") };
    assert_eq!(obstacles.last(), Some(&(id("gone"), Obstacle::Unknown)));
}

#[test]
fn the_absence_that_began_last_says_who_stands_in() {
    let mut directory = accra();
    directory.add(Entry::Card(Card { deputy: Some(id("gha-2")), ..card("gha-1", "gha-epa") }));
    directory.add(away("gha-1", "2026-11-30T00:00:00Z", "2026-12-05T00:00:00Z", None));
    assert_eq!(result(&now(&directory, "gha-1", "2026-12-01T12:00:00Z")), Ok("gha-2"), "the card's deputy");
    directory.add(away("gha-1", "2026-12-01T00:00:00Z", "2026-12-02T00:00:00Z", Some("gha-3")));
    assert_eq!(result(&now(&directory, "gha-1", "2026-12-01T12:00:00Z")), Ok("gha-3"));
    // An absence nobody verified redirects nobody.
    let mut directory = accra();
    let entry = away("gha-1", "2026-11-30T00:00:00Z", "2026-12-05T00:00:00Z", Some("gha-3"));
    directory.set(Record { entry, standing: Standing { verified: None, edited: at("2026-11-30T00:00:00Z") } });
    assert_eq!(result(&now(&directory, "gha-1", "2026-12-01T12:00:00Z")), Ok("gha-1"));
}

#[test]
fn only_channels_that_are_verified_and_count_are_called() {
    const NOON: &str = "2026-12-01T12:00:00Z";
    let mut directory = accra();
    let phone = duty("gha-1", "+233200000001");
    // Another number, added by an attacker and not verified, is not called.
    let swapped = Channel { address: Address::Duty("+233200000000".parse().unwrap()), ..phone.clone() };
    directory.set(Record { entry: Entry::Channel(swapped.clone()), standing: Standing { verified: None, edited: at(NOON) } });
    let Reach::Now(reached) = now(&directory, "gha-1", NOON) else { panic!("the old number") };
    assert_eq!(reached.address, phone.address);

    // The old one ended and the new one confirmed by two: until the delay is over nobody is called; then the new one is.
    directory.add(Entry::Channel(Channel { ended: Some(at("2026-12-01T11:00:00Z")), ..phone.clone() }));
    directory.add(Entry::Channel(swapped.clone()));
    let counts_from = at("2026-12-03T12:00:00Z");
    directory.changes.push(change(&swapped.key(), at("2026-12-01T11:00:00Z"), counts_from));
    let reach = now(&directory, "gha-1", NOON);
    assert_eq!((result(&reach), next(&reach)), (Err(Obstacle::ChannelHeld(counts_from)), Some(counts_from)));
    let Reach::Now(reached) = now(&directory, "gha-1", "2026-12-03T12:00:00Z") else { panic!("the new number counts") };
    assert_eq!(reached.address, swapped.address);

    // One person ends the change, and the new number is never called.
    assert!(directory.changes.cancel(&swapped.key(), at(NOON)));
    assert!(!directory.changes.cancel(&swapped.key(), at(NOON)), "there is nothing more to end");
    let reach = now(&directory, "gha-1", "2026-12-07T12:00:00Z");
    assert_eq!((result(&reach), next(&reach)), (Err(Obstacle::ChannelCancelled), None));
}

#[test]
fn what_cannot_wait_needs_a_channel_that_rings() {
    let mut directory = accra();
    directory.entries.remove(&duty("gha-1", "+233200000001").key());
    assert_eq!(result(&now(&directory, "gha-1", "2026-12-01T12:00:00Z")), Err(Obstacle::NoChannel));
    let Reach::Now(reached) = reach(&directory, &id("gha-1"), Severity::Low, at("2026-12-01T12:00:00Z")) else {
        panic!("by mail")
    };
    assert_eq!(reached.address, mail("gha-1", "gha-1@epa.example").address);
}

#[test]
fn a_verification_runs_out() {
    let mut directory = accra();
    // An administrator's lasts three months and two steps of fifteen days; the desk's six months.
    for (moment, state) in [
        ("2027-02-01T12:00:00Z", Some(CardState::Active)),
        ("2027-02-17T09:00:00Z", Some(CardState::TemporarilyInvalid)),
        ("2027-03-04T09:00:00Z", None),
    ] {
        let state_of = |reach: &Reach| if let Reach::Now(reached) = reach { Some(reached.state) } else { None };
        assert_eq!(state_of(&now(&directory, "gha-1", moment)), state, "{moment}");
        let Reach::Now(desk) = now(&directory, "gha-desk", moment) else { panic!("{moment}") };
        assert_eq!((desk.state, desk.is_stale), (CardState::Active, moment > "2027-01-31T09:00:00Z"));
    }
    let reach = now(&directory, "gha-1", "2027-03-04T09:00:00Z");
    assert_eq!((result(&reach), next(&reach)), (Err(Obstacle::Invalid(at("2027-03-04T09:00:00Z"))), None));
    let card = Entry::Card(card("gha-1", "gha-epa"));
    directory.set(Record { entry: card, standing: Standing { verified: None, edited: at(VERIFIED) } });
    assert_eq!(result(&now(&directory, "gha-1", "2026-12-01T12:00:00Z")), Err(Obstacle::Unverified));
}

/// A change that two persons made.
fn change(key: &super::super::EntryKey, at: Timestamp, counts_from: Timestamp) -> change::Change {
    change::Change {
        at,
        key: key.clone(),
        act: change::Act::Add,
        requested_by: "amina.k".parse().unwrap(),
        confirmed_by: Some("luc.b".parse().unwrap()),
        basis: "CB/2026/8".parse().unwrap(),
        counts_from,
        cancelled: None,
    }
}
