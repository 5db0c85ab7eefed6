//! What a run found, sorted into cases in one act: new ones open, known ones go on, those whose difference is gone are closed.
//! Kinds that freeze do so when the case opens; any other freezes when it is not solved by the end of the next working day.
//! Must not know: how the books were compared.

use super::{freeze, posting};
use crate::{
    domain::{
        BlockRange, RegistryId,
        case::{Ageing, Case, Event, Sighting, Step as Sorted, ageing, sort},
        reconcile::Finding,
    },
    sandbox::{
        book,
        desk::Desk,
        fault::StoreProblem,
        guard,
        ledger::{self, LedgerProblem},
    },
    text::Untrusted,
    wire::{
        convert,
        ledger::{Act, Frozen, Gone, Posting, Step},
    },
};
use jiff::Timestamp;

/// A run that is over.
#[derive(Clone, Debug)]
pub(in crate::sandbox) struct Ran<'a> {
    /// Its id.
    pub run: &'a str,
    /// The counterpart; none is a run within the registry.
    pub peer: Option<RegistryId>,
    /// The moment of the snapshots.
    pub at: Timestamp,
    /// What it found, notes included.
    pub findings: &'a [Finding],
}

/// What became of the board.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::sandbox) struct Became {
    /// How many cases were opened.
    pub opened: u32,
    /// How many were found again.
    pub again: u32,
    /// How many were closed because their difference is gone.
    pub gone: u32,
}

/// Takes what a run found to the board, in one entry; none is written when nothing changes.
///
/// # Errors
/// [`LedgerProblem`] when the book can't be read or does not take it.
pub(in crate::sandbox) fn take_run(desk: &Desk<'_>, ran: &Ran<'_>) -> Result<Became, LedgerProblem> {
    let cases = book::cases_of(desk.book, ran.peer)?;
    let run = Untrusted::new(ran.run);
    let (mut postings, mut became, mut locked) = (Vec::new(), Became::default(), Vec::new());
    let mut number = book::next_case(desk.book, desk.me.registry)?.number();
    for step in sort(&cases, ran.findings, &run, ran.peer, ran.at) {
        let case = |id| cases.iter().find(|case| case.id == id);
        match step {
            Sorted::Open(found) => {
                // Numbers run on within the entry.
                let Ok(id) = crate::domain::case::CaseId::new(desk.me.registry, number) else { break };
                number = number.saturating_add(1);
                became.opened += 1;
                let case = Case::open(id, found, desk.now);
                postings.push(posting(id, found_step(&case.found)));
                postings.extend(frozen(desk, &case, &mut locked)?);
            }
            Sorted::Again(id, found) => {
                let Some(known) = case(id) else { continue };
                became.again += 1;
                postings.push(posting(id, found_step(&found)));
                // Being found again is always possible.
                let Ok(now) = known.after(&Event::Found(found), desk.now) else { continue };
                postings.extend(frozen(desk, &now, &mut locked)?);
            }
            Sorted::Gone(id) => {
                let Some(known) = case(id) else { continue };
                became.gone += 1;
                postings.push(posting(id, Step::Gone(Gone { run: ran.run.to_owned() })));
                postings.extend(freeze::unlock(desk, known)?);
            }
        }
    }
    if !postings.is_empty() {
        let Became { opened, again, gone } = became;
        let reason = format!("run {}: {opened} cases opened, {again} found again, {gone} gone", ran.run);
        written(desk, Act { by: Vec::new(), reason, message: None, postings })?;
    }
    Ok(became)
}

/// Writes the entry. A book that holds the same ITMOs twice can't lock them before that is put right; the cases are on the board all the
/// same, and no order can be about what they name (B09).
fn written(desk: &Desk<'_>, act: Act) -> Result<(), LedgerProblem> {
    desk.book.execute_batch("SAVEPOINT cases").map_err(StoreProblem::from)?;
    let locks = |posting: &Posting| matches!(posting, Posting::Lock(_)) || is_freezing(posting);
    let taken = ledger::append(desk, "cases-sorted", &act);
    if taken.is_ok() || !act.postings.iter().any(locks) {
        desk.book.execute_batch("RELEASE cases").map_err(StoreProblem::from)?;
        return taken.map(drop);
    }
    desk.book.execute_batch("ROLLBACK TO cases; RELEASE cases").map_err(StoreProblem::from)?;
    let postings = act.postings.into_iter().filter(|posting| !locks(posting)).collect();
    ledger::append(desk, "cases-sorted", &Act { postings, ..act }).map(drop)
}

fn is_freezing(posting: &Posting) -> bool {
    matches!(posting, Posting::Case(step) if matches!(step.step, Step::Frozen(_)))
}

fn found_step(found: &Sighting) -> Step {
    Step::Found(Box::new(convert::case::found(found)))
}

/// What freezes with a case by rule: nothing of one that is closed, or that nothing asks to be frozen.
fn frozen(desk: &Desk<'_>, case: &Case, locked: &mut Vec<BlockRange>) -> Result<Vec<Posting>, LedgerProblem> {
    let blocks = case.found.about.blocks();
    if !case.is_open() || !case.keeps_from_orders() || blocks.is_empty() {
        return Ok(Vec::new());
    }
    let calendar = &guard::in_force(desk.book)?.policy;
    let late = ageing(&calendar.policy().calendar, case.opened, desk.now) == Ageing::Suspend;
    if !case.frozen && !case.found.code.spec().freezes && !late {
        return Ok(Vec::new());
    }
    let Some(lock) = freeze::lock(desk, case.id, blocks, locked)? else { return Ok(Vec::new()) };
    let step = (!case.frozen).then(|| posting(case.id, Step::Frozen(Frozen { by: None })));
    Ok(step.into_iter().chain([lock]).collect())
}
