//! How the console behaves under the hand: going there and back, finding, filtering, and what stays where it was.

use super::desk::{Desk, Setting, dark};
use countersign::{
    app::{Effect, Keymap, Ticket, Timer},
    console::Message,
    registry::{Problem, ProblemKind, Read},
};

fn wide() -> Desk {
    Desk::with(Setting { size: (160, 30), ..Setting::default() })
}

/// The row under the cursor, as painted.
fn selected(desk: &Desk) -> String {
    let screen = desk.screen();
    screen.lines().find(|line| line.starts_with("│▸")).unwrap_or_default().trim_matches('│').to_owned()
}

#[test]
fn esc_goes_down_the_ladder_one_step_at_a_time() {
    let mut desk = wide();
    desk.press("/");
    desk.type_text("state:open");
    desk.press("enter enter v");
    desk.press("f");
    desk.type_text("CA0001");
    desk.press("enter y enter");
    assert!(desk.says().contains("Copied"));
    desk.press("esc");
    assert!(desk.says().contains("find CA0001"), "{}", desk.says());
    desk.press("esc");
    assert_eq!(desk.says(), "");
    assert!(!desk.screen().contains("Blocks: "), "the holdings are still in full");
    desk.press("esc");
    assert!(desk.screen().contains("Blocks: "));
    desk.press("esc");
    assert!(desk.head().contains("state:open"), "{}", desk.head());
    desk.press("esc");
    assert!(desk.head().starts_with("Accounts · 40"), "{}", desk.head());
    let before = desk.screen();
    desk.take();
    desk.press("esc esc");
    assert_eq!(desk.screen(), before);
    assert!(desk.take().is_empty());
}

#[test]
fn enter_opens_and_esc_comes_back_to_the_same_row() {
    for (keys, head) in [("j j enter", "Account CHE01-100-2004"), ("3 j enter", "Block CA0001-CHE01-CHE-5366965-2024")] {
        let mut desk = wide();
        desk.press(keys);
        assert!(desk.head().starts_with(head), "{}", desk.head());
        desk.press("esc");
        let row = selected(&desk);
        assert!(row.contains("CHE01-100-2004") || row.contains("5 366 965"), "{row}");
    }
}

#[test]
fn ways_between_accounts_and_blocks() {
    for (keys, head) in [
        ("b", "Blocks · 30 of 120"),
        ("b enter", "Block CA0001-CHE01-CHE-5366965-2024"),
        ("b enter a", "Account CHE01-100-2001"),
        ("3 a", "Account CHE01-"),
        ("enter enter", "Block CA0001-CHE01-CHE-5366965-2024"),
        ("tab", "Blocks · 120"),
        ("backtab", "Home: "),
        ("tab tab tab tab tab tab tab tab tab", "Accounts · 40"),
        ("enter tab", "Blocks · 120"),
        ("enter 2", "Accounts · 40"),
    ] {
        let mut desk = wide();
        desk.press(keys);
        assert!(desk.head().starts_with(head), "{keys}: {}", desk.head());
    }
}

#[test]
fn a_serial_is_found_wherever_it_is() {
    for (typed, head) in [
        ("120001", "Blocks · 1 of 120 · row 1 · serial:120001"),
        ("120001..240000", "Blocks · 5 of 120"),
        ("120 001", "Blocks · 1 of 120 · row 1 · serial:120001"),
        ("120001-240000", "Blocks · 5 of 120"),
        ("120,001–240,000", "Blocks · 5 of 120"),
        ("CA0001-CHE01-CHE-5366970-2024", "Block CA0001-CHE01-CHE-5366965-2024"),
        ("CA0001-CHE01-CHE-1-2024", "Block of CA0001-CHE01-CHE-1-2024"),
        ("nonsense", "needs"),
        ("0", "needs"),
        ("9..1", "needs"),
        ("\"", "needs"),
    ] {
        let mut desk = wide();
        desk.press("#");
        desk.type_text(typed);
        desk.press("enter");
        if head == "needs" {
            let says = format!("{typed} is not what it takes: serial, range or ITMO id.");
            assert!(desk.says().contains(&says), "{typed}: {} {}", desk.says(), desk.head());
            assert!(desk.screen().contains("Find a serial or range"), "it is given back to be mended");
            assert!(desk.head().starts_with("Accounts · 40"), "{typed}: {}", desk.head());
        } else {
            assert!(desk.head().starts_with(head), "{typed}: {}", desk.head());
        }
    }
}

#[test]
fn a_serial_that_is_nowhere_says_what_to_do() {
    let mut desk = wide();
    desk.press("#");
    desk.type_text("CA0001-CHE01-CHE-1-2024");
    desk.press("enter");
    let screen = desk.screen();
    assert!(screen.contains("The registry knows nothing under this id"), "{screen}");
    assert!(screen.contains("Check the id; it may have moved by a split or a transfer."), "{screen}");
    assert!(screen.contains("req-0404"), "{screen}");
}

