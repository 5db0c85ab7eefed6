//! Taking over what another directory says: never the newest edited, nothing lost, the same from whichever side.

use super::super::{sample::*, *};
use crate::{
    domain::calendar::{Calendar, Weekdays},
    text::Untrusted,
};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use std::collections::BTreeSet;

const NOW: &str = "2026-12-01T12:00:00Z";

fn verdicts(import: &Import) -> Vec<Verdict> {
    import.differences.iter().map(|difference| difference.verdict).collect()
}

fn from_gha(ours: &Directory, theirs: &Directory) -> Import {
    import(ours, theirs, Speaker::Registry(gha()), at(NOW))
}

/// A directory with one entry.
fn saying(entry: Entry, standing: Standing) -> Directory {
    let mut directory = Directory::default();
    directory.set(Record { entry, standing });
    directory
}

fn swapped() -> Entry {
    Entry::Channel(duty("gha-1", "+233999999999"))
}

#[test]
fn the_newest_verified_counts_and_not_the_newest_edited() {
    let ours = accra();
    let renamed = Entry::Card(Card { name: Untrusted::new("Kofi Mensah"), ..card("gha-1", "gha-epa") });
    let standing = |verified_at: &str| verified(at(verified_at));
    let one = || Verifiers::one("amina.k".parse().unwrap());
    let by_one = Standing {
        verified: standing("2026-11-20T00:00:00Z").verified.map(|v| Verification { by: one(), ..v }),
        edited: at(NOW),
    };
    let edited = Standing { verified: None, edited: at("2030-01-01T00:00:00Z") };
    for (standing, verdict) in [
        (standing("2026-11-20T00:00:00Z"), Verdict::Taken),
        (standing("2026-11-01T00:00:00Z"), Verdict::Older),
        (standing("2026-12-02T00:00:00Z"), Verdict::Future),
        (standing(VERIFIED), Verdict::Conflict),
        (edited.clone(), Verdict::Unverified),
        (by_one.clone(), Verdict::OnePerson),
    ] {
        let import = from_gha(&ours, &saying(renamed.clone(), standing));
        assert_eq!(verdicts(&import), [verdict]);
        assert_eq!(*import.preview() != ours, verdict.is_taken(), "{verdict:?}");
        assert_eq!(import.conflicts().count(), usize::from(verdict == Verdict::Conflict));
        let lines: Vec<_> = import.differences[0].lines.iter().map(|line| line.field).collect();
        assert_eq!(lines, ["name"], "the line that differs");
    }
    for (standing, verdict) in
        [(standing("2026-11-20T00:00:00Z"), Verdict::Added), (edited, Verdict::Unverified), (by_one, Verdict::OnePerson)]
    {
        let import = from_gha(&ours, &saying(swapped(), standing));
        assert_eq!(verdicts(&import), [verdict]);
        assert_eq!(*import.preview() != ours, verdict.is_taken());
        assert!(import.differences[0].lines.iter().all(|line| line.ours.is_none()));
    }
    let same = Entry::Card(card("gha-1", "gha-epa"));
    assert_eq!(verdicts(&from_gha(&ours, &saying(same.clone(), standing("2026-11-20T00:00:00Z")))), [Verdict::Renewed]);
    assert_eq!(verdicts(&from_gha(&ours, &saying(same.clone(), standing("2026-11-01T00:00:00Z")))), [Verdict::Same]);
    assert_eq!(verdicts(&from_gha(&ours, &saying(same, standing(VERIFIED)))), [Verdict::Same]);
}

#[test]
fn what_was_verified_in_the_future_counts_for_nothing_whatever_it_says() {
    let ours = accra();
    let renamed = Entry::Card(Card { name: Untrusted::new("Kofi Mensah"), ..card("gha-1", "gha-epa") });
    let same = Entry::Card(card("gha-1", "gha-epa"));
    for (entry, taken) in [(renamed, Verdict::Taken), (swapped(), Verdict::Added), (same, Verdict::Renewed)] {
        let said = |when: &str| from_gha(&ours, &saying(entry.clone(), verified(at(when))));
        assert_eq!(verdicts(&said(NOW)), [taken], "this very moment is not the future");
        let ahead = said("2026-12-01T12:00:00.000000001Z");
        assert_eq!(verdicts(&ahead), [Verdict::Future]);
        assert_eq!(*ahead.preview(), ours, "a clock that is wrong, or a lie, changes nothing");
    }
}

