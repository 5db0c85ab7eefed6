//! The messages of a run: written once, signed once, kept in their octets, and put in the outbox or given as the answer.
//! What comes again in the same octets gets the kept answer; other octets under the same step are a conflict.
//! Must not know: what a step means.

use crate::{
    domain::{RegistryId, reconcile::RunId},
    evidence::http_signature::Fields,
    sandbox::{
        comm::{
            CommProblem, Reply, Request,
            archive::{self, Direction},
            outbox::{self, Item, RECONCILE},
            sign,
        },
        desk::Desk,
        fault::StoreProblem,
    },
    wire::comm::reconcile::{RunMessage, RunSays},
};
use rusqlite::{Connection, OptionalExtension, params};

/// What every path of a run begins with.
const STEM: &str = "/comm/v1/reconciliations/";

/// The path of a step.
fn path(run: RunId, step: u32) -> String {
    format!("{STEM}{run}/{step}")
}

/// The step that a path names.
pub(in crate::sandbox) fn at(path: &str) -> Option<(RunId, u32)> {
    let (run, step) = path.strip_prefix(STEM)?.split_once('/')?;
    let number = step.parse().ok().filter(|number: &u32| *number >= 1 && number.to_string() == step)?;
    Some((run.parse().ok()?, number))
}

/// A message that is kept.
pub(super) struct Kept {
    /// Its octets.
    pub octets: Vec<u8>,
    /// Its header.
    pub fields: Fields,
    /// The status of an answer.
    pub status: Option<u16>,
}

/// The message of a step that came or went.
pub(super) fn kept(book: &Connection, run: RunId, step: u32, direction: Direction) -> Result<Option<Kept>, CommProblem> {
    let sql = "SELECT octets, fields, status FROM reconciliation_messages WHERE run = ? AND step = ? AND direction = ?";
    let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get::<_, String>(1)?, row.get(2)?));
    let found = book.prepare_cached(sql)?.query_row(params![run.to_string(), step, direction.word()], row).optional()?;
    let read = |(octets, fields, status): (Vec<u8>, String, Option<u16>)| -> Result<Kept, CommProblem> {
        Ok(Kept { octets, fields: archive::of_text(&fields)?, status })
    };
    found.map(read).transpose()
}

/// Keeps a message that came or went.
pub(super) fn keep(desk: &Desk<'_>, (run, step): (RunId, u32), direction: Direction, kept: &Kept) -> Result<(), CommProblem> {
    let sql =
        "INSERT INTO reconciliation_messages (run, step, direction, octets, fields, status, at) VALUES (?, ?, ?, ?, ?, ?, ?)";
    let fields = archive::to_text(&kept.fields)?;
    let at = desk.now.as_millisecond();
    let values = params![run.to_string(), step, direction.word(), kept.octets, fields, kept.status, at];
    desk.book.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

/// The octets of what is said in a step.
fn octets(desk: &Desk<'_>, (run, step): (RunId, u32), peer: RegistryId, says: RunSays) -> Result<Vec<u8>, CommProblem> {
    let message = RunMessage {
        run: run.to_string(),
        step,
        from: desk.me.registry.to_string(),
        to: peer.to_string(),
        environment: desk.me.environment.clone(),
        created: desk.time(),
        says,
    };
    Ok(serde_json::to_vec(&message).map_err(|_| StoreProblem::Row("a message"))?)
}

/// Says something: written, signed, kept, and in the outbox to be sent now.
pub(super) fn send(desk: &Desk<'_>, at: (RunId, u32), peer: RegistryId, says: RunSays) -> Result<(), CommProblem> {
    let path = path(at.0, at.1);
    let signed = sign::post(desk, peer, &path, octets(desk, at, peer, says)?)?.what;
    keep(desk, at, Direction::Out, &Kept { octets: signed.body, fields: signed.fields, status: None })?;
    outbox::put(desk, Item { peer, transfer: None, kind: RECONCILE, message: None, path: &path }, desk.now)
}

/// What waits in the outbox for a path, exactly as it was signed.
pub(in crate::sandbox) fn outgoing(book: &Connection, path: &str) -> Result<Request, CommProblem> {
    let lost = || StoreProblem::Row("an outgoing message of a run");
    let (run, step) = at(path).ok_or_else(lost)?;
    let Kept { octets, fields, .. } = kept(book, run, step, Direction::Out)?.ok_or_else(lost)?;
    Ok(Request { method: "POST".to_owned(), path: path.to_owned(), query: None, fields, body: octets })
}

/// Takes what waits for a run out of the outbox: it is over.
pub(super) fn unsend(book: &Connection, run: RunId) -> Result<(), CommProblem> {
    let sql = "DELETE FROM outbox WHERE kind = ? AND path LIKE ?";
    book.prepare_cached(sql)?.execute(params![RECONCILE, format!("{STEM}{run}/%")])?;
    Ok(())
}

/// Answers a step, and keeps question and answer.
pub(super) fn answer(
    desk: &Desk<'_>,
    asked: &Request,
    at: (RunId, u32),
    peer: RegistryId,
    says: RunSays,
) -> Result<Reply, CommProblem> {
    let octets = octets(desk, at, peer, says)?;
    let reply = sign::answer(desk, asked, (200, sign::JSON), octets)?.what;
    keep(desk, at, Direction::In, &Kept { octets: asked.body.clone(), fields: asked.fields.clone(), status: None })?;
    let Reply { status, fields, body } = reply.clone();
    keep(desk, at, Direction::Out, &Kept { octets: body, fields, status: Some(status) })?;
    Ok(reply)
}

/// The message in some octets, if it says of itself what path and header say.
pub(super) fn read(desk: &Desk<'_>, at: (RunId, u32), peer: RegistryId, octets: &[u8]) -> Option<RunMessage> {
    let message: RunMessage = serde_json::from_slice(octets).ok()?;
    let fits = message.run == at.0.to_string()
        && message.step == at.1
        && message.from == peer.to_string()
        && message.to == desk.me.registry.to_string()
        && message.environment == desk.me.environment;
    fits.then_some(message)
}
