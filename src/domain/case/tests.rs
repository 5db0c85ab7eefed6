//! The course of a case, from what runs find to how it is closed.

use super::*;
use crate::{
    domain::{
        BlockRange, RegistryId, Serial, SerialRange,
        block::Series,
        calendar::{Calendar, Weekdays},
        reconcile::{Cause, Code, Field, Finding, Recent, Said},
    },
    text::Untrusted,
};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

const NOW: &str = "2026-11-24T06:00:00Z";
const SHA: [u8; 32] = [7; 32];

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn person(id: &str) -> PersonId {
    id.parse().unwrap()
}

fn block(first: u64, last: u64) -> BlockRange {
    let range = SerialRange::new(Serial::new(first).unwrap(), Serial::new(last).unwrap()).unwrap();
    let vintage = crate::domain::Vintage::new(2023).unwrap();
    let series = Series {
        approach: "CA0007".parse().unwrap(),
        registry: "CHE01".parse().unwrap(),
        party: "CHE".parse().unwrap(),
        vintage,
    };
    BlockRange { series, range }
}

fn ghana() -> Option<RegistryId> {
    Some("GHA01".parse().unwrap())
}

fn finding(code: Code, first: u64, last: u64) -> Finding {
    Finding::units(code, block(first, last), at(NOW))
}

fn sorted(cases: &[Case], findings: &[Finding]) -> Vec<Step> {
    sort(cases, findings, &Untrusted::new("RUN-2"), ghana(), at(NOW))
}

fn seen(code: Code, first: u64, last: u64) -> Sighting {
    gather(&[finding(code, first, last)], &Untrusted::new("RUN-1"), ghana(), at(NOW)).remove(0)
}

fn id(number: u32) -> CaseId {
    CaseId::new("CHE01".parse().unwrap(), number).unwrap()
}

fn case(code: Code) -> Case {
    Case::open(id(1), seen(code, 1, 100), at(NOW))
}

fn owned() -> Event {
    Event::Owned { owner: person("amina.k"), by: person("amina.k") }
}

fn noted() -> Event {
    Event::Noted { by: person("sofia.m"), mark: None, text: Untrusted::new("asked on the telephone") }
}

fn proposed(resolution: Resolution) -> Event {
    Event::Proposed { by: person("amina.k"), resolution, sha256: SHA }
}

fn confirmed(by: &str) -> Event {
    Event::Confirmed { by: person(by), sha256: SHA }
}

fn gone() -> Event {
    Event::Gone { run: Untrusted::new("RUN-2") }
}

fn played(code: Code, events: &[Event]) -> Result<Case, NotPossible> {
    events.iter().try_fold(case(code), |case, event| case.after(event, at(NOW)))
}

#[test]
fn a_case_goes_its_course() {
    let until = at("2027-01-01T00:00:00Z");
    let declined = Event::Declined { by: person("luc.b"), sha256: SHA };
    let frozen = || Event::Frozen { by: None };
    for (events, state, frozen_after, keeps) in [
        (vec![], "new", false, true),
        (vec![noted()], "new", false, true),
        (vec![owned()], "triaged", false, true),
        (vec![owned(), noted()], "under-analysis", false, true),
        (vec![frozen(), owned()], "triaged", true, true),
        (vec![owned(), proposed(Resolution::Resent)], "proposed", false, true),
        (vec![owned(), proposed(Resolution::Resent), confirmed("luc.b")], "agreed", false, true),
        (vec![owned(), proposed(Resolution::Resent), declined], "under-analysis", false, true),
        // Corrections are orders, so once two agree on one the ITMOs can be named.
        (vec![frozen(), owned(), proposed(Resolution::CorrectingOrder), confirmed("luc.b")], "agreed", false, false),
        (vec![frozen(), owned(), proposed(Resolution::Released), confirmed("luc.b")], "under-analysis", false, true),
        // Living with a difference takes a third person.
        (vec![owned(), proposed(Resolution::Accepted(until)), confirmed("luc.b")], "proposed", false, true),
        (
            vec![frozen(), owned(), proposed(Resolution::Accepted(until)), confirmed("luc.b"), confirmed("esi.o")],
            "closed",
            false,
            false,
        ),
        (vec![frozen(), gone()], "closed", false, false),
    ] {
        let case = played(Code::D03, &events).unwrap();
        assert_eq!((case.state.word(), case.frozen, case.keeps_from_orders()), (state, frozen_after, keeps), "{events:?}");
    }
}