#[test]
fn nobody_speaks_for_another_registry() {
    let mut ours = accra();
    ours.add(Entry::Organisation(organisation("che-foen", "Europe/Zurich", "CHE01")))
        .add_person(card("che-1", "che-foen"), "+41200000001");
    ours.add(Entry::Assignment(assignment("che-1", Role::Security, "CHE01")));
    let mut grabbing = organisation("gha-epa", "Africa/Accra", "GHA01");
    grabbing.registries.insert("CHE01".parse().unwrap());
    let chain = EscalationChain {
        registry: "CHE01".parse().unwrap(),
        topic: Topic::Security,
        severity: Severity::Low,
        rungs: Vec::new(),
    };
    let registry_key = ContactKey {
        owner: KeyOwner::Registry("CHE01".parse().unwrap()),
        kind: ContactKeyKind::Ssh,
        fingerprint: "AB".repeat(20).parse().unwrap(),
        term: term("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"),
    };
    let foreign = [
        Entry::Card(card("che-1", "gha-epa")),
        Entry::Card(card("gha-9", "che-foen")),
        Entry::Channel(duty("che-1", "+233999999999")),
        Entry::Channel(duty("nobody", "+233999999999")),
        Entry::Assignment(assignment("gha-1", Role::Security, "CHE01")),
        Entry::Assignment(assignment("che-1", Role::Security, "GHA01")),
        Entry::Organisation(organisation("che-foen", "Africa/Accra", "GHA01")),
        Entry::Organisation(grabbing),
        Entry::Organisation(organisation("other", "Africa/Accra", "CHE01")),
        Entry::Chain(chain),
        Entry::Key(registry_key),
    ];
    let later = verified(at("2026-11-20T00:00:00Z"));
    for entry in foreign {
        let theirs = saying(entry.clone(), later.clone());
        assert_eq!(verdicts(&from_gha(&ours, &theirs)), [Verdict::NotTheirs], "{entry:?}");
        let hub = import(&ours, &theirs, Speaker::Hub, at(NOW));
        assert!(hub.differences[0].verdict.is_taken(), "a hub may: {entry:?}");
    }
    // What is their own is taken, also from a registry that we know nothing of yet.
    let all = from_gha(&Directory::default(), &accra());
    assert_eq!(all.preview().entries, accra().entries);
}

#[test]
fn an_old_bundle_does_not_bring_back_who_was_erased() {
    let mut ours = accra();
    ours.erase(&id("gha-1"));
    let import = from_gha(&ours, &accra());
    assert_eq!(*import.preview(), ours);
    assert!(import.differences.iter().all(|d| matches!(d.verdict, Verdict::Erased | Verdict::Same)));
}

