//! The outbox: what is still to be sent, how often it was tried, when it is tried next, and why it is held.
//! A message is written and signed once and sent again in the same octets; a question is signed anew each time, because it must be fresh.
//! Must not know: connections, and what answers mean.

use super::{
    CommProblem, Outgoing, Request,
    archive::{self, time},
    sign,
};
use crate::{
    domain::{RegistryId, transfer::wait_after},
    sandbox::{desk::Desk, fault::StoreProblem, reconcile},
};
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row, params, types::Null};
use std::collections::BTreeMap;

/// So many things for one peer are handed out at once: each peer has its own turn, and a silent one delays nobody else.
const MOST: usize = 16;

/// How the question after a transfer's state is called.
pub const STATUS: &str = "status";
/// How the question after the peer's clock is called.
pub const PING: &str = "ping";
/// How the question after what the peer can do is called.
pub const CAPABILITIES: &str = "capabilities";
/// How the question for the peer's own people is called.
pub const CONTACTS: &str = "contacts";
/// How the question for a message as the peer keeps it is called.
pub const COPY: &str = "copy";
/// How the question for a message is called that is asked for because all of the transfer are.
pub const ARCHIVE: &str = "archive";
/// How a step of a reconciliation run is called. It is signed once, like a message, and kept with its run.
pub const RECONCILE: &str = "reconcile";

/// A row of the outbox.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Its id.
    pub id: i64,
    /// The registry it is for.
    pub peer: RegistryId,
    /// The transfer it is about.
    pub transfer: Option<String>,
    /// The message's kind, or the question.
    pub kind: String,
    /// The message's row in the archive; none for a question.
    pub message: Option<i64>,
    /// The path.
    pub path: String,
    /// How often it was tried.
    pub attempts: u32,
    /// Why it failed last.
    pub last_failure: Option<String>,
}

/// Something to put in the outbox.
#[derive(Clone, Copy, Debug)]
pub struct Item<'a> {
    /// The registry it is for.
    pub peer: RegistryId,
    /// The transfer it is about.
    pub transfer: Option<&'a str>,
    /// The message's kind, or the question.
    pub kind: &'a str,
    /// The message's row in the archive; none for a question.
    pub message: Option<i64>,
    /// The path.
    pub path: &'a str,
}

/// Puts something in the outbox, to be sent at a time.
pub fn put(desk: &Desk<'_>, item: Item<'_>, at: Timestamp) -> Result<(), CommProblem> {
    let sql =
        "INSERT INTO outbox (peer, transfer, kind, message, path, attempts, next_attempt, since) VALUES (?, ?, ?, ?, ?, 0, ?, ?)";
    let Item { peer, transfer, kind, message, path } = item;
    let (at, now) = (at.as_millisecond(), desk.now.as_millisecond());
    desk.book.prepare_cached(sql)?.execute(params![peer.to_string(), transfer, kind, message, path, at, now])?;
    Ok(())
}

/// Asks a peer something, at a time. A question that waits already is asked then or earlier.
pub fn ask(desk: &Desk<'_>, item: Item<'_>, at: Timestamp) -> Result<(), CommProblem> {
    let Item { peer, transfer, kind, path, .. } = item;
    let sql = "UPDATE outbox SET next_attempt = min(coalesce(next_attempt, ?4), ?4) \
               WHERE peer = ?1 AND transfer IS ?2 AND kind = ?3 AND path = ?5 AND message IS NULL";
    let values = params![peer.to_string(), transfer, kind, at.as_millisecond(), path];
    if desk.book.prepare_cached(sql)?.execute(values)? == 0 { put(desk, item, at) } else { Ok(()) }
}

/// The row with this id; none when it is done.
pub fn waiting(book: &Connection, id: i64) -> Result<Option<Waiting>, CommProblem> {
    let sql = format!("SELECT {COLUMNS} FROM outbox WHERE id = ?");
    let found = book.prepare_cached(&sql)?.query_row([id], |row| Ok(read(row))).optional()?;
    Ok(found.transpose()?)
}

/// Everything about a transfer that waits or is held.
pub fn of_transfer(book: &Connection, transfer: &str) -> Result<Vec<Waiting>, CommProblem> {
    rows(book, &format!("SELECT {COLUMNS} FROM outbox WHERE transfer = ? ORDER BY id"), params![transfer])
}

/// Whether a question or a message of this kind about the transfer waits or is held.
pub fn has(book: &Connection, transfer: &str, kind: &str) -> Result<bool, CommProblem> {
    let sql = "SELECT count(*) FROM outbox WHERE transfer = ? AND kind = ?";
    let count: i64 = book.prepare_cached(sql)?.query_row([transfer, kind], |row| row.get(0))?;
    Ok(count > 0)
}

