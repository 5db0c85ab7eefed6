//! The practice directory holds what it promises: every case is there, on whatever day the book was made.

use super::*;
use crate::{
    domain::contact::{CardState, Obstacle, Reach, Severity, Subject, Topic, reach, route},
    evidence::{
        contact_change::{ChangeText, ConfirmationText},
        sshsig::SshSignature,
    },
    sandbox::guard::practice_person_key,
};
use jiff::SignedDuration;

fn on(day: &str) -> (Directory, Timestamp) {
    let day: jiff::civil::Date = day.parse().unwrap();
    let as_of = day.to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp();
    (practice_contacts(as_of).unwrap(), as_of)
}

/// A weekday, a Friday, a Saturday, the end of a year, a leap day.
const DAYS: [&str; 5] = ["2026-11-25", "2026-11-27", "2026-11-28", "2026-12-31", "2028-02-29"];

fn who_is(directory: &Directory, who: &str, at: Timestamp) -> Reach {
    reach(directory, &who.parse().unwrap(), Severity::High, at)
}

#[test]
fn every_case_is_there_on_any_day() {
    for day in DAYS {
        let (directory, as_of) = on(day);
        let state = |who: &str| directory.card_state(&who.parse().unwrap(), as_of);
        assert_eq!(state("geo-1"), CardState::TemporarilyInvalid, "{day}");
        assert_eq!(state("geo-2"), CardState::Invalid, "{day}");
        assert_eq!(state("gha-1"), CardState::Active, "{day}");
        for registry in ["SWE01", "JPN01"] {
            let until = directory.cooling_until(registry.parse().unwrap(), as_of).unwrap();
            assert!(until > as_of, "{day}: the delay of {registry} lasts (C05)");
        }
        assert_eq!(directory.cooling_until("GHA01".parse().unwrap(), as_of), None);
        let noon = as_of + SignedDuration::from_hours(12);
        let vila = route(&directory, "VUT01".parse().unwrap(), Topic::Operations.into(), Severity::High, noon);
        assert!(!vila.calls.is_empty() && vila.first().is_none(), "{day}: nobody in Port Vila can be reached");
        let circle = who_is(&directory, "mwi-1", noon);
        let Reach::Not { obstacles, .. } = circle else { panic!("{day}: {circle:?}") };
        assert_eq!(obstacles.last().unwrap().1, Obstacle::Circle, "{day}");
        let lapsed = directory.assignments().find(|(role, _)| role.who.as_str() == "sgp-1" && role.role.is_critical()).unwrap();
        assert!(!lapsed.0.is_in_force(as_of), "{day}");
        let unverified = route(&directory, "XDE01".parse().unwrap(), Topic::Operations.into(), Severity::High, noon);
        assert!(unverified.first().is_none(), "{day}: nobody has verified anybody there");
    }
}

#[test]
fn a_holiday_in_bangkok_is_one_there() {
    for day in DAYS {
        let (directory, as_of) = on(day);
        // 10:00 in Bangkok.
        let clock = directory.local_clock(&"tha-1".parse().unwrap(), as_of + SignedDuration::from_hours(3)).unwrap();
        assert!(clock.is_holiday && !clock.is_open, "{day}: {clock:?}");
    }
}

#[test]
fn somebody_at_the_hub_or_in_accra_answers_at_any_hour() {
    let (directory, as_of) = on("2026-11-25");
    for hour in 0..24 {
        let at = as_of + SignedDuration::from_hours(hour);
        let accra = route(&directory, "GHA01".parse().unwrap(), Topic::Operations.into(), Severity::High, at);
        assert!(accra.first().is_some(), "{hour} h");
        let hub = ["xir-sun1", "xir-sun2", "xir-sun3"].iter().filter(|desk| who_is(&directory, desk, at).is_now()).count();
        assert!(hub >= 1, "{hour} h: the sun shines on one desk");
    }
}

#[test]
fn whoever_is_for_one_cooperative_approach_in_accra_is_not_called_about_another() {
    let (directory, as_of) = on("2026-11-25");
    let noon = as_of + SignedDuration::from_hours(12);
    let first = |approach: &str| {
        let subject = Subject { topic: Topic::Authorization, approaches: [approach.parse().unwrap()].into() };
        route(&directory, "GHA01".parse().unwrap(), subject, Severity::High, noon).first().unwrap().who.to_string()
    };
    assert_eq!([first("CA0007"), first("CA9121")], ["gha-2", "gha-1"]);
}

#[test]
fn what_cools_off_was_signed_by_two_persons_and_asked_through_an_old_way() {
    for day in DAYS {
        let (directory, as_of) = on(day);
        let mut changes = 0;
        for change in directory.changes.oldest_first() {
            changes += 1;
            let kept = proposal(&directory, "CHE01".parse().unwrap(), change).unwrap();
            let text = ChangeText::parse(kept.signed.text.as_bytes()).unwrap();
            let said = kept.confirmation.unwrap();
            let confirmation = ConfirmationText::parse(said.text.as_bytes()).unwrap();
            assert_eq!(confirmation.confirms(&text), Ok(()), "{day}");
            let key = |person: &crate::domain::PersonId| practice_person_key(person.as_str()).public();
            let signature = |armored: &str| SshSignature::parse(armored).unwrap();
            text.verify(&signature(&kept.signed.signature), &key(&text.change().initiator)).unwrap();
            confirmation.verify(&signature(&said.signature), &key(&confirmation.confirmation().person)).unwrap();
            let (through, times) = (confirmation.confirmation().through.as_ref(), (kept.at, change.at));
            assert_eq!(directory.confirmed_through(&text.entries(), through, times), Ok(()), "{day}");
            assert!(kept.counts_from.unwrap() > as_of && kept.at < change.at && change.at < as_of, "{day}");
        }
        assert_eq!(changes, 2, "{day}: a key in Tokyo and a number in Stockholm");
    }
}
