//! Writes runs down: begun, going on, ended with what was found.
//! The end of a run is one entry of the ledger beside its findings, so that everybody who follows the ledger hears of it.
//! Must not know: how a run is carried on, and what becomes of what it found.

use crate::{
    domain::{
        RegistryId,
        reconcile::{Code, Finding, RunId},
    },
    sandbox::{
        cases::{self, Ran},
        comm::CommProblem,
        desk::Desk,
        fault::StoreProblem,
        ledger,
    },
    wire::{
        BigNumber,
        admin::reconcile::{FoundKind, Tier},
        convert::discrepancy_to_wire,
        ledger::Act,
    },
};
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;

/// The words of a run that is over.
pub(in crate::sandbox) const PASSED: &str = "passed";
/// Something was found that is more than a note.
pub(in crate::sandbox) const DIFFERS: &str = "differs";
/// It came to no result.
pub(in crate::sandbox) const FAILED: &str = "failed";

/// How long a run with a counterpart may take.
pub(in crate::sandbox) const LIFE: SignedDuration = SignedDuration::from_mins(15);

/// What a run came to.
#[derive(Clone, Copy, Debug)]
pub(in crate::sandbox) struct Finished<'a> {
    /// The run.
    pub id: RunId,
    /// The counterpart; none within this registry.
    pub peer: Option<RegistryId>,
    /// The moment of the snapshots.
    pub at: Timestamp,
    /// ITMOs that were compared.
    pub units: u64,
    /// Everything that was found, notes among it.
    pub findings: &'a [Finding],
}

/// Writes down what was found, and that the run is over. Everything that follows from a finished run follows from here.
pub(in crate::sandbox) fn finish(desk: &Desk<'_>, finished: &Finished<'_>) -> Result<(), CommProblem> {
    let discrepancies = finished.findings.iter().filter(|finding| finding.is_discrepancy()).count();
    let state = if discrepancies == 0 { PASSED } else { DIFFERS };
    for (n, finding) in finished.findings.iter().enumerate() {
        keep_finding(desk, finished.id, n, finding)?;
    }
    let with = finished.peer.map_or_else(|| "within this registry".to_owned(), |peer| format!("with {peer}"));
    let with = format!("{with} as of {}", finished.at);
    let said = match discrepancies {
        0 => format!("reconciliation {} {with} passed", finished.id),
        1 => format!("reconciliation {} {with} found a discrepancy", finished.id),
        many => format!("reconciliation {} {with} found {many} discrepancies", finished.id),
    };
    let notes = finished.findings.len().saturating_sub(discrepancies);
    let kinds = serde_json::to_string(&kinds_of(finished.findings)).map_err(|_| StoreProblem::Row("the kinds of a run"))?;
    let sql = "UPDATE reconciliations SET units = ?2, discrepancies = ?3, notes = ?4, kinds = ?5 WHERE id = ?1";
    let number = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let units = i64::try_from(finished.units).unwrap_or(i64::MAX);
    let values = params![finished.id.to_string(), units, number(discrepancies), number(notes), kinds];
    desk.book.prepare_cached(sql)?.execute(values)?;
    end(desk, finished.id, state, None, &said)?;
    let run = finished.id.to_string();
    cases::take_run(desk, &Ran { run: &run, peer: finished.peer, at: finished.at, findings: finished.findings })?;
    Ok(())
}

/// How many findings of each kind there are, and about how many ITMOs.
fn kinds_of(findings: &[Finding]) -> Vec<FoundKind> {
    let mut kinds: BTreeMap<Code, (u64, u64)> = BTreeMap::new();
    for finding in findings {
        let (count, units) = kinds.entry(finding.code).or_default();
        *count += 1;
        *units = units.saturating_add(finding.quantity.count());
    }
    let kind = |(code, (count, units)): (Code, (u64, u64))| FoundKind {
        code: code.id().to_owned(),
        count: BigNumber(count),
        units: BigNumber(units),
    };
    kinds.into_iter().map(kind).collect()
}

fn keep_finding(desk: &Desk<'_>, run: RunId, n: usize, finding: &Finding) -> Result<(), CommProblem> {
    let text = serde_json::to_string(&discrepancy_to_wire(finding)).map_err(|_| StoreProblem::Row("a finding"))?;
    let n = i64::try_from(n).map_err(|_| StoreProblem::Row("a finding"))?;
    let block = finding.block();
    let serial = |serial: u64| i64::try_from(serial).unwrap_or(i64::MAX);
    let sql = "INSERT INTO reconciliation_findings (run, n, code, approach, registry, party, vintage, first, last, finding) \
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    desk.book.prepare_cached(sql)?.execute(params![
        run.to_string(),
        n,
        finding.code.id(),
        block.map(|block| block.series.approach.to_string()),
        block.map(|block| block.series.registry.to_string()),
        block.map(|block| block.series.party.to_string()),
        block.map(|block| block.series.vintage.year()),
        block.map(|block| serial(block.range.first().number())),
        block.map(|block| serial(block.range.last().number())),
        text
    ])?;
    Ok(())
}

/// The run came to no result. What it froze is let go.
pub(in crate::sandbox) fn fail(desk: &Desk<'_>, run: RunId, why: &str) -> Result<(), CommProblem> {
    end(desk, run, FAILED, Some(why), &format!("reconciliation {run} came to no result: {why}"))?;
    let sql = "DELETE FROM reconciliation_lines WHERE run = ?";
    desk.book.prepare_cached(sql)?.execute([run.to_string()])?;
    Ok(())
}