/// F15: what two persons take over waits like any other change, and the old number is called until then.
#[test]
fn a_number_that_is_taken_over_waits_and_is_ended_by_one_person() {
    let ours = accra();
    let calendar =
        Calendar { zone: "Europe/Zurich".parse().unwrap(), weekdays: Weekdays::MONDAY_TO_FRIDAY, holidays: BTreeSet::new() };
    let basis = "BUNDLE/7".parse().unwrap();
    let import = from_gha(&ours, &saying(swapped(), verified(at("2026-11-20T00:00:00Z"))));
    let one = Verifiers::one("amina.k".parse().unwrap());
    let two = Verifiers::two("amina.k".parse().unwrap(), "luc.b".parse().unwrap()).unwrap();
    // A Friday; noon of Thursday in Zurich is 11:00 UTC.
    let agreement = Agreement { by: &one, basis: &basis, at: at("2026-11-27T15:00:00Z"), calendar: &calendar, working_days: 4 };
    assert_eq!(import.agreed(&agreement), Err(NotAgreed::OnePerson));
    let mut agreed = import.agreed(&Agreement { by: &two, ..agreement.clone() }).unwrap();
    let counts_from = at("2026-12-03T11:00:00Z");
    assert_eq!(agreed.changes.held(&swapped().key(), at(NOW)), Some(Held::Until(counts_from)));
    assert_eq!(agreed.cooling_until(gha(), at(NOW)), Some(counts_from), "check C05 fails until then");
    let number = |directory: &Directory, when: &str| match reach(directory, &id("gha-1"), Severity::High, at(when)) {
        Reach::Now(reached) => reached.address.as_str().to_owned(),
        Reach::Not { .. } => "nobody".to_owned(),
    };
    assert_eq!(number(&agreed, NOW), "+233200000001");
    assert_eq!(agreed.published(gha(), at(NOW)).len(), ours.published(gha(), at(NOW)).len(), "nor is it passed on");
    // A number that stood there before, and that nobody had verified, waits too.
    let mut planted = ours.clone();
    planted.set(Record { entry: swapped(), standing: Standing { verified: None, edited: at(VERIFIED) } });
    let renewed = from_gha(&planted, &saying(swapped(), verified(at("2026-11-20T00:00:00Z"))));
    assert_eq!(verdicts(&renewed), [Verdict::Renewed]);
    assert_eq!(
        renewed.agreed(&Agreement { by: &two, ..agreement.clone() }).unwrap().changes.held(&swapped().key(), at(NOW)),
        Some(Held::Until(counts_from))
    );

    assert!(agreed.changes.cancel(&swapped().key(), at(NOW)));
    agreed.entries.remove(&duty("gha-1", "+233200000001").key());
    assert_eq!(number(&agreed, "2026-12-07T12:00:00Z"), "nobody", "one person ended it");
}

#[test]
fn what_ends_something_counts_at_once() {
    let before = Entry::Channel(duty("gha-1", "+233200000001"));
    let ended = Entry::Channel(Channel { ended: Some(at(NOW)), ..duty("gha-1", "+233200000001") });
    let role = |state| Entry::Assignment(Assignment { state, ..assignment("gha-1", Role::Administrator, "GHA01") });
    let active = role(AssignmentState::Active);
    for (before, after, act) in [
        (Some(&before), &before, Act::Verify),
        (None, &before, Act::Add),
        (Some(&ended), &before, Act::Change),
        (Some(&before), &ended, Act::End),
        (None, &ended, Act::End),
        (Some(&active), &role(AssignmentState::Suspended), Act::Suspend),
        (Some(&active), &role(AssignmentState::Revoked), Act::End),
        (Some(&role(AssignmentState::Suspended)), &active, Act::Change),
    ] {
        assert_eq!(Act::between(before, after), act, "{before:?} {after:?}");
    }
}

#[test]
fn what_is_published_is_what_was_verified_and_counts() {
    let mut directory = accra();
    directory
        .add(Entry::Organisation(organisation("che-foen", "Europe/Zurich", "CHE01")))
        .add_person(card("che-1", "che-foen"), "+41200000001");
    directory.set(Record { entry: swapped(), standing: Standing { verified: None, edited: at(NOW) } });
    let published = directory.published(gha(), at(NOW));
    assert_eq!(published, accra().entries.into_values().collect::<Vec<_>>());
    // In March the administrators' cards have run out; the desk's has not.
    let later = directory.published(gha(), at("2027-04-01T00:00:00Z"));
    let cards: BTreeSet<String> = later.iter().filter_map(|record| Some(record.entry.key().card()?.to_string())).collect();
    assert_eq!(cards, BTreeSet::from(["gha-desk".to_owned()]));
}

/// An entry of one of a few keys, in one of a few versions.
fn entry() -> impl Strategy<Value = Entry> {
    (0..3_u8, 0..3_u8, 0..2_u8).prop_map(|(kind, who, version)| {
        let who = format!("gha-{who}");
        match kind {
            0 => Entry::Card(Card { title: Untrusted::new(format!("v{version}")), ..card(&who, "gha-epa") }),
            1 => Entry::Channel(Channel { ended: (version == 1).then(|| at(NOW)), ..duty(&who, "+233200000001") }),
            _ => {
                Entry::Channel(Channel { since: at(&format!("2026-0{}-01T00:00:00Z", version + 1)), ..mail(&who, "a@b.example") })
            }
        }
    })
}

