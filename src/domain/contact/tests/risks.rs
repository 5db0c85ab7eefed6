//! What could lead a call astray, entry by entry; and that nobody is given a voice by what cools off.

use crate::domain::{
    calendar::{Calendar, Weekdays},
    contact::{sample::*, *},
};
use crate::text::Untrusted;
use jiff::Timestamp;

const MADE: &str = "2026-11-25T10:00:00Z";
const COUNTS: &str = "2026-12-01T11:00:00Z";

fn office() -> Organisation {
    organisation("gha-epa", "Africa/Accra", "GHA01")
}

fn calling(office: Organisation, number: &str) -> Organisation {
    Organisation { switchboard: Some(number.parse().unwrap()), ..office }
}

fn speaking(office: Organisation, registries: &[&str]) -> Organisation {
    Organisation { registries: registries.iter().map(|registry| registry.parse().unwrap()).collect(), ..office }
}

fn registry() -> RegistryEntry {
    let directory = whole();
    let Some(Entry::Registry(entry)) = directory.entry(&EntryKey::Registry(gha())).cloned() else { panic!() };
    entry
}

/// F14: the number that vouches for others is guarded like one that is called, and so is who speaks for a registry and where it answers.
#[test]
fn f14_what_could_lead_a_call_astray_is_delayed_and_nothing_else_is() {
    let office = || Entry::Organisation(office());
    let of = Entry::Organisation;
    let other = "+233999999999";
    let moved = Entry::Card(card("gha-1", "che-foen"));
    let retitled = Entry::Card(Card { title: Untrusted::new("Director"), ..card("gha-1", "gha-epa") });
    let elsewhere = RegistryEntry { production: Untrusted::new("https://elsewhere.example"), ..registry() };
    let silent = RegistryEntry { production: Untrusted::default(), ..registry() };
    let handed_over = RegistryEntry { operator: "che-foen".parse().unwrap(), ..registry() };
    let newer = RegistryEntry { version: Untrusted::new("1.1"), ..registry() };
    let renamed = Organisation { name: Untrusted::new("EPA"), ..self::office() };
    let unreachable = Organisation { switchboard: None, ..self::office() };
    let nobodys = calling(speaking(self::office(), &[]), other);
    for (what, before, after, is_risky) in [
        ("another switchboard", Some(office()), of(calling(self::office(), other)), true),
        ("a first switchboard", Some(of(unreachable.clone())), office(), true),
        ("no switchboard any more", Some(office()), of(unreachable), false),
        ("one more registry", Some(office()), of(speaking(self::office(), &["CHE01", "GHA01"])), true),
        ("no registry any more", Some(office()), of(speaking(self::office(), &[])), false),
        ("a new office that speaks for a registry", None, office(), true),
        ("a new office that speaks for none", None, of(nobodys.clone()), false),
        ("it speaks for one from now on", Some(of(nobodys)), of(calling(self::office(), other)), true),
        ("another name", Some(office()), of(renamed), false),
        ("a new registry", None, Entry::Registry(registry()), true),
        ("it answers elsewhere", Some(Entry::Registry(registry())), Entry::Registry(elsewhere), true),
        ("it answers nowhere", Some(Entry::Registry(registry())), Entry::Registry(silent), false),
        ("others run it", Some(Entry::Registry(registry())), Entry::Registry(handed_over), true),
        ("it speaks another version", Some(Entry::Registry(registry())), Entry::Registry(newer), false),
        ("somebody works elsewhere", Some(Entry::Card(card("gha-1", "gha-epa"))), moved, true),
        ("somebody has another title", Some(Entry::Card(card("gha-1", "gha-epa"))), retitled, false),
        ("a new card, without channels", None, Entry::Card(card("gha-7", "gha-epa")), false),
    ] {
        assert_eq!(raises_risk(before.as_ref(), &after), is_risky, "{what}");
        let calendar = Calendar {
            zone: "Europe/Zurich".parse().unwrap(),
            weekdays: Weekdays::MONDAY_TO_FRIDAY,
            holidays: Default::default(),
        };
        let counts_from = counts_from(before.as_ref(), &after, &calendar, 4, at(MADE)).unwrap();
        assert_eq!(counts_from, at(if is_risky { COUNTS } else { MADE }), "{what}");
    }
}

