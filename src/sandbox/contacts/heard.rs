//! What counterparts said of their own people: their newest answer, verified by their key, until somebody compares it with the directory.
//! It is no part of the directory and leads no call; who is erased here goes from it too.
//! Must not know: HTTP, and how the question travelled.

use super::store;
use crate::{
    domain::{
        RegistryId,
        contact::{CardId, Record, Tlp},
    },
    evidence::digest::Digest,
    sandbox::{
        desk::Desk,
        fault::StoreProblem,
        ledger::{self, LedgerProblem},
    },
    wire::{
        admin::contacts::HeardContacts,
        comm,
        convert::{Place, contact},
        ledger::Act,
    },
};
use rusqlite::{Connection, OptionalExtension, params};

/// Keeps what a peer said, with the key it was signed by, in the place of what it said before. False when it does not read.
pub(in crate::sandbox) fn hear(
    desk: &Desk<'_>,
    peer: RegistryId,
    told: &comm::Contacts,
    (key, octets): (&str, &[u8]),
) -> Result<bool, LedgerProblem> {
    let reads = told.records.iter().all(|record| contact::record(record.clone(), &Place::ROOT).is_ok());
    if told.registry != peer.to_string() || Tlp::of_word(&told.label).is_none() || !reads {
        return Ok(false);
    }
    let erased = store::directory(desk.book)?.erased;
    let mut records = told.records.clone();
    records
        .retain(|record| !read(record).is_some_and(|record| record.entry.key().card().is_some_and(|card| erased.contains(card))));
    let said = HeardContacts {
        registry: told.registry.clone(),
        label: told.label.clone(),
        records,
        said: told.at,
        heard: desk.now,
        key: key.to_owned(),
        sha256: Digest::of(octets).to_string(),
    };
    let sql = "INSERT INTO contact_heard VALUES (?, ?) ON CONFLICT (peer) DO UPDATE SET said = excluded.said";
    desk.book.prepare_cached(sql)?.execute(params![told.registry, store::to_json(&said)?])?;
    // Whoever waits for the answer hears of it as of any other entry.
    let reason = format!("{peer} said whom to call there");
    let act = Act { by: Vec::new(), reason, message: Some(said.sha256), postings: Vec::new() };
    ledger::append(desk, "peer-contacts-heard", &act)?;
    Ok(true)
}

/// What a peer said last; `None` when it was never asked, or has not answered.
pub(in crate::sandbox) fn heard(book: &Connection, peer: RegistryId) -> Result<Option<HeardContacts>, StoreProblem> {
    let sql = "SELECT said FROM contact_heard WHERE peer = ?";
    let said: Option<String> = book.prepare_cached(sql)?.query_row([peer.to_string()], |row| row.get(0)).optional()?;
    said.map(|said| store::of_json(&said)).transpose()
}

/// Drops what any peer said of a person.
pub(in crate::sandbox) fn forget(book: &Connection, card: &CardId) -> Result<(), StoreProblem> {
    let mut statement = book.prepare_cached("SELECT said FROM contact_heard")?;
    let all = statement.query_map([], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
    for said in all {
        let mut said: HeardContacts = store::of_json(&said)?;
        said.records.retain(|record| read(record).is_none_or(|record| record.entry.key().card() != Some(card)));
        let sql = "UPDATE contact_heard SET said = ? WHERE peer = ?";
        book.prepare_cached(sql)?.execute(params![store::to_json(&said)?, said.registry])?;
    }
    Ok(())
}

fn read(record: &crate::wire::admin::contacts::ContactRecord) -> Option<Record> {
    contact::record(record.clone(), &Place::ROOT).ok()
}
