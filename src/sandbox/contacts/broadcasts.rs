//! Messages to a list: signed by one person, above TLP:AMBER by two, and what became of each with its recipients.
//! The recipients follow from the directory when the message is recorded; nothing is sent from here.
//! Must not know: HTTP, and how mail travels.

use super::{guard::its_own, store};
use crate::{
    domain::{
        PersonId,
        contact::{CardId, DeliveryMark, ListId, recipients},
    },
    evidence::{digest::Digest, sshsig::Namespace},
    sandbox::{
        book,
        desk::Desk,
        fault::StoreProblem,
        guard, ledger,
        people::Deed,
        problem::Refusal,
        receipts::{self, Asked, Content, Done},
        words,
    },
    wire::{
        BigNumber,
        admin::{
            Receipt,
            broadcast::{Broadcast, BroadcastSignature, Broadcasts, Delivery, LeftOut, MarkDelivery, RecordBroadcast},
            contacts::SignedContact,
        },
        contact::mail,
        ledger::Act,
    },
};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

/// The most messages that are told at once.
const MOST: i64 = 100;

/// Records a message that its writer signed, and who gets it.
///
/// # Errors
/// What does not read or was not signed by the person whose session it is, a list there is none of, and a label above its ceiling.
pub(in crate::sandbox) fn announce(desk: &Desk<'_>, asked: Asked, body: &RecordBroadcast) -> Result<Receipt, Refusal> {
    let octets = receipts::octets(body)?;
    let content = Content::of(Deed::Broadcast, &body.list, &octets).signed(&body.signed.text);
    receipts::once(desk.book, desk.now, asked, content, || {
        let message = mail::Broadcast::parse(&body.signed.text).map_err(|why| Refusal::field("signed.text", why.to_string()))?;
        let person = signed(desk, asked, &body.signed)?;
        let id: ListId = words::id("list", &body.list)?;
        let directory = store::directory(desk.book)?;
        let list = directory.lists().map(|(list, _)| list).find(|list| list.id == id);
        let list = list.ok_or_else(|| Refusal::field("list", "there is no such list"))?;
        let to = recipients(&directory, list, message.label(), desk.now).map_err(|why| Refusal::state(why.to_string()))?;
        if text(desk.book, body.id)?.is_some() {
            return Err(Refusal::rule("T04", "a message with this id was recorded before"));
        }
        let said = format!("message {} to list {id} is signed; {} get it", body.id, to.to.len());
        let entry = write(desk, asked, "contacts-broadcast", &said, Some(&body.signed.text))?;
        let sql = "INSERT INTO contact_broadcasts (id, list, text, by, at, entry) VALUES (?, ?, ?, ?, ?, ?)";
        let (at, login) = (desk.now.as_millisecond(), asked.person.login);
        let values = params![body.id.to_string(), body.list, body.signed.text, login, at, entry.cast_signed()];
        desk.book.prepare_cached(sql)?.execute(values)?;
        keep_signature(desk, body.id, &person, &body.signed.signature)?;
        let sql = "INSERT INTO contact_deliveries (broadcast, registry, role, card, mail, why) VALUES (?, ?, ?, ?, ?, ?)";
        let mut insert = desk.book.prepare_cached(sql)?;
        for one in &to.to {
            let (registry, card) = (one.registry.to_string(), one.who.to_string());
            insert.execute(params![body.id.to_string(), registry, one.role.word(), card, one.mail.as_str(), None::<&str>])?;
        }
        for one in &to.left_out {
            let (registry, card) = (one.registry.to_string(), one.who.to_string());
            insert.execute(params![body.id.to_string(), registry, one.role.word(), card, None::<&str>, one.why.word()])?;
        }
        Ok(Done { entry, said, subject: body.id.to_string() })
    })
}

