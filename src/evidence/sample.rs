//! A small registry for tests: its people with their keys, its stations, a roster, a policy, an order.
//! Secret keys grow from names; whoever reads this has them all.
//! Must not know: what is tested.

mod people;
mod policy;

pub use people::secret;

use super::{
    order::OrderText,
    policy::PolicyText,
    roster::RosterText,
    signed::{Signed, Sitting, Taken},
    sshsig::{Namespace, SshSignature},
    statement::{Statement, StatementKind, StatementText},
};
use crate::evidence::{self, digest::Digest};
use jiff::Timestamp;
use people::{Rows, YEAR, person};
use policy::policy_text;

/// Thursday, ten o'clock in Zurich.
pub const NOW: &str = "2026-11-26T09:00:00Z";
/// When the order was written.
const WRITTEN: &str = "2026-11-26T08:00:00Z";

/// Whose keys there are. `amina.k/2` is Amina's second one.
pub const KEYS: [&str; 11] =
    ["amina.k", "amina.k/2", "esi.o", "ines.r", "jonas.h", "kofi.d", "luc.b", "nadia.t", "old.o", "rita.r", "tomas.w"];

/// Their stations.
pub const STATIONS: [&str; 3] = ["OFF-1", "ONL-1", "ONL-2"];

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// The rows of the roster's persons: two hold both roles, one has left, one stands in for Amina.
fn persons() -> Vec<String> {
    [
        ("amina.k", "initiator,approver", "Amina Kessie"),
        ("esi.o", "approver", "Esi Owusu"),
        ("ines.r", "security-officer", "Inès Rochat"),
        ("jonas.h", "initiator", "Jonas Huber"),
        ("kofi.d", "support", "Kofi Danso"),
        ("luc.b", "initiator,approver", "Luc Bernasconi"),
        ("nadia.t", "auditor", "Nadia Tembo"),
        ("old.o", "approver", "Otto Alt"),
        ("rita.r", "releaser", "Rita Roos"),
        ("tomas.w", "security-officer", "Tomas Widmer"),
    ]
    .map(|(id, roles, name)| {
        let row = person(id, roles, name);
        if id == "old.o" { row.replace("2027-01-01", "2026-06-01") } else { row }
    })
    .to_vec()
}

/// The roster's text.
pub fn roster_text() -> String {
    let logins = [
        ("amina.k", "amina.k"),
        ("amina.k2", "amina.k"),
        ("esi.o", "esi.o"),
        ("jonas.h", "jonas.h"),
        ("kofi.d", "kofi.d"),
        ("luc.b", "luc.b"),
        ("old.o", "old.o"),
        ("rita.r", "rita.r"),
    ];
    Rows {
        persons: persons(),
        deputies: vec![format!("kofi.d amina.k approver {YEAR}")],
        keys: KEYS.to_vec(),
        stations: STATIONS.to_vec(),
        logins: logins.map(|(login, person)| format!("{login} {person}")).to_vec(),
    }
    .text()
}

pub fn roster() -> RosterText {
    RosterText::parse(roster_text().as_bytes()).unwrap()
}

/// The policy's text: one approval, from 10 000 on a first transfer two and more.
pub const POLICY: &str = policy_text! {
    holidays: "holiday-count: 2\nholiday-1: 2026-12-25\nholiday-2: 2027-01-01\n",
    window: "08:00-18:00",
    outside: "one-more-approval",
    bands: "\
band-count: 3
band-1: any from=0 approvals=1 rekey=none own-copy=no release=no call=no cooling-off=none
band-2: any from=1000 approvals=1 rekey=quantity,acquiring-account,units own-copy=yes release=no call=no cooling-off=none
band-3: first-transfer from=100000 approvals=2 rekey=acquiring-registry own-copy=no release=yes call=yes cooling-off=next-working-day-noon
",
};

pub fn policy() -> PolicyText {
    PolicyText::parse(POLICY.as_bytes()).unwrap()
}

