//! The ledger on a small book: what it refuses, that nothing is ever lost, and that the book can always be made again.

mod acts;
mod random;
mod refusals;
mod signed_texts;
mod tampering;

use super::*;
use crate::{
    domain::BlockRange,
    sandbox::{book, schema},
    wire::{
        BigNumber,
        ledger::{Account, Approach, Authorization, Block, Blocks, Held, Posting, Span},
    },
};

pub(super) const ONE: &str = "CHE01-100-0001";
pub(super) const TWO: &str = "CHE01-100-0002";
pub(super) const BLOCKED: &str = "CHE01-100-0003";
pub(super) const SUSPENDED: &str = "CHE01-100-0004";
pub(super) const NON_GHG: &str = "CHE01-100-0005";
pub(super) const CLOSED: &str = "CHE01-100-0006";
pub(super) const USE: &str = "CHE01-200-0001";
pub(super) const CANCELLATION: &str = "CHE01-300-0001";

/// A book with a few accounts; 1–100 of `CA0001-CHE01-GHA-…-2023` in the first, 101–150 in the second, 151–160 used.
pub(super) struct Small {
    pub book: Connection,
    clock: i64,
}

impl Small {
    pub(super) fn open() -> Self {
        let book = Connection::open_in_memory().unwrap();
        for tables in schema::TABLES {
            book.execute_batch(tables).unwrap();
        }
        book.execute_batch(schema::book::INDICES).unwrap();
        let mut small = Self { book, clock: 0 };
        let mut postings = vec![approach("CA0001"), approach("CA0005")];
        postings.push(authorization("AUTH-1", "CA0001", "GHG"));
        postings.push(authorization("AUTH-5", "CA0005", "non-GHG"));
        small.act(OPENED, postings).unwrap();
        let accounts = [
            (ONE, 100, "open", None),
            (TWO, 100, "open", None),
            (BLOCKED, 100, "blocked-out", None),
            (SUSPENDED, 100, "suspended", None),
            (NON_GHG, 100, "open", Some("non-GHG")),
            (CLOSED, 100, "closed", None),
            (USE, 200, "open", None),
            (CANCELLATION, 300, "open", None),
        ];
        small.act(OPENED, accounts.into_iter().map(account).collect()).unwrap();
        let blocks = [
            held(ONE, 1, 100, None),
            held(TWO, 101, 150, None),
            held(USE, 151, 160, Some("used")),
            held(BLOCKED, 161, 170, None),
        ];
        small.act(OPENED, vec![Posting::Create(Blocks { blocks: blocks.into() })]).unwrap();
        small
    }

    /// Appends an act in a transaction of its own: all of it or nothing.
    pub(super) fn act(&mut self, kind: &str, postings: Vec<Posting>) -> Result<Entry, LedgerProblem> {
        self.clock += 1_000;
        let now = Timestamp::from_millisecond(1_788_220_800_000 + self.clock).unwrap();
        let transaction = self.book.unchecked_transaction().unwrap();
        let act = Act { by: vec!["amina.k".into()], reason: "test".into(), message: None, postings };
        let entry = append(Pen { book: &transaction, registry: "CHE01".parse().unwrap(), now }, kind, &act)?;
        transaction.commit().unwrap();
        Ok(entry)
    }

    /// The sentence an act is refused with; nothing changed.
    pub(super) fn refused(&mut self, postings: Vec<Posting>) -> String {
        let before = (head(&self.book).unwrap(), self.rows());
        let problem = self.act("test", postings).unwrap_err();
        assert_eq!((head(&self.book).unwrap(), self.rows()), before, "{problem}");
        let LedgerProblem::Posting { why, .. } = problem else { panic!("{problem:?}") };
        why
    }

    /// All blocks, as `first-last account state`.
    pub(super) fn rows(&self) -> Vec<String> {
        let all = book::blocks_in(&self.book, span(1, u64::MAX)).unwrap();
        let text = |row: &book::Held| format!("{} {} {}", numbers(row.span), row.account, row.state.word());
        all.iter().map(text).collect()
    }

    pub(super) fn account(&self, id: &str) -> book::Account {
        book::account(&self.book, id).unwrap().unwrap()
    }
}

pub(super) fn numbers(span: BlockRange) -> String {
    format!("{}-{}", span.range.first().number(), span.range.last().number())
}

pub(super) fn id(serial: u64) -> String {
    format!("CA0001-CHE01-GHA-{serial}-2023")
}

pub(super) fn said(first: u64, last: u64) -> Span {
    Span { first: id(first), last: id(last) }
}

pub(super) fn span(first: u64, last: u64) -> BlockRange {
    BlockRange::of(id(first).parse().unwrap(), id(last).parse().unwrap()).unwrap()
}

pub(super) fn block(first: String, last: String) -> Block {
    Block {
        first,
        last,
        authorization: "AUTH-1".into(),
        version: 1,
        non_ghg: String::new(),
        underlying: "NA".into(),
        first_transferred: None,
    }
}

pub(super) fn held(account: &str, first: u64, last: u64, state: Option<&str>) -> Held {
    Held { account: account.into(), state: state.map(str::to_owned), lock: None, block: block(id(first), id(last)) }
}

fn approach(id: &str) -> Posting {
    let parties = vec!["CHE".into(), "GHA".into()];
    Posting::Approach(Approach {
        id: id.into(),
        name: id.into(),
        parties,
        state: "active".into(),
        initial_report: "published".into(),
    })
}

fn authorization(id: &str, approach: &str, metric: &str) -> Posting {
    Posting::Authorization(Authorization {
        id: id.into(),
        version: 1,
        state: "issued".into(),
        approach: approach.into(),
        party: "GHA".into(),
        date: "2022-01-01".parse().unwrap(),
        purpose: "NDC".into(),
        first_transfer: None,
        parties: vec![],
        entities: vec!["Alpine \u{200b}Carbon \u{7f}AG".into()],
        quantity: Some(BigNumber(1_000)),
        timeframe: Some((2021, 2030)),
        metric: metric.into(),
        mitigation_type: "Emission reductions".into(),
        sector: "Energy generation".into(),
        activity_type: "Biogas".into(),
        terms: String::new(),
    })
}

fn account((id, kind, state, metric): (&str, u16, &str, Option<&str>)) -> Posting {
    Posting::Account(Account {
        id: id.into(),
        name: id.into(),
        kind,
        holder: "Northern \u{1b}[2JBiogas \u{202e}".into(),
        holder_kind: "entity".into(),
        party: "CHE".into(),
        state: state.into(),
        opened: None,
        last_act: None,
        approaches: vec![],
        metric: metric.map(str::to_owned),
        lock: None,
    })
}
