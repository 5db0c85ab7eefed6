//! Changes of contacts at the console: proposed after they were read, confirmed by another who read them whole, ended by anybody; the queue of
//! what must be verified, and how long an answer took.

use super::{
    book::now,
    changed::{self, COOLS, ENDED, FORGED, NEW_NUMBER, OLD, WAITS},
    desk::{Desk, Setting},
    review::{enter, read},
    seed,
};
use countersign::{
    app::{Action, Signer, Timer, why::Refusal},
    console::allowed,
    domain::contact::{AttemptResult, Entry, Matter, ProposalKind},
    evidence::contact_change::{ChangeText, ConfirmationText},
    registry::{Act, ContactStep, Deed, Outcome, Problem, ProblemKind, Receipt, Unsigned, book::ContactProposal},
    text::Untrusted,
};
use uuid::Uuid;

const SIZE: (u16, u16) = (120, 40);

pub fn desk_of(person: &str, size: (u16, u16)) -> Desk {
    let signer = Signer { person: person.parse().unwrap(), station: "ONL-2".parse().unwrap() };
    let books = vec![changed::book(), seed::ghana(), seed::empty()];
    Desk::with(Setting { books, size, signer: Some(signer), ..Setting::default() })
}

/// The desk of Luc at a registry where this change of Amina's waits.
pub fn desk_reading(text: &ChangeText, size: (u16, u16)) -> Desk {
    let signer = Signer { person: "luc.b".parse().unwrap(), station: "ONL-2".parse().unwrap() };
    let mut book = changed::book();
    book.people.proposals = vec![changed::proposed(text, "amina.k", "waiting")];
    let books = vec![book, seed::ghana(), seed::empty()];
    Desk::with(Setting { books, size, signer: Some(signer), ..Setting::default() })
}

pub fn open(desk: &mut Desk, id: u128) {
    desk.press(":");
    enter(desk, &format!("change {}", Uuid::from_u128(id)));
}

pub fn card(desk: &mut Desk, who: &str) {
    desk.press(":");
    enter(desk, &format!("contact {who}"));
}

pub fn says(desk: &Desk, words: &str) {
    let screen = desk.screen();
    assert!(screen.contains(words), "{words}\n{screen}");
}

fn says_not(desk: &Desk, words: &str) {
    let screen = desk.screen();
    assert!(!screen.contains(words), "{words}\n{screen}");
}

fn rule(desk: &Desk, action: Action) -> String {
    match allowed(action, &desk.state) {
        Err(Refusal::Rule { rule, .. }) => rule.to_owned(),
        other => panic!("{other:?}\n{}", desk.screen()),
    }
}

fn act(desk: &Desk) -> Act {
    desk.acts.last().map(|(_, act)| act.act().clone()).unwrap_or_else(|| panic!("{}", desk.screen()))
}

pub fn signed(desk: &Desk) -> (ContactStep, String) {
    let Act::Sign(Unsigned::Contact(draft)) = act(desk) else { panic!("{}", desk.screen()) };
    (draft.text().step(), draft.text().text().to_owned())
}

/// Fills the rows that every proposal ends with, and ends the form.
pub fn end_form(desk: &mut Desk, paper: &str, ways: &str, reason: &str) {
    enter(desk, paper);
    desk.press("right enter");
    desk.press(ways);
    desk.press("enter");
    enter(desk, reason);
}

