//! The console killed while an act is on its way: the next one says what is uncertain since when, and only the registry's word ends it
//! (scenarios 11 and 12).
//! Must not know: how the journal is written.

use crate::{
    book::Book,
    desk::{Desk, command, press_calmly, quit},
    driver::{Change, Console},
    proxy::Proxy,
};
use countersign::domain::{AccountId, AccountState};
use rustix::process::Signal;

const REASON: &str = "Asked for by the auditor";

/// The console with an account on the screen.
fn on_account(desk: &Desk, account: &AccountId) -> Console {
    let mut console = desk.start(&[]).size(100, 30).spawn();
    console.wait_for("Accounts · 300");
    command(&mut console, &format!("account {account}"));
    console.wait_for("version");
    console.wait_for("Blocks: ");
    console.wait_gone("asking");
    console
}

/// Scenario 11, scenario 12, T04.
#[test]
fn an_act_of_a_killed_console_is_unknown_until_the_registry_says_and_is_done_once() {
    let book = Book::serve("CHE01");
    let proxy = Proxy::to(book.url().strip_prefix("http://").unwrap().parse().unwrap());
    let desk = Desk::of(&[("swiss", &format!("http://{}", proxy.address()))]);
    let account = book.accounts("state:open type:holding", None).rows[3].id.clone();
    let mut console = on_account(&desk, &account);
    press_calmly(&mut console, "F");
    console.wait_for("Freeze the account");
    console.type_text(REASON);
    console.keys("enter");
    console.wait_for("to confirm");
    console.type_text(account.as_str());
    proxy.hold();
    console.keys("enter");
    proxy.wait("the act in flight", |counts| counts.in_flight > 0);
    console.wait_for("sent, no answer yet");
    console.signal(Signal::KILL);
    assert_eq!(console.wait_change(), Change::Killed(Signal::KILL.as_raw()));
    proxy.release();

    let mut console = desk.start(&[]).size(100, 30).spawn();
    console.wait_for("Outcome unknown since");
    console.wait_for(&format!("freeze account {account}"));
    console.wait_for("U asks the registry");
    console.wait_for("Accounts · 300");
    assert_eq!(book.account(&account).summary.state, AccountState::Suspended, "it was done, once");
    press_calmly(&mut console, "esc");
    console.wait_for("Outcome unknown since");
    press_calmly(&mut console, "U");
    console.wait_for("It was done");
    console.wait_gone("Outcome unknown");
    quit(console);

    let console = desk.start(&[]).size(100, 30).spawn();
    console.wait_for("Accounts · 300");
    console.wait_gone("asking");
    console.look(|screen| assert!(!screen.contents().contains("Outcome unknown"), "{}", screen.contents()));
    quit(console);
}
