//! Whoever initiated an order tries to approve it too, at real consoles: under both logins, at two stations, and with a second key in another's
//! name. Each attempt is refused and stands in the journal of the desk it was made at.

use crate::{
    desk::{AMINA, AMINA_TWO, LUC},
    driver::Console,
    hands,
    home::press_calmly,
    site::{Seat, Site, leave, wait_row},
};
use countersign::{
    evidence::{openssh_key::KeyFile, policy::PolicyText},
    sandbox::{PRACTICE_PASSPHRASE, practice_second_key},
};
use secrecy::SecretString;

/// Tries to approve an order on its review, which shows nothing but the reason why not.
fn is_barred(console: &mut Console, order: &str, hidden: &str) {
    hands::begin_review(console, order);
    console.wait_for("You can't agree to this order");
    for keys in ["x a", "x s"] {
        press_calmly(console, keys);
        console.wait_for("(F01)");
        assert!(!console.screen_text().contains(hidden), "{}", console.screen_text());
    }
}

/// Scenario 2, F01, T05: at her own desk and with her second login at another station, the key that approves does nothing and says
/// why; each attempt is journaled, and Luc sees the order wait all the while.
#[tokio::test]
async fn scenario_2_neither_of_her_logins_approves_it() {
    let site = Site::open().await;
    let luc = site.approver().orders();
    let (id, text) = site.transfer().await;
    let account = text.as_str().lines().find_map(|line| line.strip_prefix("acquiring-account: ")).unwrap();
    for who in [AMINA, AMINA_TWO] {
        let seat = site.seat(who);
        let mut console = seat.console();
        is_barred(&mut console, &id, account);
        leave(console);
        let refusals = refusals(&seat);
        assert!(refusals.iter().any(|why| why.contains("F01")), "{who:?}: {refusals:?}");
    }
    wait_row(&luc, &id, &["submitted"]);
    leave(luc);
    assert_eq!(site.api.served(&id).await.signed.unwrap().statements.len(), 0);
    assert_eq!(site.there.state(&id), None, "nothing was proposed");
}

/// What the journal of a desk says was not done, and why.
fn refusals(seat: &Seat) -> Vec<String> {
    let journal = seat.home().journal();
    let lines = journal.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    lines.filter(|line| line["kind"] == "refusal").map(|line| line["what"].as_str().unwrap().to_owned()).collect()
}

/// Scenario 3, F02: Luc's desk is given Amina's second key. What is signed there with it in his name counts as nobody's, and it is said.
#[tokio::test]
async fn scenario_3_her_second_key_in_another_name() {
    let site = Site::open().await;
    let (id, text) = site.transfer().await;
    let policy = PolicyText::parse(site.api.policy.text.as_bytes()).unwrap();
    let seat = site.approver();
    let sealed = SecretString::from(PRACTICE_PASSPHRASE);
    let key = KeyFile::sealed(&practice_second_key(AMINA.1), "a second key", &sealed, [7; 16]).unwrap();
    std::fs::write(seat.home().home().join(format!("keys/{}.key", LUC.1)), key.as_bytes()).unwrap();
    let mut console = seat.console();
    hands::begin_review(&mut console, &id);
    hands::type_again(&mut console, &hands::own_copy(&text, &policy));
    hands::read_review(&mut console);
    hands::approve(&mut console, "matches my own copy");
    hands::ask_to_sign(&mut console);
    hands::open_key(&mut console);
    console.wait_for("was not approved. The registry refused it: F02");
    leave(console);
    let review = site.api.served(&id).await.signed.unwrap().review;
    assert_eq!((review.approvals.len(), review.needed), (0, 1));
}