/// The text of an order of Amina's at ONL-2 that moves so many ITMOs, written at a time.
pub fn order_text(quantity: u64, written: Timestamp) -> String {
    let millis = u64::try_from(written.as_millisecond()).unwrap();
    let id = uuid::Builder::from_unix_timestamp_millis(millis, &[7; 10]).into_uuid();
    let words = crate::text::words::words(quantity);
    let (roster, policy) = (roster().edition(), policy().edition());
    let end = written + jiff::SignedDuration::from_hours(72);
    let (last, from, to) = (120_000 + quantity, written.strftime("%Y-%m-%dT%H:%M:%SZ"), end.strftime("%Y-%m-%dT%H:%M:%SZ"));
    let digest = Digest::of("abc");
    format!(
        "itmo-order/v1\norder-id: {id}\nsupersedes: none\naction: first-transfer\nregistry: CHE01\nenvironment: practice\n\
         transferring-party: CHE\ntransferring-account: CHE01-100-2071\nacquiring-party: GHA\nacquiring-registry: GHA01\n\
         acquiring-account: GHA01-100-0045\ncooperative-approach: CA0007\nunits-count: 1\n\
         units-1: CA0007-CHE01-CHE-120001-{last}-2023\nquantity: {quantity}\nquantity-words: {words}\nmetric: GHG\n\
         authorization: AUTH-2025-0031\ncalendar-year: none\npurpose: none\ncorrects: none\n\
         source-document: LOA-2025-118.pdf sha256:{digest}\nreason: TICKET-4471 delivery\nwire-profile: countersign-admin/v1\n\
         wire-sha256: {digest}\npolicy: {policy}\nroster: {roster}\nnot-before: {from}\nnot-after: {to}\n\
         initiator: person:amina.k station:ONL-2\n"
    )
}

/// An order of Amina's, written an hour ago and signed.
pub fn order(quantity: u64) -> Signed<OrderText> {
    order_at(quantity, at(WRITTEN))
}

/// An order of Amina's, written at a time and signed.
pub fn order_at(quantity: u64, written: Timestamp) -> Signed<OrderText> {
    sign_order(&order_text(quantity, written), "amina.k", "ONL-2")
}

/// An order's text signed with a key and by a station.
pub fn sign_order(text: &str, key: &str, station: &str) -> Signed<OrderText> {
    let text = OrderText::parse(text.as_bytes()).unwrap();
    let person = SshSignature::sign(&secret(key), Namespace::Initiate, text.as_str().as_bytes());
    let station = SshSignature::sign(&secret(station), Namespace::Station, text.as_str().as_bytes());
    Signed { text, person, station, taken: None }
}

/// A statement of a person at a station about an order, with everything compared.
pub fn statement(order: &Signed<OrderText>, kind: StatementKind, person: &str, station: &str, seq: u64) -> Statement {
    let checked = "quantity=rekeyed acquiring-registry=rekeyed acquiring-account=rekeyed units=rekeyed source-document=own-copy";
    Statement {
        order_sha256: order.text.sha256(),
        kind,
        person: person.parse().unwrap(),
        station: station.parse().unwrap(),
        roster: roster().edition(),
        policy: policy().edition(),
        checked: checked.parse().unwrap(),
        display: crate::evidence::statement::Display { columns: 120, rows: 40 },
        reason: "matches LOA-2025-118 page 2".parse().unwrap(),
        made: "2026-11-26T08:30:00Z".parse().unwrap(),
        not_after: "2026-11-29T08:30:00Z".parse().unwrap(),
        seq: seq.try_into().unwrap(),
    }
}

/// The namespace a kind of statement belongs in.
fn namespace(kind: StatementKind) -> Namespace {
    match kind {
        StatementKind::Approve | StatementKind::WithdrawApproval => Namespace::Approve,
        StatementKind::Reject | StatementKind::Stop => Namespace::Reject,
        StatementKind::Withdraw => Namespace::Withdraw,
        StatementKind::Release => Namespace::Release,
    }
}

/// A statement signed with a key and by its station.
pub fn sign(statement: &Statement, key: &str) -> Signed<StatementText> {
    sign_in(statement, key, namespace(statement.kind), statement.station.as_str())
}

/// A statement signed with a key in a namespace, and by a station.
pub fn sign_in(statement: &Statement, key: &str, namespace: Namespace, station: &str) -> Signed<StatementText> {
    let text = statement.write().unwrap();
    let person = SshSignature::sign(&secret(key), namespace, text.as_str().as_bytes());
    let station = SshSignature::sign(&secret(station), Namespace::Station, text.as_str().as_bytes());
    Signed { text, person, station, taken: None }
}

/// A statement of a person, signed as it should be.
pub fn said(order: &Signed<OrderText>, kind: StatementKind, person: &str, station: &str, seq: u64) -> Signed<StatementText> {
    sign(&statement(order, kind, person, station, seq), person)
}

/// What a registry saw that took a text in.
pub fn taken(login: &str, session: &str, host: Option<&str>, when: &str) -> Taken {
    let sitting = Sitting { login: login.into(), session: session.into(), host: host.map(Into::into) };
    Taken { at: at(when), sitting }
}
