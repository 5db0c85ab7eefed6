//! `contacts message`, where no terminal is needed: what is refused before anything is read or signed, and what there is to see. What is signed
//! on a terminal is tried in `operator_keys`.

use crate::office::Office;
use std::fs;

const NONE: &str = "01a2076b-4400-7c1a-9d0e-5f3c1b7a2e44";
const KEY: [&str; 4] = ["--person", "amina-kessie", "--key", "file:/nowhere"];

fn message(office: &Office, words: &[&str]) -> crate::office::Ended {
    office.run(&[&["contacts", "message"], words].concat())
}

#[test]
fn what_can_not_be_written_is_refused_before_anything_is_signed() {
    let office = Office::open();
    fs::write(office.path("text.txt"), "The link is closed on Saturday.\n").unwrap();
    fs::write(office.path("hostile.txt"), "Pay to \u{202E}10AHG\n").unwrap();
    fs::write(office.path("latin.txt"), b"Ren\xE9\n").unwrap();
    let cases: [(&str, &str, &str, &str, i32, &str); 8] = [
        ("operations", "TLP:RED", "Maintenance", "text.txt", 1, "above the ceiling of this list, TLP:AMBER"),
        ("nobody", "TLP:GREEN", "Maintenance", "text.txt", 1, "The directory has no list nobody."),
        ("No List", "TLP:GREEN", "Maintenance", "text.txt", 2, "--list"),
        ("operations", "TLP:PINK", "Maintenance", "text.txt", 2, "--tlp"),
        ("operations", "TLP:GREEN", "Hello\r\nBcc: eve@attacker.example", "text.txt", 2, "A subject is one line"),
        ("operations", "TLP:GREEN", "Maintenance", "hostile.txt", 2, "could not be shown as they are"),
        ("operations", "TLP:GREEN", "Maintenance", "latin.txt", 2, "latin.txt is not UTF-8."),
        ("operations", "TLP:GREEN", "Maintenance", "nothing.txt", 2, "nothing.txt"),
    ];
    for (list, label, subject, text, status, why) in cases {
        let words = ["write", "--list", list, "--tlp", label, "--subject", subject, "--text", text];
        let said = message(&office, &[&words[..], &KEY].concat());
        assert_eq!(said.status, status, "{why}: {}{}", said.out, said.err);
        assert!(said.err.contains(why), "{why}: {}", said.err);
        assert!(!said.err.contains('\u{202E}'), "{}", said.err);
    }
    let words = ["write", "--list", "operations", "--tlp", "TLP:AMBER", "--subject", "Maintenance", "--text", "text.txt"];
    let unsaid = message(&office, &words);
    assert!(unsaid.status == 2 && unsaid.err.contains("[profiles.signing]"), "{}", unsaid.err);
    // Who gets it and the whole text are printed before a key is looked for; without a terminal it ends there.
    let read = message(&office, &[&words[..], &KEY].concat());
    assert_eq!(read.status, 2, "{}{}", read.out, read.err);
    assert!(read.out.contains("GHA01 administrator gha-1 gha-1@registry-gha.example"), "{}", read.out);
    assert!(read.out.contains("geo-1 is left out: "), "{}", read.out);
    assert!(read.out.contains("Maintenance\n\nTLP:AMBER\n\nThe link is closed on Saturday.\n\nTLP:AMBER\n"), "{}", read.out);
    assert_eq!(message(&office, &["show"]).out.trim(), "", "nothing was recorded");
}

#[test]
fn what_is_not_there_is_neither_shown_signed_saved_nor_marked() {
    let office = Office::open();
    for (words, status, why) in [
        (&["show", NONE][..], 1, "The registry has no message"),
        (&["sign", NONE, "--person", "amina-kessie", "--key", "file:/nowhere"], 1, "The registry has no message"),
        (&["save", NONE, "--out", "notice.eml"], 1, "The registry has no message"),
        (&["mark", NONE, "sent", "--reason", "by our mail"], 1, ""),
        (&["mark", NONE, "answered", "--reason", "they will look"], 2, "Say with --who who answered"),
        (&["mark", NONE, "returned", "--reason", "no such mailbox"], 2, "Say with --who"),
        (&["mark", NONE, "read", "--who", "gha-3", "--reason", "x"], 2, "there is sent, answered, returned"),
        (&["mark", NONE, "sent"], 2, "--reason"),
        (&["show", "message-1"], 2, "message-1"),
    ] {
        let said = message(&office, words);
        assert_eq!(said.status, status, "{words:?}: {}{}", said.out, said.err);
        assert!(said.err.contains(why), "{words:?}: {}", said.err);
    }
    assert!(!office.path("notice.eml").exists());
    let read_only = message(&office, &["mark", NONE, "sent", "--reason", "by our mail", "--read-only"]);
    assert!(read_only.status == 2 && read_only.err.contains("only reads"), "{}", read_only.err);
}
