//! Clocks that jump, and the days on which they are hardest (T23): far in the past, after 2^31 seconds, the leap day, the leap second, and the
//! change of the clocks in the registry's zone. What is judged by the clock alone is judged right, or refused with a sentence.

use super::*;
use crate::{domain::calendar::CoolingOff, evidence::order::OrderText};

/// The second in which a signed count of 32 bits runs over is the one after this.
const LAST_OF_32: &str = "2038-01-19T03:14:07Z";

/// A world whose roster, people and policy are valid for longer than any clock here is wrong, and whose hours are always.
fn world() -> World {
    let long = |text: &str| {
        text.replace("2026-01-01T00:00:00Z", "1969-01-01T00:00:00Z").replace("2027-01-01T00:00:00Z", "9999-01-01T00:00:00Z")
    };
    let policy = sample::POLICY.replace("window: 08:00-18:00", "window: none");
    World {
        roster: RosterText::parse(long(&sample::roster_text()).as_bytes()).unwrap(),
        policy: PolicyText::parse(long(&policy).as_bytes()).unwrap(),
        earlier: vec![sample::roster().edition(), sample::policy().edition()],
    }
}

/// An approval made at a moment, good for two days.
fn approval(order: &Signed<OrderText>, person: &str, station: &str, made: &str) -> Signed<StatementText> {
    let mut vote = statement(order, Approve, person, station, 1);
    vote.made = made.parse().unwrap();
    vote.not_after = crate::evidence::moment::Moment::of(at(made) + jiff::SignedDuration::from_hours(48));
    sign(&vote, person)
}

/// T23, F13: the same order and the same approval, under clocks that jump. An approval that is not made yet by the clock does not count,
/// more than the five minutes that any two clocks may differ; an end that is over is over, however far.
#[test]
fn t23_a_clock_that_jumps_makes_nobody_s_word_count_and_nothing_live_longer() {
    let world = world();
    let order = sample::order_at(500, at("2026-11-26T08:00:00Z"));
    let vote = [approval(&order, "luc.b", "OFF-1", "2026-11-26T08:30:00Z")];
    let end = State::Expired { since: at("2026-11-29T08:00:00Z") };
    let future = State::Void(Objection::NotYet(at("2026-11-26T08:00:00Z")));
    let early = State::Cooling { until: at("2026-11-26T08:30:00Z") };
    let (waiting, approved) = (State::Waiting { have: 0, needed: 1 }, State::Approved);
    for (clock, expected, rule) in [
        ("1970-01-01T00:00:00Z", &future, Some("T23")),
        ("1999-12-31T23:59:59Z", &future, Some("T23")),
        ("2026-11-26T07:54:59Z", &future, Some("T23")),
        // The order counts, and the approval is not made yet.
        ("2026-11-26T07:55:00Z", &waiting, Some("T23")),
        ("2026-11-26T08:24:59Z", &waiting, Some("T23")),
        // It is taken, five minutes fast, and carries nothing out before the time it says it was made at.
        ("2026-11-26T08:25:00Z", &early, None),
        ("2026-11-26T09:00:00Z", &approved, None),
        // Over night the registry's clock is set back by an hour and forward again: nothing is different.
        ("2026-11-26T08:30:00Z", &approved, None),
        ("2026-11-29T08:00:00Z", &end, Some("F13")),
        (LAST_OF_32, &end, Some("F13")),
        ("2038-01-19T03:14:08Z", &end, Some("F13")),
        ("2106-02-07T06:28:16Z", &end, Some("F13")),
        ("9998-12-30T22:00:00Z", &end, Some("F13")),
    ] {
        let standing = judge(&world.case(&order, &vote), at(clock));
        assert_eq!(&standing.state, expected, "{clock}");
        let void = if let State::Void(objection) = &standing.state { Some(objection) } else { None };
        let against = void.or(standing.discounted.first().map(|(_, objection)| objection));
        let against = against.map(|objection| (objection.rule(), objection.to_string()));
        assert_eq!(against.as_ref().map(|(rule, _)| *rule), rule, "{clock}: {against:?}");
        assert!(against.is_none_or(|(_, sentence)| sentence.contains("2026-11-")), "{clock}: it says which time is wrong");
    }
    // Under a roster of an ordinary year nobody's word counts in another one, and the sentence says what to do.
    for clock in ["1970-01-01T00:00:00Z", LAST_OF_32, "2038-01-19T03:14:08Z"] {
        let State::Void(why) = judge(&World::new().case(&order, &vote), at(clock)).state else { panic!("{clock}") };
        assert!(why.to_string().contains("not valid at this time; security officers must sign another"), "{clock}: {why}");
    }
}

