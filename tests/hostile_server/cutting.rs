//! The submit exchange cut at every octet, its answer lost or doubled, the registry restarted: never two commits, and whatever came is
//! told or unknown, until asking for the key tells (scenario 11, promise 3, T04).

use crate::{
    answers::{http, receipt},
    registry,
    relay::{Cut, Relay},
    roomy,
    server::{Do, Seen, Server},
    signed::{signed, to_reject, to_submit},
    token,
};
use countersign::evidence::digest::Digest;
use countersign::registry::{IdempotencyKey, Outcome, Problem, ProblemKind, Read, Registry, Reply, Unsigned};
use serde_json::Value;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

fn key() -> IdempotencyKey {
    IdempotencyKey(uuid::Uuid::from_u128(5))
}

/// What a registry keeps: the acts it did, by their keys. It outlives the server before it.
#[derive(Clone, Default)]
struct Book(Arc<Mutex<HashMap<String, Value>>>);

/// The receipt of a signed text, as an honest registry writes it: it names what was taken, and what that is about (F06).
fn receipt_of(body: &str) -> Value {
    let body: Value = serde_json::from_str(body).unwrap();
    let text = body["signed"]["text"].as_str().or(body["text"].as_str()).unwrap();
    let mut said = receipt(key());
    said["text_sha256"] = Digest::of(text).to_string().into();
    if let Some(about) = text.lines().find_map(|line| line.strip_prefix("order-sha256: ")) {
        said["about_sha256"] = about.into();
    }
    said
}

impl Book {
    /// How often the act was done, and how often it was asked for.
    fn commits(&self) -> usize {
        self.0.lock().unwrap().len()
    }

    /// Does what it is told once for each key, and tells of keys.
    fn answer(&self, seen: &Seen) -> Vec<u8> {
        let known = |key: &str| self.0.lock().unwrap().get(key).cloned();
        let json = [("content-type", "application/json")];
        if let Some(key) = seen.header("idempotency-key") {
            let mut acts = self.0.lock().unwrap();
            let receipt = acts.entry(key.to_owned()).or_insert_with(|| receipt_of(&seen.body));
            return http("200 OK", &json, &receipt.to_string());
        }
        let asked = seen.line().rsplit('/').next().unwrap().to_owned();
        if let Some(receipt) = known(&asked) {
            return http("200 OK", &json, &receipt.to_string());
        }
        let missing = r#"{"type":"urn:countersign:problem:missing","title":"nothing is there"}"#;
        http("404 Not Found", &[("content-type", "application/problem+json")], missing)
    }

    async fn serve(&self) -> Server {
        let book = self.clone();
        Server::start(move |seen: &Seen| Do::Send(book.answer(seen))).await
    }
}

/// Sends a signed text through a cut, then asks for the key on a connection of its own.
async fn send(book: &Book, text: Unsigned, cut: Cut) -> (Result<Outcome, Problem>, Option<Reply>) {
    let server = book.serve().await;
    let relay = Relay::to(&server.address(), cut).await;
    let outcome = registry(&relay.address(), token(), roomy()).write(signed(text, key())).await;
    // What was on its way when the connection was cut has arrived or never will.
    drop(relay);
    while server.connections() > 0 && server.ended() < server.connections() {
        tokio::task::yield_now().await;
    }
    let told = registry(&server.address(), token(), roomy()).read(Read::Act(key())).await.ok();
    (outcome, told)
}

/// How long the whole exchange is, both ways.
async fn lengths(text: Unsigned) -> (usize, usize) {
    let book = Book::default();
    let server = book.serve().await;
    registry(&server.address(), token(), roomy()).write(signed(text, key())).await.unwrap();
    let seen = &server.seen()[0];
    (seen.head.len() + 4 + seen.body.len(), server.sent())
}

