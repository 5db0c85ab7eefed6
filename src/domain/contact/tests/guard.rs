//! The state of a card by the calendar, and changes that wait, are ended, and stay visible.

use super::super::{sample::*, *};
use crate::domain::calendar::{Calendar, Weekdays};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

#[test]
fn a_card_goes_out_of_force_by_the_calendar() {
    let cases = [
        (false, "2026-08-31T10:00:00Z", ["2027-02-28T10:00:00Z", "2027-03-15T10:00:00Z", "2027-03-30T10:00:00Z"]),
        (true, "2026-08-31T10:00:00Z", ["2026-11-30T10:00:00Z", "2026-12-15T10:00:00Z", "2026-12-30T10:00:00Z"]),
        (true, "2026-11-02T09:00:00Z", ["2027-02-02T09:00:00Z", "2027-02-17T09:00:00Z", "2027-03-04T09:00:00Z"]),
    ];
    for (critical, verified, [due, temporarily, invalid]) in cases {
        let attestation = Attestation::after(at(verified), critical).unwrap();
        assert_eq!(
            (attestation.due, attestation.temporarily_invalid, attestation.invalid),
            (at(due), at(temporarily), at(invalid))
        );
        let before = |text: &str| at(text) - SignedDuration::from_secs(1);
        let states = [
            (at(verified), CardState::Active, Due::No),
            (before(due), CardState::Active, Due::No),
            (at(due), CardState::Active, Due::Due),
            (before(temporarily), CardState::Active, Due::Due),
            (at(temporarily), CardState::TemporarilyInvalid, Due::Overdue),
            (before(invalid), CardState::TemporarilyInvalid, Due::Overdue),
            (at(invalid), CardState::Invalid, Due::Overdue),
            (Timestamp::MAX, CardState::Invalid, Due::Overdue),
        ];
        for (moment, state, due) in states {
            assert_eq!((attestation.state_at(moment), attestation.due_at(moment)), (state, due), "{verified} at {moment}");
        }
    }
    assert_eq!(Attestation::after(Timestamp::MAX, false), None, "there is no day after the last");
}

#[test]
fn critical_roles_are_attested_sooner_while_they_are_held() {
    let mut directory = accra();
    let due = |directory: &Directory, who, moment| directory.attestation(&id(who), at(moment)).unwrap().due;
    assert_eq!(due(&directory, "gha-1", "2026-12-01T00:00:00Z"), at("2027-02-02T09:00:00Z"));
    assert_eq!(due(&directory, "gha-desk", "2026-12-01T00:00:00Z"), at("2027-05-02T09:00:00Z"));
    assert_eq!(due(&directory, "gha-1", "2028-01-01T00:00:00Z"), at("2027-05-02T09:00:00Z"), "the role is over");
    assert_eq!(directory.card_state(&id("gha-9"), at(VERIFIED)), CardState::Invalid);
    let record = directory.entries.get_mut(&EntryKey::Card(id("gha-1"))).unwrap();
    record.standing.verified = None;
    assert_eq!(directory.card_state(&id("gha-1"), at(VERIFIED)), CardState::Invalid, "nobody verified it");
}

#[test]
fn a_nomination_ends_by_itself() {
    let role = assignment("gha-1", Role::Administrator, "GHA01");
    for (moment, in_force, state) in [
        ("2025-12-31T23:59:59Z", false, AssignmentState::Active),
        ("2026-01-01T00:00:00Z", true, AssignmentState::Active),
        ("2027-12-31T23:59:59Z", true, AssignmentState::Active),
        ("2028-01-01T00:00:00Z", false, AssignmentState::Expired),
    ] {
        assert_eq!((role.is_in_force(at(moment)), role.state_at(at(moment))), (in_force, state), "{moment}");
    }
    for (state, word) in AssignmentState::ALL {
        let role = Assignment { state: *state, ..role.clone() };
        assert_eq!(role.is_in_force(at("2026-06-01T00:00:00Z")), *state == AssignmentState::Active, "{word}");
    }
}

fn swiss() -> Calendar {
    Calendar { zone: "Europe/Zurich".parse().unwrap(), weekdays: Weekdays::MONDAY_TO_FRIDAY, holidays: Default::default() }
}

