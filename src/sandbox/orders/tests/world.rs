//! A small book to order in: one registry, a few accounts, one block for each thing a check looks at.

use crate::{
    domain::RegistryId,
    sandbox::{
        book,
        desk::{Desk, Me, Policy},
        ledger, orders,
        people::person,
        problem::Refusal,
        receipts::Asked,
        schema,
    },
    wire::{
        BigNumber,
        admin::Receipt,
        ledger::{
            Account, Act, Approach, Authorization, Block, Blocks, Cause, Held, Posting, Representative, Representatives, Span,
        },
        order::*,
    },
};
use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;
use std::cell::Cell;
use uuid::Uuid;

/// The registry, its book and its clock.
pub struct World {
    pub book: Connection,
    pub me: Me,
    pub now: Cell<Timestamp>,
    keys: Cell<u128>,
}

/// What is done is kept when it succeeds, and rolled back when it is refused, as the store does it.
impl World {
    pub fn new() -> Self {
        Self::in_book(Connection::open_in_memory().unwrap())
    }

    /// Another connection to a book that is there already.
    pub fn over(book: Connection, now: Timestamp) -> Self {
        let me = Me::practice("CHE01".parse::<RegistryId>().unwrap(), 1, Policy { limit: Some(1_000), ..Policy::PRACTICE });
        Self { book, me, now: Cell::new(now), keys: Cell::new(1) }
    }

    pub fn in_book(book: Connection) -> Self {
        for tables in schema::TABLES {
            book.execute_batch(tables).unwrap();
        }
        let world = Self::over(book, "2026-03-02T09:00:00Z".parse().unwrap());
        world
            .act(|desk| {
                let act = Act { by: Vec::new(), reason: "the book is opened".to_owned(), message: None, postings: opening() };
                ledger::append(desk, ledger::OPENED, &act).unwrap();
                crate::sandbox::guard::found(desk.into()).unwrap();
                desk.book.execute_batch(PEERS).unwrap();
                Ok(())
            })
            .unwrap();
        world
    }

