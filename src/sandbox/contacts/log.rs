//! Writes a change down: in the directory's own list, and sealed into the chain that outlives whoever it is about.
//! The salts of the values are kept beside the chain; dropping them is what erasing somebody means.
//! Must not know: why something changed.

use super::store;
use crate::{
    domain::{
        PersonId,
        contact::{Act, Change, Entry, EntryKey, PaperRef},
    },
    evidence::{
        contact_log::{self, Opening},
        digest::{Digest, Head},
        ledger::Chain,
    },
    sandbox::{desk::Desk, fault::StoreProblem, problem::Refusal, receipts::Asked},
};
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

const LINE: StoreProblem = StoreProblem::Row("a line of the log of contacts");

/// The newest line.
pub(super) fn head(book: &Connection) -> Result<Head, StoreProblem> {
    let sql = "SELECT seq, line FROM contact_log ORDER BY seq DESC LIMIT 1";
    let newest: Option<(i64, String)> =
        book.prepare_cached(sql)?.query_row([], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let head = newest.map(|(seq, line)| Head { seq: seq.cast_unsigned(), digest: Digest::of(line) });
    Ok(head.unwrap_or_default())
}

/// A change by one person, which counts at once.
pub(super) fn by_one(desk: &Desk<'_>, asked: Asked, key: &EntryKey, act: Act, basis: &PaperRef) -> Result<Change, Refusal> {
    let person: PersonId = asked.person.person.parse().map_err(|_| StoreProblem::Row("a person"))?;
    Ok(Change {
        at: desk.now,
        key: key.clone(),
        act,
        requested_by: person,
        confirmed_by: None,
        basis: basis.clone(),
        counts_from: desk.now,
        cancelled: None,
    })
}

/// Notes a change, from one entry to another.
pub(super) fn note(
    desk: &Desk<'_>,
    change: &Change,
    (before, after): (Option<&Entry>, Option<&Entry>),
    proposal: Option<Uuid>,
) -> Result<(), StoreProblem> {
    store::put_change(desk.book, change, proposal)?;
    let mut secret = [0_u8; 32];
    getrandom::fill(&mut secret).map_err(|_| StoreProblem::Row("no random octets"))?;
    let mut count = 0_u64;
    let salt = || {
        count += 1;
        let octets = Digest::of([&secret[..], &count.to_be_bytes()].concat());
        octets.octets().first_chunk().copied().unwrap_or_default()
    };
    let sealed = contact_log::seal(change, before, after, salt);
    let mut chain = Chain::resume(head(desk.book)?);
    let line = chain.append(desk.now, &desk.me.registry.to_string(), contact_log::KIND, &sealed.act_json).map_err(|_| LINE)?;
    let seq = line.seq().cast_signed();
    desk.book.prepare_cached("INSERT INTO contact_log VALUES (?, ?)")?.execute(params![seq, line.text()])?;
    let card = change.key.card().map(ToString::to_string);
    for (side, openings) in [("before", &sealed.before), ("after", &sealed.after)] {
        for Opening { field, salt, value } in openings {
            let sql = "INSERT INTO contact_openings VALUES (?, ?, ?, ?, ?, ?)";
            desk.book.prepare_cached(sql)?.execute(params![seq, side, field, card, &salt[..], value])?;
        }
    }
    Ok(())
}
