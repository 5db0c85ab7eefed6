//! Freezing an account: one person may do it at once, because it only takes risk away (F15).
//! Under one key it happens once, however often it is sent (T04); what was done stays in the book.
//! Must not know: HTTP, or who is signed in how.

use super::{
    book,
    cursor::hex,
    fault::StoreProblem,
    ledger::{self, Pen},
    problem::Refusal,
};
use crate::{
    domain::AccountId,
    wire::{
        BigNumber,
        admin::Receipt,
        ledger::{AccountState, Act, Cause, Posting},
    },
};
use jiff::{Timestamp, Unit};
use rusqlite::{Connection, OptionalExtension, Row, params};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// A freeze as it was asked for.
#[derive(Clone, Debug)]
pub(super) struct Freeze {
    /// The idempotency key.
    pub key: Uuid,
    /// The account.
    pub account: AccountId,
    /// Its version when the operator decided.
    pub version: u64,
    /// Why.
    pub reason: String,
    /// Who.
    pub operator: &'static str,
}

impl Freeze {
    /// What the act is, whoever sends it again: everything but the key.
    fn content(&self) -> String {
        let Self { account, version, reason, operator, .. } = self;
        let mut digest = Sha256::new();
        for part in ["freeze", account.as_str(), &version.to_string(), reason, operator] {
            digest.update((part.len() as u64).to_be_bytes());
            digest.update(part);
        }
        hex(&digest.finalize())
    }

    /// Does it, or says again what was done under this key. Runs inside one write transaction.
    pub(super) fn carry_out(&self, connection: &Connection, now: Timestamp) -> Result<Receipt, Refusal> {
        if let Some(content) = content_under(connection, self.key)? {
            return if content == self.content() { receipt(connection, self.key) } else { Err(Refusal::idempotency()) };
        }
        let sql = "SELECT version, state FROM accounts WHERE id = ?";
        let found = connection.query_row(sql, [self.account.as_str()], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let (version, state): (i64, String) = found.ok_or_else(|| Refusal::missing("account"))?;
        if u64::try_from(version) != Ok(self.version) {
            return Err(Refusal::version(version));
        }
        if !matches!(state.as_str(), "open" | "blocked-out") {
            return Err(Refusal::state(format!("the account is {state}; it can't be frozen")));
        }
        self.record(connection, now)?;
        receipt(connection, self.key)
    }

    /// The entry in the ledger and the receipt, together.
    fn record(&self, connection: &Connection, now: Timestamp) -> Result<(), Refusal> {
        let now = now.round(Unit::Millisecond).unwrap_or(now);
        let account = self.account.to_string();
        let cause = format!("freeze by {}: {}", self.operator, self.reason);
        let lock = Some(Cause { cause, since: now });
        let act = Act {
            by: vec![self.operator.to_owned()],
            reason: self.reason.clone(),
            message: None,
            postings: vec![Posting::AccountState(AccountState { account, state: "suspended".to_owned(), lock })],
        };
        let pen = Pen { book: connection, registry: book::registry(connection)?, now };
        // What could be refused was looked at before, in the same transaction.
        let entry = ledger::append(pen, "account-frozen", &act).map_err(|_| StoreProblem::Row("an account"))?;
        let said = format!("account {} is suspended", self.account);
        connection.execute(
            "INSERT INTO receipts (key, entry, at, content, said) VALUES (?, ?, ?, ?, ?)",
            params![self.key.to_string(), entry.seq.cast_signed(), entry.at.as_millisecond(), self.content(), said],
        )?;
        Ok(())
    }
}

fn content_under(connection: &Connection, key: Uuid) -> rusqlite::Result<Option<String>> {
    connection.query_row("SELECT content FROM receipts WHERE key = ?", [key.to_string()], |row| row.get(0)).optional()
}

/// What was done under a key.
pub(super) fn receipt(connection: &Connection, key: Uuid) -> Result<Receipt, Refusal> {
    let sql = "SELECT entry, at, said FROM receipts WHERE key = ?";
    let found = connection.query_row(sql, [key.to_string()], |row| Ok(read(row, key))).optional()?;
    Ok(found.ok_or_else(|| Refusal::missing("act"))??)
}

fn read(row: &Row<'_>, key: Uuid) -> Result<Receipt, StoreProblem> {
    let (entry, at, said): (i64, i64, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
    let at = Timestamp::from_millisecond(at).map_err(|_| StoreProblem::Row("a time"))?;
    let entry = u64::try_from(entry).map_err(|_| StoreProblem::Row("an entry"))?;
    Ok(Receipt { key, entry: BigNumber(entry), at, said, subject: String::new() })
}
