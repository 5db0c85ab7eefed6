//! How a question is put: which address, which parameters.
//! Every address is the profile's own with names from here and percent-encoded ids; none comes from a server (T11).
//! Must not know: what the answer looks like.

use super::endpoint::Endpoint;
use crate::{
    registry::{
        Query, Read, Sort, Start,
        book::{GuardedVersion, ReportWindow},
    },
    wire::{admin::order::AskChecks, convert::order_text},
};
use reqwest::Url;

/// The reason given where there is no order yet.
const BEFOREHAND: &str = "asked before there is an order";

/// The least and the most rows of a page.
const LEAST_ROWS: u16 = 1;
const MOST_ROWS: u16 = 1_000;

/// The address of a question. `None` when its id can't be written in an address.
pub(super) fn url(endpoint: &Endpoint, ask: &Read) -> Option<Url> {
    match ask {
        Read::Standing => endpoint.resource(&["capabilities"]),
        Read::Accounts(query) => list(endpoint, "accounts", query),
        Read::Account(id) => endpoint.resource(&["accounts", id.as_str()]),
        Read::Holdings(id) => endpoint.resource(&["accounts", id.as_str(), "holdings"]),
        Read::Blocks(query) => list(endpoint, "blocks", query),
        Read::Block(id) => endpoint.resource(&["blocks", &id.to_string()]),
        Read::Transfers(query) => list(endpoint, "transfers", query),
        Read::Transfer(id) => endpoint.resource(&["transfers", &id.to_string()]),
        Read::Messages(query) => list(endpoint, "messages", query),
        Read::Message(id) => endpoint.resource(&["messages", &id.to_string()]),
        Read::Peers(query) => list(endpoint, "peers", query),
        Read::Peer(id) => endpoint.resource(&["peers", &id.to_string()]),
        Read::Incidents(query) => list(endpoint, "incidents", query),
        Read::Incident(id) => endpoint.resource(&["incidents", &id.to_string()]),
        Read::Act(key) => endpoint.resource(&["acts", &key.to_string()]),
        Read::Overview => endpoint.resource(&["overview"]),
        Read::TotalHoldings => endpoint.resource(&["holdings"]),
        Read::Representatives(id) => endpoint.resource(&["accounts", id.as_str(), "representatives"]),
        Read::AccountRules(id) => endpoint.resource(&["accounts", id.as_str(), "rules"]),
        Read::AccountLocks(id) => endpoint.resource(&["accounts", id.as_str(), "locks"]),
        Read::AccountLife(id) => endpoint.resource(&["accounts", id.as_str(), "history"]),
        Read::BlockLife(id) => endpoint.resource(&["blocks", &id.to_string(), "history"]),
        Read::Authorizations(query) => list(endpoint, "authorizations", query),
        Read::Authorization(id) => endpoint.resource(&["authorizations", id.as_str()]),
        Read::Approaches(query) => list(endpoint, "approaches", query),
        Read::Approach(id) => endpoint.resource(&["approaches", &id.to_string()]),
        Read::Orders(query) => list(endpoint, "orders", query),
        Read::Order(id) => endpoint.resource(&["orders", &id.to_string()]),
        Read::Entries(query) => list(endpoint, "ledger", query),
        Read::Entry(entry) => endpoint.resource(&["ledger", &entry.to_string()]),
        Read::Report(year) => endpoint.resource(&["reports", &year.to_string()]),
        Read::ReportedActions(window) => rows(endpoint, "actions", *window),
        Read::ReportedHoldings(window) => rows(endpoint, "holdings", *window),
        // The journal is this console's own, and so are its files.
        Read::Journal(_) | Read::JournalLine(_) | Read::Document(_) | Read::Bundle(_) | Read::TextFile(_) => None,
        Read::Cases | Read::CaseRows(_) => endpoint.resource(&["cases"]),
        Read::Case(id) => endpoint.resource(&["cases", &id.to_string()]),
        Read::Runs(query) => list(endpoint, "reconciliations", query),
        Read::Run(id) => endpoint.resource(&["reconciliations", &id.to_string()]),
        Read::RunSegments(id) => endpoint.resource(&["reconciliations", &id.to_string(), "segments"]),
        Read::Contacts | Read::ContactRows(_) | Read::ChangeRows(_) | Read::ContactChange(_) => endpoint.resource(&["contacts"]),
        Read::Contact(who) => endpoint.resource(&["contacts", "cards", who.as_str()]),
        Read::HeardContacts(id) => endpoint.resource(&["peers", &id.to_string(), "contacts"]),
        Read::ContactAttempts(about) => {
            let mut url = endpoint.resource(&["contacts", "attempts"])?;
            if let Some(about) = about {
                url.query_pairs_mut().append_pair("about", &about.to_string());
            }
            Some(url)
        }
        Read::ContactBundles => endpoint.resource(&["contacts", "bundles"]),
        Read::Broadcasts | Read::BroadcastRows(_) | Read::Broadcast(_) => endpoint.resource(&["contacts", "broadcasts"]),
        Read::Checks(_) => endpoint.resource(&["checks"]),
        Read::Guarded(guarded, GuardedVersion::InForce) => endpoint.resource(&[guarded.word()]),
        Read::Guarded(guarded, GuardedVersion::Number(version)) => endpoint.resource(&[guarded.word(), &version.to_string()]),
        Read::Guarded(guarded, GuardedVersion::Waiting) => endpoint.resource(&[guarded.word(), "waiting"]),
    }
}

