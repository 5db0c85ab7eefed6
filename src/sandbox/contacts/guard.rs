//! Changes of contacts under guard: proposed by one person, confirmed by another through an old channel, counting after a delay (F14).
//! Both sign what they read; the registry judges keys, persons, the channel, and whether anything changed in between.
//! Must not know: HTTP, and what one person may do at once.

use super::{log, store};
use crate::{
    domain::{
        PersonId,
        contact::{
            Act, Change, Directory, Entry, Improper, PaperRef, ProposalState, Record, Standing, Through, Verification, Verifiers,
            counts_from,
        },
    },
    evidence::{
        contact_change::{ChangeText, ChangedEntry, ConfirmationText, entry_digest},
        key::PublicKey,
        sshsig::{SshSignature, SshsigProblem},
    },
    sandbox::{
        desk::Desk,
        fault::StoreProblem,
        guard::{self, InForce},
        ledger,
        people::Deed,
        problem::Refusal,
        receipts::{self, Asked, Content, Done},
    },
    wire::{
        admin::{Receipt, contacts::SignedContact},
        convert::contact,
        ledger as said,
    },
};
use jiff::Timestamp;
use rusqlite::params;
use uuid::Uuid;

/// Takes a proposed change. What only says again that somebody in no critical role is still right counts at once.
///
/// # Errors
/// What does not read or was not signed by the person whose session it is, what does not fit the directory, and an old channel that is none.
pub(in crate::sandbox) fn propose(desk: &Desk<'_>, asked: Asked, signed: &SignedContact) -> Result<Receipt, Refusal> {
    let body = receipts::octets(signed)?;
    let content = Content::of(Deed::ProposeContact, "", &body).signed(&signed.text);
    receipts::once(desk.book, desk.now, asked, content, || {
        let text = ChangeText::parse(signed.text.as_bytes()).map_err(|why| Refusal::field("text", why.to_string()))?;
        let force = guard::in_force(desk.book)?;
        let change = text.change();
        in_place(desk, &(change.registry, change.environment))?;
        timely(desk, change.made.timestamp())?;
        its_own(&force, asked, desk.now, &change.initiator, &signed.signature, |signature, key| text.verify(signature, key))?;
        if store::proposal(desk.book, change.id, desk.now)?.is_some() {
            return Err(Refusal::rule("T04", "a change with this id was proposed before"));
        }
        let directory = store::directory(desk.book)?;
        let entries = text.entries();
        directory.proper(change.kind, &entries).map_err(improper)?;
        unchanged(&directory, &change.entries)?;
        alone_about(desk, &entries)?;
        directory.confirmed_through(&entries, change.through.as_ref(), (desk.now, desk.now)).map_err(improper)?;
        keep(desk, &text, &signed.signature, &entries)?;
        let takes_two = directory.takes_two(change.kind, &entries, desk.now);
        let (kind, said) = if takes_two {
            ("contacts-proposed", format!("change {} of contacts waits for another person", change.id))
        } else {
            let by = Confirmed { by: Verifiers::one(change.initiator.clone()), evidence: None, method: change.method };
            apply(desk, &force, &directory, &text, &by)?;
            ("contacts-verified", format!("verification {} of contacts is recorded", change.id))
        };
        finish(desk, asked, kind, said, change.id, &text.sha256().to_string())
    })
}

