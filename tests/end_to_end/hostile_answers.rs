//! A registry that was good and turns bad (T01, T07, T10–T13), as the operator sees it: what happened is said, the rows from before are
//! still there, keys still work while it hangs, and leaving takes no time.
//! Must not know: how an answer is read.

use crate::{
    answers::{http, open_head, refusal, result, summary},
    desk::{Desk, assert_given_back, press_calmly, quit},
    driver::{Change, Console},
    fake::{Fake, resource, signed_in, standing, window},
    listing,
    server::{Do, Seen},
};
use serde_json::{Value, json};
use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

/// Leaving must not wait for any answer; a loaded machine gets this much.
const AT_ONCE: Duration = Duration::from_secs(3);

fn rows() -> Vec<Value> {
    (1..=20).map(|number| summary(&format!("GHA01-100-{number:04}"))).collect()
}

/// A registry whose accounts are good until it is told to do something else with every question.
struct Turncoat {
    fake: Fake,
    desk: Desk,
    bad: Arc<Mutex<Option<Do>>>,
}

impl Turncoat {
    fn new() -> Self {
        let bad = Arc::new(Mutex::new(None));
        let theirs = Arc::clone(&bad);
        let fake = Fake::start(move |seen| theirs.lock().unwrap().clone().unwrap_or_else(|| good(seen)));
        let desk = Desk::of(&[("ghana", &fake.url())]);
        Self { fake, desk, bad }
    }

    /// The console with the good rows on the screen.
    fn console(&self) -> Console {
        let console = self.desk.start(&[]).size(120, 30).spawn();
        console.wait_for("Accounts · 20 · row 1");
        console.wait_for("GHA01-100-0020");
        console.wait_gone("asking");
        console
    }

    fn turn(&self, action: Do) {
        *self.bad.lock().unwrap() = Some(action);
    }

    /// The ids of the questions after so many, as the registry saw them: after a refusal the console may ask for more than one thing.
    fn requests_after(&self, known: usize) -> Vec<String> {
        self.fake.seen().iter().skip(known).map(|seen| seen.header("x-request-id").unwrap().to_owned()).collect()
    }
}

fn good(seen: &Seen) -> Do {
    match resource(seen) {
        "session" => signed_in(),
        "capabilities" => result(&standing(["Ghana", "amina.k", "initiator"]).to_string()),
        _ => window(seen, &rows()),
    }
}

