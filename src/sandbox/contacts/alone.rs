//! What one person does about contacts at once: end a change, suspend somebody, record whom they called, erase a person (F15).
//! All of it takes risk away or only adds evidence; nothing here makes anybody reachable who was not.
//! Must not know: HTTP, and how changes are proposed.

use super::{heard, log, store, undo};
use crate::{
    domain::contact::{Act, AssignmentState, CardId, Entry, EntryKey, Matter, ProposalState, Record, Standing},
    sandbox::{
        book, cases,
        desk::Desk,
        ledger,
        people::Deed,
        problem::Refusal,
        receipts::{self, Asked, Content, Done},
        words,
    },
    wire::{
        admin::{Receipt, contacts::RecordAttempt},
        convert::{Place, contact},
        ledger as said,
    },
};
use rusqlite::params;
use uuid::Uuid;

/// Ends a change of contacts that waits, or that was confirmed and whose delay is not over. What it alone did is undone at once.
///
/// # Errors
/// That there is none of this id, or that it is too late: then what is there is ended by a change of its own.
pub(in crate::sandbox) fn cancel(desk: &Desk<'_>, asked: Asked, id: Uuid, reason: &str) -> Result<Receipt, Refusal> {
    let subject = id.to_string();
    let content = Content::of(Deed::StopContact, &subject, reason.as_bytes());
    receipts::once(desk.book, desk.now, asked, content, || {
        words::text("reason", reason)?;
        let kept = store::proposal(desk.book, id, desk.now)?.ok_or_else(|| Refusal::missing("change of contacts"))?;
        match kept.state {
            ProposalState::Waiting => {}
            ProposalState::Confirmed => undo::undo(desk, asked, id, &kept)?,
            ProposalState::Cancelled | ProposalState::Expired => {
                return Err(Refusal::state(format!("the change is {} already", kept.state.word())));
            }
        }
        let sql = "UPDATE contact_proposals SET state = 'cancelled', decided = ? WHERE id = ?";
        desk.book.prepare_cached(sql)?.execute(params![desk.now.as_millisecond(), id.to_string()])?;
        let said = format!("change {id} of contacts is ended");
        let entry = write(desk, asked, "contacts-cancelled", &said)?;
        Ok(Done { entry, said, subject: id.to_string() })
    })
}

/// Takes every role of somebody out of force. Giving one back is a change of its own, by two and after the delay.
///
/// # Errors
/// That there is no such card, or that it holds no role.
pub(in crate::sandbox) fn suspend(desk: &Desk<'_>, asked: Asked, card: &CardId, reason: &str) -> Result<Receipt, Refusal> {
    let content = Content::of(Deed::StopContact, card.as_str(), reason.as_bytes());
    receipts::once(desk.book, desk.now, asked, content, || {
        words::text("reason", reason)?;
        let directory = store::directory(desk.book)?;
        directory.card(card).ok_or_else(|| Refusal::missing("contact"))?;
        let active = directory.assignments().filter(|(role, _)| role.who == *card && role.state == AssignmentState::Active);
        let active: Vec<_> = active.map(|(role, standing)| (role.clone(), standing.clone())).collect();
        if active.is_empty() {
            return Err(Refusal::state("this contact holds no role that could be suspended"));
        }
        for (before, standing) in active {
            let mut after = before.clone();
            after.state = AssignmentState::Suspended;
            let change = log::by_one(desk, asked, &before.key(), Act::Suspend, &before.basis)?;
            let (before, after) = (Entry::Assignment(before), Entry::Assignment(after));
            log::note(desk, &change, (Some(&before), Some(&after)), None)?;
            store::enter(desk.book, &Record { entry: after, standing: Standing { edited: desk.now, ..standing } })?;
        }
        let said = format!("contact {card} is suspended");
        let entry = write(desk, asked, "contact-suspended", &said)?;
        Ok(Done { entry, said, subject: card.to_string() })
    })
}

