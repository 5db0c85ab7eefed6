//! What one person does about a case: take it or give it to somebody, write something down, freeze its ITMOs at once (F15).
//! None of it moves an ITMO or takes risk: what does is a resolution, and takes two.
//! Must not know: HTTP, and what is signed.

use super::{Taken, after, freeze as lock, known, once, person, posting};
use crate::{
    domain::{
        PersonId, RegistryId,
        case::{Case, CaseId, Mark},
        transfer::TransferId,
    },
    sandbox::{
        comm,
        desk::Desk,
        guard,
        people::Deed,
        problem::Refusal,
        receipts::{self, Asked},
        words,
    },
    wire::{
        admin::{
            Receipt,
            case::{NoteCase, OwnCase},
        },
        ledger::{Frozen, Noted, Owned, Posting, Step},
    },
};

/// Gives a case to a person, or takes it.
///
/// # Errors
/// That there is no such case or person, or that the case is closed or theirs already.
pub(in crate::sandbox) fn own(desk: &Desk<'_>, asked: Asked, id: CaseId, body: &OwnCase) -> Result<Receipt, Refusal> {
    once(desk, asked, (Deed::OwnCase, id, &receipts::octets(body)?), |case| {
        let reason = words::text("reason", &body.reason)?;
        let by = person(desk, asked)?;
        let owner = match &body.owner {
            None => by.clone(),
            Some(named) => in_roster(desk, named)?,
        };
        let step = Step::Owned(Owned { owner: owner.to_string(), by: by.to_string() });
        after(desk, case, &step)?;
        let said = format!("case {id} is looked after by {owner}");
        Ok(Taken { kind: "case-owned", reason: reason.to_owned(), postings: vec![posting(id, step)], said })
    })
}

fn in_roster(desk: &Desk<'_>, named: &str) -> Result<PersonId, Refusal> {
    let owner: PersonId = words::id("owner", named)?;
    let force = guard::in_force(desk.book)?;
    let known = force.roster.roster().person(&owner).is_some();
    if known { Ok(owner) } else { Err(Refusal::field("owner", "is no person of the roster in force")) }
}

/// Writes something down about a case.
///
/// # Errors
/// That there is no such case, or that the note does not read.
pub(in crate::sandbox) fn note(desk: &Desk<'_>, asked: Asked, id: CaseId, body: &NoteCase) -> Result<Receipt, Refusal> {
    once(desk, asked, (Deed::NoteCase, id, &receipts::octets(body)?), |case| {
        let text = words::text("text", &body.text)?;
        if let Some(mark) = &body.mark {
            words::word("mark", mark, Mark::ALL)?;
        }
        let (by, mark) = (person(desk, asked)?.to_string(), body.mark.clone());
        let step = Step::Noted(Noted { by, mark, text: text.to_owned() });
        after(desk, case, &step)?;
        let postings = vec![posting(id, step)];
        Ok(Taken { kind: "case-noted", reason: text.to_owned(), postings, said: format!("a note stands in case {id}") })
    })
}

/// A note that stands in a case because of another act, such as a call about it; it is written with the entry of that act.
///
/// # Errors
/// That there is no such case.
pub(in crate::sandbox) fn noted(desk: &Desk<'_>, asked: Asked, id: CaseId, text: &str) -> Result<Posting, Refusal> {
    let step = Step::Noted(Noted { by: person(desk, asked)?.to_string(), mark: None, text: text.to_owned() });
    after(desk, &known(desk, id)?, &step)?;
    Ok(posting(id, step))
}

/// The transfer that a case says the counterpart has and this book has not, and the counterpart.
pub(super) fn lost(case: &Case) -> Result<(TransferId, RegistryId), Refusal> {
    let none =
        || Refusal::state("the case is not about a transfer that the counterpart has and this book has not. Nothing was done");
    case.found.lost_transfer().ok_or_else(none)
}

/// Asks the counterpart for every message that it keeps of the transfer of a case, which this book lost.
///
/// # Errors
/// That there is no such case, that it is about no transfer, or that the transfer is in this book.
pub(in crate::sandbox) fn ask_archive(desk: &Desk<'_>, asked: Asked, id: CaseId, reason: &str) -> Result<Receipt, Refusal> {
    once(desk, asked, (Deed::AskArchive, id, reason.as_bytes()), |case| {
        let reason = words::text("reason", reason)?;
        let (transfer, peer) = lost(case)?;
        comm::ask_archive(desk, &transfer, peer)?;
        let text = format!("{peer} is asked for the messages of transfer {transfer} that it keeps");
        let step = Step::Noted(Noted { by: person(desk, asked)?.to_string(), mark: None, text: text.clone() });
        after(desk, case, &step)?;
        Ok(Taken { kind: "archive-asked", reason: reason.to_owned(), postings: vec![posting(id, step)], said: text })
    })
}

/// Freezes what of a case is free in this book. Two persons release it.
///
/// # Errors
/// That there is no such case, that it is closed or frozen already, or that nothing of it can be frozen.
pub(in crate::sandbox) fn freeze(desk: &Desk<'_>, asked: Asked, id: CaseId, reason: &str) -> Result<Receipt, Refusal> {
    once(desk, asked, (Deed::FreezeCase, id, reason.as_bytes()), |case| {
        let reason = words::text("reason", reason)?;
        let step = Step::Frozen(Frozen { by: Some(person(desk, asked)?.to_string()) });
        after(desk, case, &step)?;
        let nothing =
            || Refusal::state("none of its ITMOs is free in this book; what holds them must end first. Nothing was frozen");
        let locked = lock::lock(desk, id, case.found.about.blocks(), &mut Vec::new())?.ok_or_else(nothing)?;
        let postings = vec![posting(id, step), locked];
        let said = format!("the ITMOs of case {id} are frozen until two persons release them");
        Ok(Taken { kind: "case-frozen", reason: reason.to_owned(), postings, said })
    })
}
