//! Following the book: what a change does to what is shown, and what it leaves alone.

use super::desk::{Desk, Setting};
use countersign::{
    app::{
        Effect, StreamState, Timer,
        activity::{End, Sent, What},
    },
    console::Message,
    registry::{
        CallId, Problem, ProblemKind, Read, Reply, Word,
        book::{Need, NeedKind, Overview, Pile},
    },
};
use std::time::Duration;

fn wide() -> Desk {
    Desk::with(Setting { size: (160, 30), ..Setting::default() })
}

/// A console on its list, listening, whose questions are answered when the test says so.
fn live() -> Desk {
    let mut desk = wide();
    desk.stream(StreamState::Live { gap: false });
    desk.prompt = false;
    desk.take();
    desk
}

/// The row under the cursor, as painted.
fn selected(desk: &Desk) -> String {
    let screen = desk.screen();
    screen.lines().find(|line| line.starts_with("│▸")).unwrap_or_default().to_owned()
}

fn asked(desk: &Desk) -> Vec<&Read> {
    desk.asked.iter().map(|(_, ask)| ask).collect()
}

fn broken(next_try: Option<&str>) -> StreamState {
    let since = "2026-11-22T09:11:00Z".parse().unwrap();
    StreamState::Broken { since, problem: Problem::of(ProblemKind::Offline), next_try: next_try.map(|at| at.parse().unwrap()) }
}

#[test]
fn it_listens_once_the_registry_has_answered_after_what_was_read() {
    let mut desk = Desk::unanswered();
    assert!(desk.listening.is_none());
    let revision = desk.books[0].revision;
    desk.answer_all();
    let (ticket, after) = desk.listening.expect("it listens");
    assert_eq!((ticket.profile.0, after), (0, Some(revision)));
    assert_eq!(desk.effects.iter().filter(|effect| matches!(effect, Effect::Listen { .. })).count(), 1);
    desk.stream(StreamState::Live { gap: false });
    assert!(desk.asked.is_empty(), "nothing was missed");
    desk.press("ctrl-o");
    desk.type_text("practice-gha");
    desk.press("enter");
    assert!(desk.listening.is_none(), "the registry that was left is no longer listened to");
    desk.answer_all();
    assert_eq!(desk.listening.map(|(ticket, _)| ticket.profile.0), Some(1));
}

#[test]
fn rows_change_in_place_and_the_cursor_stays_on_its_row() {
    let mut desk = live();
    desk.press("j j j j");
    assert!(selected(&desk).contains("CHE01-100-2008"));
    desk.books[0].accounts.remove(0);
    desk.books[0].revision += 1;
    desk.tell(desk.books[0].revision);
    assert!(matches!(asked(&desk)[..], [Read::Accounts(_)]), "{:?}", desk.asked);
    assert!(desk.head().ends_with("live") && !desk.head().contains("asking"), "nobody waits: {}", desk.head());
    desk.answer_all();
    assert!(selected(&desk).contains("CHE01-100-2008"), "{}", selected(&desk));
    assert!(desk.head().contains("Accounts · 39 · row 4"), "{}", desk.head());
    assert_eq!(desk.says(), "");
}

#[test]
fn one_question_at_a_time_and_not_too_often() {
    let mut desk = live();
    desk.tell(101);
    desk.later(100);
    for revision in 102..200 {
        desk.tell(revision);
    }
    assert_eq!(desk.asked.len(), 1, "{:?}", desk.asked);
    assert!(!desk.timers.contains_key(&Timer::Follow), "its answer comes first");
    desk.answer_all();
    assert_eq!(desk.timers.get(&Timer::Follow), Some(&Duration::from_millis(400)));
    desk.later(499);
    desk.fire(Timer::Follow);
    assert!(desk.asked.is_empty());
    assert_eq!(desk.timers.get(&Timer::Follow), Some(&Duration::from_millis(1)));
    desk.later(500);
    desk.fire(Timer::Follow);
    assert_eq!(desk.asked.len(), 1);
    desk.answer_all();
    desk.later(9_000);
    assert!(!desk.fire(Timer::Follow) && desk.asked.is_empty(), "nothing has changed since");
}

