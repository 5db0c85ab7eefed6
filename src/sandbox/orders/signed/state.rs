//! A statement about a signed order: it counts or it is refused with the rule it breaks, and what follows happens with it.
//! The approval that completes the quorum executes the order in the same transaction, unless it has to wait first (F14).
//! Must not know: what executing it does.

use super::{
    case::{File, taken},
    later,
    submit::same_person,
};
use crate::{
    evidence::{
        signed::Signed,
        standing::{Objection, Standing, State, in_hours},
        statement::{Statement, StatementKind},
    },
    sandbox::{
        alarms, book,
        desk::Desk,
        guard::{self, InForce},
        ledger,
        orders::{decide, plan},
        people::Deed,
        problem::Refusal,
        receipts::{self, Asked, Content, Done},
        session::SessionName,
    },
    wire::{
        admin::{Receipt, signed::SignedText},
        ledger::{Act, OrderProgress, OrderStatement, Posting},
    },
};
use jiff::{SignedDuration, Timestamp};

/// Takes a statement.
///
/// # Errors
/// What does not read, or why the statement does not count; the order then stands as before.
pub(in crate::sandbox) fn state(
    desk: &Desk<'_>,
    asked: Asked,
    session: &SessionName,
    id: &str,
    signed: &SignedText,
) -> Result<Receipt, Refusal> {
    let read = Signed::statement(&signed.text, &signed.signature, &signed.station_signature)?;
    let found = book::order(desk.book, id)?.ok_or_else(|| Refusal::missing("order"))?;
    let deed = deed(read.text.statement().kind, &found);
    let body = receipts::octets(signed)?;
    let content = Content::of(deed, id, &body).signed(&signed.text).about(read.text.statement().order_sha256);
    receipts::once(desk.book, desk.now, asked, content, || {
        if !desk.me.policy.level.takes_signed_only() {
            return Err(Refusal::state("this registry keeps no statements; approve, reject or withdraw the order itself"));
        }
        let order = decide::open(desk, id)?;
        let mut file = File::of(desk.book, id)?.ok_or_else(|| Refusal::state("this order was not signed"))?;
        let force = guard::in_force(desk.book)?;
        let statement = read.text.statement();
        fresh(desk, (asked, &force), &file, statement)?;
        held(desk, id, statement)?;
        file.statements.push(read.clone().taken(taken(desk.now, asked.person.login, &session.0, statement.station.as_str())));
        let standing = file.judged(desk.book, &force, desk.now)?;
        counts(&standing, &file, statement)?;
        timely(desk, &force, (&file, &standing), statement.kind)?;
        let posting = Posting::Statement(Box::new(OrderStatement {
            order: id.to_owned(),
            login: asked.person.login.to_owned(),
            session: session.0.to_string(),
            kind: statement.kind.word().to_owned(),
            person: statement.person.to_string(),
            station: statement.station.to_string(),
            seq: statement.seq.get(),
            signed: signed.clone(),
        }));
        Taking { desk, asked, deed, order: &order, statement, posting }.follow(&file, &standing)
    })
}

/// What a login does that makes such a statement.
fn deed(kind: StatementKind, order: &book::Order) -> Deed {
    match kind {
        StatementKind::Approve | StatementKind::WithdrawApproval => plan::approving(&order.act),
        StatementKind::Release => Deed::Release,
        StatementKind::Reject => Deed::Reject,
        StatementKind::Withdraw => Deed::Withdraw,
        StatementKind::Stop => Deed::Stop,
    }
}

/// It is by the person of the session, about this text, made now, and never seen before.
fn fresh(desk: &Desk<'_>, (asked, force): (Asked, &InForce), file: &File, statement: &Statement) -> Result<(), Refusal> {
    same_person(force, asked, statement.person.as_str())?;
    if statement.order_sha256 != file.order.text.sha256() {
        return Err(Refusal::rule("F05", "the statement is about another text than this order"));
    }
    if statement.not_after.timestamp() <= desk.now {
        return Err(Refusal::rule("F13", format!("the statement expired at {}", statement.not_after)));
    }
    let last = book::last_statement_of(desk.book, statement.person.as_str())?;
    if statement.seq.get() <= last {
        let (person, seq) = (&statement.person, statement.seq);
        return Err(Refusal::rule("T04", format!("{person} has made statement {last} already; number {seq} is an old one")));
    }
    let raises = matches!(statement.kind, StatementKind::Approve | StatementKind::Release);
    if raises { elsewhere(desk, force, file, statement) } else { Ok(()) }
}

/// Nobody agrees to an order whose values they typed again wrongly three times a short while ago, at whichever console (F08).
fn held(desk: &Desk<'_>, id: &str, statement: &Statement) -> Result<(), Refusal> {
    if !matches!(statement.kind, StatementKind::Approve | StatementKind::Release) {
        return Ok(());
    }
    let held = alarms::held(desk.book, id, desk.now)?;
    match held.into_iter().find(|held| held.person == statement.person.as_str()) {
        Some(held) => {
            let why =
                format!("what {} typed again did not match three times; it can be agreed to from {} on", held.person, held.until);
            Err(Refusal::rule("F08", why))
        }
        None => Ok(()),
    }
}