/// Records that somebody was called, or that it was tried.
///
/// # Errors
/// What does not read, or names a channel, a transfer or a case that is not there.
pub(in crate::sandbox) fn record_attempt(desk: &Desk<'_>, asked: Asked, body: &RecordAttempt) -> Result<Receipt, Refusal> {
    let octets = receipts::octets(body)?;
    let content = Content::of(Deed::RecordAttempt, &body.card, &octets);
    receipts::once(desk.book, desk.now, asked, content, || {
        words::text("reason", &body.reason)?;
        let attempt = contact::attempt(body, &Place::ROOT).map_err(|misfit| Refusal::field(&misfit.at, misfit.why))?;
        if attempt.ended > desk.now {
            return Err(Refusal::field("ended", "it has not ended yet"));
        }
        let key = EntryKey::Channel(attempt.who.clone(), attempt.address.clone());
        if !store::directory(desk.book)?.entries.contains_key(&key) {
            return Err(Refusal::field("address", "this contact has no such channel"));
        }
        let said = format!("attempt to reach {} about {}: {}", attempt.who, attempt.about, attempt.result.word());
        let noted = match &attempt.about {
            Matter::Transfer(id) => {
                book::transfer(desk.book, &id.to_string())?
                    .ok_or_else(|| Refusal::field("about", "there is no such transfer"))?;
                Vec::new()
            }
            Matter::Case(id) => {
                book::case(desk.book, *id)?.ok_or_else(|| Refusal::field("about", "there is no such case"))?;
                vec![cases::noted(desk, asked, *id, &said)?]
            }
            Matter::Registry(_) | Matter::Test => Vec::new(),
        };
        let entry = write_with(desk, asked, "contact-attempted", &said, noted)?;
        let sql = "INSERT INTO contact_attempts (about, card, attempt, by, at, entry) VALUES (?, ?, ?, ?, ?, ?)";
        let (about, card, at) = (attempt.about.to_string(), attempt.who.to_string(), desk.now.as_millisecond());
        let json = store::to_json(body)?;
        let values = params![about, card, json, asked.person.login, at, entry.cast_signed()];
        desk.book.prepare_cached(sql)?.execute(values)?;
        Ok(Done { entry, said, subject: about })
    })
}

/// Erases a person: card, channels, keys, absences, roles, attempts, and the salts of their values. The chain still verifies.
///
/// # Errors
/// That there is no such card.
pub(in crate::sandbox) fn erase(desk: &Desk<'_>, asked: Asked, card: &CardId, reason: &str) -> Result<Receipt, Refusal> {
    let content = Content::of(Deed::EraseContact, card.as_str(), reason.as_bytes());
    receipts::once(desk.book, desk.now, asked, content, || {
        words::text("reason", reason)?;
        let directory = store::directory(desk.book)?;
        directory.card(card).ok_or_else(|| Refusal::missing("contact"))?;
        for table in ["contact_entries", "contact_changes", "contact_openings", "contact_attempts", "contact_deliveries"] {
            desk.book.prepare_cached(&format!("DELETE FROM {table} WHERE card = ?"))?.execute([card.as_str()])?;
        }
        // The texts of changes name them too: their digests stay in the ledger.
        let sql = "DELETE FROM contact_proposals WHERE EXISTS (SELECT 1 FROM json_each(cards) WHERE value = ?)";
        desk.book.prepare_cached(sql)?.execute([card.as_str()])?;
        heard::forget(desk.book, card)?;
        desk.book.prepare_cached("INSERT OR IGNORE INTO contact_erased VALUES (?)")?.execute([card.as_str()])?;
        let said = format!("contact {card} is erased");
        let entry = write(desk, asked, "contact-erased", &said)?;
        Ok(Done { entry, said, subject: card.to_string() })
    })
}

/// The entry of the ledger that names the act. The reason of the person stays out of it: it may name somebody.
fn write(desk: &Desk<'_>, asked: Asked, kind: &str, said: &str) -> Result<u64, Refusal> {
    write_with(desk, asked, kind, said, Vec::new())
}

/// The same, with what else the act does to the book.
fn write_with(desk: &Desk<'_>, asked: Asked, kind: &str, said: &str, postings: Vec<said::Posting>) -> Result<u64, Refusal> {
    let act = said::Act { by: vec![asked.person.login.to_owned()], reason: said.to_owned(), message: None, postings };
    Ok(ledger::append(desk, kind, &act)?.seq)
}
