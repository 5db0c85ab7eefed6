//! Home: what it counts is what its lines lead to, what was seen is remembered, and a shorter book is an alarm.

use super::{
    desk::{Desk, Setting},
    papers::guards::given,
    scenes_home::{home, practice},
};
use countersign::{
    app::{Effect, StreamState, seen::Mark},
    registry::{
        Problem, ProblemKind, Read,
        book::{Guarded, GuardedText, GuardedVersion},
    },
};

/// The row under the cursor, as painted.
fn selected(desk: &Desk) -> String {
    let screen = desk.screen();
    screen.lines().find(|line| line.starts_with("│▸")).unwrap_or_default().trim_matches('│').to_owned()
}

fn remembered(desk: &mut Desk) -> Vec<(String, u64)> {
    let effects = desk.take().into_iter();
    let marks = effects.filter_map(|effect| match effect {
        Effect::Remember { profile, mark: Mark { entry, .. } } => Some((profile, entry)),
        _ => None,
    });
    marks.collect()
}

#[test]
fn it_begins_on_what_has_waited_longest_for_whoever_looks() {
    let desk = home();
    assert!(desk.head().starts_with("Home: 14 things wait for you "), "{}", desk.head());
    assert!(selected(&desk).contains("Stuck transfers"), "{}", selected(&desk));
}

#[test]
fn each_line_leads_to_what_it_counts() {
    for (key, title, head) in [
        ("t", "Stuck transfers", "Transfers · 9 of 40"),
        ("p", "Proposals to decide", "Transfers · 2 of 40"),
        ("i", "Alarms to see to", "Incidents · 16 of "),
    ] {
        let mut desk = home();
        let line = desk.screen().lines().find(|line| line.contains(title)).unwrap().to_owned();
        let count = head.split(' ').nth(2).unwrap();
        assert_eq!(line.contains("not-as-signed"), key == "i", "the number of an alarm says nothing: {line}");
        assert!(line.contains(&format!(" {count} ")), "{line}");
        desk.press(key);
        assert!(desk.head().starts_with(head), "{title}: {}", desk.head());
        // The line itself, wherever it stands, leads to the same.
        let by_key = desk.head();
        desk.press("1 g g");
        while !selected(&desk).contains(title) {
            desk.press("down");
        }
        desk.press("enter");
        assert_eq!(desk.head(), by_key);
    }
}

/// A policy that waits, and no roster.
fn waiting_policy(guarded: Guarded, version: GuardedVersion) -> Option<Box<GuardedText>> {
    match (guarded, version) {
        (Guarded::Roster, GuardedVersion::Waiting) => None,
        (Guarded::Policy, GuardedVersion::Waiting) => {
            let mut waiting = *given(Guarded::Policy, GuardedVersion::InForce)?;
            waiting.version += 1;
            Some(Box::new(waiting))
        }
        (what, version) => given(what, version),
    }
}

/// F27.
#[test]
fn f27_a_version_that_waits_for_a_second_officer_is_counted_and_one_key_away() {
    let mut books = Setting::default().books;
    books[0].papers.guards = Some(waiting_policy);
    let of_policy = Desk::with(Setting { books, at_home: true, ..Setting::default() });
    for (mut desk, which, page) in [(home(), "roster v2", "Roster"), (of_policy, "policy v2", "Policy")] {
        let line = desk.screen().lines().find(|line| line.contains("Roster, policy to sign")).unwrap().to_owned();
        assert!(line.contains(" o ") && line.contains(which), "{line}");
        desk.press("o");
        assert!(desk.head().starts_with(page), "{which}: {}", desk.head());
    }
    let mut empty = home();
    empty.press("ctrl-o");
    empty.type_text("empty");
    empty.press("enter");
    assert!(!empty.screen().contains("to sign"), "{}", empty.screen());
}

#[test]
fn the_stuck_transfer_is_two_keys_away() {
    let mut desk = home();
    desk.press("t enter");
    assert!(desk.head().starts_with("Transfer CHE01-2026-"), "{}", desk.head());
    desk.press("esc esc esc");
    assert!(desk.head().starts_with("Home"), "{}", desk.head());
    assert!(selected(&desk).contains("Stuck transfers"));
}

#[test]
fn links_and_holdings_lead_on() {
    for (line, head) in [("JPN01", "Counterpart JPN01"), ("all    7 of 12 not", "Peers · 12"), ("CA0007", "Blocks · 40 of 120")]
    {
        let mut desk = home();
        desk.press("G");
        for _ in 0..30 {
            if selected(&desk).contains(line) {
                break;
            }
            desk.press("up");
        }
        desk.press("enter");
        assert!(desk.head().starts_with(head), "{line}: {}", desk.head());
    }
}

