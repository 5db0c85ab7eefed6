//! `countersign login` and `logout`, and the console of somebody who has signed in.
//! Must not know: how tokens are kept.

use crate::{
    PASSPHRASE, TOKEN,
    allowlist::{Allowed, violations},
    answers, capabilities, configured,
    desk::{Desk, profile},
    driver::{Change, Console},
    fake::Fake,
    registry,
};
use rustix::process::Signal;
use std::{fs, os::unix::fs::MetadataExt, path::PathBuf};

/// Nobody's session bus: the keyring of whoever runs the test is not touched.
const NO_BUS: (&str, &str) = ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");

fn kept(desk: &Desk) -> PathBuf {
    desk.home().join(".local/state/countersign/secrets")
}

fn started(desk: &Desk, arguments: &[&str]) -> Console {
    desk.start(arguments).size(120, 30).variable(NO_BUS.0, NO_BUS.1).spawn()
}

/// Answers a question that shows nothing of the answer.
fn answer(console: &mut Console, question: &str, answer: &str) {
    console.wait_for(question);
    console.type_text(answer);
    console.keys("enter");
}

/// Waits for the end; what stands on the screen then. Nothing of a secret was shown, and the terminal is as it was.
fn ended(mut console: Console, status: i32) -> String {
    let change = console.wait_exit();
    let text = console.screen_text();
    assert_eq!(change, Change::Exited(status), "{text}");
    let octets = String::from_utf8_lossy(&console.octets()).into_owned();
    assert!(!octets.contains("canary"), "{octets}");
    let (before, after) = console.modes();
    assert_eq!(before, after);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Quits the console. What was asked before it began stands on lines; everything after is the console's.
fn quit(mut console: Console) {
    console.keys("q");
    assert_eq!(console.wait_exit(), Change::Exited(0));
    let (before, after) = console.modes();
    assert_eq!(before, after);
    let octets = console.octets();
    assert!(!String::from_utf8_lossy(&octets).contains("canary"));
    assert_eq!(violations(&octets, Allowed { clipboard: false, lines: true, mouse: false }), Vec::<String>::new());
    assert!(octets.ends_with(b"\x1b[?1049l"));
}

/// No file below the home of this desk says the token or the passphrase: not the journal, not what is remembered, not the place they are kept in.
fn nothing_there_says_a_secret(desk: &Desk) {
    let mut folders = vec![desk.home().to_owned()];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let octets = fs::read(&path).unwrap();
            assert!(!octets.windows(6).any(|part| part == b"canary"), "{}", path.display());
            files += 1;
        }
    }
    assert!(files > 1, "a configuration, and what is kept");
}

/// A desk whose operator has signed in to this registry.
fn signed_in(registry: &Fake) -> Desk {
    let desk = Desk::new(&configured(&registry.url(), "operator = \"ana\"\n"));
    let mut console = started(&desk, &["login"]);
    answer(&mut console, "New passphrase for", PASSPHRASE);
    answer(&mut console, "The same again:", PASSPHRASE);
    answer(&mut console, "Token for swiss at", TOKEN);
    let said = ended(console, 0);
    assert!(said.contains("Signed in to swiss at CHE01: Ana Keller, initiator."), "{said}");
    assert!(said.contains("The token is kept in the encrypted file."), "{said}");
    desk
}

/// T10.
#[test]
fn who_signs_in_works_in_the_console_until_signing_out() {
    let registry = registry(capabilities);
    let desk = signed_in(&registry);
    assert_eq!(fs::metadata(kept(&desk)).unwrap().mode() & 0o777, 0o600);
    nothing_there_says_a_secret(&desk);

    let mut console = started(&desk, &[]);
    answer(&mut console, "Passphrase of", "not this one");
    answer(&mut console, "That is not it. Again:", PASSPHRASE);
    console.wait_for(crate::ACCOUNT);
    console.wait_for("TEST");
    quit(console);
    nothing_there_says_a_secret(&desk);

    let mut console = started(&desk, &["logout"]);
    answer(&mut console, "Passphrase of", PASSPHRASE);
    let said = ended(console, 0);
    assert!(said.contains("The token of swiss was removed from the encrypted file."), "{said}");
    let mut console = started(&desk, &["logout"]);
    answer(&mut console, "Passphrase of", PASSPHRASE);
    assert!(ended(console, 0).contains("No token of swiss was kept"));
    nothing_there_says_a_secret(&desk);
}

