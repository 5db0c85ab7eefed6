//! Well-formed HTTP, and an answer that is not one.

use crate::{
    ACCOUNT, account,
    answers::{self, http, refusal, result},
    ask, malformed, problem, roomy,
    server::{Do, Server},
};
use countersign::{
    domain::{AccountState, BlockState},
    registry::{Filter, IdempotencyKey, ProblemKind, Query, Read, Reply, Start, Unreadable, Window},
};
use serde_json::{Value, json};

fn query(limit: u16) -> Query {
    Query { filter: Filter::default(), sort: None, window: Window { start: Start::Offset(0), limit } }
}

/// What is wrong with this answer to the question for the account.
async fn wrong(body: &str) -> String {
    let server = Server::always(result(body)).await;
    let problem = problem(&server, roomy()).await;
    assert_eq!(server.seen().len(), 1, "a wrong answer is not asked for again");
    assert!(!problem.what().contains("HOSTILE") && problem.said.is_none());
    malformed(&problem).to_owned()
}

/// T07, T13.
#[tokio::test]
async fn bodies_that_are_not_the_answer() {
    let good = answers::account(ACCOUNT).to_string();
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let fields = "not the fields that were asked for";
    for (name, body, expected) in [
        ("truncated JSON", good[..good.len() / 2].to_owned(), "it ends too early"),
        ("no body", String::new(), "it ends too early"),
        ("duplicate key", good.replacen("\"version\"", "\"version\":\"8\",\"version\"", 1), fields),
        ("deep JSON", deep.clone(), fields),
        ("deep JSON inside", good.replacen("[\"CA0007\"]", &deep, 1), fields),
        ("deep JSON in an unknown field", good.replacen("\"version\"", &format!("\"HOSTILE\":{deep},\"version\""), 1), fields),
        ("unknown field", good.replacen("\"version\"", "\"HOSTILE\":\"\u{1b}[2J\",\"version\"", 1), fields),
        ("wrong type", good.replacen("\"7\"", "7", 1), fields),
        ("null", "null".into(), fields),
        ("a string", "\"HOSTILE\"".into(), fields),
        ("not JSON", "HOSTILE".into(), "it is not JSON"),
        ("another account", answers::account("GHA01-100-0046").to_string(), "summary: it is another account"),
        ("a hostile id", answers::account("HOSTILE\u{202e}").to_string(), "summary.id: an account id is "),
    ] {
        let at = wrong(&body).await;
        assert!(at.starts_with(expected), "{name}: {at}");
    }
    let not_text = [b"{\"summary\":\"".as_slice(), &[0xff, 0xfe], b"\"}"].concat();
    let mut answer = http("200 OK", &[("content-type", "application/json")], &" ".repeat(not_text.len()));
    answer.truncate(answer.len() - not_text.len());
    answer.extend(not_text);
    let server = Server::always(Do::Send(answer)).await;
    assert!(malformed(&problem(&server, roomy()).await).starts_with("it is not JSON"), "not UTF-8");
}

#[tokio::test]
async fn statuses_that_are_no_result() {
    let body = answers::account(ACCOUNT).to_string();
    for status in ["202 Accepted", "204 No Content", "206 Partial Content", "299 Fine"] {
        let server = Server::always(Do::Close(http(status, &[("content-type", "application/json")], &body))).await;
        assert!(malformed(&problem(&server, roomy()).await).starts_with("HTTP status "), "{status}");
    }
}

#[tokio::test]
async fn too_many_rows() {
    let rows = |count| (0..count).map(|n| answers::summary(&format!("GHA01-100-{n}"))).collect();
    let server = Server::always(result(&answers::page(rows(3)).to_string())).await;
    let problem = ask(&server, Read::Accounts(query(2)), roomy()).await.unwrap_err();
    assert_eq!(malformed(&problem), "items: more rows than were asked for");
    assert!(ask(&server, Read::Accounts(query(3)), roomy()).await.is_ok());
    assert_eq!(server.seen()[0].line(), "GET /admin/v1/accounts?limit=2&offset=0");
}

#[tokio::test]
async fn unknown_state_words_are_shown_and_unknown_metrics_refused() {
    let mut strange = answers::summary("GHA01-100-1");
    strange["state"] = json!("on-holiday");
    let server = Server::always(result(&answers::page(vec![strange]).to_string())).await;
    let reply = ask(&server, Read::Accounts(query(2)), roomy()).await.unwrap();
    let Reply::Accounts(page) = reply else { panic!("{reply:?}") };
    assert_eq!(page.rows[0].state, AccountState::Unrecognised);

    let spoiled = |name: &str, value: Value| {
        let mut block = answers::block(1, 5);
        block[name] = value;
        result(&answers::page(vec![answers::block(6, 9), block]).to_string())
    };
    let server = Server::always(spoiled("state", json!("teleporting"))).await;
    let reply = ask(&server, Read::Blocks(query(2)), roomy()).await.unwrap();
    let Reply::Blocks(page) = reply else { panic!("{reply:?}") };
    assert_eq!(page.rows[1].state, BlockState::Unrecognised);

    for (name, value, expected) in [
        ("metric", json!("HOSTILE"), "items[1].metric: a metric is GHG or non-GHG"),
        ("first", json!("HOSTILE"), "items[1].first: an ITMO id reads like "),
    ] {
        let server = Server::always(spoiled(name, value)).await;
        let problem = ask(&server, Read::Blocks(query(2)), roomy()).await.unwrap_err();
        assert!(malformed(&problem).starts_with(expected), "{problem:?}");
    }
}

#[tokio::test]
async fn only_the_registry_itself_can_say_that_an_act_was_never_seen() {
    let act = Read::Act(IdempotencyKey(uuid::Uuid::from_u128(5)));
    let server = Server::always(refusal("404 Not Found", &[], "no such act")).await;
    assert_eq!(ask(&server, act.clone(), roomy()).await, Ok(Reply::Act(None)));
    assert_eq!(problem(&server, roomy()).await.kind, ProblemKind::Missing);

    for (kind, body) in [
        ("text/html", "<html>nginx</html>"),
        ("application/json", r#"{"message":"no Route matched with those values"}"#),
        ("application/problem+json", r#"{"type":"about:blank","title":"Not Found","status":404}"#),
    ] {
        let proxy = Do::Send(http("404 Not Found", &[("content-type", kind)], body));
        let server = Server::always(proxy).await;
        let refused = ask(&server, act.clone(), roomy()).await.unwrap_err();
        assert!(matches!(refused.kind, ProblemKind::Unreadable(Unreadable::Malformed { .. })), "{kind}: {refused:?}");
    }
}

#[tokio::test]
async fn refusals_keep_their_fields() {
    let body = json!({"title": "No", "fields": [{"field": "filter", "why": "no such field"}], "extension": {"x": [1]}});
    let answer = http("422 No", &[("content-type", "application/problem+json")], &body.to_string());
    let server = Server::always(Do::Send(answer)).await;
    let problem = ask(&server, account(), roomy()).await.unwrap_err();
    let ProblemKind::Invalid(fields) = problem.kind else { panic!("{:?}", problem.kind) };
    assert_eq!((fields[0].field.octets(), fields[0].why.octets()), ("filter", "no such field"));
}
