//! Two small books that know each other: GHA01 with a thousand units, CHE01 with none.

use crate::{
    domain::RegistryId,
    sandbox::{
        comm::{peers, schema as tables},
        desk::{Desk, Me, PRACTICE, Policy, practice_key},
        ledger, schema,
    },
    wire::{
        BigNumber,
        ledger::{Account, Act, Approach, Authorization, Block, Blocks, Held, Lock, Order, OrderState, Posting, Span, Transfer},
        order::{Destination, OrderAct, ToRegistry, TransferOrder},
    },
};
use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;

pub const GHANA: &str = "GHA01";
pub const SWITZERLAND: &str = "CHE01";

pub fn registry(id: &str) -> RegistryId {
    id.parse().unwrap()
}

/// A registry and its book.
pub struct Registry {
    pub book: Connection,
    pub me: Me,
}

impl Registry {
    pub fn desk(&self, now: Timestamp) -> Desk<'_> {
        Desk { book: &self.book, me: &self.me, now }
    }
}

/// An empty book that knows a peer.
pub fn open(id: &str, peer: &str, policy: Policy, now: Timestamp) -> Registry {
    let book = Connection::open_in_memory().unwrap();
    for batch in schema::TABLES {
        book.execute_batch(batch).unwrap();
    }
    book.execute_batch(schema::book::INDICES).unwrap();
    book.execute_batch(tables::INDICES).unwrap();
    let peer = registry(peer);
    peers::put(&book, &peers::Peer::new(peer, "the peer", "active")).unwrap();
    let (key, secret) = practice_key(peer, 1);
    peers::put_key(&book, peer, (&key, &secret.public()), (Timestamp::UNIX_EPOCH, None), "by practice").unwrap();
    let registry = Registry { book, me: Me::practice(registry(id), 1, policy) };
    assert_eq!(registry.me.environment, PRACTICE);
    fill(&registry, now);
    registry
}

fn fill(registry: &Registry, now: Timestamp) {
    let id = registry.me.registry.to_string();
    let party = registry.me.registry.party().as_str().to_owned();
    let mut postings = vec![
        Posting::Approach(Approach {
            id: "CA0007".into(),
            name: "Ghana and Switzerland (practice)".into(),
            parties: vec!["GHA".into(), "CHE".into()],
            state: "active".into(),
            initial_report: "submitted".into(),
        }),
        Posting::Authorization(authorization("issued")),
        Posting::Account(Account {
            id: account(&id),
            name: "main".into(),
            kind: 100,
            holder: "The State".into(),
            holder_kind: "party".into(),
            party,
            state: "open".into(),
            opened: Some(now),
            last_act: None,
            approaches: vec![],
            metric: None,
            lock: None,
        }),
    ];
    if id == GHANA {
        let held = Held { account: account(&id), state: None, lock: None, block: block(1, 1000) };
        postings.push(Posting::Create(Blocks { blocks: vec![held] }));
    }
    append(registry, now, ledger::OPENED, postings);
}

pub fn account(registry: &str) -> String {
    format!("{registry}-100-0001")
}

pub fn authorization(state: &str) -> Authorization {
    Authorization {
        id: "GHA-2024-001".into(),
        version: 1,
        state: state.into(),
        approach: "CA0007".into(),
        party: "GHA".into(),
        date: jiff::civil::date(2024, 3, 1),
        purpose: "NDC".into(),
        first_transfer: None,
        parties: vec!["CHE".into()],
        entities: vec![],
        quantity: Some(BigNumber(1_000)),
        timeframe: Some((2021, 2030)),
        metric: "GHG".into(),
        mitigation_type: "Emission reductions".into(),
        sector: "Agriculture".into(),
        activity_type: "Biogas".into(),
        terms: "none".into(),
    }
}

pub fn block(first: u64, last: u64) -> Block {
    let Span { first, last } = span(first, last);
    Block {
        first,
        last,
        authorization: "GHA-2024-001".into(),
        version: 1,
        non_ghg: String::new(),
        underlying: "NA".into(),
        first_transferred: None,
    }
}

pub fn span(first: u64, last: u64) -> Span {
    Span { first: format!("CA0007-GHA01-GHA-{first}-2023"), last: format!("CA0007-GHA01-GHA-{last}-2023") }
}

pub fn append(registry: &Registry, now: Timestamp, kind: &str, postings: Vec<Posting>) {
    let act = Act { by: vec![], reason: "practice".into(), message: None, postings };
    ledger::append(&registry.desk(now), kind, &act).unwrap();
}

/// An approved order of units, as the orders leave it: the units are reserved and the transfer waits to be proposed.
pub fn approved(registry: &Registry, now: Timestamp, id: &str, (first, last): (u64, u64), again: bool) {
    let from = registry.me.registry.to_string();
    let to = if from == GHANA { SWITZERLAND } else { GHANA };
    let quantity = BigNumber(last - first + 1);
    let act = OrderAct::Transfer(TransferOrder {
        from: account(&from),
        to: Destination::External(ToRegistry { registry: to.into(), account: account(to) }),
        spans: vec![span(first, last)],
        quantity,
        corrects: None,
        reason: "practice".into(),
    });
    let expires = now + SignedDuration::from_hours(72);
    let (action, subtype) =
        if again { ("Transfer", "Not yet defined") } else { ("First transfer", "First transfer to another Party") };
    append(
        registry,
        now,
        "order-submitted",
        vec![Posting::Order(Box::new(Order { id: id.into(), by: "amina.k".into(), expires, act }))],
    );
    let transfer = Transfer {
        id: id.into(),
        side: "transferring".into(),
        state: "approved".into(),
        action: action.into(),
        subtype: subtype.into(),
        from_registry: from.clone(),
        from_account: account(&from),
        to_registry: to.into(),
        to_account: account(to),
        spans: vec![span(first, last)],
        quantity,
        year: None,
        purpose: None,
        corrects: None,
        due: None,
    };
    let lock = Lock { spans: vec![span(first, last)], state: "reserved".into(), cause: id.into() };
    let decided = OrderState { order: id.into(), state: "executed".into(), by: Some("luc.b".into()) };
    append(
        registry,
        now,
        "order-executed",
        vec![Posting::OrderState(decided), Posting::Transfer(Box::new(transfer)), Posting::Lock(lock)],
    );
}
