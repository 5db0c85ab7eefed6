//! The page on the ledger: its example is a ledger, and what it says to run finds what the program finds.
//! The scripts are the page's own text.
//! Must not know: how the program checks.

#[cfg(target_os = "linux")]
use super::scripts::checked;
use super::scripts::fenced;
use countersign::evidence::ledger::{Broken, verify};

const PAGE: &str = "docs/ledger.md";

#[test]
fn the_example_is_a_ledger() {
    assert_eq!(verify(fenced(PAGE, "jsonl").lines()).unwrap().seq, 3);
}

#[cfg(target_os = "linux")]
#[test]
fn the_scripts_agree_with_the_program() {
    let ledger = fenced(PAGE, "jsonl");
    let lines: Vec<&str> = ledger.split_inclusive('\n').collect();
    let cases = [
        ledger.clone(),
        lines[..2].concat(),
        ledger.replacen("1000", "2000", 1),
        lines[1..].concat(),
        [lines[0], lines[2]].concat(),
        [lines[0], lines[0]].concat(),
        [lines[0], lines[2], lines[1]].concat(),
        ledger.replacen("\"v\":1", "\"v\":2", 1),
    ];
    for case in cases {
        let program = verify(case.lines());
        for (interpreter, language) in [("sh", "sh"), ("python3", "python")] {
            let Some((content, says)) = checked(interpreter, PAGE, language, &case) else { continue };
            assert_eq!(content, program.is_ok(), "{language}: {says}");
            match program {
                Ok(head) => assert_eq!(says, format!("{} entries, the newest is {}\n", head.seq, head.digest)),
                Err(Broken { seq, .. }) => assert!(says.starts_with(&format!("entry {seq} ")), "{language}: {says}"),
            }
        }
    }
    for (interpreter, language) in [("sh", "sh"), ("python3", "python")] {
        let cut = checked(interpreter, PAGE, language, ledger.trim_end());
        assert!(cut.is_none_or(|(content, says)| !content && says.contains("not written to its end")), "{language}");
    }
}