#[test]
fn what_is_not_shown_follows_when_it_is_shown_next() {
    let mut desk = live();
    desk.press("enter");
    desk.answer_all();
    desk.press("3");
    desk.answer_all();
    desk.press("3");
    assert!(desk.asked.is_empty(), "a kept screen is not asked for again");
    desk.tell(101);
    assert!(matches!(asked(&desk)[..], [Read::Blocks(_)]));
    desk.answer_all();
    desk.later(1_000);
    desk.press("2");
    assert!(matches!(asked(&desk)[..], [Read::Accounts(_)]));
    desk.answer_all();
    desk.later(2_000);
    desk.press("enter");
    assert!(matches!(asked(&desk)[..], [Read::Account(_), Read::Holdings(_), Read::Blocks(_), ..]), "{:?}", desk.asked);
    assert!(!desk.head().contains("asking"), "{}", desk.head());
    desk.answer_all();
    desk.later(3_000);
    desk.press("esc");
    assert!(desk.asked.is_empty());
}

#[test]
fn a_gap_may_hide_a_change_and_a_stream_that_goes_on_does_not() {
    let mut desk = live();
    desk.stream(StreamState::Live { gap: false });
    assert!(desk.asked.is_empty());
    desk.stream(StreamState::Live { gap: true });
    assert_eq!(desk.asked.len(), 1);
    desk.fail_all(&Problem::of(ProblemKind::Offline));
    assert!(desk.head().contains("not refreshed") && !desk.head().contains("live"), "{}", desk.head());
    desk.stream(broken(Some("2026-11-22T09:15:00Z")));
    desk.later(60_000);
    desk.stream(StreamState::Live { gap: false });
    assert_eq!(desk.asked.len(), 1, "what could not be read is read when the registry is back");
}

#[test]
fn the_head_says_since_when_it_is_not_live_and_nothing_counts_down() {
    let mut desk = live();
    desk.take();
    desk.stream(broken(Some("2026-11-22T09:15:00Z")));
    assert!(desk.head().contains("not live since 09:11, next try 09:15"), "{}", desk.head());
    assert!(desk.head().contains("The registry can't be reached"), "{}", desk.head());
    assert!(desk.take().is_empty(), "no timer, no question");
    desk.resize(80, 24);
    assert!(desk.head().contains("not live since 09:11"), "{}", desk.head());
    desk.stream(broken(None));
    assert!(desk.head().ends_with("not live since 09:11"), "{}", desk.head());
    desk.stream(StreamState::None);
    assert!(!desk.head().contains("live"), "{}", desk.head());
}

#[test]
fn refresh_opens_a_broken_stream_again_after_the_last_entry_told() {
    for (state, again) in [(broken(None), true), (StreamState::None, true), (StreamState::Live { gap: false }, false)] {
        let mut desk = live();
        desk.tell(4_711);
        desk.answer_all();
        desk.stream(state);
        let (before, _) = desk.listening.unwrap();
        desk.press("r");
        let (ticket, after) = desk.listening.unwrap();
        assert_eq!(ticket != before, again);
        assert!(!again || after == Some(4_711), "{after:?}");
        desk.answer_all();
        desk.later(5_000);
        desk.take();
        desk.send(Message::Stream(before, StreamState::Live { gap: true }));
        assert_eq!(desk.asked.is_empty(), again, "an earlier stream says nothing any more");
    }
}

#[test]
fn rows_the_operator_moves_to_come_before_what_only_follows() {
    let mut desk = live();
    desk.resize(120, 30);
    for _ in 0..40 {
        let more = desk.books[0].accounts.clone();
        desk.books[0].accounts.extend(more);
        if desk.books[0].accounts.len() > 1_000 {
            break;
        }
    }
    desk.press("r");
    desk.answer_all();
    desk.later(1_000);
    desk.tell(101);
    let (following, _) = desk.asked[0].clone();
    desk.press("G");
    assert!(desk.fire(Timer::Settle));
    assert!(desk.asked.iter().all(|(ticket, _)| *ticket != following), "what only follows is given up");
    assert!(!desk.asked.is_empty() && desk.head().contains("asking"), "{}", desk.head());
    desk.answer_all();
    desk.later(2_000);
    assert!(desk.fire(Timer::Follow));
    assert_eq!(desk.asked.len(), 1, "and is asked for after that");
}