/// Nobody approves at a station where the initiator signed anything a short while ago, under whichever login (F04).
fn elsewhere(desk: &Desk<'_>, force: &InForce, file: &File, statement: &Statement) -> Result<(), Refusal> {
    let minutes = force.policy.policy().same_host_minutes;
    let since = desk.now.saturating_sub(SignedDuration::from_mins(minutes.into())).unwrap_or(Timestamp::MIN);
    let initiator = &file.order.text.order().initiator;
    if !book::signed_at_since(desk.book, initiator.as_str(), statement.station.as_str(), since)? {
        return Ok(());
    }
    if *initiator == statement.person {
        return Err((&Objection::Initiator(initiator.clone())).into());
    }
    Err((&Objection::SamePlace(minutes)).into())
}

/// The statement is the newest; it counts when the judge does not discount it.
fn counts(standing: &Standing, file: &File, statement: &Statement) -> Result<(), Refusal> {
    if let State::Void(objection) = &standing.state {
        return Err(objection.into());
    }
    let newest = file.statements.len().saturating_sub(1);
    if let Some((_, objection)) = standing.discounted.iter().find(|(place, _)| *place == newest) {
        return Err(objection.into());
    }
    if statement.kind == StatementKind::Approve && repeated(file, statement) {
        return Err((&Objection::Again(statement.person.clone())).into());
    }
    Ok(())
}

/// Who agrees to an order that will have ended when the hours of execution begin is told so, and not left waiting for nothing (F28).
fn timely(desk: &Desk<'_>, force: &InForce, (file, standing): (&File, &Standing), kind: StatementKind) -> Result<(), Refusal> {
    if !matches!(kind, StatementKind::Approve | StatementKind::Release) || standing.state.is_final() {
        return Ok(());
    }
    let order = file.order.text.order();
    in_hours(order, force.policy.policy(), standing, desk.now).map_err(|objection| (&objection).into())
}

/// Whether this person's last word before was an approval already.
fn repeated(file: &File, statement: &Statement) -> bool {
    let earlier = file.statements.iter().rev().skip(1).map(|said| said.text.statement());
    let mut words = earlier.filter(|said| said.person == statement.person);
    words
        .find(|said| matches!(said.kind, StatementKind::Approve | StatementKind::WithdrawApproval))
        .is_some_and(|said| said.kind == StatementKind::Approve)
}

/// A statement that counts, and what follows from it.
struct Taking<'a> {
    desk: &'a Desk<'a>,
    asked: Asked,
    deed: Deed,
    order: &'a book::Order,
    statement: &'a Statement,
    posting: Posting,
}

impl Taking<'_> {
    fn follow(self, file: &File, standing: &Standing) -> Result<Done, Refusal> {
        match &standing.state {
            State::Rejected(_) => self.end("rejected"),
            State::Withdrawn(_) => self.end("withdrawn"),
            State::Stopped(_) => self.end("stopped"),
            State::Expired { since } => Err(Refusal::rule("F13", format!("the order expired at {since}"))),
            State::Superseded => Err(Refusal::state("the order was superseded")),
            State::Void(objection) => Err(objection.into()),
            State::Waiting { .. } | State::Cooling { .. } | State::Unreleased | State::Closed { .. } | State::Approved => {
                self.go_on(file, standing)
            }
        }
    }

    /// One person ends it, at once.
    fn end(self, state: &str) -> Result<Done, Refusal> {
        let by = Some(self.asked.person.login);
        decide::end_saying(self.desk, self.order, (state, by), self.statement.reason.as_str(), vec![self.posting])
    }

    /// It goes on: one approval more or less, and perhaps enough of them.
    fn go_on(self, file: &File, standing: &Standing) -> Result<Done, Refusal> {
        let Self { desk, asked, order, statement, posting, deed } = self;
        let id = order.id.clone();
        if statement.kind == StatementKind::Approve {
            later::judge_approval(desk, order, (deed, asked.person), file, standing)?;
        }
        let progress = later::progress(&id, standing, desk.now);
        let said = said(&id, standing, &progress);
        let by = vec![asked.person.login.to_owned()];
        let act = Act {
            by,
            reason: statement.reason.as_str().to_owned(),
            message: None,
            postings: vec![posting, Posting::OrderProgress(progress)],
        };
        let entry = ledger::append(desk, &format!("order-{}", entry(statement.kind)), &act)?.seq;
        if !standing.is_approved() {
            return Ok(Done { entry, said, subject: id });
        }
        let said = later::execute(desk, order, (deed, asked.person), file, standing)?;
        Ok(Done { entry: ledger::head(desk.book)?.seq, said, subject: id })
    }
}

/// What the entry of a statement is called that ends nothing.
fn entry(kind: StatementKind) -> &'static str {
    match kind {
        StatementKind::WithdrawApproval => "approval-withdrawn",
        StatementKind::Release => "released",
        _ => "approved",
    }
}

fn said(id: &str, standing: &Standing, progress: &OrderProgress) -> String {
    let (have, needed) = (progress.approvals.len(), progress.needed);
    match (&standing.state, progress.until) {
        (State::Unreleased, _) => format!("order {id} is approved and waits for its release"),
        (_, Some(until)) => format!("order {id} is approved and will be executed at {until} unless somebody stops it"),
        _ => format!("order {id} has {have} of {needed} approvals"),
    }
}
