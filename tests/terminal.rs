//! The real binary in a pseudo-terminal: whatever happens, the terminal is given back as it was, and nothing is written or done
//! without a reason (T14, and the six traps of the runtime).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

#[path = "pty/allowlist.rs"]
mod allowlist;
#[path = "pty/driver.rs"]
#[allow(dead_code)]
mod driver;

use allowlist::{Allowed, violations};
#[cfg(debug_assertions)]
use countersign::screens::{LISTS, TABS};
use driver::{Change, Console, Start, text};
use rustix::process::Signal;
use std::time::Duration;

/// The console on something that needs no network, after its first frame.
fn begun(start: Start) -> Console {
    let console = start.spawn();
    wait_painted(&console);
    console
}

fn demo() -> Start {
    Start::with(&["demo", "--no-history", "--screen", "accounts"])
}

fn wait_painted(console: &Console) {
    console.wait_until("a frame on the alternate screen", |screen| {
        screen.alternate_screen() && !screen.contents().trim().is_empty()
    });
}

/// The console with its first list on the screen.
fn loaded(start: Start) -> Console {
    let console = start.spawn();
    console.wait_for("CHE01-100-0001");
    console
}

/// The terminal is as it was, the program never wrote what is not on the list, and it left every mode it entered.
fn assert_given_back(console: &Console, lines: bool) {
    let (before, after) = console.modes();
    assert_eq!(before, after);
    console.look(|screen| {
        assert!(!screen.alternate_screen());
        assert!(!screen.hide_cursor());
        assert!(!screen.bracketed_paste());
    });
    assert_eq!(violations(&console.octets(), Allowed { lines, ..Allowed::default() }), Vec::<String>::new());
    assert!(console.octets().ends_with(b"\x1b[?1049l") || lines);
}

/// T14.
#[test]
fn quitting_gives_the_terminal_back() {
    let mut console = begun(demo());
    let (before, during) = console.modes();
    assert_ne!(before, during);
    assert!(console.look(vt100::Screen::bracketed_paste));
    console.keys("q");
    let asked = std::time::Instant::now();
    assert_eq!(console.wait_exit(), Change::Exited(0));
    // A tenth of that on an idle machine.
    assert!(asked.elapsed() < Duration::from_secs(1), "leaving took {:?}", asked.elapsed());
    assert_given_back(&console, false);
}

/// T14.
#[test]
fn a_signal_gives_the_terminal_back() {
    for signal in [Signal::TERM, Signal::INT, Signal::HUP, Signal::QUIT] {
        let mut console = begun(demo());
        console.signal(signal);
        assert_eq!(console.wait_exit(), Change::Exited(128 + signal.as_raw()));
        assert_given_back(&console, false);
    }
}

/// Every screen a console can begin with.
#[cfg(debug_assertions)]
const SCREENS: &[&str] = &[
    "home",
    "accounts",
    "blocks",
    "transfers",
    "approvals",
    "reconciliation",
    "contacts",
    "peers",
    "journal",
    "messages",
    "incidents",
    "authorizations",
    "approaches",
    "orders",
    "runs",
    "ledger",
    "activity",
    "changes",
    "upkeep",
];

/// The demo, which ends itself when a line says these words, in a folder of its own: a panic leaves the demo's folder to the system.
#[cfg(debug_assertions)]
fn ended_by_a_panic(screen: &str, keys: &[&str], words: &str) -> Console {
    let folder = tempfile::tempdir().unwrap();
    let start =
        Start::with(&["demo", "--no-history", "--accounts", "20", "--blocks", "100", "--screen", screen, "--panic-at", words]);
    let mut console = start.variable("TMPDIR", folder.path().to_str().unwrap()).spawn();
    for key in keys {
        console.wait_for("as of ");
        console.keys(key);
    }
    assert_eq!(console.wait_exit(), Change::Exited(101), "{screen} {words}");
    assert_given_back(&console, true);
    console
}