#[test]
fn a_busy_registry_does_not_stop_anybody_from_freezing() {
    let mut desk = live();
    desk.press("enter");
    desk.answer_all();
    desk.later(1_000);
    desk.tell(101);
    assert!(!desk.asked.is_empty());
    desk.press("F");
    assert!(desk.screen().contains("Freeze the account"), "{}", desk.screen());
}

#[test]
fn a_question_of_the_operators_is_shown_as_such_also_while_the_book_is_followed() {
    let mut desk = live();
    desk.tell(101);
    desk.press("r");
    assert!(desk.head().contains("asking"), "{}", desk.head());
}

#[test]
fn everything_asked_stands_in_the_record() {
    let mut desk = Desk::unanswered();
    let [(standing, _), (page, ask)] = [desk.asked[0].clone(), desk.asked[1].clone()];
    let call = CallId(uuid::Uuid::from_u128(7));
    desk.send(Message::Exchanged(standing.request, call, Duration::from_millis(3)));
    desk.answer_all();
    desk.press("n");
    // The other registries were asked too, after these.
    let requests: Vec<_> = desk
        .state
        .activity()
        .newest_first()
        .filter_map(|entry| if let What::Request(request) = &entry.what { Some(request.clone()) } else { None })
        .filter(|request| request.sent != Sent::Read(Read::Overview))
        .collect();
    let [second, first] = &requests[..] else { panic!("{requests:?}") };
    assert_eq!((first.number, first.call, &first.end), (standing.request, Some(call), &End::Answered));
    assert_eq!((second.number, &second.sent), (page.request, &Sent::Read(ask)));
    let newest = desk.state.activity().newest_first().next().unwrap();
    assert!(matches!(newest.what, What::Refused(_)), "{newest:?}");
}

fn overview(waiting: u64) -> Reply {
    let pile = Pile { count: waiting, oldest: None };
    let need = Need { kind: Word::Known(NeedKind::Approvals), all: pile.clone(), mine: pile };
    Reply::Overview(Box::new(Overview { needs: vec![need], links: Vec::new(), revision: 1, as_of: super::book::now() }))
}

#[test]
fn what_waits_elsewhere_is_said_and_asked_again_only_when_something_happens_anyway() {
    let mut desk = Desk::unanswered();
    desk.resize(120, 30);
    assert!(desk.aside.is_empty(), "the registry in use comes first");
    desk.answer_all();
    assert_eq!(desk.aside.iter().map(|(ticket, _)| ticket.profile.0).collect::<Vec<_>>(), [1, 2]);
    let (ghana, _) = desk.aside.remove(0);
    desk.send(Message::Answer(ghana, Ok(overview(1_200))));
    assert!(desk.line(0).contains("●1 200 practice-gha"), "{}", desk.line(0));
    let (empty, _) = desk.aside.remove(0);
    desk.send(Message::Answer(empty, Err(Problem::of(ProblemKind::Offline))));
    assert_eq!(desk.says(), "", "what goes wrong elsewhere disturbs nobody");
    desk.take();
    desk.later(299_000);
    desk.press("j");
    assert!(desk.aside.is_empty());
    desk.later(300_000);
    assert!(desk.take().is_empty(), "time alone asks nobody");
    desk.press("j");
    assert_eq!(desk.aside.len(), 2);
}

#[test]
fn an_answer_from_elsewhere_finds_its_badge_after_a_switch() {
    let mut desk = Desk::unanswered();
    desk.resize(120, 30);
    desk.answer_all();
    let [(ghana, _), (empty, _)] = [desk.aside[0].clone(), desk.aside[1].clone()];
    desk.press("ctrl-o");
    desk.type_text("practice-gha");
    desk.press("enter");
    desk.send(Message::Answer(ghana, Ok(overview(7))));
    assert!(!desk.line(0).contains('●'), "the one in use has its own tabs: {}", desk.line(0));
    desk.send(Message::Answer(empty, Ok(overview(3))));
    assert!(desk.line(0).contains("●3 empty"), "{}", desk.line(0));
    desk.answer_all();
    assert_eq!(desk.aside.last().map(|(ticket, _)| ticket.profile.0), Some(0), "the registry that was left is asked now");
}
