//! Freezing an account, from the key to the receipt, and everything that can come between.

use super::desk::{Desk, Setting};
use countersign::{
    app::{Effect, Key, KeyCode, Ticket},
    console::Message,
    registry::{Act, Deed, IdempotencyKey, Outcome, Problem, ProblemKind, Read},
};

const ACCOUNT: &str = "CHE01-100-2001";

/// Goes through the challenge of the account on the screen, which is the first one.
pub fn confirm(desk: &mut Desk) {
    desk.press("F");
    desk.type_text("stolen token of an operator");
    desk.press("enter");
    desk.type_text(ACCOUNT);
    desk.press("enter");
}

fn on_account() -> Desk {
    let mut desk = Desk::open();
    desk.press("enter");
    desk.resize(200, 30);
    desk
}

fn sent() -> Desk {
    let mut desk = on_account();
    confirm(&mut desk);
    assert_eq!(desk.acts.len(), 1);
    desk
}

fn unknown() -> Desk {
    let mut desk = sent();
    let key = desk.acts[0].1.key();
    desk.outcome(Ok(Outcome::Unknown(key)));
    desk
}

#[test]
fn the_challenge_sends_exactly_what_it_showed() {
    let desk = sent();
    let deed = Deed::FreezeAccount { account: ACCOUNT.parse().unwrap(), version: 3 };
    assert_eq!(*desk.acts[0].1.act(), Act::Alone { deed, reason: "stolen token of an operator".into() });
    assert!(desk.says().contains("Freezing account CHE01-100-2001"), "{}", desk.says());
}

#[test]
fn wrong_words_no_reason_or_esc_send_nothing() {
    for (keys, words) in [
        ("enter", "CHE01-100-2001"),
        ("x enter", "CHE01-100-2001"),
        ("1 2 3 4 5 6 7 8 9 0 enter", "CHE01-100-2002"),
        ("1 2 3 4 5 6 7 8 9 0 enter", "che01-100-2001"),
        ("1 2 3 4 5 6 7 8 9 0 enter", ""),
        ("1 2 3 4 5 6 7 8 9 0 enter", "CHE01-100-2001 "),
        ("1 2 3 4 5 6 7 8 9 0 enter esc", ""),
        ("1 2 3 4 5 6 7 8 9 0 enter ctrl-c", ""),
        ("1 2 3 4 5 6 7 8 9 0 enter backtab", "CHE01-100-2001"),
    ] {
        let mut desk = on_account();
        desk.press("F");
        desk.press(keys);
        desk.type_text(words);
        // One Enter more on the page of the reason goes on to the challenge, which is empty then.
        desk.press("enter enter");
        assert!(desk.acts.is_empty(), "{keys} {words}");
    }
}

#[test]
fn a_paste_gives_a_reason_but_never_the_words() {
    let mut desk = on_account();
    desk.press("F");
    desk.paste("stolen token of an operator\n");
    desk.press("enter");
    desk.paste(ACCOUNT);
    assert!(desk.says().contains("Type it: pasted text confirms nothing."), "{}", desk.says());
    desk.press("enter");
    assert!(desk.acts.is_empty());
    desk.type_text(ACCOUNT);
    desk.press("enter");
    assert_eq!(desk.acts.len(), 1);
}

#[test]
fn a_burst_of_keys_opens_no_challenge_and_answers_no_question() {
    let mut desk = on_account();
    desk.key(Key::char('j'), 100);
    desk.key(Key::char('F'), 29);
    assert!(desk.says().contains("Too fast"), "{}", desk.says());
    assert!(!desk.screen().contains("Freeze the account ─"));
    desk.key(Key::char('F'), 30);
    assert!(desk.screen().contains("Freeze the account ─"));

    let mut desk = sent();
    desk.press("q");
    assert!(desk.screen().contains("Leave before the answer is here?"));
    desk.key(Key::char('y'), 5);
    assert!(!desk.take().contains(&Effect::Quit));
    desk.key(Key::char('y'), 100);
    assert!(desk.take().contains(&Effect::Quit));
}

