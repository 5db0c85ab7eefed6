//! Contacts under guard, attacked: a changed number is how fraud begins, so it takes two persons, an old channel and a delay (F14, F15).
//! Everything goes straight to the API, as a modified console would send it.

use crate::{
    client::Answer,
    desk::{AMINA, AMINA_TWO, Desk, ESI, LUC, SOFIA, Who},
};
use countersign::{
    domain::{
        Environment,
        contact::{
            Address, AssignmentState, CardId, Channel, Directory, Entry, EntryKey, Held, Method, ProposalKind, Reach, ScopePart,
            Severity, reach,
        },
    },
    evidence::{
        contact_change::{ChangeText, ChangedEntry, Confirmation, ContactChange, entry_digest},
        lines::Prose,
        moment::Moment,
        sshsig::{Namespace, SshSignature},
    },
    registry::{book::Contacts, wired},
    sandbox::practice_person_key,
    wire::{
        admin::{Receipt, contacts::SignedContact, order::Checks},
        convert::Place,
    },
};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use uuid::Uuid;

pub const NEW_NUMBER: &str = "+233555019999";
pub const OLD: &str = "channel gha-2 mobile +2335550201";

pub async fn contacts(desk: &Desk) -> Contacts {
    wired::contacts(desk.client.get("contacts").await.ok(), &Place::ROOT).unwrap()
}

pub fn card(id: &str) -> CardId {
    id.parse().unwrap()
}

/// Another mobile number of the administrator in Accra.
pub fn new_channel(now: Timestamp) -> Entry {
    let address = Address::Mobile(NEW_NUMBER.parse().unwrap());
    Entry::Channel(Channel { owner: card("gha-1"), address, since: Moment::of(now).timestamp(), ended: None })
}

fn new_key(now: Timestamp) -> EntryKey {
    new_channel(now).key()
}

/// A change as this person writes it now.
pub async fn change(desk: &Desk, who: Who, kind: ProposalKind, entries: Vec<Entry>) -> ContactChange {
    let directory = contacts(desk).await.directory;
    let replaced = |entry: &Entry| directory.entries.get(&entry.key()).map(|record| entry_digest(&record.entry));
    ContactChange {
        id: Uuid::now_v7(),
        registry: "CHE01".parse().unwrap(),
        environment: Environment::Practice,
        kind,
        basis: "CB/2026/40".parse().unwrap(),
        method: Method::CallBack,
        through: Some(OLD.parse().unwrap()),
        entries: entries.into_iter().map(|entry| ChangedEntry { replaces: replaced(&entry), entry }).collect(),
        reason: Prose::new("a new telephone").unwrap(),
        made: Moment::of(desk.now().await),
        initiator: who.1.parse().unwrap(),
    }
}

fn sign(who: Who, namespace: Namespace, text: &str) -> SignedContact {
    let signature = SshSignature::sign(&practice_person_key(who.1), namespace, text.as_bytes()).armored();
    SignedContact { text: text.to_owned(), signature }
}

pub async fn propose(desk: &Desk, who: Who, text: &ChangeText) -> Answer {
    let signed = sign(who, Namespace::Contact, text.as_str());
    desk.post(who, "contacts/proposals", &serde_json::to_value(signed).unwrap()).await
}

async fn confirmation(desk: &Desk, who: Who, of: &ChangeText, through: Option<&str>) -> Confirmation {
    Confirmation {
        proposal: of.change().id,
        change_sha256: of.sha256(),
        registry: "CHE01".parse().unwrap(),
        environment: Environment::Practice,
        method: Method::CallBack,
        through: through.map(|through| through.parse().unwrap()),
        evidence: None,
        reason: Prose::new("Akosua said yes").unwrap(),
        made: Moment::of(desk.now().await),
        person: who.1.parse().unwrap(),
    }
}

