//! A discrepancy from the board to its end, at two desks: one person takes the case and proposes how it is resolved, another types values
//! again, reads and confirms; the book is made again from its ledger, and the next run passes.
//! The runs are begun over the API, as the registry's own schedule would.

use crate::{
    desk::{command, press_calmly, quit},
    driver::Console,
    pair::Pair,
    signing::{desk, sign_with_key},
};
use countersign::{
    domain::{case::ResolutionKind, reconcile::Code},
    sandbox::PRACTICE_PASSPHRASE,
};
use serde_json::{Value, json};
use std::time::Duration;

/// Begins a run with the counterpart and waits for its end: its state, and the codes it found.
async fn run(url: &str) -> (String, Vec<String>) {
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let ask = async |method: reqwest::Method, path: &str, token: &str, body: Option<Value>| -> Value {
        let mut request = http.request(method, format!("{url}/admin/v1/{path}")).bearer_auth(token);
        request = request.header("idempotency-key", uuid::Uuid::now_v7().to_string());
        if let Some(body) = body {
            request = request.header("content-type", "application/json").body(body.to_string());
        }
        serde_json::from_str(&request.send().await.unwrap().text().await.unwrap()).unwrap()
    };
    let post = reqwest::Method::POST;
    let session = ask(post.clone(), "session", "", Some(json!({ "operator": "amina.k", "secret": PRACTICE_PASSPHRASE }))).await;
    let token = session["token"].as_str().unwrap().to_owned();
    let begun = ask(post, "reconciliations", &token, Some(json!({ "peer": "GHA01", "reason": "daily" }))).await;
    let path = format!("reconciliations/{}", begun["subject"].as_str().unwrap());
    for _ in 0..3_000 {
        let found = ask(reqwest::Method::GET, &path, &token, None).await;
        if found["summary"]["ended"].is_string() {
            let codes = found["found"].as_array().unwrap().iter().map(|found| found["code"].as_str().unwrap().to_owned());
            return (found["summary"]["state"].as_str().unwrap().to_owned(), codes.collect());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("the run never ends");
}

fn run_now(url: &str) -> (String, Vec<String>) {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(run(url))
}

/// Types an answer and sends it.
pub fn typed(console: &mut Console, text: &str) {
    console.type_text(text);
    console.keys("enter");
}

/// Opens the worst case of the board, which is of this kind.
fn open_case(console: &mut Console, kind: &str) {
    press_calmly(console, "6");
    console.wait_for("CHE01-CASE-0");
    console.wait_for(kind);
    press_calmly(console, "enter");
    console.wait_for("What was found");
    console.wait_for(kind);
}

/// Reads to the end and signs; what is said then, or how the case stands.
fn sign(console: &mut Console, said: &str, state: &str) {
    sign_with_key(console);
    // What was said is gone after a while; the page says it on.
    console.wait_until(said, |screen| {
        let text = crate::driver::text(screen);
        text.contains(said)
            || text.contains("What you signed was sent")
            || text.lines().any(|line| line.contains("State ") && line.contains(state))
    });
}

/// Takes the case that is shown and proposes that the book is made again from its ledger.
pub fn propose_here(console: &mut Console, code: Code, why: &str) {
    press_calmly(console, "x");
    press_calmly(console, "o");
    console.wait_for("Take the case");
    typed(console, "it is for us");
    press_calmly(console, "y");
    console.wait_for("taken by amina-kessie");
    press_calmly(console, "v");
    console.wait_for("restored-from-ledger");
    let kinds = ResolutionKind::of(code);
    let number = kinds.iter().position(|kind| *kind == ResolutionKind::Restored).unwrap() + 1;
    typed(console, &number.to_string());
    for asked in ["Path of a document", "Orders that correct it"] {
        console.wait_for(asked);
        press_calmly(console, "enter");
    }
    console.wait_for("Why");
    typed(console, why);
    console.wait_for("What you are about to sign, exactly");
    sign(console, "waits for 1 person more", "proposed");
}

/// Types again how many ITMOs it is about, reads the resolution, and confirms it.
pub fn confirm(console: &mut Console, kind: &str) {
    open_case(console, kind);
    // What was proposed is verified by roster and policy first, and on a busy machine they come later than the case.
    console.wait_for("Proposed by");
    press_calmly(console, "v");
    console.wait_for("Type it again");
    typed(console, "12000");
    console.wait_for("exactly as it was signed");
    loop {
        press_calmly(console, "pagedown");
        press_calmly(console, "x");
        press_calmly(console, "a");
        console.wait_until("an answer", |screen| {
            let text = crate::driver::text(screen);
            text.contains("that takes") || text.contains("Why you confirm it")
        });
        if console.screen_text().contains("Why you confirm it") {
            break;
        }
        press_calmly(console, "esc");
    }
    typed(console, "the order of the transfer says so");
    console.wait_for("What you are about to sign, exactly");
    sign(console, "is agreed", "agreed");
}

/// Scenario 23.
#[test]
fn one_proposes_at_their_desk_another_confirms_at_theirs_and_the_next_run_passes() {
    let pair = Pair::serve(&["D10"]);
    assert_eq!(run_now(&pair.swiss), ("differs".to_owned(), vec!["D10".to_owned()]));
    let amina = desk(&pair, "amina.k", "amina-kessie", "ONL-1");
    let luc = desk(&pair, "luc.b", "luc-bernasconi", "ONL-2");

    let mut first = amina.start(&[]).size(120, 40).spawn();
    first.wait_for("Accounts ·");
    open_case(&mut first, "Holder or account differs");
    propose_here(&mut first, Code::D10, "the account was overwritten by hand");
    assert_eq!(run_now(&pair.swiss).0, "differs", "a proposal alone changes nothing");

    let mut second = luc.start(&[]).size(120, 40).spawn();
    second.wait_for("Accounts ·");
    confirm(&mut second, "Holder or account differs");
    assert_eq!(run_now(&pair.swiss), ("passed".to_owned(), Vec::new()));
    for console in [&mut first, &mut second] {
        press_calmly(console, "6");
        command(console, "case CHE01-CASE-000001");
        console.wait_for("manual intervention");
    }
    assert!(amina.journal().contains("CHE01-CASE-000001") && luc.journal().contains("CHE01-CASE-000001"));
    quit(first);
    quit(second);
}