#[test]
fn an_act_that_is_done_shows_its_entry_and_reads_the_account_again() {
    let mut desk = sent();
    desk.take();
    desk.let_it_be_done();
    assert!(desk.says().contains("Account CHE01-100-2001 is frozen: entry 4711"), "{}", desk.says());
    assert!(desk.take().iter().any(|effect| matches!(effect, Effect::Ask { ask: Read::Account(_), .. })));
    assert!(desk.screen().contains("State suspended"), "{}", desk.screen());
    assert!(desk.screen().contains("stolen token of an operator"));
}

#[test]
fn an_act_that_was_refused_says_what_was_not_done() {
    let mut desk = sent();
    desk.outcome(Err(Problem::of_request(ProblemKind::Conflict, "req-9")));
    assert!(desk.says().contains("Account CHE01-100-2001 was not frozen. It has changed since it was read."), "{}", desk.says());
    desk.press("esc E");
    assert!(desk.screen().contains("req-9"));
}

#[test]
fn an_act_that_waits_says_its_place() {
    let mut desk = sent();
    desk.outcome(Ok(Outcome::Queued(3)));
    assert!(desk.says().contains("It waits to be sent, as number 3"), "{}", desk.says());
}

/// Scenario 11.
#[test]
fn only_a_query_leaves_unknown() {
    for received in [true, false] {
        let mut desk = unknown();
        assert!(desk.says().contains("Outcome unknown"), "{}", desk.says());
        let key = match desk.take().iter().find_map(|effect| match effect {
            Effect::Act { act, .. } => Some(act.key()),
            _ => None,
        }) {
            Some(key) => key,
            None => panic!("no act"),
        };
        // Moving about, going away and coming back, or time do not make it known.
        desk.press("j k 3 2 enter");
        desk.send(Message::Now("2026-11-23T09:14:00Z".parse().unwrap()));
        desk.press("esc");
        desk.press("enter");
        assert!(desk.says().contains("Outcome unknown"), "{}", desk.says());
        if received {
            let receipt = desk.books[0].receipt(key);
            desk.books[0].receipts.push(receipt);
        }
        desk.take();
        desk.press("r");
        assert!(desk.take().iter().any(|effect| matches!(effect, Effect::Ask { ask: Read::Act(asked), .. } if *asked == key)));
        let expected = if received { "It was done: account CHE01-100-2001 is frozen" } else { "The registry never received it" };
        assert!(desk.says().contains(expected), "{}", desk.says());
    }
}

/// An act with an unknown outcome, of which the registry then says that it never received it.
fn missed() -> (Desk, IdempotencyKey) {
    let mut desk = unknown();
    let act = desk.take().into_iter().find_map(|effect| if let Effect::Act { act, .. } = effect { Some(act) } else { None });
    let key = act.expect("an act").key();
    desk.press("U");
    desk.answer_all();
    assert!(desk.says().contains("Z sends it again under the same key."), "{}", desk.says());
    (desk, key)
}

/// T04: what never arrived is sent again under its key, so that it is done once should the first one still arrive.
#[test]
fn scenario_11_what_the_registry_never_received_is_sent_again_under_the_same_key() {
    let (mut desk, key) = missed();
    desk.press("Z");
    assert!(desk.screen().contains("Send it again?") && desk.screen().contains(&key.to_string()), "{}", desk.screen());
    desk.press("enter");
    assert!(desk.acts.is_empty(), "no is in focus");
    desk.press("Z y");
    assert_eq!(desk.acts.iter().map(|(_, act)| act.key()).collect::<Vec<_>>(), [key]);
    // Scenario 11: that it never arrived is not said any more, neither before nor behind what became of it.
    assert!(!desk.screen().contains("never received"), "{}", desk.screen());
    desk.let_it_be_done();
    desk.answer_all();
    assert!(desk.says().contains("is frozen: entry ") && !desk.says().contains("more)"), "{}", desk.says());
    desk.press("esc Z");
    assert!(desk.says().contains("There is no act to send again"), "{}", desk.says());
}

#[test]
fn another_act_on_the_same_thing_takes_the_place_of_what_never_arrived() {
    let (mut desk, key) = missed();
    desk.press("esc");
    confirm(&mut desk);
    assert!(desk.acts.iter().all(|(_, act)| act.key() != key) && desk.acts.len() == 1);
    desk.press("Z");
    assert!(desk.says().contains("There is no act to send again"), "{}", desk.says());
}

