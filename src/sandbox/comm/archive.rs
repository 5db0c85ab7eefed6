//! The archive of messages: the octets as they travelled, their header, what was signed, the verdict, and what answers what.
//! It only grows. What did not pass is kept too, under another verdict than `good`, and never takes part in a conversation.
//! Must not know: what a message means.

use super::CommProblem;
use crate::{
    domain::{RegistryId, transfer::MessageKind},
    evidence::{digest::Digest, http_signature::Fields},
    sandbox::{desk::Desk, fault::StoreProblem},
    wire::comm::{Message, Shown},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// The verdict of a message that passed everything. Any other word keeps it in quarantine.
pub const GOOD: &str = "good";

/// Whether a message came or went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From the peer.
    In,
    /// To the peer.
    Out,
}

impl Direction {
    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Out => "out",
        }
    }
}

/// A message to keep.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its own id, if it could be read.
    pub id: Option<String>,
    /// The transfer it is about.
    pub transfer: Option<String>,
    /// Its place in the conversation.
    pub sequence: Option<u8>,
    /// A word of [`MessageKind`], or `status-question`, `status`, `ping`, …, or `unreadable`.
    pub kind: String,
    /// Whether it came or went.
    pub direction: Direction,
    /// The other registry, as far as it is known.
    pub peer: Option<RegistryId>,
    /// The body as it travelled.
    pub octets: Vec<u8>,
    /// Method and path of a request.
    pub asked: Option<(String, String)>,
    /// The status of an answer.
    pub status: Option<u16>,
    /// The header.
    pub fields: Fields,
    /// The signature base, if the signature is good.
    pub base: Option<String>,
    /// The key that signed, if the signature is good.
    pub key: Option<String>,
    /// [`GOOD`], or why it is in quarantine.
    pub verdict: String,
    /// The ids of the checks that failed, separated by blanks.
    pub checks: String,
    /// The row of the message that it answers.
    pub answers: Option<i64>,
}

/// A message that is kept.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Its row.
    pub row: i64,
    /// Its place in the conversation.
    pub sequence: Option<u8>,
    /// Its kind.
    pub kind: String,
    /// Whether it came or went: `in` or `out`.
    pub direction: String,
    /// The other registry.
    pub peer: Option<String>,
    /// The body.
    pub octets: Vec<u8>,
    /// Its digest.
    pub digest: String,
    /// The path of a request.
    pub path: Option<String>,
    /// The status of an answer.
    pub status: Option<u16>,
    /// The header.
    pub fields: Fields,
    /// [`GOOD`], or why it is in quarantine.
    pub verdict: String,
    /// When it came, or was written.
    pub at: Timestamp,
}

/// The digest of a kept message.
pub fn digest(kept: &Kept) -> Result<Digest, CommProblem> {
    Ok(kept.digest.parse().map_err(|_| StoreProblem::Row("a digest"))?)
}

/// Keeps a message and returns its row.
pub fn keep(desk: &Desk<'_>, entry: &Entry) -> Result<i64, CommProblem> {
    let sql = "INSERT INTO messages (id, transfer, sequence, kind, direction, peer, octets, digest, method, path, status, fields, \
               signature, base, key, verdict, checks, answers, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    let (method, path) = entry.asked.clone().unzip();
    let signature = entry.fields.one("signature").ok();
    desk.book.prepare_cached(sql)?.execute(params![
        entry.id,
        entry.transfer,
        entry.sequence,
        entry.kind,
        entry.direction.word(),
        entry.peer.map(|peer| peer.to_string()),
        entry.octets,
        Digest::of(&entry.octets).to_string(),
        method,
        path,
        entry.status,
        to_text(&entry.fields)?,
        signature,
        entry.base,
        entry.key,
        entry.verdict,
        entry.checks,
        entry.answers,
        desk.now.as_millisecond(),
    ])?;
    Ok(desk.book.last_insert_rowid())
}

const COLUMNS: &str = "row, sequence, kind, direction, peer, octets, digest, path, status, fields, verdict, at";

/// The message in a row.
pub fn at_row(book: &Connection, row: i64) -> Result<Option<Kept>, CommProblem> {
    one(book, &format!("SELECT {COLUMNS} FROM messages WHERE row = ?"), params![row])
}

/// The good message of a conversation with this number and direction. Acks take no place in it.
pub fn numbered(book: &Connection, transfer: &str, sequence: u8, direction: Direction) -> Result<Option<Kept>, CommProblem> {
    let sql = format!(
        "SELECT {COLUMNS} FROM messages WHERE transfer = ? AND sequence = ? AND direction = ? AND verdict = 'good' \
         AND kind <> 'ack' ORDER BY row LIMIT 1"
    );
    one(book, &sql, params![transfer, sequence, direction.word()])
}

/// The good message of a conversation of this kind, whichever side said it.
pub fn said(book: &Connection, transfer: &str, kind: MessageKind) -> Result<Option<Kept>, CommProblem> {
    let sql = format!("SELECT {COLUMNS} FROM messages WHERE transfer = ? AND kind = ? AND verdict = 'good' ORDER BY row LIMIT 1");
    one(book, &sql, params![transfer, kind.word()])
}

