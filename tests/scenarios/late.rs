//! Time goes by while consoles are open: an order is corrected while it cools, ends in the approver's hand, or waits over a weekend.

use crate::{
    book::Holding,
    desk::{AMINA, ESI, INES, LUC, initiated},
    driver::Console,
    hands::{self, Paper, Wanted},
    home::press_calmly,
    initiating::movable,
    site::{Seat, Site, leave, wait_row},
    times::{next, wind_to},
    versions::{in_force, next_policy, next_roster},
};
use countersign::{
    domain::Environment,
    evidence::{
        lines::Prose,
        moment::Moment,
        order::{Body, OrderText},
        policy::PolicyText,
        revocation::Revocation,
        sshsig::{Namespace, SshSignature},
        statement::StatementKind::{Approve, Stop},
    },
    sandbox::practice_person_key,
    wire::{
        admin::{Page, Receipt, order::OrderSummary},
        ledger::Span,
    },
};
use jiff::{SignedDuration, Timestamp, ToSpan, civil::Weekday};

/// Scenario 6, F12: Amina corrects an order that was approved and cools. At Luc's desk the old one can't be reviewed any more, and the
/// new one has no approval.
#[tokio::test]
async fn scenario_6_corrected_at_the_initiators_desk() {
    let mut site = Site::open().await;
    let text = next_policy(&site.api, |policy| policy.bands[0].cooling_off = "1h".parse().unwrap());
    in_force(&mut site.api, "policy", Namespace::Policy, &text).await;
    let account = site.there.accounts()[0].clone();
    let (old, text) = site.transfer().await;
    assert_eq!(site.api.say(LUC, Approve, (&old, &text)).await.status, 200);
    let amina = site.initiator();
    let mut console = amina.sits(amina.start().size(140, 100));
    hands::go(&mut console, &format!("order {old}"));
    console.wait_for("approved");
    press_calmly(&mut console, "x c");
    let holding = next_in_block(&text);
    let paper = Paper::of("a corrected letter");
    let wanted = Wanted { holding: &holding, account: &account, paper: &paper, reason: "the vintage was wrong" };
    hands::fill(&mut console, &wanted, &account);
    console.wait_for("Effect (F10)");
    hands::enter(&mut console, wanted.reason);
    hands::read_order(&mut console);
    hands::ask_to_sign(&mut console);
    hands::open_key(&mut console);
    console.wait_for("is submitted");
    leave(console);
    let page: Page<OrderSummary> = site.api.client.list("orders", &[("filter", "state:submitted")]).await.ok();
    let [new] = page.items.as_slice() else { panic!("{page:?}") };
    let review = site.api.served(&new.id).await.signed.unwrap().review;
    assert_eq!((review.approvals.len(), review.needed), (0, 1), "the approval of the old order is none of the new one");
    let mut luc = site.approver().orders();
    wait_row(&luc, &old, &["superseded"]);
    wait_row(&luc, &new.id, &["submitted"]);
    hands::begin_review(&mut luc, &old);
    luc.wait_for("took the place of this one (F12)");
    leave(luc);
}

/// As many ITMOs of the same block, right behind those of an order.
pub fn next_in_block(order: &OrderText) -> Holding {
    let Body::Movement(moved) = &order.order().body else { panic!("a transfer") };
    let [run] = moved.units.runs() else { panic!("{:?}", moved.units) };
    let (first, last) = (run.range.first().number(), run.range.last().number());
    let id = |serial: u64| run.first_id().to_string().replace(&format!("-{first}-"), &format!("-{serial}-"));
    let count = last - first + 1;
    let span = Span { first: id(first + count), last: id(last + count) };
    let account = moved.transferring_account.to_string();
    Holding { account, span, quantity: count, series: Default::default(), first: 0, last: 0 }
}

/// Scenario 6, F15, F26: Luc has approved one of two; then his key is ended. At both desks his approval is struck through with the
/// reason, and 0 of 2 count.
#[tokio::test]
async fn scenario_6_an_approval_that_counts_no_more_is_struck_through() {
    let mut site = Site::open().await;
    let two = next_policy(&site.api, |policy| policy.bands[0].approvals = 2.try_into().unwrap());
    in_force(&mut site.api, "policy", Namespace::Policy, &two).await;
    let (id, text) = site.transfer().await;
    assert_eq!(site.api.say(LUC, Approve, (&id, &text)).await.status, 200);
    let consoles = two_desks(&site, &id);
    let revoked = end_key(&site, LUC.1).await;
    let _: Receipt = site.api.post(INES, "revocations", &revoked).await.ok();
    is_struck_through(&site, &id, consoles, "(F15)");
}

