//! How pages of the book behave under the hand: what leads on, what is asked when, and that nothing is skipped or lost on the way.

use super::desk::{Desk, Setting};
use countersign::{
    app::{Effect, Timer},
    registry::Read,
};

fn wide() -> Desk {
    Desk::with(Setting { size: (120, 40), ..Setting::default() })
}

fn small() -> Desk {
    Desk::with(Setting { size: (80, 24), ..Setting::default() })
}

fn opened(mut desk: Desk, command: &str) -> Desk {
    desk.press(":");
    desk.type_text(command);
    desk.press("enter");
    desk
}

/// The line with the cursor.
fn selected(desk: &Desk) -> String {
    let screen = desk.screen();
    screen.lines().find(|line| line.starts_with("│▸")).unwrap_or_default().trim_matches('│').to_owned()
}

/// What was asked of the registry since the last time.
fn asked(desk: &mut Desk) -> Vec<Read> {
    let ask = |effect| if let Effect::Ask { ask, .. } = effect { Some(ask) } else { None };
    desk.take().into_iter().filter_map(ask).collect()
}

#[test]
fn what_binds_an_account_is_asked_when_it_is_looked_at() {
    let mut desk = small();
    desk.press("enter");
    let questions = asked(&mut desk);
    assert!(!questions.iter().any(|ask| matches!(ask, Read::Representatives(_) | Read::AccountLocks(_))), "{questions:?}");
    for (key, words) in [("p", "Representatives"), ("t", "Trusted accounts"), ("L", "ITMOs in it"), ("H", "History")] {
        desk.press(key);
        let questions = asked(&mut desk);
        assert_eq!(questions.len(), 1, "{key}: {questions:?}");
        assert!(desk.screen().contains(words), "{key}");
        desk.press(key);
        assert!(desk.screen().contains("Blocks: "), "{key} again goes back to the whole");
        desk.press(key);
        assert_eq!(asked(&mut desk), [], "{key}: what is here is not asked for again");
        desk.press("esc");
        assert!(desk.screen().contains("Blocks: "), "one step back from {key}");
    }
}

#[test]
fn a_wide_account_shows_what_binds_it_beside_the_rest() {
    let mut desk = Desk::with(Setting { size: (160, 45), ..Setting::default() });
    desk.press("enter");
    let screen = desk.screen();
    for words in ["Blocks: 30", "Representatives", "Trusted accounts", "Limits (C03)"] {
        assert!(screen.contains(words), "{words}");
    }
}

#[test]
fn the_parts_of_an_account_come_round() {
    let mut desk = small();
    desk.press("enter");
    let whole = desk.screen();
    desk.press("] ] ]");
    assert!(desk.head().contains("trusted accounts and limits"), "{}", desk.head());
    desk.press("] ] ]");
    assert_eq!(desk.screen(), whole);
    desk.press("[");
    assert!(desk.head().contains("history"), "{}", desk.head());
}

#[test]
fn a_representative_leads_to_all_their_accounts() {
    let mut desk = small();
    desk.press("enter p j j");
    assert!(selected(&desk).contains("Federal Office for the Environment"), "{}", selected(&desk));
    desk.press("enter");
    assert!(desk.head().starts_with("Accounts · "), "{}", desk.head());
    assert!(desk.head().contains("representative:\"Federal Office for the Environment\""), "{}", desk.head());
    desk.press("esc esc");
    assert!(desk.head().contains("representatives"), "{}", desk.head());
}

#[test]
fn a_lock_leads_to_what_it_belongs_to() {
    let mut desk = small();
    desk.press("enter L j");
    let (transfer, line) = (selected(&desk), desk.screen());
    assert!(line.contains("transfer CHE01-2026-"), "{transfer}");
    desk.press("enter");
    assert!(desk.head().starts_with("Transfer CHE01-2026-") || desk.screen().contains("Transfer CHE01-2026-"), "{}", desk.head());
}

