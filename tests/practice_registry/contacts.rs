//! The console's boundary against the practice registry: the directory as it is, a change from review to confirmation, an attempt.

use crate::{
    client::{Client, options},
    signing::{Seat, done, new_key, read},
};
use countersign::{
    domain::{
        Environment,
        contact::{
            Absence, AssignmentState, Attempt, AttemptResult, Entry, EntryKey, Matter, Method, ProposalKind, ProposalState,
            Severity, Term, Topic, route,
        },
    },
    evidence::{
        contact_change::{ChangeText, ChangedEntry, Confirmation, ConfirmationText, ContactChange},
        lines::Prose,
        moment::Moment,
    },
    registry::{Deed, Read, Registry, Reply, Review, Unsigned, book::Contacts},
};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

async fn contacts(seat: &Seat) -> Contacts {
    match seat.registry.read(Read::Contacts).await.unwrap() {
        Reply::Contacts(contacts) => *contacts,
        other => panic!("{other:?}"),
    }
}

/// A change, read whole by who proposes it.
fn proposed(text: &ChangeText) -> Unsigned {
    Unsigned::Contact(read(Review::of_own_change((text, true), SignedDuration::ZERO)))
}

/// A confirmation, read whole by somebody who has read the change it is about.
fn confirmed(text: &ConfirmationText, of: &ChangeText) -> Unsigned {
    let change = read(Review::of_change(of.clone(), SignedDuration::ZERO));
    Unsigned::Contact(read(Review::of_change_confirmation(text, Some(&change)).unwrap()))
}

#[tokio::test]
async fn the_directory_comes_whole_and_leads_a_call() {
    let client = Client::of(options()).await;
    let sofia = Seat::at(&client, "sofia.m", "sofia-marques", "ONL-3");
    let there = contacts(&sofia).await;
    assert!(there.unread.is_empty(), "{:?}", there.unread);
    assert_eq!(there.directory.organisations().count(), 12);
    let route = route(&there.directory, "GHA01".parse().unwrap(), Topic::Operations.into(), Severity::High, there.as_of);
    assert!(route.first().is_some(), "somebody in Accra answers at any hour");
    let hostile = &there.directory.card(&"mar-1".parse().unwrap()).unwrap().0.name;
    assert!(hostile.octets().contains('\u{202E}'), "a hostile name comes as it is, for the gate");
}

#[tokio::test]
async fn a_change_is_proposed_and_confirmed_through_the_boundary() {
    let client = Client::of(options()).await;
    let amina = Seat::at(&client, "amina.k", "amina-kessie", "ONL-1");
    let luc = Seat::at(&client, "luc.b", "luc-bernasconi", "ONL-2");
    let now = Moment::of(Timestamp::now()).timestamp();
    let term = Term::new(now, now + SignedDuration::from_hours(48)).unwrap();
    let absence = Absence { who: "gha-1".parse().unwrap(), term, deputy: Some("gha-2".parse().unwrap()) };
    let change = ContactChange {
        id: Uuid::now_v7(),
        registry: "CHE01".parse().unwrap(),
        environment: Environment::Practice,
        kind: ProposalKind::Change,
        basis: "CB/2026/41".parse().unwrap(),
        method: Method::SignedMessage,
        through: None,
        entries: vec![ChangedEntry { entry: Entry::Absence(absence), replaces: None }],
        reason: Prose::new("on leave").unwrap(),
        made: Moment::of(now),
        initiator: "amina-kessie".parse().unwrap(),
    };
    let text = change.write().unwrap();
    let receipt = done(amina.send(proposed(&text), new_key()).await);
    assert_eq!(receipt.subject.octets(), change.id.to_string());

    let waits = contacts(&luc).await.proposals.into_iter().find(|proposal| proposal.id == change.id).unwrap();
    assert!(waits.waits());
    let there = ChangeText::parse(waits.text.octets().as_bytes()).unwrap();
    assert_eq!(there, text, "what comes back is what was signed");
    let confirmation = Confirmation {
        proposal: change.id,
        change_sha256: there.sha256(),
        registry: "CHE01".parse().unwrap(),
        environment: Environment::Practice,
        method: Method::CallBack,
        through: None,
        evidence: Some("CB/2026/42".parse().unwrap()),
        reason: Prose::new("said so on the telephone").unwrap(),
        made: Moment::of(Timestamp::now()),
        person: "luc-bernasconi".parse().unwrap(),
    };
    let said = confirmation.write().unwrap();
    assert!(Review::of_change_confirmation(&said, None).is_err(), "F05: nobody confirms what they have not read");
    done(luc.send(confirmed(&said, &there), new_key()).await);
    let there = contacts(&luc).await;
    let decided = there.proposals.iter().find(|proposal| proposal.id == change.id).unwrap();
    assert!(decided.state.is(&ProposalState::Confirmed));
    let record = &there.directory.entries[&EntryKey::Absence("gha-1".parse().unwrap(), now)];
    assert_eq!(record.standing.verified.as_ref().unwrap().evidence, Some("CB/2026/42".parse().unwrap()));
}

#[tokio::test]
async fn one_person_suspends_records_and_reads_what_was_tried() {
    let client = Client::of(options()).await;
    let sofia = Seat::at(&client, "sofia.m", "sofia-marques", "ONL-3");
    done(sofia.alone(Deed::SuspendContact("tha-3".parse().unwrap())).await);
    let now = Timestamp::now();
    let directory = contacts(&sofia).await.directory;
    let mut roles = directory.assignments().map(|(role, _)| role).filter(|role| role.who.as_str() == "tha-3").peekable();
    assert!(roles.peek().is_some(), "what they held is still seen");
    assert!(roles.all(|role| role.state == AssignmentState::Suspended && !role.is_in_force(now)), "F15: at once");
    let about = Matter::Registry("GHA01".parse().unwrap());
    let attempt = Attempt {
        who: "gha-desk".parse().unwrap(),
        address: countersign::domain::contact::Address::Duty("+2335550901".parse().unwrap()),
        topic: Topic::Operations,
        severity: Severity::High,
        about: about.clone(),
        result: AttemptResult::NoAnswer,
        began: now - SignedDuration::from_secs(30),
        ended: now,
    };
    done(sofia.alone(Deed::RecordAttempt(Box::new(attempt.clone()))).await);
    for (asked, count) in [(Some(about), 1), (None, 1), (Some(Matter::Test), 0)] {
        let Ok(Reply::ContactAttempts(told)) = sofia.registry.read(Read::ContactAttempts(asked)).await else { panic!() };
        assert_eq!(told.len(), count);
        assert!(told.iter().all(|one| one.attempt == attempt && one.reason.octets() == "suspected"));
    }
    let never = sofia.alone(Deed::CancelContactChange(Uuid::now_v7())).await.unwrap_err();
    assert!(never.said.is_some(), "{never:?}");
}
