//! Expiry, cooling-off, hours and release (F13, F14, F19, F28).

use super::*;
use jiff::SignedDuration;

fn state(world: &World, order: &Signed<OrderText>, statements: &[Signed<StatementText>], now: &str) -> State {
    judge(&world.case(order, statements), at(now)).state
}

/// An approval made at a time, good as long as the policy lets it.
fn approval(order: &Signed<OrderText>, person: &str, station: &str, made: &str) -> Signed<StatementText> {
    let mut vote = statement(order, Approve, person, station, 1);
    vote.made = made.parse().unwrap();
    vote.not_after = "2026-12-20T00:00:00Z".parse().unwrap();
    sign(&vote, person)
}

/// F13: scenario 7. The order's own end is its last moment, which is no part of it.
#[test]
fn an_order_expires_in_the_hand() {
    let order = sample::order(500);
    let world = World::new();
    let vote = [approval(&order, "luc.b", "OFF-1", "2026-11-29T07:00:00Z")];
    assert_ne!(state(&world, &order, &vote, "2026-11-29T07:59:59Z").word(), "expired");
    let expired = State::Expired { since: at("2026-11-29T08:00:00Z") };
    assert_eq!(state(&world, &order, &vote, "2026-11-29T08:00:00Z"), expired);
}

/// F13: an order that says it lives longer lives as long as the policy lets it: 72 hours, and as long again once it may run.
#[test]
fn no_order_outlives_the_policy() {
    let text = sample::order_text(500, at("2026-11-23T08:00:00Z")).replace("not-after: 2026-11-26", "not-after: 2026-12-26");
    let order = sample::sign_order(&text, "amina.k", "ONL-2");
    let world = World::new();
    assert_eq!(state(&world, &order, &[], "2026-11-26T07:59:59Z").word(), "waiting");
    assert_eq!(state(&world, &order, &[], "2026-11-26T08:00:00Z"), State::Expired { since: at("2026-11-26T08:00:00Z") });
}

/// F14: the cooling-off of the band counts from the approval that completed what was asked for, as the registry took it.
#[test]
fn a_large_order_cools_and_is_released_by_a_third_person() {
    let order = sample::order(100_000);
    let world = World::new();
    let votes =
        [approval(&order, "luc.b", "OFF-1", "2026-11-26T09:00:00Z"), approval(&order, "esi.o", "ONL-1", "2026-11-26T09:30:00Z")];
    let noon = at("2026-11-27T11:00:00Z");
    assert_eq!(state(&world, &order, &votes, "2026-11-26T10:00:00Z"), State::Cooling { until: noon });
    assert_eq!(state(&world, &order, &votes, "2026-11-27T10:59:59Z"), State::Cooling { until: noon });
    assert_eq!(state(&world, &order, &votes, "2026-11-27T11:00:00Z"), State::Unreleased);

    let release = |person: &str, made: &str| {
        let mut word = statement(&order, Release, person, "ONL-1", 5);
        word.made = made.parse().unwrap();
        [votes[0].clone(), votes[1].clone(), sign(&word, person)]
    };
    let now = "2026-11-27T11:30:00Z";
    assert_eq!(state(&world, &order, &release("rita.r", "2026-11-27T11:00:00Z"), now), State::Approved);
    assert_eq!(state(&world, &order, &release("rita.r", "2026-11-27T10:59:59Z"), now), State::Unreleased, "before its time");
    assert_eq!(state(&world, &order, &release("kofi.d", "2026-11-27T11:00:00Z"), now), State::Unreleased, "no releaser");

    // A station that sets its clock back shortens nothing: the registry knows when it took the second approval.
    let late = votes[1].clone().taken(sample::taken("esi.o", "s2", None, "2026-11-26T11:00:00Z"));
    let until = at("2026-11-30T11:00:00Z");
    assert_eq!(state(&world, &order, &[votes[0].clone(), late], now), State::Cooling { until });
}

/// F19: who approved can't also release, and the initiator never can.
#[test]
fn a_releaser_is_a_third_person() {
    let roster = sample::roster_text().replace("luc.b initiator,approver", "luc.b approver,releaser");
    let roster = roster.replace("amina.k initiator,approver", "amina.k initiator,approver,releaser");
    let world = World::with_roster(&roster);
    let order = sample::order(100_000);
    let votes =
        [approval(&order, "luc.b", "OFF-1", "2026-11-26T09:00:00Z"), approval(&order, "esi.o", "ONL-1", "2026-11-26T09:00:00Z")];
    for (person, rule) in [("luc.b", "F19"), ("amina.k", "F01")] {
        let mut word = statement(&order, Release, person, "ONL-1", 5);
        word.made = "2026-11-27T11:00:00Z".parse().unwrap();
        let said = [votes[0].clone(), votes[1].clone(), sign(&word, person)];
        let standing = judge(&world.case(&order, &said), at("2026-11-27T11:30:00Z"));
        assert_eq!((standing.state, standing.discounted[0].1.rule()), (State::Unreleased, rule));
    }
}

