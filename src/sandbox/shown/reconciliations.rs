//! Reconciliation runs as the admin API shows them.
//! What a run found is shown as it was found; beside it only stands what is so now: the run before it, and the case of each difference.
//! Must not know: how books are compared.

use super::{moment, moment_if, number};
use crate::{
    domain::{
        case::{About, Case},
        reconcile::{Code, RunId},
    },
    evidence::digest::Digest,
    sandbox::{
        book as kept,
        fault::StoreProblem,
        problem::Refusal,
        reconcile::{
            recorded::{self, RunRow},
            segment,
        },
    },
    wire::{
        BigNumber,
        admin::{
            reconcile::{BothTotals, Run, RunSummary, SignedResult, TotalKey},
            segment::{RunSegment, RunSegments},
        },
        comm::reconcile::{RunTotal, Sums},
        convert::{Place, discrepancy},
    },
};
use rusqlite::{Connection, Row};

/// So many sums of both books are shown.
const MOST_TOTALS: usize = 500;

/// A row of the list of runs.
pub(in crate::sandbox) fn run_summary(row: &Row<'_>) -> Result<RunSummary, StoreProblem> {
    let kinds: String = row.get("kinds")?;
    Ok(RunSummary {
        id: row.get("id")?,
        peer: row.get("peer")?,
        opener: row.get("opener")?,
        at: moment(row, "at")?,
        state: row.get("state")?,
        begun: moment(row, "begun")?,
        by: row.get("by")?,
        ended: moment_if(row, "ended")?,
        units: number(row, "units")?,
        discrepancies: number(row, "discrepancies")?,
        notes: number(row, "notes")?,
        kinds: serde_json::from_str(&kinds).map_err(|_| StoreProblem::Row("kinds"))?,
        why: row.get("why")?,
    })
}

/// A run with everything that is kept of it.
pub(in crate::sandbox) fn run(book: &Connection, id: RunId) -> Result<Run, Refusal> {
    let run = the_run(book, id)?;
    let found = recorded::discrepancies(book, &id.to_string())?;
    let signatures = recorded::signatures(book, id)?;
    let previous = recorded::previous(book, run.peer, run.at)?;
    let (totals, more_totals) = totals(&run)?;
    let (sent, received) = octets(book, id)?;
    let sha256 = |text: &str| Digest::of(text).to_string();
    let RunRow { peer, at, state, begun, ended, by, reason, commitment, peer_commitment, ancestor, tiers, why, text, .. } = run;
    Ok(Run {
        summary: RunSummary {
            id: id.to_string(),
            peer: peer.map(|peer| peer.to_string()),
            opener: id.opener().to_string(),
            at,
            state,
            begun,
            by,
            ended,
            units: BigNumber(run.units),
            discrepancies: BigNumber(run.discrepancies),
            notes: BigNumber(run.notes),
            kinds: run.kinds,
            why,
        },
        reason,
        tiers,
        commitment,
        peer_commitment,
        ancestor,
        previous,
        totals,
        more_totals,
        sent,
        received,
        found,
        result: text.map(|text| SignedResult { sha256: sha256(&text), text, signatures }),
    })
}

fn the_run(book: &Connection, id: RunId) -> Result<RunRow, Refusal> {
    recorded::run(book, &id.to_string())?.ok_or_else(|| Refusal::missing("reconciliation run"))
}

/// The sums of both books side by side, those that differ first, and how many more there are.
fn totals(run: &RunRow) -> Result<(Vec<BothTotals>, BigNumber), StoreProblem> {
    let read = |text: &Option<String>| -> Result<Vec<RunTotal>, StoreProblem> {
        let sums = text.as_deref().map(serde_json::from_str::<Sums>).transpose().map_err(|_| StoreProblem::Row("sums"))?;
        Ok(sums.unwrap_or_default().totals)
    };
    let mut both: Vec<BothTotals> = Vec::new();
    for total in read(&run.sums)? {
        both.push(BothTotals { key: key(&total), ours: total.units, theirs: BigNumber(0) });
    }
    for total in read(&run.peer_sums)? {
        let key = key(&total);
        match both.iter_mut().find(|known| known.key == key) {
            Some(known) => known.theirs = total.units,
            None => both.push(BothTotals { key, ours: BigNumber(0), theirs: total.units }),
        }
    }
    both.sort_by_key(|both| both.ours == both.theirs);
    let more = both.len().saturating_sub(MOST_TOTALS);
    both.truncate(MOST_TOTALS);
    Ok((both, BigNumber(more as u64)))
}

fn key(total: &RunTotal) -> TotalKey {
    let RunTotal { approach, party, vintage, metric, holder, class, .. } = total.clone();
    TotalKey { approach, party, vintage, metric, holder, class }
}

/// How much was said in a run, by this registry and by the counterpart.
fn octets(book: &Connection, id: RunId) -> Result<(BigNumber, BigNumber), StoreProblem> {
    let sql = "SELECT coalesce(sum(length(octets)), 0) FROM reconciliation_messages WHERE run = ? AND direction = ?";
    let mut statement = book.prepare_cached(sql)?;
    let mut sum = |direction: &str| -> Result<BigNumber, StoreProblem> {
        Ok(BigNumber(statement.query_row([&id.to_string(), direction], |row| row.get::<_, i64>(0))?.unsigned_abs()))
    };
    Ok((sum("out")?, sum("in")?))
}

/// What each book said in a run, segment by segment, each difference with its case.
pub(in crate::sandbox) fn run_segments(book: &Connection, id: RunId) -> Result<RunSegments, Refusal> {
    let run = the_run(book, id)?;
    let mut items = segment::of(book, id)?;
    let cases = kept::cases_of(book, run.peer)?;
    for item in &mut items {
        name_cases(item, &cases)?;
    }
    let more = BigNumber(run.segments.saturating_sub(items.len() as u64));
    Ok(RunSegments { run: id.to_string(), items, more })
}

/// Names the case of each kind that was found in a segment: an open one if there is one, else the newest.
fn name_cases(item: &mut RunSegment, cases: &[Case]) -> Result<(), StoreProblem> {
    if item.found.is_empty() {
        return Ok(());
    }
    let subject = discrepancy::subject(item.subject.clone(), &Place::ROOT).map_err(|_| StoreProblem::Row("a segment"))?;
    let about = About::of(&subject);
    for found in &mut item.found {
        let code = Code::of_id(&found.code);
        let same = |case: &&Case| Some(case.found.code) == code && case.found.about.meets(&about);
        let case = cases.iter().find(|case| case.is_open() && same(case)).or_else(|| cases.iter().rev().find(same));
        found.case = case.map(|case| case.id.to_string());
    }
    Ok(())
}
