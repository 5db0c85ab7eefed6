//! The directory and the calls as a support officer uses them: the right number in two keys, attempts with one, and nothing called that must not be.

use super::{
    book::now,
    desk::{Desk, Setting, dark},
    directory::id,
    snapshots::keep,
};
use countersign::{
    app::{Action, Effect, Keymap, Timer},
    console::allowed,
    domain::contact::{Address, AttemptResult, Entry, EntryKey, Held, Record},
    registry::{Act, Deed},
};
use jiff::SignedDuration;

const MINUTE: i64 = 60_000;
/// Monday at ten in Accra.
const MONDAY: i64 = 25 * 60 * MINUTE;

fn typed(keys: &str, text: &str) -> Desk {
    let mut desk = Desk::open();
    desk.press(keys);
    desk.type_text(text);
    desk.press("enter");
    desk
}

/// Calls about a transfer with Ghana that is overdue.
fn calls() -> Desk {
    let mut desk = typed("4 /", "counterpart:GHA01 overdue:yes");
    desk.press("C");
    desk
}

pub(super) fn says(desk: &Desk, words: &str) {
    let screen = desk.screen();
    assert!(screen.contains(words), "{words}\n{screen}");
}

pub(super) fn says_not(desk: &Desk, words: &str) {
    let screen = desk.screen();
    assert!(!screen.contains(words), "{words}\n{screen}");
}

pub(super) fn narrowed(desk: &mut Desk, list: &str, filter: &str) {
    desk.press(list);
    desk.type_text(filter);
    desk.press("enter");
}

/// The attempts that were recorded, the newest first.
pub(super) fn recorded(desk: &Desk) -> Vec<(String, String, AttemptResult)> {
    let attempts = desk.books[0].people.attempts.iter();
    attempts.map(|tried| (tried.attempt.who.to_string(), tried.attempt.about.to_string(), tried.attempt.result)).collect()
}

#[test]
fn from_a_stuck_transfer_to_the_number_are_two_keys() {
    let mut desk = Desk::with(Setting { at_home: true, ..Setting::default() });
    desk.press("t C");
    says(&desk, "Number");
    says(&desk, "duty +");
    assert!(desk.head().starts_with("Call "), "{}", desk.head());
}

#[test]
fn who_is_away_is_stood_in_for_and_the_next_is_named() {
    let desk = calls();
    says(&desk, "Kwame Mensah");
    says(&desk, "duty +2335550901");
    says(&desk, "gha-desk, who stands in");
    says(&desk, "the chain they told");
    says(&desk, "their office Sun 09:14");
    says(&desk, "then technical, gha-desk");
}

#[test]
fn one_key_records_an_attempt_and_the_next_is_up() {
    let mut desk = calls();
    desk.later(3 * MINUTE);
    desk.press("u");
    let acts: Vec<_> = desk.acts.iter().map(|(_, act)| act.act().clone()).collect();
    let [Act::Alone { deed: Deed::RecordAttempt(attempt), reason }] = acts.as_slice() else { panic!("{acts:?}") };
    assert_eq!((attempt.who.as_str(), attempt.result), ("gha-desk", AttemptResult::NoAnswer));
    assert_eq!(attempt.ended.duration_since(attempt.began), SignedDuration::from_mins(3), "it is measured, not felt");
    assert!(!reason.is_empty());
    desk.let_it_be_done();
    desk.answer_all();
    says(&desk, "no answer");
    let about = recorded(&desk)[0].1.clone();
    assert!(about.starts_with("transfer:"), "it belongs to the transfer: {about}");
    desk.press("esc C");
    says(&desk, "no answer");
}

#[test]
fn the_timer_moves_on_and_says_when_it_is_time() {
    let mut desk = calls();
    says(&desk, "0 of 10 min");
    desk.later(4 * MINUTE);
    assert!(desk.fire(Timer::Reading), "it waits for the next minute");
    says(&desk, "4 of 10 min");
    desk.later(10 * MINUTE);
    desk.fire(Timer::Reading);
    says(&desk, "10 min are over");
    desk.press("j");
    says(&desk, "0 of 10 min");
    says(&desk, "Akosua Boateng");
}

#[test]
fn an_answer_ends_the_course() {
    let mut desk = calls();
    desk.press("a");
    desk.let_it_be_done();
    desk.answer_all();
    says(&desk, "Reached");
    says(&desk, "gha-desk answered");
}