/// T23, F13, F14: orders that are written, approved and over around the days on which a clock is hardest: not before the last second of the
/// cooling-off, and not after the end.
#[test]
fn t23_hard_days_are_judged_to_the_second() {
    let world = world();
    for (what, written, approved, cooled, end) in [
        // A Monday; noon of Tuesday in Zürich is eight hours after the count of 32 bits ran over.
        ("2^31", "2038-01-18T08:00:00Z", "2038-01-18T09:00:00Z", "2038-01-19T11:00:00Z", "2038-01-21T08:00:00Z"),
        // The day itself: made in the last second before, and approved in the first after it.
        ("2^31 itself", LAST_OF_32, "2038-01-19T03:14:08Z", "2038-01-20T11:00:00Z", "2038-01-22T03:14:07Z"),
        // Monday, and the leap day is Tuesday.
        ("leap day", "2028-02-28T08:00:00Z", "2028-02-28T09:00:00Z", "2028-02-29T11:00:00Z", "2028-03-02T08:00:00Z"),
        // Made on the leap day itself.
        ("on it", "2028-02-29T08:00:00Z", "2028-02-29T09:00:00Z", "2028-03-01T11:00:00Z", "2028-03-03T08:00:00Z"),
        // No 29 February in 2100, although four divides it; Friday, so it is over on Monday.
        ("2100", "2100-02-26T08:00:00Z", "2100-02-26T09:00:00Z", "2100-03-01T11:00:00Z", "2100-03-01T08:00:00Z"),
        // Friday; on Sunday the clocks go back, and noon of Monday is an hour later than a day has hours.
        ("autumn", "2026-10-23T08:00:00Z", "2026-10-23T09:00:00Z", "2026-10-26T11:00:00Z", "2026-10-26T08:00:00Z"),
        // Friday; on Sunday they go forward, and noon of Monday is an hour earlier.
        ("spring", "2026-03-27T08:00:00Z", "2026-03-27T09:00:00Z", "2026-03-30T10:00:00Z", "2026-03-30T08:00:00Z"),
    ] {
        let asked = world.policy.policy().requirements("first-transfer", crate::domain::Quantity::new(100_000));
        assert!(asked.cooling_off.contains(&CoolingOff::NextWorkingDayNoon));
        assert_eq!(asked.cooled(&world.policy.policy().calendar, at(approved)), Some(at(cooled)), "{what}");
        let order = sample::order_at(500, at(written));
        let state = |now: Timestamp| judge(&world.case(&order, &[approval(&order, "luc.b", "OFF-1", approved)]), now).state;
        let second = jiff::SignedDuration::from_secs(1);
        assert_eq!(state(at(approved)), State::Approved, "{what}");
        assert_eq!(state(at(end)), State::Expired { since: at(end) }, "{what}: an end is no part of it");
        assert_ne!(state(at(end) - second).word(), "expired", "{what}: the last second is");
    }
}

/// T23: there is no second 60 in a signed text: which moment it is would be for each computer to say. The texts are refused with the line.
#[test]
fn t23_a_leap_second_is_refused_with_its_line() {
    let text = sample::order_text(500, at("2016-12-31T20:00:00Z"));
    for (line, second) in [("not-before", "2016-12-31T20:00:00Z"), ("not-after", "2017-01-03T20:00:00Z")] {
        let leaping = text.replace(&format!("{line}: {second}"), &format!("{line}: 2016-12-31T23:59:60Z"));
        assert_ne!(leaping, text);
        let refused = OrderText::parse(leaping.as_bytes()).unwrap_err();
        assert!(refused.to_string().contains(line), "{refused}");
    }
    // A clock that shows it is in the second before: nobody's order ends earlier or later by it.
    let (before, after) = (at("2016-12-31T23:59:59Z"), at("2017-01-01T00:00:00Z"));
    let leap = at("2016-12-31T23:59:60Z");
    assert!(before <= leap && leap < after);
}

/// T23, F16: the delay of a trusted account ends at noon on the wall of the n-th working day, also on such days; beyond all time there is
/// none, and what would take effect then takes none.
#[test]
fn t23_the_delay_of_working_days_holds_on_hard_days() {
    let policy = sample::policy();
    for (approved, counts) in [
        ("1970-01-01T00:00:00Z", Some("1970-01-07T11:00:00Z")),
        ("2026-03-26T12:00:00Z", Some("2026-04-01T10:00:00Z")),
        ("2026-10-22T12:00:00Z", Some("2026-10-28T11:00:00Z")),
        ("2028-02-25T10:00:00Z", Some("2028-03-02T11:00:00Z")),
        ("2038-01-14T15:00:00Z", Some("2038-01-20T11:00:00Z")),
        (LAST_OF_32, Some("2038-01-25T11:00:00Z")),
        ("9999-12-30T12:00:00Z", None),
    ] {
        assert_eq!(policy.policy().trusted_from(at(approved)), counts.map(at), "{approved}");
    }
}
