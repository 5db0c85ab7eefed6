//! Changes of contacts in the books of these tests, signed with the keys of their people: one that waits, one that cools off, one that was
//! ended, one that lies.

use super::{
    book::{Book, now},
    directory::id,
    seed,
    signed::{self, secret},
};
use countersign::{
    domain::{
        Environment,
        contact::{
            Address, Attempt, AttemptResult, Channel, Entry, Matter, Method, ProposalKind, ProposalState, Severity, Topic,
        },
    },
    evidence::{
        contact_change::{ChangeText, ChangedEntry, Confirmation, ContactChange, entry_digest},
        digest::Digest,
        lines::Prose,
        moment::Moment,
        sshsig::{Namespace, SshSignature},
    },
    registry::{Word, book::ContactProposal},
    text::Untrusted,
};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// The number that is proposed for the administrator in Accra.
pub const NEW_NUMBER: &str = "+233555019999";
/// A way to ask that was there before.
pub const OLD: &str = "channel gha-2 mobile +2335550201";

/// The change that waits, by its place among those of the book.
pub const WAITS: u128 = 0x0199_0000_0000_7000_8000_0000_0000_0001;
/// The one that cools off.
pub const COOLS: u128 = 0x0199_0000_0000_7000_8000_0000_0000_0002;
/// The one that was ended.
pub const ENDED: u128 = 0x0199_0000_0000_7000_8000_0000_0000_0003;
/// The one whose signature is another's.
pub const FORGED: u128 = 0x0199_0000_0000_7000_8000_0000_0000_0004;

fn hours_ago(hours: i64) -> Timestamp {
    now() - SignedDuration::from_hours(hours)
}

/// Another number of somebody.
pub fn number(who: &str, number: &str, since: Timestamp) -> Entry {
    let address = Address::Mobile(number.parse().unwrap());
    Entry::Channel(Channel { owner: id(who), address, since, ended: None })
}

/// A change by this person.
pub fn change(of: u128, by: &str, at: Timestamp, book: &Book, entries: Vec<Entry>) -> ChangeText {
    let replaces = |entry: &Entry| book.people.directory.entries.get(&entry.key()).map(|record| entry_digest(&record.entry));
    let change = ContactChange {
        id: Uuid::from_u128(of),
        registry: "CHE01".parse().unwrap(),
        environment: Environment::Practice,
        kind: ProposalKind::Change,
        basis: "CB/2026/40".parse().unwrap(),
        method: Method::CallBack,
        through: Some(OLD.parse().unwrap()),
        entries: entries.into_iter().map(|entry| ChangedEntry { replaces: replaces(&entry), entry }).collect(),
        reason: Prose::new("a new telephone, ticket 4711").unwrap(),
        made: Moment::of(at),
        initiator: by.parse().unwrap(),
    };
    change.write().unwrap()
}

fn sign(by: &str, text: &str) -> Untrusted {
    Untrusted::new(SshSignature::sign(&secret(by), Namespace::Contact, text.as_bytes()).armored())
}

/// A change as the registry shows it.
pub fn proposed(text: &ChangeText, signed_by: &str, state: &str) -> ContactProposal {
    ContactProposal {
        id: text.change().id,
        text: Untrusted::new(text.as_str()),
        signature: sign(signed_by, text.as_str()),
        sha256: Digest::of(text.as_str()),
        state: Word::read(state.to_owned(), ProposalState::of_word),
        at: text.change().made.timestamp(),
        confirmation: None,
        counts_from: None,
    }
}

/// What another person said to a change.
pub fn confirmed(text: &ChangeText, by: &str) -> (Untrusted, Untrusted) {
    let change = text.change();
    let said = Confirmation {
        proposal: change.id,
        change_sha256: text.sha256(),
        registry: change.registry,
        environment: change.environment,
        method: Method::CallBack,
        through: Some(OLD.parse().unwrap()),
        evidence: Some("CB/2026/41".parse().unwrap()),
        reason: Prose::new("Akosua said yes").unwrap(),
        made: Moment::of(change.made.timestamp() + SignedDuration::from_hours(1)),
        person: by.parse().unwrap(),
    };
    let said = said.write().unwrap();
    (Untrusted::new(said.as_str()), sign(by, said.as_str()))
}

/// The Swiss book with its people's keys, and changes in every state.
pub fn book() -> Book {
    let mut book = seed::swiss();
    book.papers.guards = Some(signed::guards);
    let waits = change(WAITS, "amina.k", hours_ago(26), &book, vec![number("gha-1", NEW_NUMBER, hours_ago(26))]);
    let cools = change(COOLS, "luc.b", hours_ago(30), &book, vec![number("tha-2", "+66555888", hours_ago(30))]);
    let ended = change(ENDED, "luc.b", hours_ago(90), &book, vec![number("sgp-1", "+65555888", hours_ago(90))]);
    let forged = change(FORGED, "amina.k", hours_ago(2), &book, vec![number("vut-1", "+678555888", hours_ago(2))]);
    let cooling = ContactProposal {
        confirmation: Some(confirmed(&cools, "amina.k")),
        counts_from: Some("2026-11-26T11:00:00Z".parse().unwrap()),
        ..proposed(&cools, "luc.b", "confirmed")
    };
    book.people.proposals = vec![
        proposed(&ended, "luc.b", "cancelled"),
        cooling,
        proposed(&waits, "amina.k", "waiting"),
        proposed(&forged, "luc.b", "waiting"),
    ];
    for (who, result, days) in [("gha-1", AttemptResult::Answered, 41), ("gha-2", AttemptResult::NoAnswer, 3)] {
        let ended = hours_ago(24 * days);
        book.people.record(tested(who, result, ended), "a response test");
    }
    book
}

/// A response test that ended then, after two and a half minutes.
pub fn tested(who: &str, result: AttemptResult, ended: Timestamp) -> Attempt {
    let address = Address::Mobile("+2335550101".parse().unwrap());
    let (topic, severity, about) = (Topic::Operations, Severity::High, Matter::Test);
    let began = ended - SignedDuration::from_secs(150);
    Attempt { who: id(who), address, topic, severity, about, result, began, ended }
}
