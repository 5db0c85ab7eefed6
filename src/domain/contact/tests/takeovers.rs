//! From what is wanted to proposals: each of one kind, proper for its directory, small enough for one text; nothing is lost on the way.

use super::super::{sample::*, *};
use crate::text::Untrusted;
use jiff::SignedDuration;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn none() -> BTreeSet<EntryKey> {
    BTreeSet::new()
}

/// Somebody new with a telephone and a role.
fn newcomer(n: usize, organisation: &str) -> Vec<Entry> {
    let id = format!("new-{n}");
    vec![
        Entry::Card(card(&id, organisation)),
        Entry::Channel(duty(&id, &format!("+2332000{n:05}"))),
        Entry::Assignment(assignment(&id, Role::Technical, "GHA01")),
    ]
}

fn kinds(taken: &Takeover) -> Vec<(ProposalKind, usize)> {
    taken.proposals.iter().map(|batch| (batch.kind, batch.entries.len())).collect()
}

#[test]
fn each_entry_goes_into_a_proposal_of_its_kind() {
    let ours = whole();
    let known = |key: EntryKey| ours.entries[&key].entry.clone();
    let Entry::Assignment(role) = known(assignment("gha-1", Role::Administrator, "GHA01").key()) else { panic!() };
    let wanted = vec![
        Entry::Channel(duty("gha-1", "+233200000077")),
        Entry::Card(Card { title: Untrusted::new("Head"), ..card("gha-1", "gha-epa") }),
        Entry::Assignment(Assignment { state: AssignmentState::Suspended, ..role }),
        known(EntryKey::Card(id("gha-3"))),
    ];
    let taken = takeover(&ours, [wanted, newcomer(1, "gha-epa")].concat(), &none());
    assert_eq!(taken.later, []);
    assert_eq!(
        kinds(&taken),
        [
            (ProposalKind::Onboarding, 3),
            (ProposalKind::Change, 2),
            (ProposalKind::RoleChange, 1),
            (ProposalKind::Verification, 1)
        ]
    );
}

#[test]
fn what_waits_and_what_belongs_to_nobody_is_left_with_its_reason() {
    let ours = accra();
    let new = newcomer(1, "gha-epa");
    let waiting = BTreeSet::from([new[0].key()]);
    let taken = takeover(&ours, new.clone(), &waiting);
    assert_eq!(taken.proposals, []);
    let reasons: Vec<Later> = taken.later.iter().map(|(_, why)| *why).collect();
    assert_eq!(reasons, [Later::Waits, Later::NeedsFirst, Later::NeedsFirst], "nobody is onboarded in pieces");
    let stranger = takeover(&ours, newcomer(1, "che-foen"), &none());
    assert_eq!((stranger.proposals.len(), stranger.later.len()), (0, 3));
    let both = [vec![Entry::Organisation(organisation("che-foen", "Europe/Zurich", "CHE01"))], newcomer(1, "che-foen")].concat();
    assert_eq!(kinds(&takeover(&ours, both, &none())), [(ProposalKind::Onboarding, 4)], "an organisation brings its people");
}

#[test]
fn a_new_organisation_comes_first_and_the_rest_later() {
    let people: Vec<Entry> = (0..40).flat_map(|n| newcomer(n, "che-foen")).collect();
    let wanted = [vec![Entry::Organisation(organisation("che-foen", "Europe/Zurich", "CHE01"))], people.clone()].concat();
    let taken = takeover(&accra(), wanted, &none());
    assert_eq!(taken.proposals.len(), 1);
    assert!(matches!(taken.proposals[0].entries[0], Entry::Organisation(_)));
    assert!(taken.later.iter().all(|(_, why)| *why == Later::NeedsFirst));
    assert_eq!(taken.proposals[0].entries.len() + taken.later.len(), 121);
    // Once it is there, all of them fit into proposals of their own.
    let mut there = accra();
    there.add(Entry::Organisation(organisation("che-foen", "Europe/Zurich", "CHE01")));
    let taken = takeover(&there, people, &none());
    assert_eq!((taken.later.len(), taken.proposals.iter().map(|batch| batch.entries.len()).sum::<usize>()), (0, 120));
    assert!(taken.proposals.len() > 1);
}

