//! Ending a change undoes what it did and nothing else, in whatever order changes came and are ended (F15).

use crate::domain::contact::{sample::*, *};
use crate::text::Untrusted;
use jiff::SignedDuration;
use proptest::prelude::*;

fn office() -> Organisation {
    organisation("gha-epa", "Africa/Accra", "GHA01")
}

fn calling(number: &str) -> Option<Phone> {
    Some(number.parse().unwrap())
}

/// What an entry was before a change, what the change made of it, what it is now, and what is left of it when the change is ended.
type Ended = (&'static str, Entry, Entry, Entry, Entry);

fn left_when_ended(courses: Vec<Ended>) {
    for (what, before, after, now, left) in courses {
        assert_eq!(undone(&before, &after, &now), left, "{what}");
        let is_harmless = now == after || !raises_risk(Some(&after), &now);
        assert!(raises_risk(Some(&before), &after) && is_harmless, "{what}: such a course can be");
    }
}

#[test]
fn f15_of_an_office_that_changed_since_only_the_ended_change_is_undone() {
    let of = Entry::Organisation;
    let swapped = || Organisation { switchboard: calling("+233999999999"), ..office() };
    let registries = |names: &[&str]| names.iter().map(|name| name.parse().unwrap()).collect();
    let running = |names: &[&str]| Organisation { registries: registries(names), ..office() };
    let renamed = |office: Organisation| Organisation { name: Untrusted::new("EPA"), web: Untrusted::new(""), ..office };
    let silent = || Organisation { switchboard: None, ..office() };
    left_when_ended(vec![
        ("nothing came after", of(office()), of(swapped()), of(swapped()), of(office())),
        ("it got another name and page", of(office()), of(swapped()), of(renamed(swapped())), of(renamed(office()))),
        ("the swapped switchboard was taken away", of(office()), of(swapped()), of(silent()), of(silent())),
        (
            "it gave its own registry up",
            of(office()),
            of(running(&["GHA01", "THA01"])),
            of(running(&["THA01"])),
            of(running(&[])),
        ),
    ]);
}

#[test]
fn f15_what_was_taken_out_of_force_since_stays_so_when_a_change_is_ended() {
    let role = || assignment("gha-1", Role::Administrator, "GHA01");
    let limited = || Assignment { scope: std::iter::once("security".parse::<ScopePart>().unwrap()).collect(), ..role() };
    let in_state = |state, role| Entry::Assignment(Assignment { state, ..role });
    let (active, suspended, revoked) = (AssignmentState::Active, AssignmentState::Suspended, AssignmentState::Revoked);
    let number = || duty("gha-1", "+233200000001");
    let later = || Channel { since: at("2026-06-01T00:00:00Z"), ..number() };
    let ended = |channel| Entry::Channel(Channel { ended: Some(at(VERIFIED)), ..channel });
    let key = |to: &str| {
        Entry::Key(ContactKey {
            owner: KeyOwner::Registry(gha()),
            kind: ContactKeyKind::Ssh,
            fingerprint: "AB".repeat(20).parse().unwrap(),
            term: term("2026-01-01T00:00:00Z", to),
        })
    };
    let (usual, longer) = ("2027-01-01T00:00:00Z", "2028-01-01T00:00:00Z");
    let titled = |organisation| Entry::Card(Card { title: Untrusted::new("Head"), ..card("gha-1", organisation) });
    left_when_ended(vec![
        (
            "the role was suspended",
            in_state(active, role()),
            in_state(active, limited()),
            in_state(suspended, limited()),
            in_state(suspended, role()),
        ),
        (
            "the role given back was suspended again",
            in_state(revoked, role()),
            in_state(active, role()),
            in_state(suspended, role()),
            in_state(suspended, role()),
        ),
        ("the channel was ended", Entry::Channel(number()), Entry::Channel(later()), ended(later()), ended(number())),
        ("the key ends sooner", key(usual), key(longer), key(VERIFIED), key(VERIFIED)),
        (
            "they have another title",
            Entry::Card(card("gha-1", "gha-epa")),
            Entry::Card(card("gha-1", "tha-tgo")),
            titled("tha-tgo"),
            titled("gha-epa"),
        ),
    ]);
}

/// One thing that a change sets; the numbers make each value its own.
#[derive(Clone, Debug)]
enum Set {
    Name,
    Postal,
    Switchboard,
    NoSwitchboard,
    Gain,
    Lose(usize),
    Holiday,
}

fn set() -> impl Strategy<Value = Set> {
    prop_oneof![
        Just(Set::Name),
        Just(Set::Postal),
        Just(Set::Switchboard),
        Just(Set::NoSwitchboard),
        Just(Set::Gain),
        (0..4_usize).prop_map(Set::Lose),
        Just(Set::Holiday),
    ]
}

const REGISTRIES: [&str; 8] = ["AAA01", "BBB01", "CCC01", "DDD01", "EEE01", "FFF01", "GGG01", "HHH01"];

fn with(mut office: Organisation, n: usize, set: &Set) -> Organisation {
    match set {
        Set::Name => office.name = Untrusted::new(format!("Office {n}")),
        Set::Postal => office.postal = Untrusted::new(format!("Street {n}")),
        Set::Switchboard => office.switchboard = calling(&format!("+23330000000{n}")),
        Set::NoSwitchboard => office.switchboard = None,
        Set::Gain => drop(office.registries.insert(REGISTRIES[n].parse().unwrap())),
        Set::Lose(of) => drop(office.registries.remove(&if *of == 0 { gha() } else { REGISTRIES[*of].parse().unwrap() })),
        Set::Holiday => drop(office.holidays.insert(format!("2027-01-0{}", n + 1).parse().unwrap())),
    }
    office
}

/// A confirmed change: what it replaced and set, and where it stands in the log.
struct Step {
    before: Organisation,
    after: Organisation,
    sets: Vec<Set>,
    is_ended: bool,
}

/// The office as a registry keeps it, change by change.
struct Course {
    now: Organisation,
    steps: Vec<(usize, Step)>,
    log: Vec<Change>,
}

impl Course {
    fn key() -> EntryKey {
        EntryKey::Organisation(office().id)
    }

    fn note(&mut self, act: Act, at_minute: i64, waits: bool, by_two: bool) {
        let moment = at(VERIFIED) + SignedDuration::from_mins(at_minute);
        self.log.push(Change {
            at: moment,
            key: Self::key(),
            act,
            requested_by: "amina.k".parse().unwrap(),
            confirmed_by: by_two.then(|| "luc.b".parse().unwrap()),
            basis: "CB/2026/8".parse().unwrap(),
            counts_from: if waits { moment + SignedDuration::from_hours(96) } else { moment },
            cancelled: None,
        });
    }

    /// Confirms a change, if it changes anything.
    fn confirm(&mut self, n: usize, sets: &[Set]) {
        let (before, mut after, mut effective) = (self.now.clone(), self.now.clone(), Vec::new());
        for set in sets {
            let next = with(after.clone(), n, set);
            if next != after {
                effective.push(set.clone());
            }
            after = next;
        }
        if before == after {
            return;
        }
        let waits = raises_risk(Some(&Entry::Organisation(before.clone())), &Entry::Organisation(after.clone()));
        self.note(Act::Change, i64::try_from(n).unwrap(), waits, true);
        self.now = after.clone();
        self.steps.push((self.log.len() - 1, Step { before, after, sets: effective, is_ended: false }));
    }

    /// One person ends the change, if its delay lasts.
    fn end(&mut self, of: usize) {
        let Some((noted, step)) = self.steps.get(of) else { return };
        let change = &self.log[*noted];
        if step.is_ended || change.counts_from == change.at {
            return;
        }
        let (noted, before, after) = (*noted, Entry::Organisation(step.before.clone()), Entry::Organisation(step.after.clone()));
        let undo = |now: &Organisation| match undone(&before, &after, &Entry::Organisation(now.clone())) {
            Entry::Organisation(office) => office,
            other => panic!("{other:?}"),
        };
        self.log[noted].cancelled = Some(at(VERIFIED) + SignedDuration::from_hours(1));
        self.now = undo(&self.now);
        for (_, later) in &mut self.steps[of + 1..] {
            later.before = undo(&later.before);
        }
        self.steps[of].1.is_ended = true;
        self.note(Act::Change, 60, false, false);
    }
}

proptest! {
    /// What is left is what the changes come to that were not ended; and it waits exactly as long as one of those does.
    #[test]
    fn f15_ending_changes_leaves_what_the_others_come_to(
        changes in prop::collection::vec(prop::collection::vec(set(), 1..4), 1..8),
        ended in prop::collection::vec(0..8_usize, 0..8),
    ) {
        let mut course = Course { now: office(), steps: Vec::new(), log: Vec::new() };
        // Taking a number away twice looks the same both times; every other value is its own.
        let mut has_none = false;
        for (n, sets) in changes.iter().enumerate() {
            let is_new = |set: &&Set| !matches!(set, Set::NoSwitchboard) || !std::mem::replace(&mut has_none, true);
            course.confirm(n, &sets.iter().filter(is_new).cloned().collect::<Vec<_>>());
        }
        let numbers: Vec<usize> = course.log.iter().map(|change| usize::try_from(change.at.duration_since(at(VERIFIED)).as_mins()).unwrap()).collect();
        for of in &ended {
            course.end(*of);
        }
        let mut expected = office();
        for ((_, step), n) in course.steps.iter().zip(&numbers) {
            for set in step.sets.iter().filter(|_| !step.is_ended) {
                expected = with(expected, *n, set);
            }
        }
        prop_assert_eq!(&course.now, &expected);
        let log = ChangeLog::of(course.log.clone());
        let waits = course.steps.iter().filter(|(noted, step)| !step.is_ended && course.log[*noted].counts_from > course.log[*noted].at);
        let until = waits.map(|(noted, _)| course.log[*noted].counts_from).max();
        let now = at(VERIFIED) + SignedDuration::from_hours(2);
        prop_assert_eq!(log.held(&Course::key(), now), until.map(Held::Until));
    }
}

/// A number that was added and ended does not come back with a later change of it that is ended too.
#[test]
fn f15_what_was_ended_when_it_was_added_stays_so() {
    let number = duty("gha-1", "+233200000077");
    let noted = |act, hours: i64, waits: bool, by_two: bool| {
        let moment = at(VERIFIED) + SignedDuration::from_hours(hours);
        Change {
            at: moment,
            key: number.key(),
            act,
            requested_by: "amina.k".parse().unwrap(),
            confirmed_by: by_two.then(|| "luc.b".parse().unwrap()),
            basis: "CB/2026/8".parse().unwrap(),
            counts_from: if waits { moment + SignedDuration::from_hours(96) } else { moment },
            cancelled: None,
        }
    };
    let ended = |change: Change| Change { cancelled: Some(at(VERIFIED) + SignedDuration::from_hours(20)), ..change };
    let (added, changed) = (noted(Act::Add, 0, true, true), noted(Act::Change, 10, true, true));
    let (given_back, dropped) = (noted(Act::Change, 20, false, false), noted(Act::End, 20, false, false));
    let (soon, late) = (at(VERIFIED) + SignedDuration::from_hours(30), at(VERIFIED) + SignedDuration::from_hours(1_000));
    for (what, log, now_held, late_held) in [
        ("added", vec![added.clone()], Some(Held::Until(added.counts_from)), None),
        ("added and ended", vec![ended(added.clone()), dropped.clone()], Some(Held::Cancelled), Some(Held::Cancelled)),
        (
            "changed while it waits, and only that was ended",
            vec![added.clone(), ended(changed.clone()), given_back.clone()],
            Some(Held::Until(added.counts_from)),
            None,
        ),
        (
            "both were ended, the later one first",
            vec![ended(added.clone()), ended(changed.clone()), given_back.clone(), dropped.clone()],
            Some(Held::Cancelled),
            Some(Held::Cancelled),
        ),
        (
            "both were ended, the earlier one first",
            vec![ended(added.clone()), ended(changed.clone()), dropped.clone(), given_back],
            Some(Held::Cancelled),
            Some(Held::Cancelled),
        ),
        (
            "two persons brought it anew after it was ended",
            vec![ended(added), dropped, changed.clone()],
            Some(Held::Until(changed.counts_from)),
            None,
        ),
    ] {
        let log = ChangeLog::of(log);
        assert_eq!((log.held(&number.key(), soon), log.held(&number.key(), late)), (now_held, late_held), "{what}");
    }
}