#[test]
fn nothing_waits_where_nothing_is() {
    let mut desk = home();
    desk.press("ctrl-o");
    desk.type_text("empty");
    desk.press("enter");
    for key in ["t", "p", "i"] {
        desk.press(key);
        assert!(desk.says().contains("Nothing of that kind waits."), "{key}: {}", desk.says());
    }
    assert!(desk.head().starts_with("Home: nothing waits for you"), "{}", desk.head());
    assert!(desk.screen().contains("nothing is held"));
}

#[test]
fn a_look_is_remembered_once_when_home_is_left() {
    let mut desk = home();
    assert_eq!(remembered(&mut desk), [], "looking is not over");
    desk.press("2");
    assert_eq!(remembered(&mut desk), [("practice-che".to_owned(), 7)]);
    desk.press("1 3 1 q");
    assert_eq!(remembered(&mut desk), [], "nothing was new");
    for leave in ["q", "t", "ctrl-o down enter"] {
        let mut desk = home();
        desk.press(leave);
        assert_eq!(remembered(&mut desk), [("practice-che".to_owned(), 7)], "{leave}");
    }
}

#[test]
fn a_look_at_nothing_is_not_remembered() {
    let mut desk = Desk::with(Setting { at_home: true, prompt: false, ..Setting::default() });
    desk.press("2 q");
    assert_eq!(remembered(&mut desk), []);
}

#[test]
fn news_stay_until_they_are_read() {
    let mut desk = home();
    assert!(desk.screen().contains("entries since 2026-11-20 17:04 UTC"));
    desk.press("2 1");
    assert!(desk.screen().contains("entries since 2026-11-20 17:04 UTC"), "coming back does not make them old");
    desk.take();
    desk.press("m");
    assert!(!desk.screen().contains("entries since 2026-11-20"));
    assert_eq!(remembered(&mut desk), [("practice-che".to_owned(), 7)]);
    desk.press("m");
    assert!(desk.says().contains("Nothing is new."), "{}", desk.says());
}

#[test]
fn a_shorter_book_is_an_alarm_until_somebody_says_it_was_seen() {
    let mut desk = Desk::with(Setting { at_home: true, seen: vec![("practice-che", 900)], ..Setting::default() });
    assert!(desk.screen().contains("Entries are gone, or it is another book."), "{}", desk.screen());
    desk.press("esc");
    assert!(desk.screen().contains("the book ends at entry 7, and had 900"));
    desk.press("r");
    assert!(!desk.screen().contains("Entries are gone, or it is another book."), "it is said once");
    desk.press("2 1");
    assert_eq!(remembered(&mut desk), [], "the longer book is what the next look is compared with");
    desk.press("m");
    assert_eq!(remembered(&mut desk), [("practice-che".to_owned(), 7)]);
}

#[test]
fn it_follows_the_book_and_keeps_its_line() {
    let mut desk = home();
    desk.stream(StreamState::Live { gap: false });
    desk.press("j");
    let before = selected(&desk);
    desk.later(2_000);
    desk.prompt = false;
    desk.tell(8);
    let asked: Vec<&Read> = desk.asked.iter().map(|(_, ask)| ask).collect();
    assert!(matches!(asked[..], [Read::Overview, Read::TotalHoldings, Read::Entries(_)]), "{asked:?}");
    desk.answer_all();
    assert_eq!(selected(&desk), before);
}

#[test]
fn what_does_not_come_again_stays_and_says_so() {
    let mut desk = home();
    let before = selected(&desk);
    desk.prompt = false;
    desk.press("r");
    desk.fail_all(&Problem::of(ProblemKind::Offline));
    assert_eq!(selected(&desk), before);
    assert!(desk.head().contains("not refreshed"), "{}", desk.head());
}

/// On Home of a demo the command that opens another desk can be copied whatever the cursor is on; nowhere else is there one.
#[test]
fn the_command_of_another_desk_is_copied_from_home_of_a_demo_alone() {
    let copied = |desk: &mut Desk| {
        desk.take();
        desk.press("y");
        desk.type_text("desk");
        desk.press("enter");
        desk.take().into_iter().find_map(|effect| if let Effect::Copy(text) = effect { Some(text) } else { None })
    };
    for (person, seat, next) in [
        ("amina-kessie", "initiator", "approver"),
        ("luc-bernasconi", "approver", "approver-2"),
        ("sofia-marques", "support", "approver"),
    ] {
        for keys in ["g g", "G"] {
            let mut desk = practice(person, "ONL-1", seat);
            desk.press(keys);
            assert_eq!(
                copied(&mut desk),
                Some(format!("countersign demo --as {next} --of 127.0.0.1:40123")),
                "{}",
                desk.screen()
            );
        }
    }
    let mut desk = home();
    assert_eq!(copied(&mut desk), None);
    assert!(!desk.screen().contains("countersign demo"), "{}", desk.screen());
}
