//! Accounts that are trusted and accounts that look like them, at two consoles: what an addition takes, the call it asks for, and the label of
//! a twin.

use crate::{
    desk::{AMINA, LUC, SOFIA, initiated},
    driver::Console,
    hands::{self, Paper, Wanted, enter},
    home::press_calmly,
    late::next_in_block,
    site::{Site, leave, leave_half_written, wait_row},
};
use countersign::{
    evidence::{challenge::Challenge, digest::Digest, order::OrderText, policy::PolicyText, statement::StatementKind::Approve},
    text::time,
    wire::{
        admin::{Page, Receipt, order::OrderSummary},
        order::{OrderAct, TrustOrder},
    },
};
use jiff::Timestamp;
use serde_json::Value;

/// An order that lets an account trust one at GHA01, as Amina submits it; its number and its text.
async fn to_trust(site: &Site, account: &str, trusted: &str) -> (String, OrderText) {
    let act = OrderAct::TrustAccount(TrustOrder {
        account: account.to_owned(),
        registry: "GHA01".to_owned(),
        trusted: trusted.to_owned(),
        reason: "agreed with the holder".to_owned(),
    });
    let text = site.api.of(AMINA, &act).await.write().unwrap();
    let receipt: Receipt = site.api.submit(AMINA, &initiated(AMINA, &text)).await.ok();
    (receipt.subject, text)
}

/// From when on an account trusts another one.
async fn counts_from(site: &Site, account: &str, trusted: &str) -> Option<Timestamp> {
    let rules: Value = site.api.client.get(&format!("accounts/{account}/rules")).await.ok();
    let entry = rules["trusted"].as_array()?.iter().find(|entry| entry["account"] == trusted)?;
    entry["counts_from"].as_str()?.parse().ok()
}

/// Opens what binds an account, and waits for the row of an account it trusts.
fn wait_trusted(console: &mut Console, account: &str, row: (&str, &str)) {
    hands::go(console, &format!("account {account}"));
    console.wait_for(&format!("Account {account}"));
    press_calmly(console, "t");
    console.wait_for("Trusted accounts");
    wait_row(console, row.0, &[row.1]);
}

/// Scenario 8, F15, F16: what two persons added is pending at every desk, with the time from which it counts; and the initiator alone
/// takes it off again, at once, which the others see.
#[tokio::test]
async fn scenario_8_everybody_sees_it_pending_and_anybody_removes_it() {
    let site = Site::open().await;
    let (account, trusted) = (site.api.account().await, site.there.accounts()[0].clone());
    let (id, text) = to_trust(&site, &account, &trusted).await;
    assert_eq!(counts_from(&site, &account, &trusted).await, None, "one person adds nothing");
    assert_eq!(site.api.say(LUC, Approve, (&id, &text)).await.status, 200);
    let from = time::full(counts_from(&site, &account, &trusted).await.unwrap());
    let mut consoles = [site.initiator(), site.seat(SOFIA)].map(|seat| (seat.console(), seat));
    for (console, _) in &mut consoles {
        wait_trusted(console, &account, (&trusted, &format!("pending, counts from {from}, in ")));
    }
    let [(mut amina, _a), (sofia, _s)] = consoles;
    for key in ["j", "x", "t"] {
        press_calmly(&mut amina, key);
    }
    amina.wait_for("Stop trusting");
    enter(&mut amina, "nobody asked for it");
    amina.wait_for("to confirm");
    enter(&mut amina, &trusted);
    for console in [&amina, &sofia] {
        console.wait_gone(&from);
    }
    assert_eq!(counts_from(&site, &account, &trusted).await, None);
    leave(amina);
    leave(sofia);
}

/// The number of the only order that waits, and its text, as the registry has them.
async fn waiting(site: &Site) -> (String, OrderText) {
    let orders: Page<OrderSummary> = site.api.client.list("orders", &[("filter", "state:submitted")]).await.ok();
    let [order] = orders.items.as_slice() else { panic!("{orders:?}") };
    let served = site.api.served(&order.id).await;
    (order.id.clone(), OrderText::parse(served.signed.unwrap().order.text.as_bytes()).unwrap())
}