/// A change of a channel of gha-1 that two persons made on a Friday.
fn friday(act: Act) -> Change {
    let (confirmed, channel) = (at("2026-11-27T15:00:00Z"), duty("gha-1", "+233200000001"));
    let (other, ended) = (Channel { since: confirmed, ..channel.clone() }, Channel { ended: Some(confirmed), ..channel.clone() });
    let (before, after) = match act {
        Act::Add => (None, channel),
        Act::Change => (Some(channel), other),
        Act::Verify => (Some(channel.clone()), channel),
        Act::Suspend | Act::End => (Some(channel), ended),
    };
    let key = after.key();
    let (before, after) = (before.map(Entry::Channel), Entry::Channel(after));
    Change {
        at: confirmed,
        act,
        counts_from: counts_from(before.as_ref(), &after, &swiss(), 4, confirmed).unwrap(),
        key,
        requested_by: "amina.k".parse().unwrap(),
        confirmed_by: Some("luc.b".parse().unwrap()),
        basis: "CB/2026/8".parse().unwrap(),
        cancelled: None,
    }
}

#[test]
fn a_change_of_a_channel_waits_four_working_days_and_c05_says_so() {
    let mut directory = accra();
    let monday = at("2026-11-30T12:00:00Z");
    assert_eq!(directory.cooling_until(gha(), monday), None, "there never was a change");
    let change = friday(Act::Change);
    assert_eq!(change.counts_from, at("2026-12-03T11:00:00Z"), "noon of Thursday in Zurich");
    directory.changes.push(change.clone());
    assert_eq!(directory.cooling_until(gha(), monday), Some(change.counts_from));
    assert_eq!(directory.cooling_until(gha(), change.at - SignedDuration::from_secs(1)), None, "not before it was made");
    assert_eq!(directory.cooling_until("CHE01".parse().unwrap(), monday), None, "nothing of theirs changed");
    assert_eq!(directory.changes.held(&change.key, monday), Some(Held::Until(change.counts_from)));
    assert_eq!(directory.changes.held(&change.key, change.counts_from), None);
    assert!(directory.changes.cancel(&change.key, monday));
    assert_eq!(directory.changes.held(&change.key, change.counts_from), Some(Held::Cancelled));
    assert_eq!(directory.cooling_until(gha(), monday), None, "what was ended waits for nothing");
}

#[test]
fn taking_risk_away_counts_at_once() {
    for (act, word) in Act::ALL {
        let change = friday(*act);
        let waits = matches!(act, Act::Add | Act::Change);
        assert_eq!(change.counts_from > change.at, waits, "{word}");
    }
}

#[test]
fn a_change_is_shown_for_thirty_days() {
    let mut directory = accra();
    let change = friday(Act::Add);
    directory.changes.push(change.clone());
    for (days, shown) in [(-1, 0), (0, 1), (2, 1), (29, 1), (30, 0), (400, 0)] {
        let now = change.at + SignedDuration::from_hours(days * 24);
        assert_eq!(directory.recent_changes(&change.key, now).count(), shown, "{days}");
        assert_eq!(directory.recent_changes_of(gha(), now).count(), shown, "{days}");
    }
    assert_eq!(directory.recent_changes_of("CHE01".parse().unwrap(), change.at).count(), 0);
}

#[test]
fn nothing_of_an_erased_person_is_left() {
    let mut directory = accra();
    directory.changes.push(friday(Act::Add));
    let others = directory.entries.keys().filter(|key| key.card() != Some(&id("gha-1"))).count();
    directory.erase(&id("gha-1"));
    assert_eq!(directory.entries.len(), others);
    assert!(!format!("{:?}", directory.entries).contains("gha-1") && directory.changes.newest_first().next().is_none());
    assert!(directory.erased.contains(&id("gha-1")));
}

proptest! {
    /// A state only gets worse as time goes by, and a later verification never makes it worse.
    #[test]
    fn states_only_get_worse(verified in 1_700_000_000..1_900_000_000_i64, later in 0..40_000_000_i64, age in 0..40_000_000_i64, more in 0..9_000_000_i64, critical: bool) {
        let moment = |second| Timestamp::from_second(second).unwrap();
        let state = |verified, at| Attestation::after(moment(verified), critical).unwrap().state_at(moment(at));
        let at = verified + age;
        prop_assert!(state(verified, at) <= state(verified, at + more));
        prop_assert!(state(verified + later, at) <= state(verified, at));
        let sooner = Attestation::after(moment(verified), true).unwrap();
        let usual = Attestation::after(moment(verified), false).unwrap();
        prop_assert!(sooner.due < usual.due && sooner.due < sooner.temporarily_invalid && sooner.temporarily_invalid < sooner.invalid);
    }
}