/// F09, F14: a number is proposed in a form, shown as a difference, read whole and signed; the text names the old channel and replaces nothing.
#[test]
fn another_number_is_proposed_read_and_signed() {
    let mut desk = desk_of("amina.k", SIZE);
    card(&mut desk, "gha-1");
    desk.press("p right tab right right enter");
    enter(&mut desk, "+41");
    says(&desk, "a telephone number is");
    desk.press("backtab");
    desk.press("backspace backspace backspace");
    // Grouped as people write it; the text has it without.
    let (country, number) = NEW_NUMBER.split_at(4);
    enter(&mut desk, &format!("{country} {number}"));
    says(&desk, &format!("+ address: mobile {NEW_NUMBER}"));
    says(&desk, "counts after a delay (F14)");
    says(&desk, "Confirmed now, it would count from 2026-11-26 11:00 UTC");
    assert!(allowed(Action::ProposeSign, &desk.state).is_err());
    end_form(&mut desk, "CB/2026/40", "right", "a new telephone");
    says(&desk, "choose an old channel you asked through (F14)");
    desk.press("right tab enter");
    says(&desk, "The change, exactly as you will sign it");
    says(&desk, "itmo-contact-change/v1");
    assert!(allowed(Action::ProposeSign, &desk.state).is_err(), "not yet read for long enough");
    read(&mut desk);
    desk.press("x s");
    let (step, text) = signed(&desk);
    let text = ChangeText::parse(text.as_bytes()).unwrap();
    let change = text.change();
    assert_eq!(step, ContactStep::Propose(change.id));
    assert_eq!((change.kind, change.initiator.as_str(), change.entries.len()), (ProposalKind::Change, "amina.k", 1));
    assert!(matches!(&change.entries[0].entry, Entry::Channel(channel) if channel.address.as_str() == NEW_NUMBER));
    assert_eq!((change.entries[0].replaces, change.registry.to_string()), (None, "CHE01".to_owned()));
    let through = change.through.as_ref().unwrap().to_string();
    assert!(through.starts_with("channel gha-1 ") && !through.contains(NEW_NUMBER), "{through}");
    says(&desk, "Handed over to be signed");
    // What was not done can be signed again, and another text says nothing about this one.
    assert!(allowed(Action::ProposeSign, &desk.state).is_err());
    desk.press("x s");
    says(&desk, "It was handed over already");
    desk.outcome(Err(Problem::of(ProblemKind::Offline)));
    says_not(&desk, "It was handed over already");
    assert!(allowed(Action::ProposeSign, &desk.state).is_ok(), "{}", desk.screen());
    desk.press("x s");
    // What was proposed leads to its page, which says by its number who is still needed.
    desk.books[0].people.proposals.push(changed::proposed(&text, "amina.k", "waiting"));
    done(&mut desk, change.id);
    says(&desk, &format!("Change {} of contacts is proposed and waits for another person to confirm it:", change.id));
    assert!(desk.head().starts_with("Change of contacts: mobile"), "{}", desk.head());
    desk.press("esc");
    says(&desk, "anybody who may confirm, but amina.k (F01)");
    desk.press("esc");
    says(&desk, "left and right choose");
    says_not(&desk, NEW_NUMBER);
}

/// Lets the registry take the oldest act, under this name.
fn done(desk: &mut Desk, id: Uuid) {
    let receipt = Receipt { subject: Untrusted::new(id.to_string()), ..desk.books[0].receipt(desk.acts[0].1.key()) };
    desk.outcome(Ok(Outcome::Done(receipt)));
}

/// F01: the key that confirms is inert for who proposed it, with the reason; and the refusal goes into the journal.
#[test]
fn nobody_confirms_their_own_change() {
    let mut desk = desk_of("amina.k", SIZE);
    open(&mut desk, WAITS);
    says(&desk, "You proposed this change: another person confirms it (F01)");
    read(&mut desk);
    assert_eq!(rule(&desk, Action::ChangeConfirm), "F01");
    desk.press("x a");
    assert!(desk.acts.is_empty());
    says_not(&desk, "Made sure by");
}