/// What is no longer so is not said any more, whether it was seen or not.
#[test]
fn a_known_outcome_takes_back_that_it_was_unknown() {
    let mut desk = sent();
    let key = desk.acts[0].1.key();
    desk.outcome(Ok(Outcome::Unknown(key)));
    let receipt = desk.books[0].receipt(key);
    desk.books[0].receipts.push(receipt);
    desk.press("F");
    assert!(desk.says().contains("outcome of the last act on it is unknown"), "{}", desk.says());
    desk.press("r");
    assert!(desk.says().contains("It was done: account CHE01-100-2001 is frozen"), "{}", desk.says());
}

#[test]
fn a_query_that_fails_leaves_it_unknown_and_says_so() {
    let mut desk = unknown();
    desk.press("esc");
    desk.prompt = false;
    desk.press("r");
    desk.fail_all(&Problem::of(ProblemKind::Offline));
    for _ in 0..4 {
        desk.press("esc");
    }
    let screen = desk.screen();
    assert!(screen.contains("Outcome unknown"), "{screen}");
}

#[test]
fn asking_again_and_again_keeps_one_question_about_the_act() {
    let mut desk = unknown();
    desk.prompt = false;
    for _ in 0..20 {
        desk.press("r");
    }
    let asked = desk.asked.iter().filter(|(_, ask)| matches!(ask, Read::Act(_))).count();
    assert_eq!(asked, 1);
}

#[test]
fn what_an_act_came_to_is_told_in_another_registry_too() {
    let mut desk = sent();
    desk.press("ctrl-o");
    desk.type_text("practice-gha");
    desk.press("enter");
    desk.let_it_be_done();
    assert!(desk.says().contains("Account CHE01-100-2001 is frozen in practice-che"), "{}", desk.says());
    assert!(desk.head().starts_with("Accounts · 40"), "{}", desk.head());
}

#[test]
fn quitting_asks_only_while_an_act_has_no_answer() {
    let mut desk = on_account();
    desk.press("q");
    assert!(desk.take().contains(&Effect::Quit));

    let mut desk = sent();
    desk.take();
    for keys in ["q n", "q enter", "q esc", "ctrl-c esc"] {
        desk.press(keys);
        assert!(!desk.take().contains(&Effect::Quit), "{keys}");
    }
    desk.let_it_be_done();
    desk.press("q");
    assert!(desk.take().contains(&Effect::Quit));
}

/// T24.
#[test]
fn a_closed_journal_stops_an_act_that_is_being_confirmed() {
    let mut desk = on_account();
    desk.press("F");
    desk.type_text("stolen token of an operator");
    desk.press("enter");
    desk.send(Message::JournalClosed("The journal can't be written: no space left.".into()));
    desk.type_text(ACCOUNT);
    desk.press("enter");
    assert!(desk.acts.is_empty());
    desk.press("esc esc");
    desk.press("j r");
    assert!(desk.head().contains("as of"), "reading goes on: {}", desk.head());
}

#[test]
fn the_challenge_needs_the_whole_id_and_a_terminal_it_can_be_read_on() {
    for (size, sent) in [((80, 24), 1), ((60, 16), 1), ((200, 50), 1), ((59, 16), 0), ((20, 8), 0), ((1, 1), 0)] {
        let mut desk = Desk::with(Setting { size, ..Setting::default() });
        desk.press("enter");
        confirm(&mut desk);
        assert_eq!(desk.acts.len(), sent, "{size:?}");
    }
}

#[test]
fn a_receipt_of_a_key_nobody_sent_changes_nothing() {
    let mut desk = Desk::open();
    let before = desk.screen();
    let key = IdempotencyKey("00000000-0000-0000-0000-000000000001".parse().unwrap());
    let receipt = desk.books[0].receipt(key);
    let ticket = Ticket { profile: Default::default(), epoch: Default::default(), request: Default::default() };
    desk.send(Message::Acted(ticket, Ok(Outcome::Done(receipt))));
    desk.key(Key::plain(KeyCode::F(12)), 100);
    assert_eq!(desk.screen(), before);
}