/// The state of an account.
async fn state(site: &Site, account: &str) -> String {
    site.api.client.all_accounts().await.into_iter().find(|row| row.id == account).unwrap().state
}

/// From the form, which is open, to the registry's word that it has the order.
fn submit(console: &mut Console, rows: &[&str]) {
    for row in rows {
        console.wait_quiet(std::time::Duration::from_millis(40));
        console.type_text(row);
        press_calmly(console, "enter");
    }
    hands::read_order(console);
    hands::ask_to_sign(console);
    hands::open_key(console);
    console.wait_for("is submitted");
}

/// Scenario 8, F15, F16, F21: the initiator orders it at her own desk, from the account's page; it stands there as pending once another
/// person approved it. A frozen account is opened again the same way, and by no one person.
#[tokio::test]
async fn scenario_8_an_account_is_trusted_and_a_frozen_one_opened_by_two_persons() {
    let site = Site::open().await;
    let (account, trusted) = (site.api.account().await, site.there.accounts()[0].clone());
    let paper = Paper::of("a letter of the holder");
    let document = paper.path().to_str().unwrap();
    let seat = site.initiator();
    let mut console = seat.console();
    hands::go(&mut console, &format!("account {account}"));
    press_calmly(&mut console, "x l");
    console.wait_for("The account that is to trust it");
    submit(&mut console, &["GHA01", &trusted, document, "TICKET-4471 agreed with the holder"]);
    let (id, text) = waiting(&site).await;
    assert_eq!(counts_from(&site, &account, &trusted).await, None, "one person adds nothing");
    assert_eq!(site.api.say(LUC, Approve, (&id, &text)).await.status, 200);
    let from = time::full(counts_from(&site, &account, &trusted).await.unwrap());
    wait_trusted(&mut console, &account, (&trusted, &format!("pending, counts from {from}, in ")));

    // The account has another version since its list is longer: what is frozen is what was read.
    press_calmly(&mut console, "t");
    press_calmly(&mut console, "r");
    console.wait_gone("asking");
    press_calmly(&mut console, "F");
    console.wait_for("Freeze the account");
    enter(&mut console, "a token was lost");
    console.wait_for("to confirm");
    enter(&mut console, &account);
    console.wait_for("suspended");
    press_calmly(&mut console, "x o");
    console.wait_for("The account to be opened again");
    submit(&mut console, &[document, "TICKET-4472 the token was found"]);
    let (id, text) = waiting(&site).await;
    assert_eq!(state(&site, &account).await, "suspended", "one person opens nothing");
    assert_eq!(site.api.say(LUC, Approve, (&id, &text)).await.status, 200);
    site.api.comes_to(&id, "executed").await;
    assert_eq!(state(&site, &account).await, "open");
    leave(console);
}

/// The three words that the approver's screen gives to say.
fn drawn(console: &Console) -> Challenge {
    let text = console.screen_text();
    let words: Vec<&str> = text.split_whitespace().map(|word| word.trim_matches(['"', ','])).collect();
    let found = words.windows(3).find_map(|three| three.join(" ").parse().ok());
    found.unwrap_or_else(|| panic!("no words: {text}"))
}

