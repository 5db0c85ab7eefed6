//! The resolution of a case: one person proposes it by a signed text, others confirm it by theirs (F01 to F05, F13, F21).
//! The registry judges both by the roster and the policy in force; a text about a case as it was before counts nothing.
//! Must not know: HTTP, and how a correction is ordered.

use super::{Taken, after, freeze, posting, said_once};
use crate::{
    domain::{
        Environment,
        case::{Case, CaseId, State},
    },
    evidence::{
        confirmation::{ConfirmationKind, ConfirmationText},
        digest::Digest,
        resolution::{Resolution, ResolutionText},
        signed::{Signed, Sitting, Taken as Seen},
        standing::{Guard, Matter, Settled, judge_resolution},
    },
    sandbox::{
        book,
        desk::Desk,
        fault::StoreProblem,
        guard::{self, InForce},
        orders::{earlier, same_person},
        people::Deed,
        problem::Refusal,
        receipts::{self, Asked},
        session::SessionName,
    },
    wire::{
        admin::{Receipt, case::CaseEntry, signed::SignedText},
        ledger::{Posting, Step, TakenText},
    },
};
use jiff::Timestamp;

/// Takes the proposal of a resolution.
///
/// # Errors
/// What does not read, whose word does not count, or that the case is no more what the text says.
pub(in crate::sandbox) fn propose(
    desk: &Desk<'_>,
    (asked, session): (Asked, &SessionName),
    id: CaseId,
    signed: &SignedText,
) -> Result<Receipt, Refusal> {
    let read = Signed::resolution(&signed.text, &signed.signature, &signed.station_signature)?;
    let what = (Deed::ProposeResolution, id, &*receipts::octets(signed)?);
    said_once(
        desk,
        asked,
        what,
        |content| content.signed(&signed.text),
        |case| {
            let said = read.text.resolution();
            let force = guard::in_force(desk.book)?;
            same_person(&force, asked, said.person.as_str())?;
            of_the_case(desk, case, said)?;
            new_here(desk, id, signed)?;
            if let Some(order) = said.orders.iter().find_map(|order| missing(desk, &order.to_string()).transpose()) {
                return Err(Refusal::field("order", format!("there is no order {}", order?)));
            }
            let own = seen(desk.now, asked.person.login, &session.0, said.station.as_str());
            let file = File { resolution: read.clone().taken(own), words: Vec::new() };
            file.judged(desk, &force, None)?;
            let step = Step::Proposed(taken(asked, session, signed));
            let next = after(desk, case, &step)?;
            let (kind, more) = (said.resolution.kind().word(), next.proposal().map_or(0, crate::domain::case::Proposal::missing));
            let told = format!("the resolution of case {id} ({kind}) waits for {more} more");
            Ok(Taken {
                kind: "resolution-proposed",
                reason: said.reason.to_string(),
                postings: vec![posting(id, step)],
                said: told,
            })
        },
    )
}

/// Takes what another person says about the resolution that waits.
///
/// # Errors
/// What does not read, or why the word does not count; the case then stands as before.
pub(in crate::sandbox) fn say(
    desk: &Desk<'_>,
    (asked, session): (Asked, &SessionName),
    id: CaseId,
    signed: &SignedText,
) -> Result<Receipt, Refusal> {
    let read = Signed::confirmation(&signed.text, &signed.signature, &signed.station_signature)?;
    let deed = match read.text.confirmation().kind {
        ConfirmationKind::Confirm => Deed::ConfirmResolution,
        ConfirmationKind::Decline => Deed::DeclineResolution,
    };
    let about = read.text.confirmation().resolution_sha256;
    let what = (deed, id, &*receipts::octets(signed)?);
    said_once(
        desk,
        asked,
        what,
        |content| content.signed(&signed.text).about(about),
        |case| {
            let word = read.text.confirmation();
            let force = guard::in_force(desk.book)?;
            same_person(&force, asked, word.person.as_str())?;
            new_here(desk, id, signed)?;
            let mut file = File::of(desk, id)?;
            let own = seen(desk.now, asked.person.login, &session.0, word.station.as_str());
            file.words.push(read.clone().taken(own));
            file.judged(desk, &force, Some(file.words.len() - 1))?;
            let step = match word.kind {
                ConfirmationKind::Confirm => Step::Confirmed(taken(asked, session, signed)),
                ConfirmationKind::Decline => Step::Declined(taken(asked, session, signed)),
            };
            let next = after(desk, case, &step)?;
            let mut postings = vec![posting(id, step)];
            postings.extend(freed(desk, case, &next)?);
            let kind = if word.kind == ConfirmationKind::Confirm { "resolution-confirmed" } else { "resolution-declined" };
            Ok(Taken { kind, reason: word.reason.to_string(), postings, said: told(id, &next) })
        },
    )
}