fn page_of(item: &str) -> String {
    format!(r#"{{"items":[{item}],"offset":"0","total":"1","unfiltered":"1","revision":"1","as_of":"2026-11-22T09:14:00Z"}}"#)
}

/// The keys do what they do, whatever the registry does: the cursor moves down and up again.
fn assert_keys_work(console: &mut Console) {
    for (key, row) in [("down", 2), ("up", 1)] {
        console.keys(key);
        console.wait_until(&format!("row {row}"), |screen| listing::row(screen) == Some(row));
    }
}

fn assert_leaves_at_once(mut console: Console) {
    let asked = Instant::now();
    console.keys("q");
    assert_eq!(console.wait_exit(), Change::Exited(0));
    assert!(asked.elapsed() < AT_ONCE, "leaving took {:?}", asked.elapsed());
    assert_given_back(&console, false);
}

/// Each bad answer with the words that must be on the screen.
fn bad_answers(elsewhere: &str) -> Vec<(&'static str, Do, &'static str)> {
    let [json, html] = [("content-type", "application/json"), ("content-type", "text/html")];
    let whole = page_of(&summary("GHA01-100-0001").to_string());
    let twice = whole.replacen(r#""total":"1""#, r#""total":"1","total":"2""#, 1);
    let deep = page_of(&format!("{}{}", "[".repeat(10_000), "]".repeat(10_000)));
    let moved = Do::Send(http("307 Temporary Redirect", &[("location", elsewhere)], ""));
    let cut = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 999\r\n\r\n{";
    vec![
        ("endless body", Do::Endless(open_head(), vec![b' '; 65_536]), "The answer is larger than 8 MiB"),
        ("redirect", moved, "The registry tried to send us to another address"),
        ("wrong type", Do::Send(http("200 OK", &[html], &whole)), "The answer is not JSON"),
        ("truncated JSON", result(&whole[..whole.len() / 2]), "The answer can't be read"),
        ("duplicate keys", result(&twice), "The answer can't be read"),
        ("deep JSON", result(&deep), "The answer can't be read"),
        ("other fields", result(&page_of(r#"{"a":1}"#)), "The answer can't be read"),
        ("500", refusal("500 Oh", &[], "the disk is full"), "The registry failed (HTTP 500)"),
        ("429", refusal("429 Too Many Requests", &[("retry-after", "70")], "later"), "The registry is busy"),
        ("401 for ever", refusal("401 Unauthorized", &[], "over"), "The session has ended or was refused"),
        ("403", refusal("403 Forbidden", &[], "not you"), "The registry does not allow this operator to do that"),
        ("404 of something else", Do::Send(http("404 No", &[json], "{}")), "HTTP status 404 without a problem document"),
        ("half-closed", Do::HalfClose(cut.into()), "The registry can't be reached"),
        ("reset", Do::Reset, "The registry can't be reached"),
        ("not HTTP", Do::Close(b"SSH-2.0-OpenSSH_9.9\r\n".to_vec()), "The answer can't be read"),
    ]
}

#[test]
fn a_bad_answer_is_said_and_takes_nothing_away() {
    let other = Fake::start(good);
    for (what, action, sentence) in bad_answers(&format!("{}/admin/v1/accounts", other.url())) {
        let registry = Turncoat::new();
        let mut console = registry.console();
        let known = registry.fake.seen().len();
        registry.turn(action);
        console.keys("r");
        console.wait_until(&format!("{sentence:?} after {what}"), |screen| {
            let text = screen.contents();
            text.contains(sentence) && text.contains("not refreshed")
        });
        let text = console.look(|screen| screen.contents());
        for id in ["GHA01-100-0001", "GHA01-100-0020", "Accounts · 20 · row 1"] {
            assert!(text.contains(id), "{id} is gone after {what}:\n{text}");
        }
        assert_keys_work(&mut console);
        console.keys("E");
        console.wait_for("what happened");
        let text = console.look(|screen| screen.contents());
        // The last problem may be that of a question that followed by itself, such as for what changed.
        let asked = registry.requests_after(known);
        for part in [sentence, "what was not done", "what to try"] {
            assert!(text.contains(part), "{part:?} is missing after {what}:\n{text}");
        }
        assert!(asked.iter().any(|id| text.contains(id.as_str())), "none of {asked:?} stands there after {what}:\n{text}");
        console.keys("esc");
        console.wait_gone("what happened");
        assert_leaves_at_once(console);
    }
    assert_eq!(other.connections(), 0, "nobody else was asked");
}

#[test]
fn a_registry_that_hangs_stops_no_key() {
    let half_a_head = b"HTTP/1.1 200 OK\r\ncontent-type: appl".to_vec();
    for (what, action) in [("slow body", Do::Drip(open_head())), ("slow head", Do::Drip(half_a_head)), ("silence", Do::Silence)] {
        let registry = Turncoat::new();
        let mut console = registry.console();
        registry.turn(action);
        let before = registry.fake.seen().len();
        console.keys("r");
        console.wait_until(&format!("asking, with the old rows, during {what}"), |screen| {
            let text = screen.contents();
            text.contains("asking") && text.contains("GHA01-100-0020")
        });
        assert_keys_work(&mut console);
        console.keys("?");
        console.wait_for("Keys in accounts");
        console.keys("esc");
        console.wait_gone("Keys in accounts");
        console.keys("enter");
        console.wait_for("Account GHA01-100-0001");
        console.wait_for("Nothing has come yet");
        console.keys("esc");
        console.wait_for("Accounts · 20 · row 1");
        assert!(registry.fake.seen().len() > before);
        assert_leaves_at_once(console);
    }
}

/// Also where the first frame has no rows yet, and where nobody has ever answered.
#[test]
fn a_registry_that_never_answered_is_said_in_the_place_of_the_rows() {
    let gone = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}", listener.local_addr().unwrap())
    };
    let desk = Desk::of(&[("ghana", &gone)]);
    let mut console = desk.start(&[]).spawn();
    console.wait_for("The registry can't be reached");
    console.wait_for("not connected");
    console.wait_for("check the port in the profile");
    console.keys("E");
    console.wait_for("request id");
    console.keys("esc");
    console.wait_gone("request id");
    assert_leaves_at_once(console);
}

/// A registry that comes back is believed again, and what was said about it goes.
#[test]
fn a_registry_that_recovers_is_shown_as_such() {
    let registry = Turncoat::new();
    let mut console = registry.console();
    registry.turn(refusal("500 Oh", &[], "the disk is full"));
    console.keys("r");
    console.wait_for("not refreshed");
    registry.bad.lock().unwrap().take();
    console.keys("r");
    console.wait_gone("not refreshed");
    console.wait_for("GHA01-100-0020");
    quit(console);
}

/// An act whose answer was lost is neither done nor failed: it is unknown until the registry says what became of it (promise 3).
#[test]
fn an_act_without_an_answer_is_unknown_until_the_registry_says_what_became_of_it() {
    let receipt = json!({"entry": "4711", "at": "2026-11-22T09:14:00Z", "said": "account frozen"});
    let fake = Fake::start(move |seen| match resource(seen).split('/').collect::<Vec<_>>()[..] {
        ["accounts", id] => result(&crate::answers::account(id).to_string()),
        ["accounts", _, "holdings"] => result(r#"{"items":[]}"#),
        ["accounts", _, "freeze"] => Do::Close(Vec::new()),
        ["blocks"] => window(seen, &[]),
        ["acts", key] => {
            let mut receipt = receipt.clone();
            receipt["key"] = key.into();
            result(&receipt.to_string())
        }
        _ => good(seen),
    });
    let desk = Desk::of(&[("ghana", &fake.url())]);
    let mut console = desk.start(&[]).size(120, 30).spawn();
    console.wait_for("GHA01-100-0020");
    console.wait_gone("asking");
    console.keys("enter");
    console.wait_for("version 7");
    console.wait_gone("asking");
    press_calmly(&mut console, "F");
    console.wait_for("Freeze the account");
    console.type_text("Asked for by the auditor");
    console.keys("enter");
    console.wait_for("Type GHA01-100-0001 to confirm");
    console.type_text("GHA01-100-0001");
    console.keys("enter");
    console.wait_for("Outcome unknown since");
    console.wait_for("freezing account");
    let sent = || fake.seen().iter().filter(|seen| seen.line().starts_with("POST") && !seen.is_sign_in()).count();
    assert_eq!(sent(), 1);
    // What has been seen stays on the screen as long as it is so.
    console.keys("esc");
    console.wait_gone("esc: seen");
    console.wait_for("Outcome unknown since");
    console.wait_for("freezing account");
    press_calmly(&mut console, "F");
    console.wait_for("The outcome of the last act on it is unknown");
    console.keys("r");
    console.wait_for("It was done: account GHA01-100-0001 is frozen, entry 4711");
    assert_eq!(sent(), 1, "nothing is sent twice");
    let journal = desk.journal();
    assert!(journal.contains("the outcome is unknown"), "{journal}");
    quit(console);
}