/// A desk on the first block of a state, with the cursor on its lock where that leads anywhere.
fn on_the_lock(state: &str) -> Desk {
    let mut desk = Desk::open();
    desk.press("3 /");
    desk.type_text(&format!("state:{state}"));
    desk.press("enter enter");
    for _ in 0..9 {
        if selected(&desk).contains("Locked by") {
            break;
        }
        desk.press("j");
    }
    desk
}

#[test]
fn the_lock_of_a_block_leads_to_its_transfer_or_order() {
    for (state, head) in [("in-flight-out", "Transfer CHE01-2026-"), ("reserved", "Order CHE01-2026-")] {
        let mut desk = on_the_lock(state);
        desk.press("enter");
        assert!(desk.head().starts_with(head), "{state}: {}", desk.head());
    }
    let desk = on_the_lock("frozen-administration");
    assert!(!selected(&desk).contains("Locked by"), "nobody has said what it belongs to: {}", selected(&desk));
}

#[test]
fn nothing_on_a_page_is_skipped_by_going_down_line_by_line() {
    let mut desk = small();
    desk.press("3 j j enter");
    let mut seen = desk.screen();
    for _ in 0..60 {
        desk.press("j");
        seen += &desk.screen();
    }
    for words in ["First ITMO", "Where it is", "What stands against", "Created under", "Life (UTC)", "Underlying units"] {
        assert!(seen.contains(words), "{words}");
    }
    let end = desk.screen();
    desk.press("j");
    assert_eq!(desk.screen(), end);
}

#[test]
fn the_cursor_keeps_to_what_it_is_on_when_the_page_changes() {
    let mut desk = opened(small(), "approach CA0001");
    desk.press("j j");
    let here = selected(&desk);
    assert!(here.contains("AUTH-"), "{here}");
    let full = desk.books[0].papers.approaches.iter_mut().find(|full| full.summary.id.to_string() == "CA0001").unwrap();
    full.authorizations.insert(0, "AUTH-NEW-001".parse().unwrap());
    desk.press("r");
    let id = here.split_whitespace().last().unwrap();
    assert!(selected(&desk).contains(id), "{} is not {here}", selected(&desk));
}

#[test]
fn a_block_leads_to_its_account_its_authorization_and_the_entries_of_its_life() {
    for (keys, head) in [
        ("a", "Account CHE01-100-2002"),
        ("u", "Authorization AUTH-CHE-004"),
        ("j enter", "Account CHE01-100-2002"),
        ("j j enter", "Authorization AUTH-CHE-004"),
        ("] ] ] ] enter", "Entry "),
    ] {
        let mut desk = wide();
        desk.press("3 j j enter");
        desk.press(keys);
        assert!(desk.head().starts_with(head), "{keys}: {}", desk.head());
        desk.press("esc");
        assert!(desk.head().starts_with("Block "), "{keys}: {}", desk.head());
    }
}

#[test]
fn lists_and_pages_of_papers_lead_to_each_other() {
    for (keys, head) in [
        ("g u enter", "Authorization AUTH-"),
        ("g u b", "Blocks · "),
        ("g u enter b", "Blocks · "),
        ("g u a", "Cooperative approach CA"),
        ("g p enter", "Cooperative approach CA0001"),
        ("g p u", "Authorizations · "),
        ("g p enter b", "Blocks · "),
        ("g o enter", "Order CHE01-2026-"),
        ("g l G enter", "Entry 1"),
        ("g l enter j enter", "Entry 59"),
    ] {
        let mut desk = wide();
        desk.press(keys);
        assert!(desk.head().starts_with(head), "{keys}: {}", desk.head());
    }
}

#[test]
fn a_thing_is_opened_by_its_id_and_what_is_none_is_refused() {
    for (command, head) in [
        ("authorization AUTH-THA-003", "Authorization AUTH-THA-003"),
        ("approach CA0007", "Cooperative approach CA0007"),
        ("order CHE01-2026-005102", "Order CHE01-2026-005102"),
        ("entry 7", "Entry 7"),
        ("approach 7", "Accounts"),
        ("order 5102", "Accounts"),
        ("entry seven", "Accounts"),
    ] {
        let desk = opened(wide(), command);
        assert!(desk.head().starts_with(head), "{command}: {}", desk.head());
        assert_eq!(desk.says().contains("is not what it takes: "), head == "Accounts", "{command}: {}", desk.says());
    }
}

