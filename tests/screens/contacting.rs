//! The directory and the calls as a support officer uses them: the right number in two keys, attempts with one, and nothing called that must not be.

use super::{
    book::{Book, now},
    desk::{Desk, Setting, dark},
    directory::id,
    signed::ORDER,
    snapshots::keep,
    unseen_everywhere::{self, AMINA, LUC},
};
use countersign::{
    app::{Action, Effect, Timer},
    console::allowed,
    domain::contact::{AttemptResult, Entry, EntryKey, Held, ScopePart},
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

fn says(desk: &Desk, words: &str) {
    let screen = desk.screen();
    assert!(screen.contains(words), "{words}\n{screen}");
}

fn says_not(desk: &Desk, words: &str) {
    let screen = desk.screen();
    assert!(!screen.contains(words), "{words}\n{screen}");
}

/// A desk at which somebody's roles are for these cooperative approaches and topics only.
fn limited(who: &str, parts: &[&str]) -> Desk {
    let mut desk = Desk::open();
    limit(&mut desk.books[0], who, parts);
    desk
}

fn limit(book: &mut Book, who: &str, parts: &[&str]) {
    for record in book.people.directory.entries.values_mut() {
        let Entry::Assignment(assignment) = &mut record.entry else { continue };
        if assignment.who == id(who) {
            assignment.scope = parts.iter().map(|part| part.parse::<ScopePart>().unwrap()).collect();
        }
    }
}

fn narrowed(desk: &mut Desk, list: &str, filter: &str) {
    desk.press(list);
    desk.type_text(filter);
    desk.press("enter");
}

/// The attempts that were recorded, the newest first.
fn recorded(desk: &Desk) -> Vec<(String, String, AttemptResult)> {
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
    let key = EntryKey::Channel(id("gha-2"), "+233555777".parse().map(countersign::domain::contact::Address::Duty).unwrap());
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
fn whoever_is_for_other_cooperative_approaches_is_not_called_and_the_page_says_why() {
    let mut desk = limited("gha-1", &["CA0099"]);
    narrowed(&mut desk, "4 /", "counterpart:GHA01 overdue:yes");
    desk.press("C");
    let of = desk.books[0].traffic.transfers.iter().find(|row| desk.head().contains(&row.summary.id.to_string()));
    let approach = of.unwrap().summary.kinds.first().unwrap().0.to_string();
    says_not(&desk, "Kwame Mensah   administrator, gha-1");
    says(&desk, &format!("Not called  Kwame Mensah   administrator only CA0099; this is about {approach}"));
    keep("calls-not-called@80x24", &desk.screen());
    desk.press("u");
    desk.let_it_be_done();
    desk.answer_all();
    assert_ne!(recorded(&desk)[0].0, "gha-1");
    says(&desk, "Not called");
    says(&desk, "no answer");

    // Of a counterpart as such no cooperative approach is known: nobody is left out for one.
    let mut desk = limited("gha-1", &["CA0099"]);
    narrowed(&mut desk, "8 /", "GHA01");
    desk.press("enter C");
    says(&desk, "Kwame Mensah   administrator, gha-1");
    says_not(&desk, "Not called");
}

#[test]
fn a_case_leads_to_who_is_for_its_cooperative_approach_from_the_board_and_from_its_page() {
    for keys in ["6", "6 enter"] {
        let mut desk = limited("gha-1", &["CA0099", "reconciliation"]);
        desk.resize(160, 45);
        desk.press(keys);
        desk.press("C");
        says(&desk, "Kwame Mensah   administrator only CA0099, reconciliation; this is about CA0");
        let mut desk = limited("gha-1", &["security"]);
        desk.resize(160, 45);
        desk.press(keys);
        desk.press("C");
        says(&desk, "Kwame Mensah   administrator only security; this is about reconciliation");
    }
}

#[test]
fn where_everybody_of_the_chain_is_for_other_work_the_page_says_so() {
    let mut desk = Desk::open();
    for who in ["gha-1", "gha-2", "gha-3", "gha-desk"] {
        limit(&mut desk.books[0], who, &["standards"]);
    }
    narrowed(&mut desk, "4 /", "counterpart:GHA01 overdue:yes");
    desk.press("C");
    says(&desk, "whoever is in this chain is there for other work");
    says(&desk, "Yaw Darko   security only standards; this is about operations");
    desk.press("a");
    assert!(desk.acts.is_empty(), "there is nobody whom to have called");
}

#[test]
fn f07_whom_to_call_does_not_tell_the_units_that_are_to_be_typed_again() {
    let page = |who: (&str, &str)| {
        let mut book = unseen_everywhere::book();
        limit(&mut book, "gha-1", &["CA0099"]);
        let mut desk = unseen_everywhere::desk_of(book, who, (160, 45));
        narrowed(&mut desk, ":", &format!("transfer {}", ORDER));
        desk.press("C");
        assert!(desk.head().starts_with("Call "), "{}", desk.screen());
        desk.screen()
    };
    let (luc, amina) = (page(LUC), page(AMINA));
    assert!(!luc.contains("CA0007") && !luc.contains("Not called"), "{luc}");
    assert!(amina.contains("this is about CA0007"), "{amina}");
}