/// F01, F02, F05.
#[test]
fn what_is_not_possible_says_why_and_changes_nothing() {
    let resent = || proposed(Resolution::Resent);
    let past = proposed(Resolution::Accepted(at(NOW)));
    for (events, why) in [
        (vec![resent()], NotPossible::NotOwned),
        (vec![owned(), owned()], NotPossible::Owned(person("amina.k"))),
        (vec![owned(), resent(), resent()], NotPossible::Proposed),
        (vec![owned(), resent(), confirmed("amina.k")], NotPossible::Proposer(person("amina.k"))),
        (vec![owned(), confirmed("luc.b")], NotPossible::NotProposed),
        (vec![owned(), resent(), Event::Confirmed { by: person("luc.b"), sha256: [8; 32] }], NotPossible::OtherProposal),
        (
            vec![owned(), proposed(Resolution::Accepted(at("2027-01-01T00:00:00Z"))), confirmed("luc.b"), confirmed("luc.b")],
            NotPossible::Again(person("luc.b")),
        ),
        (vec![owned(), past], NotPossible::Past),
        (vec![owned(), proposed(Resolution::Released)], NotPossible::NotFrozen),
        (vec![Event::Frozen { by: None }, Event::Frozen { by: None }], NotPossible::Frozen),
        (vec![gone(), gone()], NotPossible::Closed),
        (vec![gone(), owned()], NotPossible::Closed),
        (vec![gone(), Event::Frozen { by: None }], NotPossible::Closed),
    ] {
        assert_eq!(played(Code::D10, &events), Err(why), "{events:?}");
    }
    let transfer = Finding { subject: crate::domain::reconcile::Subject::Snapshot, ..finding(Code::D20, 1, 1) };
    let found = gather(&[transfer], &Untrusted::new("RUN-1"), ghana(), at(NOW)).remove(0);
    let case = Case::open(id(2), found, at(NOW));
    assert_eq!(case.after(&Event::Frozen { by: None }, at(NOW)), Err(NotPossible::NoUnits));
}

#[test]
fn a_case_is_closed_by_a_run_and_comes_back_with_one() {
    let agreed = [owned(), proposed(Resolution::Resent), confirmed("luc.b"), gone()];
    for (events, closing) in [(&agreed[3..], Closing::Pass), (&agreed[..], Closing::Intervention)] {
        let closed = played(Code::D03, events).unwrap();
        assert_eq!((closed.state.clone(), closed.closed), (State::Closed(closing), Some(at(NOW))));
        let later = at("2026-12-01T06:00:00Z");
        let back = closed.after(&Event::Found(seen(Code::D03, 1, 100)), later).unwrap();
        assert_eq!((back.is_open(), back.reopened, back.runs, back.opened), (true, 1, 2, later));
        assert_eq!(back.state.word(), if events.len() == 1 { "new" } else { "triaged" });
    }
    let until = at("2027-01-01T00:00:00Z");
    let accept = [owned(), proposed(Resolution::Accepted(until)), confirmed("luc.b"), confirmed("esi.o")];
    let accepted = played(Code::D12, &accept).unwrap();
    let again = Event::Found(seen(Code::D12, 1, 100));
    assert!(!accepted.after(&again, at("2026-12-31T23:59:59Z")).unwrap().is_open(), "three persons live with it");
    assert!(accepted.after(&again, until).unwrap().is_open(), "and no longer than they said");
}

#[test]
fn the_same_difference_is_the_same_case_and_one_that_is_gone_is_closed() {
    let known = [case(Code::D03), Case::open(id(2), seen(Code::D10, 500, 600), at(NOW))];
    let steps = sorted(&known, &[finding(Code::D03, 51, 200), finding(Code::D11, 500, 600)]);
    assert!(
        matches!(&steps[..], [Step::Open(new), Step::Again(again, _), Step::Gone(gone)]
        if new.code == Code::D11 && *again == id(1) && *gone == id(2)),
        "{steps:?}"
    );

    // What is left of one in two pieces is still that one.
    let steps = sorted(&known[..1], &[finding(Code::D03, 1, 10), finding(Code::D03, 90, 100)]);
    let [Step::Again(_, found)] = &steps[..] else { panic!("{steps:?}") };
    assert_eq!((found.about.blocks(), found.quantity.count()), (&[block(1, 10), block(90, 100)][..], 21));

    // A transfer that is on its way to correct it explains it, and closes nothing.
    let flight =
        Finding { otherwise: Some(Code::D03), clears_at: Some(at("2026-11-25T06:00:00Z")), ..finding(Code::D14, 1, 100) };
    assert_eq!(sorted(&known[..1], std::slice::from_ref(&flight)), []);
    assert_eq!(sorted(&[], &[flight, finding(Code::D07, 1, 9)]), [], "what clears by itself and what is a note is no case");

    let closed = known[0].after(&gone(), at(NOW)).unwrap();
    assert_eq!(sorted(std::slice::from_ref(&closed), &[]), [], "a closed case is not closed again");
    assert!(matches!(sorted(&[closed], &[finding(Code::D03, 1, 1)])[..], [Step::Again(..)]));
}