#[test]
fn a_file_of_cards_adds_and_changes_nothing() {
    let now = at("2026-12-01T12:00:00Z");
    let draft = |uid: &str| Draft {
        uid: Some(Untrusted::new(uid)),
        kind: CardKind::Person,
        name: Untrusted::new("Kofi \u{202E}hasneM"),
        organisation: Untrusted::new(""),
        title: Untrusted::new(""),
        addresses: vec![
            Address::Duty("+233200000001".parse().unwrap()),
            Address::Mobile("+233200000001".parse().unwrap()),
            Address::Mobile("+233999999999".parse().unwrap()),
        ],
        languages: BTreeSet::new(),
        zone: None,
    };
    let mut ours = accra();
    let there = "gha-epa".parse::<OrganisationId>().unwrap();
    let one = |ours: &Directory, uid: &str, organisation: Option<&OrganisationId>| {
        suggested(ours, &[(3, draft(uid))], organisation, now).remove(0)
    };
    let known = one(&ours, "gha-1", None);
    assert_eq!((known.suggestion, known.entries.len(), known.line), (Suggestion::Adds, 1, 3), "only the number that is new");
    assert_eq!(known.differs[0].field, "name", "it is shown, and stays as it is");
    assert!(!known.entries.iter().any(|entry| matches!(entry, Entry::Card(_))));
    assert_eq!(one(&ours, "gha-9", None).suggestion, Suggestion::NoOrganisation);
    assert_eq!(one(&ours, "gha-9", Some(&there)).suggestion, Suggestion::New);
    assert_eq!(one(&ours, "urn:uuid:4fbe8971", Some(&there)).suggestion, Suggestion::NoId);
    ours.add(Entry::Channel(Channel { ended: Some(at(VERIFIED)), ..mail("gha-2", "old@epa.example") }));
    let old = Draft { addresses: vec![Address::Mail("old@epa.example".parse().unwrap())], ..draft("gha-2") };
    assert_eq!(suggested(&ours, &[(1, old)], None, now)[0].suggestion, Suggestion::Known, "what ended is not begun again");
    ours.erase(&id("gha-1"));
    assert_eq!(one(&ours, "gha-1", Some(&there)).suggestion, Suggestion::Erased);
}

#[test]
fn a_key_speaks_for_whoever_it_was_verified_for() {
    let now = at("2026-12-01T12:00:00Z");
    let fingerprint: Fingerprint = format!("SHA256:{}", "a".repeat(43)).parse().unwrap();
    let key = |owner| ContactKey {
        owner,
        kind: ContactKeyKind::Ssh,
        fingerprint: fingerprint.clone(),
        term: term("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"),
    };
    let (registry, other) = (Speaker::Registry(gha()), Speaker::Registry("CHE01".parse().unwrap()));
    let with = |owner: KeyOwner, change: &dyn Fn(&mut Record)| {
        let mut directory = accra();
        let mut record = Record { entry: Entry::Key(key(owner)), standing: verified(at(VERIFIED)) };
        change(&mut record);
        directory.set(record);
        directory
    };
    let is = |directory: &Directory, speaker, at| directory.signer(speaker, &fingerprint, at).is_some();
    let whole = with(KeyOwner::Registry(gha()), &|_| {});
    assert!(is(&whole, registry, now));
    assert!(!is(&whole, other, now) && !is(&whole, Speaker::Hub, now));
    assert!(!is(&whole, registry, at("2027-01-01T00:00:00Z")), "its term is over");
    assert!(is(&with(KeyOwner::Card(id("gha-1")), &|_| {}), registry, now), "the administrator's");
    assert!(!is(&with(KeyOwner::Card(id("gha-desk")), &|_| {}), registry, now), "a desk does not speak for a registry");
    assert!(!is(&with(KeyOwner::Registry(gha()), &|record| record.standing.verified = None), registry, now));
    let by_one = with(KeyOwner::Registry(gha()), &|record| {
        let verified = record.standing.verified.as_mut().unwrap();
        verified.by = Verifiers::one("amina.k".parse().unwrap());
    });
    assert!(!is(&by_one, registry, now), "a key that one person verified");
    let mut held = whole.clone();
    held.changes.push(Change {
        at: now - SignedDuration::from_hours(1),
        key: Entry::Key(key(KeyOwner::Registry(gha()))).key(),
        act: Act::Add,
        requested_by: "amina.k".parse().unwrap(),
        confirmed_by: Some("luc.b".parse().unwrap()),
        basis: "CB/2026/7".parse().unwrap(),
        counts_from: now + SignedDuration::from_hours(1),
        cancelled: None,
    });
    assert!(!is(&held, registry, now), "its delay lasts");
}

proptest! {
    /// Whatever is wanted: each entry once, in a proper proposal or named with its reason.
    #[test]
    fn nothing_is_lost_between_differences_and_proposals(
        people in prop::collection::btree_set(0_usize..60, 0..30),
        numbers in prop::collection::btree_set(1_u32..4, 0..3),
        organised in any::<bool>(),
        waits in 0_usize..90,
    ) {
        let ours = accra();
        let organisation_id = if organised { "che-foen" } else { "gha-epa" };
        let mut wanted: Vec<Entry> = people.iter().flat_map(|n| newcomer(*n, organisation_id)).collect();
        if organised {
            wanted.push(Entry::Organisation(organisation("che-foen", "Europe/Zurich", "CHE01")));
        }
        wanted.extend(numbers.iter().map(|n| Entry::Channel(duty(&format!("gha-{n}"), "+233200009999"))));
        let waiting: BTreeSet<EntryKey> = wanted.get(waits).map(Entry::key).into_iter().collect();
        let taken = takeover(&ours, wanted.clone(), &waiting);
        let mut out: Vec<EntryKey> = taken.proposals.iter().flat_map(|batch| batch.entries.iter().map(Entry::key)).collect();
        out.extend(taken.later.iter().map(|(key, _)| key.clone()));
        out.sort();
        let mut all: Vec<EntryKey> = wanted.iter().map(Entry::key).collect();
        all.sort();
        prop_assert_eq!(out, all);
        for batch in &taken.proposals {
            prop_assert_eq!(ours.proper(batch.kind, &batch.entries), Ok(()));
            prop_assert!(batch.entries.windows(2).all(|pair| pair[0].key() < pair[1].key()));
        }
    }
}
