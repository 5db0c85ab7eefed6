//! Answers that are not answers, each refused by name.

mod papers;
mod traffic;

use super::*;
use crate::registry::{Filter, IdempotencyKey, Window};
use serde_json::{Value, json};

const ACCOUNT: &str = "GHA01-100-0045";

fn row(id: &str) -> Value {
    json!({"id": id, "name": "n", "kind": 100, "holder": {"name": "h", "kind": "party", "party": "GHA"},
           "state": "open", "held": "1", "locked": "0"})
}

fn page(offset: &str, ids: &[&str]) -> Value {
    json!({"items": ids.iter().map(|id| row(id)).collect::<Vec<_>>(), "offset": offset, "total": "100", "unfiltered": "100",
           "revision": "1", "as_of": "2026-11-22T09:14:00Z"})
}

fn account(id: &str) -> Value {
    json!({"summary": row(id), "approaches": [], "version": "7"})
}

fn block(first: u64, last: u64) -> Value {
    json!({"first": format!("CA0007-GHA01-GHA-{first}-2023"), "last": format!("CA0007-GHA01-GHA-{last}-2023"),
           "account": ACCOUNT, "holding_registry": "GHA01", "state": "available", "authorization": "A-1",
           "authorization_version": 1, "metric": "GHG", "non_ghg": "", "mitigation_type": "", "sector": "", "activity_type": "",
           "underlying": "NA"})
}

fn accounts(start: Start, limit: u16) -> Read {
    Read::Accounts(Query { filter: Filter::default(), sort: None, window: Window { start, limit } })
}

fn itmo(serial: u64) -> Read {
    let series = crate::domain::Series {
        approach: "CA0007".parse().unwrap(),
        registry: "GHA01".parse().unwrap(),
        party: "GHA".parse().unwrap(),
        vintage: "2023".parse().unwrap(),
    };
    Read::Block(ItmoId::of(series, crate::domain::Serial::new(serial).unwrap()))
}

fn refused(ask: &Read, octets: &[u8]) -> Option<String> {
    match reply(ask, octets) {
        Ok(_) => None,
        Err(ProblemKind::Unreadable(Unreadable::Malformed { at })) => Some(at),
        Err(other) => panic!("{other:?}"),
    }
}

#[test]
fn only_what_was_asked_for_is_an_answer() {
    let key = |n| Read::Act(IdempotencyKey(uuid::Uuid::from_u128(n)));
    let receipt = json!({"key": uuid::Uuid::from_u128(5), "entry": "1", "at": "2026-11-22T09:14:00Z", "said": "ok"});
    for (ask, answer, at) in [
        (Read::Account(ACCOUNT.parse().unwrap()), account(ACCOUNT), None),
        (Read::Account(ACCOUNT.parse().unwrap()), account("GHA01-100-0046"), Some("summary: it is another account")),
        (itmo(100), block(100, 100), None),
        (itmo(100), block(1, 99), Some("the block does not hold the ITMO that was asked for")),
        (itmo(100), block(101, 200), Some("the block does not hold the ITMO that was asked for")),
        (key(5), receipt.clone(), None),
        (key(6), receipt, Some("key: the receipt is for another act")),
        (accounts(Start::Offset(4), 2), page("4", &["a", "b"]), None),
        (accounts(Start::Offset(4), 1), page("4", &["a", "b"]), Some("items: more rows than were asked for")),
        (accounts(Start::Offset(4), 2), page("0", &["a"]), Some("offset: the page begins at another row than asked for")),
        (accounts(Start::Around("x".into()), 2), page("4", &["a"]), None),
        (
            accounts(Start::Around("x".into()), 2),
            page("5", &["a"]),
            Some("offset: the page begins at another row than asked for"),
        ),
        (accounts(Start::Cursor("x".into()), 2), page("5", &["a"]), None),
    ] {
        assert_eq!(refused(&ask, answer.to_string().as_bytes()).as_deref(), at, "{ask:?}");
    }
}

/// T07.
#[test]
fn json_that_two_readers_could_read_differently_is_refused() {
    let ask = Read::Account(ACCOUNT.parse().unwrap());
    let good = account(ACCOUNT).to_string();
    assert_eq!(refused(&ask, good.as_bytes()), None);
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let fields = "not the fields that were asked for";
    let syntax = "it is not JSON, or nested too deep";
    for (name, octets, at) in [
        ("duplicate key", good.replacen("\"version\"", "\"version\":\"8\",\"version\"", 1), fields),
        ("unknown field", good.replacen("\"version\"", "\"HOSTILE\":1,\"version\"", 1), fields),
        ("number for text", good.replace("\"version\":\"7\"", "\"version\":7"), fields),
        ("leading zero", good.replace("\"version\":\"7\"", "\"version\":\"07\""), fields),
        ("too big", good.replace("\"version\":\"7\"", "\"version\":\"18446744073709551616\""), fields),
        ("byte order mark", format!("\u{feff}{good}"), syntax),
        ("something after it", format!("{good}{good}"), syntax),
        ("deep", deep.clone(), fields),
        ("deep inside", good.replace("\"approaches\":[]", &format!("\"approaches\":{deep}")), fields),
        ("truncated", good.get(..good.len() - 2).unwrap().to_owned(), "it ends too early"),
        ("empty", String::new(), "it ends too early"),
        ("not JSON", "<html>HOSTILE</html>".to_owned(), syntax),
    ] {
        let refused = refused(&ask, octets.as_bytes()).unwrap();
        assert!(refused.starts_with(at), "{name}: {refused}");
        assert!(!refused.contains("HOSTILE"), "{name}: {refused}");
    }
}

#[test]
fn the_nesting_limit_holds_where_any_value_is_taken() {
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    assert_eq!(json::<Value>(deep.as_bytes()).unwrap_err().why, "it is not JSON, or nested too deep (line 1, column 128)");
    let document = format!("{{\"title\":\"t\",\"extension\":{deep}}}");
    let read = json::<crate::wire::problem::ProblemDocument>(document.as_bytes());
    assert_eq!(
        read.map(|document| document.title),
        Ok("t".to_owned()),
        "an extension is skipped, however deep, without the stack"
    );
}
