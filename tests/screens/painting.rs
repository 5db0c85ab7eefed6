//! What is painted, whatever the state: where the cursor is, that messages and alarms are read whole, that plain means plain.

use super::{
    book::now,
    desk::{Desk, Setting, dark, mono, plain},
    seed,
};
use countersign::{app::Effect, console::Message, registry::Environment};

fn wide() -> Desk {
    Desk::with(Setting { size: (160, 30), ..Setting::default() })
}

#[test]
fn the_terminals_cursor_is_on_the_selected_row() {
    for keys in ["", "j j j", "G", "3 j", "enter j", "enter"] {
        let mut desk = wide();
        desk.press(keys);
        let (_, cursor) = desk.paint(&dark());
        let screen = desk.screen();
        let row = screen.lines().position(|line| line.starts_with("│▸")).unwrap();
        assert_eq!(cursor.map(|at| usize::from(at.y)), Some(row), "{keys}");
    }
    let mut desk = wide();
    desk.press("/");
    desk.type_text("type:ho");
    let (_, cursor) = desk.paint(&dark());
    let line = desk.line(i32::from(cursor.unwrap().y));
    assert!(line.contains("type:ho"), "the cursor is where one types: {line}");
}

/// T33.
#[test]
fn an_environment_that_is_not_the_configured_one_is_an_alarm() {
    for (says, alarm) in [
        (Some(Environment::Practice), false),
        (Some(Environment::Production), true),
        (Some(Environment::Test), true),
        (None, true),
    ] {
        let mut book = seed::swiss();
        book.standing.environment = says;
        let mut desk = Desk::with(Setting { books: vec![book, seed::ghana(), seed::empty()], ..Setting::default() });
        desk.resize(200, 24);
        assert_eq!(desk.says().contains("says PRACTICE, the registry says"), alarm, "{says:?}: {}", desk.says());
        assert_eq!(desk.says().contains("Do not act before this is cleared up."), alarm, "{says:?}");
        desk.fire(countersign::app::Timer::Toast);
        assert_eq!(desk.says().contains("the registry says"), alarm, "an alarm does not go by itself");
        desk.press("esc r");
        let marked = desk.line(0).contains("registry says");
        assert_eq!(marked, alarm, "the title keeps it when the message was seen: {}", desk.line(0));
    }
}

#[test]
fn a_message_is_read_whole_at_80_columns() {
    let mut book = seed::swiss();
    book.standing.environment = Some(Environment::Production);
    let desk = Desk::with(Setting { books: vec![book, seed::ghana(), seed::empty()], ..Setting::default() });
    let screen = desk.screen();
    assert!(screen.contains("cleared up.  (esc: seen)"), "{screen}");
}

#[test]
fn what_can_be_completed_is_no_mistake_yet() {
    let mut desk = wide();
    for (typed, mistake) in [("type:ho", false), ("-sta", false), (" nonsense:1", true)] {
        desk.press("/ ctrl-u");
        desk.type_text(typed);
        assert_eq!(desk.line(-3).contains('✗') || desk.line(-4).contains('✗'), mistake, "{typed}: {}", desk.screen());
        desk.press("esc");
    }
}

#[test]
fn plain_painting_has_no_sign_of_ours_outside_ascii() {
    let mut books = Setting::default().books;
    for book in &mut books {
        for account in &mut book.accounts {
            account.summary.holder.name = countersign::text::Untrusted::new("Holder");
            account.lock = None;
        }
        for block in &mut book.blocks {
            block.sector = countersign::text::Untrusted::new("Energy");
            block.non_ghg = countersign::text::Untrusted::new("ha");
            if let Some(lock) = &mut block.lock {
                lock.cause = countersign::text::Untrusted::new("a cause");
            }
        }
    }
    for keys in [
        "",
        "G",
        "enter",
        "enter v",
        "3",
        "2 enter",
        "?",
        ":",
        "/",
        "f",
        "f x enter",
        "s",
        "ctrl-o",
        "#",
        "enter F",
        "g",
        "y",
        "e",
        "E",
        "S",
        "l l l",
    ] {
        let mut desk = Desk::with(Setting { books: books.clone(), size: (200, 30), ..Setting::default() });
        desk.press(keys);
        desk.fire(countersign::app::Timer::Sequence);
        for columns in [80, 200] {
            desk.resize(columns, 30);
            let (buffer, _) = desk.paint(&plain());
            let strange = buffer.content.iter().map(ratatui::buffer::Cell::symbol).find(|symbol| !symbol.is_ascii());
            assert_eq!(strange, None, "{keys} at {columns}:\n{}", desk.text(&plain()));
        }
    }
    let mut desk = Desk::with(Setting { books, ..Setting::default() });
    desk.press("enter");
    super::acting::confirm(&mut desk);
    let (buffer, _) = desk.paint(&plain());
    assert!(buffer.content.iter().all(|cell| cell.symbol().is_ascii()), "{}", desk.text(&plain()));
}