/// F05, F09, F14: the key is inert until every line, also of what differs, was on the screen; the new number is not among the ways; what is
/// signed names the text that was read, and who was asked through what.
#[test]
fn another_person_confirms_what_was_read_to_its_end() {
    let mut desk = desk_of("luc.b", (80, 24));
    open(&mut desk, WAITS);
    says(&desk, "waits for another person, 5 d 22 h left");
    says(&desk, "anybody who may confirm, but amina.k (F01)");
    assert!(allowed(Action::ChangeConfirm, &desk.state).is_err());
    desk.press("G");
    desk.fire(Timer::Reading);
    desk.later(5_000);
    desk.fire(Timer::Reading);
    let why = allowed(Action::ChangeConfirm, &desk.state).unwrap_err().to_string();
    assert!(why.contains("(F09)"), "the end alone is not all of it: {why}");
    desk.press("home");
    read(&mut desk);
    desk.press("x a");
    says(&desk, "Made sure by");
    desk.press("right enter");
    let mut offered = Vec::new();
    for _ in 0..30 {
        desk.press("right");
        let screen = desk.screen();
        offered.push(screen.lines().find(|line| line.contains("Through")).unwrap_or_default().to_owned());
    }
    assert!(offered.iter().any(|line| line.contains(OLD)), "{offered:?}");
    assert!(!offered.iter().any(|line| line.contains(NEW_NUMBER)), "a new channel confirms nothing: {offered:?}");
    while !desk.screen().lines().any(|line| line.contains("Through") && line.contains("no old channel")) {
        desk.press("right");
    }
    desk.press("enter enter");
    enter(&mut desk, "Akosua said yes");
    says(&desk, "choose an old channel you asked through (F14)");
    while !desk.screen().lines().any(|line| line.contains("Through") && line.contains(OLD)) {
        desk.press("right");
    }
    desk.press("enter enter enter");
    says(&desk, "What you are about to sign, exactly");
    assert!(desk.acts.is_empty());
    read(&mut desk);
    desk.press("x s");
    let (step, text) = signed(&desk);
    let text = ConfirmationText::parse(text.as_bytes()).unwrap();
    let said = text.confirmation();
    assert_eq!(step, ContactStep::Confirm(Uuid::from_u128(WAITS)));
    let waits = &desk.books[0].people.proposals[2];
    assert_eq!((said.change_sha256, said.person.as_str()), (waits.sha256, "luc.b"));
    assert_eq!(said.through.as_ref().map(ToString::to_string).as_deref(), Some(OLD));
    became_of_a_confirmation(desk);
}

/// What was not done can be signed again; what was done says that nobody else is needed and from when it counts, and is not signed twice.
fn became_of_a_confirmation(mut desk: Desk) {
    says(&desk, "Handed over to be signed");
    assert!(allowed(Action::ChangeSign, &desk.state).is_err(), "it is on its way");
    desk.outcome(Err(Problem::of(ProblemKind::Offline)));
    desk.press("esc");
    assert!(allowed(Action::ChangeSign, &desk.state).is_ok(), "{}", desk.screen());
    desk.press("x s");
    let waits = desk.books[0].people.proposals.iter_mut().find(|proposal| proposal.id == Uuid::from_u128(WAITS)).unwrap();
    let text = ChangeText::parse(waits.text.octets().as_bytes()).unwrap();
    let confirmation = Some(changed::confirmed(&text, "luc.b"));
    let counts_from = Some(now() + jiff::SignedDuration::from_hours(98));
    *waits = ContactProposal { confirmation, counts_from, ..changed::proposed(&text, "amina.k", "confirmed") };
    done(&mut desk, Uuid::from_u128(WAITS));
    says(&desk, "of contacts is confirmed and");
    desk.press("esc");
    says(&desk, "You confirmed it, and nobody else is needed: cooling off, 4 d 02 h left.");
    let why = allowed(Action::ChangeSign, &desk.state).unwrap_err().to_string();
    assert!(why.contains("the registry has it"), "{why}");
    desk.press("g y");
    let screen = desk.screen();
    let is_there = |word: &str| screen.lines().any(|line| line.contains(word) && line.contains("confirm change 01990000"));
    assert!(is_there("✓ done") && is_there("✗ failed"), "{screen}");
}

