//! Orders of every kind, in every state; some of the person who sits at the desk.

use super::{ago, ahead, written};
use countersign::{
    domain::{
        Account, AccountKind, AccountState, Block, BlockRange, BlockState, Holder, HolderKind, Metric, Quantity, check::CheckId,
    },
    evidence::digest::Digest,
    registry::{
        Word,
        book::{
            Agreed, AuthorizationInFull, CheckFinding, CheckResult, Decision, IssuedBlock, OrderDestination, OrderInFull,
            OrderState, OrderSummary, OrderedAccount, OrderedAct, OrderedTransfer, Recorded, RegistryCount, Representative,
            RepresentativeRole,
        },
    },
    text::Untrusted,
};
use std::collections::BTreeSet;

/// Who submitted, how it ended, who decided, and how many hours ago it was submitted.
const COURSES: [(&str, &str, Option<&str>, i64); 12] = [
    ("amina.k", "submitted", None, 2),
    ("jonas.h", "submitted", None, 26),
    ("amina.k", "executed", Some("luc.b"), 50),
    ("jonas.h", "rejected", Some("esi.o"), 75),
    ("amina.k", "withdrawn", Some("amina.k"), 99),
    ("jonas.h", "expired", None, 200),
    ("jonas.h", "executed", Some("luc.b"), 300),
    ("amina.k", "submitted", None, 1),
    ("jonas.h", "approved", None, 3),
    ("amina.k", "superseded", Some("amina.k"), 320),
    ("jonas.h", "stopped", Some("sofia.m"), 340),
    ("am\u{202e}ani.k", "parked", Some("esi.o"), 400),
];

/// The orders, the newest number last.
pub fn all(registry: &str, accounts: &[Account], blocks: &[Block], authorizations: &[AuthorizationInFull]) -> Vec<OrderInFull> {
    let acts = acts(registry, accounts, blocks, authorizations);
    let order = |(n, act): (usize, OrderedAct)| {
        let (by, state, decided_by, hours) = COURSES[n % COURSES.len()];
        let hours = hours + n as i64;
        let state = Word::read(state.to_owned(), OrderState::of_word);
        let open = state.is(&OrderState::Submitted) || state.is(&OrderState::Approved);
        OrderInFull {
            id: format!("{registry}-2026-{:06}", 5_101 + n).parse().unwrap(),
            by: Untrusted::new(by),
            expires: if open { ahead(72 - hours) } else { ago(hours - 72) },
            reason: Untrusted::new(["agreed delivery, instalment 3 of 5", "the holder's \u{1b}[1mletter\u{1b}[0m"][n % 2]),
            digest: Digest::of(format!("{registry} {n}")),
            submitted: ago(hours),
            decided_by: decided_by.map(Untrusted::new),
            decided: (!open).then(|| ago(hours - 1)),
            checks: checks(state.is(&OrderState::Rejected)),
            signed: None,
            recorded: state
                .is(&OrderState::Executed)
                .then(|| Recorded { entry: 40 + n as u64, digest: Digest::of(format!("entry {n}")) }),
            withheld: BTreeSet::new(),
            state,
            act,
        }
    };
    acts.into_iter().enumerate().map(order).collect()
}

/// Three acts of each kind, about what is in the book.
fn acts(registry: &str, accounts: &[Account], blocks: &[Block], authorizations: &[AuthorizationInFull]) -> Vec<OrderedAct> {
    let (Some(_), Some(_)) = (accounts.get(2), blocks.get(30)) else { return Vec::new() };
    let free: Vec<&Block> = blocks.iter().filter(|block| block.state == BlockState::Available).collect();
    let other = if registry == "CHE01" { "GHA01" } else { "CHE01" };
    let decisions = [Decision::Accept, Decision::Drop, Decision::Complete, Decision::Rebook, Decision::GiveUp];
    let account = |n: usize| accounts[n % accounts.len()].summary.id.clone();
    let mut acts = Vec::new();
    for n in 0..3 {
        let block = free[n % free.len()];
        let full = &authorizations[n % authorizations.len()];
        acts.extend([
            OrderedAct::Transfer(Box::new(transfer(free[n], n, registry, other))),
            OrderedAct::AccountState { account: account(n), state: AccountState::BlockedOut },
            OrderedAct::Transfer(Box::new(transfer(free[n + 3], n + 3, registry, other))),
            OrderedAct::Issue { account: account(n + 1), blocks: vec![issued(block)] },
            OrderedAct::Authorize { id: full.summary.id.clone(), version: Box::new(full.versions[0].clone()) },
            OrderedAct::Approach(written::approaches(&[], &[])[n].summary.clone()),
            OrderedAct::OpenAccount(Box::new(opened(registry, n))),
            OrderedAct::ReleaseBlocks(free[n..n + 2].iter().map(|block| range(block)).collect()),
            OrderedAct::Decide {
                decision: decisions[n],
                transfer: format!("{other}-2026-{:06}", 117 + n).parse().unwrap(),
                quantity: Quantity::new(1_000),
                proposal: Digest::of(format!("proposal {n}")),
            },
        ]);
    }
    acts
}

fn range(block: &Block) -> BlockRange {
    BlockRange { series: block.series, range: block.range }
}