/// What became of the case, as it is told.
fn told(id: CaseId, case: &Case) -> String {
    match &case.state {
        State::Proposed(proposal) => format!("the resolution of case {id} waits for {} more", proposal.missing()),
        State::Agreed(_) => format!("the resolution of case {id} is agreed; the next run must find that the difference is gone"),
        State::Closed(closing) => format!("case {id} is closed: {}", closing.words()),
        _ => format!("case {id} is {}", case.state.word()),
    }
}

/// What a case frees that froze something until now.
fn freed(desk: &Desk<'_>, before: &Case, after: &Case) -> Result<Option<Posting>, StoreProblem> {
    if before.frozen && !after.frozen { freeze::unlock(desk, before) } else { Ok(None) }
}

fn taken(asked: Asked, session: &SessionName, signed: &SignedText) -> Box<TakenText> {
    Box::new(TakenText { login: asked.person.login.to_owned(), session: session.0.to_string(), signed: signed.clone() })
}

/// What the registry sees of a text. A station is one computer, known by its key.
fn seen(at: Timestamp, login: &str, session: &str, station: &str) -> Seen {
    Seen { at, sitting: Sitting { login: login.into(), session: session.into(), host: Some(station.into()) } }
}

/// The text is about this case as it is now: what was found may have changed since it was read.
fn of_the_case(desk: &Desk<'_>, case: &Case, said: &Resolution) -> Result<(), Refusal> {
    if said.registry != desk.me.registry || said.environment != Environment::Practice {
        let (registry, environment, here) = (said.registry, said.environment, desk.me.registry);
        return Err(Refusal::rule("T33", format!("the resolution is for {registry}, {environment}; this is {here}, practice")));
    }
    let found = &case.found;
    let same = said.case == case.id
        && said.counterpart == found.peer
        && said.code == found.code
        && said.quantity == found.quantity
        && said.about == found.about.names();
    if !same {
        return Err(Refusal::rule("T03", "the case is another, or a run has found something else since; read it again"));
    }
    if said.not_after.timestamp() <= desk.now {
        return Err(Refusal::rule("F13", format!("the resolution expired at {}", said.not_after)));
    }
    Ok(())
}

/// A text counts once (T04).
fn new_here(desk: &Desk<'_>, id: CaseId, signed: &SignedText) -> Result<(), Refusal> {
    let known = book::case_entries(desk.book, id)?;
    let texts = known.iter().filter_map(|entry| text_of(&entry.step));
    if texts.into_iter().any(|taken| taken.signed.text == signed.text) {
        return Err(Refusal::rule("T04", "this text stands in the case already"));
    }
    Ok(())
}

fn text_of(step: &Step) -> Option<&TakenText> {
    match step {
        Step::Proposed(taken) | Step::Confirmed(taken) | Step::Declined(taken) => Some(taken),
        Step::Found(_) | Step::Gone(_) | Step::Owned(_) | Step::Noted(_) | Step::Frozen(_) => None,
    }
}