/// When it was verified decides, and no two entries that differ were verified in the same moment.
fn standing_of(entry: &Entry, second: i64) -> Standing {
    let nudge = i64::from(entry.fields().iter().map(|(_, value)| value.octets().len()).sum::<usize>() as u32);
    verified(at("2026-06-01T00:00:00Z") + SignedDuration::from_secs(second * 100_000 + nudge))
}

fn directory() -> impl Strategy<Value = Directory> {
    prop::collection::vec((entry(), prop::option::of(0..40_i64)), 0..12).prop_map(|entries| {
        let mut directory = Directory::default();
        for (entry, verified) in entries {
            let edited = Standing { verified: None, edited: at(NOW) };
            let standing = verified.map_or(edited, |second| standing_of(&entry, second));
            directory.set(Record { entry, standing });
        }
        directory
    })
}

/// Only what was verified: what a directory passes on.
fn verified_only(mut directory: Directory) -> Directory {
    directory.entries.retain(|_, record| record.verified().is_some());
    directory
}

fn hear(ours: &Directory, theirs: &Directory) -> Directory {
    import(ours, theirs, Speaker::Hub, at(NOW)).preview().clone()
}

proptest! {
    #[test]
    fn from_whichever_side_and_in_whatever_order_it_is_the_same(a in directory(), b in directory(), c in directory()) {
        let (a, b, c) = (verified_only(a), verified_only(b), verified_only(c));
        prop_assume!([(&a, &b), (&b, &c), (&a, &c)].iter().all(|(x, y)| import(x, y, Speaker::Hub, at(NOW)).conflicts().next().is_none()));
        prop_assert_eq!(hear(&a, &b), hear(&b, &a), "commutative");
        prop_assert_eq!(hear(&hear(&a, &b), &c), hear(&a, &hear(&b, &c)), "associative");
        prop_assert_eq!(hear(&hear(&a, &b), &b), hear(&a, &b), "idempotent");
        prop_assert_eq!(hear(&a, &a), a);
    }

    #[test]
    fn conflicts_are_the_same_from_both_sides(a in directory(), b in directory(), moment in 0..3_i64) {
        let same_moment = |mut directory: Directory| {
            let when = at("2026-06-01T00:00:00Z") + SignedDuration::from_secs(moment);
            directory.entries.values_mut().for_each(|record| record.standing = verified(when));
            directory
        };
        let (a, b) = (same_moment(a), same_moment(b));
        let keys = |import: Import| import.conflicts().map(|difference| difference.key.clone()).collect::<Vec<_>>();
        let (forth, back) = (import(&a, &b, Speaker::Hub, at(NOW)), import(&b, &a, Speaker::Hub, at(NOW)));
        for difference in forth.conflicts() {
            prop_assert_eq!(forth.preview().entries.get(&difference.key), a.entries.get(&difference.key), "kept until a person decides");
        }
        prop_assert_eq!(keys(forth), keys(back));
    }

    #[test]
    fn nothing_verified_is_lost_and_nothing_unverified_comes_in(ours in directory(), theirs in directory()) {
        let import = import(&ours, &theirs, Speaker::Hub, at(NOW));
        for (key, record) in &ours.entries {
            let after = import.preview().entries.get(key).unwrap();
            prop_assert!(after.verified() >= record.verified());
        }
        for (key, record) in &import.preview().entries {
            prop_assert!(record.verified().is_some() || ours.entries.get(key) == Some(record));
        }
        // The differences say exactly what changed.
        for difference in &import.differences {
            let changed = import.preview().entries.get(&difference.key) != ours.entries.get(&difference.key);
            prop_assert_eq!(changed, difference.verdict.is_taken(), "{:?}", difference);
        }
    }

    #[test]
    fn a_bundle_without_verification_changes_nothing(ours in directory(), theirs in directory(), edited in 0..4_000_000_000_i64) {
        let mut theirs = theirs;
        let edited = Timestamp::from_second(edited).unwrap();
        theirs.entries.values_mut().for_each(|record| record.standing = Standing { verified: None, edited });
        prop_assert_eq!(hear(&ours, &theirs), ours);
    }
}
