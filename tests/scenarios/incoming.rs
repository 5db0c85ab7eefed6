//! What GHA01 proposes to CHE01: two persons over there signed it, and two persons here accept it, each at a desk of their own. What is
//! forged on the way is shown as forged, and nobody can begin to accept it.

use crate::{
    book::Holding,
    desk::{AMINA, LUC, initiated},
    hands::{self, Paper, approve, ask_to_sign, begin_review, go, open_key, read_order, read_review, type_again},
    home::press_calmly,
    movement,
    site::{Site, leave, wait_row},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use countersign::{
    evidence::{
        http_signature::{self as http, Fields, Nonce, Params},
        order::{Body, Destination, Order, OrderText},
        statement::StatementKind::Approve,
    },
    sandbox::{Disturbance, Level, desk::practice_key},
    wire::{
        admin::{
            Page, Receipt,
            message::{Message as Kept, Messages},
            order::OrderSummary,
        },
        comm::{Message, Says},
        convert::order_text,
    },
};
use jiff::Timestamp;
use reqwest::Client;
use std::time::Duration;

/// A transfer that Amina and Luc of GHA01 have signed, and that GHA01 proposes to CHE01; its number, what moves, and the account it goes to.
async fn proposed(site: &Site) -> (String, Holding, String) {
    let account = site.here.accounts()[0].clone();
    for holding in site.there.holdings() {
        let (order, facts) = movement::transfer(&site.over_there, &holding, &account).await;
        let here_to_there = movement::text(&site.over_there, &order, facts).await;
        let text = order_text::bound(there_to_here(here_to_there.order().clone())).unwrap();
        let answer = site.over_there.submit(AMINA, &initiated(AMINA, &text)).await;
        if answer.status != 200 {
            continue;
        }
        let id = answer.ok::<Receipt>().subject;
        assert_eq!(site.over_there.say(LUC, Approve, (&id, &text)).await.status, 200);
        return (id, holding, account);
    }
    panic!("nothing can be transferred");
}

/// The same order, given at GHA01 and to CHE01.
fn there_to_here(mut order: Order) -> Order {
    order.registry = "GHA01".parse().unwrap();
    let Body::Movement(moved) = &mut order.body else { panic!("a transfer") };
    moved.acquiring_party = "CHE".parse().unwrap();
    moved.to = match moved.to {
        Destination::FirstTransfer(_) => Destination::FirstTransfer("CHE01".parse().unwrap()),
        _ => Destination::Transfer("CHE01".parse().unwrap()),
    };
    order
}

/// The order that waits for a second person here, with its text.
async fn waiting(site: &Site) -> (String, OrderText) {
    let orders: Page<OrderSummary> = site.api.client.list("orders", &[("filter", "state:submitted")]).await.ok();
    let [order] = orders.items.as_slice() else { panic!("{orders:?}") };
    let served = site.api.served(&order.id).await;
    (order.id.clone(), OrderText::parse(served.signed.unwrap().order.text.as_bytes()).unwrap())
}

/// The order names the transfer, how many ITMOs it is about, the proposal that was read, the paper it rests on, and who gives it and why.
fn says_what_was_wanted(text: &OrderText, id: &str, quantity: u64, proposal: &str) {
    let Body::Act(act) = &text.order().body else { panic!("{text:?}") };
    let leaves: Vec<String> = act.leaves.iter().map(ToString::to_string).collect();
    assert_eq!(
        (act.kind.word(), leaves),
        (
            "accept-transfer",
            vec![format!("transfer = \"{id}\""), format!("quantity = \"{quantity}\""), format!("proposal = \"{proposal}\"")]
        )
    );
    assert_eq!(text.order().source().map(|source| source.name()), Some("LOA-2026-118.pdf"));
    assert_eq!((text.order().initiator.as_str(), text.order().reason.as_str()), (AMINA.1, "TICKET-5120 expected delivery"));
}

/// T03, F01, F07, F09, F20, F21: the evidence of GHA01 is judged at the desk, Amina orders the acceptance by keys, Luc types quantity,
/// accounts, serials and number again from his paper and approves it, and both registries complete it.
#[tokio::test]
async fn t03_f01_an_incoming_proposal_is_accepted_at_two_desks() {
    let site = Site::at(Level::A3, false).await;
    let (id, holding, account) = proposed(&site).await;
    site.here.wait_for(&id, &["received"]);
    let amina = site.initiator();
    let mut console = amina.console();
    go(&mut console, &format!("transfer {id}"));
    press_calmly(&mut console, "v");
    console.wait_for("OK: 2 persons of GHA01 signed exactly what is proposed");
    console.wait_for("(amina-kessie)");
    console.wait_for("(luc-bernasconi)");
    press_calmly(&mut console, "x y");
    console.wait_for(&format!("Accept transfer {id}"));
    console.wait_for("OK: 2 persons of GHA01");
    let paper = Paper::of("what was agreed with GHA01");
    console.wait_quiet(Duration::from_millis(60));
    console.type_text(paper.path().to_str().unwrap());
    press_calmly(&mut console, "tab");
    hands::enter(&mut console, "TICKET-5120 expected delivery");
    read_order(&mut console);
    ask_to_sign(&mut console);
    open_key(&mut console);
    console.wait_for("is submitted");

    let (order, text) = waiting(&site).await;
    says_what_was_wanted(&text, &id, holding.quantity, &site.here.proposal_of(&id));

    let luc = site.approver();
    let mut second = luc.console();
    press_calmly(&mut second, "5");
    wait_row(&second, &order, &["accept transfer"]);
    begin_review(&mut second, &order);
    second.wait_for("Type it again");
    let serials = format!("{}-{}", holding.first, holding.last);
    for hidden in [&holding.account, &account, &serials] {
        assert!(!second.screen_text().contains(hidden.as_str()), "{hidden}: {}", second.screen_text());
    }
    type_again(&mut second, &[holding.quantity.to_string(), holding.account.clone(), account.clone(), serials, id.clone()]);
    second.wait_for("OK: 2 persons of GHA01");
    read_review(&mut second);
    approve(&mut second, "matches my own copy");
    ask_to_sign(&mut second);
    open_key(&mut second);
    second.wait_for("is approved by you");

    assert_eq!(site.here.wait_for(&id, &["completed", "terminated", "cancelled"]), "completed", "{}", site.here.troubles());
    site.there.wait_for(&id, &["completed"]);
    assert_eq!(site.here.places_of(&holding), [format!("account {account}")]);
    for mut console in [console, second] {
        go(&mut console, &format!("transfer {id}"));
        console.wait_for("completed");
        leave(console);
    }
}

/// The proposal as GHA01 wrote it and never sent, with the reason in the signed order changed afterwards.
async fn forged(site: &Site, id: &str) -> Message {
    let kept: Messages = site.over_there.client.get(&format!("transfers/{id}/messages")).await.ok();
    let proposal = kept.items.iter().find(|message| message.kind == "proposal").unwrap();
    let kept: Kept = site.over_there.client.get(&format!("messages/{}", proposal.id)).await.ok();
    let mut message: Message = serde_json::from_slice(&STANDARD.decode(kept.octets).unwrap()).unwrap();
    let Says::Proposal(proposal) = &mut message.says else { panic!("no proposal") };
    let text = &mut proposal.evidence.as_mut().unwrap().order.text;
    let lie = text.replace("reason: agreed delivery", "reason: agreed, and more of it");
    assert_ne!(*text, lie);
    *text = lie;
    message
}

/// GHA01 signs whatever it likes with its own good key, and sends it.
async fn sent(site: &Site, message: &Message) {
    let path = format!("/comm/v1/transfers/{}/messages", message.transfer);
    let body = serde_json::to_vec(message).unwrap();
    let header = [("registry-from", "GHA01"), ("registry-to", "CHE01"), ("registry-environment", "practice")];
    let mut fields: Fields = header.into_iter().chain([("content-type", "application/json")]).collect();
    let (key_id, secret) = practice_key("GHA01".parse().unwrap(), 1);
    let params = Params { created: Timestamp::now(), nonce: Nonce::from_octets(&[7; 16]), key_id };
    let plain = http::Request { method: "POST", path: &path, query: None, fields: &fields, body: &body };
    let signed = http::sign_request(&plain, &params, &secret).unwrap();
    for (name, value) in signed.fields() {
        fields.push(name, value);
    }
    let client = Client::builder().no_proxy().build().unwrap();
    let mut request = client.post(format!("{}{path}", site.api.client.registry.url()));
    for (name, value) in fields.iter() {
        request = request.header(name, value);
    }
    let answer = request.body(body).send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 200, "{}", answer.text().await.unwrap());
}

