//! What the console has done: everything stands there, it is narrowed as one types, and looking at it asks nobody anything.

use super::{desk::Desk, scenes_home::activity};
use countersign::{
    app::{Effect, export::ExportRows},
    console::Message,
    registry::{CallId, Problem, ProblemKind, sheet::Row},
};
use std::time::Duration;

/// The rows that are painted.
fn rows(desk: &Desk) -> Vec<String> {
    let screen = desk.screen();
    let rows = screen.lines().map(|line| line.trim_matches('│').trim().trim_start_matches('▸').trim().to_owned());
    rows.filter(|row| row.starts_with("2026-")).collect()
}

#[test]
fn every_question_and_refusal_stands_there_newest_first() {
    let desk = activity();
    let rows = rows(&desk);
    assert!(rows[0].contains("refused") && rows[0].contains("Nothing was searched for yet."), "{}", rows[0]);
    assert!(rows.iter().any(|row| row.contains("failed") && row.contains("HTTP 500") || row.contains("transfers")));
    assert!(rows.last().unwrap().contains("who the registry is"), "{rows:?}");
}

#[test]
fn looking_asks_nobody() {
    let mut desk = activity();
    desk.take();
    desk.press("j k G g g v v v v v enter esc r");
    assert!(desk.take().iter().all(|effect| !matches!(effect, Effect::Ask { .. })));
}

#[test]
fn words_narrow_as_they_are_typed_and_esc_shows_all_again() {
    let mut desk = activity();
    desk.press("esc esc");
    let all = rows(&desk).len();
    desk.press("f");
    desk.type_text("account");
    let narrowed = rows(&desk);
    assert!(!narrowed.is_empty() && narrowed.len() < all, "{narrowed:?}");
    assert!(narrowed.iter().all(|row| row.contains("account")), "{narrowed:?}");
    desk.type_text(" failed");
    assert!(desk.head().contains("account failed"), "{}", desk.head());
    desk.press("esc");
    assert_eq!(rows(&desk).len(), all);
    desk.press("f");
    desk.type_text("and who");
    desk.press("enter");
    assert_eq!(rows(&desk).len(), 1);
    desk.press("esc");
    assert_eq!(rows(&desk).len(), all);
}

#[test]
fn a_filter_by_its_fields_is_completed_and_asks_nobody() {
    let mut desk = activity();
    desk.press("esc esc");
    desk.take();
    desk.press("/");
    desk.type_text("out");
    desk.press("tab");
    desk.type_text("fa");
    desk.press("tab enter");
    assert!(desk.head().contains("outcome:failed"), "{}", desk.head());
    let failed = rows(&desk);
    assert!(!failed.is_empty() && failed.iter().all(|row| row.contains("failed")), "{failed:?}");
    assert!(desk.take().iter().all(|effect| !matches!(effect, Effect::Ask { .. })));
    desk.press("/ ctrl-u");
    desk.type_text("kind:refusal at:<1h");
    desk.press("enter");
    assert!(rows(&desk).iter().all(|row| row.contains("refused")), "{}", desk.screen());
}

/// What is shown goes into the file, in the order it is shown: nobody is asked for it, and no token is in it.
#[test]
fn what_is_shown_is_exported_and_nobody_is_asked() {
    let mut desk = activity();
    desk.press("esc esc /");
    desk.type_text("outcome:failed");
    desk.press("enter");
    let shown = rows(&desk);
    desk.take();
    desk.press("e");
    assert!(desk.screen().contains("activity-CHE01-2026-11-22.csv"), "{}", desk.screen());
    desk.press("enter");
    let effects = desk.take();
    assert!(effects.iter().all(|effect| !matches!(effect, Effect::Ask { .. })));
    let own = effects.into_iter().find_map(|effect| match effect {
        Effect::Export { order, .. } => Some(order.rows),
        _ => None,
    });
    let Some(ExportRows::Own(own)) = own else { panic!("{own:?}") };
    assert_eq!((own.word, own.rows.len()), ("activity", shown.len()));
    let cell = |row: &Row, name: &str| {
        let at = own.choice.columns().iter().position(|column| column.name == name).unwrap();
        row[at].visible().into_owned()
    };
    for (row, line) in own.rows.iter().zip(&shown) {
        assert_eq!(cell(row, "outcome"), "failed");
        assert!(line.contains(cell(row, "what").get(..8).unwrap()), "{line}: {row:?}");
    }
    let numbers: Vec<u64> = own.rows.iter().map(|row| cell(row, "number").parse().unwrap()).collect();
    assert!(numbers.is_sorted_by(|a, b| a > b), "the newest first: {numbers:?}");
}

