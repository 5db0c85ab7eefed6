//! A channel of the counterpart was changed, and its delay lasts: whoever reviews a transfer to them sees it before the text (C05, F14).

use super::{
    book::now,
    checks,
    desk::{Desk, Setting},
    review::{enter, read},
    signed::{ORDER, given, order, setting},
};
use countersign::{
    app::{Action, Timer},
    console::{Message, allowed},
    domain::contact::{Change, Directory, EntryKey},
    registry::{Read, Reply},
};

/// The review of a transfer to Accra, where the checks know the directory.
fn reviewed(size: (u16, u16), prepare: impl FnOnce(&mut Directory)) -> Desk {
    let mut desk = Desk::with(Setting { size, ..setting(given(&order(500))) });
    prepare(&mut desk.books[0].people.directory);
    desk.press(":");
    desk.type_text(&format!("order {ORDER}"));
    desk.press("enter");
    desk.prompt = false;
    desk.press("v");
    answer(&mut desk);
    desk
}

/// Answers what is asked, the checks by the directory as it is now.
fn answer(desk: &mut Desk) {
    while let Some((ticket, ask)) = desk.asked.first().cloned() {
        desk.asked.remove(0);
        let book = &desk.books[0];
        let answer = match &ask {
            Read::Checks(body) => {
                let changed = checks::cooling(body, &book.people.directory, now());
                Ok(Reply::Checks(checks::of(body).into_iter().chain(changed).collect()))
            }
            other => book.answer(other),
        };
        desk.send(Message::Answer(ticket, answer));
    }
}

/// The number in Accra that was changed two days ago.
fn changed(directory: &Directory) -> EntryKey {
    let of_accra = |key: &&EntryKey| matches!(key, EntryKey::Channel(owner, _) if owner.as_str() == "gha-2");
    directory.changes.newest_first().map(|change| &change.key).find(of_accra).unwrap().clone()
}

#[test]
fn c05_a_review_says_that_a_number_of_theirs_was_changed() {
    for size in [(80, 24), (160, 45)] {
        let screen = reviewed(size, |_| ()).screen();
        let said = screen.lines().find(|line| line.contains("C05")).unwrap_or_else(|| panic!("{screen}"));
        assert!(said.contains("fail") && said.contains("The delay after the last change"), "{screen}");
        assert!(screen.contains("delay until 2026-11-26T12:00:00Z"), "{screen}");
        assert!(!screen.contains("None fails"), "{screen}");
        let place = |words: &str| screen.find(words).unwrap_or(usize::MAX);
        assert!(place("C05") < place("exactly as it was signed"), "{screen}");
    }
}

#[test]
fn c05_a_change_that_was_ended_holds_no_transfer_up() {
    let screen = reviewed((160, 45), |directory| {
        let key = changed(directory);
        assert!(directory.changes.cancel(&key, now()));
    })
    .screen();
    assert!(screen.contains("Checks, now") && !screen.contains("C05"), "{screen}");
}

/// A review in whose course that number is changed: the desk as it is before, and what is to be told for it to change.
fn before_the_change(size: (u16, u16)) -> (Desk, Change) {
    let mut last = None;
    let desk = reviewed(size, |directory| {
        let key = changed(directory);
        let is_it = |change: &&Change| change.key == key;
        last = directory.changes.newest_first().find(is_it).cloned();
        assert!(directory.changes.cancel(&key, now()));
    });
    (desk, last.unwrap())
}

fn change(desk: &mut Desk, change: Change) {
    desk.books[0].people.directory.changes.push(change);
    desk.books[0].revision += 1;
    desk.tell(desk.books[0].revision);
    desk.later(1_000);
    desk.fire(Timer::Follow);
    answer(desk);
}

#[test]
fn c05_a_change_while_the_review_is_open_is_said() {
    let (mut desk, last) = before_the_change((160, 45));
    assert!(!desk.screen().contains("C05"), "{}", desk.screen());
    change(&mut desk, last);
    assert!(desk.screen().contains("C05"), "{}", desk.screen());
}

/// F09: all was read, and then a check turns bad above it. The key is inert until that was on the screen too, also where the statement
/// was made already.
#[test]
fn f09_a_check_that_turns_bad_later_is_read_too() {
    for is_said in [false, true] {
        let (mut desk, last) = before_the_change((80, 24));
        read(&mut desk);
        assert_eq!(allowed(Action::ReviewApprove, &desk.state), Ok(()), "{}", desk.screen());
        if is_said {
            desk.press("x a");
            enter(&mut desk, "as the letter says");
            read(&mut desk);
            assert_eq!(allowed(Action::ReviewSign, &desk.state), Ok(()), "{}", desk.screen());
        }
        change(&mut desk, last);
        desk.fire(Timer::Reading);
        let is_above = !desk.screen().lines().any(|line| line.starts_with("│ C05"));
        assert!(is_above, "it stands above what is read: {}", desk.screen());
        if is_said {
            let why = allowed(Action::ReviewSign, &desk.state).unwrap_err().to_string();
            assert!(why.contains("go back and read that (F09)") && desk.screen().contains("(F09)"), "{why}");
            desk.press("x s");
            assert!(desk.acts.is_empty());
            while desk.fire(Timer::Toast) {}
            desk.press("esc");
        }
        let why = allowed(Action::ReviewApprove, &desk.state).unwrap_err().to_string();
        assert!(why.contains("on the screen yet (F09)"), "{why}");
        desk.press("x a");
        assert!(!desk.screen().contains("Why you approve it"), "{}", desk.screen());
        while desk.fire(Timer::Toast) {}
        desk.press("g g");
        desk.fire(Timer::Reading);
        assert!(desk.screen().contains("C05"), "{}", desk.screen());
        read(&mut desk);
        assert_eq!(allowed(Action::ReviewApprove, &desk.state), Ok(()), "{}", desk.screen());
    }
}