/// The page of an order that Luc approved, at the initiator's desk and at another approver's.
fn two_desks(site: &Site, id: &str) -> [Console; 2] {
    [site.initiator(), site.seat(ESI)].map(|seat| {
        let mut console = seat.sits(seat.start().size(140, 100));
        hands::go(&mut console, &format!("order {id}"));
        console.wait_for("1 of 2: luc-bernasconi");
        console
    })
}

/// At both desks his approval counts no more, with the word and the reason beside it, and the quorum is short.
fn is_struck_through(site: &Site, id: &str, consoles: [Console; 2], why: &str) {
    for mut console in consoles {
        press_calmly(&mut console, "r");
        console.wait_for("0 of 2");
        console.wait_for("Does not count");
        console.wait_for(why);
        leave(console);
    }
    let amina = site.initiator().orders();
    wait_row(&amina, id, &["submitted", "0/2"]);
    leave(amina);
}

/// Scenario 6, F26, F18: Luc has approved one of two; then two officers take him out of the roster. His approval is struck through at both
/// desks with the reason, 0 of 2 count, and what Esi approves then is one of two.
#[tokio::test]
async fn scenario_6_the_approval_of_a_removed_person_is_struck_through() {
    let mut site = Site::open().await;
    let two = next_policy(&site.api, |policy| policy.bands[0].approvals = 2.try_into().unwrap());
    in_force(&mut site.api, "policy", Namespace::Policy, &two).await;
    let (id, text) = site.transfer().await;
    assert_eq!(site.api.say(LUC, Approve, (&id, &text)).await.status, 200);
    let consoles = two_desks(&site, &id);
    let without = next_roster(&site.api, |roster| {
        let luc = LUC.1.parse().unwrap();
        roster.persons.retain(|row| row.id != luc);
        roster.keys.retain(|row| row.person != luc);
        roster.logins.retain(|row| row.person != luc);
    });
    in_force(&mut site.api, "roster", Namespace::Roster, &without).await;
    is_struck_through(&site, &id, consoles, "luc-bernasconi is not in the roster (F02)");
    assert_eq!(site.api.say(ESI, Approve, (&id, &text)).await.status, 200);
    let served = site.api.served(&id).await;
    assert_eq!((served.state.as_str(), served.signed.unwrap().review.approvals.len()), ("submitted", 1), "the quorum is short");
    assert_eq!(site.there.state(&id), None, "nothing was proposed");
}

/// A person's key, as Ines ends it now.
async fn end_key(site: &Site, person: &str) -> serde_json::Value {
    let revocation = Revocation {
        registry: "CHE01".parse().unwrap(),
        environment: Environment::Practice,
        of: format!("person:{person}").parse().unwrap(),
        key: practice_person_key(person).public(),
        person: INES.1.parse().unwrap(),
        reason: Prose::new("the token was lost").unwrap(),
        made: Moment::of(site.api.now().await),
    };
    let text = revocation.write().unwrap();
    let signature = SshSignature::sign(&practice_person_key(INES.1), Namespace::Revoke, text.as_str().as_bytes());
    serde_json::json!({ "text": text.as_str(), "signature": signature.armored() })
}

/// Scenario 10, F28, by keys: on a day that is not worked, Amina orders at her desk and Luc approves at his. Nothing is carried out; both
/// desks say from when on, and Amina alone stops it.
#[tokio::test]
async fn scenario_10_two_desks_agree_on_a_day_off_by_keys() {
    let mut site = Site::open().await;
    let zone = jiff::tz::TimeZone::get("Europe/Zurich").unwrap();
    let today = site.api.now().await.to_zoned(zone).date();
    let free = [0, 1].map(|days| today.checked_add(days.days()).unwrap());
    let text = next_policy(&site.api, |policy| {
        policy.window = Some("10:00-16:00".parse().unwrap());
        policy.calendar.holidays.extend(free);
    });
    in_force(&mut site.api, "policy", Namespace::Policy, &text).await;
    let policy = PolicyText::parse(site.api.policy.text.as_bytes()).unwrap();
    let account = site.there.accounts()[0].clone();
    let (holding, paper) = (movable(&site, &account).await, Paper::of("an urgent letter"));
    let amina = site.initiator();
    let mut hers = amina.sits(amina.start().size(140, 100));
    let reason = "urgent, the buyer says";
    hands::compose(&mut hers, &Wanted { holding: &holding, account: &account, paper: &paper, reason });
    hands::ask_to_sign(&mut hers);
    hands::open_key(&mut hers);
    hers.wait_for("is submitted and waits for other persons");
    let page: Page<OrderSummary> = site.api.client.list("orders", &[("filter", "state:submitted")]).await.ok();
    let [order] = page.items.as_slice() else { panic!("{page:?}") };
    let signed = site.api.served(&order.id).await.signed.unwrap();
    let text = OrderText::parse(signed.order.text.as_bytes()).unwrap();
    let luc = site.approver();
    let mut his = luc.sits(luc.start().size(140, 100));
    hands::begin_review(&mut his, &order.id);
    hands::type_again(&mut his, &hands::own_copy(&text, &policy));
    if policy.policy().requirements_of(text.order()).own_copy {
        press_calmly(&mut his, "o");
        his.wait_for("Path of your own copy");
        hands::enter(&mut his, paper.path().to_str().unwrap());
        his.wait_for("has the digest that the order names");
    }
    hands::read_review(&mut his);
    hands::approve(&mut his, "as in the letter");
    hands::ask_to_sign(&mut his);
    hands::open_key(&mut his);
    his.wait_for("is approved by you");
    for console in [&mut hers, &mut his] {
        hands::go(console, &format!("order {}", order.id));
        console.wait_for("waits for the hours of execution, from");
        console.wait_for("(F28)");
    }
    press_calmly(&mut hers, "x t");
    hers.wait_for("Why you stop it");
    hands::enter(&mut hers, "it was no emergency");
    hands::pages(&mut hers, |screen| screen.contains("This is all of it"));
    hands::ask_to_sign(&mut hers);
    hands::open_key(&mut hers);
    hers.wait_for("is stopped");
    site.api.comes_to(&order.id, "stopped").await;
    assert_eq!(site.there.state(&order.id), None, "nothing was proposed");
    leave(hers);
    leave(his);
}