fn end(desk: &Desk<'_>, run: RunId, state: &str, why: Option<&str>, said: &str) -> Result<(), CommProblem> {
    let sql = "UPDATE reconciliations SET state = ?2, why = ?3, ended = ?4 WHERE id = ?1";
    desk.book.prepare_cached(sql)?.execute(params![run.to_string(), state, why, desk.now.as_millisecond()])?;
    let act = Act { by: Vec::new(), reason: said.to_owned(), message: None, postings: Vec::new() };
    ledger::append(desk, "reconciled", &act)?;
    Ok(())
}

/// A run that is to be kept.
#[derive(Clone, Copy, Debug)]
pub(in crate::sandbox) struct Begun<'a> {
    /// Its id.
    pub id: RunId,
    /// The counterpart.
    pub peer: Option<RegistryId>,
    /// The moment that is proposed.
    pub at: Timestamp,
    /// The login that begins it.
    pub by: Option<&'a str>,
    /// Why.
    pub reason: &'a str,
    /// Its tiers, in their order.
    pub tiers: &'a [Tier],
}

/// Keeps a run that begins.
pub(in crate::sandbox) fn begin(desk: &Desk<'_>, begun: &Begun<'_>) -> Result<(), CommProblem> {
    let tiers = serde_json::to_string(begun.tiers).map_err(|_| StoreProblem::Row("the tiers of a run"))?;
    let expires = desk.now.saturating_add(LIFE).unwrap_or(Timestamp::MAX);
    let peer = begun.peer.map(|peer| peer.to_string());
    let ancestor = begun.peer.map(|peer| ancestor(desk.book, peer)).transpose()?.flatten();
    let sql = "INSERT INTO reconciliations (id, peer, opener, at, state, step, begun, by, reason, expires, ancestor, tiers, units, \
               discrepancies, notes, kinds, segments) VALUES (?, ?, ?, ?, 'agreeing', 0, ?, ?, ?, ?, ?, ?, 0, 0, 0, '[]', 0)";
    desk.book.prepare_cached(sql)?.execute(params![
        begun.id.to_string(),
        peer,
        begun.id.opener().to_string(),
        begun.at.as_millisecond(),
        desk.now.as_millisecond(),
        begun.by,
        begun.reason,
        expires.as_millisecond(),
        ancestor,
        tiers
    ])?;
    Ok(())
}

/// The last run with a counterpart that passed, whose lines are kept.
fn ancestor(book: &Connection, peer: RegistryId) -> Result<Option<String>, StoreProblem> {
    let sql = "SELECT id FROM reconciliations WHERE peer = ? AND state = 'passed' ORDER BY at DESC, id DESC LIMIT 1";
    Ok(book.prepare_cached(sql)?.query_row([peer.to_string()], |row| row.get(0)).optional()?)
}

/// The number of the next run this registry opens in a year.
pub(in crate::sandbox) fn next_id(desk: &Desk<'_>) -> Result<RunId, CommProblem> {
    let year = desk.now.to_zoned(jiff::tz::TimeZone::UTC).year();
    let stem = format!("{}-R-{year}-%", desk.me.registry);
    let sql = "SELECT count(*) FROM reconciliations WHERE id LIKE ?";
    let count: u32 = desk.book.prepare_cached(sql)?.query_row([stem], |row| row.get(0))?;
    let year = u16::try_from(year).map_err(|_| StoreProblem::Row("a year"))?;
    Ok(RunId::new(desk.me.registry, year, count.saturating_add(1)).map_err(|_| StoreProblem::Row("the number of a run"))?)
}

/// A step was taken.
pub(in crate::sandbox) fn stepped(desk: &Desk<'_>, run: RunId, step: u32) -> Result<(), CommProblem> {
    let sql = "UPDATE reconciliations SET step = ? WHERE id = ?";
    desk.book.prepare_cached(sql)?.execute(params![step, run.to_string()])?;
    Ok(())
}

/// Which tier is under way.
pub(in crate::sandbox) fn is_now(desk: &Desk<'_>, run: RunId, state: &str) -> Result<(), CommProblem> {
    let sql = "UPDATE reconciliations SET state = ? WHERE id = ? AND ended IS NULL";
    desk.book.prepare_cached(sql)?.execute([state, &run.to_string()])?;
    Ok(())
}

/// Lets go what a finished run needed. What both books said stays only of the last run with a counterpart that passed: it is what the
/// next one is held against.
pub(in crate::sandbox) fn tidy(desk: &Desk<'_>, run: RunId, here: RegistryId, peer: RegistryId) -> Result<(), CommProblem> {
    for table in ["reconciliation_parts", "reconciliation_trails"] {
        desk.book.prepare_cached(&format!("DELETE FROM {table} WHERE run = ?"))?.execute([run.to_string()])?;
    }
    let kept = ancestor(desk.book, peer)?;
    let sql = "DELETE FROM reconciliation_lines WHERE (run IS NOT ?1 OR side <> ?2) \
               AND run IN (SELECT id FROM reconciliations WHERE peer = ?3 AND ended IS NOT NULL)";
    desk.book.prepare_cached(sql)?.execute(params![kept, here.to_string(), peer.to_string()])?;
    Ok(())
}
