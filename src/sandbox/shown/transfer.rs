//! One transfer with everything an investigation begins with: both sides, the ladder of messages, the outbox, entries, checks.
//! Beside each message stands whether the counterpart says it has the same octets, as far as it has said.
//! Must not know: how any of it came about.

use super::{all, allowed, entries, moment, one, peers, span, transfers};
use crate::{
    domain::{BlockRange, check::CheckId, transfer::TransferId},
    sandbox::{book, fault::StoreProblem, problem::Refusal},
    wire::{
        admin::{
            ledger::EntrySummary,
            transfer::{CheckRun, PeerWord, Rung, Transfer},
        },
        comm::{Finding, Status},
        ledger::Span,
    },
};
use rusqlite::{Connection, Row};
use std::collections::BTreeSet;

/// The messages that make up a conversation; questions, acks and what is in quarantine are no part of it.
const CONVERSATION: [&str; 7] = ["proposal", "receipt", "reject", "accept", "final", "completion", "terminate"];

/// One transfer in full.
pub(in crate::sandbox) fn transfer(book: &Connection, id: TransferId) -> Result<Transfer, Refusal> {
    let text = id.to_string();
    let found = book::transfer(book, &text)?.ok_or_else(|| Refusal::missing("transfer"))?;
    let sql = "SELECT * FROM transfers_shown WHERE id = ?";
    let summary = one(book, sql, [&text], transfers::transfer_summary)?.ok_or_else(|| Refusal::missing("transfer"))?;
    let peer = word_of_peer(book, &text)?;
    let messages = ladder(book, &text, peer.as_ref())?;
    let order = one(book, "SELECT id FROM orders WHERE id = ?", [&text], |row| Ok(row.get(0)?))?;
    let sql = "SELECT kind, attempts, next_attempt, last_failure FROM outbox WHERE transfer = ? ORDER BY id";
    let outbox = all(book, sql, [&text], peers::sending)?;
    Ok(Transfer {
        spans: book::spans_of(book, &text)?.into_iter().map(span).collect(),
        year: found.year,
        purpose: found.purpose.clone(),
        corrects: found.corrects.clone(),
        order,
        missing: missing(&messages),
        allowed: allowed::acts(&found, &outbox),
        outbox,
        entries: entries_of(book, &text)?,
        checks: checks(book, &text)?,
        in_transit: in_transit(book, &text)?,
        messages,
        peer,
        summary,
    })
}

/// What the counterpart last said in a signed answer.
fn word_of_peer(book: &Connection, id: &str) -> Result<Option<PeerWord>, StoreProblem> {
    let sql = "SELECT octets FROM messages WHERE transfer = ? AND kind = 'status' AND direction = 'in' AND verdict = 'good'
               ORDER BY row DESC LIMIT 1";
    let octets = one(book, sql, [id], |row| Ok(row.get::<_, Vec<u8>>(0)?))?;
    let Some(octets) = octets else { return Ok(None) };
    let Status { state, since, messages, at, .. } = serde_json::from_slice(&octets).map_err(|_| StoreProblem::Row("a status"))?;
    Ok(Some(PeerWord { state, since, as_of: at, messages }))
}

/// Every message about it, in order of number and time.
fn ladder(book: &Connection, id: &str, peer: Option<&PeerWord>) -> Result<Vec<Rung>, StoreProblem> {
    let sql = "SELECT * FROM messages_shown WHERE transfer = ? ORDER BY coalesce(sequence, 99), row LIMIT 1000";
    all(book, sql, [id], |row| rung(row, peer))
}

fn rung(row: &Row<'_>, peer: Option<&PeerWord>) -> Result<Rung, StoreProblem> {
    let (kind, digest): (String, String) = (row.get("kind")?, row.get("digest")?);
    let told = peer.filter(|_| CONVERSATION.contains(&kind.as_str()));
    Ok(Rung {
        message: row.get::<_, i64>("row")?.to_string(),
        sequence: row.get("sequence")?,
        peer_has: told.map(|peer| peer.messages.iter().any(|told| told.digest == digest)),
        kind,
        direction: row.get("direction")?,
        at: moment(row, "at")?,
        digest,
        verdict: row.get("verdict")?,
        status: row.get("status")?,
    })
}

/// Numbers that are not here although a later one is. Terminate may follow on any.
fn missing(ladder: &[Rung]) -> Vec<u8> {
    let good = ladder.iter().filter(|rung| rung.verdict == "good" && CONVERSATION.contains(&rung.kind.as_str()));
    let here: BTreeSet<u8> = good.clone().filter_map(|rung| rung.sequence).collect();
    let last = good.filter(|rung| rung.kind != "terminate").filter_map(|rung| rung.sequence).max();
    (1..last.unwrap_or(1)).filter(|number| !here.contains(number)).collect()
}

/// The ledger's entries that name it.
fn entries_of(book: &Connection, id: &str) -> Result<Vec<EntrySummary>, StoreProblem> {
    let sql =
        "SELECT seq, line FROM entries WHERE kind <> 'book-opened' AND instr(line, json_quote(?)) > 0 ORDER BY seq LIMIT 1000";
    all(book, sql, [id], entries::entry_summary)
}

/// What was checked when the order was submitted and approved, and what failed when a message about it came in.
fn checks(book: &Connection, id: &str) -> Result<Vec<CheckRun>, StoreProblem> {
    let sql = "SELECT at, occasion, findings FROM judgements WHERE subject = ? ORDER BY row";
    let mut runs = all(book, sql, [id], |row| {
        let findings: String = row.get("findings")?;
        let findings = serde_json::from_str(&findings).map_err(|_| StoreProblem::Row("findings"))?;
        Ok(CheckRun { when: row.get("occasion")?, at: moment(row, "at")?, findings })
    })?;
    let sql = "SELECT at, checks FROM messages WHERE transfer = ? AND direction = 'in' AND checks <> '' ORDER BY row";
    runs.extend(all(book, sql, [id], |row| {
        let ids: String = row.get("checks")?;
        let findings = ids.split_whitespace().map(failed).collect();
        Ok(CheckRun { when: "received".to_owned(), at: moment(row, "at")?, findings })
    })?);
    Ok(runs)
}

/// A check that failed, of which only the id was kept.
fn failed(id: &str) -> Finding {
    let rule = CheckId::of_id(id).map_or("", CheckId::rule);
    Finding { id: id.to_owned(), rule: rule.to_owned(), result: "fail".to_owned(), values: Vec::new(), hint: None }
}

/// ITMOs that left this book under it and are not known to have arrived.
fn in_transit(book: &Connection, id: &str) -> Result<Vec<Span>, StoreProblem> {
    let sql = "SELECT approach || '-' || registry || '-' || party || '-' AS series, vintage, first, last FROM in_transit
               WHERE transfer = ? ORDER BY approach, registry, party, vintage, first";
    let ranges = all(book, sql, [id], |row| {
        let (series, vintage): (String, u16) = (row.get("series")?, row.get("vintage")?);
        let id = |column: &'static str| -> Result<_, StoreProblem> {
            let serial: i64 = row.get(column)?;
            format!("{series}{serial}-{vintage}").parse().map_err(|_| StoreProblem::Row(column))
        };
        BlockRange::of(id("first")?, id("last")?).map_err(|_| StoreProblem::Row("last"))
    })?;
    Ok(ranges.into_iter().map(span).collect())
}
