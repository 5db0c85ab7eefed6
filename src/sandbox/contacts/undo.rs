//! Undoes a confirmed change of contacts whose delay lasts: what that change did, and nothing that was done since (F15).
//! What later changes replaced is told anew without it, so that ending one of them later brings nothing of it back.
//! Must not know: HTTP, and who may end a change.

use super::{log, store};
use crate::{
    domain::contact::{Act, Change, Entry, Record, Standing, undone},
    evidence::contact_change::ChangeText,
    sandbox::{desk::Desk, fault::StoreProblem, problem::Refusal, receipts::Asked},
};
use uuid::Uuid;

/// Ends the changes of a confirmed proposal whose delay lasts.
///
/// # Errors
/// That all of them count already.
pub(super) fn undo(desk: &Desk<'_>, asked: Asked, id: Uuid, kept: &store::Kept) -> Result<(), Refusal> {
    let open: Vec<(i64, Change)> =
        store::changes_of(desk.book, id)?.into_iter().filter(|(_, change)| desk.now < change.counts_from).collect();
    if open.is_empty() {
        return Err(Refusal::state("the change counts already; end what it brought by a change of its own"));
    }
    let (replaced, directory) = (store::records(&kept.replaced)?, store::directory(desk.book)?);
    let text = ChangeText::parse(kept.proposal.signed.text.as_bytes()).map_err(|_| StoreProblem::Row("a change"))?;
    for (n, change) in open {
        store::end_change(desk.book, n, &Change { cancelled: Some(desk.now), ..change.clone() })?;
        let is_it = |entry: &Entry| entry.key() == change.key;
        let after = text.entries().into_iter().find(is_it).ok_or(StoreProblem::Row("a change"))?;
        let Some(before) = replaced.iter().find(|record| is_it(&record.entry)) else {
            let ended = log::by_one(desk, asked, &change.key, Act::End, &change.basis)?;
            log::note(desk, &ended, (Some(&after), None), None)?;
            continue;
        };
        let now = directory.entries.get(&change.key).ok_or(StoreProblem::Row("a contact"))?;
        let left = without(before, &after, now);
        let back = log::by_one(desk, asked, &change.key, Act::Change, &change.basis)?;
        log::note(desk, &back, (Some(&now.entry), Some(&left.entry)), None)?;
        store::enter(desk.book, &left)?;
        told_anew(desk, id, before, &after)?;
    }
    Ok(())
}

/// A record without a change. Whoever verified what came later verified it with that change in it, so the older word stands.
fn without(before: &Record, after: &Entry, now: &Record) -> Record {
    let entry = undone(&before.entry, after, &now.entry);
    let edited = if entry == before.entry { before.standing.edited } else { now.standing.edited };
    Record { entry, standing: Standing { verified: before.standing.verified.clone(), edited } }
}

/// Tells without a change what the ones after it replaced.
fn told_anew(desk: &Desk<'_>, id: Uuid, before: &Record, after: &Entry) -> Result<(), StoreProblem> {
    for (later, replaced) in store::replaced_after(desk.book, id)? {
        let mut records = store::records(&replaced)?;
        let Some(known) = records.iter_mut().find(|record| record.entry.key() == after.key()) else { continue };
        *known = without(before, after, known);
        store::replace(desk.book, &later, &records)?;
    }
    Ok(())
}
