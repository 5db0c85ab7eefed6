//! Alarms: what somebody tried here and a rule forbade, and what consoles tell of. Each is an incident that a security officer acknowledges.
//! Whoever typed values again wrongly three times may not approve that order for a quarter of an hour, at whichever console (F08).
//! Must not know: HTTP, and how anybody is told.

use super::{
    comm::incidents::{self, About},
    desk::Desk,
    fault::StoreProblem,
    ledger,
    people::Deed,
    problem::Refusal,
    receipts::{self, Asked, Content, Done},
    words,
};
use crate::{
    domain::transfer::TransferId,
    registry::traffic::IncidentKind,
    wire::{
        admin::{Receipt, incident::TellAlarm, signed::Held},
        ledger::Act,
    },
};
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, params};

/// How long nobody approves an order whose values they typed again wrongly three times (F08).
const COOLING: SignedDuration = SignedDuration::from_mins(15);

/// Keeps what a console noticed.
///
/// # Errors
/// What does not read, or that there is no such order.
pub(super) fn tell(desk: &Desk<'_>, asked: Asked, told: &TellAlarm) -> Result<Receipt, Refusal> {
    let body = receipts::octets(told)?;
    receipts::once(desk.book, desk.now, asked, Content::of(Deed::TellAlarm, "", &body), || {
        let known: Vec<_> = IncidentKind::TOLD.iter().map(|kind| (*kind, kind.word())).collect();
        let kind = words::word("kind", &told.kind, &known)?;
        let detail = words::text("detail", &told.detail)?;
        let order = told.order.as_deref().map(|id| words::id::<TransferId>("order", id)).transpose()?.map(|id| id.to_string());
        let transfer = told.transfer.as_deref().map(|id| words::id::<TransferId>("transfer", id)).transpose()?;
        let transfer = transfer.map(|id| id.to_string());
        // Whoever tells late is held for what is left; nobody is held for longer because of a clock that is ahead.
        let until = || told.at.min(desk.now).checked_add(COOLING).ok();
        let until = if kind == IncidentKind::Retyped { until() } else { None };
        let person = Some(asked.person.person);
        let about = About { transfer: transfer.as_deref(), order: order.as_deref(), person, until, ..About::default() };
        incidents::record(desk, kind, detail, about).map_err(Refusal::from)?;
        let number = desk.book.last_insert_rowid();
        let act = Act { by: vec![asked.person.login.to_owned()], reason: detail.to_owned(), message: None, postings: Vec::new() };
        let entry = ledger::append(desk, "alarm-told", &act)?.seq;
        Ok(Done { entry, said: format!("alarm {number} waits for a security officer"), subject: number.to_string() })
    })
}

/// Writes down that a security officer looked at an incident, and what was found or done.
///
/// # Errors
/// That there is none, or that somebody acknowledged it before.
pub(super) fn acknowledge(desk: &Desk<'_>, asked: Asked, number: u64, reason: &str) -> Result<Receipt, Refusal> {
    let subject = number.to_string();
    receipts::once(desk.book, desk.now, asked, Content::of(Deed::Acknowledge, &subject, reason.as_bytes()), || {
        let reason = words::text("reason", reason)?;
        let row = i64::try_from(number).map_err(|_| Refusal::missing("incident"))?;
        if let Some(by) = seen(desk.book, row)?.ok_or_else(|| Refusal::missing("incident"))? {
            return Err(Refusal::state(format!("{by} acknowledged incident {number} already")));
        }
        let login = asked.person.login;
        let sql = "INSERT INTO acknowledgements (incident, at, by, reason) VALUES (?, ?, ?, ?)";
        desk.book.prepare_cached(sql)?.execute(params![row, desk.now.as_millisecond(), login, reason])?;
        let act = Act { by: vec![login.to_owned()], reason: format!("{number}: {reason}"), message: None, postings: Vec::new() };
        let entry = ledger::append(desk, "alarm-acknowledged", &act)?.seq;
        Ok(Done { entry, said: format!("incident {number} is acknowledged"), subject: subject.clone() })
    })
}

/// Who acknowledged an incident, if anybody did; nothing at all where there is no such incident.
fn seen(book: &Connection, row: i64) -> Result<Option<Option<String>>, StoreProblem> {
    let sql = "SELECT seen_by FROM incidents_shown WHERE row = ?";
    Ok(book.prepare_cached(sql)?.query_row([row], |row| row.get(0)).optional()?)
}

/// What kind of alarm a refusal is, if it is one: a rule about persons or keys forbade it, and no mistake of an honest hand breaks that.
pub(super) fn kind_of(refusal: &Refusal) -> Option<IncidentKind> {
    Some(match refusal.rule_id()? {
        "F01" | "F02" | "F04" => IncidentKind::SamePerson,
        "T06" | "F15" => IncidentKind::Key,
        "T20" | "F27" | "F18" => IncidentKind::Guard,
        _ => return None,
    })
}

/// Keeps what somebody tried and a rule forbade; once, as long as nobody has acknowledged it.
///
/// # Errors
/// When the book can't be written.
pub(super) fn note(
    desk: &Desk<'_>,
    asked: Asked,
    kind: IncidentKind,
    (order, refused): (Option<&str>, &str),
) -> Result<(), Refusal> {
    let person = asked.person.person;
    let sql = "SELECT count(*) FROM incidents_shown WHERE kind = ? AND order_id IS ? AND person = ? AND seen_at IS NULL";
    let open: i64 = desk.book.prepare_cached(sql)?.query_row(params![kind.word(), order, person], |row| row.get(0))?;
    if open > 0 {
        return Ok(());
    }
    let about = order.map_or_else(String::new, |order| format!(" about order {order}"));
    let detail = format!("What the login {} sent{about} was refused: {refused}", asked.person.login);
    let about = About { order, person: Some(person), ..About::default() };
    incidents::record(desk, kind, &detail, about).map_err(Refusal::from)
}

/// Who may not approve an order now, and until when (F08).
///
/// # Errors
/// When the book can't be read.
pub(super) fn held(book: &Connection, order: &str, now: Timestamp) -> Result<Vec<Held>, StoreProblem> {
    let sql =
        "SELECT person, max(until) AS until FROM incidents WHERE order_id = ? AND until > ? GROUP BY person ORDER BY person";
    let mut statement = book.prepare_cached(sql)?;
    let mut rows = statement.query(params![order, now.as_millisecond()])?;
    let mut held = Vec::new();
    while let Some(row) = rows.next()? {
        let until = Timestamp::from_millisecond(row.get("until")?).map_err(|_| StoreProblem::Row("a time"))?;
        held.push(Held { person: row.get("person")?, until });
    }
    Ok(held)
}
