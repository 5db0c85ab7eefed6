//! The contacts as the API shows them: the directory or a part of it, what is due, the chain, the attempts, what needs somebody.
//! Everything is reckoned at the moment it is asked for; nothing is counted beside it.
//! Must not know: HTTP.

use super::{log as chain, store};
use crate::{
    domain::{
        RegistryId,
        contact::{Directory, Due, Matter, ProposalState, SHOWN_DAYS, Seek},
    },
    evidence::contact_change::ChangeText,
    sandbox::{
        fault::StoreProblem,
        people::{Deed, Person},
    },
    wire::{
        BigNumber,
        admin::{
            contacts::{Attempts, ContactDue, ContactLog, Contacts, ContactsDue, RecordedAttempt},
            overview::{Need, Oldest},
        },
        convert::contact,
    },
};
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, params};

/// The most attempts that are told at once.
const MOST_ATTEMPTS: i64 = 200;

/// The directory, whole.
pub(in crate::sandbox) fn contacts(book: &Connection, now: Timestamp) -> Result<Contacts, StoreProblem> {
    told(book, &store::directory(book)?, now)
}

/// The part of the directory that is looked for; `None` when there is nobody.
pub(in crate::sandbox) fn part(book: &Connection, seek: &Seek, now: Timestamp) -> Result<Option<Contacts>, StoreProblem> {
    let directory = store::directory(book)?;
    let cards = directory.seek(seek, now);
    if cards.is_empty() {
        return Ok(None);
    }
    let mut part = told(book, &directory.part(&cards, now), now)?;
    part.proposals.retain(|proposal| {
        let read = ChangeText::parse(proposal.signed.text.as_bytes());
        read.is_ok_and(|text| text.entries().iter().any(|entry| entry.key().card().is_some_and(|card| cards.contains(card))))
    });
    Ok(Some(part))
}

/// The part in which nobody is.
pub(in crate::sandbox) fn nobody(now: Timestamp) -> Contacts {
    let (records, changes, erased, proposals) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    Contacts { records, changes, erased, proposals, revision: BigNumber(0), as_of: now }
}

fn told(book: &Connection, directory: &Directory, now: Timestamp) -> Result<Contacts, StoreProblem> {
    let recent = now.saturating_sub(SignedDuration::from_hours(SHOWN_DAYS * 24)).unwrap_or(Timestamp::MIN);
    let shown = |kept: &store::Kept| kept.state == ProposalState::Waiting || kept.proposal.at >= recent;
    Ok(Contacts {
        records: directory.entries.values().map(contact::record_to_wire).collect(),
        changes: directory.changes.oldest_first().map(contact::change_to_wire).collect(),
        erased: directory.erased.iter().map(ToString::to_string).collect(),
        proposals: store::proposals(book, now)?.into_iter().filter(shown).map(|kept| kept.proposal).collect(),
        revision: BigNumber(chain::head(book)?.seq),
        as_of: now,
    })
}

/// What is to be verified again.
pub(in crate::sandbox) fn due(book: &Connection, now: Timestamp) -> Result<ContactsDue, StoreProblem> {
    let directory = store::directory(book)?;
    let item = |(card, since): (crate::domain::contact::CardId, Option<Timestamp>)| {
        let due = directory.attestation(&card, now).map_or(Due::Overdue, |attestation| attestation.due_at(now));
        ContactDue {
            due: due.word().to_owned(),
            state: directory.card_state(&card, now).word().to_owned(),
            since,
            takes_two: directory.is_critical(&card, now),
            card: card.to_string(),
        }
    };
    Ok(ContactsDue { items: directory.due(now).into_iter().map(item).collect(), as_of: now })
}

/// The chain of changes.
pub(in crate::sandbox) fn log(book: &Connection) -> Result<ContactLog, StoreProblem> {
    let mut statement = book.prepare_cached("SELECT line FROM contact_log ORDER BY seq")?;
    let lines = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(ContactLog { lines, head: chain::head(book)?.digest.to_string() })
}

/// The newest attempts: about one matter, or all of them.
pub(in crate::sandbox) fn attempts(book: &Connection, about: Option<&Matter>) -> Result<Attempts, StoreProblem> {
    let sql = "SELECT attempt, by, at, entry FROM contact_attempts WHERE ?1 IS NULL OR about = ?1 ORDER BY n DESC LIMIT ?2";
    let mut statement = book.prepare_cached(sql)?;
    let about = about.map(ToString::to_string);
    let mut rows = statement.query(params![about, MOST_ATTEMPTS])?;
    let mut items = Vec::new();
    while let Some(row) = rows.next()? {
        let attempt: String = row.get(0)?;
        items.push(RecordedAttempt {
            attempt: store::of_json(&attempt)?,
            by: row.get(1)?,
            at: store::moment(row.get(2)?)?,
            entry: BigNumber(row.get::<_, i64>(3)?.cast_unsigned()),
        });
    }
    Ok(Attempts { items })
}

/// What a registry tells others about itself: what of it is verified and counts, ascending.
pub(in crate::sandbox) fn published(
    book: &Connection,
    registry: RegistryId,
    now: Timestamp,
) -> Result<Vec<crate::domain::contact::Record>, StoreProblem> {
    Ok(store::directory(book)?.published(registry, now))
}

/// The contacts that need somebody: changes that wait for another person, and cards whose verification is due.
pub(in crate::sandbox) fn needs(book: &Connection, person: &Person, now: Timestamp) -> Result<Need, StoreProblem> {
    let (mut all, mut mine): (Vec<Oldest>, Vec<Oldest>) = (Vec::new(), Vec::new());
    for kept in store::proposals(book, now)?.into_iter().filter(|kept| kept.state == ProposalState::Waiting) {
        let text = ChangeText::parse(kept.proposal.signed.text.as_bytes()).map_err(|_| StoreProblem::Row("a change"))?;
        let waits = Oldest { id: kept.proposal.id.to_string(), what: None, since: kept.proposal.at };
        if person.may(Deed::ConfirmContact) && text.change().initiator.as_str() != person.person {
            mine.push(waits.clone());
        }
        all.push(waits);
    }
    for (card, since) in store::directory(book)?.due(now) {
        // What nobody ever verified waits since nobody knows when: it is due, and never the oldest.
        let waits = Oldest { id: card.to_string(), what: None, since: since.unwrap_or(now) };
        if person.may(Deed::ProposeContact) {
            mine.push(waits.clone());
        }
        all.push(waits);
    }
    let count = |of: &[Oldest]| BigNumber(of.len() as u64);
    let oldest = |of: &[Oldest]| of.iter().min_by_key(|one| one.since).cloned();
    Ok(Need {
        kind: "contacts".to_owned(),
        count: count(&all),
        oldest: oldest(&all),
        mine: count(&mine),
        oldest_mine: oldest(&mine),
    })
}