/// Scenario 9, F29: the words of another order are refused, and approving waits until those of this very order were heard.
#[tokio::test]
async fn scenario_9_the_call_at_the_approvers_desk() {
    let site = Site::open().await;
    let (account, trusted) = (site.api.account().await, site.there.accounts()[0].clone());
    let (id, text) = to_trust(&site, &account, &trusted).await;
    let luc = site.approver();
    let mut console = luc.console();
    hands::begin_review(&mut console, &id);
    hands::type_again(&mut console, &[trusted]);
    console.wait_gone("asking");
    hands::pages(&mut console, |screen| screen.contains("Call the initiator first"));
    press_calmly(&mut console, "x a");
    console.wait_quiet(std::time::Duration::from_millis(40));
    assert!(!console.screen_text().contains("Why you approve it"), "{}", console.screen_text());
    press_calmly(&mut console, "c");
    console.wait_for("The four words you hear");
    let challenge = drawn(&console);
    enter(&mut console, &challenge.answer(Digest::of("another order")).to_string());
    console.wait_for("Not the words of this order");
    enter(&mut console, &challenge.answer(text.sha256()).to_string().to_uppercase());
    // The call ends with the paper, and that is on the screen before anything can be approved.
    console.wait_for("read quantity and account from the paper");
    console.wait_for("it can be approved or rejected");
    // The alarm stands until it was seen.
    console.wait_for("ALARM");
    press_calmly(&mut console, "esc");
    console.wait_gone("ALARM");
    hands::approve(&mut console, "the words agreed");
    hands::ask_to_sign(&mut console);
    hands::open_key(&mut console);
    console.wait_for("is approved by you");
    site.api.comes_to(&id, "executed").await;
    leave(console);
    let journal = luc.home().journal();
    assert!(journal.contains("the words that were heard are not those of this order (F29)"), "{journal}");
}

/// Two accounts of GHA01 whose ids differ by a swap of two neighbours.
fn twins(site: &Site) -> (String, String) {
    let accounts = site.there.accounts();
    let swapped = |id: &String| {
        let mut octets = id.clone().into_bytes();
        let last = octets.len() - 1;
        octets.swap(last - 1, last);
        String::from_utf8(octets).unwrap()
    };
    let twin = accounts.iter().find(|id| swapped(id) != **id && accounts.contains(&swapped(id)));
    let twin = twin.unwrap_or_else(|| panic!("no twins: {accounts:?}"));
    (twin.clone(), swapped(twin))
}

/// Scenario 14, T18, F16: one account is trusted, the order says its twin. Both who initiates and who reviews are told, in a theme without
/// colours too, and the checks refuse it.
#[tokio::test]
async fn scenario_14_an_account_that_looks_like_the_trusted_one() {
    let site = Site::open().await;
    let (trusted, twin) = twins(&site);
    let (id, text) = site.transfer_as(&twin, |_| ()).await;
    let account = next_in_block(&text).account;
    let (trust, trusting) = to_trust(&site, &account, &trusted).await;
    assert_eq!(site.api.say(LUC, Approve, (&trust, &trusting)).await.status, 200);
    site.api.comes_to(&trust, "executed").await;
    let policy = PolicyText::parse(site.api.policy.text.as_bytes()).unwrap();
    for colours in ["COLORTERM", "NO_COLOR"] {
        let seat = site.approver();
        let mut console = seat.sits(seat.start().variable(colours, "1").size(140, 100));
        hands::begin_review(&mut console, &id);
        hands::type_again(&mut console, &hands::own_copy(&text, &policy));
        hands::page_to(&mut console, "not on the list of trusted");
        hands::page_to(&mut console, &format!("Account {twin} is not trusted; differs by a swap from {trusted}."));
        leave(console);
    }
    let holding = next_in_block(&text);
    let paper = Paper::of("a letter");
    let seat = site.initiator();
    let mut console = seat.sits(seat.start().size(140, 100));
    hands::go(&mut console, &format!("account {}", holding.account));
    console.wait_for(&format!("Account {}", holding.account));
    console.wait_for("Its ITMOs move to these only");
    press_calmly(&mut console, "o");
    hands::fill(&mut console, &Wanted { holding: &holding, account: &twin, paper: &paper, reason: "" }, &twin);
    wait_row(&console, "NOT TRUSTED", &[&twin]);
    wait_row(&console, "LOOKS LIKE", &[&trusted, "differs by a swap"]);
    press_calmly(&mut console, "esc");
    console.wait_gone("New order");
    leave_half_written(console);
}