#[test]
fn findings_with_one_cause_are_one_case() {
    let recent = Recent {
        transfer: "CHE01-2026-000044".parse().unwrap(),
        from: "CHE01".parse().unwrap(),
        to: "GHA01".parse().unwrap(),
        quantity: Quantity::new(20),
        state: "finalised-out",
        at: at(NOW),
    };
    let because =
        |finding: Finding| Finding { cause: Some(Cause::Transfers { difference: 20, items: vec![recent.clone()] }), ..finding };
    let other = finding(Code::D02, 41, 50).saying([Said::both(Field::Holder, "CHE01", "GHA01")]);
    let all = [because(finding(Code::D02, 1, 10)), because(finding(Code::D02, 21, 30)), other, finding(Code::D03, 61, 70)];
    let found = gather(&all, &Untrusted::new("RUN-1"), ghana(), at(NOW));
    let quantities: Vec<u64> = found.iter().map(|sighting| sighting.quantity.count()).collect();
    assert_eq!(quantities, [20, 10, 10]);
    assert_eq!(found[0].about.names(), ["units CA0007-CHE01-CHE-1-10-2023", "units CA0007-CHE01-CHE-21-30-2023"]);
    assert_eq!(found[0].cause.as_ref().unwrap().octets(), "+20 = CHE01-2026-000044 (finalised-out 2026-11-24 06:00 UTC)");
}

#[test]
fn severity_is_units_by_days_by_kind() {
    let case = case(Code::D03);
    assert_eq!(case.severity(at(NOW)), 100 * 1_000);
    assert_eq!(case.severity(at(NOW) + SignedDuration::from_hours(49)), 300 * 1_000);
}

#[test]
fn a_case_is_in_time_until_the_next_working_day_and_suspended_after_it() {
    let calendar = Calendar {
        zone: "Europe/Zurich".parse().unwrap(),
        weekdays: Weekdays::MONDAY_TO_FRIDAY,
        holidays: ["2026-12-25".parse().unwrap()].into(),
    };
    for (opened, now, expected) in [
        ("2026-11-24T06:00:00Z", "2026-11-24T22:59:59Z", Ageing::InTime(at("2026-11-24T23:00:00Z"))),
        ("2026-11-24T06:00:00Z", "2026-11-24T23:00:00Z", Ageing::Late(at("2026-11-25T23:00:00Z"))),
        ("2026-11-24T06:00:00Z", "2026-11-25T23:00:00Z", Ageing::Suspend),
        // A Friday: the weekend does not count.
        ("2026-11-27T20:00:00Z", "2026-11-29T22:59:59Z", Ageing::InTime(at("2026-11-29T23:00:00Z"))),
        // Christmas does not either.
        ("2026-12-24T08:00:00Z", "2026-12-27T22:00:00Z", Ageing::InTime(at("2026-12-27T23:00:00Z"))),
    ] {
        assert_eq!(ageing(&calendar, at(opened), at(now)), expected, "{opened} {now}");
    }
}

#[test]
fn the_trend_counts_weeks_means_and_what_came_back() {
    let lived = |opened: &str, closed: Option<&str>, reopened| Lived { opened: at(opened), closed: closed.map(at), reopened };
    let trend = Trend::of(
        [
            lived("2026-10-01T00:00:00Z", Some("2026-10-08T00:00:00Z"), 0),
            lived("2026-11-10T00:00:00Z", Some("2026-11-12T00:00:00Z"), 1),
            lived("2026-11-20T00:00:00Z", None, 0),
        ],
        at(NOW),
    );
    assert_eq!(trend.open, [1, 0, 0, 0, 0, 1, 0, 1]);
    assert_eq!((trend.opened_lately, trend.reopened, trend.oldest), (2, 1, Some(at("2026-11-20T00:00:00Z"))));
    assert_eq!(trend.mean, Some(SignedDuration::from_hours(24 * 9 / 2)));
    assert!(!trend.needs_a_plan());
    let many = (0..=PLAN_OF_MEASURES).map(|_| lived("2026-11-20T00:00:00Z", None, 0));
    assert!(Trend::of(many, at(NOW)).needs_a_plan());
}

