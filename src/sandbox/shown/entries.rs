//! Entries of the ledger as the admin API shows them, and as its change stream tells of them.
//! What is shown of an entry is read from its line, which is what the chain was made of.
//! Must not know: how entries are chained and applied.

use super::{all, one};
use crate::{
    evidence::ledger::Line,
    sandbox::{fault::StoreProblem, problem::Refusal},
    wire::{
        BigNumber,
        admin::ledger::{Change, Entry, EntrySummary},
        ledger::{Act, Posting},
    },
};
use rusqlite::{Connection, Row};
use serde::Deserialize;
use std::collections::BTreeSet;

/// What the list shows of an act; its postings can be long and are not read for it.
#[derive(Deserialize)]
struct Head {
    by: Vec<String>,
    reason: String,
}

/// A row of the list of entries.
pub(in crate::sandbox) fn entry_summary(row: &Row<'_>) -> Result<EntrySummary, StoreProblem> {
    let line: String = row.get("line")?;
    summary(&read(&line)?)
}

fn read(line: &str) -> Result<Line, StoreProblem> {
    Line::read(line).map_err(|_| StoreProblem::Row("a line of the ledger"))
}

fn summary(line: &Line) -> Result<EntrySummary, StoreProblem> {
    let Head { by, reason } = serde_json::from_str(line.act_json()).map_err(|_| StoreProblem::Row("an act"))?;
    Ok(EntrySummary {
        entry: BigNumber(line.seq()),
        at: line.at(),
        kind: line.kind().to_owned(),
        by,
        reason,
        digest: line.digest().to_string(),
    })
}

/// One entry with its line.
pub(in crate::sandbox) fn entry(book: &Connection, seq: u64) -> Result<Entry, Refusal> {
    let seq = i64::try_from(seq).map_err(|_| Refusal::missing("entry"))?;
    let found = one(book, "SELECT line FROM entries WHERE seq = ?", [seq], |row| Ok(row.get::<_, String>(0)?))?;
    let text = found.ok_or_else(|| Refusal::missing("entry"))?;
    let line = read(&text)?;
    Ok(Entry { summary: summary(&line)?, previous: line.prev().to_string(), line: text })
}

/// At most so many lines after an entry, with the number of the last of them.
pub(in crate::sandbox) fn lines_after(book: &Connection, seq: u64, most: u16) -> Result<Vec<(u64, String)>, StoreProblem> {
    let sql = "SELECT seq, line FROM entries WHERE seq > ? ORDER BY seq LIMIT ?";
    let after = i64::try_from(seq).unwrap_or(i64::MAX);
    all(book, sql, (after, most), |row| Ok((row.get::<_, i64>(0)?.cast_unsigned(), row.get(1)?)))
}

/// At most so many entries after one, as changes.
pub(in crate::sandbox) fn changes_after(book: &Connection, seq: u64, most: u16) -> Result<Vec<Change>, StoreProblem> {
    lines_after(book, seq, most)?.iter().map(|(_, line)| change(line)).collect()
}

/// What an entry tells those who watch: what happened, and to what.
fn change(line: &str) -> Result<Change, StoreProblem> {
    let line = read(line)?;
    let act: Act = serde_json::from_str(line.act_json()).map_err(|_| StoreProblem::Row("an act"))?;
    let touched: BTreeSet<&str> = act.postings.iter().flat_map(touched).collect();
    Ok(Change {
        revision: BigNumber(line.seq()),
        kind: line.kind().to_owned(),
        // The opening of a book touches everything; a reader that gets so many reads all again.
        touched: touched.into_iter().take(1_000).map(str::to_owned).collect(),
    })
}

/// The ids a posting names.
fn touched(posting: &Posting) -> Vec<&str> {
    match posting {
        Posting::Approach(of) => vec![&of.id],
        Posting::Authorization(of) => vec![&of.id],
        Posting::Entity(of) => vec![&of.id],
        Posting::Account(of) => vec![&of.id],
        Posting::AccountState(of) => vec![&of.account],
        Posting::Representatives(of) => vec![&of.account],
        Posting::TrustedAccounts(of) => vec![&of.account],
        Posting::Create(of) => of.blocks.iter().flat_map(|held| [held.account.as_str(), &held.block.first]).collect(),
        Posting::Lock(of) => of.spans.iter().map(|span| span.first.as_str()).collect(),
        Posting::GivenOut(of) | Posting::Unlock(of) | Posting::Credit(of) | Posting::Forget(of) => {
            of.spans.iter().map(|span| span.first.as_str()).collect()
        }
        Posting::Move(of) => of.spans.iter().map(|span| span.first.as_str()).chain([of.to.as_str()]).collect(),
        Posting::Depart(of) | Posting::Deliver(of) => vec![&of.transfer],
        Posting::Return(of) => vec![&of.transfer, &of.to],
        Posting::Expect(of) => vec![&of.transfer, &of.to],
        Posting::FirstTransfer(of) => of.spans.iter().map(|span| span.first.as_str()).collect(),
        Posting::Transfer(of) => vec![&of.id, &of.from_account, &of.to_account],
        Posting::TransferState(of) => vec![&of.transfer],
        Posting::Order(of) => vec![&of.id],
        Posting::OrderState(of) => vec![&of.order],
        Posting::OrderText(of) => vec![&of.order],
        Posting::Statement(of) => vec![&of.order],
        Posting::OrderProgress(of) => vec![&of.order],
        Posting::Guarded(of) => vec![&of.kind],
        Posting::GuardedWithdrawn(of) => vec![&of.kind],
        Posting::Revocation(_) => vec!["roster"],
        Posting::Case(of) => vec![&of.case],
        Posting::Recorded(of) => of.spans.iter().map(|span| span.first.as_str()).collect(),
        Posting::Reported(of) => vec![&of.transfer],
    }
}
