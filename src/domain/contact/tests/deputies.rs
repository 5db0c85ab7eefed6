//! Who may stand in for whom: proposed, imported and called. A stranger as a deputy is a swapped number under another name (F14).

use crate::domain::contact::{sample::*, *};
use proptest::prelude::*;
use std::collections::BTreeSet;

const NOON: &str = "2026-12-01T12:00:00Z";

fn role_of(who: &str, registry: &str) -> Entry {
    Entry::Assignment(assignment(who, Role::Technical, registry))
}

/// Accra with an office in Bangkok, a contractor in Zurich who works for Accra, and the hub's desk.
fn world() -> Directory {
    let mut directory = accra();
    directory.add(Entry::Organisation(organisation("tha-tgo", "Africa/Accra", "THA01")));
    let works_for =
        |registry: &str| Organisation { kind: OrganisationKind::Contractor, ..organisation("acme", "Africa/Accra", registry) };
    directory.add(Entry::Organisation(works_for("GHA01")));
    let hub = Organisation { kind: OrganisationKind::Hub, party: None, registries: BTreeSet::new(), ..works_for("GHA01") };
    directory.add(Entry::Organisation(Organisation { id: "hub".parse().unwrap(), ..hub }));
    for (who, office, phone) in [
        ("tha-1", "tha-tgo", "+66200000001"),
        ("tha-2", "tha-tgo", "+66200000002"),
        ("acme-1", "acme", "+41200000001"),
        ("hub-1", "hub", "+49200000001"),
    ] {
        directory.add_person(card(who, office), phone);
    }
    directory.add(role_of("tha-2", "GHA01"));
    directory
}

fn away(who: &str, deputy: &str) -> Entry {
    let term = term("2026-11-30T00:00:00Z", "2026-12-03T00:00:00Z");
    Entry::Absence(Absence { who: id(who), term, deputy: Some(id(deputy)) })
}

fn carded(who: &str, deputy: &str) -> Entry {
    Entry::Card(Card { deputy: Some(id(deputy)), ..card(who, "gha-epa") })
}

/// Who answers for the administrator in Accra at noon, or the last reason why nobody does.
fn answers(directory: &Directory, when: &str) -> Result<String, Obstacle> {
    match reach(directory, &id("gha-1"), Severity::High, at(when)) {
        Reach::Now(reached) => Ok(reached.by.to_string()),
        Reach::Not { obstacles, .. } => Err(obstacles.last().unwrap().1),
    }
}

#[test]
fn f14_a_deputy_is_of_the_same_organisation_or_the_same_registry() {
    for (deputy, is_proper, why) in [
        ("gha-2", true, "of the same office"),
        ("acme-1", true, "of a contractor that works for the registry"),
        ("tha-2", true, "holds a role for the registry"),
        ("tha-1", false, "of another registry"),
        ("hub-1", false, "of a hub, which has a step of its own in the chains"),
    ] {
        for entry in [away("gha-1", deputy), carded("gha-1", deputy)] {
            let word = entry.key().word();
            let expected = if is_proper { Ok(()) } else { Err(Improper::OtherDeputy(word)) };
            assert_eq!(world().proper(ProposalKind::Change, std::slice::from_ref(&entry)), expected, "{why}: {word}");
            // Whatever a directory says already: nobody is led to a stranger.
            let mut directory = world();
            directory.add(entry).add(away("gha-1", deputy));
            let expected = if is_proper { Ok(deputy.to_owned()) } else { Err(Obstacle::Stranger) };
            assert_eq!(answers(&directory, NOON), expected, "{why}: {word}");
        }
    }
}

/// A deputy's deputy stands in for whoever was asked for, not only for the deputy.
#[test]
fn f14_a_stranger_does_not_come_in_through_a_deputy_between() {
    let mut directory = world();
    let both = Organisation {
        registries: ["GHA01", "THA01"].map(|registry| registry.parse().unwrap()).into(),
        ..organisation("acme", "Africa/Accra", "GHA01")
    };
    directory.add(Entry::Organisation(both)).add(away("gha-1", "acme-1")).add(away("acme-1", "tha-1"));
    assert_eq!(directory.proper(ProposalKind::Change, &[away("acme-1", "tha-2")]), Ok(()), "they have registries in common");
    assert_eq!(answers(&directory, NOON), Err(Obstacle::Stranger));
    assert!(reach(&directory, &id("acme-1"), Severity::High, at(NOON)).is_now());
}

fn absence(who: &str, deputy: &str) -> Absence {
    let Entry::Absence(absence) = away(who, deputy) else { unreachable!() };
    absence
}