fn events() -> impl Strategy<Value = Event> {
    let who = prop::sample::select(vec!["amina.k", "luc.b", "esi.o"]);
    let until = at("2027-01-01T00:00:00Z");
    let kind = prop::sample::select(vec![
        Resolution::Resent,
        Resolution::CorrectingOrder,
        Resolution::Accepted(until),
        Resolution::Released,
    ]);
    prop_oneof![
        Just(Event::Found(seen(Code::D03, 1, 100))),
        Just(gone()),
        who.clone().prop_map(|who| Event::Owned { owner: person(who), by: person(who) }),
        Just(noted()),
        Just(Event::Frozen { by: None }),
        (who.clone(), kind).prop_map(|(by, resolution)| Event::Proposed { by: person(by), resolution, sha256: SHA }),
        who.clone().prop_map(confirmed),
        who.prop_map(|by| Event::Declined { by: person(by), sha256: SHA }),
    ]
}

proptest! {
    /// F01, F02: whatever happens in whatever order, what is agreed has as many different persons as its kind takes.
    #[test]
    fn no_order_of_events_resolves_a_case_with_too_few(all in prop::collection::vec(events(), 0..40)) {
        let mut case = case(Code::D03);
        for event in all {
            let Ok(next) = case.after(&event, at(NOW)) else { continue };
            if let State::Agreed(proposal) = &next.state {
                prop_assert!(!proposal.confirmed.contains(&proposal.by) && proposal.missing() == 0);
            }
            if let (State::Closed(Closing::Accepted(_)), State::Proposed(before)) = (&next.state, &case.state) {
                prop_assert_eq!(before.confirmed.len() + 2, 3);
            }
            let released = case.frozen && !next.frozen;
            let by_two = matches!(event, Event::Confirmed { .. } | Event::Gone { .. });
            prop_assert!(!released || by_two, "one person released a freeze: {event:?}");
            prop_assert!(next.is_open() || !next.frozen);
            case = next;
        }
    }
}

#[test]
fn a_lost_transfer_is_one_that_only_the_counterpart_knows() {
    let said = |ours: bool, theirs: bool| match (ours, theirs) {
        (true, true) => vec![Said::both(Field::State, "terminated", "completed")],
        (false, false) => Vec::new(),
        (ours, _) => vec![Said::one(Field::State, ours, "completed")],
    };
    let about = |thing, name| About::Other { thing, name: Untrusted::new(name) };
    let transfer = || about(Thing::Transfer, "GHA01-2026-000044");
    let lost = |code, peer, about, said| Sighting { peer, about, said, ..seen(code, 1, 1) }.lost_transfer();
    let found = ("GHA01-2026-000044".parse().unwrap(), ghana().unwrap());
    assert_eq!(lost(Code::D13, ghana(), transfer(), said(false, true)), Some(found));
    for (code, peer, about, said) in [
        (Code::D13, ghana(), transfer(), said(true, true)),
        (Code::D13, ghana(), transfer(), said(true, false)),
        (Code::D13, ghana(), transfer(), said(false, false)),
        (Code::D13, None, transfer(), said(false, true)),
        (Code::D21, ghana(), transfer(), said(false, true)),
        (Code::D13, ghana(), about(Thing::Transfer, "not an id"), said(false, true)),
        (Code::D13, ghana(), about(Thing::Order, "GHA01-2026-000044"), said(false, true)),
    ] {
        assert_eq!(lost(code, peer, about, said), None, "{code:?}");
    }
}

#[test]
fn the_name_of_what_a_case_is_about_says_its_transfer_or_none() {
    for (name, says) in [
        ("transfer CHE01-2026-000044", Some("CHE01-2026-000044")),
        ("transfer CHE01", None),
        ("order CHE01-2026-000044", None),
        ("units CA0007-CHE01-CHE-1-10-2023", None),
        ("", None),
    ] {
        assert_eq!(transfer_of(name).map(|transfer| transfer.to_string()).as_deref(), says, "{name}");
    }
}

#[test]
fn the_name_of_what_a_case_is_about_says_its_cooperative_approach_or_none() {
    for (name, says) in [
        ("units CA0007-CHE01-CHE-1-10-2023", Some("CA0007")),
        ("total CA0012 GHA 2023 held by CHE01 any", Some("CA0012")),
        ("transfer CHE01-2026-000044", None),
        ("authorization CHE-AU-0001", None),
        ("snapshot both", None),
        ("units", None),
        ("units somewhere", None),
        ("account CA0007-CHE01", None),
        ("", None),
    ] {
        assert_eq!(approach_of(name).map(|approach| approach.to_string()).as_deref(), says, "{name}");
    }
    let units = About::Units(vec!["CA0003-CHE01-GHA-1-9-2023".parse().unwrap()]);
    assert_eq!(
        approach_of(&units.names()[0]).map(|approach| approach.to_string()).as_deref(),
        Some("CA0003"),
        "as it is written"
    );
}
