//! The board of cases: what runs find becomes cases, people look after them, and two persons resolve them.
//! Nothing here edits a book: a case locks and frees ITMOs; a correction is an order, a new entry, or the book made again from its ledger.
//! Must not know: HTTP, and how a run compares books.

mod acts;
mod correct;
mod freeze;
mod resolve;
mod run;
#[cfg(test)]
mod tests;

pub(super) use acts::{ask_archive, freeze, note, noted, own};
pub(super) use correct::CORRECTED;
pub(super) use resolve::{propose, say};
pub(super) use run::{Ran, take_run};

use super::{
    book,
    desk::Desk,
    ledger,
    people::Deed,
    problem::Refusal,
    receipts::{self, Asked, Content, Done},
};
use crate::{
    domain::{
        PersonId,
        case::{Case, CaseId},
    },
    sandbox::guard,
    wire::{
        admin::Receipt,
        convert::{self, Place},
        ledger::{Act, CaseStep, Posting, Step},
    },
};

/// A step of a case, for the ledger.
fn posting(case: CaseId, step: Step) -> Posting {
    Posting::Case(Box::new(CaseStep { case: case.to_string(), step }))
}

/// The case of this id.
fn known(desk: &Desk<'_>, id: CaseId) -> Result<Case, Refusal> {
    book::case(desk.book, id)?.ok_or_else(|| Refusal::missing("case"))
}

/// The person whose login it is, by the roster in force (F02).
fn person(desk: &Desk<'_>, asked: Asked) -> Result<PersonId, Refusal> {
    let force = guard::in_force(desk.book)?;
    let found = force.roster.roster().person_of_login(asked.person.login).cloned();
    found.ok_or_else(|| Refusal::rule("F02", format!("the login {} belongs to nobody in the roster", asked.person.login)))
}

/// The case after a step, or why it can't be taken.
fn after(desk: &Desk<'_>, case: &Case, step: &Step) -> Result<Case, Refusal> {
    let event = convert::case::event(step, &Place::ROOT).map_err(|why| Refusal::field("step", why.to_string()))?;
    case.after(&event, desk.now).map_err(|why| Refusal::state(format!("{why}. Nothing was changed")))
}

/// An act about a case, done once under its key. It says its steps, its reason, and what is told of it.
fn once(
    desk: &Desk<'_>,
    asked: Asked,
    (deed, id, body): (Deed, CaseId, &[u8]),
    act: impl FnOnce(&Case) -> Result<Taken, Refusal>,
) -> Result<Receipt, Refusal> {
    said_once(desk, asked, (deed, id, body), |content| content, act)
}

/// The same of a signed text, which `named` puts into its receipt (F06).
fn said_once(
    desk: &Desk<'_>,
    asked: Asked,
    (deed, id, body): (Deed, CaseId, &[u8]),
    named: impl FnOnce(Content<'_>) -> Content<'_>,
    act: impl FnOnce(&Case) -> Result<Taken, Refusal>,
) -> Result<Receipt, Refusal> {
    let subject = id.to_string();
    let content = named(Content::of(deed, &subject, body));
    receipts::once(desk.book, desk.now, asked, content, || {
        let before = known(desk, id)?;
        let Taken { kind, reason, postings, said } = act(&before)?;
        let act = Act { by: vec![asked.person.login.to_owned()], reason, message: None, postings };
        let entry = ledger::append(desk, kind, &act)?.seq;
        correct::carry_out(desk, &before, &known(desk, id)?)?;
        Ok(Done { entry, said, subject: subject.clone() })
    })
}

/// What somebody did about a case.
struct Taken {
    /// The kind of the entry.
    kind: &'static str,
    /// Why.
    reason: String,
    /// The steps, and what they lock or free.
    postings: Vec<Posting>,
    /// What is told of it.
    said: String,
}
