//! Reconciliation runs as the admin API shows them.
//! What a run found is shown as it was found; nothing is worked out again.
//! Must not know: how books are compared.

use super::{moment, moment_if, number};
use crate::{
    domain::reconcile::RunId,
    evidence::digest::Digest,
    sandbox::{
        fault::StoreProblem,
        problem::Refusal,
        reconcile::store::{self, RunRow},
    },
    wire::{
        BigNumber,
        admin::reconcile::{Run, RunSummary, SignedResult},
    },
};
use rusqlite::{Connection, Row};

/// A row of the list of runs.
pub(in crate::sandbox) fn run_summary(row: &Row<'_>) -> Result<RunSummary, StoreProblem> {
    Ok(RunSummary {
        id: row.get("id")?,
        peer: row.get("peer")?,
        opener: row.get("opener")?,
        at: moment(row, "at")?,
        state: row.get("state")?,
        begun: moment(row, "begun")?,
        ended: moment_if(row, "ended")?,
        units: number(row, "units")?,
        discrepancies: number(row, "discrepancies")?,
        notes: number(row, "notes")?,
        why: row.get("why")?,
    })
}

/// A run with everything that is kept of it.
pub(in crate::sandbox) fn run(book: &Connection, id: RunId) -> Result<Run, Refusal> {
    let run = store::run(book, &id.to_string())?.ok_or_else(|| Refusal::missing("reconciliation run"))?;
    let found = store::discrepancies(book, &id.to_string())?;
    let signatures = store::signatures(book, id)?;
    let sha256 = |text: &str| Digest::of(text).to_string();
    let RunRow { peer, at, state, begun, ended, by, commitment, peer_commitment, ancestor, tiers, why, text, .. } = run;
    Ok(Run {
        summary: RunSummary {
            id: id.to_string(),
            peer: peer.map(|peer| peer.to_string()),
            opener: id.opener().to_string(),
            at,
            state,
            begun,
            ended,
            units: BigNumber(run.units),
            discrepancies: BigNumber(run.discrepancies),
            notes: BigNumber(run.notes),
            why,
        },
        by,
        tiers,
        commitment,
        peer_commitment,
        ancestor,
        found,
        result: text.map(|text| SignedResult { sha256: sha256(&text), text, signatures }),
    })
}
