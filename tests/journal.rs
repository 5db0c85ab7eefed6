//! The journal as an auditor sees it: files, public keys, stock tools and the real binary, and nothing else (scenario 25).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

#[path = "journal/folder.rs"]
mod folder;

use folder::{DAYS, Folder};
use std::fs;

/// What is done to a journal after it was written.
type Change = fn(&Folder);

/// A byte, the last line, the order of days, whole files: each with what the program says of it, the day and the line.
const CHANGES: [(&str, Change, &str); 7] = [
    ("a byte", |f| f.edit("journal-2026-11-28.jsonl", "act 5", "act 6"), "journal-2026-11-28.jsonl, line 3 (number 6)"),
    ("the last line", |f| f.keep_lines("journal-2026-11-28.jsonl", 2), "journal-2026-11-28.jsonl, line 2 (number 5)"),
    ("two days", Folder::swap_days, "journal-2026-11-27.jsonl, line 1"),
    ("the end", |f| f.cut("journal-2026-11-29.jsonl", 40), "journal-2026-11-29.jsonl, line 3 (number 9)"),
    ("a file", |f| f.remove("journal-2026-11-28.jsonl"), "journal-2026-11-29.jsonl, line 1"),
    ("a manifest", |f| f.edit("journal-2026-11-28.sha256", "ONL-2", "ONL-3"), "journal-2026-11-29.jsonl: its manifest"),
    ("the newest manifest", |f| f.edit("journal-2026-11-29.sha256", "ONL-2", "ONL-3"), "journal-2026-11-29.jsonl: "),
];

#[test]
fn a_whole_journal_passes_and_says_its_newest_line() {
    let folder = Folder::of_days();
    let (ok, says) = folder.verify(&["--allowed-signers", folder.signers()]);
    assert!(ok, "{says}");
    for day in DAYS {
        assert!(says.contains(&format!("journal-{day}.jsonl: lines ")) && says.contains("signed by ONL-2, SHA256:"), "{says}");
    }
    assert!(says.contains("OK: 9 lines; the newest is 9:"), "{says}");
    let (ok, says) = folder.verify(&[]);
    assert!(ok && says.contains("SHA256:"), "without keys it says by which: {says}");
}

/// T22, scenario 25.
#[test]
fn what_was_changed_is_found_with_day_and_line() {
    for (what, change, place) in CHANGES {
        let folder = Folder::of_days();
        change(&folder);
        let (ok, says) = folder.verify(&["--allowed-signers", folder.signers()]);
        assert!(!ok && says.contains(place), "{what}: {says}");
    }
}

/// Scenario 25: without this program, with the tools that .ci needs anyway: both fail at what was changed, and name the day.
#[cfg(target_os = "linux")]
#[test]
fn the_two_stock_commands_agree() {
    let folder = Folder::of_days();
    let (ok, says) = folder.stock();
    assert!(ok, "a whole journal passes: {says}");
    for (what, change, place) in CHANGES {
        let folder = Folder::of_days();
        change(&folder);
        let (ok, says) = folder.stock();
        let found = DAYS.iter().any(|day| says.contains(&format!("journal-{day}.")));
        assert!(!ok && found, "{what}, {place}: {says}");
    }
}

/// T22.
#[test]
fn a_journal_brought_back_from_a_copy_is_found_by_the_head_that_was_remembered() {
    // T22: whoever can write the files can take a whole day from the end, manifest and all.
    let folder = Folder::of_days();
    let (_, says) = folder.verify(&[]);
    let head = says.rsplit_once("the newest is ").unwrap().1.trim().to_owned();
    assert!(folder.verify(&["--head", &head]).0);
    for name in ["journal-2026-11-29.jsonl", "journal-2026-11-29.sha256", "journal-2026-11-29.sha256.sig"] {
        folder.remove(name);
    }
    assert!(folder.verify(&[]).0, "the files alone can't tell");
    let (ok, says) = folder.verify(&["--head", &head]);
    assert!(!ok && says.contains("remembered"), "{says}");
}

#[test]
fn one_day_that_was_handed_over_is_checked_by_itself() {
    let folder = Folder::of_days();
    for name in ["journal-2026-11-27.jsonl", "journal-2026-11-27.sha256", "journal-2026-11-27.sha256.sig"] {
        folder.remove(name);
    }
    let (ok, says) = folder.verify(&["--allowed-signers", folder.signers()]);
    assert!(ok && says.contains("Lines 1 to 3 are not here."), "{says}");
    folder.edit("journal-2026-11-28.jsonl", "act 5", "act 6");
    assert!(!folder.verify(&[]).0);
}

/// Scenario 25.
#[test]
fn one_act_is_proved_without_showing_another() {
    let folder = Folder::of_days();
    let (ok, proof) = folder.run(&["journal", "prove", "5", folder.path().to_str().unwrap()]);
    assert!(ok, "{proof}");
    let shown: Vec<u8> = (1..=9).filter(|n| proof.contains(&format!("act {n} "))).collect();
    assert_eq!(shown, [5], "{proof}");
    let file = folder.beside("proof");
    let check = |text: &str, more: &[&str]| {
        fs::write(&file, text).unwrap();
        folder.run(&[&["journal", "check", file.to_str().unwrap()], more].concat())
    };
    let signers = ["--allowed-signers", folder.signers()];
    let (ok, says) = check(&proof, &signers);
    assert!(ok && says.contains("Line 5, note") && says.ends_with("OK\n"), "{says}");
    for (from, to) in [("act 5", "act 7"), ("index 1", "index 2"), ("ONL-2", "ONL-3"), ("itmo-journal-proof", "itmo-proof")] {
        let (ok, says) = check(&proof.replace(from, to), &signers);
        assert!(!ok && says.contains("It proves nothing"), "{from}: {says}");
    }
    let other = folder.signers_of_another_key();
    let (ok, says) = check(&proof, &["--allowed-signers", &other]);
    assert!(!ok && says.contains("a key that is not the station's"), "{says}");
    let (ok, says) = folder.run(&["journal", "prove", "10", folder.path().to_str().unwrap()]);
    assert!(!ok && says.contains("no line 10"), "{says}");
}

/// T22.
#[test]
fn a_forged_day_needs_the_station_s_key() {
    let folder = Folder::of_days();
    folder.forge_last_day();
    assert!(!folder.verify(&["--allowed-signers", folder.signers()]).0);
}
