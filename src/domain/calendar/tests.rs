//! Working days, hours and delays, also across changes of the clocks and holidays.

use super::*;
use jiff::{SignedDuration, ToSpan as _};
use proptest::prelude::*;

fn calendar(zone: &str, holidays: &[&str]) -> Calendar {
    Calendar {
        zone: zone.parse().unwrap(),
        weekdays: Weekdays::MONDAY_TO_FRIDAY,
        holidays: holidays.iter().map(|day| day.parse().unwrap()).collect(),
    }
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// F16, scenario 8.
#[test]
fn an_addition_takes_effect_at_noon_of_the_fourth_working_day() {
    let swiss = calendar("Europe/Zurich", &["2026-12-25", "2027-01-01"]);
    for (added, effective) in [
        // Scenario 8: Friday 16:05, over an ordinary weekend.
        ("2026-11-27T16:05:00+01:00", "2026-12-03T12:00:00+01:00"),
        // The moment within the day does not matter; the day in the zone does.
        ("2026-11-27T00:00:00+01:00", "2026-12-03T12:00:00+01:00"),
        ("2026-11-27T23:30:00Z", "2026-12-03T12:00:00+01:00"),
        ("2026-11-26T23:30:00Z", "2026-12-03T12:00:00+01:00"),
        // Christmas and the New Year do not count.
        ("2026-12-24T09:00:00+01:00", "2026-12-31T12:00:00+01:00"),
        ("2026-12-29T09:00:00+01:00", "2027-01-05T12:00:00+01:00"),
        // The clocks go forward on Sunday, 2026-03-29, and back on Sunday, 2026-10-25.
        ("2026-03-26T12:00:00+01:00", "2026-04-01T12:00:00+02:00"),
        ("2026-10-22T12:00:00+02:00", "2026-10-28T12:00:00+01:00"),
    ] {
        assert_eq!(swiss.noon_of_working_day(at(added), 4), Some(at(effective)), "{added}");
    }
    assert_eq!(swiss.noon_of_working_day(Timestamp::MAX, 4), None, "there is no day after the last");
}

#[test]
fn a_cooling_off_ends_at_noon_of_a_later_working_day() {
    let swiss = calendar("Europe/Zurich", &["2026-12-25"]);
    for (approved, over) in [
        ("2026-11-26T11:59:59+01:00", "2026-11-27T12:00:00+01:00"),
        ("2026-11-26T12:00:00+01:00", "2026-11-30T12:00:00+01:00"),
        ("2026-11-27T11:00:00+01:00", "2026-11-30T12:00:00+01:00"),
        ("2026-11-27T12:00:00+01:00", "2026-12-01T12:00:00+01:00"),
        ("2026-11-28T03:00:00+01:00", "2026-12-01T12:00:00+01:00"),
        ("2026-12-24T08:00:00+01:00", "2026-12-28T12:00:00+01:00"),
        ("2026-12-25T08:00:00+01:00", "2026-12-29T12:00:00+01:00"),
    ] {
        assert_eq!(CoolingOff::NextWorkingDayNoon.until(&swiss, at(approved)), Some(at(over)), "{approved}");
    }
    let noon = at("2026-11-26T12:00:00Z");
    assert_eq!(CoolingOff::None.until(&swiss, noon), Some(noon));
    assert_eq!(CoolingOff::Hours(26).until(&swiss, noon), Some(at("2026-11-27T14:00:00Z")));
}

/// F28, scenario 10.
#[test]
fn orders_wait_for_the_hours_of_a_working_day() {
    let swiss = calendar("Europe/Zurich", &["2026-12-25"]);
    let office = "10:00-16:00".parse().unwrap();
    for (now, from, until) in [
        ("2026-11-26T10:00:00+01:00", "2026-11-26T10:00:00+01:00", "2026-11-26T16:00:00+01:00"),
        ("2026-11-26T15:59:59+01:00", "2026-11-26T10:00:00+01:00", "2026-11-26T16:00:00+01:00"),
        ("2026-11-26T16:00:00+01:00", "2026-11-27T10:00:00+01:00", "2026-11-27T16:00:00+01:00"),
        ("2026-11-26T09:59:59+01:00", "2026-11-26T10:00:00+01:00", "2026-11-26T16:00:00+01:00"),
        // Scenario 10: Saturday 03:00 waits until Monday 10:00.
        ("2026-11-28T03:00:00+01:00", "2026-11-30T10:00:00+01:00", "2026-11-30T16:00:00+01:00"),
        ("2026-12-24T18:00:00+01:00", "2026-12-28T10:00:00+01:00", "2026-12-28T16:00:00+01:00"),
    ] {
        assert_eq!(swiss.open(office, at(now)), Some((at(from), at(until))), "{now}");
    }
    let always = "00:00-24:00".parse().unwrap();
    let friday = (at("2026-11-27T00:00:00+01:00"), at("2026-11-28T00:00:00+01:00"));
    assert_eq!(swiss.open(always, at("2026-11-27T23:59:59+01:00")), Some(friday));
    assert_eq!(swiss.open(office, Timestamp::MAX), None);
}

#[test]
fn hours_that_the_clocks_leap_over_are_not_there_that_day() {
    let mut swiss = calendar("Europe/Zurich", &[]);
    swiss.weekdays = "sun".parse().unwrap();
    // At 02:00 of 2026-03-29 it becomes 03:00.
    let saturday = at("2026-03-28T12:00:00+01:00");
    let open = |hours: &str| swiss.open(hours.parse().unwrap(), saturday).unwrap();
    assert_eq!(open("02:00-03:00"), (at("2026-04-05T02:00:00+02:00"), at("2026-04-05T03:00:00+02:00")));
    assert_eq!(open("01:30-03:30"), (at("2026-03-29T01:30:00+01:00"), at("2026-03-29T03:30:00+02:00")));
    // At 03:00 of 2026-10-25 it becomes 02:00 again: the hour from 02:00 to 03:00 comes twice.
    let open = swiss.open("01:00-04:00".parse().unwrap(), at("2026-10-24T12:00:00+02:00")).unwrap();
    assert_eq!(open.1.duration_since(open.0), SignedDuration::from_hours(4));
}

#[test]
fn a_day_has_as_many_hours_as_the_clocks_give_it() {
    let swiss = calendar("Europe/Zurich", &[]);
    for (noon, hours) in [("2026-03-28T12:00:00Z", 24), ("2026-03-29T12:00:00Z", 23), ("2026-10-25T12:00:00Z", 25)] {
        let (from, until) = swiss.day_of(at(noon)).unwrap();
        assert_eq!(until.duration_since(from), SignedDuration::from_hours(hours), "{noon}");
    }
    // The same moment is of two days in two registries.
    let moment = at("2026-11-26T23:30:00Z");
    assert_eq!(swiss.day_of(moment).unwrap().0, at("2026-11-27T00:00:00+01:00"));
    assert_eq!(calendar("Africa/Accra", &[]).day_of(moment).unwrap().0, at("2026-11-26T00:00:00Z"));
}

fn any_calendar() -> impl Strategy<Value = Calendar> {
    let zones = prop::sample::select(vec!["Europe/Zurich", "Africa/Accra", "America/New_York", "Pacific/Apia", "Asia/Kathmandu"]);
    let holidays = prop::collection::btree_set(0..700_i32, 0..40);
    (zones, 1..128_u8, holidays).prop_map(|(zone, days, holidays)| {
        let named: Vec<&str> = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
            .into_iter()
            .enumerate()
            .filter_map(|(place, name)| (days >> place & 1 == 1).then_some(name))
            .collect();
        let first = Date::constant(2026, 1, 1);
        let holidays = holidays.into_iter().map(|day| first.checked_add(day.days()).unwrap()).collect();
        Calendar { zone: zone.parse().unwrap(), weekdays: named.join(",").parse().unwrap(), holidays }
    })
}

/// A moment in 2026 or 2027, when the clocks change eight times.
fn moment() -> impl Strategy<Value = Timestamp> {
    (1_767_225_600..1_830_297_600_i64).prop_map(|second| Timestamp::from_second(second).unwrap())
}

proptest! {
    #[test]
    fn the_nth_working_day_has_n_working_days_up_to_it(calendar in any_calendar(), at in moment(), n in 1..8_u16) {
        let start = calendar.zone.civil(at).date();
        let end = calendar.working_day_after(start, n).unwrap();
        let between = start.tomorrow().unwrap().series(1.day()).take_while(|day| *day <= end);
        prop_assert!(calendar.is_working_day(end));
        prop_assert_eq!(between.filter(|day| calendar.is_working_day(*day)).count(), usize::from(n));
    }

    #[test]
    fn noon_is_noon_on_the_wall_and_later(calendar in any_calendar(), at in moment(), n in 1..8_u16) {
        let noon = calendar.noon_of_working_day(at, n).unwrap();
        prop_assert!(noon > at);
        prop_assert_eq!(calendar.zone.civil(noon).time(), NOON);
        prop_assert!(calendar.is_working_day(calendar.zone.civil(noon).date()));
    }

    #[test]
    fn what_is_approved_later_is_not_through_earlier(
        calendar in any_calendar(), first in moment(), later in 0..2_000_000_i64, hours in 1..=720_u16,
    ) {
        let second = first.checked_add(SignedDuration::from_secs(later)).unwrap();
        for rule in [CoolingOff::None, CoolingOff::Hours(hours), CoolingOff::NextWorkingDayNoon] {
            prop_assert!(rule.until(&calendar, first) <= rule.until(&calendar, second));
            prop_assert!(rule.until(&calendar, first).unwrap() >= first);
        }
        let over = CoolingOff::NextWorkingDayNoon.until(&calendar, first).unwrap();
        prop_assert!(over.duration_since(first) >= SignedDuration::from_hours(23), "a day may lack an hour, not more");
    }

    #[test]
    fn the_window_is_now_or_the_next(calendar in any_calendar(), at in moment(), from in 0..1440_u16, length in 1..1440_u16) {
        let until = (from + length).min(1440);
        let hours = format!("{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, until / 60, until % 60);
        let hours: Hours = hours.parse().unwrap();
        let (opens, closes) = calendar.open(hours, at).unwrap();
        prop_assert!(opens < closes && at < closes);
        prop_assert!(calendar.is_working_day(calendar.zone.civil(opens).date()));
        // Whoever waits for the opening finds the same window open, and until then no other was.
        prop_assert_eq!(calendar.open(hours, opens), Some((opens, closes)));
        if at < opens {
            prop_assert_eq!(calendar.open(hours, opens - SignedDuration::from_secs(1)), Some((opens, closes)));
        }
    }

    #[test]
    fn a_moment_is_in_its_day(calendar in any_calendar(), at in moment()) {
        let (from, until) = calendar.day_of(at).unwrap();
        prop_assert!(from <= at && at < until);
    }
}