#[test]
fn a_filter_that_is_none_or_is_refused_keeps_the_rows() {
    let mut desk = wide();
    let before = selected(&desk);
    desk.take();
    desk.press("/");
    desk.type_text("nonsense:x");
    desk.press("enter");
    assert!(desk.take().is_empty(), "nothing is asked");
    assert!(desk.screen().contains("there is no field"));
    desk.press("esc");
    assert_eq!(selected(&desk), before);

    desk.prompt = false;
    desk.press("/");
    desk.type_text("stove");
    desk.press("enter");
    desk.fail_all(&Problem::of(ProblemKind::Invalid(Vec::new())));
    assert!(desk.head().starts_with("Accounts · 40"), "{}", desk.head());
    assert!(desk.says().contains("The registry refused what was asked"), "{}", desk.says());
    assert_eq!(selected(&desk), before);
}

#[test]
fn answers_of_the_registry_before_change_nothing() {
    let mut desk = Desk::unanswered();
    let old = desk.asked.clone();
    desk.press("ctrl-o");
    desk.type_text("practice-gha");
    desk.press("enter");
    assert!(old.iter().all(|(ticket, _)| desk.asked.iter().all(|(other, _)| ticket.request != other.request)), "given up");
    desk.answer_all();
    let before = desk.styled(&dark());
    desk.take();
    for (ticket, ask) in old {
        let answer = desk.books[0].answer(&ask);
        for answer in [answer, Err(Problem::of(ProblemKind::Offline))] {
            desk.send(Message::Answer(ticket, answer));
        }
    }
    assert_eq!(desk.styled(&dark()), before);
    assert!(desk.take().is_empty());
    assert!(desk.screen().contains("GHA01-100-2001"));
}

#[test]
fn an_answer_counts_once_and_only_for_what_was_asked() {
    let mut desk = Desk::unanswered();
    let asked = desk.asked.clone();
    desk.answer_all();
    desk.press("j j");
    let before = desk.styled(&dark());
    for (ticket, ask) in &asked {
        desk.send(Message::Answer(*ticket, desk.books[0].answer(ask)));
        desk.send(Message::Answer(Ticket { request: countersign::app::RequestId(9_999), ..*ticket }, desk.books[0].answer(ask)));
    }
    assert_eq!(desk.styled(&dark()), before);
}

#[test]
fn an_answer_to_another_question_is_a_problem_and_not_a_wait_without_end() {
    for keys in ["", "enter", "3", "3 enter"] {
        let mut desk = wide();
        desk.press(keys);
        desk.prompt = false;
        desk.press("r");
        assert!(!desk.asked.is_empty(), "{keys}");
        for (ticket, _) in std::mem::take(&mut desk.asked) {
            desk.send(Message::Answer(ticket, desk.books[0].answer(&Read::Act(key()))));
        }
        assert_eq!(desk.state.requests_in_flight(), 0, "{keys}");
        assert!(desk.head().contains("not refreshed"), "{keys}: {}", desk.head());
    }
    let mut desk = Desk::unanswered();
    for (ticket, _) in std::mem::take(&mut desk.asked) {
        desk.send(Message::Answer(ticket, desk.books[0].answer(&Read::Act(key()))));
    }
    assert_eq!(desk.state.requests_in_flight(), 0);
    assert!(desk.line(0).contains("not connected"), "{}", desk.line(0));
}

fn key() -> countersign::registry::IdempotencyKey {
    countersign::registry::IdempotencyKey("00000000-0000-0000-0000-000000000001".parse().unwrap())
}

#[test]
fn the_cursor_stays_on_its_row_when_others_come_and_go() {
    let mut desk = wide();
    desk.press("j j j j");
    let id = "CHE01-100-2008";
    assert!(selected(&desk).contains(id), "{}", selected(&desk));
    desk.books[0].accounts.remove(0);
    desk.books[0].revision += 1;
    desk.press("r");
    assert!(selected(&desk).contains(id), "after a refresh: {}", selected(&desk));
    assert!(desk.head().contains("row 4"), "{}", desk.head());
    for keys in ["s h e l d enter", "S", "S", "s n a m e enter"] {
        desk.press(keys);
        assert!(selected(&desk).contains(id), "after {keys}: {}", selected(&desk));
    }
    desk.press("/");
    desk.type_text("state:closed");
    desk.press("enter");
    assert!(selected(&desk).contains(id), "after a filter: {}", selected(&desk));
    desk.press("ctrl-r");
    assert!(selected(&desk).contains(id), "after clearing it: {}", selected(&desk));
}

#[test]
fn when_its_row_is_gone_the_cursor_says_so() {
    let mut desk = wide();
    desk.press("j j");
    desk.books[0].accounts.retain(|account| account.summary.id.as_str() != "CHE01-100-2004");
    desk.press("r");
    assert!(desk.says().contains("account CHE01-100-2004 is not in this list"), "{}", desk.says());
    assert!(selected(&desk).contains("CHE01-100-2006"), "{}", selected(&desk));
}

