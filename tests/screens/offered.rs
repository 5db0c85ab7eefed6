//! A transfer that GHA01 proposes, with everything it rests on: the order that Amina signed over there, Luc's approval, the roster and the
//! policy of that registry, pinned here. And what a hostile registry makes of it.

use super::{
    book::{Book, now},
    desk::{Desk, Setting},
    seed,
    signed::{guards, order, secret},
};
use countersign::{
    app::Signer,
    domain::transfer::{MessageKind, Picks, TransferId},
    evidence::{
        digest::Digest,
        moment::Moment,
        order::{Body, Destination, OrderText},
        policy::PolicyText,
        roster::RosterText,
        sshsig::{Namespace, SshSignature},
        statement::{Checked, Display, Statement, StatementKind},
    },
    registry::{
        Word,
        book::{Guarded, GuardedVersion},
        traffic::{AllowedAct, MessageId, Permission, RungKind, TransferAct, Way},
    },
    wire::{
        BigNumber,
        admin::signed::{GuardedText, SignedText},
        comm::{Evidence, Message, Party, Proposal, Says},
        convert::order_text,
        ledger::Block,
    },
};
use jiff::{SignedDuration, Timestamp};

/// The transfer. It waits for people in the Swiss book.
pub const OFFERED: &str = "GHA01-2026-004131";
/// Where it comes from and goes to.
pub const FROM: &str = "GHA01-100-9077";
pub const TO: &str = "CHE01-100-2010";

/// What a hostile registry does to its proposal.
pub type Forgery = fn(&mut Proposal);

/// So many minutes ago.
fn ago(minutes: i64) -> Timestamp {
    now().checked_sub(SignedDuration::from_mins(minutes)).unwrap()
}

/// The first version of a text of GHA01, signed by its officers.
fn guarded(what: Guarded) -> GuardedText {
    let ours = guards(what, GuardedVersion::InForce).unwrap();
    let text = ours.text.octets().replace("registry: CHE01", "registry: GHA01");
    let purpose = if what == Guarded::Roster { Namespace::Roster } else { Namespace::Policy };
    let sign = |officer: &str| SshSignature::sign(&secret(officer), purpose, text.as_bytes()).armored();
    GuardedText {
        version: 1,
        sha256: Digest::of(&text).to_string(),
        signatures: vec![sign("ines.r"), sign("tomas.w")],
        since: None,
        revocations: Vec::new(),
        text,
    }
}

/// The order over there: so many ITMOs of GHA01, to CHE01.
fn ordered(quantity: u64) -> OrderText {
    let mut text = order(quantity).order().clone();
    text.registry = "GHA01".parse().unwrap();
    (text.roster, text.policy) = editions();
    let Body::Movement(moved) = &mut text.body else { panic!("a transfer") };
    (moved.transferring_party, moved.acquiring_party) = ("GHA".parse().unwrap(), "CHE".parse().unwrap());
    (moved.transferring_account, moved.acquiring_account) = (FROM.parse().unwrap(), TO.parse().unwrap());
    moved.to = Destination::FirstTransfer("CHE01".parse().unwrap());
    order_text::bound(text).unwrap()
}

fn editions() -> (countersign::evidence::edition::Edition, countersign::evidence::edition::Edition) {
    let (roster, policy) = (guarded(Guarded::Roster), guarded(Guarded::Policy));
    let roster = RosterText::parse(roster.text.as_bytes()).unwrap().edition();
    (roster, PolicyText::parse(policy.text.as_bytes()).unwrap().edition())
}

fn signed(text: &str, (person, purpose): (&str, Namespace), station: &str) -> SignedText {
    let sign = |name: &str, purpose| SshSignature::sign(&secret(name), purpose, text.as_bytes()).armored();
    SignedText { text: text.to_owned(), signature: sign(person, purpose), station_signature: sign(station, Namespace::Station) }
}

/// Luc's approval over there.
fn approval(order: &OrderText) -> SignedText {
    let statement = Statement {
        order_sha256: order.sha256(),
        kind: StatementKind::Approve,
        person: "luc.b".parse().unwrap(),
        station: "ONL-1".parse().unwrap(),
        roster: order.order().roster,
        policy: order.order().policy,
        checked: "quantity=rekeyed acquiring-account=rekeyed units=rekeyed source-document=own-copy".parse::<Checked>().unwrap(),
        display: Display { columns: 120, rows: 40 },
        reason: "as agreed".parse().unwrap(),
        made: Moment::of(ago(40)),
        not_after: order.order().not_after,
        seq: 7.try_into().unwrap(),
    };
    signed(statement.write().unwrap().as_str(), ("luc.b", Namespace::Approve), "ONL-1")
}

