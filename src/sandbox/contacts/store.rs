//! The rows of the contacts: reading the directory whole, and writing an entry, a change, a proposal.
//! The directory of a registry is small – some hundred entries –, so whoever asks anything of it reads all and reckons.
//! Must not know: who may change what.

use crate::{
    domain::{
        RegistryId,
        contact::{Change, ChangeLog, Directory, EntryKey, PROPOSAL_DAYS, ProposalState, Record},
    },
    sandbox::fault::StoreProblem,
    wire::{
        admin::contacts::{ContactProposal, ContactRecord, SignedContact},
        convert::{Place, contact},
    },
};
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

const ENTRY: StoreProblem = StoreProblem::Row("a contact");

pub(super) fn to_json(value: &impl Serialize) -> Result<String, StoreProblem> {
    serde_json::to_string(value).map_err(|_| ENTRY)
}

pub(super) fn of_json<T: DeserializeOwned>(text: &str) -> Result<T, StoreProblem> {
    serde_json::from_str(text).map_err(|_| ENTRY)
}

pub(super) fn moment(ms: i64) -> Result<Timestamp, StoreProblem> {
    Timestamp::from_millisecond(ms).map_err(|_| StoreProblem::Row("a time"))
}

/// Every row of a query with one column of text.
fn texts(book: &Connection, sql: &str) -> Result<Vec<String>, StoreProblem> {
    let mut statement = book.prepare_cached(sql)?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The directory, whole.
pub(super) fn directory(book: &Connection) -> Result<Directory, StoreProblem> {
    let mut directory = Directory::default();
    for text in texts(book, "SELECT record FROM contact_entries ORDER BY key")? {
        directory.set(contact::record(of_json(&text)?, &Place::ROOT).map_err(|_| ENTRY)?);
    }
    let changes = texts(book, "SELECT change FROM contact_changes ORDER BY n")?;
    let changes = changes.iter().map(|text| contact::change(of_json(text)?, &Place::ROOT).map_err(|_| ENTRY));
    directory.changes = ChangeLog::of(changes.collect::<Result<Vec<_>, _>>()?);
    let erased = texts(book, "SELECT card FROM contact_erased")?;
    directory.erased = erased.iter().map(|card| card.parse().map_err(|_| ENTRY)).collect::<Result<_, _>>()?;
    Ok(directory)
}

/// The name of an entry as the column of it.
pub(super) fn column(key: &EntryKey) -> Result<String, StoreProblem> {
    to_json(&contact::entry_key_to_wire(key))
}

/// Sets an entry, whatever was there before.
pub(in crate::sandbox) fn enter(book: &Connection, record: &Record) -> Result<(), StoreProblem> {
    let key = record.entry.key();
    let card = key.card().map(ToString::to_string);
    let record = to_json(&contact::record_to_wire(record))?;
    let sql = "INSERT INTO contact_entries VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET record = excluded.record";
    book.prepare_cached(sql)?.execute(params![column(&key)?, card, record])?;
    Ok(())
}

/// Writes a change after the others.
pub(in crate::sandbox) fn put_change(book: &Connection, change: &Change, proposal: Option<Uuid>) -> Result<(), StoreProblem> {
    let sql = "INSERT INTO contact_changes (proposal, key, card, counts_from, change) VALUES (?, ?, ?, ?, ?)";
    let values = params![
        proposal.map(|id| id.to_string()),
        column(&change.key)?,
        change.key.card().map(ToString::to_string),
        change.counts_from.as_millisecond(),
        to_json(&contact::change_to_wire(change))?,
    ];
    book.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

/// Writes a change down that two persons had confirmed when the book was made.
pub(in crate::sandbox) fn put_confirmed(
    book: &Connection,
    proposal: &ContactProposal,
    change: &Change,
) -> Result<(), StoreProblem> {
    let ContactProposal { id, signed, sha256, state, at, confirmation, counts_from } = proposal;
    let sql = "INSERT INTO contact_proposals
        (id, sha256, text, signature, at, state, decided, counts_from, confirmation, confirmation_signature, cards, replaced)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '[]')";
    let values = params![
        id.to_string(),
        sha256,
        signed.text,
        signed.signature,
        at.as_millisecond(),
        state,
        change.at.as_millisecond(),
        counts_from.map(Timestamp::as_millisecond),
        confirmation.as_ref().map(|said| &said.text),
        confirmation.as_ref().map(|said| &said.signature),
        to_json(&change.key.card().into_iter().map(ToString::to_string).collect::<Vec<_>>())?,
    ];
    book.prepare_cached(sql)?.execute(values)?;
    put_change(book, change, Some(*id))
}

/// The changes that a proposal made, with the number of each row.
pub(super) fn changes_of(book: &Connection, proposal: Uuid) -> Result<Vec<(i64, Change)>, StoreProblem> {
    let mut statement = book.prepare_cached("SELECT n, change FROM contact_changes WHERE proposal = ? ORDER BY n")?;
    let rows = statement.query_map([proposal.to_string()], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?;
    let mut changes = Vec::new();
    for row in rows {
        let (n, text) = row?;
        changes.push((n, contact::change(of_json(&text)?, &Place::ROOT).map_err(|_| ENTRY)?));
    }
    Ok(changes)
}

/// Says that a change was ended.
pub(super) fn end_change(book: &Connection, n: i64, change: &Change) -> Result<(), StoreProblem> {
    let text = to_json(&contact::change_to_wire(change))?;
    book.prepare_cached("UPDATE contact_changes SET change = ? WHERE n = ?")?.execute(params![text, n])?;
    Ok(())
}

/// A proposal as it is kept.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    pub proposal: ContactProposal,
    /// How far it is at the moment it was read.
    pub state: ProposalState,
    /// The records that it replaced when it was confirmed.
    pub replaced: String,
}

fn kept(row: &Row<'_>, now: Timestamp) -> Result<Kept, StoreProblem> {
    let at = moment(row.get("at")?)?;
    let state: String = row.get("state")?;
    let state = ProposalState::of_word(&state).ok_or(StoreProblem::Row("state"))?;
    let is_late = now.duration_since(at) >= SignedDuration::from_hours(PROPOSAL_DAYS * 24);
    let state = if state == ProposalState::Waiting && is_late { ProposalState::Expired } else { state };
    let signed = |text: Option<String>, signature: Option<String>| {
        text.zip(signature).map(|(text, signature)| SignedContact { text, signature })
    };
    let id: String = row.get("id")?;
    let counts_from: Option<i64> = row.get("counts_from")?;
    Ok(Kept {
        proposal: ContactProposal {
            id: id.parse().map_err(|_| StoreProblem::Row("id"))?,
            signed: SignedContact { text: row.get("text")?, signature: row.get("signature")? },
            sha256: row.get("sha256")?,
            state: state.word().to_owned(),
            at,
            confirmation: signed(row.get("confirmation")?, row.get("confirmation_signature")?),
            counts_from: counts_from.map(moment).transpose()?,
        },
        state,
        replaced: row.get("replaced")?,
    })
}

/// The records that a proposal replaced, as they are kept.
pub(super) fn records(replaced: &str) -> Result<Vec<Record>, StoreProblem> {
    let records: Vec<ContactRecord> = of_json(replaced)?;
    records.into_iter().map(|record| contact::record(record, &Place::ROOT).map_err(|_| ENTRY)).collect()
}

/// The proposals that were confirmed after another, each with what it replaced.
pub(super) fn replaced_after(book: &Connection, id: Uuid) -> Result<Vec<(String, String)>, StoreProblem> {
    let sql = "SELECT id, replaced FROM contact_proposals
        WHERE state = 'confirmed' AND n > (SELECT n FROM contact_proposals WHERE id = ?) ORDER BY n";
    let mut statement = book.prepare_cached(sql)?;
    let rows = statement.query_map([id.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Says what a proposal replaced.
pub(super) fn replace(book: &Connection, id: &str, records: &[Record]) -> Result<(), StoreProblem> {
    let records: Vec<ContactRecord> = records.iter().map(contact::record_to_wire).collect();
    book.prepare_cached("UPDATE contact_proposals SET replaced = ? WHERE id = ?")?.execute(params![to_json(&records)?, id])?;
    Ok(())
}

/// A proposal by its id.
pub(super) fn proposal(book: &Connection, id: Uuid, now: Timestamp) -> Result<Option<Kept>, StoreProblem> {
    let sql = "SELECT * FROM contact_proposals WHERE id = ?";
    let found = book.prepare_cached(sql)?.query_row([id.to_string()], |row| Ok(kept(row, now))).optional()?;
    found.transpose()
}

/// Every proposal, the newest last.
pub(super) fn proposals(book: &Connection, now: Timestamp) -> Result<Vec<Kept>, StoreProblem> {
    let mut statement = book.prepare_cached("SELECT * FROM contact_proposals ORDER BY n")?;
    let rows = statement.query_map([], |row| Ok(kept(row, now)))?;
    rows.map(|row| row?).collect()
}

/// The end of the delay after the last change of a contact or a key of a counterpart: the fact of check C05. `None` when nothing is
/// known to have changed; the directory is read only when a delay may last.
pub(in crate::sandbox) fn cooling_until(
    book: &Connection,
    peer: RegistryId,
    now: Timestamp,
) -> Result<Option<Timestamp>, StoreProblem> {
    let sql = "SELECT EXISTS (SELECT 1 FROM contact_changes WHERE counts_from > ?)";
    let lasts: bool = book.prepare_cached(sql)?.query_row([now.as_millisecond()], |row| row.get(0))?;
    if lasts { Ok(directory(book)?.cooling_until(peer, now)) } else { Ok(None) }
}
