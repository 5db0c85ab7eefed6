//! Two security officers at two consoles: one proposes a version of the policy from a file, the other reads and signs it, and it is in
//! force at both (F27). What they edit was fetched from the registry by a command that judges signatures itself.
//! Must not know: how signatures are judged.

use crate::{
    desk::{Desk, permit, press_calmly, profile, quit},
    driver::{Change, Console, Start},
    hand::Hand,
    pair::Pair,
};
use countersign::sandbox::write_practice_keys;
use std::fs;

/// The desk of an officer: their own key, and a station of their own.
fn desk(pair: &Pair, login: &str, person: &str, station: &str) -> Desk {
    let signing = format!(
        "[profiles.signing]\nperson = \"{person}\"\nkey = \"file:keys/{person}.key\"\nstation = \"{station}\"\n\
         station_key = \"file:stations/{station}.key\"\n"
    );
    let desk = Desk::new(&(profile("swiss", &pair.swiss).replace("amina.k", login) + &signing));
    write_practice_keys(desk.home(), [person].into_iter()).unwrap();
    for folder in ["keys", "stations"] {
        permit(&desk.home().join(folder), 0o700);
    }
    desk
}

/// Runs a command to its end; what it said.
fn ran(start: Start, status: u8) -> String {
    let mut console = start.size(200, 60).spawn();
    assert_eq!(console.wait_exit(), Change::Exited(status.into()), "{}", console.screen_text());
    console.screen_text()
}

/// Reads to the end, signs, and opens the key.
fn sign(console: &mut Console, says: &str) {
    for _ in 0..6 {
        press_calmly(console, "pagedown");
    }
    // The text must have been there for a while: the console says how long, and nothing else is in the way.
    loop {
        press_calmly(console, "x");
        press_calmly(console, "s");
        console.wait_until("an answer", |screen| {
            let text = crate::driver::text(screen);
            text.contains("that takes") || text.contains("Open the key")
        });
        if console.screen_text().contains("Open the key") {
            break;
        }
        press_calmly(console, "esc");
    }
    console.type_text("practice");
    console.keys("enter");
    console.wait_for(says);
}

#[test]
fn one_officer_proposes_and_another_brings_it_into_force() {
    let pair = Pair::serve(&[]);
    let ines = desk(&pair, "ines.r", "ines-rochat", "ONL-2");
    let tomas = desk(&pair, "tomas.w", "tomas-widmer", "ONL-3");
    let draft = ines.home().join("policy.txt");
    let file = draft.to_str().unwrap();
    let said = ran(ines.start_at_home(&["policy", "fetch", "--out", file]), 0);
    assert!(said.contains("Signed as it must be"), "{said}");
    assert!(
        ran(ines.start_at_home(&["policy", "fetch", "--out", file]), 4).contains("was not written"),
        "nothing is written over"
    );
    let text = fs::read_to_string(&draft).unwrap();
    fs::write(&draft, text.replace("limit-order: 1000000", "limit-order: 900000")).unwrap();

    let mut first = ines.start(&[]).size(120, 40).spawn();
    let mut hand = Hand::at(&mut first);
    hand.press("g r");
    hand.see("ines-rochat and tomas-widmer, verified here");
    hand.press("g k");
    hand.see("Waiting for a second officer");
    hand.press("d");
    hand.write(file);
    hand.press("enter");
    hand.see("it falls");
    hand.assert_under_ten();
    sign(&mut first, "The signature under the policy is taken");
    press_calmly(&mut first, "esc");
    first.wait_for("ines-rochat: 1 of 2 security officers");

    let mut second = tomas.start(&[]).size(120, 40).spawn();
    let mut hand = Hand::at(&mut second);
    hand.press("g r");
    hand.see("ines-rochat and tomas-widmer, verified here");
    hand.press("g k");
    hand.see("ines-rochat: 1 of 2 security officers");
    hand.press("v");
    hand.see("it falls");
    hand.assert_under_ten();
    sign(&mut second, "The signature under the policy is taken");
    for console in [&mut first, &mut second] {
        press_calmly(console, "esc");
        press_calmly(console, "r");
        console.wait_for("900 000");
        console.wait_for("v2");
        console.wait_for("No version waits.");
    }
    assert!(tomas.journal().contains("sign a version of the policy"));
    quit(first);
    quit(second);
    let kept = fs::read_to_string(ines.home().join(".local/state/countersign/pins.json")).unwrap();
    assert!(kept.contains("\"policy\": \"v2 sha256:"), "{kept}");
}