/// Takes something out: it was answered, or is not to be sent any more.
pub fn remove(book: &Connection, id: i64) -> Result<(), CommProblem> {
    book.prepare_cached("DELETE FROM outbox WHERE id = ?")?.execute([id])?;
    Ok(())
}

/// Takes everything of a kind about a transfer out.
pub fn remove_kind(book: &Connection, transfer: &str, kind: &str) -> Result<(), CommProblem> {
    book.prepare_cached("DELETE FROM outbox WHERE transfer = ? AND kind = ?")?.execute([transfer, kind])?;
    Ok(())
}

/// After a failure: the next attempt by the ladder.
pub fn later(desk: &Desk<'_>, row: &Waiting, failure: &str) -> Result<(), CommProblem> {
    let attempts = row.attempts.saturating_add(1);
    let at = desk.now.saturating_add(wait_after(attempts)).unwrap_or(Timestamp::MAX);
    failed(desk, row, Some(at), failure)
}

/// After a refusal that no repetition changes: held, with the reason, until people or an answer to a question decide.
pub fn hold(desk: &Desk<'_>, row: &Waiting, failure: &str) -> Result<(), CommProblem> {
    failed(desk, row, None, failure)
}

fn failed(desk: &Desk<'_>, row: &Waiting, next: Option<Timestamp>, failure: &str) -> Result<(), CommProblem> {
    let sql = "UPDATE outbox SET attempts = attempts + 1, next_attempt = ?, last_failure = ? WHERE id = ?";
    desk.book.prepare_cached(sql)?.execute(params![next.map(Timestamp::as_millisecond), failure, row.id])?;
    Ok(())
}

/// After a refusal of a question: it is asked again after a while.
pub fn postpone(desk: &Desk<'_>, row: &Waiting, after: SignedDuration, failure: &str) -> Result<(), CommProblem> {
    failed(desk, row, Some(desk.now.saturating_add(after).unwrap_or(Timestamp::MAX)), failure)
}

/// A question that was answered, and is to be asked again after a while because the answer decided nothing.
pub fn again(desk: &Desk<'_>, id: i64, after: SignedDuration) -> Result<(), CommProblem> {
    let at = desk.now.saturating_add(after).unwrap_or(Timestamp::MAX);
    let sql = "UPDATE outbox SET attempts = 0, next_attempt = ?, last_failure = NULL WHERE id = ?";
    desk.book.prepare_cached(sql)?.execute(params![at.as_millisecond(), id])?;
    Ok(())
}

/// Messages about a transfer that wait or are held go out now.
pub fn hurry(desk: &Desk<'_>, transfer: &str) -> Result<bool, CommProblem> {
    let sql = "UPDATE outbox SET next_attempt = ? WHERE transfer = ? AND message IS NOT NULL";
    Ok(desk.book.prepare_cached(sql)?.execute(params![desk.now.as_millisecond(), transfer])? > 0)
}

/// Messages about a transfer that wait go out now; held ones stay held.
pub fn hurry_waiting(desk: &Desk<'_>, transfer: &str) -> Result<(), CommProblem> {
    let sql = "UPDATE outbox SET next_attempt = min(next_attempt, ?1) WHERE transfer = ?2 AND message IS NOT NULL AND next_attempt IS NOT NULL";
    desk.book.prepare_cached(sql)?.execute(params![desk.now.as_millisecond(), transfer])?;
    Ok(())
}

/// Messages about a transfer that wait go out now; those that the peer refused for good wait an hour, so that two registries that
/// disagree do not answer each other without end.
pub fn hurry_unless_held(desk: &Desk<'_>, transfer: &str) -> Result<bool, CommProblem> {
    let hour = desk.now.saturating_add(SignedDuration::from_hours(1)).unwrap_or(Timestamp::MAX);
    let sql = "UPDATE outbox SET next_attempt = CASE WHEN next_attempt IS NULL THEN ?2 ELSE min(next_attempt, ?1) END \
               WHERE transfer = ?3 AND message IS NOT NULL";
    let values = params![desk.now.as_millisecond(), hour.as_millisecond(), transfer];
    Ok(desk.book.prepare_cached(sql)?.execute(values)? > 0)
}

/// What was handed out before and has not come back: it is not handed out again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    /// The rows.
    pub rows: Vec<i64>,
    /// The peers whose turn is full: nothing more is handed out for them, and nothing for them is waited for.
    pub full: Vec<RegistryId>,
}

