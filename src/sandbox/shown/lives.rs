//! The life of an ITMO and of an account: what the ledger says happened to it, oldest first.
//! In the life of an account an entry stands once, with everything it did to it; in that of an ITMO each event stands by itself.
//! Must not know: what an entry says about others.

use super::{all, entries};
use crate::{
    domain::{AccountId, BlockRange, ItmoId},
    sandbox::{
        book::{self, Event},
        fault::StoreProblem,
        problem::Refusal,
    },
    wire::admin::ledger::{EntrySummary, Life, LifeEvent, Representatives},
};
use rusqlite::Connection;

/// The life of an ITMO.
pub(in crate::sandbox) fn life_of_itmo(book: &Connection, id: &ItmoId) -> Result<Life, Refusal> {
    let range = BlockRange::of(id.clone(), id.clone()).map_err(|_| StoreProblem::Row("an id"))?;
    let events = book::history(book, range)?;
    if events.is_empty() {
        return Err(Refusal::missing("ITMO"));
    }
    let mut items: Vec<LifeEvent> = Vec::new();
    for event in events {
        let Event { entry, what, account, state, transfer, .. } = event;
        let counterpart = transfer.as_deref().map(|id| counterpart(book, id)).transpose()?.flatten();
        items.push(LifeEvent { entry: by_number(book, entry)?, what: vec![what], account, state, transfer, counterpart });
    }
    Ok(Life { of: id.to_string(), items })
}

fn by_number(book: &Connection, seq: u64) -> Result<EntrySummary, StoreProblem> {
    let seq = i64::try_from(seq).map_err(|_| StoreProblem::Row("an entry"))?;
    let found = super::one(book, "SELECT seq, line FROM entries WHERE seq = ?", [seq], entries::entry_summary)?;
    found.ok_or(StoreProblem::Row("an entry"))
}

/// The counterpart's account of a transfer; none of one that stays in this registry.
fn counterpart(book: &Connection, transfer: &str) -> Result<Option<String>, StoreProblem> {
    let sql =
        "SELECT iif(side = 'acquiring', from_account, to_account) FROM transfers WHERE id = ? AND from_registry <> to_registry";
    super::one(book, sql, [transfer], |row| Ok(row.get(0)?))
}

/// The life of an account: the newest thousand entries that name it.
pub(in crate::sandbox) fn life_of_account(book: &Connection, id: &AccountId) -> Result<Life, Refusal> {
    if book::account(book, id.as_str())?.is_none() {
        return Err(Refusal::missing("account"));
    }
    let sql = "SELECT seq, line, (SELECT transfer FROM life WHERE life.entry = seq AND transfer IS NOT NULL LIMIT 1) AS transfer,
                   (SELECT json_group_array(DISTINCT what) FROM life WHERE life.entry = seq AND account = ?1) AS what
               FROM entries
               WHERE kind <> 'book-opened' AND instr(line, json_quote(?1)) > 0
               ORDER BY seq DESC LIMIT 1000";
    let mut items = all(book, sql, [id.as_str()], |row| {
        let (entry, transfer) = (entries::entry_summary(row)?, row.get::<_, Option<String>>("transfer")?);
        let counterpart = transfer.as_deref().map(|id| counterpart(book, id)).transpose()?.flatten();
        Ok(LifeEvent { entry, what: super::words(row, "what")?, account: None, state: None, transfer, counterpart })
    })?;
    items.reverse();
    Ok(Life { of: id.to_string(), items })
}

/// Everybody who may act for an account.
pub(in crate::sandbox) fn representatives(book: &Connection, id: &AccountId) -> Result<Representatives, Refusal> {
    let account = book::account(book, id.as_str())?.ok_or_else(|| Refusal::missing("account"))?;
    Ok(Representatives { account: id.to_string(), people: account.representatives })
}
