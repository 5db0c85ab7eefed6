//! Receipts under idempotency keys: an act that is sent again is said again and not done again (T04).
//! A key belongs to one content: deed, subject, operator, version and body; with another content it is refused and nothing happens.
//! Must not know: HTTP, and what an act does.

use super::{
    cursor::hex,
    fault::StoreProblem,
    people::{Deed, Person},
    problem::Refusal,
};
use crate::{
    evidence::digest::Digest as TextDigest,
    wire::{BigNumber, admin::Receipt},
};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The table beside the ledger; written in the same transaction as the act, and append-only like it.
pub(super) const TABLE: &str = "
CREATE TABLE receipts (
    key TEXT NOT NULL PRIMARY KEY,
    content TEXT NOT NULL,
    operator TEXT NOT NULL,
    at INTEGER NOT NULL,
    entry INTEGER NOT NULL,
    said TEXT NOT NULL,
    subject TEXT NOT NULL,
    text_sha256 TEXT,
    about_sha256 TEXT
) STRICT, WITHOUT ROWID;

CREATE TRIGGER receipts_stay BEFORE UPDATE ON receipts BEGIN SELECT RAISE(ABORT, 'receipts are append-only'); END;
CREATE TRIGGER receipts_last BEFORE DELETE ON receipts BEGIN SELECT RAISE(ABORT, 'receipts are append-only'); END;
";

/// Who asks for what, under which key.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    /// The idempotency key.
    pub key: Uuid,
    /// The login that asks.
    pub person: &'static Person,
}

/// What an act is, whoever sends it again: everything but the key and the operator.
#[derive(Clone, Copy, Debug)]
pub(super) struct Content<'a> {
    /// What is done.
    pub deed: Deed,
    /// To what: an account, an order, a transfer; empty when the act makes it.
    pub subject: &'a str,
    /// The version it was decided on, for things that have one.
    pub version: Option<u64>,
    /// What else decides it, such as the reason or the order.
    pub body: &'a [u8],
    /// SHA-256 of the signed text it is, for the receipt (F06).
    pub text: Option<TextDigest>,
    /// SHA-256 of the text it is about.
    pub about: Option<TextDigest>,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Done {
    /// The ledger's entry.
    pub entry: u64,
    /// In words.
    pub said: String,
    /// The account, order or transfer it is about.
    pub subject: String,
}

/// Does an act once: the role is judged, then the key, then the act. Runs inside one write transaction.
///
/// # Errors
/// The refusal of the role, of a key that was used for something else, or of the act; the caller then rolls back.
pub(super) fn once(
    book: &Connection,
    now: Timestamp,
    asked: Asked,
    content: Content<'_>,
    act: impl FnOnce() -> Result<Done, Refusal>,
) -> Result<Receipt, Refusal> {
    if !asked.person.may(content.deed) {
        return Err(Refusal::not_for(asked.person.role, content.deed));
    }
    let digest = content.digest(asked.person);
    if let Some(kept) = content_under(book, asked.key)? {
        return if kept == digest { receipt(book, asked.key) } else { Err(Refusal::idempotency()) };
    }
    let Done { entry, said, subject } = act()?;
    let entry = i64::try_from(entry).map_err(|_| StoreProblem::Row("an entry"))?;
    let sql = "INSERT INTO receipts (key, content, operator, at, entry, said, subject, text_sha256, about_sha256)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    let [text, about] = [content.text, content.about].map(|digest| digest.map(|digest| digest.to_string()));
    let at = now.as_millisecond();
    let values = params![asked.key.to_string(), digest, asked.person.login, at, entry, said, subject, text, about];
    book.prepare_cached(sql)?.execute(values)?;
    receipt(book, asked.key)
}

impl<'a> Content<'a> {
    /// Of what has no version, or what the act makes.
    pub(super) fn of(deed: Deed, subject: &'a str, body: &'a [u8]) -> Self {
        Self { deed, subject, version: None, body, text: None, about: None }
    }

    /// Of a signed text: its receipt names it (F06).
    pub(super) fn signed(self, text: &str) -> Self {
        Self { text: Some(TextDigest::of(text)), ..self }
    }

    /// About the text with this digest.
    pub(super) fn about(self, about: TextDigest) -> Self {
        Self { about: Some(about), ..self }
    }

    /// SHA-256 over the parts, each after its length, so that no two contents run together.
    fn digest(&self, person: &Person) -> String {
        let version = self.version.map_or_else(String::new, |version| version.to_string());
        let mut digest = Sha256::new();
        let parts =
            [self.deed.word().as_bytes(), self.subject.as_bytes(), version.as_bytes(), self.body, person.login.as_bytes()];
        for part in parts {
            digest.update((part.len() as u64).to_be_bytes());
            digest.update(part);
        }
        hex(&digest.finalize())
    }
}

/// What a person sends, as the body of an act.
///
/// # Errors
/// When it can't be written as JSON, which no body of an act is.
pub(super) fn octets(body: &impl Serialize) -> Result<Vec<u8>, StoreProblem> {
    serde_json::to_vec(body).map_err(|_| StoreProblem::Row("the body of an act"))
}

fn content_under(book: &Connection, key: Uuid) -> rusqlite::Result<Option<String>> {
    book.query_row("SELECT content FROM receipts WHERE key = ?", [key.to_string()], |row| row.get(0)).optional()
}

/// What was done under a key.
///
/// # Errors
/// That nothing was, or that the book can't be read.
pub(super) fn receipt(book: &Connection, key: Uuid) -> Result<Receipt, Refusal> {
    let sql = "SELECT entry, at, said, subject, text_sha256, about_sha256 FROM receipts WHERE key = ?";
    let found = book.query_row(sql, [key.to_string()], |row| Ok(read(row, key))).optional()?;
    Ok(found.ok_or_else(|| Refusal::missing("act"))??)
}

fn read(row: &Row<'_>, key: Uuid) -> Result<Receipt, StoreProblem> {
    let (entry, at): (i64, i64) = (row.get(0)?, row.get(1)?);
    let at = Timestamp::from_millisecond(at).map_err(|_| StoreProblem::Row("a time"))?;
    let entry = u64::try_from(entry).map_err(|_| StoreProblem::Row("an entry"))?;
    let (said, subject) = (row.get(2)?, row.get(3)?);
    Ok(Receipt { key, entry: BigNumber(entry), at, said, subject, text_sha256: row.get(4)?, about_sha256: row.get(5)? })
}

#[cfg(test)]
mod tests;
