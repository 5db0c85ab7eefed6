//! How contacts are told in words: moments, delays, hours, roles and tests, in the room there is.

use super::*;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn moments_are_as_short_as_they_can_be_and_never_unclear() {
    let now = at("2026-11-22T09:14:00Z");
    for (then, said) in [
        ("2026-11-22T14:00:00Z", "14:00 UTC"),
        ("2026-11-23T08:00:00Z", "Mon 08:00 UTC"),
        ("2026-11-27T09:00:00Z", "Fri 09:00 UTC"),
        ("2026-11-29T09:00:00Z", "2026-11-29 09:00 UTC"),
        ("2026-11-20T09:00:00Z", "2026-11-20 09:00 UTC"),
    ] {
        assert_eq!(moment(at(then), now), said);
    }
    assert_eq!(here(now), "Sun 09:14 UTC");
}

#[test]
fn what_is_left_is_told_to_the_minute() {
    let now = at("2026-11-22T09:14:30Z");
    for (then, said) in [
        ("2026-11-26T12:00:00Z", "4 d 02 h"),
        ("2026-11-22T14:20:00Z", "5 h 06 min"),
        ("2026-11-22T09:15:00Z", "1 min"),
        ("2026-11-22T09:00:00Z", "0 min"),
    ] {
        assert_eq!(countdown(at(then), now), said);
    }
}

/// Second by second: no countdown says something else before it was to be looked at again, and each does then.
#[test]
fn a_countdown_is_looked_at_again_when_it_says_something_else() {
    let now = at("2026-11-22T09:14:30Z");
    for start in [0, 1, 59, 60, 61, 3_599, 86_339, 86_340, 86_341, 86_400, 90_000, 200_000, 324_000] {
        let until = now + SignedDuration::from_secs(start);
        let next = SignedDuration::try_from(next_tick(until, now)).unwrap();
        let said = |later: SignedDuration| countdown(until, now + later);
        assert_eq!(said(SignedDuration::ZERO), said(next - SignedDuration::from_secs(1)), "{start}");
        assert!(start == 0 || said(SignedDuration::ZERO) != said(next), "{start}: {next}");
    }
}

#[test]
fn roles_and_tests_are_told_in_the_room_there_is() {
    for (room, said) in [(40, "alternate-administrator, authorization"), (20, "alternate, authoriz."), (19, "alternate +1")] {
        assert_eq!(roles(&[Seat::AlternateAdministrator, Seat::Authorization], room), said);
    }
    let now = at("2026-11-22T09:14:00Z");
    let silent = ResponseTest::Silent { since: at("2026-11-19T09:14:00Z") };
    let slow = ResponseTest::Answered { at: at("2026-11-19T09:14:00Z"), after: SignedDuration::from_secs(725) };
    for (test, room, said) in [
        (silent, 20, "no answer, 3 d ago"),
        (silent, 18, "no answer, 3 d"),
        (slow, 23, "12 min 05 s, 3 d ago"),
        (slow, 18, "12 min 05 s, 3 d"),
    ] {
        assert_eq!(response(test, now, room).2, said);
    }
}

#[test]
fn hours_are_told_in_runs_of_days() {
    let said = |days: &str, day: &str, on_holidays| {
        let (zone, weekdays, day) = ("Africa/Accra".parse().unwrap(), days.parse().unwrap(), day.parse().unwrap());
        hours(&WorkingHours { zone, weekdays, hours: day, on_holidays })
    };
    for (days, says) in [
        ("mon,tue,wed,thu,fri", "Mon–Fri"),
        ("mon,tue,wed,thu,fri,sat,sun", "Mon–Sun"),
        ("sun", "Sun"),
        ("mon,tue", "Mon, Tue"),
        ("mon,tue,wed,thu,sun", "Mon–Thu, Sun"),
        ("mon,wed,fri", "Mon, Wed, Fri"),
    ] {
        assert_eq!(said(days, "08:00-17:00", false), format!("{says} 08:00–17:00, Africa/Accra"));
    }
    assert_eq!(said("sat,sun", "00:00-24:00", true), "Sat, Sun 00:00–24:00, Africa/Accra, holidays too");
}

#[test]
fn a_clock_has_its_day_and_a_holiday_is_said() {
    let wall = |is_holiday, is_open| LocalClock { civil: jiff::civil::date(2026, 11, 22).at(4, 5, 0, 0), is_holiday, is_open };
    assert_eq!(clock(&wall(false, false)), "Sun 04:05");
    assert_eq!(office(&wall(true, false)).2, "holiday");
    assert_eq!(office(&wall(false, true)).2, "open");
    assert_eq!(office(&wall(false, false)).2, "closed");
    assert_eq!(office(&wall(true, true)).2, "open, a holiday");
}