/// The digests of the evidence that the newest resolution of a case rests on.
pub(super) fn evidence_of(desk: &Desk<'_>, id: CaseId) -> Result<Vec<Digest>, StoreProblem> {
    let entries = book::case_entries(desk.book, id)?;
    let newest = entries.iter().rev().find_map(|entry| match &entry.step {
        Step::Proposed(taken) => Some(&taken.signed),
        _ => None,
    });
    let Some(signed) = newest else { return Ok(Vec::new()) };
    let read = Signed::resolution(&signed.text, &signed.signature, &signed.station_signature);
    let read = read.map_err(|_| StoreProblem::Row("a resolution"))?;
    Ok(read.text.resolution().digests())
}

/// Who agreed on the newest resolution of a case, by login: who proposed it first, then who confirmed it.
pub(super) fn agreed_by(desk: &Desk<'_>, id: CaseId) -> Result<Vec<String>, StoreProblem> {
    let entries = book::case_entries(desk.book, id)?;
    let newest = entries.iter().rposition(|entry| matches!(entry.step, Step::Proposed(_))).unwrap_or_default();
    let since = entries.get(newest..).unwrap_or_default().iter();
    Ok(since.filter_map(|entry| text_of(&entry.step)).map(|taken| taken.login.clone()).collect())
}

fn missing(desk: &Desk<'_>, order: &str) -> Result<Option<String>, StoreProblem> {
    Ok(book::order(desk.book, order)?.is_none().then(|| order.to_owned()))
}

/// The resolution that waits, and what was said about it.
struct File {
    resolution: Signed<ResolutionText>,
    words: Vec<Signed<ConfirmationText>>,
}

impl File {
    /// That of a case, as it stands in the book.
    fn of(desk: &Desk<'_>, id: CaseId) -> Result<Self, Refusal> {
        let entries = book::case_entries(desk.book, id)?;
        let newest = entries.iter().rposition(|entry| matches!(entry.step, Step::Proposed(_)));
        let nothing = || Refusal::state("no resolution waits for anybody. Nothing was changed");
        let mut since = entries.get(newest.ok_or_else(nothing)?..).unwrap_or_default().iter();
        let proposal = since.next().and_then(|entry| Some((entry, text_of(&entry.step)?))).ok_or_else(nothing)?;
        let (entry, text) = proposal;
        let signed = &text.signed;
        let resolution = Signed::resolution(&signed.text, &signed.signature, &signed.station_signature);
        let resolution = resolution.map_err(|_| StoreProblem::Row("a resolution"))?;
        let station = resolution.text.resolution().station.to_string();
        let resolution = resolution.taken(seen(entry.at, &text.login, &text.session, &station));
        let words = since.filter_map(|entry| Some((entry, text_of(&entry.step)?)));
        let words = words.map(|(entry, text)| word(entry, text)).collect::<Result<_, _>>()?;
        Ok(Self { resolution, words })
    }

    /// Refuses when the proposal, or the word at this place, does not count.
    fn judged(&self, desk: &Desk<'_>, force: &InForce, newest: Option<usize>) -> Result<(), Refusal> {
        let earlier = earlier(desk.book)?;
        let guard = Guard { roster: &force.roster, policy: &force.policy, earlier: &earlier };
        let settlement = judge_resolution(&Matter { resolution: &self.resolution, words: &self.words, guard }, desk.now);
        let discounted = settlement.discounted.iter().find(|(place, _)| Some(*place) == newest);
        match (&settlement.state, discounted) {
            (_, Some((_, objection))) | (Settled::Void(objection), None) => Err(objection.into()),
            (Settled::Expired(since), None) => Err(Refusal::rule("F13", format!("the resolution expired at {since}"))),
            _ => Ok(()),
        }
    }
}

fn word(entry: &CaseEntry, text: &TakenText) -> Result<Signed<ConfirmationText>, StoreProblem> {
    let signed = &text.signed;
    let read = Signed::confirmation(&signed.text, &signed.signature, &signed.station_signature);
    let read = read.map_err(|_| StoreProblem::Row("a confirmation"))?;
    let station = read.text.confirmation().station.to_string();
    Ok(read.taken(seen(entry.at, &text.login, &text.session, &station)))
}
