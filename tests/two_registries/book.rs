//! A registry's book read from its file while it runs or after it died: states, places of serials, archive, outbox.
//! Read only, and past the API on purpose: what the API says must not be the only witness.

use countersign::wire::ledger::Span;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Row};
use sha2::{Digest, Sha256};
use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

/// How long anything may take before a test fails.
const DEADLINE: Duration = Duration::from_secs(60);
/// How long to wait before looking again.
const LOOK_AGAIN: Duration = Duration::from_millis(3);

/// A file.
#[derive(Clone, Debug)]
pub struct Book(PathBuf);

/// Something in an account.
#[derive(Clone, Debug)]
pub struct Holding {
    pub account: String,
    pub span: Span,
    pub quantity: u64,
    pub series: Series,
    pub first: i64,
    pub last: i64,
}

/// What serials are counted in: approach, registry, Party, vintage.
pub type Series = (String, String, String, i64);

/// Serials of a series, and where in a book they are.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub series: Series,
    pub first: i64,
    pub last: i64,
    pub at: String,
}

/// A message of the conversation as it is archived: sequence, kind, SHA-256 of its octets.
pub type Kept = (i64, String, String);

impl Book {
    pub fn of(file: &Path) -> Self {
        Self(file.to_owned())
    }

    fn open(&self) -> Connection {
        let book = Connection::open_with_flags(&self.0, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
        book.busy_timeout(Duration::from_secs(5)).unwrap();
        book
    }

    fn all<T>(&self, sql: &str, values: impl rusqlite::Params, read: impl Fn(&Row<'_>) -> rusqlite::Result<T>) -> Vec<T> {
        let book = self.open();
        let mut statement = book.prepare(sql).unwrap();
        statement.query_map(values, |row| read(row)).unwrap().map(Result::unwrap).collect()
    }

    /// Three ITMOs of each available block, in accounts that ITMOs may leave.
    pub fn holdings(&self) -> Vec<Holding> {
        let sql = "SELECT b.account, b.approach, b.registry, b.party, b.vintage, b.first, min(b.last, b.first + 2) FROM blocks b \
                   JOIN accounts a ON a.id = b.account WHERE b.state = 'available' AND a.state = 'open' AND a.kind = 100 \
                   AND b.non_ghg = '' ORDER BY b.vintage DESC, b.first";
        self.all(sql, [], |row| {
            let series: Series = (row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
            let (first, last): (i64, i64) = (row.get(5)?, row.get(6)?);
            let id = |serial: i64| format!("{}-{}-{}-{serial}-{}", series.0, series.1, series.2, series.3);
            let span = Span { first: id(first), last: id(last) };
            let quantity = u64::try_from(last - first + 1).unwrap();
            Ok(Holding { account: row.get(0)?, span, quantity, series, first, last })
        })
    }

    /// Accounts that ITMOs may come to.
    pub fn accounts(&self) -> Vec<String> {
        let sql =
            "SELECT id FROM accounts WHERE state = 'open' AND kind = 100 AND approaches = '' AND metric IS NULL ORDER BY id";
        self.all(sql, [], |row| row.get(0))
    }

    /// The state of a transfer; none when the book does not know it.
    pub fn state(&self, transfer: &str) -> Option<String> {
        let sql = "SELECT state FROM transfers WHERE id = ?";
        self.open().query_row(sql, [transfer], |row| row.get(0)).optional().unwrap()
    }

    /// How many ITMOs a transfer is about.
    pub fn quantity_of(&self, transfer: &str) -> u64 {
        let sql = "SELECT quantity FROM transfers WHERE id = ?";
        let quantity: i64 = self.open().query_row(sql, [transfer], |row| row.get(0)).unwrap();
        u64::try_from(quantity).unwrap()
    }

    /// SHA-256 of the proposal of a transfer, as the archive keeps it.
    pub fn proposal_of(&self, transfer: &str) -> String {
        countersign::evidence::digest::Digest::of(self.octets_of(transfer, "proposal")).to_string()
    }

    /// The octets of the good message of this kind, as the archive keeps them.
    pub fn octets_of(&self, transfer: &str, kind: &str) -> Vec<u8> {
        let sql = "SELECT octets FROM messages WHERE transfer = ? AND kind = ? AND verdict = 'good'";
        self.open().query_row(sql, [transfer, kind], |row| row.get(0)).unwrap()
    }

    /// Waits until a transfer is in one of these states, and says in which.
    pub fn wait_for(&self, transfer: &str, states: &[&str]) -> String {
        let what = || self.state(transfer).filter(|state| states.contains(&state.as_str()));
        wait(what, || format!("{transfer} is {:?} and not {states:?}; {}", self.state(transfer), self.troubles()))
    }

    /// How a run ended, and why it came to no result; none while it goes on.
    pub fn run(&self, run: &str) -> Option<(String, Option<String>)> {
        let sql = "SELECT state, why FROM reconciliations WHERE id = ? AND ended IS NOT NULL";
        self.open().query_row(sql, [run], |row| Ok((row.get(0)?, row.get(1)?))).optional().unwrap()
    }

    /// Everything that is still to be sent, with what went wrong.
    pub fn outbox(&self) -> Vec<(String, Option<String>)> {
        self.all("SELECT kind, last_failure FROM outbox ORDER BY id", [], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// What a person would look at when something is stuck.
    pub fn troubles(&self) -> String {
        let verdicts =
            "SELECT kind || ' ' || direction || ' ' || verdict || ' ' || coalesce(status, '') FROM messages ORDER BY row";
        let messages: Vec<String> = self.all(verdicts, [], |row| row.get(0));
        let incidents: Vec<String> = self.all("SELECT what || ': ' || detail FROM incidents", [], |row| row.get(0));
        format!("outbox {:?}, messages {messages:?}, incidents {incidents:?}", self.outbox())
    }

    /// The conversation about a transfer, in its order.
    pub fn archive(&self, transfer: &str) -> Vec<Kept> {
        let sql = "SELECT DISTINCT sequence, kind, octets FROM messages WHERE transfer = ? AND kind <> 'ack' AND sequence IS NOT NULL \
                   AND verdict = 'good' ORDER BY sequence";
        self.all(sql, [transfer], |row| Ok((row.get(0)?, row.get(1)?, digest(&row.get::<_, Vec<u8>>(2)?))))
    }

    /// Incidents and their details.
    pub fn incidents(&self) -> Vec<String> {
        self.all("SELECT what FROM incidents ORDER BY id", [], |row| row.get(0))
    }

    /// Attempts to send a message of this kind.
    pub fn attempts(&self, transfer: &str, kind: &str) -> usize {
        let sql = "SELECT 1 FROM attempts a JOIN messages m ON m.row = a.message WHERE m.transfer = ? AND m.kind = ?";
        self.all(sql, [transfer, kind], |_| Ok(())).len()
    }

    /// Where everything is: in accounts, and on the way under a transfer.
    pub fn places(&self) -> Vec<Place> {
        let sql = "SELECT approach, registry, party, vintage, first, last, 'account ' || account FROM blocks UNION ALL \
                   SELECT approach, registry, party, vintage, first, last, 'transit ' || transfer FROM in_transit ORDER BY 1, 2, 3, 4, 5";
        self.all(sql, [], |row| {
            let series = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            Ok(Place { series, first: row.get(4)?, last: row.get(5)?, at: row.get(6)? })
        })
    }

    /// The states of the blocks that share a serial with these ITMOs.
    pub fn states_of(&self, holding: &Holding) -> Vec<String> {
        let sql = "SELECT state FROM blocks WHERE approach = ? AND registry = ? AND party = ? AND vintage = ? AND last >= ? AND first <= ?";
        let (approach, registry, party, vintage) = &holding.series;
        self.all(sql, (approach, registry, party, vintage, holding.first, holding.last), |row| row.get(0))
    }

    /// The places of these ITMOs here.
    pub fn places_of(&self, holding: &Holding) -> Vec<String> {
        let here = |place: &Place| place.series == holding.series && place.first <= holding.last && place.last >= holding.first;
        self.places().into_iter().filter(here).map(|place| place.at).collect()
    }
}

fn digest(octets: &[u8]) -> String {
    Sha256::digest(octets).iter().map(|octet| format!("{octet:02x}")).collect()
}

/// Waits until something is there.
pub fn wait<T>(mut look: impl FnMut() -> Option<T>, why: impl Fn() -> String) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(begun.elapsed() < DEADLINE, "{}", why());
        std::thread::sleep(LOOK_AGAIN);
    }
}

/// Every serial is in exactly one place of the two books. What is on the way out of one may be nowhere else.
pub fn assert_conserved(books: [&Book; 2], before: &[(Series, i64, i64)]) {
    let mut all: Vec<Place> = books.iter().flat_map(|book| book.places()).collect();
    all.sort();
    for pair in all.windows(2) {
        let apart = pair[0].series != pair[1].series || pair[0].last < pair[1].first;
        assert!(apart, "in two places: {:?} and {:?}", pair[0], pair[1]);
    }
    assert_eq!(serials(books), before, "something came from nowhere or is gone");
}

/// All serials of the two books, as few runs as possible.
pub fn serials(books: [&Book; 2]) -> Vec<(Series, i64, i64)> {
    let mut all: Vec<Place> = books.iter().flat_map(|book| book.places()).collect();
    all.sort();
    let mut runs: Vec<(Series, i64, i64)> = Vec::new();
    for place in all {
        match runs.last_mut() {
            Some((series, _, last)) if *series == place.series && *last + 1 == place.first => *last = place.last,
            _ => runs.push((place.series, place.first, place.last)),
        }
    }
    runs
}
