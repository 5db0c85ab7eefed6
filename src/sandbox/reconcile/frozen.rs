//! What a book said at the agreed moment, kept line by line, and what is told of it: sums, parts, pages of the history.
//! It is written once, in the transaction of that moment, and nothing that happens later changes it.
//! Must not know: which step of a run asks.

use super::{
    shared, spoken, trail,
    tree::{self, Place},
};
use crate::{
    domain::{
        RegistryId, Serial, Series,
        reconcile::{Position, RunId, Totals},
    },
    evidence::digest::Digest,
    sandbox::{book, comm::CommProblem, desk::Desk, fault::StoreProblem},
    wire::{
        BigNumber,
        comm::reconcile::{Holds, Line, Record, SeriesDigest, Sums},
    },
};
use jiff::Timestamp;
use rusqlite::{Connection, params};

/// So many transfers are on a page of the history.
pub(super) const PAGE: usize = 200;

/// Keeps what this book says now.
pub(super) fn freeze(desk: &Desk<'_>, run: RunId, peer: RegistryId) -> Result<(), CommProblem> {
    let here = desk.me.registry;
    for (n, position) in shared::lines(desk.book, here, peer)?.iter().enumerate() {
        keep(desk.book, run, here, n, &spoken::line(position))?;
    }
    keep_trail(desk.book, run, here, &trail::records(desk.book, peer)?)
}

/// Keeps a line of a side.
pub(super) fn keep(book: &Connection, run: RunId, side: RegistryId, n: usize, line: &Line) -> Result<(), CommProblem> {
    let block = spoken::range(&line.first, &line.last).ok_or(StoreProblem::Row("a line"))?;
    let text = serde_json::to_string(line).map_err(|_| StoreProblem::Row("a line"))?;
    let serial = |serial: Serial| i64::try_from(serial.number()).map_err(|_| StoreProblem::Row("a serial"));
    let sql = "INSERT INTO reconciliation_lines (run, side, approach, registry, party, vintage, first, n, last, line) \
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    let Series { approach, registry, party, vintage } = block.series;
    book.prepare_cached(sql)?.execute(params![
        run.to_string(),
        side.to_string(),
        approach.to_string(),
        registry.to_string(),
        party.to_string(),
        vintage.year(),
        serial(block.range.first())?,
        i64::try_from(n).unwrap_or(i64::MAX),
        serial(block.range.last())?,
        text
    ])?;
    Ok(())
}

/// Keeps transfers of a side's history.
pub(super) fn keep_trail(book: &Connection, run: RunId, side: RegistryId, records: &[Record]) -> Result<(), CommProblem> {
    let sql = "INSERT INTO reconciliation_trails (run, side, transfer, record) VALUES (?, ?, ?, ?)";
    let mut statement = book.prepare_cached(sql)?;
    for record in records {
        let text = serde_json::to_string(record).map_err(|_| StoreProblem::Row("a transfer"))?;
        statement.execute(params![run.to_string(), side.to_string(), record.transfer, text])?;
    }
    Ok(())
}

/// The history of a side, ascending by id.
pub(super) fn history(book: &Connection, run: RunId, side: RegistryId) -> Result<Vec<Record>, CommProblem> {
    let sql = "SELECT record FROM reconciliation_trails WHERE run = ? AND side = ? ORDER BY transfer";
    let mut statement = book.prepare_cached(sql)?;
    let rows = statement.query_map([run.to_string(), side.to_string()], |row| row.get::<_, String>(0))?;
    let read = |text: rusqlite::Result<String>| -> Result<Record, CommProblem> {
        Ok(serde_json::from_str(&text?).map_err(|_| StoreProblem::Row("a transfer"))?)
    };
    rows.map(read).collect()
}

/// The digest of a history.
pub(super) fn digest_of_history(records: &[Record]) -> Digest {
    // Serializing plain texts and numbers can't fail.
    Digest::of(serde_json::to_vec(records).unwrap_or_default())
}

/// The digest of what a history says in the words of neither side. Where two are equal the histories need not be exchanged.
fn digest_of_outcomes(records: &[Record]) -> Digest {
    let outcome = |record: &Record| {
        let moved = spoken::record(record).and_then(|known| known.moved);
        (record.transfer.clone(), record.quantity, moved, record.finalised, record.evidence, record.unreported)
    };
    Digest::of(serde_json::to_vec(&records.iter().map(outcome).collect::<Vec<_>>()).unwrap_or_default())
}

/// Everything of tier 1 about what this registry froze.
pub(super) fn sums(book: &Connection, run: RunId, here: RegistryId) -> Result<Sums, CommProblem> {
    let mut totals = Totals::default();
    each(book, run, here, |position| totals.add(&position))?;
    let records = history(book, run, here)?;
    let mut series = Vec::new();
    for (of, last, lines) in every_series(book, run, here)? {
        let place = Place::whole(of, last);
        let digest = tree::digest(&opened(book, run, here, place)?);
        series.push(SeriesDigest { part: place.part(), lines: BigNumber(lines), sha256: digest.to_string() });
    }
    Ok(Sums {
        at: dated(book, run)?,
        totals: totals.iter().map(|(key, total)| spoken::total(key, total)).collect(),
        series,
        transfers: BigNumber(records.len() as u64),
        trail: digest_of_history(&records).to_string(),
        outcomes: digest_of_outcomes(&records).to_string(),
    })
}

