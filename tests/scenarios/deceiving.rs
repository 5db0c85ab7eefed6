//! Somebody lies: the registry shows another order than was signed, or a workstation signs another than it shows.

use crate::{
    desk::{AMINA, LUC, initiated, is_refused, stated},
    driver::Console,
    hands,
    home::press_calmly,
    site::{Seat, Site, leave},
};
use countersign::{
    domain::{AccountId, Quantity},
    evidence::{
        challenge::Challenge,
        order::{Body, OrderText},
        policy::PolicyText,
        roster::RosterText,
        signed::Signed,
        standing::{Case, Guard, State, judge},
        statement::{
            Checked, RekeyField,
            StatementKind::{Approve, Withdraw},
        },
    },
    registry::{Blind, Retyped, Review, Unfinished},
    sandbox::Disturbance,
    wire::convert::order_text,
};
use jiff::SignedDuration;

/// The same order with ITMOs that go elsewhere, in every detail as if it had been written so.
fn to_another_account(text: &OrderText) -> OrderText {
    let mut order = text.order().clone();
    let Body::Movement(movement) = &mut order.body else { panic!("it moves nothing") };
    let other: AccountId = "GHA01-100-0054".parse().unwrap();
    assert_ne!(movement.acquiring_account, other);
    movement.acquiring_account = other;
    order_text::bound(order).unwrap()
}

/// Scenario 4, T02, F05: what a lying registry shows reads well and follows from itself, but nobody signed it: it is void for whoever
/// judges it, and an approval of what was really signed does not approve it.
#[tokio::test]
async fn scenario_4_a_registry_that_shows_another_order() {
    let site = Site::open().await;
    let (id, text) = site.transfer().await;
    site.api.client.registry.disturb(Disturbance::AlteredOrders);
    let shown = site.api.served(&id).await;
    let served = shown.signed.unwrap().order;
    let lie = OrderText::parse(served.text.as_bytes()).unwrap();
    assert_eq!((lie.sha256().to_string(), order_text::act(lie.order()).unwrap()), (shown.digest, shown.order.act));
    let to = |text: &OrderText| text.as_str().lines().find(|line| line.starts_with("acquiring-account: ")).unwrap().to_owned();
    assert_ne!(to(&lie), to(&text), "nothing about it betrays the lie but the signatures");
    let (roster, policy) = (
        RosterText::parse(site.api.roster.text.as_bytes()).unwrap(),
        PolicyText::parse(site.api.policy.text.as_bytes()).unwrap(),
    );
    let guard = Guard { roster: &roster, policy: &policy, earlier: &[] };
    let now = site.api.now().await;
    let honest = stated(LUC, &site.api.statement(LUC, Approve, &text).await);
    let approval = Signed::statement(&honest.text, &honest.signature, &honest.station_signature).unwrap();
    let state = |shown: &OrderText| {
        let order = Signed::order(shown.as_str(), &served.signature, &served.station_signature).unwrap();
        judge(&Case { order: &order, statements: std::slice::from_ref(&approval), guard, superseded: false }, now).state
    };
    let State::Void(objection) = state(&lie) else { panic!("it is void") };
    assert_eq!(objection.rule(), "F05");
    assert_eq!(state(&text), State::Approved, "what was signed stands");
    let seen = site.api.statement(LUC, Approve, &lie).await;
    is_refused(&site.api.state(LUC, &id, &stated(LUC, &seen)).await, "F05", "who believes the lie approves nothing");
    site.api.client.registry.calm();
    assert_eq!(OrderText::parse(site.api.served(&id).await.signed.unwrap().order.text.as_bytes()).unwrap(), text);
}

/// Scenario 5, F07, F08: the station signed ten times what it showed. Typed again from paper it does not match: nothing says what or
/// where, the text stays hidden, after three tries there is no review to end, and without the field the registry takes no approval.
#[tokio::test]
async fn scenario_5_a_workstation_that_signs_another_amount() {
    let site = Site::open().await;
    let (id, text) = site.transfer().await;
    let Body::Movement(movement) = &text.order().body else { panic!("it moves nothing") };
    let signed: Quantity = movement.units.quantity();
    let meant = format!("{}0", signed.count());
    let account = movement.acquiring_account.to_string();
    let asked = [("quantity".to_owned(), signed.count().to_string()), ("acquiring-account".to_owned(), account.clone())];
    let asked = Blind::new(asked);
    let now = site.api.now().await;
    let mut review = Review::of_order(text.clone(), asked, SignedDuration::from_secs(1));
    assert_eq!([(); 3].map(|()| review.type_again(&meant)), [Retyped::Differs(2), Retyped::Differs(1), Retyped::Failed]);
    assert_eq!(review.type_again(&signed.count().to_string()), Retyped::Failed, "too late");
    review.show(0..text.as_str().lines().count(), now);
    assert!(review.text().is_none() && !format!("{:?}", review.blind()).contains(&account), "nothing that is asked for is told");
    let later = now + SignedDuration::from_hours(1);
    assert_eq!(review.finish(later).unwrap_err().1, Unfinished::Mismatched);
    let mut statement = site.api.statement(LUC, Approve, &text).await;
    let others = RekeyField::ALL.iter().map(|(field, _)| *field).filter(|field| *field != RekeyField::Quantity);
    statement.checked = Checked { rekeyed: others.collect(), own_copy: true };
    is_refused(&site.api.state(LUC, &id, &stated(LUC, &statement)).await, "F07", "the quantity was not typed again");
    assert_eq!(site.api.served(&id).await.state, "submitted");
}

