//! The operator's own keys in the real program: they do what they were given, what they replaced does nothing, and what can't be used
//! is said.
//! Must not know: how a keymap is built.

use crate::{
    book::Book,
    desk::{Desk, assert_given_back, profile, quit},
    driver::{Change, Console},
    listing,
};
use std::process::{Command, Output};

fn desk(book: &Book, keys: &str) -> Desk {
    Desk::new(&format!("[keys]\n{keys}\n{}", profile("swiss", &book.url())))
}

fn opened(desk: &Desk) -> Console {
    let console = desk.start(&[]).size(100, 30).spawn();
    console.wait_for("Accounts · 300 · row 1");
    console.wait_gone("asking");
    console
}

fn wait_row(console: &Console, row: u64) {
    console.wait_until(&format!("row {row}"), |screen| listing::row(screen) == Some(row));
}

#[test]
fn remapped_keys_act_and_the_replaced_ones_do_nothing() {
    let book = Book::serve("CHE01");
    let desk = desk(
        &book,
        "down = [\"w\"]\n\"go.blocks\" = [\"B\", \"x b\"]\nquit = [\"ctrl-x\"]\nrefresh = []\nhelp = [\"f2\"]\n\"up\" = [\"up\", \"W\"]",
    );
    let mut console = opened(&desk);
    console.keys("w w");
    wait_row(&console, 3);
    // None of these is bound any more; the key after them shows that they were taken.
    console.keys("j down r q ? W");
    wait_row(&console, 2);
    console.wait_gone("Keys in accounts");
    console.keys("x b");
    console.wait_for("Blocks · 900");
    console.keys("2");
    console.wait_for("Accounts · 300");
    console.send(b"\x1bOQ");
    console.wait_for("Keys in accounts");
    console.type_text("Quit");
    console.wait_for("ctrl-x");
    console.keys("esc");
    console.wait_gone("Keys in accounts");
    console.keys("ctrl-x");
    assert_eq!(console.wait_exit(), Change::Exited(0));
    assert_given_back(&console, false);
}

/// A key that can't be used costs that key, not the console.
#[test]
fn keys_that_cannot_be_used_are_said_and_the_others_work() {
    let book = Book::serve("CHE01");
    let desk = desk(&book, "dwon = [\"w\"]\nup = [\"contrl-k\", \"W\"]\nrefresh = [\"ctrl-c\"]");
    let mut console = opened(&desk);
    console.wait_for("more)");
    console.keys("j j W");
    wait_row(&console, 2);
    quit(console);
    let output = keys(&desk);
    let said = String::from_utf8(output.stderr).unwrap();
    for sentence in
        ["there is no action \"dwon\"; did you mean down?", "\"contrl-k\" was left out", "ctrl-c always cancels or quits"]
    {
        assert!(said.contains(sentence), "{sentence:?} is not in {said}");
    }
    assert_eq!(output.status.code(), Some(1));
}

fn keys(desk: &Desk) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_countersign"));
    command.args(["keys", "--config", desk.config().to_str().unwrap()]).env_clear().env("HOME", desk.home());
    command.output().unwrap()
}

#[test]
fn the_keys_are_printed_as_they_are_configured() {
    let output = keys(&Desk::new("[keys]\nquit = [\"ctrl-g\", \"Q\"]\nfind = []"));
    let sheet = String::from_utf8(output.stdout).unwrap();
    assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()));
    let line =
        |title: &str| sheet.lines().find(|line| line.contains(title)).unwrap_or_else(|| panic!("{title} is not in {sheet}"));
    assert!(line("Quit").contains("ctrl-g") && line("Quit").contains('Q'));
    assert!(line("Command palette").contains(':'));
    assert!(!line("Find in what is loaded").contains(" f "));
    assert!(!sheet.contains('\u{1b}'), "what is printed may go into a file");
}
