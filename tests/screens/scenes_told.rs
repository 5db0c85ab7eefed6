//! Each discrepancy there is as its screens show it: what the books say side by side, and the case; on a small terminal and on a usual one.

use super::{snapshots::keep, told};
use countersign::domain::reconcile::Code;

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];

/// A screen under a line that says what it is, without the empty lines above the keys.
fn shown(what: &str, (columns, rows): (u16, u16), screen: &str) -> String {
    let mut lines: Vec<&str> = screen.lines().collect();
    let blank = |line: &&str| line.trim_matches('│').trim().is_empty();
    let keys = lines.pop();
    while lines.last().is_some_and(blank) {
        lines.pop();
    }
    format!("{what}, {columns}x{rows}\n{}\n{}\n", lines.join("\n"), keys.unwrap_or_default())
}

/// Everything that is to be seen of a discrepancy.
fn screens(code: Code) -> String {
    let mut all = String::new();
    for size in SIZES {
        let (mut desk, told) = told::desk(code, size);
        desk.press(":");
        desk.type_text(&format!("run {}", told.run.summary.id));
        desk.press("enter d");
        all += &shown("What each book says", size, &desk.screen());
        let Some(case) = &told.case else { continue };
        desk.press("c");
        assert!(
            desk.head().contains(&case.case.id.to_string()),
            "from the difference it is one key to its case: {}",
            desk.screen()
        );
        let begins = desk.screen();
        all += &shown("The case", size, &begins);
        desk.press("end");
        if desk.screen() != begins {
            all += &shown("The end of the case", size, &desk.screen());
        }
    }
    all
}

#[test]
fn each_discrepancy_as_it_is_seen() {
    for code in Code::ALL {
        keep(&format!("told-{}", code.id()), &screens(*code));
    }
}

/// The screen that the page about reconciliation explains segments by.
#[test]
fn a_border_that_is_off_by_one_as_the_page_about_reconciliation_shows_it() {
    let (mut desk, told) = told::desk(Code::D06, (80, 24));
    desk.press(":");
    desk.type_text(&format!("run {}", told.run.summary.id));
    desk.press("enter d");
    keep("told-D06-differences@80x24", &desk.screen());
}

/// What is resolved has a case, and what is a note or clears by itself has none.
#[test]
fn what_somebody_has_to_act_on_has_a_case() {
    for code in Code::ALL {
        let acts = code.gravity().weight() > 0 && *code != Code::D14;
        assert_eq!(told::told(*code).case.is_some(), acts, "{code:?}");
    }
}