    pub fn act<T>(&self, work: impl FnOnce(&Desk<'_>) -> Result<T, Refusal>) -> Result<T, Refusal> {
        self.book.execute_batch("BEGIN IMMEDIATE").unwrap();
        let done = work(&Desk { book: &self.book, me: &self.me, now: self.now.get() });
        self.book.execute_batch(if done.is_ok() { "COMMIT" } else { "ROLLBACK" }).unwrap();
        done
    }

    pub fn pass(&self, hours: i64) {
        self.now.set(self.now.get() + SignedDuration::from_hours(hours));
    }

    /// A key that was never used.
    pub fn asked(&self, login: &str) -> Asked {
        self.keys.set(self.keys.get() + 1);
        Asked { key: Uuid::from_u128(self.keys.get()), person: person(login).unwrap() }
    }

    pub fn submit(&self, act: &OrderAct) -> Result<Receipt, Refusal> {
        let asked = self.asked("amina.k");
        self.act(|desk| orders::submit(desk, asked, act))
    }

    pub fn approve_as(&self, login: &str, id: &str) -> Result<Receipt, Refusal> {
        let digest = orders::served(&self.book, id, jiff::Timestamp::UNIX_EPOCH)?.digest;
        let asked = self.asked(login);
        self.act(|desk| orders::approve(desk, asked, id, &digest))
    }

    /// Submits and approves; the order's id.
    pub fn execute(&self, act: &OrderAct) -> Result<String, Refusal> {
        let id = self.submit(act)?.subject;
        self.approve_as("luc.b", &id)?;
        Ok(id)
    }

    pub fn head(&self) -> u64 {
        ledger::head(&self.book).unwrap().seq
    }

    pub fn state(&self, order: &str) -> String {
        orders::served(&self.book, order, jiff::Timestamp::UNIX_EPOCH).unwrap().state
    }

    /// The postings of the newest entry, by their words.
    pub fn postings(&self) -> Vec<String> {
        let line: String =
            self.book.query_row("SELECT line FROM entries ORDER BY seq DESC LIMIT 1", [], |row| row.get(0)).unwrap();
        let line: serde_json::Value = serde_json::from_str(&line).unwrap();
        let postings = line["act"]["postings"].as_array().unwrap();
        postings.iter().map(|posting| posting.as_object().unwrap().keys().next().unwrap().clone()).collect()
    }

    /// Account, state and first transfer of the block that holds a unit.
    pub fn unit(&self, id: &str) -> (String, String, bool) {
        let id: crate::domain::ItmoId = id.parse().unwrap();
        let held = book::blocks_in(&self.book, id.into()).unwrap();
        let held = held.first().unwrap();
        (held.account.to_string(), held.state.word().to_owned(), held.nature.first_transferred.is_some())
    }

    /// What must be true of every book at every moment.
    pub fn is_sound(&self) {
        assert!(ledger::verify(&self.book).unwrap().is_sound());
        ledger::conservation(&self.book).unwrap();
        assert!(ledger::rebuilt_equals(&self.book).unwrap());
    }
}

const PEERS: &str = "
INSERT INTO peers (registry, name, state, version, nomenclature, can, assurance, clock_offset)
VALUES ('GHA01', 'Ghana', 'active', '1.0', '2026-02-17', 'transfer', 'A1', 12),
       ('THA01', 'Thailand', 'suspended-planned', '1.0', '2026-02-17', 'transfer', 'A1', 90000);
INSERT INTO peer_keys (id, registry, public, valid_from, verified) VALUES ('GHA01-practice-1', 'GHA01', 'x', 0, 'practice');
";

/// The authorizations, each for one vintage of the book: id, vintage, purpose, first transfer definition, and what is special.
pub const NDC: &str = "GHA-2023";
const AUTHORIZATIONS: [(&str, &str, Option<&str>); 10] = [
    (NDC, "NDC", None),
    ("GHA-USE", "OIMP", Some("Use or Cancellation")),
    ("GHA-ISSUE", "NDC and OIMP", Some("Issuance")),
    ("GHA-AUTH", "OIMP", Some("Authorisation")),
    ("GHA-STOPPED", "NDC", None),
    ("GHA-TIGHT", "NDC", None),
    ("GHA-OTHER", "NDC", None),
    ("GHA-UNSAID", "NDC and IMP", None),
    ("GHA-LATE", "NDC", None),
    ("GHA-HA", "NDC", None),
];

pub fn authorization(id: &str, purpose: &str, first_transfer: Option<&str>) -> Authorization {
    Authorization {
        id: id.to_owned(),
        version: 1,
        state: if id == "GHA-STOPPED" { "suspended" } else { "issued" }.to_owned(),
        approach: "CA0001".to_owned(),
        party: "GHA".to_owned(),
        date: "2024-05-01".parse().unwrap(),
        purpose: purpose.to_owned(),
        first_transfer: first_transfer.map(str::to_owned),
        parties: if id == "GHA-OTHER" { vec!["SWE".to_owned()] } else { Vec::new() },
        entities: Vec::new(),
        quantity: Some(BigNumber(match id {
            "GHA-TIGHT" => 50,
            "GHA-ISSUE" => 800,
            _ => 1_000_000,
        })),
        timeframe: Some(if id == "GHA-LATE" { (2025, 2030) } else { (2021, 2030) }),
        metric: if id == "GHA-HA" { "non-GHG" } else { "GHG" }.to_owned(),
        mitigation_type: "Emission reductions".to_owned(),
        sector: "Transportation".to_owned(),
        activity_type: "Transport".to_owned(),
        terms: "none".to_owned(),
    }
}

pub fn approach(id: &str, state: &str, report: &str) -> Approach {
    let parties = ["CHE", "GHA"].map(str::to_owned).to_vec();
    Approach {
        id: id.to_owned(),
        name: "Cooling".to_owned(),
        parties,
        state: state.to_owned(),
        initial_report: report.to_owned(),
    }
}

pub fn account(id: &str, kind: u16, party: &str, state: &str) -> Account {
    Account {
        id: id.to_owned(),
        name: format!("account {id}"),
        kind,
        holder: format!("Republic {party}"),
        holder_kind: "party".to_owned(),
        party: party.to_owned(),
        state: state.to_owned(),
        opened: None,
        last_act: None,
        approaches: Vec::new(),
        metric: None,
        lock: (state == "suspended").then(|| Cause { cause: "a freeze".to_owned(), since: Timestamp::UNIX_EPOCH }),
    }
}

pub fn people(names: &[&str]) -> Vec<Representative> {
    names.iter().map(|name| Representative { name: (*name).to_owned(), role: "primary".to_owned() }).collect()
}

/// A span of the book: the series is CA0001-CHE01-GHA, and each vintage stands for one thing.
pub fn span(from: u64, to: u64, vintage: u16) -> Span {
    Span { first: unit(from, vintage), last: unit(to, vintage) }
}

pub fn unit(serial: u64, vintage: u16) -> String {
    format!("CA0001-CHE01-GHA-{serial}-{vintage}")
}

pub fn block(from: u64, to: u64, vintage: u16, authorization: &str) -> Block {
    let Span { first, last } = span(from, to, vintage);
    let non_ghg = if authorization == "GHA-HA" { "12 ha" } else { "" };
    Block {
        first,
        last,
        authorization: authorization.to_owned(),
        version: 1,
        non_ghg: non_ghg.to_owned(),
        underlying: "NA".to_owned(),
        first_transferred: None,
    }
}

fn opening() -> Vec<Posting> {
    let mut postings = vec![Posting::Approach(approach("CA0001", "active", "submitted"))];
    postings.push(Posting::Approach(approach("CA0002", "suspended", "submitted")));
    postings.push(Posting::Approach(approach("CA0003", "active", "draft")));
    postings.extend(AUTHORIZATIONS.map(|(id, purpose, first)| Posting::Authorization(authorization(id, purpose, first))));
    let asleep = Authorization { approach: "CA0002".to_owned(), ..authorization("GHA-ASLEEP", "NDC", None) };
    let early = Authorization { approach: "CA0003".to_owned(), ..authorization("GHA-EARLY", "NDC", None) };
    postings.extend([asleep, early].map(Posting::Authorization));
    let restricted = Account { approaches: vec!["CA0002".to_owned()], ..account("CHE01-100-0007", 100, "CHE", "open") };
    let accounts = [
        account("CHE01-100-0001", 100, "CHE", "open"),
        account("CHE01-100-0002", 100, "CHE", "open"),
        account("CHE01-100-0003", 100, "GHA", "open"),
        account("CHE01-100-0004", 100, "CHE", "blocked-out"),
        account("CHE01-100-0005", 100, "CHE", "closed"),
        account("CHE01-100-0006", 100, "CHE", "open"),
        restricted,
        Account { metric: Some("non-GHG".to_owned()), ..account("CHE01-100-0008", 100, "CHE", "open") },
        account("CHE01-200-0001", 200, "CHE", "open"),
        account("CHE01-210-0001", 210, "CHE", "open"),
        account("CHE01-300-0001", 300, "CHE", "open"),
        account("CHE01-310-0001", 310, "CHE", "open"),
        account("CHE01-320-0001", 320, "CHE", "open"),
        account("CHE01-330-0001", 330, "CHE", "open"),
    ];
    for account in accounts {
        let (id, alone) = (account.id.clone(), account.id == "CHE01-100-0006");
        postings.push(Posting::Account(account));
        let people = if alone { people(&["Ama"]) } else { people(&["Ama", "Kofi"]) };
        postings.push(Posting::Representatives(Representatives { account: id, people }));
    }
    postings.push(Posting::Create(Blocks { blocks: blocks() }));
    postings
}

fn blocks() -> Vec<Held> {
    let held = |account: &str, block: Block| Held { account: account.to_owned(), state: None, lock: None, block };
    let other = |approach: &str, block: Block| Block {
        first: block.first.replace("CA0001", approach),
        last: block.last.replace("CA0001", approach),
        ..block
    };
    let frozen = |state: &str, block: Block| Held {
        state: Some(state.to_owned()),
        lock: Some(Cause { cause: "D03".to_owned(), since: Timestamp::UNIX_EPOCH }),
        ..held("CHE01-100-0001", block)
    };
    let home = "CHE01-100-0001";
    vec![
        held(home, block(1, 500, 2023, NDC)),
        frozen("frozen-administration", block(501, 600, 2023, NDC)),
        frozen("frozen-reconciliation", block(601, 700, 2023, NDC)),
        held("CHE01-100-0004", block(701, 800, 2023, NDC)),
        held("CHE01-100-0006", block(801, 900, 2023, NDC)),
        Held { state: Some("used".to_owned()), ..held("CHE01-200-0001", block(901, 950, 2023, NDC)) },
        Held { state: Some("cancelled".to_owned()), ..held("CHE01-300-0001", block(951, 999, 2023, NDC)) },
        held(home, Block { first_transferred: Some("2025-01-01".parse().unwrap()), ..block(1_000, 1_099, 2023, NDC) }),
        held(home, block(1_100, 9_000, 2023, NDC)),
        held(home, block(1, 500, 2024, "GHA-USE")),
        held(home, block(1, 100, 2021, "GHA-STOPPED")),
        held(home, block(101, 200, 2021, "GHA-TIGHT")),
        held(home, block(201, 300, 2021, "GHA-OTHER")),
        held(home, block(301, 400, 2021, "GHA-UNSAID")),
        held(home, block(401, 500, 2021, "GHA-LATE")),
        held("CHE01-100-0008", block(501, 600, 2021, "GHA-HA")),
        held(home, other("CA0002", block(1, 100, 2023, "GHA-ASLEEP"))),
        held(home, other("CA0003", block(1, 100, 2023, "GHA-EARLY"))),
    ]
}

/// An order for a transfer out of the first account.
pub fn transfer(spans: Vec<Span>, quantity: u64, to: Destination) -> OrderAct {
    OrderAct::Transfer(order(spans, quantity, to))
}

pub fn order(spans: Vec<Span>, quantity: u64, to: Destination) -> TransferOrder {
    TransferOrder {
        from: "CHE01-100-0001".to_owned(),
        to,
        spans,
        quantity: BigNumber(quantity),
        corrects: None,
        reason: "by contract".to_owned(),
    }
}

pub fn to_account(id: &str) -> Destination {
    Destination::Internal(ToAccount { account: id.to_owned() })
}

pub fn to_registry(registry: &str) -> Destination {
    Destination::External(ToRegistry { registry: registry.to_owned(), account: format!("{registry}-100-0001") })
}

pub fn to_ndc(year: u16) -> Destination {
    Destination::NdcUse(ToNdcUse { account: "CHE01-200-0001".to_owned(), year })
}

pub fn to_oimp(purpose: &str) -> Destination {
    Destination::OimpUse(ToOimpUse { account: "CHE01-210-0001".to_owned(), purpose: purpose.to_owned() })
}

pub fn to_cancellation(account: &str, kind: &str) -> Destination {
    Destination::Cancellation(ToCancellation { account: account.to_owned(), kind: kind.to_owned() })
}