impl Carried {
    /// What these make: each with its peer.
    pub fn of<'a>(outgoing: impl Iterator<Item = &'a Outgoing>) -> Self {
        let (mut carried, mut counts) = (Self::default(), BTreeMap::<RegistryId, usize>::new());
        for outgoing in outgoing {
            carried.rows.push(outgoing.id);
            *counts.entry(outgoing.peer).or_default() += 1;
        }
        carried.full = counts.into_iter().filter(|(_, count)| *count >= MOST).map(|(peer, _)| peer).collect();
        carried
    }

    /// The rows and the peers, each as a JSON list.
    fn lists(&self) -> Result<(String, String), StoreProblem> {
        let peers: Vec<String> = self.full.iter().map(RegistryId::to_string).collect();
        let text = |list: serde_json::Result<String>| list.map_err(|_| StoreProblem::Row("a list"));
        Ok((text(serde_json::to_string(&self.rows))?, text(serde_json::to_string(&peers))?))
    }
}

/// Whether a row is still to be handed out: `?2` and `?3` are the lists of what is carried, `?1` is the time where it matters.
const FREE: &str = "outbox.id NOT IN (SELECT value FROM json_each(?2)) AND outbox.peer NOT IN (SELECT value FROM json_each(?3))";

/// Whether something may go to the peer of a row: the link carries and no maintenance is announced. Pings look whether it does again.
const OPEN: &str = "(peers.state IN ('active', 'degraded') OR (outbox.kind = 'ping' AND peers.state <> 'closed'))";

/// What is to be sent now, oldest first, as much for each peer as its turn holds.
pub fn due(desk: &Desk<'_>, carried: &Carried) -> Result<Vec<Outgoing>, CommProblem> {
    let sql = format!(
        "SELECT {COLUMNS} FROM (SELECT outbox.*, row_number() OVER (PARTITION BY outbox.peer ORDER BY next_attempt, id) AS turn \
         FROM outbox JOIN peers ON peers.registry = outbox.peer WHERE next_attempt <= ?1 AND {OPEN} AND {FREE} \
         AND (maintenance_from IS NULL OR ?1 < maintenance_from OR ?1 >= maintenance_until)) AS outbox \
         WHERE turn <= {MOST} ORDER BY next_attempt, id"
    );
    let (known, full) = carried.lists()?;
    let rows = rows(desk.book, &sql, params![desk.now.as_millisecond(), known, full])?;
    rows.into_iter().map(|row| outgoing(desk, row)).collect()
}

fn outgoing(desk: &Desk<'_>, row: Waiting) -> Result<Outgoing, CommProblem> {
    let request = match row.message {
        None if row.kind == RECONCILE => reconcile::outgoing(desk.book, &row.path)?,
        None => sign::get(desk, row.peer, &row.path)?.what,
        Some(message) => {
            let kept = archive::at_row(desk.book, message)?.ok_or(StoreProblem::Row("an outgoing message"))?;
            let path = kept.path.ok_or(StoreProblem::Row("an outgoing message's path"))?;
            Request { method: "POST".to_owned(), path, query: None, fields: kept.fields, body: kept.octets }
        }
    };
    Ok(Outgoing { id: row.id, peer: row.peer, transfer: row.transfer, since: desk.now, request })
}

/// When the next thing that is not carried can be sent; that may be in the past.
pub fn next(book: &Connection, carried: &Carried) -> Result<Option<Timestamp>, CommProblem> {
    let sql = format!(
        "SELECT min(CASE WHEN maintenance_from <= next_attempt AND next_attempt < maintenance_until THEN maintenance_until \
         ELSE next_attempt END) FROM outbox JOIN peers ON peers.registry = outbox.peer \
         WHERE next_attempt IS NOT NULL AND {OPEN} AND {FREE}"
    );
    let (known, full) = carried.lists()?;
    let at: Option<i64> = book.prepare_cached(&sql)?.query_row(params![Null, known, full], |row| row.get(0))?;
    Ok(at.map(time).transpose()?)
}

const COLUMNS: &str =
    "outbox.id, outbox.peer, outbox.transfer, outbox.kind, outbox.message, outbox.path, outbox.attempts, outbox.last_failure";

fn rows(book: &Connection, sql: &str, values: impl rusqlite::Params) -> Result<Vec<Waiting>, CommProblem> {
    let mut statement = book.prepare_cached(sql)?;
    let mut rows = statement.query(values)?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(read(row)?);
    }
    Ok(all)
}

fn read(row: &Row<'_>) -> Result<Waiting, StoreProblem> {
    let peer: String = row.get(1)?;
    Ok(Waiting {
        id: row.get(0)?,
        peer: peer.parse().map_err(|_| StoreProblem::Row("a registry"))?,
        transfer: row.get(2)?,
        kind: row.get(3)?,
        message: row.get(4)?,
        path: row.get(5)?,
        attempts: row.get(6)?,
        last_failure: row.get(7)?,
    })
}