/// T08: what stands in the environment is no token, by whatever name.
#[test]
fn the_console_says_to_sign_in_when_there_is_no_token_or_it_is_refused() {
    let registry = registry(capabilities);
    let desk = Desk::new(&configured(&registry.url(), ""));
    let names = ["COUNTERSIGN_TOKEN", "COUNTERSIGN_API_KEY", "COUNTERSIGN_PASSPHRASE", "API_TOKEN", "TOKEN", "SWISS_TOKEN"];
    let start = desk.start(&[]).size(120, 30).variable(NO_BUS.0, NO_BUS.1);
    let console = names.into_iter().fold(start, |start, name| start.variable(name, TOKEN)).spawn();
    console.wait_for("Nobody is signed in to this registry from here");
    console.wait_for("Sign in: countersign login --profile swiss");
    quit(console);
    assert_eq!(registry.connections(), 0);

    let gone = Fake::start(|_| answers::refusal("401 Unauthorized", &[], "over"));
    let desk = signed_in(&registry);
    // The address is part of what a token is for.
    let moved = fs::read_to_string(desk.config()).unwrap().replace(&registry.url(), &gone.url());
    fs::write(desk.config(), moved).unwrap();
    let mut console = started(&desk, &[]);
    answer(&mut console, "Passphrase of", PASSPHRASE);
    console.wait_for("Nobody is signed in to this registry from here");
    quit(console);
    assert_eq!(gone.connections(), 0, "a profile that was pointed elsewhere sends no token there");
}

#[test]
fn a_token_the_registry_takes_no_longer_is_said_with_the_command() {
    let taken = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(true));
    let takes = std::sync::Arc::clone(&taken);
    let registry = Fake::start(move |seen| match crate::fake::resource(seen) {
        _ if !takes.load(std::sync::atomic::Ordering::SeqCst) => answers::refusal("401 Unauthorized", &[], "over"),
        "capabilities" => answers::result(&capabilities().to_string()),
        _ => answers::result(&answers::page(vec![answers::summary(crate::ACCOUNT)]).to_string()),
    });
    let desk = signed_in(&registry);
    taken.store(false, std::sync::atomic::Ordering::SeqCst);
    let mut console = started(&desk, &[]);
    answer(&mut console, "Passphrase of", PASSPHRASE);
    console.wait_for("The registry takes the token of this profile no longer");
    console.wait_for("Sign in again: countersign login --profile swiss");
    quit(console);
}

#[test]
fn what_the_registry_does_not_take_is_not_kept() {
    let wrong = |says: &'static str| {
        registry(move || {
            let mut words = capabilities();
            words["environment"] = says.into();
            words
        })
    };
    for (registry, token, said) in [
        (wrong("test"), "another-canary", "The registry does not take this token. Nothing was kept."),
        (wrong("production"), TOKEN, "The profile says TEST, the registry says PRODUCTION. Nothing was kept."),
        (wrong("test"), "two canary words", "the token is not one"),
    ] {
        let desk = Desk::new(&configured(&registry.url(), ""));
        let mut console = started(&desk, &["login"]);
        answer(&mut console, "New passphrase for", PASSPHRASE);
        answer(&mut console, "The same again:", PASSPHRASE);
        answer(&mut console, "Token for swiss at", token);
        let text = ended(console, 1);
        assert!(text.contains(said), "{said:?} is not in {text}");
        assert!(!kept(&desk).exists());
    }
}

#[test]
fn who_gives_up_gets_the_terminal_back() {
    let desk = Desk::new(&configured("http://127.0.0.1:1", ""));
    let mut console = started(&desk, &["login"]);
    console.wait_for("New passphrase for");
    console.send(b"canary\x03");
    assert!(ended(console, 2).contains("Nothing was done."));
    let console = started(&desk, &["login"]);
    console.wait_for("New passphrase for");
    console.signal(Signal::TERM);
    assert!(ended(console, 2).contains("Nothing was done."));
    for (answers, said) in [
        (&[("New passphrase for", "short"), ("", "")][..1], "fewer than 12 characters"),
        (&[("New passphrase for", PASSPHRASE), ("The same again:", "canary of another kind")], "not the same"),
        (&[("New passphrase for", PASSPHRASE), ("The same again:", PASSPHRASE), ("Token for", "")], "No token was given"),
    ] {
        let mut console = started(&desk, &["login"]);
        answers.iter().for_each(|(question, words)| answer(&mut console, question, words));
        let text = ended(console, 2);
        assert!(text.contains(said), "{said:?} is not in {text}");
    }
    assert!(!kept(&desk).exists());
}

/// T09.
#[test]
fn without_a_keyring_nothing_is_asked_and_no_other_place_is_used() {
    let registry = registry(capabilities);
    let config = configured(&registry.url(), "").replace("\"file\"", "\"keyring\"");
    let desk = Desk::new(&config);
    let said = ended(started(&desk, &["login"]), 2);
    assert!(said.contains("No keyring can be reached") && said.contains("secrets = \"file\""), "{said}");
    let console = started(&desk, &[]);
    console.wait_for("no keyring can be reached");
    console.wait_for("countersign doctor");
    quit(console);
    assert_eq!(registry.connections(), 0);
    assert!(!kept(&desk).exists());
}

#[test]
fn practice_registries_and_unknown_profiles_are_refused() {
    let desk = Desk::new(&profile("play", "http://127.0.0.1:1"));
    assert!(ended(started(&desk, &["login"]), 2).contains("play is a practice registry"));
    assert!(ended(started(&desk, &["login", "--profile", "gone"]), 2).contains("There is no profile \"gone\"; there is play."));
    let empty = Desk::new("");
    assert!(ended(started(&empty, &["logout"]), 2).contains("No registry is configured"));
}
