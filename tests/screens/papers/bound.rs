//! What binds the accounts of these books, and what needs somebody: lists, limits, locks with their causes, representatives with names
//! nobody should trust.

use super::{
    super::{book::now, seed::names, traffic::Traffic},
    Papers, ago, ahead, guards,
};
use countersign::{
    domain::{Account, AccountId, Block, Quantity, transfer::InState},
    registry::{
        Word,
        book::{
            AccountLocks, AccountRules, Guarded, GuardedVersion, Limits, Link, LockedBlocks, Need, NeedKind, Oldest, OrderState,
            Overview, Pile, Representative, RepresentativeRole, TrustedAccount,
        },
        traffic::{Peer, PeerSummary, TransferState, TransferSummary},
    },
    text::Untrusted,
};
use jiff::Timestamp;

/// The last digits of an account's id: what its papers are written by.
fn number(account: &Account) -> usize {
    number_of(&account.summary.id)
}

fn number_of(id: &AccountId) -> usize {
    id.as_str().rsplit('-').next().unwrap().parse().unwrap()
}

/// The registry of an account.
fn registry(account: &Account) -> &str {
    &account.summary.id.as_str()[..5]
}

/// Two or three people; one of ten accounts has none.
pub fn representatives(account: &AccountId) -> Vec<Representative> {
    let (n, names) = (number_of(account), names());
    if n.is_multiple_of(10) {
        return Vec::new();
    }
    let role = |word: &str| Word::read(word.to_owned(), RepresentativeRole::of_word);
    let roles = [role("primary"), role("secondary"), role(if n.is_multiple_of(4) { "delegate\u{202e}" } else { "viewer" })];
    let people = roles.into_iter().take(2 + n % 2).enumerate();
    people.map(|(at, role)| Representative { name: Untrusted::new(names[(n + at * 3) % names.len()].clone()), role }).collect()
}

/// One of three accounts keeps a list; one of its entries does not count yet. One of nine has an empty list.
pub fn rules(account: &Account) -> AccountRules {
    let n = number(account);
    let (here, there) = (registry(account), if registry(account) == "CHE01" { "GHA01" } else { "CHE01" });
    let entry = |registry: &str, account: usize, entered, counts_from| TrustedAccount {
        registry: registry.parse().unwrap(),
        account: format!("{registry}-100-{account:04}").parse().unwrap(),
        entered,
        counts_from,
    };
    let trusted = match n % 9 {
        0 => Some(Vec::new()),
        3 | 6 => Some(vec![
            entry(here, 2_001, ago(9_000), ago(8_900)),
            entry(there, 45, ago(4_000), ago(3_904)),
            entry(there, 54, ago(20), ahead(76)),
        ]),
        _ => None,
    };
    let limits = Limits {
        per_order: Some(Quantity::new(1_000_000)),
        per_day: (n % 4 != 3).then(|| Quantity::new(5_000_000)),
        used_today: Quantity::new([0, 12_500, 4_999_999, 0][n % 4]),
    };
    AccountRules { account: account.summary.id.clone(), trusted, limits, window: None, as_of: now() }
}

/// The account's own lock, and its blocks' by cause and state.
pub fn locks(account: &Account, blocks: &[Block]) -> AccountLocks {
    let mut rows: Vec<LockedBlocks> = Vec::new();
    for block in blocks.iter().filter(|block| block.account == account.summary.id) {
        let Some(lock) = &block.lock else { continue };
        match rows.iter_mut().find(|row| row.state == block.state && row.lock.cause == lock.cause) {
            Some(row) => {
                row.blocks += 1;
                row.quantity = row.quantity.plus(block.quantity()).unwrap();
            }
            None => rows.push(LockedBlocks { state: block.state, blocks: 1, quantity: block.quantity(), lock: lock.clone() }),
        }
    }
    rows.sort_by_key(|row| row.lock.since);
    AccountLocks { account: account.summary.id.clone(), whole: account.lock.clone(), blocks: rows }
}

/// What needs somebody; the person at the desk is `amina.k`, whose own orders do not wait for her, and who looks after no incidents.
pub fn overview(papers: &Papers, traffic: &Traffic, revision: u64) -> Overview {
    let waiting = papers.orders.iter().filter(|order| order.state.is(&OrderState::Submitted));
    let waiting: Vec<_> = waiting.map(|order| (order.id.to_string(), order.submitted, order.by.octets() != "amina.k")).collect();
    let transfers = |fits: &dyn Fn(&TransferSummary) -> bool| {
        let all = traffic.transfers.iter().map(|transfer| &transfer.summary).filter(|row| fits(row));
        all.map(|row| (row.id.to_string(), row.since, true)).collect::<Vec<_>>()
    };
    let received = TransferState::Acquiring(InState::Received);
    let overdue = |row: &TransferSummary| row.due.is_some_and(|due| due < now());
    let doubtful = |row: &TransferSummary| row.state.known().is_some_and(|state| state.word() == "in-doubt");
    let unseen = traffic.incidents.iter().filter(|incident| incident.acknowledged.is_none());
    let strange = papers.entries.first().map(|_| ("A-1".to_owned(), ago(400), false));
    let link = |peer: &Peer| {
        let PeerSummary { registry, name, state, seen, .. } = peer.summary.clone();
        Link { registry, name, state, seen }
    };
    Overview {
        needs: vec![
            need("approvals", &waiting),
            need("proposals", &transfers(&|row| row.state.is(&received) && !overdue(row))),
            need("stuck", &transfers(&|row| overdue(row) || doubtful(row))),
            need("incidents", &unseen.map(|incident| (incident.id.to_string(), incident.at, false)).collect::<Vec<_>>()),
            need("discrepancies", &[]),
            need("contacts", &[]),
            need("versions", &versions(papers)),
            need("audits\u{202e}", &strange.into_iter().collect::<Vec<_>>()),
        ],
        links: traffic.peers.iter().map(link).collect(),
        revision,
        as_of: now(),
    }
}

/// The versions of the roster and the policy that wait for a second officer.
fn versions(papers: &Papers) -> Vec<(String, Timestamp, bool)> {
    let given = papers.guards.unwrap_or(guards::given);
    let waiting = |what: Guarded| Some((what, given(what, GuardedVersion::Waiting)?.version));
    let found = [Guarded::Roster, Guarded::Policy].into_iter().filter_map(waiting);
    found.map(|(what, version)| (format!("{} v{version}", what.word()), ago(30), false)).collect()
}

/// A kind, from what there is of it: id, since when, and whether it waits for the person at the desk.
fn need(kind: &str, all: &[(String, Timestamp, bool)]) -> Need {
    let pile = |only_mine: bool| {
        let rows: Vec<_> = all.iter().filter(|(.., mine)| *mine || !only_mine).collect();
        let oldest = rows.iter().min_by_key(|(_, since, _)| *since);
        let oldest = oldest.map(|(id, since, _)| Oldest {
            id: Untrusted::new(id.clone()),
            what: (kind == "incidents").then(|| Untrusted::new("not-as-signed".to_owned())),
            since: *since,
        });
        Pile { count: rows.len() as u64, oldest }
    };
    Need { kind: Word::read(kind.to_owned(), NeedKind::of_word), all: pile(false), mine: pile(true) }
}