/// T14.
#[cfg(debug_assertions)]
#[test]
fn a_panic_gives_the_terminal_back_before_it_speaks() {
    let console = ended_by_a_panic("home", &[], "");
    let text = console.screen_text().replace('\n', "");
    assert!(text.contains("Countersign stopped because of a defect of its own"), "{text}");
    assert!(text.contains("a panic was asked for"), "{text}");
    let octets = String::from_utf8(console.octets()).unwrap();
    assert!(octets.find("\u{1b}[?1049l").unwrap() < octets.find("Countersign stopped").unwrap());
}

/// T14: on every screen, with what the registry answered on it, on pages, and under what lies on them.
#[cfg(debug_assertions)]
#[test]
fn a_panic_at_each_screen_gives_the_terminal_back() {
    assert_eq!(SCREENS.len(), TABS.len() + LISTS.len());
    for screen in SCREENS {
        // What the console did itself is as of now.
        ended_by_a_panic(screen, &[], if *screen == "activity" { "who the registry is" } else { "as of " });
    }
    for (screen, keys, words) in [
        ("accounts", &["enter"][..], "Holdings "),
        ("blocks", &["enter"], "What stands against moving it"),
        ("accounts", &["?"], "Moves the cursor one row up."),
    ] {
        ended_by_a_panic(screen, keys, words);
    }
}

/// T14.
#[test]
fn stopping_gives_the_terminal_back_and_continuing_takes_it_again() {
    let mut console = loaded(demo());
    let (before, during) = console.modes();
    console.wait_quiet(Duration::from_millis(200));
    let shown = console.look(text);
    for _ in 0..2 {
        console.signal(Signal::TSTP);
        assert_eq!(console.wait_change(), Change::Stopped);
        assert_eq!(console.modes().0, console.modes().1);
        console.wait_until("the main screen", |screen| !screen.alternate_screen() && !screen.hide_cursor());
        console.signal(Signal::CONT);
        console.wait_until("the same frame again", |screen| screen.alternate_screen() && text(screen) == shown);
        assert_eq!(console.modes(), (before.clone(), during.clone()));
    }
    console.keys("q");
    assert_eq!(console.wait_exit(), Change::Exited(0));
    assert_given_back(&console, false);
}