/// Takes another person's signature of a message.
///
/// # Errors
/// That there is none of this id, that the text is another one, and that the person signed it already (F01).
pub(in crate::sandbox) fn cosign(desk: &Desk<'_>, asked: Asked, id: Uuid, body: &SignedContact) -> Result<Receipt, Refusal> {
    let octets = receipts::octets(body)?;
    let subject = id.to_string();
    let content = Content::of(Deed::Broadcast, &subject, &octets).signed(&body.text);
    receipts::once(desk.book, desk.now, asked, content, || {
        let there = text(desk.book, id)?.ok_or_else(|| Refusal::missing("message"))?;
        if there != body.text {
            return Err(Refusal::field("text", "it is not the text of this message (F05)"));
        }
        let person = signed(desk, asked, body)?;
        let mut before =
            desk.book.prepare_cached("SELECT 1 FROM contact_broadcast_signatures WHERE broadcast = ? AND person = ?")?;
        if before.exists(params![id.to_string(), person.as_str()])? {
            return Err(Refusal::rule("F01", "this person signed the message already; another one does"));
        }
        let said = format!("message {id} is signed by another person");
        let entry = write(desk, asked, "contacts-broadcast-signed", &said, Some(&body.text))?;
        keep_signature(desk, id, &person, &body.signature)?;
        Ok(Done { entry, said, subject: id.to_string() })
    })
}

/// Writes down what became of a message with one recipient, or with all of whom it was not said yet.
///
/// # Errors
/// That there is no such message or recipient, and what was not signed by everybody who must.
pub(in crate::sandbox) fn mark(desk: &Desk<'_>, asked: Asked, id: Uuid, body: &MarkDelivery) -> Result<Receipt, Refusal> {
    let octets = receipts::octets(body)?;
    let subject = id.to_string();
    let content = Content::of(Deed::MarkDelivery, &subject, &octets);
    receipts::once(desk.book, desk.now, asked, content, || {
        words::text("reason", &body.reason)?;
        let mark = words::word("mark", &body.mark, DeliveryMark::ALL)?;
        let card: Option<CardId> = body.card.as_deref().map(|card| words::id("card", card)).transpose()?;
        let there = text(desk.book, id)?.ok_or_else(|| Refusal::missing("message"))?;
        let message = mail::Broadcast::parse(&there).map_err(|_| StoreProblem::Row("a message"))?;
        let needed = if message.label().takes_two() { 2 } else { 1 };
        if signatures(desk.book, &id.to_string())?.len() < needed {
            return Err(Refusal::rule("F01", "a message with this label goes out when two persons have signed it"));
        }
        if mark != DeliveryMark::Sent && card.is_none() {
            return Err(Refusal::field("card", "who answered, or from whom it came back, is said one by one"));
        }
        // The columns are called as the marks are.
        let column = mark.word();
        let sql = format!(
            "UPDATE contact_deliveries SET {column} = ?1 WHERE broadcast = ?2 AND why IS NULL AND {column} IS NULL AND (?3 IS NULL OR card = ?3)"
        );
        let values = params![desk.now.as_millisecond(), id.to_string(), card.as_ref().map(CardId::as_str)];
        let count = desk.book.prepare_cached(&sql)?.execute(values)?;
        if count == 0 {
            return Err(Refusal::state(format!("nobody gets this message of whom it was not said already that it was {column}")));
        }
        let whom = card.map_or_else(|| format!("{count} recipients"), |card| card.to_string());
        let said = format!("message {id}: {column}, {whom}");
        let entry = write(desk, asked, "contacts-broadcast-delivery", &said, None)?;
        Ok(Done { entry, said, subject: id.to_string() })
    })
}

/// Whose signature it is, once it holds.
fn signed(desk: &Desk<'_>, asked: Asked, body: &SignedContact) -> Result<PersonId, Refusal> {
    let person: PersonId = asked.person.person.parse().map_err(|_| StoreProblem::Row("a person"))?;
    let force = guard::in_force(desk.book)?;
    its_own(&force, asked, desk.now, &person, &body.signature, |signature, key| {
        signature.verify(Namespace::Contact, body.text.as_bytes(), key)
    })?;
    Ok(person)
}