#[test]
fn a_number_that_was_changed_is_not_called_until_it_counts() {
    let key = EntryKey::Channel(id("gha-2"), "+233555777".parse().map(Address::Duty).unwrap());
    let desk = Desk::open();
    assert!(matches!(desk.books[0].people.directory.changes.held(&key, now()), Some(Held::Until(_))));
    let mut desk = calls();
    desk.later(MONDAY);
    desk.fire(Timer::Reading);
    desk.press("j");
    says(&desk, "Akosua Boateng");
    says(&desk, "mobile +2335550201");
    says_not(&desk, "+233555777");
    desk.press("enter");
    desk.resize(120, 40);
    says(&desk, "held back: counts from Thu 12:00 UTC");
    says(&desk, "added 3 d ago");
}

#[test]
fn a_read_only_profile_shows_whom_to_call_and_records_nothing() {
    let mut desk = Desk::open();
    desk.press("ctrl-o");
    desk.type_text("practice-gha");
    desk.press("enter 7 C a");
    assert!(desk.acts.is_empty());
    assert!(desk.says().contains("only reads"), "{}", desk.says());
}

#[test]
fn the_number_is_copied_by_one_key() {
    let mut desk = calls();
    desk.take();
    desk.press("p");
    assert!(desk.take().contains(&Effect::Copy("+2335550901".into())));
}

#[test]
fn words_and_keys_narrow_the_directory() {
    for (words, some, none) in [
        ("party:swe", "Energimyndigheten", "GHA01"),
        ("role:security", "Yaw Darko", "Kwame Mensah"),
        ("topic:infrastructure", "Duty desk", "Yaw Darko"),
        ("registry:VUT01", "Moses Kalo", "Duty desk"),
        ("-registry:GHA01", "Moses Kalo", "Kwame Mensah"),
    ] {
        let mut desk = Desk::with(Setting { size: (200, 50), ..Setting::default() });
        desk.press("7 /");
        desk.type_text(words);
        desk.press("enter");
        let screen = desk.text(&dark());
        let list: String = screen.lines().map(|line| line.chars().take(110).collect::<String>() + "\n").collect();
        assert!(words == "party:swe" || list.contains(some), "{words}\n{list}");
        assert!(!list.contains(none), "{words}\n{list}");
    }
    let mut desk = Desk::open();
    desk.press("7 o");
    assert!(desk.head().contains("reachable now"), "{}", desk.head());
    says(&desk, "Duty desk");
    says_not(&desk, "Moses Kalo");
    desk.press("esc d");
    says(&desk, "overdue");
    says_not(&desk, "Moses Kalo");
    desk.press("d w");
    says(&desk, "Akosua Boateng");
    says_not(&desk, "Kwame Mensah");
}

#[test]
fn who_can_be_reached_follows_the_clock() {
    let mut desk = Desk::open();
    desk.press("7");
    says(&desk, "here Sun 09:14 UTC");
    let before = desk.head();
    desk.later(MONDAY);
    assert!(desk.fire(Timer::Reading));
    assert_ne!(before, desk.head());
    says(&desk, "here Mon 10:14 UTC");
}

#[test]
fn f15_one_person_suspends_a_contact_by_its_whole_id() {
    let mut desk = typed(":", "contact gha-2");
    desk.press("x s");
    desk.type_text("a number that nobody knows");
    desk.press("enter");
    desk.type_text("gha-2");
    desk.press("enter");
    let [(_, act)] = desk.acts.as_slice() else { panic!("{}", desk.screen()) };
    assert!(matches!(act.act(), Act::Alone { deed: Deed::SuspendContact(who), .. } if *who == id("gha-2")));
}

#[test]
fn what_is_about_nobody_else_calls_nobody() {
    let mut desk = typed("4 /", "direction:internal");
    assert!(allowed(Action::TransfersCall, &desk.state).is_err());
    desk.press("C");
    assert!(desk.says().contains("It is about no counterpart."), "{}", desk.says());
}

#[test]
fn what_was_kept_aside_leads_to_security() {
    let mut desk = typed("g m /", "-verdict:good");
    desk.press("G C");
    says(&desk, "security, high");
    says(&desk, "a message was kept aside");
}

#[test]
fn a_case_leads_to_whom_its_kind_of_difference_takes() {
    let mut desk = Desk::open();
    desk.press("6 C");
    assert!(desk.head().starts_with("Call GHA01 about case CHE01-CASE-0000"), "{}", desk.head());
    says(&desk, "reconciliation, critical");
    says(&desk, "the two books contradict each other");
    let mut desk = typed(":", "case CHE01-CASE-000009");
    desk.press("C");
    assert!(desk.head().starts_with("Call GHA01 about case CHE01-CASE-000009"), "{}", desk.head());
    says(&desk, "operations, high");
}