/// F15: a key that ends sooner takes risk away.
#[test]
fn f15_a_key_that_ends_sooner_counts_at_once_and_one_that_lasts_longer_waits() {
    let key = |until: &str| {
        Entry::Key(ContactKey {
            owner: KeyOwner::Registry(gha()),
            kind: ContactKeyKind::Ssh,
            fingerprint: "AB".repeat(20).parse().unwrap(),
            term: term("2026-01-01T00:00:00Z", until),
        })
    };
    let (sooner, usual, later) = (key(MADE), key("2027-01-01T00:00:00Z"), key("2028-01-01T00:00:00Z"));
    assert_eq!(Act::between(Some(&usual), &sooner), Act::End);
    assert!(!raises_risk(Some(&usual), &sooner) && raises_risk(Some(&usual), &later) && raises_risk(None, &usual));
}

/// Puts an entry in as a change that was confirmed a day before [`MADE`], and counts later.
fn cooling(directory: &mut Directory, entry: Entry) {
    let confirmed: Timestamp = at("2026-11-24T10:00:00Z");
    directory.changes.push(Change {
        at: confirmed,
        key: entry.key(),
        act: Act::between(directory.entry(&entry.key()), &entry),
        requested_by: "amina.k".parse().unwrap(),
        confirmed_by: Some("luc.b".parse().unwrap()),
        basis: "CB/2026/8".parse().unwrap(),
        counts_from: at("2026-11-30T11:00:00Z"),
        cancelled: None,
    });
    directory.set(Record { entry, standing: verified(confirmed) });
}

fn asked(directory: &Directory, entry: Entry, way: &str, when: &str) -> Result<(), Improper> {
    directory.confirmed_through(&[entry], Some(&way.parse().unwrap()), (at(when), at(when)))
}

fn both() -> Directory {
    let mut directory = accra();
    directory.add(Entry::Organisation(organisation("tha-tgo", "Asia/Bangkok", "THA01")));
    directory.add_person(card("tha-1", "tha-tgo"), "+66200000001");
    directory.add(Entry::Assignment(assignment("tha-1", Role::Administrator, "THA01")));
    directory
}

/// F14: a swapped switchboard, a registry that was grabbed, a role, another workplace: while any of them cools off it vouches for nothing.
#[test]
fn f14_what_cools_off_gives_nobody_a_voice() {
    let fresh = || Entry::Channel(Channel { since: at(MADE), ..duty("gha-1", "+233200000077") });
    let swapped = Entry::Organisation(calling(office(), "+233999999999"));
    let grabbed = Entry::Organisation(speaking(organisation("tha-tgo", "Asia/Bangkok", "THA01"), &["GHA01", "THA01"]));
    let role = Entry::Assignment(assignment("tha-1", Role::Security, "GHA01"));
    let moved = Entry::Card(card("tha-1", "gha-epa"));
    let (of_tha, way) = ("channel tha-1 duty +66200000001", "switchboard gha-epa");
    for (what, entry, way) in [
        ("the switchboard was swapped", swapped, way),
        ("their office took the registry", grabbed.clone(), "switchboard tha-tgo"),
        ("their office took the registry", grabbed, of_tha),
        ("somebody there got a role", role, of_tha),
        ("somebody there moved", moved, of_tha),
    ] {
        let mut directory = both();
        cooling(&mut directory, entry);
        assert!(asked(&directory, fresh(), way, MADE).is_err(), "{what}: {way}");
        let after_it = "2026-11-30T11:00:00Z";
        assert_eq!(asked(&directory, fresh(), way, after_it), Ok(()), "{what}: it was two persons' word, and it counts now");
    }
}

/// Whether it changes the office itself, whose switchboard then confirms nothing of it anyway.
fn grabs(entry: &Entry) -> bool {
    entry.key() == EntryKey::Organisation("tha-tgo".parse().unwrap())
}

