//! A channel of the counterpart was changed, and its delay lasts: whoever reviews a transfer to them sees it before the text (C05, F14).

use super::{
    book::now,
    checks,
    desk::{Desk, Setting},
    signed::{ORDER, given, order, setting},
};
use countersign::{
    app::Timer,
    console::Message,
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

#[test]
fn c05_a_change_while_the_review_is_open_is_said() {
    let mut last = None;
    let mut desk = reviewed((160, 45), |directory| {
        let key = changed(directory);
        let is_it = |change: &&Change| change.key == key;
        last = directory.changes.newest_first().find(is_it).cloned();
        assert!(directory.changes.cancel(&key, now()));
    });
    assert!(!desk.screen().contains("C05"), "{}", desk.screen());
    desk.books[0].people.directory.changes.push(last.unwrap());
    desk.books[0].revision += 1;
    desk.tell(desk.books[0].revision);
    desk.later(1_000);
    desk.fire(Timer::Follow);
    answer(&mut desk);
    assert!(desk.screen().contains("C05"), "{}", desk.screen());
}