/// The newest message of this kind that was not taken, but whose signature was good: evidence for acts by hand.
pub fn refused(book: &Connection, transfer: &str, kind: MessageKind) -> Result<Option<Kept>, CommProblem> {
    let sql = format!(
        "SELECT {COLUMNS} FROM messages WHERE transfer = ? AND kind = ? AND direction = 'in' AND verdict = 'contradicts' \
         AND base IS NOT NULL ORDER BY row DESC LIMIT 1"
    );
    one(book, &sql, params![transfer, kind.word()])
}

/// The good answer to a message.
pub fn answer_to(book: &Connection, row: i64) -> Result<Option<Kept>, CommProblem> {
    let sql = format!(
        "SELECT {COLUMNS} FROM messages WHERE answers = ? AND verdict = 'good' AND kind <> 'refusal' ORDER BY row LIMIT 1"
    );
    one(book, &sql, params![row])
}

/// The newest good answer to a question how the transfer stands at the peer.
pub fn last_status(book: &Connection, transfer: &str) -> Result<Option<Kept>, CommProblem> {
    let sql = format!(
        "SELECT {COLUMNS} FROM messages WHERE transfer = ? AND kind = 'status' AND direction = 'in' AND verdict = 'good' \
         ORDER BY row DESC LIMIT 1"
    );
    one(book, &sql, params![transfer])
}

/// The good messages of a conversation in their order, without acks and questions.
pub fn conversation(book: &Connection, transfer: &str) -> Result<Vec<Kept>, CommProblem> {
    let sql = format!(
        "SELECT {COLUMNS} FROM messages WHERE transfer = ? AND verdict = 'good' AND kind IN \
         ('proposal', 'receipt', 'reject', 'accept', 'final', 'completion', 'terminate') ORDER BY sequence, row"
    );
    all(book, &sql, transfer)
}

/// Messages of a transfer as the peer keeps them, of which nothing was found to be wrong.
pub fn copies(book: &Connection, transfer: &str) -> Result<Vec<Kept>, CommProblem> {
    let sql = format!(
        "SELECT {COLUMNS} FROM messages WHERE transfer = ? AND kind = 'copy' AND direction = 'in' AND verdict = 'good' \
         AND NOT EXISTS (SELECT 1 FROM incidents WHERE incidents.message = messages.row) ORDER BY row"
    );
    all(book, &sql, transfer)
}

/// What the message of this kind says: the one that is kept, or else the one that the peer showed once more.
pub fn read_said(book: &Connection, transfer: &str, kind: MessageKind) -> Result<Option<Message>, CommProblem> {
    if let Some(kept) = said(book, transfer, kind)? {
        return Ok(serde_json::from_slice(&kept.octets).ok());
    }
    let shown = copies(book, transfer)?.into_iter().filter_map(|copy| shown(&copy)).find(|shown| shown.kind == kind.word());
    Ok(shown.and_then(|shown| serde_json::from_slice(&octets(&shown)?).ok()))
}

/// A copy as the peer showed it.
pub fn shown(copy: &Kept) -> Option<Shown> {
    serde_json::from_slice(&copy.octets).ok()
}

/// The octets of a message that the peer showed.
pub fn octets(shown: &Shown) -> Option<Vec<u8>> {
    STANDARD.decode(&shown.octets).ok()
}

/// Notes an attempt to send a message and how it ended.
pub fn attempt(desk: &Desk<'_>, message: i64, failure: Option<&str>) -> Result<(), CommProblem> {
    let sql = "INSERT INTO attempts (message, at, failure) VALUES (?, ?, ?)";
    desk.book.prepare_cached(sql)?.execute(params![message, desk.now.as_millisecond(), failure])?;
    Ok(())
}

fn all(book: &Connection, sql: &str, transfer: &str) -> Result<Vec<Kept>, CommProblem> {
    let mut statement = book.prepare_cached(sql)?;
    let mut rows = statement.query(params![transfer])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(read(row)?);
    }
    Ok(all)
}

fn one(book: &Connection, sql: &str, values: impl rusqlite::Params) -> Result<Option<Kept>, CommProblem> {
    let found = book.prepare_cached(sql)?.query_row(values, |row| Ok(read(row))).optional()?;
    Ok(found.transpose()?)
}

fn read(row: &Row<'_>) -> Result<Kept, StoreProblem> {
    let fields: String = row.get(9)?;
    Ok(Kept {
        row: row.get(0)?,
        sequence: row.get(1)?,
        kind: row.get(2)?,
        direction: row.get(3)?,
        peer: row.get(4)?,
        octets: row.get(5)?,
        digest: row.get(6)?,
        path: row.get(7)?,
        status: row.get(8)?,
        fields: of_text(&fields)?,
        verdict: row.get(10)?,
        at: time(row.get(11)?)?,
    })
}

/// A time of the tables.
pub fn time(ms: i64) -> Result<Timestamp, StoreProblem> {
    Timestamp::from_millisecond(ms).map_err(|_| StoreProblem::Row("a time"))
}

/// A header as the archive keeps it: a JSON list of pairs, in the order they came.
pub fn to_text(fields: &Fields) -> Result<String, StoreProblem> {
    let pairs: Vec<(&str, &str)> = fields.iter().collect();
    serde_json::to_string(&pairs).map_err(|_| StoreProblem::Row("a header"))
}

/// A header as it was kept.
pub fn of_text(text: &str) -> Result<Fields, StoreProblem> {
    let pairs: Vec<(String, String)> = serde_json::from_str(text).map_err(|_| StoreProblem::Row("a header"))?;
    Ok(pairs.into_iter().collect())
}
