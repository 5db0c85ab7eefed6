//! From a planted double holding to a run that passes, all of it at the console: a run is begun and followed, its differences are walked,
//! the case is taken and resolved by two persons at two desks, and the same run again finds nothing.

use crate::{
    desk::{press_calmly, quit},
    driver::{Console, text},
    pair::Pair,
    resolving::{confirm, propose_here, typed},
    signing::desk,
};
use countersign::domain::reconcile::Code;
use std::time::Duration;

/// The run whose page is on the screen.
fn run_shown(screen: &str) -> Option<String> {
    let (_, rest) = screen.split_once("Run CHE01-R-")?;
    rest.split_whitespace().next().map(str::to_owned)
}

/// Begins a run with these keys and follows it to its end. One whose moment came before the counterpart had agreed, as on a busy machine,
/// is begun again, as its page says.
fn run(console: &mut Console, keys: [&str; 2]) -> String {
    let mut keys = keys;
    loop {
        let before = run_shown(&console.screen_text());
        keys.into_iter().for_each(|key| press_calmly(console, key));
        console.wait_for("Why");
        typed(console, "the daily look");
        console.wait_for("It only reads");
        press_calmly(console, "y");
        console.wait_until("the page of the run", |screen| {
            let shown = run_shown(&text(screen));
            shown.is_some() && shown != before
        });
        console.wait_until("the end of the run", |screen| {
            let screen = text(screen);
            ["differs: ", "passed: ", "broken off"].iter().any(|end| screen.contains(end))
        });
        let screen = console.screen_text();
        if !screen.contains("broken off") {
            return screen;
        }
        keys = ["x", "n"];
    }
}

/// Issue 6, items 5 and 6.
#[test]
fn a_double_holding_is_found_walked_resolved_by_two_and_gone() {
    let pair = Pair::serve(&["D03", "D06"]);
    let amina = desk(&pair, "amina.k", "amina-kessie", "ONL-1");
    let luc = desk(&pair, "luc.b", "luc-bernasconi", "ONL-2");
    let mut first = amina.start(&[]).size(120, 40).spawn();
    first.wait_for("Accounts ·");
    press_calmly(&mut first, "6");
    first.wait_for("This registry has no cases");
    assert!(!first.screen_text().contains("for me"), "there is nothing to choose from: {}", first.screen_text());

    // The run, begun from the counterpart.
    press_calmly(&mut first, "8");
    first.wait_for("GHA01");
    press_calmly(&mut first, "/");
    typed(&mut first, "GHA01");
    first.wait_for("1 of ");
    let over = run(&mut first, ["x", "b"]);
    for said in ["differs: 2 discrepancies", "0 Moment", "1 Totals", "2 Blocks", "3 History", "4 Result"] {
        assert!(over.contains(said), "{said}: {over}");
    }

    walk(&mut first);
    propose_here(&mut first, Code::D03, "the debit was lost with the backup");
    let mut second = luc.start(&[]).size(120, 40).spawn();
    second.wait_for("Accounts ·");
    confirm(&mut second, "In both books");

    press_calmly(&mut first, "g");
    press_calmly(&mut first, "d");
    first.wait_for("Reconciliation runs");
    let over = run(&mut first, ["x", "n"]);
    assert!(over.contains("passed: nothing to act on"), "{over}");
    press_calmly(&mut first, "6");
    first.wait_for("This registry has no open cases");
    quit(first);
    quit(second);
}

/// From the run through its differences to the case of the double holding.
fn walk(console: &mut Console) {
    press_calmly(console, "d");
    console.wait_for("Differences of CHE01-R-");
    console.wait_for("D03");
    // The next difference is the border that is off by one, in a series that is equal up to it.
    press_calmly(console, "]");
    console.wait_for("Range off by one");
    console.wait_for("1 equal segment");
    press_calmly(console, "v");
    console.wait_gone("1 equal segment");
    press_calmly(console, "v");
    console.wait_for("1 equal segment");
    press_calmly(console, "/");
    typed(console, "code:D03");
    console.wait_for("1 by code:D03");
    // The first may only take away what was said last.
    while console.screen_text().contains("by code:D03") {
        press_calmly(console, "esc");
        console.wait_quiet(Duration::from_millis(300));
    }
    press_calmly(console, "[");
    console.wait_for("In both books");
    press_calmly(console, "c");
    console.wait_for("Case CHE01-CASE-");
    console.wait_for("frozen, and in no new order");
}
