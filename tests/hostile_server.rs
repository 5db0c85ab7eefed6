//! A registry that lies, stalls, floods, redirects and breaks off (T01, T07, T10–T13): each time one clear problem, in time, with the
//! request's id, and nothing for anybody else.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

#[path = "hostile_server/acting.rs"]
mod acting;
#[path = "hostile_server/answers.rs"]
mod answers;
#[path = "hostile_server/asking.rs"]
mod asking;
#[path = "hostile_server/breaking.rs"]
mod breaking;
#[path = "hostile_server/cutting.rs"]
mod cutting;
#[path = "hostile_server/listening.rs"]
mod listening;
#[path = "hostile_server/relay.rs"]
#[allow(dead_code, reason = "another test cuts one connection after the other")]
mod relay;
#[path = "hostile_server/secrets.rs"]
mod secrets;
#[path = "hostile_server/server.rs"]
mod server;
#[path = "hostile_server/signed.rs"]
mod signed;
#[path = "hostile_server/signing_in.rs"]
mod signing_in;

use countersign::registry::{
    Environment, Identity, Problem, ProblemKind, Read, Registry, Reply, Unreadable,
    http::{Credentials, HttpRegistry, Limits},
};
use server::Server;
use std::time::{Duration, Instant};

/// The account every test asks for.
const ACCOUNT: &str = "GHA01-100-0045";
/// A secret that must never be anywhere but in the header it belongs to.
const TOKEN: &str = "canary-token-7f3a";
/// A secret that must never be anywhere but in the body of a sign-in.
const PASSPHRASE: &str = "canary-passphrase-91c2";

/// Limits wide enough for a busy machine; nothing that ends by itself takes them up.
fn roomy() -> Limits {
    Limits {
        connect: Duration::from_secs(10),
        read: Duration::from_secs(20),
        write: Duration::from_secs(20),
        octets: 256 << 10,
        pause: Duration::from_millis(5),
        ..Limits::default()
    }
}

/// Limits for servers that never end.
fn tight() -> Limits {
    let short = Duration::from_millis(500);
    Limits { connect: short, read: short, write: short, ..roomy() }
}

fn token() -> Credentials {
    Credentials::Token(TOKEN.into())
}

fn practice() -> Credentials {
    Credentials::Practice { operator: "amina.k".into(), passphrase: PASSPHRASE.into() }
}

fn registry(address: &str, credentials: Credentials, limits: Limits) -> HttpRegistry {
    let identity = Identity { profile: "practice".into(), endpoint: address.into(), environment: Environment::Practice };
    HttpRegistry::with_limits(identity, address.parse().unwrap(), credentials, limits).unwrap()
}

fn account() -> Read {
    Read::Account(ACCOUNT.parse().unwrap())
}

/// Asks for the account; gives the problem, which must name the request the server saw.
async fn problem(server: &Server, limits: Limits) -> Problem {
    ask(server, account(), limits).await.expect_err("a problem")
}

/// Asks a question with a token. Whatever comes, it comes in time, and a problem names the request the server saw.
async fn ask(server: &Server, question: Read, limits: Limits) -> Result<Reply, Problem> {
    let began = Instant::now();
    let result = registry(&server.address(), token(), limits).read(question).await;
    let took = began.elapsed();
    assert!(took < limits.read + Duration::from_secs(4), "took {took:?}");
    if let (Err(problem), Some(seen)) = (&result, server.seen().last()) {
        assert_eq!(problem.request.as_deref(), seen.header("x-request-id"));
        assert!(problem.request.is_some());
    }
    result
}

/// The words of an answer that could not be read.
fn malformed(problem: &Problem) -> &str {
    match &problem.kind {
        ProblemKind::Unreadable(Unreadable::Malformed { at }) => at,
        other => panic!("{other:?}"),
    }
}