/// Whoever takes something from a registry must have asked somebody of that registry.
#[test]
fn f14_nobody_gives_away_what_is_another_registry_s() {
    let (own, theirs) = ("channel tha-1 duty +66200000001", "channel gha-1 duty +233200000001");
    let grabbing = speaking(organisation("tha-tgo", "Asia/Bangkok", "THA01"), &["GHA01", "THA01"]);
    for entry in [
        Entry::Organisation(grabbing),
        Entry::Organisation(speaking(organisation("new", "Asia/Bangkok", "GHA01"), &["GHA01"])),
        Entry::Assignment(assignment("tha-1", Role::Security, "GHA01")),
        Entry::Card(card("tha-1", "gha-epa")),
    ] {
        for own in [own, "switchboard tha-tgo"].into_iter().filter(|way| !(way.contains("tgo") && grabs(&entry))) {
            assert_eq!(asked(&both(), entry.clone(), own, MADE), Err(Improper::Stranger), "{own}: {entry:?}");
        }
        assert_eq!(asked(&both(), entry.clone(), theirs, MADE), Ok(()), "{entry:?}");
        assert!(both().needs_old_way(&[entry], at(MADE)));
    }
}

/// The first word about a registry of which nothing is known has nobody who could be asked. It waits all the same, and is nobody's voice before.
#[test]
fn the_first_word_about_a_registry_needs_two_persons_and_the_delay() {
    let first = || Entry::Organisation(organisation("kaz-moe", "Asia/Almaty", "KAZ01"));
    let mut directory = both();
    assert!(directory.raises_risk(&[first()]) && !directory.needs_old_way(&[first()], at(MADE)));
    assert_eq!(directory.confirmed_through(&[first()], None, (at(MADE), at(MADE))), Ok(()));
    cooling(&mut directory, first());
    let people = || {
        let role = Entry::Assignment(assignment("kaz-1", Role::Administrator, "KAZ01"));
        vec![Entry::Card(card("kaz-1", "kaz-moe")), role, Entry::Channel(duty("kaz-1", "+77172000001"))]
    };
    let way: Through = "switchboard kaz-moe".parse().unwrap();
    let ask = |when: &str| directory.confirmed_through(&people(), Some(&way), (at(when), at(when)));
    assert_eq!((ask(MADE), ask("2026-11-30T11:00:00Z")), (Err(Improper::NotOld), Ok(())));
    // The second word about it is not the first.
    let second = Entry::Organisation(organisation("kaz-other", "Asia/Almaty", "KAZ01"));
    assert!(directory.needs_old_way(&[second], at(MADE)));
}

/// What counts at once does not shorten the delay of what does not.
#[test]
fn a_harmless_change_lifts_no_delay() {
    let mut directory = accra();
    cooling(&mut directory, Entry::Organisation(calling(office(), "+233999999999")));
    let renamed = Organisation { name: Untrusted::new("EPA"), ..calling(office(), "+233999999999") };
    let key = Entry::Organisation(renamed).key();
    let noted = directory.changes.newest_first().next().unwrap().clone();
    directory.changes.push(Change { at: at(MADE), act: Act::Change, counts_from: at(MADE), ..noted.clone() });
    assert_eq!(directory.changes.held(&key, at(MADE)), Some(Held::Until(noted.counts_from)));
    // One person ends it, and what was there before is given back.
    assert!(directory.changes.cancel(&key, at(MADE)));
    assert_eq!(directory.changes.held(&key, at(MADE)), Some(Held::Cancelled));
    directory.changes.push(Change { at: at(MADE), act: Act::Change, counts_from: at(MADE), confirmed_by: None, ..noted });
    assert_eq!(directory.changes.held(&key, at(MADE)), None);
}

/// A switchboard vouches for others, so two persons say that it is still right.
#[test]
fn an_office_is_verified_by_two() {
    let (directory, entry) = (accra(), Entry::Organisation(office()));
    assert!(directory.takes_two(ProposalKind::Verification, &[entry], at(MADE)));
    let silent = Entry::Organisation(Organisation { switchboard: None, ..office() });
    assert!(!directory.takes_two(ProposalKind::Verification, &[silent], at(MADE)));
}
