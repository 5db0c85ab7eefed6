//! A real keyring: the Secret Service of GNOME on a session bus of its own. Machines without it have nothing to show here.
//! Must not know: how the keyring is asked.

use crate::{
    TOKEN, capabilities, configured,
    desk::Desk,
    driver::{Change, Console},
    registry,
};
use std::path::Path;

/// Runs the program on a bus of its own, with a keyring that is open, or locked with nobody there to open it.
fn started(desk: &Desk, arguments: &[&str], open: bool) -> Console {
    let keyring = if open {
        "printf pw | gnome-keyring-daemon --unlock --components=secrets"
    } else {
        "gnome-keyring-daemon --start --components=secrets"
    };
    let script = format!(r#"dbus-run-session -- sh -c '{keyring} >/dev/null 2>&1; exec "$0" "$@"' "$0" "$@""#);
    let runtime = desk.home().join("run");
    std::fs::create_dir_all(&runtime).unwrap();
    crate::desk::permit(&runtime, 0o700);
    let start = desk.start(arguments).size(240, 50).variable("XDG_RUNTIME_DIR", runtime.to_str().unwrap());
    start.through_shell(&script).spawn()
}

fn ended(mut console: Console, statuses: &[i32]) -> String {
    let change = console.wait_exit();
    let text = console.screen_text();
    assert!(statuses.iter().any(|status| change == Change::Exited(*status)), "{change:?}: {text}");
    assert!(!String::from_utf8_lossy(&console.octets()).contains("canary"), "{text}");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether this machine has one.
fn is_here() -> bool {
    ["/usr/bin/gnome-keyring-daemon", "/usr/bin/dbus-run-session"].iter().all(|program| Path::new(program).exists())
}

#[test]
fn a_key_in_a_real_keyring_is_made_once_and_found() {
    if !is_here() {
        return;
    }
    let desk = Desk::new(&crate::desk::profile("play", "http://127.0.0.1:1"));
    let enrol = |open: bool| started(&desk, &["enrol", "--person", "amina.k", "--keyring"], open);
    let public = |said: &str| said.split_once("Public key ").unwrap().1.split(' ').nth(1).unwrap().to_owned();
    let first = ended(enrol(true), &[0]);
    assert!(
        first.contains("A key for person:amina.k was made in the keyring.") && first.contains("key = \"keyring\""),
        "{first}"
    );
    let again = ended(enrol(true), &[0]);
    assert!(again.contains("There is a key for person:amina.k in the keyring already; it stays as it is."), "{again}");
    assert_eq!(public(&first), public(&again));
    // A keyring that can't be read is not one without a key.
    let locked = ended(enrol(false), &[2]);
    assert!(locked.contains("The keyring is locked") && locked.contains("Nothing was changed."), "{locked}");
    let station = ended(started(&desk, &["enrol", "--station", "ONL-2", "--keyring"], true), &[0]);
    assert_ne!(public(&station), public(&first));
}

#[test]
fn a_token_in_a_real_keyring_is_kept_found_locked_and_removed() {
    if !is_here() {
        return;
    }
    let registry = registry(capabilities);
    let desk = Desk::new(&configured(&registry.url(), "").replace("\"file\"", "\"keyring\""));
    let mut console = started(&desk, &["login"], true);
    console.wait_for("Token for swiss at");
    console.type_text(TOKEN);
    console.keys("enter");
    assert!(ended(console, &[0]).contains("The token is kept in the keyring."));

    let said = ended(started(&desk, &["doctor"], true), &[0, 1]);
    assert!(said.contains("A token is kept in the keyring.") && said.contains("CHE01 answers"), "{said}");
    let said = ended(started(&desk, &["doctor"], false), &[1]);
    assert!(said.contains("The keyring is locked") && said.contains("The token is still in it"), "{said}");
    let said = ended(started(&desk, &["logout"], false), &[1]);
    assert!(said.contains("The token was not removed") && said.contains("locked"), "{said}");

    assert!(ended(started(&desk, &["logout"], true), &[0]).contains("The token of swiss was removed from the keyring."));
    assert!(ended(started(&desk, &["logout"], true), &[0]).contains("No token of swiss was kept"));
}
