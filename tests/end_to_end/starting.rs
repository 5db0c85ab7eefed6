//! Every way to start: themes, colours, plain mode, the demo, and what is refused before the terminal is taken.
//! Who is refused is told what is wrong, where, and what to do, and no secret is repeated.
//! Must not know: what a theme or a screen looks like.

use crate::{
    book::Book,
    desk::{Desk, command, permit, profile, quit},
    driver::{Change, Console, Start},
};
use std::{
    path::Path,
    process::{Command, Stdio},
};

/// Runs the program where there is no terminal on its input; its exit status and what it says.
fn refused(home: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_countersign"));
    command.args(arguments).env_clear().env("HOME", home).env("TERM", "xterm-256color").stdin(Stdio::null());
    let output = command.output().unwrap();
    assert_eq!(output.stdout, b"", "a refusal is for people, not for pipes");
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

/// T08: whatever takes it, a secret on the command line is refused by name and said nowhere.
#[test]
fn t08_a_secret_that_is_given_as_an_argument_is_refused_and_not_repeated() {
    let desk = Desk::new(&profile("swiss", "http://127.0.0.1:1"));
    for arguments in [
        &["--token", "canary-7f3a"][..],
        &["login", "--token", "canary-7f3a"],
        &["login", "--token=canary-7f3a"],
        &["login", "canary-7f3a"],
        &["login", "--password", "canary-7f3a"],
        &["enrol", "--person", "amina.k", "--keyring", "--passphrase", "canary-7f3a"],
        &["accounts", "list", "--api-key", "canary-7f3a"],
        &["--secret", "canary-7f3a", "blocks", "list"],
        &["journal", "verify", "--token"],
    ] {
        let (status, said) = refused(desk.home(), arguments);
        assert_eq!(status, Some(2), "{arguments:?}: {said}");
        assert!(!said.contains("canary"), "the secret is repeated: {said}");
        assert!(said.contains("never given as an argument") && said.contains("have the token withdrawn"), "{said}");
    }
}

/// T08.
#[test]
fn a_configuration_that_cannot_be_trusted_or_read_is_refused_in_a_sentence() {
    let good = profile("swiss", "http://127.0.0.1:1");
    for (config, parts) in [
        ("[[profiles]]\ntoken = \"canary-7f3a\"".to_owned(), &["config.toml:2:", "\"token\" looks like a secret"][..]),
        (format!("{good}api_key = \"canary-7f3a\""), &["config.toml:6:", "\"api_key\" looks like a secret"]),
        (format!("teme = \"dark\"\n{good}"), &["config.toml:1:", "there is no key \"teme\"; did you mean theme?"]),
        (format!("{good}read_olny = true"), &["config.toml:6:", "did you mean read_only?"]),
        (format!("color = 5\n{good}"), &["config.toml:1:"]),
        (good.replace("http://127", "http://10"), &["config.toml:3:"]),
        (good.replace("practice", "prctice"), &["config.toml:4:"]),
        (format!("default_profile = \"gone\"\n{good}"), &["config.toml:1:", "there is no profile with this name"]),
        (good.replace("operator = \"amina.k\"\n", ""), &["Profile swiss: a practice registry needs an operator"]),
        (String::new(), &["No registry is configured", "countersign demo"]),
    ] {
        let desk = Desk::new(&config);
        let (status, said) = refused(desk.home(), &["--config", desk.config().to_str().unwrap()]);
        assert_eq!(status, Some(2), "{config}: {said}");
        for part in parts {
            assert!(said.contains(part), "{part:?} is not said about {config}: {said}");
        }
        assert_eq!(said.lines().count(), 1, "{said}");
        assert!(!said.contains("canary"), "the secret is repeated: {said}");
    }
}

/// T19.
#[test]
fn a_configuration_that_others_can_write_is_refused() {
    let desk = Desk::new(&profile("swiss", "http://127.0.0.1:1"));
    let config = desk.config();
    let asked = || refused(desk.home(), &["--config", config.to_str().unwrap()]);
    for (path, mode, right) in [(config.as_path(), 0o620, 0o600), (desk.home(), 0o702, 0o700)] {
        permit(path, mode);
        let (status, said) = asked();
        assert_eq!(status, Some(2));
        assert!(said.contains("others can write to it") && said.contains("chmod go-w"), "{said}");
        permit(path, right);
    }
    assert!(asked().1.contains("needs a terminal"), "nothing else is wrong with it");
}

#[test]
fn what_is_asked_for_and_not_there_is_said() {
    let desk = Desk::new(&profile("swiss", "http://127.0.0.1:1"));
    let config = desk.config().to_str().unwrap().to_owned();
    for (arguments, parts) in [
        (&["--config", &config, "--profile", "ghana"][..], &["There is no profile \"ghana\"; there is swiss."][..]),
        (&["--config", "/nonexistent/config.toml"], &["/nonexistent/config.toml", "there is no such file"]),
        (
            &["--config", &config, "--theme", "drak"],
            &["The theme was not used: there is no theme `drak`; did you mean `dark`?\n"],
        ),
        (&["demo", "--profile", "swiss"], &["The demo has no profile \"swiss\"; it has CHE01 and GHA01."]),
        (&["--config", &config], &["needs a terminal"]),
    ] {
        let (status, said) = refused(desk.home(), arguments);
        assert_eq!(status, Some(2), "{arguments:?}: {said}");
        for part in parts {
            assert!(said.contains(part), "{part:?} is not said about {arguments:?}: {said}");
        }
    }
}

/// T10: whatever the shell allows, a crash leaves no core dump, in which a key would stand.
#[test]
#[cfg(target_os = "linux")]
fn t10_a_crash_leaves_no_memory_on_the_disk() {
    let desk = Desk::of(&[("swiss", "http://127.0.0.1:1")]);
    let shell = "ulimit -S -c $(ulimit -H -c); exec \"$0\" \"$@\"";
    let console = desk.start(&[]).through_shell(shell).size(100, 30).spawn();
    console.wait_for("Accounts");
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", console.pid().as_raw_nonzero())).unwrap();
    let line = limits.lines().find_map(|line| line.strip_prefix("Max core file size")).unwrap();
    let values: Vec<&str> = line.split_whitespace().take(2).collect();
    assert_eq!(values, ["0", "0"], "now and at most: {limits}");
    quit(console);
}

/// How the first list looks: whether anything has a colour, and the rows.
fn painted(start: Start) -> (bool, String) {
    let mut console = start.size(100, 30).spawn();
    console.wait_for("Accounts");
    console.wait_for("CHE01-100-0001");
    console.keys("?");
    console.wait_for("Keys in accounts");
    console.keys("esc");
    console.wait_gone("Keys in accounts");
    let coloured = console.look(|screen| {
        let cells = (0..30).flat_map(|row| (0..100).filter_map(move |column| screen.cell(row, column)));
        let plain = vt100::Color::Default;
        cells.into_iter().any(|cell| cell.fgcolor() != plain || cell.bgcolor() != plain)
    });
    let text = console.look(|screen| screen.contents());
    quit(console);
    (coloured, text)
}

#[test]
fn every_theme_depth_and_mode_starts_and_paints() {
    let book = Book::serve("CHE01");
    let desk = Desk::of(&[("swiss", &book.url())]);
    for (arguments, variable, coloured) in [
        (&["--theme", "dark"][..], None, true),
        (&["--theme", "light"], None, true),
        (&["--theme", "mono"], None, false),
        (&["--color", "never"], None, false),
        (&["--color", "16"], None, true),
        (&["--color", "256"], None, true),
        (&["--theme", "light", "--color", "true"], Some("NO_COLOR"), true),
        (&[], Some("NO_COLOR"), false),
        (&["--plain"], None, true),
        (&["--plain", "--color", "never"], None, false),
    ] {
        let start = desk.start(arguments);
        let start = if let Some(name) = variable { start.variable(name, "1") } else { start };
        let (has_colour, text) = painted(start);
        assert_eq!(has_colour, coloured, "{arguments:?} {variable:?}");
        if arguments.contains(&"--plain") {
            let drawn = text.chars().filter(|c| ('\u{2500}'..='\u{259f}').contains(c)).count();
            assert_eq!(drawn, 0, "lines and bars are no words:\n{text}");
        }
    }
}

#[test]
fn the_demo_shows_both_registries_and_survives_every_size() {
    let folder = tempfile::tempdir().unwrap();
    let start = Start::with(&["demo", "--accounts", "50", "--blocks", "200", "--no-history"]);
    let start = start.variable("TMPDIR", folder.path().to_str().unwrap());
    let mut console = start.size(100, 30).spawn();
    console.wait_for("Contacts due");
    console.wait_for("things wait for you");
    console.keys("2");
    console.wait_for("Accounts · 50 · row 1");
    console.wait_for("CHE01-100-0001");
    console.keys("down enter");
    console.wait_for("Account CHE01-100-0002");
    console.wait_for("Blocks: ");
    there_and_back(&mut console, "Account CHE01-100-0002");
    command(&mut console, "profile GHA01");
    console.wait_for("GHA01 · ");
    console.keys("2");
    console.wait_for("GHA01-100-0001");
    console.wait_for("Accounts · 50 · row 1");
    there_and_back(&mut console, "GHA01-100-0001");
    console.keys("3");
    console.wait_for("Blocks · 200 · row 1");
    quit(console);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "it leaves nothing behind");
}

