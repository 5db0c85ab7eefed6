//! What stands in the books: accounts and blocks written by rule, so that every run sees the same, with names nobody should trust.

use super::{
    book::{Book, now},
    directory::People,
    papers::{Papers, guards},
    traffic::Traffic,
};
use countersign::{
    domain::{
        Account, AccountId, AccountKind, AccountState, AccountSummary, Block, BlockState, Holder, HolderKind, Lock, Metric,
        Quantity, Serial, SerialRange, Series,
    },
    registry::{Assurance, Environment, Standing},
    text::Untrusted,
};
use jiff::{SignedDuration, Timestamp};
use std::sync::OnceLock;

/// The first number of an account; no document or hint of the console shows an account with such a number.
const FIRST: usize = 2001;

/// What makes one book differ from another: no id of one occurs in the other.
pub struct Plan {
    pub registry: &'static str,
    name: &'static str,
    operator: &'static str,
    /// The number of the first transfer.
    pub first_transfer: u32,
    /// Registries and Parties that created the ids.
    pub origins: [(&'static str, &'static str); 2],
    parties: [&'static str; 4],
    assurance: Assurance,
}

/// The book of a plan. It is written when the first test wants it; the others get copies.
fn once(kept: &OnceLock<Book>, plan: &Plan) -> Book {
    kept.get_or_init(|| book(plan)).clone()
}

/// The Swiss practice registry.
pub fn swiss() -> Book {
    static BOOK: OnceLock<Book> = OnceLock::new();
    once(
        &BOOK,
        &Plan {
            registry: "CHE01",
            name: "Swiss ITMO registry",
            operator: "Amina Keller",
            first_transfer: 4_101,
            origins: [("THA01", "THA"), ("CHE01", "CHE")],
            parties: ["CHE", "THA", "SWE", "VUT"],
            assurance: Assurance::A3,
        },
    )
}

/// The Ghanaian practice registry.
pub fn ghana() -> Book {
    static BOOK: OnceLock<Book> = OnceLock::new();
    once(
        &BOOK,
        &Plan {
            registry: "GHA01",
            name: "Ghana Carbon Registry",
            operator: "Kofi Mensah",
            first_transfer: 4_201,
            origins: [("GHA01", "GHA"), ("KEN01", "KEN")],
            parties: ["GHA", "KEN", "SGP", "RWA"],
            assurance: Assurance::A2,
        },
    )
}

/// A registry with nothing in it.
pub fn empty() -> Book {
    let mut book = swiss();
    book.accounts.clear();
    book.blocks.clear();
    book.papers = Papers { guards: Some(guards::settled), ..Papers::default() };
    book.traffic = Traffic::default();
    book
}

fn book(plan: &Plan) -> Book {
    let mut accounts: Vec<Account> = (0..40).map(|n| account(plan, n)).collect();
    let blocks: Vec<Block> = blocks(plan, &accounts);
    for account in &mut accounts {
        let here = || blocks.iter().filter(|block| block.account == account.summary.id);
        account.summary.held = Quantity::total(here().map(Block::quantity)).unwrap();
        account.summary.locked = Quantity::total(here().filter(|block| block.lock.is_some()).map(Block::quantity));
    }
    let standing = Standing {
        registry: plan.registry.parse().unwrap(),
        name: Untrusted::new(plan.name),
        environment: Some(Environment::Practice),
        assurance: plan.assurance,
        operator: Untrusted::new(plan.operator),
        roles: vec![Untrusted::new("initiator")],
        can: vec![Untrusted::new("freeze")],
        api_version: Untrusted::new("1.0"),
        clock: now(),
    };
    let marks = [plan.origins[0].0, plan.origins[1].0].map(|origin| format!("-{origin}-")).to_vec();
    let transfers = format!("-2026-00{}", plan.first_transfer / 100);
    let marks = marks.into_iter().chain([format!("{}-100-2", plan.registry), transfers]).collect();
    let (papers, traffic) = (Papers::of(plan.registry, &accounts, &blocks), Traffic::of(plan));
    let (case, run, people) = (None, None, People::default());
    Book { standing, accounts, blocks, papers, traffic, case, run, people, revision: 7, receipts: Vec::new(), marks }
}

/// Names as registries have them: in several scripts, too long, and made to deceive.
pub fn names() -> Vec<String> {
    let mut names: Vec<String> = [
        "Environmental Protection Authority",
        "Transformative Cookstove Ltd",
        "Federal Office for the Environment",
        "Northern Biogas \u{202e}oC gnidlot",
        "KliK Foundation for Climate Protection and Carbon Offset with a name that goes on and on, as names of foundations do",
        "北部沼气有限公司",
        "Solar\u{200b} Home Systems",
        "\u{1b}[31mRed\u{1b}[0m Cross Energy",
        "Ministère de l\u{2019}Environnement",
        "Bаnk of Ghana",
    ]
    .map(str::to_owned)
    .to_vec();
    let hostile = include_str!("../vectors/hostile-text.jsonl");
    names.extend(hostile.lines().step_by(6).take(12).filter_map(|line| serde_json::from_str(line).ok()));
    names
}

fn account(plan: &Plan, n: usize) -> Account {
    let codes = [100, 100, 200, 100, 210, 100, 300, 100, 999, 100];
    let states = [
        AccountState::Open,
        AccountState::Open,
        AccountState::BlockedOut,
        AccountState::Open,
        AccountState::Suspended,
        AccountState::Open,
        AccountState::Requested,
        AccountState::Closed,
        AccountState::Unrecognised,
    ];
    let code = if n < 2 { 100 } else { codes[n % codes.len()] };
    let state = states[n % states.len()];
    let names = names();
    let ago = |hours: usize| before(SignedDuration::from_hours(i64::try_from(hours).unwrap()));
    let summary = AccountSummary {
        id: format!("{}-{code}-{}", plan.registry, FIRST + n).parse().unwrap(),
        name: Untrusted::new(if n.is_multiple_of(3) { format!("Main account {n}") } else { format!("Project account {n}") }),
        kind: AccountKind(code),
        holder: Holder {
            name: Untrusted::new(names[n % names.len()].clone()),
            kind: if n.is_multiple_of(4) { HolderKind::Party } else { HolderKind::Entity },
            party: plan.parties[n % 4].parse().unwrap(),
        },
        state,
        held: Quantity::ZERO,
        locked: Some(Quantity::ZERO),
        last_act: (n % 7 != 6).then(|| ago(n * n * 3 + 1)),
    };
    let frozen = Lock::of_cause(Untrusted::new("frozen by an administrator: 'stolen token\u{202e}'"), ago(26));
    Account {
        summary,
        opened: (n % 9 != 8).then(|| ago(8_000 + n * 100)),
        approaches: if n % 5 == 1 { vec!["CA0007".parse().unwrap(), "CA0012".parse().unwrap()] } else { Vec::new() },
        version: n as u64 + 3,
        lock: (state == AccountState::Suspended).then_some(frozen),
    }
}

fn blocks(plan: &Plan, accounts: &[Account]) -> Vec<Block> {
    // The first accounts hold most; the last ones nothing.
    let homes: Vec<AccountId> = accounts.iter().take(34).map(|account| account.summary.id.clone()).collect();
    let mut next = 120_001_u64;
    (0..120)
        .map(|n| {
            let (registry, party) = plan.origins[usize::from(n % 5 == 4)];
            let size = [12_500, 1, 88_200, 500, 1_204_500, 40][n % 6];
            let first = if n == 119 { 18_446_744_073_709_000_000 } else { next };
            let range = SerialRange::new(Serial::new(first).unwrap(), Serial::new(first + size - 1).unwrap()).unwrap();
            next = next + size + (n as u64 % 3) * 1_000;
            let series = Series {
                approach: ["CA0001", "CA0007", "CA0012"][n % 3].parse().unwrap(),
                registry: registry.parse().unwrap(),
                party: party.parse().unwrap(),
                vintage: ["2021", "2022", "2023", "2024", "2025"][n / 3 % 5].parse().unwrap(),
            };
            let home = if n.is_multiple_of(2) { homes[n % 4].clone() } else { homes[n * 7 % homes.len()].clone() };
            block(plan, n, series, range, home)
        })
        .collect()
}

fn block(plan: &Plan, n: usize, series: Series, range: SerialRange, account: AccountId) -> Block {
    let states = [
        BlockState::Available,
        BlockState::Available,
        BlockState::Reserved,
        BlockState::Available,
        BlockState::InFlightOut,
        BlockState::Available,
        BlockState::FrozenReconciliation,
        BlockState::Used,
        BlockState::InFlightIn,
        BlockState::FrozenAdministration,
        BlockState::Cancelled,
        BlockState::Unrecognised,
    ];
    let state = states[n % states.len()];
    let cause = match state {
        BlockState::Reserved => Some(format!("order {}-2026-000{}", plan.registry, 100 + n)),
        BlockState::InFlightOut | BlockState::InFlightIn => Some(format!("transfer {}-2026-000{}", plan.registry, 100 + n)),
        BlockState::FrozenReconciliation => Some("discrepancy D-77 \u{1b}]0;title\u{7}".to_owned()),
        BlockState::FrozenAdministration => Some("frozen by an administrator".to_owned()),
        _ => None,
    };
    let other = n % 17 == 5;
    Block {
        series,
        range,
        account,
        holding_registry: plan.registry.parse().unwrap(),
        state,
        lock: cause.map(|cause| lock(&cause, before(SignedDuration::from_hours(n as i64 + 1)))),
        disputed: None,
        authorization: format!("AUTH-{}-{:03}", series.party, n % 4 + 1).parse().unwrap(),
        authorization_version: 1 + n as u32 % 3,
        metric: if other { Metric::NonGhg } else { Metric::Ghg },
        non_ghg: Untrusted::new(if other { "12.5 ha of forest\u{200b}" } else { "" }),
        mitigation_type: Untrusted::new(if n.is_multiple_of(2) { "Emission reductions" } else { "Removals" }),
        sector: Untrusted::new(["Energy", "Agriculture, forestry and other land use", "废物"][n % 3]),
        activity_type: Untrusted::new(if n.is_multiple_of(4) { "Efficient cookstoves" } else { "Household biogas" }),
        underlying: Untrusted::new(if n.is_multiple_of(6) {
            "NA"
        } else {
            "Gold Standard Impact Registry, GS1-1-GH-GS11286-4-2022-26187-1-12500"
        }),
        first_transferred: n.is_multiple_of(3).then(|| "2025-03-14".parse().unwrap()),
    }
}

fn before(time: SignedDuration) -> Timestamp {
    now().checked_sub(time).unwrap()
}

/// A lock with the order or the transfer that its cause names.
fn lock(cause: &str, since: Timestamp) -> Lock {
    let id = |word: &str| cause.strip_prefix(word).and_then(|id| id.parse().ok());
    Lock { order: id("order "), transfer: id("transfer "), ..Lock::of_cause(Untrusted::new(cause), since) }
}
