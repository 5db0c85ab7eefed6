//! Two desks and a telephone: the words that must agree, and an order that its initiator withdraws while the approver reads it.

use crate::{
    driver::Console,
    hands::{enter, own_copy, read_to_the_end},
    home::press_calmly,
    site::{Site, leave, wait_row},
};
use countersign::{evidence::policy::PolicyText, sandbox::PRACTICE_PASSPHRASE};
use std::time::Duration;

/// The words beside a label on the screen.
fn words(console: &Console, label: &str) -> String {
    console.wait_until(label, |screen| screen.contents().lines().any(|line| line.trim_start().starts_with(label)));
    let screen = console.screen_text();
    let line = screen.lines().find_map(|line| line.split_once(label)).unwrap_or_else(|| panic!("{screen}")).1.to_owned();
    // Whom they are said to stands behind them.
    let said = line.trim_matches(['│', ' ', '"']).split(['"', ',']).next();
    said.unwrap_or_default().trim().to_owned()
}

/// F22, F29, scenario 14: the approver's three words give the same four on the initiator's screen; then the initiator withdraws, and the
/// approval that was begun can't be made any more: exactly one of the two comes about.
#[tokio::test]
async fn f29_two_desks_compare_words_and_f22_the_initiator_withdraws() {
    let site = Site::open().await;
    let (id, text) = site.transfer().await;
    let policy = PolicyText::parse(site.api.policy.text.as_bytes()).unwrap();
    let (amina, luc) = (site.initiator(), site.approver());
    let mut theirs = luc.orders();
    wait_row(&theirs, &id, &["submitted"]);
    press_calmly(&mut theirs, "v");
    theirs.wait_for(&format!("Review of order {id}"));
    theirs.wait_gone("asking");
    theirs.wait_for("Type it again");
    own_copy(&text, &policy).iter().for_each(|value| enter(&mut theirs, value));
    theirs.wait_for("Checks, now");
    press_calmly(&mut theirs, "c");
    theirs.wait_for("The four words you hear");
    press_calmly(&mut theirs, "esc");
    theirs.wait_gone("The four words you hear");
    press_calmly(&mut theirs, "]");
    for _ in 0..20 {
        if theirs.screen_text().contains("Say ") {
            break;
        }
        press_calmly(&mut theirs, "pagedown");
        theirs.wait_quiet(Duration::from_millis(100));
    }
    let said = words(&theirs, "Say ");

    let mut mine = amina.orders();
    wait_row(&mine, &id, &["submitted"]);
    press_calmly(&mut mine, "enter");
    mine.wait_for("Judged by");
    mine.wait_gone("asking");
    press_calmly(&mut mine, "c");
    mine.wait_for("The three words you hear");
    enter(&mut mine, &said);
    let answer = words(&mine, "Say ");
    press_calmly(&mut theirs, "c");
    enter(&mut theirs, &answer);
    theirs.wait_gone("The four words you hear");
    read_to_the_end(&mut theirs);

    press_calmly(&mut mine, "esc");
    mine.wait_gone(&answer);
    press_calmly(&mut mine, "x w");
    mine.wait_for("Why you withdraw it");
    enter(&mut mine, "The ministry recalled the letter");
    mine.wait_for("What you are about to sign, exactly");
    read_to_the_end(&mut mine);
    mine.wait_for("This is all of it");
    press_calmly(&mut mine, "x s");
    mine.wait_for("Open the key to sign");
    enter(&mut mine, PRACTICE_PASSPHRASE);
    mine.wait_for("is withdrawn");
    theirs.wait_for("F34");
    press_calmly(&mut theirs, "x a");
    theirs.wait_for("withdrawn");
    assert_eq!(site.here.state(&id), None, "nothing was carried out");
    leave(mine);
    leave(theirs);
}
