//! The manners of the protocol: sessions, refusals, headers, sizes, and starting and stopping.

use crate::client::{Client, options};
use countersign::sandbox::{self, Options, PRACTICE_PASSPHRASE, SandboxProblem};
use countersign::wire::admin::{AccountSummary, Capabilities, Page};
use reqwest::Method;
use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

#[tokio::test]
async fn the_registry_says_who_it_is_and_that_it_tells_two_persons_apart_by_account() {
    let client = Client::small().await;
    let capabilities: Capabilities = client.get("capabilities").await.ok();
    assert_eq!(capabilities.registry, "CHE01");
    assert_eq!(capabilities.name, "Swiss ITMO registry (practice)");
    assert_eq!((capabilities.environment.as_str(), capabilities.assurance.as_str()), ("practice", "A1"));
    assert_eq!(capabilities.roles, ["initiator"]);
}

#[tokio::test]
async fn only_people_who_signed_in_get_an_answer() {
    let client = Client::small().await;
    let good = client.bearer();
    let paths = [
        "capabilities",
        "accounts",
        "accounts/CHE01-100-0001",
        "accounts/CHE01-100-0001/holdings",
        "blocks",
        "blocks/CA0001-CHE01-GHA-1-2021",
        "acts/01931c6e-7f2b-7a53-9a6e-0123456789ab",
    ];
    let bad = ["", "Bearer", "Bearer ", "Bearer x", "Basic YTpi", &good[..good.len() - 1], &good.replace("Bearer ", "")];
    for path in paths {
        for header in bad {
            let answer = client.send(Method::GET, path, &[("authorization", header)], None).await;
            assert_eq!(answer.status, 401, "{path} {header}");
            assert_eq!(answer.problem().kind, "urn:countersign:problem:session");
            assert_eq!(answer.headers["www-authenticate"], "Bearer");
        }
        assert_eq!(client.send(Method::GET, path, &[], None).await.status, 401);
    }
}

#[tokio::test]
async fn signing_in_and_out() {
    let client = Client::small().await;
    for (operator, secret) in [("amina.k", "wrong"), ("nobody", PRACTICE_PASSPHRASE), ("", "")] {
        let body = serde_json::json!({ "operator": operator, "secret": secret }).to_string();
        let answer = client.send(Method::POST, "session", &[], Some(&body)).await;
        assert_eq!((answer.status.as_u16(), answer.problem().kind.as_str()), (401, "urn:countersign:problem:sign-in"));
    }
    for operator in ["amina.k", "luc.b", "sofia.m", "ines.r", "tomas.w"] {
        client.sign_in(operator).await;
    }
    assert_eq!(client.registry.operator(), "amina.k");
    let bearer = client.bearer();
    let headers = [("authorization", bearer.as_str())];
    assert_eq!(client.send(Method::DELETE, "session", &headers, None).await.status, 204);
    assert_eq!(client.get("capabilities").await.status, 401);
    assert_eq!(client.send(Method::DELETE, "session", &headers, None).await.status, 401);
}

#[tokio::test]
async fn bodies_that_are_not_what_is_expected_are_refused() {
    let client = Client::small().await;
    let large = format!("{{\"operator\":\"amina.k\",\"secret\":\"{}\"}}", "x".repeat(70_000));
    let deep = "[".repeat(10_000);
    for (body, status) in [
        ("", 400),
        ("{", 400),
        ("[]", 400),
        (deep.as_str(), 400),
        ("{\"operator\":\"amina.k\"}", 400),
        ("{\"operator\":1,\"secret\":\"practice\"}", 400),
        ("{\"operator\":\"amina.k\",\"secret\":\"practice\",\"role\":\"root\"}", 400),
        ("{\"operator\":\"amina.k\",\"operator\":\"luc.b\",\"secret\":\"practice\"}", 400),
        (large.as_str(), 413),
    ] {
        let answer = client.send(Method::POST, "session", &[], Some(body)).await;
        assert_eq!(answer.status, status, "{}", &body[..body.len().min(60)]);
        assert_eq!(answer.problem().kind, "urn:countersign:problem:body");
    }
    let url = format!("{}/admin/v1/session", client.registry.url());
    let answer = client.http.post(url).body("operator=amina.k").send().await.unwrap();
    assert_eq!(answer.status(), 415);
}