#[test]
fn any_size_can_be_painted_in_any_state() {
    let sizes = [(1, 1), (0, 0), (2, 3), (200, 1), (1, 50), (80, 7), (40, 8), (200, 50)];
    for keys in ["", "enter", "3", "3 enter", "?", ":", "/", "f", "s", "ctrl-o", "#", "enter F", "enter v", "g", "y", "e"] {
        let mut desk = wide();
        desk.press(keys);
        for (columns, rows) in sizes {
            desk.resize(columns, rows);
            let (buffer, cursor) = desk.paint(&dark());
            assert!(cursor.is_none_or(|at| at.x < columns && at.y < rows), "{keys} {columns}x{rows}");
            assert_eq!(buffer.area.area(), u32::from(columns) * u32::from(rows));
        }
        desk.resize(160, 30);
        let mut fresh = wide();
        fresh.press(keys);
        fresh.fire(countersign::app::Timer::Peek);
        assert_eq!(desk.screen(), fresh.screen(), "{keys}: back in its size all is as it was");
    }
}

/// Under the least size the console says what it needs, and what can't be seen can't be acted on; leaving works.
#[test]
fn a_terminal_that_is_too_small_says_so_and_only_lets_one_leave() {
    for (columns, rows, enough) in [(59, 40, false), (200, 15, false), (40, 12, false), (60, 16, true), (80, 24, true)] {
        let mut desk = wide();
        desk.resize(columns, rows);
        let screen = desk.screen().replace("│\n│", " ").split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(screen.contains("The console needs 60 columns and 16 rows."), !enough, "{screen}");
        let sizes = format!("This terminal has {columns} and {rows}. Make it larger.");
        assert_eq!(screen.contains(&sizes), !enough, "{screen}");
        desk.take();
        desk.press("3 ? esc G");
        desk.type_text("/xyz");
        desk.paste("xyz");
        assert_eq!(desk.take().is_empty(), !enough, "{columns}x{rows}");
        for key in ["q", "ctrl-c"] {
            let mut desk = wide();
            desk.resize(columns, rows);
            desk.press(key);
            assert!(desk.take().contains(&Effect::Quit), "{key} at {columns}x{rows}");
        }
    }
}

/// A box that was open when the terminal shrank is there again when it grows, as it was.
#[test]
fn what_was_typed_survives_a_terminal_that_was_too_small() {
    let mut desk = Desk::open();
    desk.press("/");
    desk.type_text("type:ho");
    let before = desk.screen();
    desk.resize(40, 12);
    desk.type_text("q");
    assert!(desk.take().contains(&Effect::Quit), "q leaves also with a line to type in underneath");
    desk.resize(80, 24);
    assert_eq!(desk.screen(), before);
}

/// Leaving while an act is under way asks; the question can be read and answered on any terminal.
#[test]
fn a_question_is_asked_on_a_small_terminal_too() {
    let mut desk = wide();
    desk.press("enter");
    super::acting::confirm(&mut desk);
    desk.resize(40, 12);
    desk.press("q");
    assert!(desk.screen().contains("Leave before the answer is here?"), "{}", desk.screen());
    desk.press("n");
    assert!(!desk.take().contains(&Effect::Quit));
    desk.press("q y");
    assert!(desk.take().contains(&Effect::Quit));
}

/// T33: registry and environment are always visible, also where a question or the size of the terminal stands in the screen's place.
#[test]
fn t33_registry_and_environment_stand_above_everything_at_any_size() {
    for (columns, rows) in [(24, 6), (40, 12), (59, 40), (200, 15), (60, 16), (80, 24), (160, 45)] {
        let mut desk = wide();
        desk.press("enter");
        super::acting::confirm(&mut desk);
        desk.resize(columns, rows);
        for keys in ["", "q"] {
            desk.press(keys);
            for theme in [dark(), mono(), plain()] {
                let screen = desk.text(&theme);
                let first = screen.lines().next().unwrap();
                assert!(first.contains("CHE01") && first.contains("PRACTICE"), "{keys} {columns}x{rows}\n{screen}");
            }
        }
        assert!(desk.screen().contains("Leave before"), "{columns}x{rows}\n{}", desk.screen());
    }
}

#[test]
fn ages_follow_the_clock() {
    let mut desk = wide();
    let before = desk.screen();
    desk.send(Message::Now(now().checked_add(jiff::SignedDuration::from_hours(72)).unwrap()));
    assert_ne!(desk.screen(), before);
}

/// The name of a file is text from outside like any other (T01).
#[test]
fn the_name_of_a_theme_file_is_gated() {
    let mut desk = Desk::with(Setting { theme_file: Some("zz\u{1b}[2J\u{202e}"), ..Setting::default() });
    // Once as the argument of a command, once in the list to pick from.
    for (typed, key) in [("theme z", "up"), ("theme", "enter")] {
        desk.press("esc esc :");
        desk.type_text(typed);
        desk.press(key);
        let screen = desk.screen();
        assert!(screen.contains("zz⟦U+001B⟧[2J⟦U+202E⟧"), "{typed}: {screen}");
        assert!(!screen.contains('\u{1b}') && !screen.contains('\u{202e}'), "{typed}");
    }
}
