//! What a case locks and what it frees again. Only ITMOs that are free are locked: what an order or a transfer holds stays with it.
//! The lock names the case, so that everybody who meets it finds the reason.
//! Must not know: when a case is to freeze anything.

use crate::{
    domain::{
        BlockRange, BlockState,
        case::{Case, CaseId},
    },
    sandbox::{book, desk::Desk, fault::StoreProblem},
    wire::ledger::{Lock, Posting, Span, Spans, Step},
};
use std::collections::BTreeSet;

/// Locks what of these is free and in this book, and not locked in the same act already; `None` when nothing is.
pub(super) fn lock(
    desk: &Desk<'_>,
    id: CaseId,
    blocks: &[BlockRange],
    locked: &mut Vec<BlockRange>,
) -> Result<Option<Posting>, StoreProblem> {
    let free = parts(desk, blocks, |held| held.state == BlockState::Available && held.lock.is_none())?;
    let free: Vec<BlockRange> = free.into_iter().flat_map(|part| without(part, locked)).collect();
    locked.extend(&free);
    let (state, cause) = (BlockState::FrozenReconciliation.word().to_owned(), id.to_string());
    Ok((!free.is_empty()).then(|| Posting::Lock(Lock { spans: spans(&free), state, cause })))
}

/// What of a run none of these has.
fn without(part: BlockRange, taken: &[BlockRange]) -> Vec<BlockRange> {
    let mut left = vec![part];
    for other in taken.iter().filter(|other| other.series == part.series) {
        let rest = |piece: BlockRange| {
            let (before, after) = match piece.range.overlaps(other.range) {
                true => piece.range.subtract(other.range),
                false => (Some(piece.range), None),
            };
            before.into_iter().chain(after).map(move |range| BlockRange { range, ..piece })
        };
        left = left.into_iter().flat_map(rest).collect();
    }
    left
}

/// Frees everything that a case ever locked and still does; `None` when it locks nothing.
pub(super) fn unlock(desk: &Desk<'_>, case: &Case) -> Result<Option<Posting>, StoreProblem> {
    let cause = case.id.to_string();
    let ever = blocks_ever(desk, case)?;
    let held = parts(desk, &ever, |held| held.lock.as_ref().is_some_and(|lock| lock.cause == cause))?;
    Ok((!held.is_empty()).then(|| Posting::Unlock(Spans { spans: spans(&held) })))
}

/// Every run of ITMOs that the case was about at some time.
fn blocks_ever(desk: &Desk<'_>, case: &Case) -> Result<Vec<BlockRange>, StoreProblem> {
    let mut ever: BTreeSet<BlockRange> = case.found.about.blocks().iter().copied().collect();
    for entry in book::case_entries(desk.book, case.id)? {
        let Step::Found(found) = &entry.step else { continue };
        let place = crate::wire::convert::Place::ROOT;
        let sighting = crate::wire::convert::case::sighting(found, &place).map_err(|_| StoreProblem::Row("a case"))?;
        ever.extend(sighting.about.blocks());
    }
    Ok(ever.into_iter().collect())
}

/// The parts of blocks in this book that are within these and fit, each once.
fn parts(desk: &Desk<'_>, blocks: &[BlockRange], fits: impl Fn(&book::Held) -> bool) -> Result<Vec<BlockRange>, StoreProblem> {
    let mut found = BTreeSet::new();
    for block in blocks {
        for held in book::blocks_in(desk.book, *block)?.iter().filter(|held| fits(held)) {
            let range = held.span.range.intersect(block.range);
            found.extend(range.map(|range| BlockRange { range, ..held.span }));
        }
    }
    Ok(disjoint(found))
}

/// Runs as postings write them.
fn spans(blocks: &[BlockRange]) -> Vec<Span> {
    let span = |block: &BlockRange| Span { first: block.first_id().to_string(), last: block.last_id().to_string() };
    blocks.iter().map(span).collect()
}

/// The same ITMOs, none of them twice: what a case was about in one run may overlap what it was about in another.
fn disjoint(spans: BTreeSet<BlockRange>) -> Vec<BlockRange> {
    let mut kept: Vec<BlockRange> = Vec::with_capacity(spans.len());
    for span in spans {
        match kept.last_mut() {
            Some(last) if last.series == span.series && (last.range.overlaps(span.range) || last.range.touches(span.range)) => {
                // Touching or overlapping ranges always have one range that covers both.
                last.range = last.range.merge(span.range).unwrap_or(last.range);
            }
            _ => kept.push(span),
        }
    }
    kept
}
