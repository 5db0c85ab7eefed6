//! Changes that are proposed: what a kind may touch, and which channel is an old one.

use crate::domain::contact::{sample::*, *};
use jiff::Timestamp;
use proptest::prelude::*;

const MADE: &str = "2026-11-25T10:00:00Z";

fn new_phone(owner: &str, phone: &str) -> Entry {
    Entry::Channel(Channel { since: at(MADE), ..duty(owner, phone) })
}

fn through(text: &str) -> Through {
    text.parse().unwrap()
}

fn confirmed(directory: &Directory, entries: &[Entry], way: Option<&str>) -> Result<(), Improper> {
    let way = way.map(through);
    directory.confirmed_through(entries, way.as_ref(), (at(MADE), at(MADE)))
}

#[test]
fn a_way_is_read_as_it_is_written() {
    for text in ["channel gha-1 duty +233200000001", "switchboard gha-epa", "channel gha-1 mail a@b.example"] {
        assert_eq!(through(text).to_string(), text);
    }
    for text in ["", "channel gha-1 duty", "channel gha-1 fax +233200000001", "switchboard", "switchboard a b", "call him"] {
        assert_eq!(text.parse::<Through>(), Err(NoWay), "{text:?}");
    }
}

#[test]
fn each_kind_touches_what_it_may() {
    use ProposalKind as K;
    let directory = whole();
    let there = |word: &str| directory.entries.values().find(|it| it.entry.key().word() == word).unwrap().entry.clone();
    let Entry::Assignment(role) = there("role") else { unreachable!() };
    let revoked = Entry::Assignment(Assignment { state: AssignmentState::Revoked, ..role.clone() });
    let suspended = Entry::Assignment(Assignment { state: AssignmentState::Suspended, ..role });
    let ended = Entry::Channel(Channel { ended: Some(at(MADE)), ..duty("gha-1", "+233200000001") });
    let newcomer = Entry::Card(card("gha-7", "gha-epa"));
    let (phone, stranger) = (new_phone("gha-1", "+233200000077"), new_phone("gha-99", "+233200000077"));
    for (kind, entries, expected) in [
        (K::Onboarding, vec![newcomer.clone(), new_phone("gha-7", "+233200000077")], Ok(())),
        (K::Onboarding, vec![new_phone("gha-7", "+233200000077")], Err(Improper::Nobody("channel"))),
        (K::Onboarding, vec![ended.clone()], Err(Improper::OtherKind { kind: K::Onboarding, entry: "channel" })),
        (K::Change, vec![phone.clone()], Ok(())),
        (K::Change, vec![stranger], Err(Improper::Nobody("channel"))),
        (K::Change, vec![revoked.clone()], Err(Improper::OtherKind { kind: K::Change, entry: "role" })),
        (K::Change, vec![there("channel")], Err(Improper::Unchanged("channel"))),
        (K::KeyChange, vec![phone.clone()], Err(Improper::OtherKind { kind: K::KeyChange, entry: "channel" })),
        (K::RoleChange, vec![suspended], Ok(())),
        (K::RoleChange, vec![phone.clone()], Err(Improper::OtherKind { kind: K::RoleChange, entry: "channel" })),
        (K::Offboarding, vec![revoked, ended], Ok(())),
        (K::Offboarding, vec![phone.clone()], Err(Improper::OtherKind { kind: K::Offboarding, entry: "channel" })),
        (K::Verification, vec![there("channel"), there("card")], Ok(())),
        (K::Verification, vec![phone], Err(Improper::NotThere("channel"))),
        (K::Verification, vec![], Err(Improper::Empty)),
    ] {
        assert_eq!(directory.proper(kind, &entries), expected, "{kind:?} {entries:?}");
    }
    let mut erased = directory;
    erased.erase(&id("gha-1"));
    assert_eq!(erased.proper(K::Onboarding, &[Entry::Card(card("gha-1", "gha-epa"))]), Err(Improper::Erased));
}