fn assert_sound(book: &Book, cut: Cut, outcome: &Result<Outcome, Problem>, told: Option<Reply>) {
    let commits = book.commits();
    assert!(commits <= 1, "{cut:?}");
    let Some(Reply::Act(receipt)) = told else { panic!("{cut:?}: {told:?}") };
    assert_eq!(receipt.is_some(), commits == 1, "{cut:?}: asking for the key tells the truth");
    match outcome {
        Ok(Outcome::Done(_)) => assert_eq!(commits, 1, "{cut:?}"),
        Ok(Outcome::Unknown(unknown)) => assert_eq!(*unknown, key()),
        Ok(other) => panic!("{cut:?}: {other:?}"),
        Err(problem) => assert_eq!((commits, &problem.kind), (0, &ProblemKind::Offline), "{cut:?}"),
    }
}

/// An order, and a statement about one: whatever is signed is sent like this.
const TEXTS: [fn() -> Unsigned; 2] = [to_submit, to_reject];

/// T04, scenario 11.
#[tokio::test]
async fn the_request_cut_at_every_octet_is_done_once_or_not_at_all() {
    for text in TEXTS {
        let (request, _) = lengths(text()).await;
        for octets in 0..=request {
            let book = Book::default();
            let (outcome, told) = send(&book, text(), Cut::Request(octets)).await;
            assert!(octets == request || book.commits() == 0, "{octets}: half a text was taken");
            assert_sound(&book, Cut::Request(octets), &outcome, told);
        }
    }
}

/// T04, scenario 11.
#[tokio::test]
async fn the_answer_cut_at_every_octet_is_unknown_until_it_is_whole() {
    for text in TEXTS {
        let (_, answer) = lengths(text()).await;
        for octets in 0..=answer {
            let book = Book::default();
            let (outcome, told) = send(&book, text(), Cut::Answer(octets)).await;
            assert_eq!(book.commits(), 1, "{octets}");
            assert_eq!(matches!(outcome, Ok(Outcome::Done(_))), octets == answer, "{octets}: {outcome:?}");
            assert_sound(&book, Cut::Answer(octets), &outcome, told);
        }
    }
}

/// T04.
#[tokio::test]
async fn an_answer_that_comes_twice_is_one_answer_and_belongs_to_no_other_question() {
    let book = Book::default();
    let theirs = book.clone();
    let server = Server::start(move |seen: &Seen| {
        let answer = theirs.answer(seen);
        Do::Send(if seen.line().starts_with("POST") { answer.repeat(2) } else { answer })
    })
    .await;
    let registry = registry(&server.address(), token(), roomy());
    assert!(matches!(registry.write(signed(to_submit(), key())).await, Ok(Outcome::Done(_))));
    let other = IdempotencyKey(uuid::Uuid::from_u128(6));
    assert_eq!(registry.read(Read::Act(other)).await, Ok(Reply::Act(None)), "the second answer was not taken for this one's");
    assert!(matches!(registry.read(Read::Act(key())).await, Ok(Reply::Act(Some(_)))));
    assert_eq!(book.commits(), 1);
}

/// T04, scenario 11.
#[tokio::test]
async fn a_registry_that_was_restarted_before_it_answered_knows_the_act() {
    for did_it in [true, false] {
        let book = Book::default();
        let theirs = book.clone();
        let server = Server::start(move |seen: &Seen| {
            if did_it {
                theirs.answer(seen);
            }
            Do::Close(Vec::new())
        })
        .await;
        let outcome = registry(&server.address(), token(), roomy()).write(signed(to_submit(), key())).await;
        assert_eq!(outcome, Ok(Outcome::Unknown(key())));
        drop(server);
        let again = book.serve().await;
        let registry = registry(&again.address(), token(), roomy());
        let Ok(Reply::Act(told)) = registry.read(Read::Act(key())).await else { panic!("no answer") };
        assert_eq!(told.is_some(), did_it);
        // Sent again under its key it is done once all the same.
        assert!(matches!(registry.write(signed(to_submit(), key())).await, Ok(Outcome::Done(_))));
        assert_eq!(book.commits(), 1);
    }
}
