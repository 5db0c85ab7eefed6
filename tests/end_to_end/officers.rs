//! Two security officers at two consoles: one proposes a version of the policy from a file, the other reads and signs it, and it is in
//! force at both (F27). What they edit was fetched from the registry by a command that judges signatures itself.
//! Must not know: how signatures are judged.

use crate::{
    desk::{press_calmly, quit},
    driver::{Change, Console, Start},
    hand::Hand,
    pair::Pair,
    signing::{desk, sign_with_key},
};
use std::fs;

/// Runs a command to its end; what it said.
fn ran(start: Start, status: u8) -> String {
    let mut console = start.size(200, 60).spawn();
    assert_eq!(console.wait_exit(), Change::Exited(status.into()), "{}", console.screen_text());
    console.screen_text()
}

/// Reads to the end and signs; what is said then.
fn sign(console: &mut Console, says: &str) {
    sign_with_key(console);
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
    sign(&mut first, "The signature under version 2 of the policy is taken");
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
    sign(&mut second, "The signature under version 2 of the policy is taken");
    for console in [&mut first, &mut second] {
        press_calmly(console, "esc");
        press_calmly(console, "r");
        console.wait_for("900 000");
        console.wait_for("v2");
        console.wait_for("No version waits.");
    }
    assert!(tomas.journal().contains("sign version 2 of the policy"));
    quit(first);
    quit(second);
    let kept = fs::read_to_string(ines.home().join(".local/state/countersign/pins.json")).unwrap();
    assert!(kept.contains("\"policy\": \"v2 sha256:"), "{kept}");
}
