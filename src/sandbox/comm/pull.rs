//! What a peer may ask: how a transfer stands, a message of it, whether we are there, what we can do, what we hold, what an ITMO went through, whom to call.
//! Every answer is signed and bound to its question. Nothing asked here changes the book.
//! Must not know: messages that act.

use super::{
    CommProblem, Reply, Request, archive,
    receive::envelope::Place,
    refuse::{Refused, Stop},
    sign, status,
};
use crate::{
    domain::{ItmoId, RegistryId, contact::Tlp, transfer::TransferId},
    sandbox::{book, contacts, desk::Desk, fault::StoreProblem, people},
    wire::{
        BigNumber,
        comm::{self as wire, Capabilities, Contacts, Event, History, Holdings, Key, Pong, Shown, Total},
        convert,
    },
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use jiff::Timestamp;
use rusqlite::params;
use serde::Serialize;

/// The most rows of an answer.
const MOST: u32 = 10_000;

/// Answers a question.
pub fn answer(desk: &Desk<'_>, request: &Request, peer: RegistryId, place: &Place) -> Result<Reply, Stop> {
    match place {
        Place::Status(transfer) => say(desk, request, &status::standing(desk, peer, transfer)?),
        Place::Message(transfer, sequence) => say(desk, request, &shown(desk, peer, transfer, *sequence)?),
        Place::Ping => say(desk, request, &Pong { registry: desk.me.registry.to_string(), clock: desk.time() }),
        Place::Capabilities => say(desk, request, &capabilities(desk)),
        Place::Holdings => say(desk, request, &holdings(desk, peer)?),
        Place::History(itmo) => say(desk, request, &history(desk, itmo)?),
        Place::Contacts => say(desk, request, &published(desk)?),
        Place::Messages(_) | Place::Run(..) => Err(Refused::new(405, "wrong-method", "M01", "messages are posted").into()),
    }
}

fn say<T: Serialize>(desk: &Desk<'_>, request: &Request, answer: &T) -> Result<Reply, Stop> {
    let body = serde_json::to_vec(answer).map_err(|_| StoreProblem::Row("an answer"))?;
    Ok(sign::answer(desk, request, (200, sign::JSON), body)?.what)
}

/// A message of a transfer as it is kept here, for the other side of the transfer: its own message may be what it lost.
fn shown(desk: &Desk<'_>, peer: RegistryId, transfer: &TransferId, sequence: u8) -> Result<Shown, Stop> {
    let nothing = || Refused::new(404, "unknown-message", "M02", "no such message is kept here");
    let id = transfer.to_string();
    book::transfer(desk.book, &id)?.filter(|transfer| transfer.counterpart == peer).ok_or_else(nothing)?;
    let kept = archive::conversation(desk.book, &id)?.into_iter().find(|kept| kept.sequence == Some(sequence));
    let kept = kept.ok_or_else(nothing)?;
    let fields = kept.fields.iter().map(|(name, value)| wire::HeaderField { name: name.to_owned(), value: value.to_owned() });
    Ok(Shown { sequence, kind: kept.kind, octets: STANDARD.encode(&kept.octets), path: kept.path, fields: fields.collect() })
}

/// What of the directory is about this registry, is verified, and counts. It is for the organisations of counterparts and goes no further.
fn published(desk: &Desk<'_>) -> Result<Contacts, Stop> {
    let records = contacts::published(desk.book, desk.me.registry, desk.now)?;
    Ok(Contacts {
        registry: desk.me.registry.to_string(),
        label: Tlp::Amber.word().to_owned(),
        records: records.iter().map(convert::contact::record_to_wire).collect(),
        at: desk.time(),
    })
}

fn capabilities(desk: &Desk<'_>) -> Capabilities {
    let key = Key {
        id: desk.me.key.as_str().to_owned(),
        public: desk.me.secret.public().to_string(),
        from: Timestamp::UNIX_EPOCH,
        until: None,
    };
    Capabilities {
        registry: desk.me.registry.to_string(),
        name: people::registry_name(desk.me.registry),
        environment: desk.me.environment.clone(),
        versions: vec![wire::VERSION.to_owned()],
        nomenclature: super::nomenclature(),
        can: super::CAN.map(str::to_owned).to_vec(),
        keys: vec![key],
        assurance: desk.me.policy.level.word().to_owned(),
    }
}

/// Totals of what is held here of the asker's ids, or of units its Party first transferred.
fn holdings(desk: &Desk<'_>, peer: RegistryId) -> Result<Holdings, CommProblem> {
    let sql = "SELECT approach, registry, party, vintage, count(*), sum(quantity) FROM blocks \
               WHERE state <> 'in-flight-in' AND (registry = ?1 OR party = ?2) \
               GROUP BY approach, registry, party, vintage ORDER BY approach, registry, party, vintage LIMIT ?3";
    let mut statement = desk.book.prepare_cached(sql)?;
    let rows = statement.query_map(params![peer.to_string(), peer.party().as_str(), MOST], |row| {
        Ok(Total {
            approach: row.get(0)?,
            registry: row.get(1)?,
            party: row.get(2)?,
            vintage: row.get(3)?,
            blocks: BigNumber(row.get::<_, i64>(4)?.unsigned_abs()),
            held: BigNumber(row.get::<_, i64>(5)?.unsigned_abs()),
        })
    })?;
    let items = rows.collect::<Result<_, _>>()?;
    Ok(Holdings { items, revision: BigNumber(book::revision(desk.book)?), at: desk.time() })
}

/// The acts of this book that touched an ITMO.
fn history(desk: &Desk<'_>, itmo: &str) -> Result<History, Stop> {
    let id: ItmoId = itmo.parse().map_err(|_| Refused::new(400, "not-understood", "M01", "this is not the id of an ITMO"))?;
    let events = book::history(desk.book, id.into())?;
    let items = events.into_iter().take(MOST as usize).map(|event| Event {
        entry: BigNumber(event.entry),
        at: event.at,
        kind: event.kind,
        transfer: event.transfer,
        account: event.account,
        state: event.state,
    });
    Ok(History { itmo: itmo.to_owned(), items: items.collect() })
}
