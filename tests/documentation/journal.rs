//! The page on the journal: its example is a journal, and what it says to run finds what it says it finds.
//! The scripts are the page's own text, run as an operator would run them.
//! Must not know: how the program checks.

use super::file;
use countersign::evidence::journal::{Broken, Chain};
use std::{fs, process::Command};

/// A part of the page in this language.
fn fenced(language: &str) -> String {
    let page = fs::read_to_string(file("docs/journal.md")).unwrap();
    let (_, rest) = page.split_once(&format!("```{language}\n")).unwrap();
    rest.split_once("```").unwrap().0.to_owned()
}

#[test]
fn the_example_is_a_journal_with_one_open_intent() {
    let chain = Chain::resume(&fenced("jsonl")).unwrap();
    assert_eq!(chain.head().seq, 4);
    let open: Vec<u64> = chain.open_intents().iter().map(|open| open.seq).collect();
    assert_eq!(open, [3], "the page says line 3");
}

/// Runs a script of the page on this journal: whether it is content, and what it says.
#[cfg(target_os = "linux")]
fn checked(interpreter: &str, language: &str, journal: &str) -> Option<(bool, String)> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.jsonl");
    fs::write(&path, journal).unwrap();
    let mut command = Command::new(interpreter);
    let answer = command.args(["-c", &fenced(language)]).arg(&path).env("journal", &path).output().ok()?;
    Some((answer.status.success(), String::from_utf8([answer.stdout, answer.stderr].concat()).unwrap()))
}

#[cfg(target_os = "linux")]
#[test]
fn the_scripts_agree_with_the_program() {
    let journal = fenced("jsonl");
    let lines: Vec<&str> = journal.split_inclusive('\n').collect();
    let cases = [
        journal.clone(),
        String::new(),
        lines[..2].concat(),
        journal.replacen("compromised", "lost", 1),
        [lines[0], lines[2], lines[3]].concat(),
        [lines[0], lines[0]].concat(),
        journal.trim_end().to_owned(),
    ];
    for case in cases {
        let program = Chain::resume(&case);
        for (interpreter, language) in [("sh", "sh"), ("python3", "python")] {
            // Not every machine has Python.
            let Some((content, says)) = checked(interpreter, language, &case) else { continue };
            assert_eq!(content, program.is_ok(), "{language}: {says}");
            if let Err(Broken { line, why }) = program {
                let expected =
                    if why == countersign::evidence::journal::Why::CutOff { "the last line" } else { &format!("line {line}") };
                assert!(says.starts_with(expected), "{language}: {says}");
            }
        }
    }
    let (_, says) = checked("sh", "sh", &journal).unwrap();
    assert!(says.contains(&Chain::resume(&journal).unwrap().head().digest.to_string()), "{says}");
}
