//! Whom to call at a peer: what it publishes of itself and nothing else, and what becomes of an answer that is not what it should be.

use super::{
    pair::{Fate, Pair, Who},
    seeds::{GHANA, SWITZERLAND, registry},
};
use crate::{
    domain::contact::{Act, Address, CardId, Change, Channel, Entry, EntryKey, Record, Standing, Tlp},
    sandbox::{
        comm::{self, sign},
        contacts, seed,
    },
    wire::{comm::Contacts, convert},
};
use jiff::SignedDuration;

/// A pair whose CHE01 has the directory of the practice world, with a new number of its own in its delay and one that nobody verified.
fn pair() -> Pair {
    let pair = Pair::new(true);
    let (book, now) = (&pair.q.book, pair.now);
    seed::contacts::write(book, "CHE01".parse().unwrap(), now).unwrap();
    let channel = |number: &str| {
        let address = Address::Mobile(number.parse().unwrap());
        Channel { owner: "che-1".parse().unwrap(), address, since: now, ended: None }
    };
    let (held, unverified) = (channel("+41555019999"), channel("+41555018888"));
    let known = EntryKey::Card("che-1".parse().unwrap());
    let standing = seeded(&pair, &known).standing;
    contacts::enter(book, &Record { entry: Entry::Channel(held.clone()), standing: standing.clone() }).unwrap();
    let nobody = Standing { verified: None, ..standing };
    contacts::enter(book, &Record { entry: Entry::Channel(unverified), standing: nobody }).unwrap();
    let change = Change {
        at: now,
        key: held.key(),
        act: Act::Add,
        requested_by: "amina-kessie".parse().unwrap(),
        confirmed_by: Some("luc-bernasconi".parse().unwrap()),
        basis: "CB/2026/31".parse().unwrap(),
        counts_from: now + SignedDuration::from_hours(96),
        cancelled: None,
    };
    contacts::put_change(book, &change, None).unwrap();
    pair
}

fn seeded(pair: &Pair, key: &EntryKey) -> Record {
    let all = contacts::contacts(&pair.q.book, pair.now).unwrap().records;
    let read = all.into_iter().map(|record| convert::contact::record(record, &convert::Place::ROOT).unwrap());
    read.into_iter().find(|record| record.entry.key() == *key).unwrap()
}

fn ask(pair: &Pair) -> comm::Outgoing {
    pair.act(Who::I, |desk| comm::ask_contacts(desk, registry(SWITZERLAND))).unwrap();
    pair.due(Who::I).into_iter().find(|sent| sent.request.path == "/comm/v1/contacts").unwrap()
}

fn heard(pair: &Pair) -> Option<crate::wire::admin::contacts::HeardContacts> {
    contacts::heard(&pair.i.book, registry(SWITZERLAND)).unwrap()
}

/// How many entries of what was heard are about a card.
fn about(pair: &Pair, card: &CardId) -> usize {
    let records = heard(pair).unwrap().records.into_iter();
    let read = records.map(|record| convert::contact::record(record, &convert::Place::ROOT).unwrap());
    read.filter(|record| record.entry.key().card() == Some(card)).count()
}

#[test]
fn a_registry_publishes_its_own_people_who_are_verified_and_count() {
    let pair = pair();
    let sent = ask(&pair);
    let told: Contacts = serde_json::from_slice(&pair.receive(Who::Q, &sent.request).body).unwrap();
    assert_eq!((told.registry.as_str(), told.label.as_str(), told.at), (SWITZERLAND, Tlp::Amber.word(), pair.now));
    let text = serde_json::to_string(&told).unwrap();
    assert!(text.contains("che-1") && text.contains("+4155501"), "its own people: {text}");
    for other in ["gha-", "swe-", "xir-"] {
        assert!(!text.contains(&format!("\"{other}")), "nobody of {other}");
    }
    assert!(!text.contains("+41555019999"), "not what is in its delay");
    assert!(!text.contains("+41555018888"), "not what nobody verified");
    assert!(told.records.iter().all(|record| record.verified.is_some()));
}

#[test]
fn what_a_peer_said_stands_beside_the_directory_and_changes_nothing() {
    let mut pair = pair();
    assert_eq!(heard(&pair), None);
    let sent = ask(&pair);
    let entries = pair.entries(Who::I);
    pair.send(Who::I, &sent, Fate::Good);
    let said = heard(&pair).unwrap();
    assert_eq!((said.registry.as_str(), said.heard), (SWITZERLAND, pair.now));
    assert!(said.key.starts_with(SWITZERLAND), "by its own key: {}", said.key);
    assert!(contacts::contacts(&pair.i.book, pair.now).unwrap().records.is_empty(), "nothing of it is in the directory");
    assert_eq!((pair.entries(Who::I), pair.outbox(Who::I).len()), (entries + 1, 0), "that it was heard, and nothing else");
    assert!(pair.incidents(Who::I).is_empty());
    // A newer answer takes the place of the older one.
    pair.wait(60);
    let sent = ask(&pair);
    pair.send(Who::I, &sent, Fate::Good);
    assert_eq!(heard(&pair).unwrap().heard, pair.now);
    // Who is erased here goes from it, and does not come back with the next answer.
    let card = "che-1".parse().unwrap();
    assert!(about(&pair, &card) > 3, "the card, its roles and its channels");
    contacts::forget(&pair.i.book, &card).unwrap();
    assert_eq!(about(&pair, &card), 0);
    pair.i.book.execute("INSERT INTO contact_erased VALUES ('che-1')", []).unwrap();
    let sent = ask(&pair);
    pair.send(Who::I, &sent, Fate::Good);
    assert_eq!(about(&pair, &card), 0);
}

#[test]
fn an_answer_that_is_not_what_it_should_be_is_not_kept() {
    type Change = fn(&mut Contacts);
    let changes: [(Change, &str); 3] = [
        (|told| told.registry = GHANA.to_owned(), "another registry's people"),
        (|told| told.label = "TLP:PINK".to_owned(), "a label nobody knows"),
        (|told| told.records[0].verified.as_mut().unwrap().by.clear(), "verified by nobody"),
    ];
    for (change, what) in changes {
        let pair = pair();
        let sent = ask(&pair);
        let mut told: Contacts = serde_json::from_slice(&pair.receive(Who::Q, &sent.request).body).unwrap();
        change(&mut told);
        let body = serde_json::to_vec(&told).unwrap();
        let reply = sign::answer(&pair.q.desk(pair.now), &sent.request, (200, sign::JSON), body).unwrap().what;
        pair.answered(Who::I, &sent, Ok(reply));
        assert_eq!(heard(&pair), None, "{what}");
        assert_eq!(pair.verdicts(Who::I), ["not-understood"], "{what}");
    }
    // Another octet under the old signature is forged, and kept aside.
    let pair = pair();
    let sent = ask(&pair);
    let mut reply = pair.receive(Who::Q, &sent.request);
    let text = String::from_utf8(reply.body).unwrap();
    reply.body = text.replacen("+41", "+40", 1).into_bytes();
    pair.answered(Who::I, &sent, Ok(reply));
    assert_eq!(heard(&pair), None);
    assert_eq!(pair.incidents(Who::I).len(), 1, "{:?}", pair.incidents(Who::I));
}
