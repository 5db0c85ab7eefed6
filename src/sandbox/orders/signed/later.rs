//! What becomes of a signed order after a statement: its approvals counted, its checks judged, and executed when its time has come.
//! It is executed once: the state that says so is written with what it does. What can't be done any more is stopped, and says why.
//! Must not know: how a statement is verified.

use super::case::File;
use crate::{
    domain::PersonId,
    evidence::{
        standing::{Standing, State},
        statement::StatementKind,
    },
    sandbox::{
        book,
        desk::Desk,
        facts::{Approval, People, Quorum},
        fault::StoreProblem,
        guard::{self, InForce},
        ledger,
        orders::{carry_out, decide, initiator, judge, judged, plan},
        people::{self, Deed, Person},
        problem::Refusal,
    },
    wire::ledger::{Act, OrderProgress, Posting},
};
use jiff::Timestamp;

/// How far an order is by its standing.
pub(super) fn progress(id: &str, standing: &Standing, now: Timestamp) -> OrderProgress {
    let (state, until) = match &standing.state {
        State::Cooling { until } => ("approved", Some(*until)),
        State::Closed { opens } => ("approved", Some(*opens)),
        State::Approved => ("approved", Some(now)),
        State::Unreleased => ("approved", None),
        _ => ("submitted", None),
    };
    OrderProgress {
        order: id.to_owned(),
        state: state.to_owned(),
        approvals: standing.approvals.iter().map(ToString::to_string).collect(),
        needed: standing.needed(),
        until: until.map(super::super::whole),
    }
}

/// Judges an order by the checks on behalf of an approver; whether there are enough of them only once there should be.
///
/// # Errors
/// The checks that fail now.
pub(super) fn judge_approval(
    desk: &Desk<'_>,
    order: &book::Order,
    (deed, approver): (Deed, &'static Person),
    file: &File,
    standing: &Standing,
) -> Result<judge::Judged, Refusal> {
    let text = *file.order.text.sha256().octets();
    let newest = file.statements.iter().rev().find(|said| said.text.statement().kind == StatementKind::Approve);
    let have = u32::try_from(standing.approvals.len()).unwrap_or(u32::MAX);
    let complete = !matches!(standing.state, State::Waiting { .. });
    let people = People {
        deed,
        initiator: initiator(order)?,
        approval: Some(Approval {
            approver,
            order: order.id.clone(),
            named: newest.map_or(text, |said| *said.text.statement().order_sha256.octets()),
            digest: text,
            expires: order.expires,
            quorum: complete.then(|| Quorum { signed: have.saturating_add(1), needed: u32::from(standing.needed()) + 1 }),
        }),
    };
    let plan = plan::read(&order.act)?;
    let judged = judge::judge(desk, &plan, &people)?;
    judged.refuse()?;
    judged::keep(desk, &order.id, "approved", &judged.findings)?;
    Ok(judged)
}

/// Executes an approved order and says in words what was done.
///
/// # Errors
/// The checks that fail now, or what the book does not take. The caller rolls back.
pub(super) fn execute(
    desk: &Desk<'_>,
    order: &book::Order,
    by: (Deed, &'static Person),
    file: &File,
    standing: &Standing,
) -> Result<String, Refusal> {
    let judged = judge_approval(desk, order, by, file, standing)?;
    let mut logins = vec![order.by.clone()];
    logins.extend(approving_logins(file, standing));
    logins.extend(standing.released.as_ref().and_then(|person| login_of(file, StatementKind::Release, person)));
    carry_out::carry_out(desk, order, &plan::read(&order.act)?, &judged.facts, logins)
}

/// The logins through which the approvals came that count.
fn approving_logins(file: &File, standing: &Standing) -> Vec<String> {
    standing.approvals.iter().filter_map(|person| login_of(file, StatementKind::Approve, person)).collect()
}

/// The login through which a person's last statement of a kind came.
fn login_of(file: &File, kind: StatementKind, person: &PersonId) -> Option<String> {
    let theirs = file.statements.iter().rev().find(|said| {
        let statement = said.text.statement();
        statement.kind == kind && statement.person == *person
    });
    theirs.and_then(|said| said.taken.as_ref()).map(|taken| taken.sitting.login.to_string())
}

/// Executes every approved order whose time has come. Returns how many orders changed.
///
/// # Errors
/// That the book can't be read or written.
pub(in crate::sandbox) fn tick(desk: &Desk<'_>) -> Result<usize, Refusal> {
    let due = book::orders_to_execute(desk.book, desk.now)?;
    for order in &due {
        let force = guard::in_force(desk.book)?;
        let file = File::of(desk.book, &order.id)?.ok_or(StoreProblem::Row("the text of an order"))?;
        let standing = file.judged(desk.book, &force, desk.now)?;
        if standing.is_approved() {
            execute_or_stop(desk, order, &file, &standing)?;
        } else {
            let postings = counted(order, &standing, desk.now);
            let act = Act { by: Vec::new(), reason: "counted again when its time had come".to_owned(), message: None, postings };
            ledger::append(desk, "order-counted", &act)?;
        }
    }
    Ok(due.len())
}

/// What can't be carried out any more leaves no trace but the reason.
fn execute_or_stop(desk: &Desk<'_>, order: &book::Order, file: &File, standing: &Standing) -> Result<(), Refusal> {
    let last = approving_logins(file, standing).pop();
    let last = last.and_then(|login| people::person(&login)).ok_or(StoreProblem::Row("the login of an approval"))?;
    desk.book.execute_batch("SAVEPOINT execution")?;
    match execute(desk, order, (plan::approving(&order.act), last), file, standing) {
        Ok(_) => Ok(desk.book.execute_batch("RELEASE execution")?),
        Err(refusal) if refusal.is_failure() => Err(refusal),
        Err(refusal) => {
            desk.book.execute_batch("ROLLBACK TO execution; RELEASE execution")?;
            let reason = format!("it could not be carried out: {}", refusal.sentence());
            decide::end(desk, order, "stopped", None, &reason).map(drop)
        }
    }
}

/// The postings of an order that was counted again: how far it is, or its end.
fn counted(order: &book::Order, standing: &Standing, now: Timestamp) -> Vec<Posting> {
    let end = match &standing.state {
        State::Expired { .. } => "expired",
        State::Void(_) | State::Rejected(_) | State::Withdrawn(_) | State::Stopped(_) | State::Superseded => "stopped",
        _ => return vec![Posting::OrderProgress(progress(&order.id, standing, now))],
    };
    decide::ending(order, end, None)
}

/// Counts every open order anew under a roster and policy that come into force with the same act (F26): who was removed counts no more.
///
/// # Errors
/// That the book can't be read.
pub(in crate::sandbox) fn counted_anew(desk: &Desk<'_>, force: &InForce) -> Result<Vec<Posting>, Refusal> {
    let mut postings = Vec::new();
    for id in book::open_signed_orders(desk.book)? {
        let missing = || StoreProblem::Row("an open order");
        let order = book::order(desk.book, &id)?.ok_or_else(missing)?;
        let file = File::of(desk.book, &id)?.ok_or_else(missing)?;
        postings.extend(counted(&order, &file.judged(desk.book, force, desk.now)?, desk.now));
    }
    Ok(postings)
}