async fn send_confirmation(desk: &Desk, who: Who, said: &Confirmation) -> Answer {
    let signed = sign(who, Namespace::Contact, said.write().unwrap().as_str());
    let path = format!("contacts/proposals/{}/confirm", said.proposal);
    desk.post(who, &path, &serde_json::to_value(signed).unwrap()).await
}

pub async fn confirm(desk: &Desk, who: Who, of: &ChangeText, through: Option<&str>) -> Answer {
    let said = confirmation(desk, who, of, through).await;
    send_confirmation(desk, who, &said).await
}

pub fn refused_by(answer: &Answer, rule: &str) {
    assert_eq!(answer.status, 422, "{}", answer.body);
    let ids: Vec<String> = answer.problem().checks.iter().map(|check| check.id.clone()).collect();
    assert_eq!(ids, [rule], "{}", answer.body);
}

/// The change of the number, proposed by Amina.
pub async fn proposed(desk: &Desk) -> ChangeText {
    let entries = vec![new_channel(desk.now().await)];
    let text = change(desk, AMINA, ProposalKind::Change, entries).await.write().unwrap();
    let receipt: Receipt = propose(desk, AMINA, &text).await.ok();
    assert_eq!(receipt.subject, text.change().id.to_string());
    text
}

/// The number that is called for something that can't wait.
fn called(directory: &Directory, at: Timestamp) -> Option<String> {
    match reach(directory, &card("gha-1"), Severity::High, at) {
        Reach::Now(reached) if reached.by == card("gha-1") => Some(reached.address.as_str().to_owned()),
        _ => None,
    }
}

#[tokio::test]
async fn f14_a_swapped_number_takes_two_persons_an_old_channel_and_the_delay() {
    let mut desk = Desk::new().await;
    let text = proposed(&desk).await;
    let own = format!("channel gha-1 mobile {NEW_NUMBER}");
    let stranger = "channel tha-1 mobile +665550101";
    for (who, through, rule) in [
        (AMINA, Some(OLD), "F01"),
        (AMINA_TWO, Some(OLD), "F01"),
        (LUC, Some(own.as_str()), "F14"),
        (LUC, Some("channel gha-2 mobile +233555019999"), "F14"),
        (LUC, Some(stranger), "F14"),
        (LUC, Some("switchboard tha"), "F14"),
        (LUC, Some("switchboard xde"), "F14"),
        (LUC, None, "F14"),
    ] {
        refused_by(&confirm(&desk, who, &text, through).await, rule);
    }
    let there = contacts(&desk).await;
    assert!(!there.directory.entries.contains_key(&new_key(text.change().made.timestamp())), "nothing was changed");
    assert!(there.proposals.last().unwrap().waits());

    let _: Receipt = confirm(&desk, LUC, &text, Some(OLD)).await.ok();
    let there = contacts(&desk).await;
    let (key, now) = (new_key(text.change().made.timestamp()), desk.now().await);
    let Some(Held::Until(until)) = there.directory.changes.held(&key, now) else { panic!("it counts at once") };
    assert_eq!(there.proposals.last().unwrap().counts_from, Some(until));
    assert!(until.duration_since(now) > SignedDuration::from_hours(3 * 24), "the fourth working day: {until}");
    let verified = there.directory.entries[&key].standing.verified.clone().unwrap();
    assert!(verified.by.are_two(), "{verified:?}");
    for hour in 0..24 * 7 {
        let at = now + SignedDuration::from_hours(hour);
        let old = called(&there.directory, at).is_none_or(|number| at >= until || number != NEW_NUMBER);
        assert!(old, "within the delay nobody is called on the new number: {at}");
    }
    desk.ahead(SignedDuration::from_hours(24 * 9)).await;
    let now = desk.now().await;
    assert_eq!(contacts(&desk).await.directory.changes.held(&key, now), None, "after the delay it counts");
}