/// Ctrl-Z stops the whole job, so that a shell notices also when something such as `cargo run` stands between.
#[test]
fn suspending_stops_the_job_and_continuing_takes_the_terminal_again() {
    let mut console = loaded(demo().through_shell(r#""$0" "$@"; exit $?"#));
    console.keys("ctrl-z");
    assert_eq!(console.wait_change(), Change::Stopped);
    console.wait_until("the main screen", |screen| !screen.alternate_screen());
    assert_eq!(console.modes().0, console.modes().1);
    console.signal_job(Signal::CONT);
    console.wait_until("the list again", |screen| screen.alternate_screen() && screen.contents().contains("CHE01-100-0001"));
    console.keys("q");
    assert_eq!(console.wait_exit(), Change::Exited(0));
    assert_given_back(&console, false);
}

#[test]
fn without_a_shell_suspending_is_refused_in_words() {
    let mut console = loaded(demo());
    console.keys("ctrl-z");
    console.wait_for("no shell");
    console.keys("q");
    assert_eq!(console.wait_exit(), Change::Exited(0));
    assert_given_back(&console, false);
}

/// Somebody else may have used the terminal while we were stopped by the signal nobody can catch.
#[test]
fn continuing_after_an_uncaught_stop_paints_everything_again() {
    let mut console = begun(demo());
    let (_, during) = console.modes();
    console.signal(Signal::STOP);
    assert_eq!(console.wait_change(), Change::Stopped);
    let written = console.octets().len();
    console.signal(Signal::CONT);
    console.wait_octets("a whole frame", |octets| {
        octets[written..].windows(4).any(|part| part == b"\x1b[2J") && octets.ends_with(b"\x1b[?2026l")
    });
    assert_eq!(console.modes().1, during);
    console.keys("q");
    assert_eq!(console.wait_exit(), Change::Exited(0));
    assert_given_back(&console, false);
}

/// T14.
/// Trap 4.
#[test]
fn a_terminal_that_goes_away_ends_the_program_within_a_second() {
    let ignoring = r#"trap "" HUP; exec "$0" "$@""#;
    for start in [demo(), demo().through_shell(ignoring)] {
        let mut console = begun(start);
        let closed = console.kill_master();
        assert_eq!(console.wait_exit(), Change::Exited(129));
        assert!(closed.elapsed() < Duration::from_secs(1), "it took {:?}", closed.elapsed());
    }
}

/// Trap 5.
#[test]
fn every_size_is_survived() {
    let mut console = loaded(demo());
    console.wait_quiet(Duration::from_millis(200));
    let shown = console.look(text);
    for (columns, rows) in [(1, 1), (5, 2), (10, 3), (200, 60), (1, 40), (200, 1), (80, 24)] {
        let written = console.octets().len();
        console.resize(columns, rows);
        console.wait_octets("a frame of the new size", |octets| octets.len() > written && octets.ends_with(b"\x1b[?2026l"));
    }
    console.wait_until("the frame from before", |screen| text(screen) == shown);
    console.keys("q");
    assert_eq!(console.wait_exit(), Change::Exited(0));
    assert_given_back(&console, false);
}

#[test]
fn it_starts_on_the_smallest_terminal() {
    let mut console = demo().size(1, 1).spawn();
    console.wait_octets("a frame", |octets| octets.ends_with(b"\x1b[?2026l"));
    console.keys("q");
    assert_eq!(console.wait_exit(), Change::Exited(0));
    assert_given_back(&console, false);
}

/// Trap 2: without colour there is no colour on the line, and what is bold or reversed stays so.
#[test]
fn no_color_writes_no_colour_and_keeps_modifiers() {
    let mut console = loaded(demo().variable("NO_COLOR", "1"));
    assert!(console.cell_of("CHE01-100-0001").inverse(), "the selected row is not marked");
    assert!(!console.cell_of("CHE01-100-0002").inverse());
    console.keys("q");
    assert_eq!(console.wait_exit(), Change::Exited(0));
    let text = String::from_utf8(console.octets()).unwrap();
    let coloured = text
        .split("\u{1b}[")
        .filter_map(|part| part.split_once('m'))
        .map(|(numbers, _)| numbers)
        .filter(|numbers| is_colour(numbers));
    assert_eq!(coloured.collect::<Vec<_>>(), Vec::<&str>::new());
}

/// Trap 2: who asks for colours gets them, and with them what is bold, also where NO_COLOR is set.
#[test]
fn colours_that_were_asked_for_do_not_erase_modifiers() {
    let arguments = ["demo", "--screen", "accounts", "--theme", "dark", "--color", "true"];
    let look = |start: Start| {
        let mut console = loaded(start);
        let cells = ["PRACTICE", "ACCOUNT", "CHE01-100-0001"].map(|text| console.cell_of(text));
        console.keys("q");
        assert_eq!(console.wait_exit(), Change::Exited(0));
        cells
    };
    let cells = look(Start::with(&arguments));
    assert!(cells.iter().any(|cell| matches!(cell.fgcolor(), vt100::Color::Rgb(..))), "no colour at all");
    assert!(cells.iter().any(vt100::Cell::bold), "nothing is bold");
    assert_eq!(look(Start::with(&arguments).variable("NO_COLOR", "1")), cells);
}

/// Trap 3: a terminal of sixteen colours gets them in the codes it knows, and a word beside each.
#[test]
fn sixteen_colours_are_written_in_the_codes_of_sixteen() {
    let mut console = loaded(Start::with(&["demo", "--screen", "accounts", "--theme", "dark", "--color", "16"]));
    console.wait_for("open");
    console.keys("q");
    assert_eq!(console.wait_exit(), Change::Exited(0));
    let text = String::from_utf8(console.octets()).unwrap();
    let colours: Vec<&str> = text
        .split("\u{1b}[")
        .filter_map(|part| part.split_once('m'))
        .map(|(numbers, _)| numbers)
        .filter(|numbers| is_colour(numbers))
        .collect();
    assert!(!colours.is_empty(), "no colour at all");
    assert_eq!(colours.iter().filter(|numbers| numbers.contains("8;5;") || numbers.contains("8;2;")).count(), 0, "{colours:?}");
}

/// Trap 1, and the budget of a burst: every key counts, and few frames are painted.
#[test]
fn five_thousand_keys_at_once_arrive_in_few_frames() {
    let mut console = loaded(demo());
    console.keys("3");
    console.wait_for("Blocks · 20 000 · row 1");
    console.wait_quiet(Duration::from_millis(200));
    let written = console.octets().len();
    console.send("\u{1b}[B".repeat(5_000).as_bytes());
    console.wait_for("row 5 001");
    let frames = console.octets()[written..].windows(8).filter(|part| part == b"\x1b[?2026h").count();
    assert!(frames <= 100, "{frames} frames");
    console.keys("q");
    assert_eq!(console.wait_exit(), Change::Exited(0));
}

/// A paste is text for a field. Outside of one it does nothing, whatever it says.
#[test]
fn a_paste_never_acts() {
    let mut console = loaded(demo());
    console.wait_quiet(Duration::from_millis(200));
    console.paste("q\r:quit\r2");
    console.keys("down");
    console.wait_for("row 2");
    console.wait_for("CHE01-100-0001");
    console.keys("q");
    assert_eq!(console.wait_exit(), Change::Exited(0));
}

#[test]
fn copying_writes_the_id_and_nothing_else_that_a_terminal_obeys() {
    let mut console = loaded(demo());
    console.keys("y");
    console.wait_for("list-command");
    console.keys("enter");
    console.wait_octets("a copy of CHE01-100-0001", |octets| {
        octets.windows(28).any(|part| part == b"\x1b]52;c;Q0hFMDEtMTAwLTAwMDE=\x07")
    });
    console.keys("q");
    assert_eq!(console.wait_exit(), Change::Exited(0));
    assert_eq!(violations(&console.octets(), Allowed { clipboard: true, ..Allowed::default() }), Vec::<String>::new());
}

#[test]
fn a_demo_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let mut console = loaded(demo().variable("TMPDIR", folder.path().to_str().unwrap()));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    console.keys("q");
    assert_eq!(console.wait_exit(), Change::Exited(0));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

/// Whether SGR parameters set a colour; 39 and 49 set none.
fn is_colour(parameters: &str) -> bool {
    let numbers: Option<Vec<u16>> = parameters.split(';').map(|number| number.parse().ok()).collect();
    numbers.is_some_and(|numbers| numbers.iter().any(|number| matches!(number, 30..=38 | 40..=48 | 90..=97 | 100..=107)))
}

/// Trap 6, and the budget of an idle console: no octet, no wake-up.
#[test]
fn an_idle_console_does_nothing() {
    let mut console = loaded(demo());
    console.wait_quiet(Duration::from_millis(500));
    let before = wake_ups(&console);
    assert_eq!(console.octets_within(Duration::from_millis(1_000)), 0);
    assert_eq!(wake_ups(&console), before);
    console.keys("q");
    assert_eq!(console.wait_exit(), Change::Exited(0));
}

/// Context switches of all threads of the program.
fn wake_ups(console: &Console) -> u64 {
    let tasks = std::fs::read_dir(format!("/proc/{}/task", console.pid().as_raw_nonzero())).unwrap();
    let switches = |task: std::fs::DirEntry| -> u64 {
        let status = std::fs::read_to_string(task.path().join("status")).unwrap();
        let counts = status.lines().filter(|line| line.contains("voluntary_ctxt_switches"));
        counts.map(|line| line.split_whitespace().last().unwrap().parse::<u64>().unwrap()).sum()
    };
    tasks.map(|task| switches(task.unwrap())).sum()
}

#[test]
fn without_a_terminal_it_says_so_and_does_nothing() {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_countersign"))
        .arg("demo")
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(output.stdout, b"");
    assert!(String::from_utf8(output.stderr).unwrap().contains("needs a terminal"));
}