/// When a terminal shrinks, a frame of the size before may still be on its way: it must not end the test that looks on.
#[test]
fn whoever_looks_on_bears_a_frame_that_is_too_large() {
    let desk = Desk::new(&profile("swiss", "http://127.0.0.1:1"));
    for (columns, rows) in [(1, 1), (1, 30), (100, 1)] {
        let wide = "ｗｉｄｅ and narrow ".repeat(40);
        let script = format!("printf '%s' '{wide}'; : \"$0\" \"$@\"");
        let mut console = desk.start(&[]).size(columns, rows).through_shell(&script).spawn();
        assert_eq!(console.wait_exit(), Change::Exited(0));
        assert_eq!(String::from_utf8(console.octets()).unwrap(), wide);
    }
}

/// The smallest terminal there is, and back.
fn there_and_back(console: &mut Console, shown: &str) {
    let written = console.octets().len();
    console.resize(1, 1);
    console.wait_octets("a frame of one cell", |octets| octets.len() > written && octets.ends_with(b"\x1b[?2026l"));
    console.resize(100, 30);
    console.wait_for(shown);
    console.keys("?");
    console.wait_for("Keys in");
    console.keys("esc");
    console.wait_gone("Keys in");
}

/// A job whose output is a file still has its input from a terminal; what can't be shown must not be written.
#[test]
fn an_output_that_is_no_terminal_is_refused() {
    let desk = Desk::new(&profile("swiss", "http://127.0.0.1:1"));
    let file = desk.home().join("out");
    let script = format!(r#""$0" "$@" > {}"#, file.display());
    let mut console = desk.start(&[]).through_shell(&script).spawn();
    assert_eq!(console.wait_exit(), Change::Exited(2));
    assert_eq!(std::fs::read(&file).unwrap(), b"");
    assert!(console.look(|screen| screen.contents()).contains("terminal"));
}
