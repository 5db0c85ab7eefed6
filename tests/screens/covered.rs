//! A message of several lines over a page that is to be read: nothing of it lies under the message, and paging leads on to its end (F09).

use super::{
    desk::Desk,
    signed::{given, order, review},
};
use countersign::{
    app::{Action, Timer},
    console::{Message, allowed},
};

/// More than two lines on a screen of 80 columns, and than three on one of 60.
fn long() -> String {
    "The disk is nearly full: what is written from now on may be lost. ".repeat(4)
}

/// Reads to the end, page by page; what stood on the screens.
fn read(desk: &mut Desk) -> String {
    let mut seen = String::new();
    for _ in 0..60 {
        desk.fire(Timer::Reading);
        seen.push_str(&desk.screen());
        desk.press("pgdn");
    }
    desk.later(5_000);
    desk.fire(Timer::Reading);
    seen
}

/// F09: with an error and with a warning on the screen, the whole text comes above it, line by line.
#[test]
fn f09_a_message_covers_nothing_that_is_to_be_read() {
    for message in [Message::JournalClosed(long()), Message::Notice(long())] {
        for size in [(60, 16), (80, 24)] {
            let mut desk = review(given(&order(500)), size);
            let bottom = |desk: &Desk| desk.screen().lines().rev().nth(4).unwrap().to_owned();
            desk.send(message.clone());
            assert!(desk.screen().contains("The disk is nearly full"), "{}", desk.screen());
            assert!(bottom(&desk).contains("more lines"), "the page ends above the message: {}", desk.screen());
            assert!(desk.line(-1).contains("read on"), "{}", desk.line(-1));
            let seen = read(&mut desk);
            for line in order(500).as_str().lines() {
                let key = line.split_once(": ").map_or(line, |(key, _)| key);
                assert!(seen.contains(key), "{key} {size:?}\n{seen}");
            }
            assert!(desk.screen().contains("The disk is nearly full"), "it is still there: {}", desk.screen());
            assert_eq!(allowed(Action::ReviewApprove, &desk.state), Ok(()), "{size:?}\n{}", desk.screen());
        }
    }
}

/// F09: what the message leaves when it goes is looked at without a key.
#[test]
fn f09_what_comes_to_light_when_a_message_goes_is_looked_at() {
    let mut desk = review(given(&order(500)), (80, 24));
    desk.send(Message::JournalClosed(long()));
    desk.timers.remove(&Timer::Reading);
    desk.press("esc");
    assert!(!desk.screen().contains("The disk is nearly full"), "{}", desk.screen());
    assert!(desk.timers.contains_key(&Timer::Reading), "{:?}", desk.timers);
}