fn keep_signature(desk: &Desk<'_>, id: Uuid, person: &PersonId, signature: &str) -> Result<(), Refusal> {
    let sql = "INSERT INTO contact_broadcast_signatures (broadcast, person, signature) VALUES (?, ?, ?)";
    desk.book.prepare_cached(sql)?.execute(params![id.to_string(), person.as_str(), signature])?;
    Ok(())
}

/// The entry of the ledger that names the act and the digest of the text. What the text says, and to whom, stays out of it.
fn write(desk: &Desk<'_>, asked: Asked, kind: &str, said: &str, text: Option<&str>) -> Result<u64, Refusal> {
    let message = text.map(|text| Digest::of(text).to_string());
    let act = Act { by: vec![asked.person.login.to_owned()], reason: said.to_owned(), message, postings: Vec::new() };
    Ok(ledger::append(desk, kind, &act)?.seq)
}

fn text(book: &Connection, id: Uuid) -> Result<Option<String>, StoreProblem> {
    let mut found = book.prepare_cached("SELECT text FROM contact_broadcasts WHERE id = ?")?;
    Ok(found.query_row([id.to_string()], |row| row.get(0)).optional()?)
}

fn signatures(book: &Connection, id: &str) -> Result<Vec<BroadcastSignature>, StoreProblem> {
    let mut found =
        book.prepare_cached("SELECT person, signature FROM contact_broadcast_signatures WHERE broadcast = ? ORDER BY n")?;
    let rows = found.query_map([id], |row| Ok(BroadcastSignature { person: row.get(0)?, signature: row.get(1)? }))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The messages, the newest first.
pub(in crate::sandbox) fn broadcasts(book: &Connection, now: Timestamp) -> Result<Broadcasts, StoreProblem> {
    let mut found =
        book.prepare_cached("SELECT id, list, text, by, at, entry FROM contact_broadcasts ORDER BY n DESC LIMIT ?")?;
    let mut rows = found.query([MOST])?;
    let mut items = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, text): (String, String) = (row.get(0)?, row.get(2)?);
        let (deliveries, left_out) = deliveries(book, &id)?;
        items.push(Broadcast {
            list: row.get(1)?,
            sha256: Digest::of(&text).to_string(),
            text,
            signatures: signatures(book, &id)?,
            deliveries,
            left_out,
            by: row.get(3)?,
            at: store::moment(row.get(4)?)?,
            entry: BigNumber(row.get::<_, i64>(5)?.cast_unsigned()),
            id: id.parse().map_err(|_| StoreProblem::Row("id"))?,
        });
    }
    Ok(Broadcasts { items, revision: BigNumber(book::revision(book)?), as_of: now })
}

fn deliveries(book: &Connection, id: &str) -> Result<(Vec<Delivery>, Vec<LeftOut>), StoreProblem> {
    let sql =
        "SELECT registry, role, card, mail, sent, answered, returned, why FROM contact_deliveries WHERE broadcast = ? ORDER BY n";
    let mut found = book.prepare_cached(sql)?;
    let mut rows = found.query([id])?;
    let (mut to, mut left_out) = (Vec::new(), Vec::new());
    while let Some(row) = rows.next()? {
        let (registry, role, card) = (row.get(0)?, row.get(1)?, row.get(2)?);
        match row.get::<_, Option<String>>(7)? {
            Some(why) => left_out.push(LeftOut { registry, role, card, why }),
            None => {
                let at = |column: usize| row.get::<_, Option<i64>>(column)?.map(store::moment).transpose();
                to.push(Delivery { registry, role, card, mail: row.get(3)?, sent: at(4)?, answered: at(5)?, returned: at(6)? });
            }
        }
    }
    Ok((to, left_out))
}
