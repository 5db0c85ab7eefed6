//! What a resolution says is done at once when enough persons agreed, in the same transaction: the book is made again from its ledger, or a
//! new entry says what the evidence says. No entry is ever changed.
//! Must not know: who agreed, and whether their signatures are good.

use super::{
    freeze,
    resolve::{agreed_by, evidence_of},
};
use crate::{
    domain::{
        BlockRange, BlockState,
        case::{About, Case, ResolutionKind, State},
        reconcile::{AccountClass, Amount, Code, Field, Said},
    },
    evidence::reconciliation::ReconciliationText,
    sandbox::{
        book,
        comm::{self, CommProblem, Replay},
        desk::Desk,
        fault::StoreProblem,
        ledger::{self, LedgerProblem},
        problem::Refusal,
    },
    text::Untrusted,
    wire::ledger::{Act, Move, Posting, Recorded, Reported, Span},
};
use rusqlite::OptionalExtension;

/// The kind of an entry that corrects what a case found.
pub(in crate::sandbox) const CORRECTED: &str = "case-corrected";

/// The fields of ITMOs that are recorded as the counterpart's book has them.
const RECORDABLE: [Field; 4] = [Field::Amount, Field::Class, Field::AuthorizationVersion, Field::FirstTransferred];

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
        ResolutionKind::Replayed => replay(desk, now),
        ResolutionKind::Recorded if now.found.code == Code::W9 => append(desk, now, put_back(desk, now)?),
        ResolutionKind::Recorded => append(desk, now, facts(now)?),
        ResolutionKind::Revised => revise(desk, now),
        _ => Ok(()),
    }
}

/// Writes the entry that corrects the record, by those who agreed and in the name of the case.
fn append(desk: &Desk<'_>, case: &Case, postings: Vec<Posting>) -> Result<(), Refusal> {
    let act = Act { by: agreed_by(desk, case.id)?, reason: reason(case), message: None, postings };
    ledger::append(desk, CORRECTED, &act).map(drop).map_err(unfit)
}

fn reason(case: &Case) -> String {
    format!("case {}: as two persons agreed", case.id)
}

/// What does not fit the book as it is.
fn unfit(problem: LedgerProblem) -> Refusal {
    match problem {
        LedgerProblem::Posting { why, .. } => {
            Refusal::state(format!("it can't be recorded in this book: {why}. Nothing was changed"))
        }
        problem => problem.into(),
    }
}

/// Brings a transfer back that this book lost with its ledger, as far as the counterpart's archive proves it.
fn replay(desk: &Desk<'_>, case: &Case) -> Result<(), Refusal> {
    let (transfer, peer) = super::acts::lost(case)?;
    let (by, evidence) = (agreed_by(desk, case.id)?, evidence_of(desk, case.id)?);
    let replay = Replay { transfer: &transfer, peer, by: &by, reason: &reason(case), evidence: &evidence };
    comm::replay(desk, &replay).map_err(|problem| match problem {
        CommProblem::Ledger(problem) => unfit(problem),
        CommProblem::Evidence(why) => Refusal::state(format!("{why}. Nothing was changed")),
        problem => problem.into(),
    })
}

/// Makes the book again from its ledger, which must lead through the head that the newest run within this registry signed.
fn restore(desk: &Desk<'_>) -> Result<(), Refusal> {
    let sql = "SELECT text FROM reconciliations WHERE peer IS NULL AND text IS NOT NULL ORDER BY begun DESC, id DESC LIMIT 1";
    let text: Option<String> = desk.book.prepare_cached(sql)?.query_row([], |row| row.get(0)).optional()?;
    let signed = text.map(|text| ReconciliationText::parse(text.as_bytes())).transpose();
    let signed = signed.map_err(|_| StoreProblem::Row("the result of a run"))?;
    let witness = signed.map(|text| *text.result().opener_sha256.octets());
    let cant = |why: LedgerProblem| {
        Refusal::state(format!(
            "the book can't be made again from its ledger: {why}. Nothing was changed; restore the ledger from a copy"
        ))
    };
    ledger::restore(desk.book, witness).map(drop).map_err(cant)
}

