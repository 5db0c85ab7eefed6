//! Submitting a signed order: read strictly, verified, judged by the same checks as any order, written with its text.
//! Nothing of it is taken on a client's word: person, station, times, wire form, and what it says of units and accounts (T03, T04).
//! Must not know: what executing it does.

use super::{
    agrees,
    case::{File, taken},
};
use crate::{
    domain::{Environment, transfer::TransferId},
    evidence::{
        order::{Order, OrderId},
        signed::Signed,
        standing::{Standing, State, in_hours},
    },
    sandbox::{
        book,
        desk::Desk,
        facts::People,
        fault::StoreProblem,
        guard::{self, InForce},
        orders::{decide, judge, next_id, plan, record, whole},
        problem::Refusal,
        receipts::{self, Asked, Content},
        session::SessionName,
    },
    wire::{
        admin::{Receipt, signed::SignedText},
        convert::order_text::{self, ActProblem},
        ledger::{self as said, OrderProgress, Posting},
    },
};

/// Submits a signed order.
///
/// # Errors
/// What does not read, whose word does not count, or the checks that failed. Nothing is recorded then.
pub(in crate::sandbox) fn submit_signed(
    desk: &Desk<'_>,
    asked: Asked,
    session: &SessionName,
    signed: &SignedText,
) -> Result<Receipt, Refusal> {
    numbered(desk, (asked, session), signed, || Ok(next_id(desk)?))
}

/// Submits a signed order under a number it was given beforehand: exercises have numbers of their own.
///
/// # Errors
/// As [`submit_signed`].
pub(in crate::sandbox) fn submit_signed_numbered(
    desk: &Desk<'_>,
    by: (Asked, &SessionName),
    signed: &SignedText,
    id: TransferId,
) -> Result<Receipt, Refusal> {
    numbered(desk, by, signed, || Ok(id.to_string()))
}

fn numbered(
    desk: &Desk<'_>,
    (asked, session): (Asked, &SessionName),
    signed: &SignedText,
    id: impl FnOnce() -> Result<String, Refusal>,
) -> Result<Receipt, Refusal> {
    let read = Signed::order(&signed.text, &signed.signature, &signed.station_signature)?;
    let order = read.text.order();
    let act = order_text::act(order).map_err(unsendable)?;
    let deed = plan::submitting(&act);
    let body = receipts::octets(signed)?;
    let content = Content::of(deed, "", &body).signed(&signed.text);
    receipts::once(desk.book, desk.now, asked, content, || {
        let file = File {
            order: read.clone().taken(taken(desk.now, asked.person.login, &session.0, order.station.as_str())),
            statements: Vec::new(),
        };
        new_here(desk, order.id)?;
        let standing = verified(desk, asked, &file)?;
        let plan = plan::read(&act)?;
        supersede(desk, asked, order)?;
        let judged = judge::judge(desk, &plan, &People { deed, initiator: asked.person, approval: None })?;
        judged.refuse()?;
        if standing.is_some() {
            agrees::require(desk, order, &act, &plan, &judged.facts)?;
        }
        let id = id()?;
        let text = said::OrderText {
            order: id.clone(),
            login: asked.person.login.to_owned(),
            session: session.0.to_string(),
            order_id: order.id.uuid(),
            person: order.initiator.to_string(),
            station: order.station.to_string(),
            signed: signed.clone(),
        };
        let mut beside = vec![Posting::OrderText(Box::new(text))];
        beside.extend(standing.as_ref().map(|standing| progress(&id, standing)));
        let expires = standing.map_or_else(|| order.not_after.timestamp(), |standing| standing.expires);
        let by = asked.person.login.to_owned();
        record(desk, said::Order { id, by, expires: whole(expires), act }, &judged, beside)
    })
}

/// Why a text gives nothing to do.
fn unsendable(why: ActProblem) -> Refusal {
    match why {
        ActProblem::Digest => Refusal::rule("F05", why.to_string()),
        ActProblem::Lines(_) | ActProblem::Text(_) => Refusal::field("text", why.to_string()),
    }
}

/// Nobody has approved it yet.
fn progress(id: &str, standing: &Standing) -> Posting {
    Posting::OrderProgress(OrderProgress {
        order: id.to_owned(),
        state: "submitted".to_owned(),
        approvals: Vec::new(),
        needed: standing.needed(),
        until: None,
    })
}

/// An id belongs to one text for ever (F12, T04).
fn new_here(desk: &Desk<'_>, id: OrderId) -> Result<(), Refusal> {
    match book::order_of(desk.book, id.uuid())? {
        Some(known) => Err(Refusal::state(format!(
            "an order with the id {id} is here already, as {known}; a change is a new order under a new id (F12, T04). \
             Nothing was changed"
        ))),
        None => Ok(()),
    }
}

/// Who initiates stands behind the text, it is for this registry and time, and the registry is sent what was signed. At level A1
/// nothing is verified, and there is no standing.
fn verified(desk: &Desk<'_>, asked: Asked, file: &File) -> Result<Option<Standing>, Refusal> {
    if !desk.me.policy.level.takes_signed_only() {
        return Ok(None);
    }
    let order = file.order.text.order();
    if order.registry != desk.me.registry || order.environment != Environment::Practice {
        let (registry, environment) = (order.registry, order.environment);
        let here = desk.me.registry;
        return Err(Refusal::rule("T33", format!("the order is for {registry}, {environment}; this is {here}, practice")));
    }
    let force = guard::in_force(desk.book)?;
    same_person(&force, asked, order.initiator.as_str())?;
    let standing = file.judged(desk.book, &force, desk.now)?;
    match &standing.state {
        State::Void(objection) => Err(objection.into()),
        State::Expired { since } => Err(Refusal::rule("F13", format!("the order expired at {since}"))),
        _ => match in_hours(order, force.policy.policy(), &standing, desk.now) {
            Ok(()) => Ok(Some(standing)),
            Err(objection) => Err((&objection).into()),
        },
    }
}

/// The person who signed is the one whose session it is, by the roster in force (F02).
pub(in crate::sandbox) fn same_person(force: &InForce, asked: Asked, signed_by: &str) -> Result<(), Refusal> {
    let found = force.roster.roster().person_of_login(asked.person.login);
    if found.is_some_and(|person| person.as_str() == signed_by) {
        return Ok(());
    }
    let login = asked.person.login;
    Err(Refusal::rule("F02", format!("the login {login} is not one of {signed_by} in the roster in force")))
}

/// Ends the order that this one takes the place of: only who initiated it may, and only while it is open.
fn supersede(desk: &Desk<'_>, asked: Asked, order: &Order) -> Result<(), Refusal> {
    let Some(older) = order.supersedes else { return Ok(()) };
    let known = book::order_of(desk.book, older.uuid())?.ok_or_else(|| Refusal::missing("order to be superseded"))?;
    let text = book::order_text(desk.book, &known)?.ok_or(StoreProblem::Row("the text of an order"))?;
    if text.taken.person != order.initiator.as_str() {
        return Err(Refusal::rule("F12", "an order is superseded by the person who initiated it; others can reject it"));
    }
    let found = decide::open(desk, &known)?;
    let reason = format!("superseded by the order {}", order.id);
    decide::end(desk, &found, "superseded", Some(asked.person.login), &reason).map(drop)
}