/// What is sent along with a question, as JSON; nothing with most. `Err` when it can't be written.
pub(super) fn body(ask: &Read) -> Result<Option<Vec<u8>>, ()> {
    let Read::Checks(body) = ask else { return Ok(None) };
    let act = order_text::asked(body, BEFOREHAND).map_err(|_| ())?;
    serde_json::to_vec(&AskChecks { act }).map(Some).map_err(|_| ())
}

/// How many rows are asked for.
pub(super) fn limit(query: &Query) -> u16 {
    query.window.limit.clamp(LEAST_ROWS, MOST_ROWS)
}

/// Rows of a report.
fn rows(endpoint: &Endpoint, name: &str, window: ReportWindow) -> Option<Url> {
    let mut url = endpoint.resource(&["reports", &window.year.to_string(), name])?;
    let mut parameters = url.query_pairs_mut();
    parameters.append_pair("entry", &window.entry.to_string());
    parameters.append_pair("offset", &window.offset.to_string());
    parameters.append_pair("limit", &ReportWindow::ROWS.to_string());
    drop(parameters);
    Some(url)
}

fn list(endpoint: &Endpoint, name: &str, query: &Query) -> Option<Url> {
    let mut url = endpoint.resource(&[name])?;
    let mut parameters = url.query_pairs_mut();
    if !query.filter.is_empty() {
        parameters.append_pair("filter", &query.filter.to_string());
    }
    if let Some(Sort { by, descending }) = query.sort {
        parameters.append_pair("sort", &if descending { format!("-{by}") } else { by.to_owned() });
    }
    parameters.append_pair("limit", &limit(query).to_string());
    match &query.window.start {
        Start::Offset(offset) => parameters.append_pair("offset", &offset.to_string()),
        Start::Cursor(cursor) => parameters.append_pair("cursor", cursor),
        Start::Around(key) => parameters.append_pair("around", key),
    };
    drop(parameters);
    Some(url)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::{Filter, Window, book::Guarded, query::Term};

    fn address(ask: &Read) -> String {
        let endpoint: Endpoint = "https://r.example.org".parse().unwrap();
        let url = url(&endpoint, ask).unwrap().to_string();
        url.strip_prefix("https://r.example.org/admin/v1/").unwrap().to_owned()
    }

    fn window(start: Start, limit: u16, sort: Option<(&'static str, bool)>) -> Query {
        let sort = sort.map(|(by, descending)| Sort { by, descending });
        Query { filter: Filter::default(), sort, window: Window { start, limit } }
    }

    #[test]
    fn questions_about_people_have_addresses() {
        for (ask, expected) in [
            (Read::Contacts, "contacts"),
            (Read::ContactRows(Query::default()), "contacts"),
            (Read::ChangeRows(Query::default()), "contacts"),
            (Read::ContactChange(uuid::Uuid::from_u128(5)), "contacts"),
            (Read::Contact("gha-1".parse().unwrap()), "contacts/cards/gha-1"),
            (Read::HeardContacts("GHA01".parse().unwrap()), "peers/GHA01/contacts"),
            (Read::ContactBundles, "contacts/bundles"),
            (Read::Broadcasts, "contacts/broadcasts"),
            (Read::BroadcastRows(Query::default()), "contacts/broadcasts"),
            (Read::Broadcast(uuid::Uuid::from_u128(5)), "contacts/broadcasts"),
            (Read::ContactAttempts(None), "contacts/attempts"),
            (Read::ContactAttempts(Some("registry:GHA01".parse().unwrap())), "contacts/attempts?about=registry%3AGHA01"),
        ] {
            assert_eq!(address(&ask), expected);
        }
    }

    #[test]
    fn every_question_has_an_address() {
        let account = || "GHA01/100 45".replace(' ', "_").parse().unwrap();
        let key = crate::registry::IdempotencyKey(uuid::Uuid::from_u128(5));
        let series = crate::domain::Series {
            approach: "CA0007".parse().unwrap(),
            registry: "GHA01".parse().unwrap(),
            party: "GHA".parse().unwrap(),
            vintage: "2023".parse().unwrap(),
        };
        let itmo = crate::domain::ItmoId::of(series, crate::domain::Serial::new(4_711).unwrap());
        for (ask, expected) in [
            (Read::Standing, "capabilities"),
            (Read::Account(account()), "accounts/GHA01%2F100_45"),
            (Read::Holdings(account()), "accounts/GHA01%2F100_45/holdings"),
            (Read::Block(itmo.clone()), "blocks/CA0007-GHA01-GHA-4711-2023"),
            (Read::Transfers(Query::default()), "transfers?limit=200&offset=0"),
            (Read::Transfer("GHA01-2026-000123".parse().unwrap()), "transfers/GHA01-2026-000123"),
            (Read::Messages(window(Start::Around("7".into()), 50, Some(("row", true)))), "messages?sort=-row&limit=50&around=7"),
            (Read::Message("4711".parse().unwrap()), "messages/4711"),
            (Read::Peers(Query::default()), "peers?limit=200&offset=0"),
            (Read::Peer("GHA01".parse().unwrap()), "peers/GHA01"),
            (Read::Incidents(Query::default()), "incidents?limit=200&offset=0"),
            (Read::Act(key), "acts/00000000-0000-0000-0000-000000000005"),
            (Read::Overview, "overview"),
            (Read::TotalHoldings, "holdings"),
            (Read::Representatives(account()), "accounts/GHA01%2F100_45/representatives"),
            (Read::AccountRules(account()), "accounts/GHA01%2F100_45/rules"),
            (Read::AccountLocks(account()), "accounts/GHA01%2F100_45/locks"),
            (Read::AccountLife(account()), "accounts/GHA01%2F100_45/history"),
            (Read::BlockLife(itmo), "blocks/CA0007-GHA01-GHA-4711-2023/history"),
            (Read::Authorizations(Query::default()), "authorizations?limit=200&offset=0"),
            (Read::Authorization("A 1/b".parse().unwrap()), "authorizations/A%201%2Fb"),
            (Read::Approaches(Query::default()), "approaches?limit=200&offset=0"),
            (Read::Approach("CA0007".parse().unwrap()), "approaches/CA0007"),
            (Read::Orders(Query::default()), "orders?limit=200&offset=0"),
            (Read::Order("GHA01-2026-000123".parse().unwrap()), "orders/GHA01-2026-000123"),
            (Read::Contacts, "contacts"),
            (Read::Guarded(Guarded::Roster, GuardedVersion::InForce), "roster"),
            (Read::Guarded(Guarded::Roster, GuardedVersion::Number(14)), "roster/14"),
            (Read::Guarded(Guarded::Policy, GuardedVersion::Waiting), "policy/waiting"),
            (Read::Cases, "cases"),
            (Read::CaseRows(Query::default()), "cases"),
            (Read::Runs(Query::default()), "reconciliations?limit=200&offset=0"),
            (Read::Run("CHE01-R-2026-000003".parse().unwrap()), "reconciliations/CHE01-R-2026-000003"),
            (Read::RunSegments("CHE01-R-2026-000003".parse().unwrap()), "reconciliations/CHE01-R-2026-000003/segments"),
            (Read::Case("CHE01-CASE-000012".parse().unwrap()), "cases/CHE01-CASE-000012"),
            (Read::Accounts(Query::default()), "accounts?limit=200&offset=0"),
            (
                Read::Blocks(window(Start::Offset(u64::MAX), 50, Some(("vintage", true)))),
                "blocks?sort=-vintage&limit=50&offset=18446744073709551615",
            ),
            (
                Read::Blocks(window(Start::Cursor("a&b=c#d é+".into()), 0, Some(("serial", false)))),
                "blocks?sort=serial&limit=1&cursor=a%26b%3Dc%23d+%C3%A9%2B",
            ),
            (Read::Accounts(window(Start::Around("GHA01-1".into()), 9_999, None)), "accounts?limit=1000&around=GHA01-1"),
        ] {
            assert_eq!(address(&ask), expected);
        }
    }

    #[test]
    fn entries_and_reports_have_addresses() {
        for (ask, expected) in [
            (Read::Entry(u64::MAX), "ledger/18446744073709551615"),
            (Read::Incident("12".parse().unwrap()), "incidents/12"),
            (Read::Report(2026), "reports/2026"),
            (
                Read::ReportedActions(ReportWindow { year: 2026, entry: 7, offset: 2_000 }),
                "reports/2026/actions?entry=7&offset=2000&limit=1000",
            ),
            (
                Read::ReportedHoldings(ReportWindow { year: 2026, entry: 7, offset: 0 }),
                "reports/2026/holdings?entry=7&offset=0&limit=1000",
            ),
        ] {
            assert_eq!(address(&ask), expected);
        }
    }

    #[test]
    fn a_filter_goes_as_one_parameter() {
        let term = Term { field: Some("party"), value: "GHA&limit=1".into(), negated: false };
        let filter = Filter { terms: vec![term] };
        let endpoint: Endpoint = "https://r.example.org".parse().unwrap();
        let url = url(&endpoint, &Read::Accounts(Query { filter: filter.clone(), ..Query::default() })).unwrap();
        let pairs: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        let expected = [("filter", filter.to_string()), ("limit", "200".into()), ("offset", "0".into())];
        assert_eq!(pairs, expected.map(|(name, value)| (name.to_owned(), value)));
    }
}
