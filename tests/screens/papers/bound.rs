//! What binds the accounts of these books, and what needs somebody: lists, limits, locks with their causes, representatives with names
//! nobody should trust.

use super::{
    super::{book::now, seed::names},
    Papers, ago, ahead,
};
use countersign::{
    domain::{Account, Block, Quantity},
    registry::{
        Word,
        book::{
            AccountLocks, AccountRules, Limits, Link, LockCause, LockedBlocks, Need, NeedKind, Oldest, OrderState, Overview,
            Pile, Representative, RepresentativeRole, TrustedAccount,
        },
    },
    text::Untrusted,
};

/// The last digits of an account's id: what its papers are written by.
fn number(account: &Account) -> usize {
    account.summary.id.as_str().rsplit('-').next().unwrap().parse().unwrap()
}

/// The registry of an account.
fn registry(account: &Account) -> &str {
    &account.summary.id.as_str()[..5]
}

/// Two or three people; one of ten accounts has none.
pub fn representatives(account: &Account) -> Vec<Representative> {
    let (n, names) = (number(account), names());
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
        let (cause, since) = (&lock.cause, lock.since);
        match rows.iter_mut().find(|row| row.state == block.state && row.lock.cause == *cause) {
            Some(row) => {
                row.blocks += 1;
                row.quantity = row.quantity.plus(block.quantity()).unwrap();
            }
            None => rows.push(LockedBlocks {
                state: block.state,
                blocks: 1,
                quantity: block.quantity(),
                lock: LockCause { since, ..named(cause) },
            }),
        }
    }
    rows.sort_by_key(|row| row.lock.since);
    let whole = account.lock.as_ref().map(|lock| LockCause { since: lock.since, ..named(&lock.cause) });
    AccountLocks { account: account.summary.id.clone(), whole, blocks: rows }
}

/// A cause with the order or the transfer that it names.
fn named(cause: &Untrusted) -> LockCause {
    let id = |word: &str| cause.octets().strip_prefix(word).and_then(|id| id.parse().ok());
    LockCause { cause: cause.clone(), since: now(), order: id("order "), transfer: id("transfer ") }
}

/// What needs somebody; the person at the desk is `amina.k`, whose own orders do not wait for her.
pub fn overview(papers: &Papers, revision: u64) -> Overview {
    let waiting = papers.orders.iter().filter(|order| order.state.is(&OrderState::Submitted));
    let pile = |orders: Vec<(Untrusted, jiff::Timestamp)>| Pile {
        count: orders.len() as u64,
        oldest: orders.iter().min_by_key(|(_, at)| *at).map(|(id, since)| Oldest { id: id.clone(), since: *since }),
    };
    let of = |own: bool| {
        let orders = waiting.clone().filter(|order| own || order.by.octets() != "amina.k");
        pile(orders.map(|order| (Untrusted::new(order.id.to_string()), order.submitted)).collect())
    };
    let many = |count: u64, id: &str, hours: i64| {
        let oldest = (count > 0).then(|| Oldest { id: Untrusted::new(id), since: ago(hours) });
        Pile { count, oldest }
    };
    let need = |kind: &str, all: Pile, mine: Pile| Need { kind: Word::read(kind.to_owned(), NeedKind::of_word), all, mine };
    let there = |count: u64| if papers.entries.is_empty() { 0 } else { count };
    let link = |(registry, name, state, seen): (&str, &str, &str, Option<i64>)| Link {
        registry: registry.parse().unwrap(),
        name: Untrusted::new(name),
        state: Word::read(state.to_owned(), countersign::domain::check::LinkState::of_word),
        seen: seen.map(ago),
    };
    Overview {
        needs: vec![
            need("approvals", of(true), of(false)),
            need("proposals", many(there(1), "GHA01-2026-000119", 3), many(there(1), "GHA01-2026-000119", 3)),
            need("stuck", many(there(3), "CHE01-2026-000117", 26), many(there(2), "CHE01-2026-000117", 26)),
            need("incidents", many(there(12), "4711", 160), many(0, "", 0)),
            need("discrepancies", many(0, "", 0), many(0, "", 0)),
            need("contacts", many(0, "", 0), many(0, "", 0)),
            need("audits\u{202e}", many(there(1), "A-1", 400), many(0, "", 0)),
        ],
        links: [
            ("GHA01", "Ghana Carbon Registry", "active", Some(0)),
            ("JPN01", "Japanese ITMO registry", "degraded", Some(5)),
            ("SWE01", "Swedish \u{1b}[2Jregistry", "suspended-security", Some(90)),
            ("THA01", "Thai ITMO registry", "active", Some(1)),
            ("XDE01", "A registry nobody answers for", "resting", None),
        ]
        .map(link)
        .to_vec(),
        revision,
        as_of: now(),
    }
}