/// The moment of this registry's snapshot, as its head says it.
fn dated(book: &Connection, run: RunId) -> Result<Timestamp, CommProblem> {
    let sql = "SELECT coalesce(snapshot, at) FROM reconciliations WHERE id = ?";
    let at: i64 = book.prepare_cached(sql)?.query_row([run.to_string()], |row| row.get(0))?;
    Ok(Timestamp::from_millisecond(at).map_err(|_| StoreProblem::Row("a time"))?)
}

/// The digest of sums, which is what a registry commits to.
pub(super) fn commitment(sums: &Sums) -> Digest {
    Digest::of(serde_json::to_vec(sums).unwrap_or_default())
}

/// Every series with the serial at which its last line begins, and how many lines it has; ascending.
fn every_series(book: &Connection, run: RunId, here: RegistryId) -> Result<Vec<(Series, Serial, u64)>, CommProblem> {
    let sql = "SELECT approach, registry, party, vintage, max(first) AS first, max(first) AS last, count(*) AS lines \
               FROM reconciliation_lines WHERE run = ? AND side = ? GROUP BY approach, registry, party, vintage \
               ORDER BY approach, registry, party, vintage";
    let mut statement = book.prepare_cached(sql)?;
    let mut rows = statement.query([run.to_string(), here.to_string()])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let span = book::span(row)?;
        all.push((span.series, span.range.first(), row.get::<_, i64>("lines")?.unsigned_abs()));
    }
    Ok(all)
}

/// Gives every line of a side, in order.
pub(super) fn each(book: &Connection, run: RunId, side: RegistryId, mut take: impl FnMut(Position)) -> Result<(), CommProblem> {
    let sql =
        "SELECT line FROM reconciliation_lines WHERE run = ? AND side = ? ORDER BY approach, registry, party, vintage, first, n";
    let mut statement = book.prepare_cached(sql)?;
    let mut rows = statement.query([run.to_string(), side.to_string()])?;
    while let Some(row) = rows.next()? {
        let line = read(&row.get::<_, String>(0)?)?;
        take(spoken::position(&line).ok_or(StoreProblem::Row("a line"))?);
    }
    Ok(())
}

fn read(text: &str) -> Result<Line, StoreProblem> {
    serde_json::from_str(text).map_err(|_| StoreProblem::Row("a line"))
}

/// What this registry's frozen book has in a part.
pub(super) fn opened(book: &Connection, run: RunId, here: RegistryId, place: Place) -> Result<Holds, CommProblem> {
    if place.shows(count(book, run, here, place)?) {
        return Ok(Holds::Lines(lines(book, (&run.to_string(), here), place)?));
    }
    let digest = |part: Place| Ok(tree::digest(&opened(book, run, here, part)?).to_string());
    Ok(Holds::Digests(place.cut().into_iter().map(digest).collect::<Result<_, CommProblem>>()?))
}

/// The condition for the lines that begin in a part, with its values.
const IN_PART: &str =
    "run = ? AND side = ? AND approach = ? AND registry = ? AND party = ? AND vintage = ? AND first BETWEEN ? AND ?";

fn values(run: &str, side: RegistryId, place: Place) -> [rusqlite::types::Value; 8] {
    use rusqlite::types::Value::{Integer, Text};
    let Series { approach, registry, party, vintage } = place.series;
    let serial = |serial: u64| Integer(i64::try_from(serial).unwrap_or(i64::MAX));
    [
        Text(run.to_owned()),
        Text(side.to_string()),
        Text(approach.to_string()),
        Text(registry.to_string()),
        Text(party.to_string()),
        Integer(i64::from(vintage.year())),
        serial(place.first),
        serial(place.last()),
    ]
}

fn count(book: &Connection, run: RunId, side: RegistryId, place: Place) -> Result<usize, CommProblem> {
    let sql = format!("SELECT count(*) FROM reconciliation_lines WHERE {IN_PART}");
    let count: i64 = book.prepare_cached(&sql)?.query_row(values(&run.to_string(), side, place), |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or(usize::MAX))
}

/// The lines of a side that begin in a part, in order.
pub(super) fn lines(book: &Connection, (run, side): (&str, RegistryId), place: Place) -> Result<Vec<Line>, CommProblem> {
    let sql = format!("SELECT line FROM reconciliation_lines WHERE {IN_PART} ORDER BY first, n");
    let mut statement = book.prepare_cached(&sql)?;
    let mut rows = statement.query(values(run, side, place))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(&row.get::<_, String>(0)?)?);
    }
    Ok(found)
}
