//! What one person may do about a case at once: take it, write something down, freeze its ITMOs (F15).
//! None of it resolves anything; that takes two, and their signatures.
//! Must not know: how an act is confirmed or sent.

use crate::{
    app::{
        Action, Signer,
        confirm::{Answer, Intent},
        why::Refusal,
    },
    domain::case::{About, Case, Mark, Thing},
    registry::Deed,
    text::{Kind, Shown, Untrusted, number::counted},
};

/// What an act would be now.
///
/// # Errors
/// [`Refusal`] says why it can't be done.
pub fn intent(case: &Case, signer: Option<&Signer>, action: Action) -> Result<Intent, Refusal> {
    let id = case.id;
    let code = case.found.code;
    let whom = Untrusted::new(format!("{id}: {} {}", code.id(), code.spec().name)).gate(Kind::Prose);
    let note = |mark: Option<Mark>, what: String| {
        let deed = Deed::NoteCase { case: id, mark };
        let undo = "A note stays; a later one stands beside it.";
        Ok(Intent { deed, what, whom: whom.clone(), undo, answer: Answer::Yes })
    };
    match action {
        Action::CaseOwn => {
            open(case)?;
            if signer.is_some_and(|signer| Some(&signer.person) == case.owner.as_ref()) {
                return Err(Refusal::NotNow("The case is yours already.".to_owned()));
            }
            let instead = case.owner.as_ref().map_or_else(String::new, |owner| format!(", in the place of {owner}"));
            Ok(Intent {
                deed: Deed::OwnCase(id),
                what: format!("You look after case {id} from now on{instead}."),
                whom,
                undo: "Somebody else can take it at any time.",
                answer: Answer::Yes,
            })
        }
        Action::CaseNote => note(None, format!("What you write next stands in case {id}, with your name.")),
        Action::CaseTold => note(
            Some(Mark::CounterpartTold),
            format!("Case {id} says from now on that the counterpart was told. Write whom you told, and how."),
        ),
        Action::CaseEscalate => note(
            Some(Mark::Escalated),
            format!("Case {id} says from now on that it went to the focal points or the secretariat. Write to whom."),
        ),
        Action::CaseIncident => note(
            Some(Mark::SecurityIncident),
            format!("Case {id} says from now on that it is an incident of security too. Write why."),
        ),
        Action::CaseFreeze => freeze(case, whom),
        Action::CaseArchive => archive(case, whom),
        _ => Err(Refusal::NotHere(action.spec().scope)),
    }
}

fn freeze(case: &Case, whom: Shown) -> Result<Intent, Refusal> {
    open(case)?;
    let (id, many) = (case.id, counted(case.quantity().count(), "ITMO"));
    match (&case.found.about, case.frozen) {
        (_, true) => Err(Refusal::NotNow("The ITMOs of the case are frozen already.".to_owned())),
        (About::Other { .. }, false) => Err(Refusal::AboutNo("ITMOs")),
        (About::Units(_), false) => Ok(Intent {
            deed: Deed::FreezeCase(id),
            what: format!("What is free here of the {many} of case {id} is frozen, at once."),
            whom,
            undo: "Releasing them takes a resolution of two persons.",
            answer: Answer::Words(id.to_string()),
        }),
    }
}

fn archive(case: &Case, whom: Shown) -> Result<Intent, Refusal> {
    open(case)?;
    let Some((transfer, peer)) = case.found.lost_transfer() else { return Err(not_lost(case)) };
    Ok(Intent {
        deed: Deed::AskArchive(case.id),
        what: format!("{peer} is asked for each message it keeps of transfer {transfer}. The copies come into the archive here."),
        whom,
        undo: "There is nothing to undo. What the copies prove comes back only when two persons resolve the case by it.",
        answer: Answer::Yes,
    })
}

/// Why the counterpart's archive is no help.
fn not_lost(case: &Case) -> Refusal {
    match &case.found.about {
        About::Other { thing: Thing::Transfer, .. } => Refusal::NotNow(
            "This registry knows the transfer. A message that its archive lacks is asked for on the transfer's page.".to_owned(),
        ),
        _ => Refusal::AboutNo("transfer that was lost here"),
    }
}

fn open(case: &Case) -> Result<(), Refusal> {
    if case.is_open() { Ok(()) } else { Err(Refusal::NotNow("The case is closed.".to_owned())) }
}