/// Takes another person's confirmation of a change.
///
/// # Errors
/// As [`propose`], and that the person is the one who proposed it (F01), that the text is another one, that the time is over, or that what it replaces has changed.
pub(in crate::sandbox) fn confirm(desk: &Desk<'_>, asked: Asked, id: Uuid, signed: &SignedContact) -> Result<Receipt, Refusal> {
    let body = receipts::octets(signed)?;
    let subject = id.to_string();
    let text = ConfirmationText::parse(signed.text.as_bytes()).map_err(|why| Refusal::field("text", why.to_string()))?;
    let content =
        Content::of(Deed::ConfirmContact, &subject, &body).signed(&signed.text).about(text.confirmation().change_sha256);
    receipts::once(desk.book, desk.now, asked, content, || {
        let force = guard::in_force(desk.book)?;
        let said = text.confirmation();
        in_place(desk, &(said.registry, said.environment))?;
        timely(desk, said.made.timestamp())?;
        its_own(&force, asked, desk.now, &said.person, &signed.signature, |signature, key| text.verify(signature, key))?;
        let kept = store::proposal(desk.book, id, desk.now)?.ok_or_else(|| Refusal::missing("change of contacts"))?;
        let change = ChangeText::parse(kept.proposal.signed.text.as_bytes()).map_err(|_| StoreProblem::Row("a change"))?;
        text.confirms(&change).map_err(|why| Refusal::rule(why.rule(), why.to_string()))?;
        if kept.state != ProposalState::Waiting {
            return Err(Refusal::state(format!("the change is {} already", kept.state.word())));
        }
        let directory = store::directory(desk.book)?;
        let entries = change.entries();
        directory.proper(change.change().kind, &entries).map_err(improper)?;
        unchanged(&directory, &change.change().entries)?;
        old_channel(&directory, &entries, said.through.as_ref(), (kept.proposal.at, desk.now))?;
        let by = Verifiers::two(change.change().initiator.clone(), said.person.clone());
        let by = by.map_err(|why| Refusal::rule("F02", why.to_string()))?;
        let confirmed = Confirmed { by, evidence: said.evidence.clone(), method: said.method };
        apply(desk, &force, &directory, &change, &confirmed)?;
        let sql = "UPDATE contact_proposals SET confirmation = ?, confirmation_signature = ? WHERE id = ?";
        desk.book.prepare_cached(sql)?.execute(params![signed.text, signed.signature, id.to_string()])?;
        finish(
            desk,
            asked,
            "contacts-confirmed",
            format!("change {id} of contacts is confirmed"),
            id,
            &change.sha256().to_string(),
        )
    })
}

fn improper(why: Improper) -> Refusal {
    Refusal::rule("F14", why.to_string())
}

/// Whether a channel was old when the change was proposed, and still counts.
fn old_channel(
    directory: &Directory,
    entries: &[Entry],
    through: Option<&Through>,
    times: (Timestamp, Timestamp),
) -> Result<(), Refusal> {
    directory.confirmed_through(entries, through, times).map_err(improper)
}

/// The text counts here (T33).
fn in_place(
    desk: &Desk<'_>,
    (registry, environment): &(crate::domain::RegistryId, crate::domain::Environment),
) -> Result<(), Refusal> {
    if *registry == desk.me.registry && environment.to_string() == desk.me.environment {
        return Ok(());
    }
    Err(Refusal::rule("T33", "the text is for another registry or another environment"))
}

/// The text was made now: not in the future, and not so long ago that it is somebody's old word played again (F13).
fn timely(desk: &Desk<'_>, made: Timestamp) -> Result<(), Refusal> {
    let age = desk.now.duration_since(made);
    if age.abs() <= jiff::SignedDuration::from_hours(24) {
        return Ok(());
    }
    Err(Refusal::rule("F13", "the text was not made within the last 24 hours"))
}

/// The person whose session it is made the signature, with a key that the roster in force has for them (F02).
pub(super) fn its_own(
    force: &InForce,
    asked: Asked,
    now: Timestamp,
    person: &PersonId,
    signature: &str,
    verify: impl Fn(&SshSignature, &PublicKey) -> Result<(), SshsigProblem>,
) -> Result<(), Refusal> {
    let signature = SshSignature::parse(signature).map_err(|why| Refusal::field("signature", why.to_string()))?;
    let roster = force.roster.roster();
    let is_theirs = roster.person_of_login(asked.person.login) == Some(person)
        && roster.person(person).is_some_and(|row| row.validity.holds_at(now))
        && roster.keys_of(person, now).any(|row| row.public == signature.public_key());
    if !is_theirs {
        let why =
            "this is not signed with a key that the roster in force has for the person who is signed in and named in the text";
        return Err(Refusal::rule("F02", why));
    }
    verify(&signature, &signature.public_key()).map_err(|why| Refusal::rule("F02", why.to_string()))
}

/// What the change replaces is what is there.
fn unchanged(directory: &Directory, entries: &[ChangedEntry]) -> Result<(), Refusal> {
    let differs = |changed: &&ChangedEntry| {
        let there = directory.entries.get(&changed.entry.key()).map(|record| entry_digest(&record.entry));
        there != changed.replaces
    };
    match entries.iter().find(differs) {
        None => Ok(()),
        Some(changed) => {
            let what = changed.entry.key().word();
            Err(Refusal::state(format!("the {what} is not any more what this change replaces; read it again and propose anew")))
        }
    }
}

