//! Runs as they are kept, read again: one or all that are open, what each found, and what the one before it found.
//! What is read is what was written down; nothing is worked out anew.
//! Must not know: how a run is carried on.

use crate::{
    domain::{
        RegistryId,
        reconcile::{Finding, RunId},
    },
    sandbox::fault::StoreProblem,
    wire::{
        admin::reconcile::{Discrepancy, FoundKind, ResultSignature, Tier},
        convert::{Place, discrepancy},
    },
};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// A run as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::sandbox) struct RunRow {
    /// Its id.
    pub id: RunId,
    /// The counterpart; none within this registry.
    pub peer: Option<RegistryId>,
    /// The moment of the snapshots.
    pub at: Timestamp,
    /// Its state.
    pub state: String,
    /// The last step that was taken.
    pub step: u32,
    /// When it was begun.
    pub begun: Timestamp,
    /// When it ended.
    pub ended: Option<Timestamp>,
    /// The login that began it; none when the counterpart did.
    pub by: Option<String>,
    /// What this registry committed to.
    pub commitment: Option<String>,
    /// What the counterpart committed to.
    pub peer_commitment: Option<String>,
    /// Why it was begun.
    pub reason: String,
    /// This registry's sums, as it sent them.
    pub sums: Option<String>,
    /// The counterpart's sums, as it sent them.
    pub peer_sums: Option<String>,
    /// The run whose agreed state it is held against.
    pub ancestor: Option<String>,
    /// How far each tier has come.
    pub tiers: Vec<Tier>,
    /// ITMOs that were compared.
    pub units: u64,
    /// How many discrepancies.
    pub discrepancies: u64,
    /// How many notes.
    pub notes: u64,
    /// How many of each kind.
    pub kinds: Vec<FoundKind>,
    /// How many segments it has.
    pub segments: u64,
    /// Why it failed.
    pub why: Option<String>,
    /// The text of the result.
    pub text: Option<String>,
}

impl RunRow {
    /// Whether it is over.
    pub(in crate::sandbox) fn is_over(&self) -> bool {
        self.ended.is_some()
    }
}

/// A run; `None` when there is none of this id.
pub(in crate::sandbox) fn run(book: &Connection, id: &str) -> Result<Option<RunRow>, StoreProblem> {
    let mut statement = book.prepare_cached("SELECT * FROM reconciliations WHERE id = ?")?;
    statement.query_row([id], |row| Ok(read(row))).optional()?.transpose()
}

/// The runs that are not over, the one that expires first at the head.
pub(in crate::sandbox) fn open(book: &Connection) -> Result<Vec<RunRow>, StoreProblem> {
    let mut statement = book.prepare_cached("SELECT * FROM reconciliations WHERE ended IS NULL ORDER BY expires, id")?;
    let rows = statement.query_map([], |row| Ok(read(row)))?;
    rows.map(|row| row?).collect()
}

fn read(row: &Row<'_>) -> Result<RunRow, StoreProblem> {
    let text = |column: &str| row.get::<_, Option<String>>(column);
    let time = |ms: i64| Timestamp::from_millisecond(ms).map_err(|_| StoreProblem::Row("a time"));
    let number = |column: &str| row.get::<_, i64>(column).map(i64::unsigned_abs);
    let tiers: String = row.get("tiers")?;
    let kinds: String = row.get("kinds")?;
    Ok(RunRow {
        id: row.get::<_, String>("id")?.parse().map_err(|_| StoreProblem::Row("a run"))?,
        peer: text("peer")?.map(|peer| peer.parse().map_err(|_| StoreProblem::Row("a registry"))).transpose()?,
        at: time(row.get("at")?)?,
        state: row.get("state")?,
        step: row.get("step")?,
        begun: time(row.get("begun")?)?,
        ended: row.get::<_, Option<i64>>("ended")?.map(time).transpose()?,
        by: text("by")?,
        commitment: text("commitment")?,
        peer_commitment: text("peer_commitment")?,
        reason: row.get("reason")?,
        sums: text("sums")?,
        peer_sums: text("peer_sums")?,
        ancestor: text("ancestor")?,
        tiers: serde_json::from_str(&tiers).map_err(|_| StoreProblem::Row("the tiers of a run"))?,
        units: number("units")?,
        discrepancies: number("discrepancies")?,
        notes: number("notes")?,
        kinds: serde_json::from_str(&kinds).map_err(|_| StoreProblem::Row("the kinds of a run"))?,
        segments: number("segments")?,
        why: text("why")?,
        text: text("text")?,
    })
}

/// What a run found, in its order.
pub(in crate::sandbox) fn discrepancies(book: &Connection, run: &str) -> Result<Vec<Discrepancy>, StoreProblem> {
    let mut statement = book.prepare_cached("SELECT finding FROM reconciliation_findings WHERE run = ? ORDER BY n")?;
    let rows = statement.query_map([run], |row| row.get::<_, String>(0))?;
    rows.map(|row| serde_json::from_str(&row?).map_err(|_| StoreProblem::Row("a finding"))).collect()
}

/// What a run found, as it was found.
pub(in crate::sandbox) fn findings(book: &Connection, run: &str) -> Result<Vec<Finding>, StoreProblem> {
    let found = discrepancies(book, run)?;
    found.into_iter().map(|one| discrepancy(one, &Place::ROOT).map_err(|_| StoreProblem::Row("a finding"))).collect()
}

/// The newest run with a counterpart, or within this registry, that came to a result before a moment.
pub(in crate::sandbox) fn previous(
    book: &Connection,
    peer: Option<RegistryId>,
    at: Timestamp,
) -> Result<Option<String>, StoreProblem> {
    let sql = "SELECT id FROM reconciliations WHERE peer IS ?1 AND state IN ('passed', 'differs') AND at < ?2 \
               ORDER BY at DESC, id DESC LIMIT 1";
    let values = params![peer.map(|peer| peer.to_string()), at.as_millisecond()];
    Ok(book.prepare_cached(sql)?.query_row(values, |row| row.get(0)).optional()?)
}

/// What the newest run with a counterpart, or within this registry, found before a moment; nothing when there was none.
pub(in crate::sandbox) fn earlier(
    book: &Connection,
    peer: Option<RegistryId>,
    at: Timestamp,
) -> Result<Vec<Finding>, StoreProblem> {
    previous(book, peer, at)?.map_or(Ok(Vec::new()), |run| findings(book, &run))
}

/// The signatures of a run's result, the opener's first.
pub(in crate::sandbox) fn signatures(book: &Connection, run: RunId) -> Result<Vec<ResultSignature>, StoreProblem> {
    let sql = "SELECT registry, key, signature FROM reconciliation_signatures WHERE run = ?1 ORDER BY registry <> ?2, registry";
    let mut statement = book.prepare_cached(sql)?;
    let rows = statement.query_map(params![run.to_string(), run.opener().to_string()], |row| {
        Ok(ResultSignature { registry: row.get(0)?, key: row.get(1)?, signature: row.get(2)? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