/// Scenario 7, F13: the order ends while Luc has it open. Nothing is signed then, and nothing prolongs it.
#[tokio::test]
async fn scenario_7_it_ends_at_the_approvers_desk() {
    let site = Site::open().await;
    let policy = PolicyText::parse(site.api.policy.text.as_bytes()).unwrap();
    let seat = site.approver();
    let mut luc = seat.sits(seat.start().size(140, 100));
    let ends = Timestamp::now() + SignedDuration::from_secs(6);
    let (id, text) = site.transfer_as(&site.there.accounts()[0], |order| order.not_after = Moment::of(ends)).await;
    hands::begin_review(&mut luc, &id);
    hands::type_again(&mut luc, &hands::own_copy(&text, &policy));
    luc.wait_for("The order expired at");
    for keys in ["x a", "x s"] {
        press_calmly(&mut luc, keys);
        // How long ago is told when the key is pressed; what is offered is a fresh order, and nothing that prolongs this one.
        let offered = format!(" s ago; nothing was signed. Ask {} for a fresh order (F13).", text.order().initiator);
        luc.wait_until(&offered, |screen| {
            let text = screen.contents();
            let told = text.split_once(&offered).and_then(|(before, _)| before.rsplit_once("The order expired "));
            told.is_some_and(|(_, seconds)| seconds.parse::<u32>().is_ok_and(|seconds| seconds < 60))
        });
        for offered in ["extend", "prolong it", "renew"] {
            assert!(!luc.screen_text().to_lowercase().contains(offered), "{offered}\n{}", luc.screen_text());
        }
    }
    leave(luc);
    assert_eq!(site.api.served(&id).await.signed.unwrap().statements.len(), 0);
    assert!(!seat.home().journal().contains("\"intent\""), "nothing was begun");
}

/// Scenario 10, F28: both desks see what two persons agreed on at night wait for Monday, and what one person stopped end.
#[tokio::test]
async fn scenario_10_two_desks_at_the_weekend() {
    let mut site = Site::open().await;
    let text = next_policy(&site.api, |policy| policy.window = Some("10:00-16:00".parse().unwrap()));
    in_force(&mut site.api, "policy", Namespace::Policy, &text).await;
    let saturday = next(site.api.now().await, Weekday::Saturday, 3, 0);
    wind_to(&mut site.api, saturday).await;
    let consoles = [site.initiator(), site.approver()].map(|seat: Seat| (seat.orders(), seat));
    let mut orders = Vec::new();
    for _ in 0..2 {
        let mut order = site.api.order(AMINA).await;
        order.not_after = Moment::of(order.not_before.timestamp() + SignedDuration::from_hours(72));
        let text = order.write().unwrap();
        let receipt: Receipt = site.api.submit(AMINA, &initiated(AMINA, &text)).await.ok();
        assert_eq!(site.api.say(LUC, Approve, (&receipt.subject, &text)).await.status, 200);
        orders.push((receipt.subject, text));
    }
    for (console, _) in &consoles {
        orders.iter().for_each(|(id, _)| wait_row(console, id, &["approved"]));
    }
    let [(waits, _), (ended, text)] = &orders[..] else { panic!("two orders") };
    assert_eq!(site.api.say(LUC, Stop, (ended, text)).await.status, 200);
    for (console, _) in consoles {
        wait_row(&console, ended, &["stopped"]);
        wait_row(&console, waits, &["approved"]);
        leave(console);
    }
}