#[test]
fn only_orders_that_wait_are_shown_and_all_again() {
    let mut desk = wide();
    desk.press("g o o");
    assert!(desk.head().contains("state:submitted"), "{}", desk.head());
    assert!(!desk.screen().contains("executed"));
    desk.press("o");
    assert!(!desk.head().contains("state:submitted"), "{}", desk.head());
}

#[test]
fn a_range_of_serials_says_where_each_part_is_and_parts_can_be_gone_through() {
    let mut desk = wide();
    desk.press("#");
    desk.type_text("120001..1430000");
    desk.press("enter");
    let screen = desk.screen();
    assert!(screen.contains("serials 120 001 to 1 430 000"), "{screen}");
    assert!(screen.contains("not in this book"), "{screen}");
    let (first, strip) = (selected(&desk), desk.line(4));
    assert!(strip.starts_with('A'), "{strip}");
    desk.press("]");
    assert_ne!(selected(&desk), first);
    desk.press("[");
    assert_eq!(selected(&desk), first);
    desk.press("[");
    assert!(desk.says().contains("no further part"), "{}", desk.says());
}

#[test]
fn without_serials_in_the_filter_there_is_no_strip() {
    let mut desk = wide();
    desk.press("3 ]");
    assert!(desk.says().contains("no further part"), "{}", desk.says());
    assert!(!desk.screen().contains("not in this book"));
}

#[test]
fn an_entry_shows_its_line_octet_for_octet() {
    let desk = opened(wide(), "entry 12");
    // A line of the page stands between a margin of one cell on either side.
    let inner = |line: &str| line.trim_matches('│').chars().skip(1).take(118).collect::<String>();
    let shown: String = desk.screen().lines().map(inner).collect();
    let entry = &desk.books[0].papers.entries[11];
    assert!(shown.contains(entry.line.octets()), "{shown}");
    assert!(shown.contains(&entry.summary.digest.to_string()));
    assert!(shown.contains(&entry.previous.to_string()));
}

/// The pages that were noted as looked at since the last time.
fn looked(desk: &mut Desk) -> Vec<(String, Option<String>)> {
    let seen = |effect| if let Effect::NoteLooked { looked, .. } = effect { Some(looked) } else { None };
    desk.take()
        .into_iter()
        .filter_map(seen)
        .map(|looked| (looked.object, looked.digest.map(|digest| digest.to_string())))
        .collect()
}

/// T21: the journal gets what was on the screen, with its digest, once each time it is opened.
#[test]
fn a_page_that_matters_is_noted_each_time_it_is_opened() {
    let mut desk = opened(small(), "order CHE01-2026-005102");
    let first = looked(&mut desk);
    assert!(matches!(&first[..], [(id, Some(_))] if id == "CHE01-2026-005102"), "{first:?}");
    desk.press("r down");
    desk.answer_all();
    assert_eq!(looked(&mut desk), [], "to ask for it again is no new look");
    desk.press("g r");
    desk.answer_all();
    let roster = looked(&mut desk);
    assert!(matches!(&roster[..], [(name, Some(_))] if name.starts_with("roster v")), "{roster:?}");
    let mut desk = opened(desk, "order CHE01-2026-005102");
    assert_eq!(looked(&mut desk), first, "it is on the screen again");
    let mut desk = opened(desk, "account CHE01-100-2071");
    assert_eq!(looked(&mut desk), []);
}

/// T21: what a wide screen shows beside the list was looked at too.
#[test]
fn what_stands_beside_a_list_is_noted_like_a_page() {
    let mut desk = Desk::with(Setting { size: (200, 50), ..Setting::default() });
    desk.press("g o");
    desk.fire(Timer::Peek);
    desk.answer_all();
    assert_eq!(looked(&mut desk).len(), 1);
    desk.press("down");
    desk.fire(Timer::Peek);
    desk.answer_all();
    assert_eq!(looked(&mut desk).len(), 1);
}