/// What would make somebody one of them cools off first, and can be ended.
#[test]
fn f14_what_cools_off_makes_nobody_a_deputy() {
    let (confirmed, counts, monday) = (at("2026-11-30T10:00:00Z"), "2026-12-04T11:00:00Z", "2026-12-07T09:00:00Z");
    let ties = [
        role_of("tha-1", "GHA01"),
        Entry::Card(card("tha-1", "gha-epa")),
        Entry::Organisation(Organisation {
            registries: ["GHA01", "THA01"].map(|registry| registry.parse().unwrap()).into(),
            ..organisation("tha-tgo", "Africa/Accra", "THA01")
        }),
    ];
    for tie in ties {
        let mut directory = world();
        let term = term("2026-11-30T00:00:00Z", "2026-12-20T00:00:00Z");
        directory.add(Entry::Absence(Absence { term, ..absence("gha-1", "tha-1") }));
        directory.changes.push(Change {
            at: confirmed,
            key: tie.key(),
            act: Act::between(directory.entry(&tie.key()), &tie),
            requested_by: "amina.k".parse().unwrap(),
            confirmed_by: Some("luc.b".parse().unwrap()),
            basis: "CB/2026/8".parse().unwrap(),
            counts_from: at(counts),
            cancelled: None,
        });
        directory.set(Record { entry: tie.clone(), standing: verified(confirmed) });
        assert_eq!(
            directory.proper(ProposalKind::Change, &[away("gha-1", "tha-1")]),
            Ok(()),
            "they are to be one of them: {tie:?}"
        );
        assert_eq!(answers(&directory, NOON), Err(Obstacle::Stranger), "{tie:?}");
        let Reach::Not { next, .. } = reach(&directory, &id("gha-1"), Severity::High, at(NOON)) else { panic!("{tie:?}") };
        assert_eq!(next, Some(at(monday) - jiff::SignedDuration::from_hours(1)), "the fourth is a holiday: {tie:?}");
        assert_eq!(answers(&directory, monday), Ok("tha-1".to_owned()), "{tie:?}");
        assert!(directory.changes.cancel(&tie.key(), at(NOON)));
        assert_eq!(answers(&directory, monday), Err(Obstacle::Stranger), "ended: {tie:?}");
    }
}

/// Whoever gets an id that is a deputy's already stands in for nobody of another registry.
#[test]
fn f14_an_id_that_nobody_has_yet_is_judged_when_somebody_has_it() {
    let mut directory = world();
    assert_eq!(directory.proper(ProposalKind::Change, &[away("gha-1", "new-1")]), Ok(()), "they may be onboarded next");
    directory.add(away("gha-1", "new-1"));
    assert_eq!(answers(&directory, NOON), Err(Obstacle::Unknown));
    directory.add_person(card("new-1", "tha-tgo"), "+66200000009");
    assert_eq!(answers(&directory, NOON), Err(Obstacle::Stranger));
    directory.add_person(card("new-1", "gha-epa"), "+233200000099");
    assert_eq!(answers(&directory, NOON), Ok("new-1".to_owned()));
}

#[test]
fn an_unchanged_deputy_does_not_stand_in_the_way_of_other_changes() {
    let mut directory = world();
    directory.add(carded("gha-1", "tha-1"));
    let Entry::Card(known) = carded("gha-1", "tha-1") else { unreachable!() };
    let retitled = Entry::Card(Card { title: crate::text::Untrusted::new("Head"), ..known.clone() });
    assert_eq!(directory.proper(ProposalKind::Change, &[retitled]), Ok(()));
    assert_eq!(directory.proper(ProposalKind::Verification, &[Entry::Card(known)]), Ok(()));
}

/// An import proposes no stranger, and says so.
#[test]
fn f14_a_bundle_brings_no_stranger_as_a_deputy() {
    let newcomer = vec![
        Entry::Card(Card { deputy: Some(id("tha-1")), ..card("gha-9", "gha-epa") }),
        Entry::Channel(duty("gha-9", "+233200000077")),
    ];
    let taken = takeover(&world(), [vec![away("gha-1", "tha-1"), away("gha-2", "gha-3")], newcomer].concat(), &BTreeSet::new());
    assert!(taken.later.iter().all(|(_, why)| *why == Later::OtherDeputy), "{:?}", taken.later);
    assert_eq!((taken.later.len(), taken.proposals.len()), (3, 1));
    assert_eq!(world().proper(taken.proposals[0].kind, &taken.proposals[0].entries), Ok(()));
}

proptest! {
    /// Whatever absences and deputies: whoever answers has something in common with whoever was asked for.
    #[test]
    fn f14_whoever_answers_is_no_stranger(pairs in prop::collection::vec((0..7_usize, 0..7_usize), 0..9), asked in 0..7_usize) {
        let names = ["gha-1", "gha-2", "gha-3", "tha-1", "tha-2", "acme-1", "hub-1"];
        let mut directory = world();
        for (who, deputy) in pairs {
            directory.add(away(names[who], names[deputy]));
        }
        if let Reach::Now(reached) = reach(&directory, &id(names[asked]), Severity::High, at(NOON)) {
            let of = |who: &CardId| (directory.card(who).unwrap().0.organisation.clone(), directory.registries_of(who, at(NOON)));
            let (own, theirs) = (of(&id(names[asked])), of(&reached.by));
            prop_assert!(own.0 == theirs.0 || !own.1.is_disjoint(&theirs.1), "{:?}", reached);
        }
    }
}