/// What left an account of use or cancellation goes back into it. It is no act that a report of actions has: what it was used for was said once.
fn put_back(desk: &Desk<'_>, case: &Case) -> Result<Vec<Posting>, Refusal> {
    let missing = || Refusal::state("the account that the ITMOs left is not in this book. Nothing was changed");
    let left = case.found.account.as_ref().ok_or_else(missing)?;
    let account = book::account(desk.book, left.as_str())?.ok_or_else(missing)?;
    let state = match AccountClass::of(account.kind) {
        Some(AccountClass::Cancelled) => BlockState::Cancelled,
        _ => BlockState::Used,
    };
    // What the case itself froze is freed for it; any other lock stands in the way.
    let mut postings: Vec<Posting> = freeze::unlock(desk, case)?.into_iter().collect();
    postings.push(Posting::Move(Move { spans: spans(case), to: left.to_string(), state: state.word().to_owned() }));
    Ok(postings)
}

/// The ITMOs of a case, as postings write them.
fn spans(case: &Case) -> Vec<Span> {
    let span = |block: &BlockRange| Span { first: block.first_id().to_string(), last: block.last_id().to_string() };
    case.found.about.blocks().iter().map(span).collect()
}

/// What the evidence says of the ITMOs: that their underlying units are marked, or what the counterpart's book says.
fn facts(case: &Case) -> Result<Vec<Posting>, Refusal> {
    let spans = spans(case);
    let recorded = |field: Field, value: &str| {
        Posting::Recorded(Recorded { spans: spans.clone(), field: field.word().to_owned(), value: value.to_owned() })
    };
    if matches!(case.found.code, Code::D19 | Code::W10) {
        return Ok(vec![recorded(Field::UnderlyingMarked, "yes")]);
    }
    let differing = case.found.said.iter().filter(|said| said.ours != said.theirs && said.theirs.is_some());
    let (here, elsewhere): (Vec<&Said>, Vec<&Said>) = differing.partition(|said| RECORDABLE.contains(&said.field));
    if let Some(said) = elsewhere.first() {
        let field = said.field.word();
        return Err(Refusal::state(format!(
            "the {field} of ITMOs follows from what is recorded elsewhere. Nothing was changed; correct that by an order"
        )));
    }
    if here.is_empty() {
        let nothing = "the counterpart says nothing of these ITMOs that could be recorded. Nothing was changed";
        return Err(Refusal::state(nothing));
    }
    let value = |said: &&Said| {
        let theirs = said.theirs.as_ref().map(Untrusted::octets).unwrap_or_default();
        if said.field == Field::Amount {
            return amount(case, theirs).map(|tonnes| recorded(said.field, &tonnes));
        }
        Ok(recorded(said.field, theirs))
    };
    here.iter().map(value).collect()
}

/// The tonnes that the counterpart's book has for the block of a case; they belong to it as a whole.
fn amount(case: &Case, theirs: &str) -> Result<String, Refusal> {
    let tonnes = match case.found.about.blocks() {
        [block] => Amount::written(theirs, block.range),
        _ => None,
    };
    let other = || {
        Refusal::state("the counterpart's amount is not of these ITMOs as one block. Nothing was changed; accept the difference")
    };
    Ok(tonnes.ok_or_else(other)?.count().to_string())
}

/// Gives a report a new version: one that has the transfer, or one that is frozen anew by the next run.
fn revise(desk: &Desk<'_>, case: &Case) -> Result<(), Refusal> {
    let About::Other { name, .. } = &case.found.about else { return Ok(()) };
    let other =
        || Refusal::state("it is not this registry's report that is wrong. Nothing was changed; the counterpart revises its own");
    if case.found.code == Code::D17 {
        let sql = "SELECT count(*) > 0 FROM left_out_of_reports WHERE transfer = ?";
        let lacks: bool = desk.book.prepare_cached(sql)?.query_row([name.octets()], |row| row.get(0))?;
        let reported = Posting::Reported(Reported { transfer: name.octets().to_owned(), reported: true });
        return if lacks { append(desk, case, vec![reported]) } else { Err(other()) };
    }
    // What a run noted of a year is no record of this registry's acts: the next run notes it anew.
    let sql = "DELETE FROM year_ends WHERE year = CAST(? AS INTEGER)";
    let revised = desk.book.prepare_cached(sql)?.execute([name.octets()])?;
    if revised == 0 { Err(other()) } else { append(desk, case, Vec::new()) }
}
