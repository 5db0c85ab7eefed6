//! Answers about papers that are not answers, each refused by name.

use super::refused;
use crate::{
    evidence::digest::Digest,
    registry::{Query, Read},
};
use serde_json::{Value, json};

const AT: &str = "2026-11-22T09:14:00Z";
const ACCOUNT: &str = "GHA01-100-0045";
const ITMO: &str = "CA0007-GHA01-GHA-100-2023";

fn entry_summary(entry: &str, line: &str) -> Value {
    json!({"entry": entry, "at": AT, "kind": "k", "by": ["amina.k"], "reason": "r", "digest": Digest::of(line).to_string()})
}

fn entry(number: &str, line: &str, said: &str) -> Value {
    json!({"summary": entry_summary(number, said), "previous": Digest::default().to_string(), "line": line})
}

fn life(of: &str, entries: &[&str]) -> Value {
    let event = |entry: &&str| json!({"entry": entry_summary(entry, ""), "what": ["move"], "account": ACCOUNT, "state": "used"});
    json!({"of": of, "items": entries.iter().map(event).collect::<Vec<_>>()})
}

fn summary(quantity: Option<&str>, consumed: &str, left: Option<&str>) -> Value {
    let mut row = json!({"id": "A-1", "version": 2, "state": "issued", "approach": "CA0007", "party": "GHA", "purpose": "NDC",
                         "consumed": consumed});
    for (name, value) in [("quantity", quantity), ("left", left)] {
        if let Some(value) = value {
            row[name] = json!(value);
        }
    }
    row
}

fn version(id: &str, version: u32, timeframe: [u16; 2]) -> Value {
    json!({"id": id, "version": version, "state": "issued", "approach": "CA0007", "party": "GHA", "date": "2024-05-01",
           "purpose": "NDC", "parties": [], "entities": [], "timeframe": timeframe, "metric": "GHG", "mitigation_type": "",
           "sector": "", "activity_type": "", "terms": ""})
}

fn authorization(versions: Value) -> Value {
    json!({"summary": summary(Some("9"), "4", Some("5")), "versions": versions})
}

fn order(id: &str, quantity: &str, digest: &str) -> Value {
    let spans = json!([{"first": ITMO, "last": ITMO}]);
    let to = json!({"internal": {"account": ACCOUNT}});
    let act = json!({"transfer": {"from": ACCOUNT, "to": to, "spans": spans, "quantity": quantity, "reason": "r"}});
    json!({"order": {"id": id, "by": "amina.k", "expires": AT, "act": act}, "digest": digest, "state": "submitted",
           "submitted": AT, "decided_by": null, "decided": null, "checks": []})
}

fn need(kind: &str, count: &str, oldest: bool, mine: &str) -> Value {
    let mut need = json!({"kind": kind, "count": count, "mine": mine});
    for (name, there) in [("oldest", oldest), ("oldest_mine", mine != "0")] {
        if there {
            need[name] = json!({"id": "x", "since": AT});
        }
    }
    need
}

fn overview(needs: Value, links: &[&str]) -> Value {
    let link = |registry: &&str| json!({"registry": registry, "name": "n", "state": "active"});
    json!({"needs": needs, "links": links.iter().map(link).collect::<Vec<_>>(), "revision": "7", "as_of": AT})
}

fn locks(account: &str) -> Value {
    let lock = json!({"cause": "c", "since": AT, "order": "GHA01-2026-000001"});
    json!({"account": account, "blocks": [{"state": "reserved", "blocks": "1", "quantity": "9", "lock": lock}]})
}

fn rules(account: &str, until: &str) -> Value {
    let trusted = json!({"registry": "CHE01", "account": "CHE01-1", "entered": AT, "counts_from": AT});
    json!({"account": account, "trusted": [trusted], "per_order": "9", "used_today": "0", "as_of": AT,
           "window": {"from": AT, "until": until}})
}

