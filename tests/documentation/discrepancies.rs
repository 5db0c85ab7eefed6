//! The map of discrepancies: where each is planted and found alone, how it is shown, how it is resolved, and what the next run says.
//! Written from the tables of the tests that go through all of them, so that it says only what is there.
//! Must not know: what any discrepancy means.

use super::{assurance, file, generated};
use countersign::domain::{case::ResolutionKind, reconcile::Code};
use std::{fmt::Write as _, fs};

const PAGE: &str = "docs/assurance.md";
const MARKS: (&str, &str) = ("<!-- discrepancies:begin -->\n", "<!-- discrepancies:end -->\n");

/// The tests that go through every discrepancy: what each shows, its file, and its name.
const EVERY: [(&str, &str, &str); 8] = [
    (
        "found, and only it, in lines and histories made up for it",
        "src/domain/reconcile/tests/planted.rs",
        "what_is_planted_is_found_and_only_that",
    ),
    (
        "found, and only it, between two practice registries that have traded",
        "src/sandbox/reconcile/tests/planted.rs",
        "each_discrepancy_between_registries_is_found_and_only_it",
    ),
    ("the same within one", "src/sandbox/reconcile/tests/planted.rs", "each_discrepancy_within_a_registry_is_found_and_only_it"),
    (
        "the same in books with the past of the demo's",
        "src/sandbox/reconcile/tests/planted.rs",
        "in_books_with_a_past_the_one_that_was_asked_for_is_found_and_only_it",
    ),
    (
        "shown: differences and case, from what such a run told, at 80 and at 120 columns",
        "tests/screens/scenes_told.rs",
        "each_discrepancy_as_it_is_seen",
    ),
    (
        "resolved by two, or by three where it is accepted, at both registries; and the next run",
        "tests/two_registries/faults.rs",
        "each_discrepancy_between_registries_is_found_resolved_by_two_and_gone",
    ),
    (
        "the same within one",
        "tests/two_registries/faults.rs",
        "each_discrepancy_within_a_registry_is_found_resolved_by_two_and_gone",
    ),
    (
        "severity, kind and rule as its page says them",
        "tests/documentation/tables.rs",
        "the_page_on_reconciliation_lists_exactly_the_discrepancies_there_are",
    ),
];

/// How each discrepancy is resolved, here and there, by the table of the test that does it.
fn resolved(faults: &str, code: Code) -> Vec<ResolutionKind> {
    let begin = format!("    (\"{}\", ", code.id());
    let row = faults.lines().find_map(|line| line.strip_prefix(&begin)).unwrap_or_else(|| panic!("no row for {code:?}"));
    let words = row.split(|c: char| !c.is_ascii_alphanumeric());
    words.filter_map(|word| ResolutionKind::ALL.iter().map(|(kind, _)| *kind).find(|kind| format!("{kind:?}") == word)).collect()
}

/// What the run after that says, by the rules the test holds.
fn after(code: Code, kinds: &[ResolutionKind]) -> &'static str {
    match kinds {
        [] if code.gravity().weight() == 0 => "passes; a note stays one",
        [] => "passes; nobody had to act",
        kinds if kinds.contains(&ResolutionKind::Accepted) => "passes but for what is accepted",
        _ => "passes",
    }
}

#[test]
fn each_discrepancy_leads_to_where_it_is_planted_shown_resolved_and_run_again() {
    let faults = fs::read_to_string(file("tests/two_registries/faults.rs")).unwrap();
    let mut text = "\n| What is shown of every one | By |\n|---|---|\n".to_owned();
    for (shows, path, name) in EVERY {
        let tests = assurance::tests_of(&fs::read_to_string(file(path)).unwrap());
        assert!(tests.iter().any(|(test, _)| test == name), "{path} has no test {name}");
        writeln!(text, "| {shows} | `{path}`: `{name}` |").unwrap();
    }
    text.push_str("\n| Id | Discrepancy | Shown as | Resolved as: here, there | The run after it |\n|---|---|---|---|---|\n");
    for code in Code::ALL {
        let (id, name) = (code.id(), code.spec().name);
        let shown = format!("tests/screens/snapshots/told-{id}.snap");
        assert!(file(&shown).exists() && file(&format!("tests/screens/told/{id}.json")).exists(), "{id} is not shown");
        let kinds = resolved(&faults, *code);
        let ends: Vec<&str> = kinds.iter().map(|kind| kind.word()).collect();
        let ends = if ends.is_empty() { "–".to_owned() } else { ends.join(", ") };
        writeln!(text, "| {id} | {name} | `told-{id}.snap` | {ends} | {} |", after(*code, &kinds)).unwrap();
    }
    generated(PAGE, MARKS, &format!("{text}\n"));
}