/// T01: a text that somebody else signed is an alarm, and nothing leads to a signature.
#[test]
fn a_change_its_proposer_did_not_sign_is_an_alarm() {
    let mut desk = desk_of("luc.b", SIZE);
    open(&mut desk, FORGED);
    says(&desk, "ALARM");
    says(&desk, "the signature of amina.k under it does not hold (T01)");
    assert!(allowed(Action::ChangeConfirm, &desk.state).is_err());
}

/// What was written before something else changed can't be confirmed: the difference on the screen would be another than the proposer saw.
#[test]
fn a_change_that_was_overtaken_is_not_confirmed() {
    let mut desk = desk_of("luc.b", SIZE);
    let entry = changed::number("gha-1", NEW_NUMBER, now());
    let standing = desk.books[0].people.directory.entries.values().next().unwrap().standing.clone();
    desk.books[0].people.put(entry, standing);
    open(&mut desk, WAITS);
    says(&desk, "The channel is not any more what this change replaces");
    read(&mut desk);
    assert!(allowed(Action::ChangeConfirm, &desk.state).unwrap_err().to_string().contains("not any more"));
}

/// F15: any one person ends what waits or cools off, at once; what was decided can't be ended again.
#[test]
fn one_person_ends_a_change() {
    for (id, may) in [(WAITS, true), (COOLS, true), (ENDED, false)] {
        let mut desk = desk_of("luc.b", SIZE);
        open(&mut desk, id);
        assert_eq!(allowed(Action::ChangeCancel, &desk.state).is_ok(), may, "{id:x}");
        if may {
            desk.press("x r");
            enter(&mut desk, "they know nothing of it");
            desk.press("y");
            let Act::Alone { deed, reason } = act(&desk) else { panic!("{}", desk.screen()) };
            assert_eq!((deed, reason.as_str()), (Deed::CancelContactChange(Uuid::from_u128(id)), "they know nothing of it"));
        }
    }
}

#[test]
fn the_list_says_what_is_missing_and_how_long_is_left() {
    let mut desk = desk_of("amina.k", (120, 24));
    desk.press("7 c");
    assert!(desk.head().contains("2 wait, 1 cooling off"), "{}", desk.head());
    let rows: Vec<String> = desk.screen().lines().map(str::to_owned).collect();
    let at = |words: &str| rows.iter().position(|row| row.contains(words)).unwrap_or_else(|| panic!("{words}\n{rows:#?}"));
    assert!(at(NEW_NUMBER) < at("+66555888") && at("+66555888") < at("+65555888"), "{rows:#?}");
    assert!(rows[at(NEW_NUMBER)].contains("yours, 5 d 22 h left"), "{rows:#?}");
    assert!(rows[at("+66555888")].contains("cooling off, 4 d 01 h left"), "{rows:#?}");
    desk.press("enter");
    assert!(desk.head().contains(NEW_NUMBER), "{}", desk.head());
    desk.press("esc");
    assert!(desk.head().starts_with("Changes of contacts"), "{}", desk.head());
}

/// The countdown goes on by itself, and what was read stays read.
#[test]
fn a_countdown_goes_on_and_nothing_is_to_be_read_anew() {
    let mut desk = desk_of("luc.b", SIZE);
    open(&mut desk, WAITS);
    read(&mut desk);
    assert_eq!(allowed(Action::ChangeConfirm, &desk.state), Ok(()));
    desk.press("home");
    says(&desk, "5 d 22 h left");
    desk.later(2 * 3_600_000);
    desk.fire(Timer::Reading);
    desk.fire(Timer::Reading);
    says(&desk, "5 d 20 h left");
    assert_eq!(allowed(Action::ChangeConfirm, &desk.state), Ok(()));
}

#[test]
fn what_changed_is_said_first_on_the_card_and_in_its_row() {
    let mut desk = desk_of("luc.b", SIZE);
    card(&mut desk, "gha-2");
    says(&desk, "added 2 d ago   duty +233555777 of gha-2   counts in 4 d 02 h");
    desk.press("7");
    desk.resize(80, 24);
    let screen = desk.screen();
    let row = screen.lines().find(|line| line.contains("Akosua Boateng")).unwrap();
    assert!(row.contains("2 d"), "{row}");
}