/// A question, what came, and what is wrong with it.
type Case = (Read, Value, Option<&'static str>);

fn all(cases: Vec<Case>) {
    for (ask, answer, at) in cases {
        assert_eq!(refused(&ask, answer.to_string().as_bytes()).as_deref(), at, "{ask:?} {answer}");
    }
}

#[test]
fn entries_and_lives_are_those_that_were_asked_for_and_a_line_has_its_digest() {
    let itmo = || Read::BlockLife(ITMO.parse().unwrap());
    let of_account = || Read::AccountLife(ACCOUNT.parse().unwrap());
    all(vec![
        (Read::Entry(7), entry("7", "line", "line"), None),
        (Read::Entry(7), entry("8", "line", "line"), Some("summary: it is another entry")),
        (Read::Entry(7), entry("7", "line", "other"), Some("line: its digest is not the one beside it")),
        (Read::Entry(0), entry("0", "line", "line"), Some("summary.entry: entries count from 1")),
        (itmo(), life(ITMO, &["1", "1", "3"]), None),
        (itmo(), life(ITMO, &["3", "1"]), Some("items: the entries are not in order")),
        (itmo(), life("CA0007-GHA01-GHA-101-2023", &["1"]), Some("of: it is another ITMO")),
        (of_account(), life(ACCOUNT, &["1"]), None),
        (of_account(), life("GHA01-100-0046", &["1"]), Some("of: it is another account")),
    ]);
}

#[test]
fn an_authorization_adds_up_and_has_all_its_versions() {
    let one = || Read::Authorization("A-1".parse().unwrap());
    let rows = |row: Value| json!({"items": [row], "offset": "0", "total": "1", "unfiltered": "1", "revision": "1", "as_of": AT});
    let list = || Read::Authorizations(Query::default());
    let good = [2021, 2030];
    let left = Some("items[0].left: it is not what the quantity leaves after what was used");
    all(vec![
        (list(), rows(summary(None, "4", None)), None),
        (list(), rows(summary(Some("9"), "4", Some("5"))), None),
        (list(), rows(summary(Some("9"), "10", Some("0"))), None),
        (list(), rows(summary(Some("9"), "4", Some("6"))), left),
        (list(), rows(summary(None, "4", Some("6"))), left),
        (list(), rows(summary(Some("9"), "4", None)), left),
        (one(), authorization(json!([version("A-1", 2, good), version("A-1", 1, good)])), None),
        (
            one(),
            authorization(json!([version("A-1", 1, good), version("A-1", 2, good)])),
            Some("versions: the versions are not there from the newest on"),
        ),
        (one(), authorization(json!([])), Some("versions: the versions are not there from the newest on")),
        (
            one(),
            authorization(json!([version("A-2", 2, good)])),
            Some("versions[0].id: it is a version of another authorization"),
        ),
        (
            one(),
            authorization(json!([version("A-1", 2, [2030, 2021])])),
            Some("versions[0].timeframe: the first vintage is after the last"),
        ),
        (
            Read::Authorization("A-2".parse().unwrap()),
            authorization(json!([version("A-1", 2, good)])),
            Some("summary: it is another authorization"),
        ),
    ]);
}

#[test]
fn an_order_is_read_whole_or_not_at_all() {
    let one = || Read::Order("GHA01-2026-000001".parse().unwrap());
    let (id, digest) = ("GHA01-2026-000001", "0".repeat(64));
    let mut strange = order(id, "1", &digest);
    strange["order"]["act"] = json!({"burn": {"reason": "r"}});
    all(vec![
        (one(), order(id, "1", &digest), None),
        (one(), order("GHA01-2026-000002", "1", &digest), Some("order: it is another order")),
        (one(), order(id, "2", &digest), Some("order.act.transfer.quantity: it is not what the spans add up to")),
        (one(), order(id, "1", "0"), Some("digest: a digest is 64 lower-case hexadecimal digits")),
    ]);
    assert!(refused(&one(), strange.to_string().as_bytes()).unwrap().starts_with("not the fields that were asked for"));
}

#[test]
fn what_needs_somebody_is_counted_with_its_oldest() {
    let ask = || Read::Overview;
    all(vec![
        (ask(), overview(json!([need("approvals", "2", true, "1"), need("new kind", "0", false, "0")]), &["CHE01"]), None),
        (
            ask(),
            overview(json!([need("a", "0", false, "0"), need("a", "0", false, "0")]), &[]),
            Some("needs: a kind comes twice"),
        ),
        (ask(), overview(json!([]), &["CHE01", "CHE01"]), Some("links: a registry comes twice")),
        (
            ask(),
            overview(json!([need("stuck", "2", false, "0")]), &[]),
            Some("needs[0].oldest: it is there exactly when something waits"),
        ),
        (
            ask(),
            overview(json!([need("stuck", "0", true, "0")]), &[]),
            Some("needs[0].oldest: it is there exactly when something waits"),
        ),
        (
            ask(),
            overview(json!([need("stuck", "1", true, "2")]), &[]),
            Some("needs[0].mine: more wait for this login than there are"),
        ),
    ]);
}

#[test]
fn what_binds_an_account_is_that_of_the_account() {
    let account = || ACCOUNT.parse().unwrap();
    let people = |id: &str| json!({"account": id, "people": [{"name": "n", "role": "stranger"}]});
    let (later, other) = ("2026-11-22T10:14:00Z", "GHA01-100-0046");
    all(vec![
        (Read::AccountRules(account()), rules(ACCOUNT, later), None),
        (Read::AccountRules(account()), rules(other, later), Some("account: it is another account")),
        (Read::AccountRules(account()), rules(ACCOUNT, AT), Some("window: it ends before it begins")),
        (Read::AccountLocks(account()), locks(ACCOUNT), None),
        (Read::AccountLocks(account()), locks(other), Some("account: it is another account")),
        (Read::Representatives(account()), people(ACCOUNT), None),
        (Read::Representatives(account()), people(other), Some("account: it is another account")),
    ]);
}