/// A row and a filter for it are copied; there is no command for what only this process has.
#[test]
fn a_row_is_copied_and_its_filter_selects_it() {
    let mut desk = activity();
    desk.press("esc esc y");
    let screen = desk.screen();
    assert!(screen.contains(" row ") && screen.contains("filter") && !screen.contains("command"), "{screen}");
    desk.type_text("filter");
    desk.take();
    desk.press("enter");
    let copied =
        desk.take().into_iter().find_map(|effect| if let Effect::Copy(text) = effect { Some(text) } else { None }).unwrap();
    assert!(copied.starts_with("number:"), "{copied}");
    let newest = rows(&desk).swap_remove(0);
    desk.press("/");
    desk.type_text(&copied);
    desk.press("enter");
    assert_eq!(rows(&desk), [newest]);
}

#[test]
fn it_is_put_in_order_and_esc_gives_that_of_time_back() {
    let mut desk = activity();
    desk.press("esc esc");
    let by_time = rows(&desk);
    desk.press(":");
    desk.type_text("sort outcome");
    desk.press("enter");
    let sorted = rows(&desk);
    let outcomes: Vec<&str> = sorted.iter().map(|row| row.split_whitespace().nth(3).unwrap()).collect();
    assert!(outcomes.is_sorted() && outcomes.first() != outcomes.last(), "{sorted:?}");
    desk.press("esc");
    assert_eq!(rows(&desk), by_time);
}

#[test]
fn kinds_are_gone_through_one_by_one() {
    let mut desk = activity();
    desk.press("esc esc");
    for (kind, only) in [("troubles", true), ("acts", false), ("refusals", true), ("change stream", false)] {
        desk.press("v");
        assert!(desk.head().contains(kind), "{}", desk.head());
        assert_eq!(!rows(&desk).is_empty(), only, "{kind}");
    }
    desk.press("v");
    assert!(desk.head().ends_with("entries"), "{}", desk.head());
}

#[test]
fn a_page_has_everything_and_its_id_is_copied() {
    let mut desk = Desk::open();
    desk.prompt = false;
    desk.press("r");
    let call = CallId("0193a7b2-5c5e-7000-8000-000000000001".parse().unwrap());
    let number = desk.asked[0].0.request;
    desk.send(Message::Exchanged(number, call, Duration::from_millis(1_250)));
    desk.fail_all(&Problem::of_request(ProblemKind::Server { status: 503 }, call.to_string()));
    desk.press("g y enter");
    let screen = desk.screen();
    for words in
        ["Question", "accounts, 200 rows around", "failed", "1.2 s", &call.to_string(), "The problem", "HTTP 503", "practice-che"]
    {
        assert!(screen.contains(words), "{words}: {screen}");
    }
    desk.take();
    desk.press("y enter");
    assert!(desk.take().contains(&Effect::Copy(call.to_string())));
}

#[test]
fn the_newest_stays_selected_until_another_is_gone_to() {
    let mut desk = Desk::open();
    desk.press("g y");
    let selected = |desk: &Desk| desk.screen().lines().find(|line| line.starts_with("│▸")).unwrap().to_owned();
    desk.press("N");
    assert!(selected(&desk).contains("refused"), "{}", selected(&desk));
    desk.press("G");
    let oldest = selected(&desk);
    desk.press("N");
    assert_eq!(selected(&desk), oldest);
}