#[tokio::test]
async fn c05_a_transfer_to_a_counterpart_whose_channel_has_just_changed_fails() {
    let desk = Desk::new().await;
    let block = desk.client.blocks(&[("filter", "state:available locked:no metric:ghg"), ("limit", "1")]).await.items.remove(0);
    let check = async |to: &str| {
        let act = json!({ "act": { "transfer": {
            "from": block.account,
            "to": { "external": { "registry": to, "account": format!("{to}-100-0001") } },
            "spans": [{ "first": block.first, "last": block.first }],
            "quantity": "1",
            "reason": "agreed delivery"
        } } });
        let checks: Checks = desk.post(AMINA, "checks", &act).await.ok();
        let found = checks.findings.into_iter().find(|finding| finding.id == "C05").unwrap();
        (found.result, found.hint.unwrap_or_default())
    };
    assert_eq!(check("GHA01").await.0, "not-evaluated", "nothing has changed there");
    let (result, hint) = check("SWE01").await;
    assert_eq!(result, "fail", "a mobile number there was changed two days ago");
    assert!(hint.contains("Wait until"), "{hint}");
    let text = proposed(&desk).await;
    assert_eq!(check("GHA01").await.0, "not-evaluated", "what waits has changed nothing");
    let _: Receipt = confirm(&desk, LUC, &text, Some(OLD)).await.ok();
    assert_eq!(check("GHA01").await.0, "fail");
    let path = format!("contacts/proposals/{}/cancel", text.change().id);
    let _: Receipt = desk.post(SOFIA, &path, &json!({ "reason": "they know nothing of it" })).await.ok();
    assert_ne!(check("GHA01").await.0, "fail", "a change that was ended holds nothing up");
}

#[tokio::test]
async fn f15_one_person_ends_a_change_and_what_it_replaced_counts_again() {
    let desk = Desk::new().await;
    let directory = contacts(&desk).await.directory;
    let role = directory.assignments().find(|(role, _)| role.who == card("gha-3")).unwrap().0.clone();
    let mut scoped = role.clone();
    scoped.scope = ["CA0001", "security"].iter().map(|part| part.parse::<ScopePart>().unwrap()).collect();
    let text = change(&desk, AMINA, ProposalKind::RoleChange, vec![Entry::Assignment(scoped)]).await.write().unwrap();
    let _: Receipt = propose(&desk, AMINA, &text).await.ok();
    let _: Receipt = confirm(&desk, ESI, &text, Some(OLD)).await.ok();
    let (there, now) = (contacts(&desk).await.directory, desk.now().await);
    assert!(matches!(there.changes.held(&role.key(), now), Some(Held::Until(_))));
    let path = format!("contacts/proposals/{}/cancel", text.change().id);
    let reason = json!({ "reason": "the focal point did not ask for it" });
    assert_eq!(desk.post(Who("nadia.t", "nadia-tembo", "ONL-3"), &path, &reason).await.status, 403, "an auditor acts nowhere");
    let _: Receipt = desk.post(SOFIA, &path, &reason).await.ok();
    let (there, now) = (contacts(&desk).await.directory, desk.now().await);
    assert_eq!(there.changes.held(&role.key(), now), None);
    assert_eq!(there.entries[&role.key()].entry, Entry::Assignment(role));
    assert_eq!(desk.post(SOFIA, &path, &reason).await.status, 409, "it is ended once");

    let _: Receipt = desk.post(SOFIA, "contacts/cards/gha-3/suspend", &json!({ "reason": "strange mails" })).await.ok();
    let there = contacts(&desk).await.directory;
    let mut roles = there.assignments().filter(|(role, _)| role.who == card("gha-3"));
    assert!(roles.all(|(role, _)| role.state == AssignmentState::Suspended));
    assert_eq!(desk.post(SOFIA, "contacts/cards/gha-3/suspend", &json!({ "reason": "again" })).await.status, 409);
}