#[tokio::test]
async fn wrong_parameters_are_named() {
    let client = Client::small().await;
    for (query, fields) in [
        ("limit=0", vec!["limit"]),
        ("limit=1001", vec!["limit"]),
        ("limit=", vec!["limit"]),
        ("limit=+5", vec!["limit"]),
        ("offset=-1", vec!["offset"]),
        ("offset=1e3", vec!["offset"]),
        ("offset=18446744073709551616", vec!["offset"]),
        ("offset=0&cursor=00", vec!["offset"]),
        ("around=CHE01-100-0001&offset=0", vec!["offset"]),
        ("around=", vec!["around"]),
        ("around=a%20b", vec!["around"]),
        ("cursor=", vec!["cursor"]),
        ("cursor=%F0%9F", vec!["cursor"]),
        ("filter=party:x", vec!["filter"]),
        ("filter=%FF%FE:x", vec!["filter"]),
        ("sort=locked", vec!["sort"]),
        ("sort=", vec!["sort"]),
        ("page=2", vec!["page"]),
        ("limit=5&limit=6", vec!["limit"]),
        ("filter=zz:1&sort=zz&limit=x&zz", vec!["zz", "filter", "sort", "limit"]),
    ] {
        let answer = client.get(&format!("accounts?{query}")).await;
        assert_eq!(answer.status, 400, "{query}");
        let problem = answer.problem();
        assert_eq!(problem.kind, "urn:countersign:problem:invalid");
        assert_eq!(problem.fields.iter().map(|field| field.field.as_str()).collect::<Vec<_>>(), fields, "{query}");
        assert!(problem.fields.iter().all(|field| !field.why.is_empty()));
    }
    let why = client.list("accounts", &[("filter", "holdr:x")]).await.problem().fields[0].why.clone();
    assert!(why.contains("did you mean holder?"), "{why}");
}

#[tokio::test]
async fn what_is_not_there_is_said_so() {
    let client = Client::small().await;
    for path in [
        "accounts/CHE01-100-9999",
        "accounts/a%20b",
        "accounts/x/holdings",
        "blocks/CA0001-CHE01-GHA-0-2021",
        "blocks/x",
        "blocks/CA0001-CHE01-GHA-18446744073709551615-2021",
        "blocks/CA9999-CHE01-GHA-1-2021",
        "acts/x",
        "nothing",
        "",
    ] {
        let answer = client.get(path).await;
        assert_eq!((answer.status.as_u16(), answer.problem().kind.as_str()), (404, "urn:countersign:problem:missing"), "{path}");
    }
    for (method, path) in
        [(Method::PUT, "accounts"), (Method::DELETE, "blocks"), (Method::GET, "session"), (Method::PATCH, "accounts/x")]
    {
        let headers = [("authorization", client.bearer())];
        let headers: Vec<_> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = client.send(method, path, &headers, None).await;
        assert_eq!((answer.status.as_u16(), answer.problem().kind.as_str()), (405, "urn:countersign:problem:method"), "{path}");
        assert!(answer.headers.contains_key("allow"));
    }
}

#[tokio::test]
async fn every_answer_names_its_request_and_is_not_stored() {
    let client = Client::small().await;
    let bearer = client.bearer();
    for (given, echoed) in [("req-1", true), ("", false), ("a b", false), (&"x".repeat(129), false)] {
        for path in ["accounts", "nothing"] {
            let headers = [("authorization", bearer.as_str()), ("x-request-id", given)];
            let answer = client.send(Method::GET, path, &headers, None).await;
            let id = answer.headers["x-request-id"].to_str().unwrap();
            assert_eq!(id == given, echoed, "{given}");
            assert!(!id.is_empty());
            assert_eq!(answer.headers["cache-control"], "no-store");
            if path == "nothing" {
                assert_eq!(answer.problem().request, id);
            }
        }
    }
    let answer = client.send(Method::HEAD, "accounts", &[("authorization", &bearer)], None).await;
    assert_eq!((answer.status.as_u16(), answer.body.as_str()), (200, ""));
}

#[tokio::test]
async fn other_host_names_get_no_answer() {
    let client = Client::small().await;
    let bearer = client.bearer();
    for (host, status) in [
        ("evil.example", 421),
        ("evil.example:80", 421),
        ("10.0.0.1", 421),
        ("localhost", 200),
        ("127.0.0.1:1", 200),
        ("[::1]", 200),
    ] {
        let answer = client.send(Method::GET, "accounts", &[("authorization", &bearer), ("host", host)], None).await;
        assert_eq!(answer.status, status, "{host}");
    }
}

#[tokio::test]
async fn the_delay_is_kept() {
    let client = Client::of(Options { delay: Duration::from_millis(120), ..options() }).await;
    let begun = Instant::now();
    let _: Page<AccountSummary> = client.get("accounts").await.ok();
    assert!(begun.elapsed() >= Duration::from_millis(120));
}

#[test]
fn what_can_not_be_a_practice_registry_is_refused() {
    let listen: SocketAddr = "0.0.0.0:0".parse().unwrap();
    assert!(matches!(sandbox::start(Options { listen, ..options() }), Err(SandboxProblem::NotLoopback(_))));
    assert!(matches!(sandbox::start(Options { accounts: 0, ..options() }), Err(SandboxProblem::Size)));
    assert!(matches!(sandbox::start(Options { blocks: u64::MAX, ..options() }), Err(SandboxProblem::Size)));
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let listen = taken.local_addr().unwrap();
    assert!(matches!(sandbox::start(Options { listen, ..options() }), Err(SandboxProblem::Files(_))));
}

#[tokio::test]
async fn a_stopped_registry_frees_its_port() {
    let client = Client::of(Options { accounts: 1, blocks: 0, ..options() }).await;
    assert_eq!(client.all_accounts().await.len(), 1);
    let address = client.registry.url().replace("http://", "");
    let ended = client.registry.ended();
    client.registry.stop();
    ended.await;
    std::net::TcpListener::bind(address).unwrap();
}