#[test]
fn what_was_tried_stands_on_the_page_it_belongs_to() {
    let mut desk = typed(":", "case CHE01-CASE-000014");
    says_not(&desk, "Who was called");
    desk.press("C u");
    desk.let_it_be_done();
    desk.answer_all();
    assert_eq!(recorded(&desk)[0].1, "case:CHE01-CASE-000014");
    desk.press("esc esc");
    desk.answer_all();
    desk.resize(120, 140);
    says(&desk, "Who was called");
    says(&desk, "no answer");
    let mut desk = typed("4 /", "counterpart:GHA01 overdue:yes");
    desk.press("enter C m");
    desk.let_it_be_done();
    desk.answer_all();
    desk.press("esc esc");
    desk.answer_all();
    desk.resize(120, 140);
    says(&desk, "Who was called");
    says(&desk, "left message");
}
#[test]
fn a_card_that_nobody_verified_is_not_tested_and_it_is_said_why() {
    for (who, why) in [("swe-2", "There is nothing to test: nobody has verified the card"), ("swe-1", "")] {
        let mut desk = typed(":", &format!("contact {who}"));
        desk.press("t");
        assert_eq!(desk.head().starts_with("Response test of "), why.is_empty(), "{}", desk.screen());
        assert!(desk.says().contains(why), "{}", desk.says());
    }
}

#[test]
fn a_sentence_names_the_keys_as_they_are_set() {
    let page = |overrides: &[(&str, &str)]| {
        let set = overrides.iter().map(|(id, key)| ((*id).to_owned(), vec![(*key).to_owned()]));
        let (keymap, remarks) = Keymap::build(set);
        assert!(remarks.is_empty(), "{remarks:?}");
        let mut desk = Desk::with(Setting { keymap, size: (100, 30), ..Setting::default() });
        narrowed(&mut desk, "8 /", "VUT01");
        desk.press("enter C");
        desk.screen()
    };
    let plain = page(&[]);
    assert!(plain.contains("nobody can be reached now: t takes another topic, v another severity"), "{plain}");
    let other = page(&[("call-topic", "z"), ("call-severity", "none")]);
    assert!(other.contains("z takes another topic, :call-severity another severity"), "{other}");
}

#[test]
fn a_chain_that_was_tried_to_its_end_says_what_is_left() {
    let mut desk = calls();
    desk.resize(120, 40);
    for _ in 0..3 {
        desk.press("u");
        desk.let_it_be_done();
        desk.answer_all();
        desk.later(2 * MINUTE);
        desk.fire(Timer::Reading);
    }
    says(&desk, "everybody who can be reached was tried: t takes another topic, v another severity; ");
    says(&desk, " can be reached Mon ");
    keep("calls-tried@120x40", &desk.screen());
    // Whoever answered ended the search.
    desk.press("a");
    desk.let_it_be_done();
    desk.answer_all();
    says(&desk, "Reached");
    says_not(&desk, "takes another topic");
}

#[test]
fn a_response_test_that_reaches_nobody_leads_to_no_other_topic() {
    let mut desk = typed(":", "contact swe-1");
    desk.resize(120, 40);
    desk.press("t");
    // The duty desk is the only one who can be reached on a Sunday.
    desk.press("j j u");
    desk.let_it_be_done();
    desk.answer_all();
    says(&desk, "try again when they can be reached");
    says_not(&desk, "takes another topic");
}

#[test]
fn what_is_no_telephone_is_not_called_a_number() {
    let mut desk = Desk::open();
    let directory = &mut desk.books[0].people.directory;
    let is_desks = |record: &&Record| matches!(&record.entry, Entry::Channel(channel) if channel.owner == id("gha-desk"));
    let mut record = directory.entries.values().find(is_desks).unwrap().clone();
    if let Entry::Channel(channel) = &mut record.entry {
        channel.address = "duty@epa.example".parse().map(Address::Mail).unwrap();
    }
    directory.set(record);
    narrowed(&mut desk, "4 /", "counterpart:GHA01 overdue:yes");
    desk.press("C");
    says(&desk, "Number   duty +233");
    desk.press("v v");
    says(&desk, "operations, low");
    says(&desk, "Address  mail duty@epa.example");
}