/// F28, scenario 10: Saturday at three in the morning it waits for Monday, or takes a person more.
#[test]
fn outside_the_hours_an_order_waits_or_takes_one_more() {
    let written = at("2026-11-27T20:00:00Z");
    let order = sample::order_at(500, written);
    let votes =
        [approval(&order, "luc.b", "OFF-1", "2026-11-28T01:00:00Z"), approval(&order, "esi.o", "ONL-1", "2026-11-28T01:30:00Z")];
    let saturday = "2026-11-28T02:00:00Z";
    let monday = at("2026-11-30T07:00:00Z");
    let more = World::new();
    assert_eq!(state(&more, &order, &votes[..1], saturday), State::Closed { opens: monday });
    assert_eq!(state(&more, &order, &votes, saturday), State::Approved);
    assert_eq!(state(&more, &order, &votes[..1], "2026-11-30T07:00:00Z"), State::Approved);
    let waits = World::under(&sample::POLICY.replace("one-more-approval", "wait"));
    assert_eq!(state(&waits, &order, &votes, saturday), State::Closed { opens: monday });
    let always = World::under(&sample::POLICY.replace("window: 08:00-18:00", "window: none"));
    assert_eq!(state(&always, &order, &votes[..1], saturday), State::Approved);
}

/// F19: who may not release is told which of the reasons it is, before signing: it is not time yet, they approved, it was released already.
#[test]
fn f19_who_may_not_release_is_told_why_before_signing() {
    let world = World::with_roster(&sample::roster_text().replace("luc.b initiator,approver", "luc.b approver,releaser"));
    let order = sample::order(100_000);
    let votes =
        [approval(&order, "luc.b", "OFF-1", "2026-11-26T09:00:00Z"), approval(&order, "esi.o", "ONL-1", "2026-11-26T09:00:00Z")];
    let (early, now) = ("2026-11-27T10:59:59Z", "2026-11-27T11:30:00Z");
    let may_at = |said: &[Signed<StatementText>], person: &str, when: &str| {
        let case = world.case(&order, said);
        may(&case, &judge(&case, at(when)), Release, (&person.parse().unwrap(), &"ONL-1".parse().unwrap()), at(when))
    };
    assert_eq!(may_at(&votes, "rita.r", now), Ok(()));
    assert_eq!(may_at(&votes, "rita.r", early), Err(Objection::ReleasedEarly));
    assert_eq!(may_at(&votes, "luc.b", now), Err(Objection::ApprovedAlready("luc.b".parse().unwrap())));
    let mut word = statement(&order, Release, "rita.r", "ONL-1", 5);
    word.made = "2026-11-27T11:00:00Z".parse().unwrap();
    let said = [votes[0].clone(), votes[1].clone(), sign(&word, "rita.r")];
    assert_eq!(may_at(&said, "rita.r", now), Err(Objection::Released("rita.r".parse().unwrap())));
}

/// F28: an approval that could only be carried out after the order's end is not asked of anybody; the sentence names both times.
#[test]
fn f28_nobody_is_asked_to_approve_what_ends_before_the_hours_begin() {
    let waits = World::under(&sample::POLICY.replace("one-more-approval", "wait"));
    let saturday = at("2026-11-28T02:00:00Z");
    let opens = at("2026-11-30T07:00:00Z");
    let may_until = |world: &World, ends: &str| {
        let text = sample::order_text(500, at("2026-11-27T20:00:00Z"));
        let text = text.replace("not-after: 2026-11-30T20:00:00Z", &format!("not-after: {ends}"));
        let order = sample::sign_order(&text, "amina.k", "ONL-2");
        let case = world.case(&order, &[]);
        may(&case, &judge(&case, saturday), Approve, (&"luc.b".parse().unwrap(), &"OFF-1".parse().unwrap()), saturday)
    };
    for ends in ["2026-11-29T20:00:00Z", "2026-11-30T07:00:00Z"] {
        assert_eq!(may_until(&waits, ends), Err(Objection::NoHoursLeft { opens, ends: at(ends) }));
        assert_eq!(may_until(&World::new(), ends), Ok(()), "one approval more takes the place of the hours");
    }
    assert_eq!(may_until(&waits, "2026-11-30T07:00:01Z"), Ok(()), "a second is left");
}

/// What the wizard is told to write is what the judge lets live, however late the approval comes.
#[test]
fn an_order_with_the_policys_times_can_be_carried_out() {
    let policy = sample::policy();
    let written = at("2026-11-26T08:00:00Z");
    for quantity in [500, 100_000] {
        let text = sample::order_text(quantity, written);
        let asked = policy.policy().requirements_of(OrderText::parse(text.as_bytes()).unwrap().order());
        let (from, to) = policy.policy().times(&asked, written, false).unwrap();
        let last = written + SignedDuration::from_hours(24);
        let cooled = asked.cooled(&policy.policy().calendar, last).unwrap();
        assert!(from <= cooled && cooled <= to, "{from} {cooled} {to}");
    }
}
