//! Messages of the archive as the admin API shows them, octet for octet.
//! What did not pass is shown like the rest, with the word of its verdict.
//! Must not know: what a message means.

use super::{all, moment, number, one};
use crate::{
    sandbox::{fault::StoreProblem, problem::Refusal},
    wire::admin::message::{Attempt, Header, Message, MessageSummary, Messages},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use rusqlite::{Connection, Row};

/// A row of the list of messages.
pub(in crate::sandbox) fn message_summary(row: &Row<'_>) -> Result<MessageSummary, StoreProblem> {
    Ok(MessageSummary {
        id: number(row, "row")?.0.to_string(),
        transfer: row.get("transfer")?,
        sequence: row.get("sequence")?,
        kind: row.get("kind")?,
        direction: row.get("direction")?,
        peer: row.get("peer")?,
        verdict: row.get("verdict")?,
        digest: row.get("digest")?,
        status: row.get("status")?,
        at: moment(row, "at")?,
    })
}

/// A message in full.
pub(in crate::sandbox) fn message(book: &Connection, id: &str) -> Result<Message, Refusal> {
    let digits = id.bytes().all(|octet| octet.is_ascii_digit()) && !id.starts_with('0');
    let row: i64 = id.parse().ok().filter(|_| digits).ok_or_else(|| Refusal::missing("message"))?;
    let sql = "SELECT s.*, m.id AS own_id, m.octets, m.fields, m.method, m.path, m.base, m.key, m.checks, m.answers
               FROM messages_shown s JOIN messages m ON m.row = s.row WHERE s.row = ?";
    let mut message = one(book, sql, [row], in_full)?.ok_or_else(|| Refusal::missing("message"))?;
    message.attempts = all(book, "SELECT at, failure FROM attempts WHERE message = ? ORDER BY at, rowid", [row], |row| {
        Ok(Attempt { at: moment(row, "at")?, failure: row.get("failure")? })
    })?;
    Ok(message)
}

/// Every message about a transfer, in order of number and time.
pub(in crate::sandbox) fn messages_of(book: &Connection, transfer: &str) -> Result<Messages, Refusal> {
    let found = one(book, "SELECT 1 FROM transfers WHERE id = ?", [transfer], |_| Ok(()))?;
    found.ok_or_else(|| Refusal::missing("transfer"))?;
    let sql = "SELECT * FROM messages_shown WHERE transfer = ? ORDER BY coalesce(sequence, 99), row LIMIT 1000";
    Ok(Messages { items: all(book, sql, [transfer], message_summary)? })
}

fn in_full(row: &Row<'_>) -> Result<Message, StoreProblem> {
    let (octets, fields): (Vec<u8>, String) = (row.get("octets")?, row.get("fields")?);
    let fields: Vec<(String, String)> = serde_json::from_str(&fields).map_err(|_| StoreProblem::Row("a header"))?;
    let (checks, answers): (String, Option<i64>) = (row.get("checks")?, row.get("answers")?);
    Ok(Message {
        summary: message_summary(row)?,
        own_id: row.get("own_id")?,
        octets: STANDARD.encode(octets),
        headers: fields.into_iter().map(|(name, value)| Header { name, value }).collect(),
        method: row.get("method")?,
        path: row.get("path")?,
        signature_base: row.get("base")?,
        key: row.get("key")?,
        failed: checks.split_whitespace().map(str::to_owned).collect(),
        answers: answers.map(|row| row.to_string()),
        attempts: Vec::new(),
    })
}
