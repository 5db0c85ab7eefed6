//! A question to a registry in words: which list by which filter and rows, or which one thing.
//! A filter in it is as it was typed: the text is not safe to show before it has passed the gate.
//! Must not know: what is answered.

use crate::{
    registry::{Query, Read, Start, book::GuardedVersion},
    text::number::grouped,
};

/// The question.
pub fn words(read: &Read) -> String {
    match read {
        Read::Standing => "who the registry is, and who we are to it".to_owned(),
        Read::Overview => "what needs somebody".to_owned(),
        Read::TotalHoldings => "what the registry holds".to_owned(),
        Read::Accounts(query) => rows("accounts", query),
        Read::Blocks(query) => rows("blocks", query),
        Read::Transfers(query) => rows("transfers", query),
        Read::Messages(query) => rows("messages", query),
        Read::Peers(query) => rows("counterparts", query),
        Read::Incidents(query) => rows("incidents", query),
        Read::Authorizations(query) => rows("authorizations", query),
        Read::Approaches(query) => rows("cooperative approaches", query),
        Read::Orders(query) => rows("orders", query),
        Read::Entries(query) => rows("entries of the ledger", query),
        Read::Incident(id) => format!("incident {id}"),
        Read::Account(id) => format!("account {id}"),
        Read::Holdings(id) => format!("what account {id} holds"),
        Read::Representatives(id) => format!("representatives of account {id}"),
        Read::AccountRules(id) => format!("what binds account {id}"),
        Read::AccountLocks(id) => format!("what locks account {id}"),
        Read::AccountLife(id) => format!("what happened to account {id}"),
        Read::Block(id) => format!("block of {id}"),
        Read::BlockLife(id) => format!("what happened to {id}"),
        Read::Transfer(id) => format!("transfer {id}"),
        Read::Message(id) => format!("message {id}"),
        Read::Peer(id) => format!("counterpart {id}"),
        Read::Authorization(id) => format!("authorization {id}"),
        Read::Approach(id) => format!("cooperative approach {id}"),
        Read::Order(id) => format!("order {id}"),
        Read::Entry(number) => format!("entry {number} of the ledger"),
        Read::Report(year) => format!("the report of {year}"),
        Read::ReportedActions(window) => format!("actions of the report of {}, from row {}", window.year, next(window.offset)),
        Read::ReportedHoldings(window) => format!("holdings of the report of {}, from row {}", window.year, next(window.offset)),
        Read::Journal(query) => rows("lines of the journal", query),
        Read::JournalLine(number) => format!("line {number} of the journal"),
        Read::Guarded(guarded, version) => version_of(guarded.word(), *version),
        Read::Cases => "the board of cases".to_owned(),
        Read::Case(id) => format!("case {id}"),
        Read::Runs(query) => rows("reconciliation runs", query),
        Read::Run(id) => format!("reconciliation run {id}"),
        Read::RunSegments(id) => format!("what each book says in run {id}"),
        Read::CaseRows(query) => rows("cases", query),
        Read::Contacts | Read::ContactRows(_) | Read::Contact(_) | Read::ChangeRows(_) | Read::ContactChange(_) => people(read),
        Read::HeardContacts(_) | Read::ContactAttempts(_) | Read::ContactBundles => people(read),
        Read::Broadcasts | Read::BroadcastRows(_) | Read::Broadcast(_) => people(read),
        Read::TextFile(_) => "a text on this computer".to_owned(),
        Read::Bundle(_) => "a bundle of contacts on this computer".to_owned(),
        Read::Checks(_) => "what the checks say of an order that is being written".to_owned(),
        // Where documents lie on this computer is nobody's business who looks at the screen later.
        Read::Document(_) => "the digest of a document on this computer".to_owned(),
        Read::Act(key) => format!("what became of the act with key {key}"),
    }
}

/// A question about people.
fn people(read: &Read) -> String {
    match read {
        Read::Contacts => "the directory of contacts".to_owned(),
        Read::ContactRows(query) => rows("contacts", query),
        Read::ChangeRows(query) => rows("changes of contacts", query),
        Read::ContactChange(id) => format!("change {id} of contacts"),
        Read::Contact(who) => format!("contact {who}"),
        Read::HeardContacts(registry) => format!("what {registry} said of its own people"),
        Read::ContactAttempts(None) => "who was called".to_owned(),
        Read::ContactAttempts(Some(about)) => format!("who was called about {about}"),
        Read::ContactBundles => "the bundles of contacts that were compared".to_owned(),
        Read::Broadcasts => "the messages to lists".to_owned(),
        Read::BroadcastRows(query) => rows("messages to lists", query),
        Read::Broadcast(id) => format!("message {id} to a list"),
        _ => "people".to_owned(),
    }
}

fn version_of(what: &str, version: GuardedVersion) -> String {
    match version {
        GuardedVersion::InForce => format!("the {what} in force"),
        GuardedVersion::Number(version) => format!("version {version} of the {what}"),
        GuardedVersion::Waiting => format!("the {what} that waits for a second officer"),
    }
}

/// The number of the row after so many.
fn next(rows: u64) -> String {
    grouped(rows.saturating_add(1))
}

fn rows(what: &str, query: &Query) -> String {
    let limit = u64::from(query.window.limit);
    let window = match &query.window.start {
        Start::Offset(offset) => {
            format!("rows {} to {}", grouped(offset.saturating_add(1)), grouped(offset.saturating_add(limit)))
        }
        Start::Around(key) => format!("{limit} rows around {key}"),
        Start::Cursor(_) => format!("the next {limit} rows"),
    };
    let filter = if query.filter.is_empty() { String::new() } else { format!(", {}", query.filter) };
    let sort = query.sort.map_or_else(String::new, |sort| {
        let direction = if sort.descending { "greatest first" } else { "smallest first" };
        format!(", by {}, {direction}", sort.by)
    });
    format!("{what}, {window}{filter}{sort}")
}