#[test]
fn a_filter_without_the_row_is_no_news() {
    let mut desk = wide();
    for typed in ["state:closed", "party:XXX"] {
        desk.press("/ ctrl-u");
        desk.type_text(typed);
        desk.press("enter");
        assert_eq!(desk.says(), "", "{typed}");
    }
}

#[test]
fn find_moves_as_one_types_and_esc_takes_it_back() {
    let mut desk = wide();
    desk.press("f");
    desk.type_text("biogas");
    assert!(selected(&desk).contains("Northern Biogas"), "{}", selected(&desk));
    desk.press("esc");
    assert!(selected(&desk).contains("CHE01-100-2001"));
    desk.press("f");
    desk.type_text("cookstove");
    desk.press("enter");
    let first = selected(&desk);
    desk.press("n");
    assert_ne!(selected(&desk), first);
    desk.press("N");
    assert_eq!(selected(&desk), first);
    assert!(desk.says().contains("find cookstove: 2 of 40 loaded rows"), "{}", desk.says());
}

#[test]
fn a_paste_into_a_list_does_nothing_and_says_so() {
    let mut desk = wide();
    desk.take();
    desk.paste("qF\njjj:quit\n");
    assert!(desk.says().contains("Pasted text was not used"), "{}", desk.says());
    assert!(desk.take().iter().all(|effect| matches!(effect, Effect::Wake { .. })));
    assert!(selected(&desk).contains("CHE01-100-2001"));
}

#[test]
fn remapped_keys_reach_their_actions_and_unbound_ones_do_nothing() {
    let overrides = [("down", vec!["n"]), ("find-next", vec!["none"]), ("go.blocks", vec!["z b"]), ("quit", vec!["none"])];
    let overrides = overrides.map(|(id, keys)| (id.to_owned(), keys.into_iter().map(str::to_owned).collect()));
    let (keymap, remarks) = Keymap::build(overrides.into_iter());
    assert!(remarks.is_empty(), "{remarks:?}");
    let mut desk = Desk::with(Setting { keymap, size: (160, 30), ..Setting::default() });
    desk.press("n n");
    assert!(selected(&desk).contains("CHE01-100-2004"), "{}", selected(&desk));
    let before = desk.screen();
    desk.take();
    desk.press("j 3 q");
    assert_eq!(desk.screen(), before);
    assert!(desk.take().is_empty());
    desk.press("z b");
    assert!(desk.head().starts_with("Blocks · 120"), "{}", desk.head());
    desk.press("ctrl-c");
    assert!(desk.take().contains(&Effect::Quit));
}

#[test]
fn scrolling_a_page_past_its_end_does_not_have_to_be_scrolled_back() {
    for keys in ["3 enter", "enter v"] {
        let mut desk = Desk::with(Setting { size: (80, 18), ..Setting::default() });
        desk.press(keys);
        let top = desk.screen();
        desk.press("G");
        let bottom = desk.screen();
        assert_ne!(bottom, top, "{keys}: the last line is reached");
        desk.press("j j j j j j j j");
        assert_eq!(desk.screen(), bottom, "{keys}");
        desk.press("k");
        assert_ne!(desk.screen(), bottom, "{keys}: one key up is one line up");
        desk.press("g g");
        assert_eq!(desk.screen(), top, "{keys}");
    }
}

/// On a wide screen the row under the cursor is shown beside the list once the cursor rests, and only then asked for.
#[test]
fn beside_a_list_stands_what_its_row_opens() {
    let mut desk = wide();
    desk.take();
    desk.press("j j j k");
    assert!(desk.take().iter().all(|effect| !matches!(effect, Effect::Ask { .. })), "nothing is asked while the cursor moves");
    assert!(desk.fire(Timer::Peek));
    let screen = desk.screen();
    assert!(screen.contains("│ Account CHE01-100-2004"), "{screen}");
    assert!(screen.contains("│ Holder  Northern Biogas"), "{screen}");
    desk.press("j");
    assert!(!desk.screen().contains("│ Account CHE01"), "one row's account is not shown beside another row");
    desk.press("k");
    assert!(desk.screen().contains("│ Account CHE01-100-2004"));
    desk.take();
    desk.press("enter");
    assert!(desk.head().starts_with("Account CHE01-100-2004"), "{}", desk.head());
    assert!(desk.take().iter().all(|effect| !matches!(effect, Effect::Ask { .. })), "what stood beside is not asked for again");
    desk.press("esc /");
    desk.type_text("party:XXX");
    desk.press("enter");
    desk.fire(Timer::Peek);
    assert!(!desk.screen().contains("Account CHE01"), "{}", desk.screen());
    desk.resize(139, 30);
    desk.press("esc");
    desk.fire(Timer::Peek);
    assert!(!desk.screen().contains("│ Account CHE01"), "there is no room beside the list: {}", desk.screen());
}

/// Where nothing is painted beside a list, nothing is asked for it.
#[test]
fn painted_plainly_nothing_is_asked_for_beside_a_list() {
    let mut desk = Desk::with(Setting { size: (160, 30), plain: true, ..Setting::default() });
    desk.press("j j");
    assert!(!desk.fire(Timer::Peek));
}
