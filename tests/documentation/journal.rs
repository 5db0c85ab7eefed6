//! The page on the journal: its example is a journal, and what it says to run finds what it says it finds.
//! The scripts are the page's own text, run as an operator would run them.
//! Must not know: how the program checks.

#[cfg(target_os = "linux")]
use super::scripts::checked;
use super::scripts::fenced;
#[cfg(target_os = "linux")]
use countersign::evidence::journal::Broken;
use countersign::evidence::journal::Chain;

const PAGE: &str = "docs/journal.md";
const FORMAT: &str = "docs/formats/journal.md";

#[test]
fn the_example_is_a_journal_with_one_open_intent() {
    let chain = Chain::resume(&fenced(FORMAT, "jsonl")).unwrap();
    assert_eq!(chain.head().seq, 4);
    let open: Vec<u64> = chain.open_intents().iter().map(|open| open.seq).collect();
    assert_eq!(open, [3], "the page says line 3");
}

#[cfg(target_os = "linux")]
#[test]
fn the_scripts_agree_with_the_program() {
    let journal = fenced(FORMAT, "jsonl");
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
            let Some((content, says)) = checked(interpreter, PAGE, language, &case) else { continue };
            assert_eq!(content, program.is_ok(), "{language}: {says}");
            if let Err(Broken { line, why }) = program {
                let expected =
                    if why == countersign::evidence::journal::Why::CutOff { "the last line" } else { &format!("line {line}") };
                assert!(says.starts_with(expected), "{language}: {says}");
            }
        }
    }
    let (_, says) = checked("sh", PAGE, "sh", &journal).unwrap();
    assert!(says.contains(&Chain::resume(&journal).unwrap().head().digest.to_string()), "{says}");
}
