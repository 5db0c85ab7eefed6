//! What a resolution says is done at once when enough persons agreed, in the same transaction: the book is made again from its ledger, a
//! fact is recorded beside the book on evidence, a report gets a new version. No entry is ever changed.
//! Must not know: who agreed, and whether their signatures are good.

use crate::{
    domain::{
        BlockRange, SerialRange,
        case::{About, Case, ResolutionKind, State},
        reconcile::{Code, Field},
    },
    evidence::reconciliation::ReconciliationText,
    sandbox::{book, desk::Desk, fault::StoreProblem, ledger, problem::Refusal},
};
use rusqlite::{OptionalExtension, params};

/// Carries out what was agreed just now.
///
/// # Errors
/// Why it can't be done; the case then stands as before.
pub(super) fn carry_out(desk: &Desk<'_>, before: &Case, now: &Case) -> Result<(), Refusal> {
    let State::Agreed(proposal) = &now.state else { return Ok(()) };
    if matches!(before.state, State::Agreed(_)) {
        return Ok(());
    }
    match proposal.resolution.kind() {
        ResolutionKind::Restored => restore(desk),
        ResolutionKind::Recorded => record(desk, now),
        ResolutionKind::Revised => revise(desk, now),
        _ => Ok(()),
    }
}

/// Makes the book again from its ledger, which must lead through the head that the newest run within this registry signed.
fn restore(desk: &Desk<'_>) -> Result<(), Refusal> {
    let sql = "SELECT text FROM reconciliations WHERE peer IS NULL AND text IS NOT NULL ORDER BY begun DESC, id DESC LIMIT 1";
    let text: Option<String> = desk.book.prepare_cached(sql)?.query_row([], |row| row.get(0)).optional()?;
    let signed = text.map(|text| ReconciliationText::parse(text.as_bytes())).transpose();
    let signed = signed.map_err(|_| StoreProblem::Row("the result of a run"))?;
    let witness = signed.map(|text| *text.result().opener_sha256.octets());
    let cant = |why: ledger::LedgerProblem| {
        Refusal::state(format!(
            "the book can't be made again from its ledger: {why}. Nothing was changed; restore the ledger from a copy"
        ))
    };
    ledger::restore(desk.book, witness).map(drop).map_err(cant)
}

/// Records what the evidence says of the ITMOs: the account class that the counterpart names, or that underlying units are marked.
fn record(desk: &Desk<'_>, case: &Case) -> Result<(), Refusal> {
    let (field, value) = match case.found.code {
        Code::D11 => {
            let said = case.found.said.iter().find(|said| said.field == Field::Class).and_then(|said| said.theirs.as_ref());
            let nothing =
                || Refusal::state("the counterpart says nothing of these ITMOs that could be recorded. Nothing was changed");
            (Field::Class, said.ok_or_else(nothing)?.octets().to_owned())
        }
        _ => (Field::UnderlyingMarked, "yes".to_owned()),
    };
    for block in case.found.about.blocks() {
        clear(desk, *block, field)?;
        remark(desk, *block, field, &value)?;
    }
    Ok(())
}

/// Takes away what was remarked of a field of these ITMOs; what was remarked of others beside them stays.
fn clear(desk: &Desk<'_>, block: BlockRange, field: Field) -> Result<(), StoreProblem> {
    let [approach, registry, party, vintage, first, last] = book::key(block);
    let condition = "approach = ? AND registry = ? AND party = ? AND vintage = ? AND first <= ? AND last >= ? AND field = ?";
    let values = params![approach, registry, party, vintage, last, first, field.word()];
    let mut statement = desk.book.prepare_cached(&format!("DELETE FROM remarks WHERE {condition} RETURNING *"))?;
    let mut rows = statement.query(values)?;
    let mut left: Vec<(SerialRange, String)> = Vec::new();
    while let Some(row) = rows.next()? {
        let (before, after) = book::span(row)?.range.subtract(block.range);
        let value: String = row.get("value")?;
        left.extend([before, after].into_iter().flatten().map(|range| (range, value.clone())));
    }
    left.iter().try_for_each(|(range, value)| remark(desk, BlockRange { range: *range, ..block }, field, value))
}

fn remark(desk: &Desk<'_>, block: BlockRange, field: Field, value: &str) -> Result<(), StoreProblem> {
    let [approach, registry, party, vintage, first, last] = book::key(block);
    let sql =
        "INSERT INTO remarks (approach, registry, party, vintage, first, last, field, value) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    desk.book.prepare_cached(sql)?.execute(params![approach, registry, party, vintage, first, last, field.word(), value])?;
    Ok(())
}

/// Gives a report a new version: one that has the transfer, or one that is frozen anew by the next run.
fn revise(desk: &Desk<'_>, case: &Case) -> Result<(), Refusal> {
    let About::Other { name, .. } = &case.found.about else { return Ok(()) };
    let sql = match case.found.code {
        Code::D17 => "DELETE FROM left_out_of_reports WHERE transfer = ?",
        _ => "DELETE FROM year_ends WHERE year = CAST(? AS INTEGER)",
    };
    let revised = desk.book.prepare_cached(sql)?.execute([name.octets()])?;
    let nothing = "it is not this registry's report that is wrong. Nothing was changed; the counterpart revises its own";
    if revised == 0 { Err(Refusal::state(nothing)) } else { Ok(()) }
}