fn proposal(quantity: u64) -> Proposal {
    let order = ordered(quantity);
    let Body::Movement(moved) = &order.order().body else { panic!("a transfer") };
    let block = |run: &countersign::domain::BlockRange| Block {
        first: run.first_id().to_string(),
        last: run.last_id().to_string(),
        authorization: "AUTH-2025-0031".to_owned(),
        version: 1,
        non_ghg: String::new(),
        underlying: "none".to_owned(),
        first_transferred: None,
    };
    let end = |registry: &str, account: &str| Party { registry: registry.to_owned(), account: account.to_owned(), holder: None };
    Proposal {
        action: "First transfer".to_owned(),
        subtype: String::new(),
        from: end("GHA01", FROM),
        to: end("CHE01", TO),
        blocks: moved.units.runs().iter().map(block).collect(),
        quantity: BigNumber(quantity),
        authorizations: Vec::new(),
        approvals: Vec::new(),
        corrects: None,
        reason: order.order().reason.as_str().to_owned(),
        accept_by: ago(-23 * 60),
        nomenclature: "2026-02-17".parse().unwrap(),
        evidence: Some(Box::new(Evidence {
            statements: vec![approval(&order)],
            order: signed(order.as_str(), ("amina.k", Namespace::Initiate), "ONL-2"),
            rosters: vec![guarded(Guarded::Roster)],
            policies: vec![guarded(Guarded::Policy)],
        })),
    }
}

/// The Swiss book with that transfer of so many ITMOs in it, as it was forged.
pub fn book(quantity: u64, forge: Forgery) -> Book {
    let mut book = seed::swiss();
    book.papers.guards = Some(guards);
    let id: TransferId = OFFERED.parse().unwrap();
    let mut proposal = proposal(quantity);
    forge(&mut proposal);
    let message = Message {
        id: uuid::Uuid::from_u128(7),
        transfer: OFFERED.to_owned(),
        sequence: 1,
        from: "GHA01".to_owned(),
        to: "CHE01".to_owned(),
        environment: "practice".to_owned(),
        created: ago(30),
        previous: Digest::default().to_string(),
        says: Says::Proposal(Box::new(proposal)),
    };
    let octets = serde_json::to_vec(&message).unwrap();
    let transfer = book.traffic.transfers.iter_mut().find(|row| row.summary.id == id).unwrap();
    let order = ordered(quantity);
    let Body::Movement(moved) = &order.order().body else { panic!("a transfer") };
    transfer.picks = Picks::new(moved.units.runs().to_vec()).unwrap();
    transfer.summary.quantity = transfer.picks.quantity();
    transfer.summary.kinds = transfer.picks.kinds();
    transfer.summary.from.account = FROM.parse().unwrap();
    transfer.summary.to.account = TO.parse().unwrap();
    let is_proposal = |kind: &Word<RungKind>, way| kind.is(&RungKind::Said(MessageKind::Proposal)) && way == Way::Received;
    let rung = transfer.messages.iter_mut().find(|rung| rung.verdict.is_good() && is_proposal(&rung.kind, rung.way)).unwrap();
    (rung.digest, rung.at) = (Digest::of(&octets), ago(30));
    let at: MessageId = rung.message;
    let kept = book.traffic.messages.iter_mut().find(|message| message.summary.id == at).unwrap();
    (kept.summary.digest, kept.summary.at, kept.octets) = (Digest::of(&octets), ago(30), octets);
    let peer = book.traffic.peers.iter_mut().find(|peer| peer.summary.registry.to_string() == "GHA01").unwrap();
    let (roster, policy) = editions();
    (peer.pinned.rosters, peer.pinned.policies) = (vec![roster], vec![policy]);
    book
}

/// The octets of its proposal.
pub fn proposed(book: &Book) -> Vec<u8> {
    let transfer = book.traffic.transfers.iter().find(|row| row.summary.id.to_string() == OFFERED).unwrap();
    let at = transfer.proposal().unwrap().message;
    book.traffic.messages.iter().find(|message| message.summary.id == at).unwrap().octets.clone()
}

/// The same book in which the registry allows another act on that transfer, and no other.
pub fn allowing(act: TransferAct) -> Book {
    let mut book = book(12_500, |_| ());
    let transfer = book.traffic.transfers.iter_mut().find(|row| row.summary.id.to_string() == OFFERED).unwrap();
    transfer.allowed = vec![AllowedAct { act: Word::Known(act), persons: 2, permission: Permission::Allowed }];
    book
}

/// The desk of somebody at a station before such a book.
pub fn desk(book: Book, (person, station): (&str, &str), size: (u16, u16)) -> Desk {
    let signer = Signer { person: person.parse().unwrap(), station: station.parse().unwrap() };
    let books = vec![book, seed::ghana(), seed::empty()];
    Desk::with(Setting { books, size, signer: Some(signer), ..Setting::default() })
}

/// The page of that transfer.
pub fn page(book: Book, size: (u16, u16)) -> Desk {
    let mut desk = desk(book, ("amina.k", "ONL-2"), size);
    open(&mut desk, "transfer", OFFERED);
    desk
}

/// Opens a page by its kind and id.
pub fn open(desk: &mut Desk, kind: &str, id: &str) {
    desk.press(":");
    desk.type_text(&format!("{kind} {id}"));
    desk.press("enter");
}

/// The form of the acceptance, filled in but for its end.
pub fn filled(size: (u16, u16)) -> Desk {
    filled_of(12_500, size)
}

/// The same of a transfer of so many.
pub fn filled_of(quantity: u64, size: (u16, u16)) -> Desk {
    let mut desk = page(book(quantity, |_| ()), size);
    desk.press("x y");
    desk.type_text("/papers/LOA-2026-118.pdf");
    desk.press("tab");
    desk.type_text("TICKET-5120 expected delivery");
    desk
}