/// Nothing else that waits is about the same entries.
fn alone_about(desk: &Desk<'_>, entries: &[Entry]) -> Result<(), Refusal> {
    for other in store::proposals(desk.book, desk.now)?.iter().filter(|kept| kept.state == ProposalState::Waiting) {
        let text = ChangeText::parse(other.proposal.signed.text.as_bytes()).map_err(|_| StoreProblem::Row("a change"))?;
        if text.entries().iter().any(|theirs| entries.iter().any(|ours| ours.key() == theirs.key())) {
            let why = format!("change {} about the same entry waits; confirm or end it first", other.proposal.id);
            return Err(Refusal::state(why));
        }
    }
    Ok(())
}

/// Writes a proposal down. It waits until it is decided.
fn keep(desk: &Desk<'_>, text: &ChangeText, signature: &str, entries: &[Entry]) -> Result<(), Refusal> {
    let cards: std::collections::BTreeSet<String> =
        entries.iter().filter_map(|entry| entry.key().card().map(ToString::to_string)).collect();
    let sql = "INSERT INTO contact_proposals (id, sha256, text, signature, at, state, cards, replaced) VALUES (?, ?, ?, ?, ?, 'waiting', ?, '[]')";
    let id = text.change().id.to_string();
    let (sha256, at) = (text.sha256().to_string(), desk.now.as_millisecond());
    let values = params![id, sha256, text.as_str(), signature, at, store::to_json(&cards)?];
    desk.book.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

/// Who made sure of a change, and how.
struct Confirmed {
    by: Verifiers,
    method: crate::domain::contact::Method,
    evidence: Option<PaperRef>,
}

/// Puts a change into the directory. What raises risk counts from noon of the policy's working day on (F14).
fn apply(desk: &Desk<'_>, force: &InForce, directory: &Directory, text: &ChangeText, by: &Confirmed) -> Result<(), Refusal> {
    let (change, policy) = (text.change(), force.policy.policy());
    let (mut latest, mut replaced) = (desk.now, Vec::new());
    for entry in text.entries() {
        let key = entry.key();
        let before = directory.entries.get(&key);
        let known = before.map(|record| &record.entry);
        let act = Act::between(known, &entry);
        let counts_from = counts_from(known, &entry, &policy.calendar, policy.trusted_delay, desk.now).unwrap_or(Timestamp::MAX);
        latest = latest.max(counts_from);
        let evidence = by.evidence.clone().or_else(|| Some(change.basis.clone()));
        let verified = Some(Verification { at: desk.now, method: by.method, by: by.by.clone(), evidence });
        let edited = if act == Act::Verify { before.map_or(desk.now, |record| record.standing.edited) } else { desk.now };
        let noted = Change {
            at: desk.now,
            key,
            act,
            requested_by: change.initiator.clone(),
            confirmed_by: by.by.second().cloned(),
            basis: change.basis.clone(),
            counts_from,
            cancelled: None,
        };
        log::note(desk, &noted, (before.map(|record| &record.entry), Some(&entry)), Some(change.id))?;
        replaced.extend(before.map(contact::record_to_wire));
        store::enter(desk.book, &Record { entry, standing: Standing { verified, edited } })?;
    }
    let sql = "UPDATE contact_proposals SET state = 'confirmed', decided = ?, counts_from = ?, replaced = ? WHERE id = ?";
    let values = params![desk.now.as_millisecond(), latest.as_millisecond(), store::to_json(&replaced)?, change.id.to_string()];
    desk.book.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

/// The entry of the ledger that names the act and the text, and nobody.
fn finish(desk: &Desk<'_>, asked: Asked, kind: &str, said: String, id: Uuid, sha256: &str) -> Result<Done, Refusal> {
    let by = vec![asked.person.login.to_owned()];
    let act = said::Act { by, reason: said.clone(), message: Some(sha256.to_owned()), postings: Vec::new() };
    let entry = ledger::append(desk, kind, &act)?.seq;
    Ok(Done { entry, said, subject: id.to_string() })
}