/// T03, F05: CHE01 does not verify what counterparts send, so a forged order waits for people. The desk judges it by the roster that is
/// pinned: it says that the signatures are not over this text, the key that accepts does nothing, and one person rejects it (F15).
#[tokio::test]
async fn t03_f05_forged_evidence_is_shown_and_nothing_is_accepted_on_it() {
    let site = Site::at(Level::A2, false).await;
    site.over_there.client.registry.disturb(Disturbance::QueueStopped);
    let (id, _, _) = proposed(&site).await;
    let message = forged(&site, &id).await;
    sent(&site, &message).await;
    site.here.wait_for(&id, &["received"]);
    let amina = site.initiator();
    let mut console = amina.console();
    go(&mut console, &format!("transfer {id}"));
    console.wait_for("evidence does not hold");
    press_calmly(&mut console, "esc");
    press_calmly(&mut console, "v");
    console.wait_for("ALARM");
    console.wait_for("(F05)");
    press_calmly(&mut console, "x y");
    console.wait_for("The counterpart's evidence does not hold");
    assert!(console.screen_text().contains(&format!("Transfer {id}")), "no form was begun: {}", console.screen_text());
    let orders: Page<OrderSummary> = site.api.client.list("orders", &[("filter", "state:submitted")]).await.ok();
    assert!(orders.items.is_empty(), "{orders:?}");
    press_calmly(&mut console, "esc");
    console.wait_gone("The counterpart's evidence does not hold");
    for key in ["x", "r"] {
        press_calmly(&mut console, key);
    }
    console.wait_for("Reject");
    hands::enter(&mut console, "their evidence is forged");
    console.wait_for("Type");
    hands::enter(&mut console, &id);
    assert_eq!(site.here.wait_for(&id, &["rejected", "accepted"]), "rejected");
    console.wait_for("is rejected");
    press_calmly(&mut console, "esc");
    leave(console);
}