fn transfer(block: &Block, n: usize, registry: &str, other: &str) -> OrderedTransfer {
    let account = |kind: u16| format!("{registry}-{kind}-2031").parse().unwrap();
    let there = || format!("{other}-100-0045").parse().unwrap();
    let to = match n % 6 {
        0 => OrderDestination::External { registry: other.parse().unwrap(), account: there() },
        1 => OrderDestination::Internal(account(100)),
        2 => OrderDestination::NdcUse { account: account(200), year: block.series.vintage },
        3 => OrderDestination::OimpUse { account: account(210), purpose: Untrusted::new("CORSIA") },
        4 => OrderDestination::Cancellation { account: account(300), kind: Word::read("voluntary".to_owned(), |_| None) },
        _ => OrderDestination::AdaptationFund { registry: other.parse().unwrap(), account: there(), mandatory: false },
    };
    OrderedTransfer {
        from: block.account.clone(),
        to,
        ranges: vec![range(block)],
        quantity: block.quantity(),
        corrects: (n == 5).then(|| format!("{registry}-2026-000099").parse().unwrap()),
    }
}

fn issued(block: &Block) -> IssuedBlock {
    IssuedBlock {
        range: range(block),
        authorization: block.authorization.clone(),
        authorization_version: block.authorization_version,
        non_ghg: block.non_ghg.clone(),
        underlying: block.underlying.clone(),
        first_transferred: None,
    }
}

fn opened(registry: &str, n: usize) -> OrderedAccount {
    let person = |name: &str, role| Representative { name: Untrusted::new(name), role: Word::Known(role) };
    OrderedAccount {
        id: format!("{registry}-100-{}", 2_900 + n).parse().unwrap(),
        name: Untrusted::new("Project account, new"),
        kind: AccountKind(100),
        holder: Holder {
            name: Untrusted::new("Northern Biogas \u{202e}oC gnidlot"),
            kind: HolderKind::Entity,
            party: registry[..3].parse().unwrap(),
        },
        state: AccountState::Open,
        approaches: Vec::new(),
        metric: Metric::Ghg,
        representatives: vec![
            person("Ama Mensah", RepresentativeRole::Primary),
            person("Kwame \u{1b}[7mBoateng", RepresentativeRole::Secondary),
        ],
    }
}

/// What the checks found: some passed, one could not be known, and one failed where the order came to nothing.
fn checks(failed: bool) -> Vec<CheckFinding> {
    let found = |check: CheckId, result: CheckResult, values: &[(&str, &str)], hint: Option<&str>| CheckFinding {
        check: Word::Known(check),
        rule: Untrusted::new(check.rule()),
        result: Word::Known(result),
        values: values.iter().map(|(name, value)| (Untrusted::new(*name), Untrusted::new(*value))).collect(),
        hint: hint.map(Untrusted::new),
    };
    let limit = if failed { CheckResult::Fail } else { CheckResult::Pass };
    vec![
        found(CheckId::L08, CheckResult::Pass, &[("role", "initiator")], None),
        found(CheckId::B07, CheckResult::Pass, &[("held", "12 500"), ("asked", "12 500")], None),
        found(CheckId::A08, CheckResult::NotEvaluated, &[], Some("the account keeps no list of trusted accounts")),
        found(CheckId::C01, CheckResult::NotEvaluated, &[], Some("nobody has approved it yet")),
        found(CheckId::C03, limit, &[("asked", "12 500"), ("left today", "9 000")], failed.then_some("Order less, or wait.")),
        CheckFinding {
            check: Word::Unrecognised(Untrusted::new("Q\u{202e}7")),
            rule: Untrusted::new("A check of a later version."),
            result: Word::Unrecognised(Untrusted::new("maybe")),
            values: vec![(Untrusted::new("moon"), Untrusted::new("full\u{200b}"))],
            hint: None,
        },
    ]
}

/// Who has agreed, as the list shows it.
fn agreed(count: &RegistryCount) -> Agreed {
    Agreed { count: u8::try_from(count.approvals.len()).unwrap(), needed: count.needed, by: count.approvals.clone() }
}

/// An order as the list shows it.
pub fn summary(order: &OrderInFull) -> OrderSummary {
    let (subject, quantity): (String, Option<Quantity>) = match &order.act {
        OrderedAct::Transfer(moved) => (moved.from.to_string(), Some(moved.quantity)),
        OrderedAct::Issue { account, .. } | OrderedAct::AccountState { account, .. } => (account.to_string(), None),
        OrderedAct::Authorize { id, .. } => (id.to_string(), None),
        OrderedAct::Approach(approach) => (approach.id.to_string(), None),
        OrderedAct::OpenAccount(account) => (account.id.to_string(), None),
        OrderedAct::ReleaseBlocks(ranges) => (ranges[0].first_id().to_string(), None),
        OrderedAct::Decide { transfer, .. } => (transfer.to_string(), None),
        OrderedAct::ResumeLink(registry) => (registry.to_string(), None),
        OrderedAct::TrustAccount { account, .. } => (account.to_string(), None),
    };
    let mut row = OrderSummary {
        id: order.id,
        kind: Word::Known(order.act.kind()),
        subject: Untrusted::new(subject),
        quantity,
        by: order.by.clone(),
        person: order.signed.as_ref().map(|signed| signed.count.initiator.clone()),
        agreed: order.signed.as_ref().map(|signed| agreed(&signed.count)),
        state: order.state.clone(),
        at: order.submitted,
        expires: order.expires,
        withheld: BTreeSet::new(),
    };
    row.withhold(order.withheld.clone());
    row
}
