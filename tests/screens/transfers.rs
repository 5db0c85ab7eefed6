//! How the screens of transfers, messages and incidents behave under the hand.

use super::desk::{Desk, Setting};
use countersign::{
    app::{Effect, Timer},
    console::Message,
    registry::{
        Read, Reply,
        traffic::{MessageId, Rung},
    },
};

fn wide() -> Desk {
    Desk::with(Setting { size: (120, 30), ..Setting::default() })
}

/// The page of a transfer of the Swiss book, by its number.
fn transfer(number: u32) -> Desk {
    opened(&format!("transfer CHE01-2026-{number:06}"))
}

fn opened(command: &str) -> Desk {
    let mut desk = wide();
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

/// What the console asked the registry last.
fn last_asked(desk: &mut Desk) -> Read {
    let asked = |effect| if let Effect::Ask { ask, .. } = effect { Some(ask) } else { None };
    desk.take().into_iter().filter_map(asked).next_back().expect("something was asked")
}

/// What is still to be sent is no entry of the book, so nobody tells when it is gone: the page looks again by itself, once it should be.
#[test]
fn what_is_still_to_be_sent_is_looked_at_again_when_it_should_be_gone() {
    let mut desk = transfer(4_109);
    assert!(desk.screen().contains("again in 44 min"), "{}", desk.screen());
    desk.take();
    desk.later(60_000);
    desk.later(44 * 60_000);
    assert!(desk.fire(Timer::Reading), "it waits for that time");
    let asks = |effect: &Effect| matches!(effect, Effect::Ask { ask: Read::Transfer(_), .. });
    assert!(desk.take().iter().any(asks));
}

#[test]
fn quick_filters_are_terms_of_the_filter_that_can_be_seen_changed_and_taken_back() {
    let mut desk = wide();
    desk.press("4");
    assert!(desk.head().starts_with("Transfers · 40 · row 1"), "{}", desk.head());
    for (key, filter) in [
        ("u", "waits:us"),
        ("p", "waits:peer"),
        ("d", "waits:peer overdue:yes"),
        ("u", "overdue:yes waits:us"),
        ("o", "overdue:yes -waits:nobody"),
        ("d", "-waits:nobody"),
        ("o", ""),
    ] {
        desk.press(key);
        let Read::Transfers(query) = last_asked(&mut desk) else { panic!("{key} asked for something else") };
        assert_eq!(query.filter.to_string(), filter, "{key}");
        let shown = if filter.is_empty() { "Transfers · 40 · row".to_owned() } else { format!("· {filter}") };
        assert!(desk.head().contains(&shown), "{key}: {}", desk.head());
    }
    desk.press("u /");
    desk.type_text(" direction:incoming");
    desk.press("enter");
    assert!(desk.head().contains("waits:us direction:incoming"), "{}", desk.head());
}

#[test]
fn a_quick_filter_that_selects_nothing_is_taken_back_by_its_key() {
    let mut desk = wide();
    desk.press("4 /");
    desk.type_text("state:withdrawn");
    desk.press("enter u");
    assert!(desk.screen().contains("No transfers match"), "{}", desk.screen());
    desk.press("u");
    assert!(desk.head().contains("Transfers · 2 of 40"), "{}", desk.head());
}

#[test]
fn ways_between_transfers_messages_and_incidents() {
    for (keys, head) in [
        ("4", "Transfers · 40"),
        ("4 enter", "Transfer CHE01-2026-004111"),
        ("4 enter m enter", "Message "),
        ("4 enter m enter t", "Transfer CHE01-2026-004111"),
        ("4 enter M", "Messages · "),
        ("g m", "Messages · "),
        ("g m G enter", "Message 1 "),
        ("g m t", "Transfer "),
        ("g i", "Incidents · "),
        ("3 tab", "Transfers · 40"),
        ("4 tab", "Approvals"),
        ("4 tab tab tab", "Contacts: "),
        ("4 tab tab tab tab", "Peers · 12"),
        ("4 enter esc", "Transfers · 40"),
        ("4 enter m enter esc", "Transfer CHE01-2026-004111"),
        ("g m enter esc", "Messages · "),
    ] {
        let mut desk = wide();
        desk.press(keys);
        assert!(desk.head().starts_with(head), "{keys}: {}", desk.head());
    }
}

/// What failed stands in a line of its own; what passed, and what nobody could evaluate, is together until somebody wants all of it.
#[test]
fn checks_stand_in_few_lines_and_all_of_each_is_one_key_away() {
    for size in [(80, 24), (200, 50)] {
        let mut desk = Desk::with(Setting { size, ..Setting::default() });
        desk.press(":");
        desk.type_text("transfer CHE01-2026-004113");
        desk.press("enter");
        // On a large screen they may be in sight at once; then the first press shows all, and the second few lines again.
        for _ in 0..2 {
            if !desk.screen().contains("pass           L01 B07") {
                desk.press("c");
            }
        }
        let few = desk.screen();
        assert!(few.contains("fail  No unit is locked") && !few.contains("held 1 204 500"), "{few}");
        assert!(few.contains("not evaluated  L06  the peer's clock was not measured yet"), "{few}");
        desk.press("c");
        let all = desk.screen();
        assert!(all.contains("pass  The link to the peer is active"), "{all}");
        desk.press("c");
        assert!(desk.screen().contains("pass           L01 B07"), "{}", desk.screen());
    }
}

#[test]
fn an_incident_leads_to_its_evidence_and_one_without_says_so() {
    for (kind, key, head) in [
        ("forged", "enter", "Incident "),
        ("forged", "m", "Message "),
        ("forged", "enter m", "Message "),
        ("forged", "t", "Transfer "),
        ("guard-refused", "O", "Order CHE01-2026-000124"),
        ("clock", "enter", "Incident "),
    ] {
        let mut desk = wide();
        desk.press("g i /");
        desk.type_text(&format!("kind:{kind}"));
        desk.press(&format!("enter G {key}"));
        assert!(desk.head().starts_with(head), "{kind} {key}: {}", desk.head());
    }
}

#[test]
fn the_palette_opens_transfers_and_messages_by_what_names_them() {
    for (command, head) in [
        ("transfer CHE01-2026-004109", "Transfer CHE01-2026-004109"),
        ("transfer GHA01-2026-004121", "Transfer GHA01-2026-004121"),
        ("message 7", "Message 7"),
    ] {
        assert!(opened(command).head().starts_with(head), "{command}");
    }
    for (command, says) in [
        ("transfer CHE01-2026-1", "CHE01-2026-1 is not what it takes: transfer id."),
        ("message 0", "0 is not what it takes: message number."),
        ("message 007", "007 is not what it takes: message number."),
    ] {
        let desk = opened(command);
        assert!(desk.says().contains(says), "{command}: {}", desk.says());
    }
}

#[test]
fn a_transfer_that_is_not_there_says_so() {
    let desk = opened("transfer CHE01-2026-777777");
    assert!(desk.screen().contains("The registry knows nothing under this id"), "{}", desk.screen());
}

#[test]
fn the_cursor_is_on_the_newest_message_and_walks_the_ladder() {
    let mut desk = transfer(4109);
    assert!(selected(&desk).contains("final"), "{}", desk.screen());
    for (key, kind) in [("k", "ack"), ("k", "accept"), ("k", "receipt"), ("k", "proposal"), ("k", "proposal"), ("j", "receipt")] {
        desk.press(key);
        assert!(selected(&desk).contains(kind), "{key}: {}", selected(&desk));
    }
    desk.take();
    desk.press("enter");
    assert!(desk.screen().contains("receipt   number 2 of its transfer"), "{}", desk.screen());
    desk.press("esc");
    assert!(selected(&desk).contains("receipt"), "the cursor is where it was left");
}

#[test]
fn where_no_message_is_on_the_screen_enter_opens_none_and_the_keys_scroll() {
    let mut desk = transfer(4109);
    desk.resize(80, 24);
    desk.press("L");
    assert_eq!(selected(&desk), "");
    let before = desk.screen();
    desk.press("enter");
    assert!(desk.head().starts_with("Transfer CHE01"), "{}", desk.head());
    desk.press("esc k");
    assert_ne!(desk.screen(), before, "a line further up");
    desk.press("g g");
    assert!(desk.screen().contains("Likely"));
    desk.press("m");
    assert!(selected(&desk).contains("final"), "{}", desk.screen());
}

#[test]
fn every_section_is_one_key_away_on_the_smallest_screen() {
    for (key, heading) in [
        ("a", "What may be done now"),
        ("u", "Units"),
        ("c", "Checks when submitted"),
        ("L", "Ledger entries"),
        ("m", "MESSAGES, UTC"),
    ] {
        let mut desk = transfer(4109);
        desk.resize(80, 24);
        desk.press(key);
        assert!(desk.screen().contains(heading), "{key}: {}", desk.screen());
    }
}

#[test]
fn going_down_reaches_every_line_and_going_up_comes_back() {
    let mut desk = transfer(4110);
    desk.resize(80, 24);
    desk.press("g g");
    let top = desk.screen();
    let mut seen = String::new();
    for _ in 0..120 {
        seen.push_str(&desk.screen());
        desk.press("j");
    }
    for text in ["What may be done now", "Units", "Checks when approved", "Ledger entries", "Ordered as"] {
        assert!(seen.contains(text), "{text}");
    }
    assert!(!desk.screen().contains("more lines"), "that is the end");
    for _ in 0..120 {
        desk.press("k");
    }
    assert_eq!(desk.line(3), top.lines().nth(3).unwrap().trim_matches('│').trim(), "back at the top");
}

#[test]
fn an_answer_leaves_the_cursor_on_its_message() {
    let mut desk = transfer(4109);
    desk.press("k k");
    let before = selected(&desk);
    let ladder = &mut desk.books[0].traffic.transfers[8].messages;
    let newer = Rung { message: MessageId::new(99_000).unwrap(), ..ladder[0].clone() };
    ladder.push(newer);
    desk.press("r");
    assert_eq!(selected(&desk), before);
}

#[test]
fn the_counterparts_column_says_when_it_said_so_and_ages_with_the_clock() {
    let mut desk = transfer(4110);
    assert!(desk.screen().contains("cancelled, said 7 d ago"), "{}", desk.screen());
    assert!(desk.screen().contains("cancelled"));
    let before = desk.screen();
    desk.send(Message::Now("2026-11-29T09:14:00Z".parse().unwrap()));
    assert_ne!(desk.screen(), before);
}

#[test]
fn an_act_says_how_many_persons_it_takes_and_why_not() {
    let mut desk = transfer(4109);
    desk.resize(200, 50);
    desk.press("a");
    let screen = desk.screen();
    for text in
        ["may be done  1 person   sends the same octets again", "may be done  2 persons  completes it", "not now      1 person"]
    {
        assert!(screen.contains(text), "{text}: {screen}");
    }
}

#[test]
fn a_message_is_shown_as_it_travelled_and_as_hexadecimal() {
    let mut desk = opened("message 40");
    let Some(Reply::Message(message)) = desk.books[0].traffic.answer(&Read::Message("40".parse().unwrap()), 1) else { panic!() };
    let text = String::from_utf8(message.octets.clone()).unwrap();
    let start: String = text.chars().take(60).collect();
    assert!(desk.screen().contains(&start), "{}", desk.screen());
    desk.press("x");
    let first: Vec<String> = message.octets[..16].iter().map(|octet| format!("{octet:02x}")).collect();
    let line = format!("00000000  {}  {}", first[..8].join(" "), first[8..].join(" "));
    assert!(desk.screen().contains(&line), "{}", desk.screen());
    desk.press("x");
    assert!(desk.screen().contains(&start));
    desk.press("d");
    assert!(desk.says().contains(&message.summary.digest.to_string()), "{}", desk.says());
}

#[test]
fn what_leads_nowhere_says_why() {
    let mut desk = wide();
    desk.press("g m G enter a");
    assert!(desk.says().contains("It answers no other message."), "{}", desk.says());
    for (kind, key, says) in [
        ("clock", "m", "It is about no message."),
        ("clock", "t", "It is about no transfer."),
        ("clock", "O", "It is about no order."),
        ("disagreement", "x a", "acknowledged it on"),
    ] {
        let mut desk = wide();
        desk.press("g i /");
        desk.type_text(&format!("kind:{kind}"));
        desk.press(&format!("enter {key}"));
        assert!(desk.says().contains(says), "{key}: {}", desk.says());
    }
}

#[test]
fn octets_made_for_the_terminal_are_shown_and_not_obeyed() {
    let mut desk = wide();
    desk.press("g m /");
    desk.type_text("kind:unreadable");
    desk.press("enter enter");
    let screen = desk.screen();
    assert!(screen.contains("no text, so as hexadecimal"), "{screen}");
    assert!(screen.contains("ff fe 00 7b 1b 5b 32 4a"), "{screen}");
    assert!(!screen.contains('\u{1b}'));
}