#[tokio::test]
async fn nothing_that_was_signed_counts_twice_elsewhere_or_for_somebody_else() {
    let desk = Desk::new().await;
    let entries = vec![new_channel(desk.now().await)];
    let draft = change(&desk, AMINA, ProposalKind::Change, entries).await;
    let body = |signed: SignedContact| serde_json::to_value(signed).unwrap();
    let text = draft.write().unwrap();
    // A signature for another purpose, somebody else's key, another registry, an old text.
    let wrong = [
        (body(sign(AMINA, Namespace::Approve, text.as_str())), "F02"),
        (body(sign(LUC, Namespace::Contact, text.as_str())), "F02"),
        (body(elsewhere(&draft)), "T33"),
        (body(long_ago(&draft)), "F13"),
        (body(named(&draft, LUC)), "F02"),
    ];
    for (signed, rule) in wrong {
        refused_by(&desk.post(AMINA, "contacts/proposals", &signed).await, rule);
    }
    let _: Receipt = propose(&desk, AMINA, &text).await.ok();
    refused_by(&propose(&desk, AMINA, &text).await, "T04");
    let rival = ContactChange { id: Uuid::now_v7(), ..draft.clone() }.write().unwrap();
    assert_eq!(propose(&desk, AMINA, &rival).await.status, 409, "one change about an entry waits at a time");

    let other = Confirmation { change_sha256: rival.sha256(), ..confirmation(&desk, LUC, &text, Some(OLD)).await };
    refused_by(&send_confirmation(&desk, LUC, &other).await, "F05");
    let good = confirmation(&desk, LUC, &text, Some(OLD)).await;
    assert_eq!(send_confirmation(&desk, LUC, &good).await.status, 200);
    assert_eq!(send_confirmation(&desk, LUC, &good).await.status, 409, "it is confirmed once");
    // The same entry again: it is there now, and a change written before does not know it.
    assert_eq!(propose(&desk, AMINA, &rival).await.status, 422, "it is as it is already");
}

fn elsewhere(draft: &ContactChange) -> SignedContact {
    let other = ContactChange { registry: "GHA01".parse().unwrap(), ..draft.clone() };
    sign(AMINA, Namespace::Contact, other.write().unwrap().as_str())
}

fn long_ago(draft: &ContactChange) -> SignedContact {
    let made = Moment::of(draft.made.timestamp() - SignedDuration::from_hours(30));
    sign(AMINA, Namespace::Contact, ContactChange { made, ..draft.clone() }.write().unwrap().as_str())
}

fn named(draft: &ContactChange, who: Who) -> SignedContact {
    let other = ContactChange { initiator: who.1.parse().unwrap(), ..draft.clone() };
    sign(AMINA, Namespace::Contact, other.write().unwrap().as_str())
}

#[tokio::test]
async fn what_fits_no_kind_or_belongs_to_nobody_is_refused() {
    let desk = Desk::new().await;
    let directory = contacts(&desk).await.directory;
    let there = |key: EntryKey| directory.entries[&key].entry.clone();
    let known = there(EntryKey::Channel(card("gha-1"), Address::Mobile("+2335550101".parse().unwrap())));
    let Entry::Channel(channel) = known.clone() else { unreachable!() };
    let nobody = Entry::Channel(Channel { owner: card("gha-99"), ..channel });
    for (kind, entry) in [
        (ProposalKind::Change, known.clone()),
        (ProposalKind::KeyChange, new_channel(desk.now().await)),
        (ProposalKind::RoleChange, new_channel(desk.now().await)),
        (ProposalKind::Verification, new_channel(desk.now().await)),
        (ProposalKind::Offboarding, new_channel(desk.now().await)),
        (ProposalKind::Change, nobody),
    ] {
        let text = change(&desk, AMINA, kind, vec![entry]).await.write().unwrap();
        refused_by(&propose(&desk, AMINA, &text).await, "F14");
    }
    let empty = change(&desk, AMINA, ProposalKind::Change, Vec::new()).await.write().unwrap();
    refused_by(&propose(&desk, AMINA, &empty).await, "F14");
}