#[test]
fn f14_only_an_old_channel_of_the_same_registry_confirms() {
    let mut directory = accra();
    directory.add(Entry::Organisation(organisation("tha-tgo", "Asia/Bangkok", "THA01")));
    directory.add_person(card("tha-1", "tha-tgo"), "+66200000001");
    let fresh = [new_phone("gha-1", "+233200000077")];
    for (way, expected) in [
        (Some("channel gha-1 duty +233200000001"), Ok(())),
        (Some("channel gha-2 duty +233200000002"), Ok(())),
        (Some("switchboard gha-epa"), Ok(())),
        (None, Err(Improper::NoOldChannel)),
        (Some("channel gha-1 duty +233200000077"), Err(Improper::ItsOwn)),
        (Some("channel gha-2 mobile +233200000077"), Err(Improper::ItsOwn)),
        (Some("channel gha-2 duty +233200000099"), Err(Improper::NotOld)),
        (Some("channel tha-1 duty +66200000001"), Err(Improper::Stranger)),
        (Some("switchboard tha-tgo"), Err(Improper::Stranger)),
        (Some("switchboard nobody"), Err(Improper::NotOld)),
    ] {
        assert_eq!(confirmed(&directory, &fresh, way), expected, "{way:?}");
    }
    // What takes risk away needs no way.
    let ended = Channel { ended: Some(at(MADE)), ..duty("gha-1", "+233200000001") };
    assert_eq!(confirmed(&directory, &[Entry::Channel(ended)], None), Ok(()));
}

#[test]
fn a_channel_that_is_not_verified_ended_or_held_is_not_old() {
    let fresh = [new_phone("gha-1", "+233200000077")];
    let way = Some("channel gha-2 duty +233200000002");
    let old = duty("gha-2", "+233200000002");
    let with = |channel: Channel, standing: Standing| {
        let mut directory = accra();
        directory.set(Record { entry: Entry::Channel(channel), standing });
        confirmed(&directory, &fresh, way)
    };
    let later = Standing { verified: verified(at("2026-11-25T10:00:01Z")).verified, edited: at(MADE) };
    assert_eq!(with(old.clone(), verified(at(VERIFIED))), Ok(()));
    assert_eq!(with(old.clone(), Standing { verified: None, edited: at(MADE) }), Err(Improper::NotOld));
    assert_eq!(with(old.clone(), later), Err(Improper::NotOld), "verified after the change was proposed");
    assert_eq!(with(Channel { ended: Some(at(VERIFIED)), ..old.clone() }, verified(at(VERIFIED))), Err(Improper::NotOld));
    let mut held = accra();
    held.changes.push(Change {
        at: at("2026-11-24T10:00:00Z"),
        key: old.key(),
        act: Act::Add,
        requested_by: "amina.k".parse().unwrap(),
        confirmed_by: Some("luc.b".parse().unwrap()),
        basis: "CB/2026/8".parse().unwrap(),
        counts_from: at("2026-11-30T12:00:00Z"),
        cancelled: None,
    });
    assert_eq!(confirmed(&held, &fresh, way), Err(Improper::NotOld), "its own delay lasts");
    let much_later: Timestamp = at("2027-06-01T00:00:00Z");
    let way = through("channel gha-2 duty +233200000002");
    assert_eq!(accra().confirmed_through(&fresh, Some(&way), (at(MADE), much_later)), Err(Improper::NotOld), "the card ran out");
}

#[test]
fn only_the_verification_of_what_no_thief_could_use_takes_one() {
    let directory = accra();
    let card_of = |who: &str| directory.entries[&EntryKey::Card(id(who))].entry.clone();
    let takes_two = |kind, who: &str| directory.takes_two(kind, &[card_of(who)], at(MADE));
    assert!(takes_two(ProposalKind::Verification, "gha-1"), "an administrator");
    assert!(takes_two(ProposalKind::Verification, "gha-3"), "security");
    assert!(!takes_two(ProposalKind::Verification, "gha-desk"), "technical");
    assert!(takes_two(ProposalKind::Change, "gha-desk"), "a change always does");
}

proptest! {
    /// Whatever the name and the kind: a number that is being changed confirms no change.
    #[test]
    fn f14_a_number_never_confirms_itself(
        owner in prop::sample::select(vec!["gha-1", "gha-2", "gha-3", "gha-desk"]),
        other in prop::sample::select(vec!["gha-1", "gha-2", "gha-3", "gha-desk"]),
        kind in prop::sample::select(vec!["duty", "mobile", "desk"]),
        number in 200_000_001_u64..200_000_100,
    ) {
        let directory = accra();
        let phone = format!("+233{number}");
        let entries = [new_phone(owner, &phone)];
        let way = through(&format!("channel {other} {kind} {phone}"));
        prop_assert_eq!(
            directory.confirmed_through(&entries, Some(&way), (at(MADE), at(MADE))),
            Err(Improper::ItsOwn)
        );
    }
}
