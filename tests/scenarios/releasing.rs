//! A release walked at three desks: one person orders, another approves, a third releases, each by keys at a station of their own (F19).

use crate::{
    desk::{AMINA, LUC, ROSA},
    driver::Console,
    hands::{self, Paper, Wanted, enter, own_copy},
    home::press_calmly,
    initiating::movable,
    site::{Site, leave, wait_row},
    versions::{in_force, next_policy},
};
use countersign::{
    evidence::{
        order::OrderText,
        policy::PolicyText,
        sshsig::Namespace,
        statement::{StatementKind, StatementText},
    },
    wire::admin::{Page, order::OrderSummary},
};

/// Every order is released by a third person.
async fn released() -> Site {
    let mut site = Site::open().await;
    let text = next_policy(&site.api, |policy| policy.bands[0].release = true);
    in_force(&mut site.api, "policy", Namespace::Policy, &text).await;
    site
}

/// Nothing on the screen says a value that is to be typed again. A small number can stand there for another reason.
fn says_none(console: &Console, values: &[String]) {
    for value in values.iter().filter(|value| value.len() > 5) {
        assert!(!console.screen_text().contains(value.as_str()), "{value}: {}", console.screen_text());
    }
}

/// Types it again without having seen it, reads it to its end, and releases it.
fn release(releaser: &mut Console, id: &str, values: &[String]) {
    press_calmly(releaser, "v");
    releaser.wait_for(&format!("Review of order {id}"));
    releaser.wait_for("Type it again");
    says_none(releaser, values);
    hands::type_again(releaser, values);
    // The releaser too sees the checks as they come out now, and not that they can't be had.
    releaser.wait_for("could not be evaluated");
    hands::pages(releaser, |screen| screen.contains("it can be released or rejected (F19)"));
    press_calmly(releaser, "x a");
    releaser.wait_for("Why you release it");
    enter(releaser, "cooled off, nothing speaks against it");
    releaser.wait_for("This is all of it");
    hands::ask_to_sign(releaser);
    hands::open_key(releaser);
    releaser.wait_for("is released");
}

/// Scenario 1, F19, F07, F01: Amina orders, Luc approves and nothing moves; Rosa sees no value of it on list, page and review before she
/// has typed it again from her own copy, reads it to its end and releases it; then it is carried out once, at both registries.
#[tokio::test]
async fn scenario_1_f19_three_persons_at_three_desks() {
    let site = released().await;
    let account = site.there.accounts()[0].clone();
    let holding = movable(&site, &account).await;
    let paper = Paper::of("a letter of authorization");
    let (amina, luc, rosa) = (site.initiator(), site.approver(), site.seat(ROSA));
    let mut console = amina.console();
    let wanted = Wanted { holding: &holding, account: &account, paper: &paper, reason: "TICKET-4471 first delivery" };
    hands::compose(&mut console, &wanted);
    hands::ask_to_sign(&mut console);
    hands::open_key(&mut console);
    console.wait_for("is submitted");
    leave(console);
    let orders: Page<OrderSummary> = site.api.client.list("orders", &[("filter", "state:submitted")]).await.ok();
    let [order] = orders.items.as_slice() else { panic!("{orders:?}") };
    let id = order.id.clone();
    let text = OrderText::parse(site.api.served(&id).await.signed.unwrap().order.text.as_bytes()).unwrap();
    let values = own_copy(&text, &PolicyText::parse(site.api.policy.text.as_bytes()).unwrap());

    let mut releaser = rosa.orders();
    wait_row(&releaser, &id, &["submitted"]);
    says_none(&releaser, &values);

    let mut console = luc.console();
    hands::begin_review(&mut console, &id);
    hands::type_again(&mut console, &values);
    hands::read_review(&mut console);
    hands::approve(&mut console, "matches my own copy");
    hands::ask_to_sign(&mut console);
    hands::open_key(&mut console);
    console.wait_for("is approved by you");
    assert_eq!((site.api.served(&id).await.state.as_str(), site.there.state(&id)), ("approved", None), "nothing moves yet");
    press_calmly(&mut console, "esc");
    press_calmly(&mut console, "5");
    wait_row(&console, &id, &["1/1 luc-", "waits for a release (F19)"]);
    leave(console);

    wait_row(&releaser, &id, &["approved"]);
    says_none(&releaser, &values);
    press_calmly(&mut releaser, "5");
    wait_row(&releaser, &id, &["type again, release (F19)"]);
    says_none(&releaser, &values);
    hands::go(&mut releaser, &format!("order {id}"));
    releaser.wait_for("Digest (C06)");
    says_none(&releaser, &values);
    release(&mut releaser, &id, &values);
    let served = site.api.comes_to(&id, "executed").await;
    assert_eq!(site.there.wait_for(&id, &["completed", "rejected"]), "completed", "{}", site.there.troubles());
    let statements = served.signed.unwrap().statements;
    let said = statements.iter().map(|signed| StatementText::parse(signed.text.as_bytes()).unwrap());
    let said: Vec<_> = said.map(|text| (text.statement().kind, text.statement().person.to_string())).collect();
    assert_eq!(said, [(StatementKind::Approve, LUC.1.to_owned()), (StatementKind::Release, ROSA.1.to_owned())]);
    assert_eq!(text.order().initiator.as_str(), AMINA.1);
    leave(releaser);
}