/// Scenario 5, F07, F08, F15, at Luc's desk: what he types from the letter does not match, three times. The screen says that it does not and
/// nothing of what would, the review is over and stays so, the journal has the alarm; and he alone stops the order. Then both values, his and
/// the signed one, are in the journal; before that his is not.
#[tokio::test]
async fn scenario_5_the_letter_says_another_amount() {
    let site = Site::open().await;
    let Mistyped { id, text, signed, luc, mut console } = mistyped(&site).await;
    hands::begin_review(&mut console, &id);
    console.wait_for("can be reviewed here again from");
    press_calmly(&mut console, "x a");
    console.wait_for("(F08)");
    let meant = format!("{signed}0");
    let journal = luc.home().journal();
    assert!(!journal.contains("the text says"), "who reads the journal may still have to type it: {journal}");
    hands::go(&mut console, &format!("order {id}"));
    press_calmly(&mut console, "x t");
    console.wait_for("Why you stop it");
    hands::enter(&mut console, "the letter says another amount");
    hands::pages(&mut console, |screen| screen.contains("This is all of it"));
    hands::ask_to_sign(&mut console);
    hands::open_key(&mut console);
    console.wait_for("is stopped");
    site.api.comes_to(&id, "stopped").await;
    leave(console);
    let journal = luc.home().journal();
    assert!(journal.contains("did not match three times") && journal.contains("ALARM") && journal.contains("(F08)"), "{journal}");
    // Decided, so that nobody types it again: what was typed, three times, and what was signed.
    let both = format!("typed \\\"{meant}\\\", the text says \\\"{signed}\\\"");
    let line = journal.lines().find(|line| line.contains(&both)).unwrap_or_else(|| panic!("{both}: {journal}"));
    assert!(line.matches(&both).count() == 3 && line.contains(&text.sha256().to_string()), "{line}");
    assert_eq!(site.there.state(&id), None, "nothing was proposed");
}

/// A review that is over: the order, how many ITMOs it is signed about, and the desk where ten times as many were typed.
struct Mistyped {
    id: String,
    text: OrderText,
    signed: String,
    luc: Seat,
    console: Console,
}

/// Luc types what the letter says, and puts the alarm away.
async fn mistyped(site: &Site) -> Mistyped {
    let (id, text) = site.transfer().await;
    let Body::Movement(movement) = &text.order().body else { panic!("it moves nothing") };
    let (signed, account) = (movement.units.quantity().count().to_string(), movement.acquiring_account.to_string());
    let luc = site.approver();
    let mut console = luc.console();
    type_wrongly(&mut console, &id, (&signed, &account));
    press_calmly(&mut console, "esc");
    console.wait_gone("ALARM");
    Mistyped { id, text, signed, luc, console }
}

/// Types ten times the quantity, three times; nothing of the order is shown for it.
fn type_wrongly(console: &mut Console, id: &str, (signed, account): (&str, &str)) {
    hands::begin_review(console, id);
    console.wait_for("Type it again");
    for said in ["With 2 mismatches more", "With one mismatch more", "did not match too often"] {
        hands::enter(console, &format!("{signed}0"));
        console.wait_for(said);
        let screen = console.screen_text();
        assert!(!screen.contains(account) && !screen.contains("quantity:"), "{screen}");
    }
}

/// Scenario 5, F07, F08: Amina ends the order. Both values are in Luc's journal when his console has read so, and not before.
#[tokio::test]
async fn scenario_5_another_person_ends_the_order() {
    let site = Site::open().await;
    let Mistyped { id, text, signed, luc, mut console } = mistyped(&site).await;
    let journal = luc.home().journal();
    assert!(!journal.contains("the text says"), "who reads the journal may still have to type it: {journal}");
    let taken_back = site.api.statement(AMINA, Withdraw, &text).await;
    let answer = site.api.state(AMINA, &id, &stated(AMINA, &taken_back)).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    hands::go(&mut console, &format!("order {id}"));
    console.wait_for("withdrawn");
    leave(console);
    let journal = luc.home().journal();
    let both = format!("typed \\\"{signed}0\\\", the text says \\\"{signed}\\\"");
    let lines: Vec<&str> = journal.lines().filter(|line| line.contains(&both)).collect();
    assert!(lines.len() == 1 && lines[0].contains(&text.sha256().to_string()), "{both}: {journal}");
}

/// Scenario 9, F29: three words read over the telephone give the same four at both ends exactly when both hold the same order.
#[tokio::test]
async fn scenario_9_the_phone_call() {
    let site = Site::open().await;
    let (id, text) = site.transfer().await;
    let there = OrderText::parse(site.api.served(&id).await.signed.unwrap().order.text.as_bytes()).unwrap();
    let lie = to_another_account(&text);
    for drawn in [[0, 1, 2], [7, 7, 7], [255, 128, 3]] {
        let challenge = Challenge::drawn(drawn);
        let heard: Challenge = challenge.to_string().to_uppercase().parse().unwrap();
        assert_eq!(challenge.answer(text.sha256()), heard.answer(there.sha256()));
        assert_ne!(challenge.answer(text.sha256()), heard.answer(lie.sha256()));
        assert_eq!(challenge.answer(text.sha256()).to_string().split(' ').count(), 4);
    }
    let again = site.api.submit(AMINA, &initiated(AMINA, &lie)).await;
    assert_eq!(again.status, 409, "and the other order can't take its place: {}", again.body);
}