#[test]
fn a_card_s_tasks_become_the_entries_they_name() {
    for (task, rows, kind, count) in [
        ("a number or address ends", "right enter", ProposalKind::Change, 1),
        ("a role is taken back", "right enter", ProposalKind::RoleChange, 1),
        ("they leave: roles, channels and keys end", "", ProposalKind::Offboarding, 3),
        ("everything that counts is still right", "", ProposalKind::Verification, 4),
    ] {
        let mut desk = desk_of("amina.k", SIZE);
        card(&mut desk, "gha-3");
        desk.press("p right");
        while !desk.screen().contains(task) {
            desk.press("right");
        }
        desk.press("enter");
        if !rows.is_empty() {
            desk.press(rows);
        }
        end_form(&mut desk, "CB/2026/44", "right", "as agreed");
        says(&desk, "The change, exactly as you will sign it");
        read(&mut desk);
        desk.press("x s");
        let text = ChangeText::parse(signed(&desk).1.as_bytes()).unwrap();
        assert_eq!((text.change().kind, text.change().entries.len()), (kind, count), "{task}");
        assert!(text.change().entries.iter().all(|changed| changed.replaces.is_some()), "{task}");
    }
}

#[test]
fn the_queue_puts_the_most_urgent_first_and_begins_its_verification() {
    let mut desk = desk_of("amina.k", (120, 40));
    desk.press("7 u");
    let screen = desk.screen();
    let lines: Vec<&str> = screen.lines().collect();
    let at = |name: &str| lines.iter().position(|line| line.contains(name)).unwrap_or_else(|| panic!("{name}\n{screen}"));
    assert!(at("Björn") < at("Åsa Lindqvist") && at("Åsa Lindqvist") < at("Kwame Mensah"), "{screen}");
    assert!(lines[at("Björn")].contains("never verified"), "{screen}");
    assert!(lines[at("Åsa Lindqvist")].contains("temporarily invalid"), "{screen}");
    assert!(lines[at("Kwame Mensah")].contains("2 min 30 s, 41 d ago"), "{screen}");
    assert!(lines[at("Akosua Boateng")].contains("no answer, 3 d ago"), "{screen}");
    desk.press("j a");
    assert!(desk.head().contains("swe-1"), "{}", desk.head());
    says(&desk, "everything that counts is still right");
    says(&desk, "Another person reads all of it");
}

/// The time is measured by the runner of calls, for whom the test is and nobody else.
#[test]
fn a_response_test_measures_how_long_they_took() {
    let mut desk = desk_of("amina.k", SIZE);
    card(&mut desk, "gha-3");
    says(&desk, "never tested");
    desk.press("t");
    assert!(desk.head().contains("Response test of gha-3"), "{}", desk.head());
    desk.later(95_000);
    desk.press("a");
    let Act::Alone { deed: Deed::RecordAttempt(attempt), .. } = act(&desk) else { panic!("{}", desk.screen()) };
    assert_eq!((attempt.who.as_str(), &attempt.about, attempt.result), ("gha-3", &Matter::Test, AttemptResult::Answered));
    assert_eq!(attempt.answered_after().map(|after| after.as_secs()), Some(95));
    desk.let_it_be_done();
    desk.answer_all();
    card(&mut desk, "gha-3");
    desk.press("r");
    desk.answer_all();
    says(&desk, "1 min 35 s");
}

#[test]
fn erasing_somebody_takes_their_whole_id() {
    let mut desk = desk_of("ines.r", SIZE);
    card(&mut desk, "gha-3");
    desk.press("x e");
    enter(&mut desk, "asked for by herself");
    says(&desk, "It can't be undone");
    enter(&mut desk, "gha-3");
    let Act::Alone { deed, .. } = act(&desk) else { panic!("{}", desk.screen()) };
    assert_eq!(deed, Deed::EraseContact("gha-3".parse().unwrap()));
}
