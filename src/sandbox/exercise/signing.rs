//! How the practice people of an exercise sign: with keys that anybody can make, at two practice stations, under the same rules as everybody.
//! The same exercise has the same texts and signatures wherever it is played.
//! Must not know: the order of events.

use crate::{
    domain::{PersonId, StationId, transfer::TransferId},
    evidence::{
        digest::Digest,
        key::SecretKey,
        lines::Prose,
        moment::Moment,
        order::{OrderId, SourceDocument},
        sshsig::{Namespace, SshSignature},
        statement::{Checked, Display, RekeyField, Statement, StatementKind},
    },
    sandbox::{
        book,
        desk::Desk,
        fault::StoreProblem,
        guard::{self, practice_person_key, practice_station_key},
        orders::{self, Draft},
        problem::Refusal,
        receipts::Asked,
        session::SessionName,
    },
    wire::{
        admin::{Receipt, signed::SignedText},
        order::OrderAct,
    },
};
use jiff::Timestamp;
use std::num::NonZeroU64;

/// Where the first person sits, and the second.
const STATIONS: [&str; 2] = ["ONL-1", "ONL-2"];

/// The first person signs and submits an order.
///
/// # Errors
/// As for everybody.
pub(super) fn submit(desk: &Desk<'_>, asked: Asked, act: &OrderAct, id: TransferId) -> Result<Receipt, Refusal> {
    let [station, _] = STATIONS;
    let document = format!("Practice exercise {id}");
    let draft = Draft {
        id: order_id(desk.now, &document)?,
        login: asked.person,
        initiator: person(asked)?,
        station: station_id(station)?,
        source: SourceDocument::new("practice-exercise.txt", Digest::of(&document))
            .map_err(|_| StoreProblem::Row("a document"))?,
    };
    let text = orders::written(desk, act, draft)?;
    let signed = signed(asked, station, Namespace::Initiate, text.as_str());
    orders::submit_signed_numbered(desk, (asked, &session(station)), &signed, id)
}

/// The second person signs an approval: everything typed again, the document compared, as the policy asks. It has the number `first` or,
/// in an exercise in which they have spoken before, the next one.
///
/// # Errors
/// As for everybody.
pub(super) fn approve(desk: &Desk<'_>, asked: Asked, id: TransferId, first: u64) -> Result<Receipt, Refusal> {
    let [_, station] = STATIONS;
    let id = id.to_string();
    let unwritten = || StoreProblem::Row("a statement");
    let text = book::order_text(desk.book, &id)?.ok_or_else(|| Refusal::missing("signed order"))?;
    let force = guard::in_force(desk.book)?;
    let person = person(asked)?;
    let seq = book::last_statement_of(desk.book, person.as_str())?.saturating_add(1).max(first);
    let policy = force.policy.policy();
    let end = desk.now.saturating_add(jiff::SignedDuration::from_hours(policy.life_online.into())).unwrap_or(Timestamp::MAX);
    let statement = Statement {
        order_sha256: text.sha256.parse().map_err(|_| unwritten())?,
        kind: StatementKind::Approve,
        person,
        station: station_id(station)?,
        roster: force.roster.edition(),
        policy: force.policy.edition(),
        checked: Checked { rekeyed: RekeyField::ALL.iter().map(|(field, _)| *field).collect(), own_copy: true },
        display: Display { columns: 120, rows: 40 },
        reason: Prose::new("Practice: compared with the exercise").map_err(|_| unwritten())?,
        made: Moment::of(desk.now),
        not_after: Moment::of(end),
        seq: NonZeroU64::new(seq).ok_or_else(unwritten)?,
    };
    let text = statement.write().map_err(|_| unwritten())?;
    let signed = signed(asked, station, Namespace::Approve, text.as_str());
    orders::state(desk, asked, &session(station), &id, &signed)
}

fn signed(asked: Asked, station: &str, namespace: Namespace, text: &str) -> SignedText {
    let sign = |key: SecretKey, namespace| SshSignature::sign(&key, namespace, text.as_bytes()).armored();
    SignedText {
        text: text.to_owned(),
        signature: sign(practice_person_key(asked.person.person), namespace),
        station_signature: sign(practice_station_key(station), Namespace::Station),
    }
}

fn person(asked: Asked) -> Result<PersonId, StoreProblem> {
    asked.person.person.parse().map_err(|_| StoreProblem::Row("a person"))
}

fn station_id(station: &str) -> Result<StationId, StoreProblem> {
    station.parse().map_err(|_| StoreProblem::Row("a station"))
}

/// Nobody signs in for an exercise; the names say so.
fn session(station: &str) -> SessionName {
    SessionName(format!("exercise at {station}").into())
}

/// An id of version 7 that grows from the time and what it is for.
fn order_id(now: Timestamp, what: &str) -> Result<OrderId, StoreProblem> {
    let unwritten = || StoreProblem::Row("an order's id");
    let random = Digest::of(what).octets().first_chunk::<10>().copied().ok_or_else(unwritten)?;
    let millis = u64::try_from(now.as_millisecond()).map_err(|_| unwritten())?;
    OrderId::new(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()).map_err(|_| unwritten())
}
