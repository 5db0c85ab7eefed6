//! The counts beside the tabs: what they count, when they are asked for, and what becomes of them when the registry changes or fails.

use super::desk::{Desk, Setting};
use countersign::{
    app::StreamState,
    registry::{Problem, ProblemKind, Read, book::NeedKind},
    screens::{Place, TABS, Waits},
};

/// The line with the tabs.
fn tabs(desk: &Desk) -> String {
    desk.line(1)
}

/// What is asked for, without the answers.
fn asked(desk: &Desk) -> Vec<&Read> {
    desk.asked.iter().map(|(_, ask)| ask).collect()
}

/// A desk on the accounts, with every answer given and the stream open.
fn live() -> Desk {
    let mut desk = Desk::open();
    desk.stream(StreamState::Live { gap: false });
    desk.prompt = false;
    desk
}

#[test]
fn each_tab_counts_what_waits_behind_it() {
    let desk = Desk::open();
    assert_eq!(
        tabs(&desk),
        "1 Home 2 Accounts 3 Blk 4 Trf ●11 5 Appr ●3 6 Rec 7 Cont 8 Peer ●5 9 Jrnl",
        "where there is no room for all, the one that is shown has its whole title"
    );
    let narrow = Desk::with(Setting { size: (60, 16), ..Setting::default() });
    assert_eq!(tabs(&narrow), "1  2 Accounts  3  4 ●11  5 ●3  6  7  8 ●5  9", "and where there is none, nobody else has one");
    let mut home = Desk::with(Setting { at_home: true, ..Setting::default() });
    assert_eq!(
        tabs(&home),
        "1 Home  2 Acct  3 Blk  4 Trf ●11  5 Appr ●3  6 Rec  7 Cont  8 Peer ●5  9 Jrnl",
        "what Home asked for counts"
    );
    // The count is what the lists behind the tab show.
    home.press("t");
    assert!(home.head().starts_with("Transfers · 9 of 40"), "{}", home.head());
    home.press("1 p");
    assert!(home.head().starts_with("Transfers · 2 of 40"), "{}", home.head());
}

#[test]
fn a_kind_is_counted_behind_one_tab_at_most() {
    let kinds = |waits: Waits| if let Waits::Needs(kinds) = waits { kinds } else { &[] };
    for (kind, word) in NeedKind::ALL {
        let behind = TABS.iter().filter(|tab| kinds(tab.waits).contains(kind)).count();
        assert!(behind <= 1, "{word}");
    }
    assert_eq!(TABS.iter().find(|tab| tab.waits == Waits::Links).map(|tab| &tab.root), Some(&Place::Peers));
}

#[test]
fn they_come_after_what_is_shown_and_with_the_book() {
    let mut desk = Desk::unanswered();
    assert!(!asked(&desk).contains(&&Read::Overview), "what is shown comes first");
    desk.answer_all();
    assert!(tabs(&desk).contains("●11"), "{}", tabs(&desk));

    let mut desk = live();
    desk.later(2_000);
    desk.tell(8);
    assert!(!asked(&desk).contains(&&Read::Overview), "what is shown comes first");
    desk.books[0].traffic.transfers.retain(|transfer| transfer.summary.due.is_none());
    desk.books[0].revision = 8;
    desk.answer_all();
    assert!(!tabs(&desk).contains("●11") && tabs(&desk).contains("8 Peer ●5"), "{}", tabs(&desk));
    assert!(asked(&desk).is_empty(), "and nothing more is asked");
}

#[test]
fn a_key_asks_for_them_only_when_they_are_old_or_doubted() {
    let mut desk = live();
    desk.press("j k 3");
    desk.answer_all();
    desk.take();
    desk.press("j k");
    assert!(asked(&desk).is_empty());
    desk.later(301_000);
    desk.press("j");
    assert_eq!(asked(&desk), [&Read::Overview], "a step becomes overdue without an entry in the book");
    desk.answer_all();
    desk.press("k");
    assert!(asked(&desk).is_empty());
    desk.press("r");
    desk.answer_all();
    desk.press("k");
    assert!(asked(&desk).is_empty());
}

#[test]
fn what_is_not_known_is_not_said_and_nobody_is_told_of_it() {
    let mut desk = live();
    desk.later(301_000);
    desk.press("j");
    desk.fail_all(&Problem::of(ProblemKind::Forbidden));
    assert_eq!(tabs(&desk), "1 Home  2 Accounts  3 Blk  4 Trf  5 Appr  6 Rec  7 Cont  8 Peer  9 Jrnl");
    assert!(!desk.screen().contains("not refreshed"), "{}", desk.screen());
    assert_eq!(desk.says(), "");
    desk.press("k j k");
    assert!(asked(&desk).is_empty(), "it is not asked again at once");
}

#[test]
fn another_registry_begins_without_counts() {
    let mut desk = live();
    desk.press("ctrl-o");
    desk.type_text("empty");
    desk.press("enter");
    assert_eq!(tabs(&desk), "1 Home  2 Accounts  3 Blk  4 Trf  5 Appr  6 Rec  7 Cont  8 Peer  9 Jrnl");
    desk.answer_all();
    assert_eq!(tabs(&desk), "1 Home  2 Accounts  3 Blk  4 Trf  5 Appr  6 Rec  7 Cont  8 Peer  9 Jrnl");
}
