//! The opener's side of a run: it proposes the moment, says each step, and takes each answer until both have signed.
//! A run that meets something that can't be ends with a sentence; its opener may begin another.
//! Must not know: HTTP, and how lines are compared.

use super::{
    frozen, judged, parts, post,
    recorded::{self, RunRow},
    steps::{self, between},
    store::{self, Begun},
};
use crate::{
    domain::{RegistryId, reconcile::RunId},
    sandbox::{
        comm::{CommProblem, Reply, archive::Direction, peers},
        desk::Desk,
        fault::StoreProblem,
    },
    wire::comm::reconcile::{Commitment, Moment, Parts, RunSays},
};
use jiff::{SignedDuration, Timestamp};

/// How far ahead the moment of the snapshots is, beside four round trips to the counterpart.
const AHEAD: SignedDuration = SignedDuration::from_secs(2);
/// A round trip over which a clock was set says nothing of the way; no way is longer than this.
const LONGEST_WAY: SignedDuration = SignedDuration::from_mins(1);
/// The agreed moment may be so much later than the proposed one.
pub(super) const LATEST: SignedDuration = SignedDuration::from_mins(10);

/// Opens a run with a counterpart and proposes its moment.
pub(super) fn open(desk: &Desk<'_>, peer: RegistryId, by: &str, reason: &str) -> Result<RunId, CommProblem> {
    let known = peers::peer(desk.book, peer)?.ok_or_else(|| CommProblem::NoPeer(peer.to_string()))?;
    let way = SignedDuration::from_millis(known.round_trip.unwrap_or_default().saturating_mul(4)).min(LONGEST_WAY);
    let at = judged::whole_second(desk.now.saturating_add(AHEAD.saturating_add(way)).unwrap_or(desk.now));
    let id = store::next_id(desk)?;
    store::begin(desk, &Begun { id, peer: Some(peer), at, by: Some(by), reason, tiers: &steps::tiers() })?;
    post::send(desk, (id, 1), peer, RunSays::Open(Moment { at }))?;
    Ok(id)
}

/// The agreed moment has come: what was frozen is committed to.
pub(super) fn commit(desk: &Desk<'_>, run: &RunRow, peer: RegistryId) -> Result<(), CommProblem> {
    let sha256 = steps::freeze(desk, run, peer)?.to_string();
    post::send(desk, (run.id, 2), peer, RunSays::Commit(Commitment { sha256 }))
}

/// Takes the answer to a step. One that was not waited for changes nothing.
pub(in crate::sandbox) fn answered(desk: &Desk<'_>, peer: RegistryId, path: &str, reply: &Reply) -> Result<(), CommProblem> {
    let Some((id, step)) = post::at(path) else { return Ok(()) };
    let Some(run) = recorded::run(desk.book, &id.to_string())? else { return Ok(()) };
    if run.is_over() || step != run.step.saturating_add(1) {
        return Ok(());
    }
    let kept = post::kept(desk.book, id, step, Direction::Out)?.ok_or(StoreProblem::Row("a step"))?;
    let ours = serde_json::from_slice::<crate::wire::comm::reconcile::RunMessage>(&kept.octets);
    let ours = ours.map_err(|_| StoreProblem::Row("a step"))?.says;
    let Some(theirs) = post::read(desk, (id, step), peer, &reply.body) else {
        return broken(desk, id, "the counterpart's answer does not read by the schema");
    };
    let answer = post::Kept { octets: reply.body.clone(), fields: reply.fields.clone(), status: Some(reply.status) };
    post::keep(desk, (id, step), Direction::In, &answer)?;
    store::stepped(desk, id, step)?;
    let run = RunRow { step, ..run };
    match took(desk, &run, peer, (ours, theirs.says))? {
        Ok(()) => Ok(()),
        Err(why) => broken(desk, id, &why),
    }
}

/// Takes what the counterpart said in answer to what this registry said, and says what follows.
fn took(
    desk: &Desk<'_>,
    run: &RunRow,
    peer: RegistryId,
    said: (RunSays, RunSays),
) -> Result<Result<(), parts::Broken>, CommProblem> {
    let of = between(desk, run.id, peer);
    let taken = match said {
        (RunSays::Open(ours), RunSays::Open(theirs)) => return agreed(desk, run, ours.at, theirs.at),
        (RunSays::Commit(_), RunSays::Commit(theirs)) => steps::committed(of, &theirs.sha256)?,
        (RunSays::Sums(ours), RunSays::Sums(theirs)) => steps::sums(of, run, &ours, &theirs)?,
        (RunSays::Parts(ours), RunSays::Parts(theirs)) => steps::parts(of, run, &ours.parts, &theirs.parts)?,
        (RunSays::Trail(_), RunSays::Trail(theirs)) => steps::history(of, run, &theirs)?,
        (RunSays::Result(ours), RunSays::Result(theirs)) => match steps::result(desk, of, run)? {
            Ok((text, _)) => return steps::conclude(desk, of, run, &text, [&ours, &theirs]),
            Err(why) => Err(why),
        },
        _ => Err("the counterpart answers with another step than the one it was asked".to_owned()),
    };
    match taken {
        Ok(()) => go_on(desk, run.id, peer),
        Err(why) => Ok(Err(why)),
    }
}

/// Both know the moment now, if it is still to come.
fn agreed(desk: &Desk<'_>, run: &RunRow, ours: Timestamp, theirs: Timestamp) -> Result<Result<(), parts::Broken>, CommProblem> {
    let latest = ours.saturating_add(LATEST).unwrap_or(Timestamp::MAX);
    if theirs < ours || theirs > latest || judged::whole_second(theirs) != theirs {
        return Ok(Err("the counterpart answers with a moment that can't be agreed on".to_owned()));
    }
    if theirs <= desk.now {
        return Ok(Err(
            "the counterpart's answer came after the moment both should have frozen their books; begin another run".to_owned()
        ));
    }
    let sql = "UPDATE reconciliations SET at = ? WHERE id = ?";
    desk.book.prepare_cached(sql)?.execute(rusqlite::params![theirs.as_millisecond(), run.id.to_string()])?;
    Ok(Ok(()))
}

/// Says the next step: sums, then parts that differ, then pages of the history, then the result.
fn go_on(desk: &Desk<'_>, id: RunId, peer: RegistryId) -> Result<Result<(), parts::Broken>, CommProblem> {
    let of = between(desk, id, peer);
    let run = recorded::run(desk.book, &id.to_string())?.ok_or(StoreProblem::Row("a run"))?;
    let state = steps::state(of, &run)?;
    store::is_now(desk, id, state)?;
    let says = match state {
        "totals" => RunSays::Sums(frozen::sums(desk.book, id, desk.me.registry)?),
        "blocks" => RunSays::Parts(Parts { parts: parts::next(of)? }),
        "history" => RunSays::Trail(steps::trail(of, steps::page(&run).unwrap_or_default())?),
        _ => match steps::result(desk, of, &run)? {
            Ok((_, concluded)) => RunSays::Result(concluded),
            Err(why) => return Ok(Err(why)),
        },
    };
    post::send(desk, (id, run.step.saturating_add(1)), peer, says)?;
    Ok(Ok(()))
}

/// The run ends without a result.
pub(super) fn broken(desk: &Desk<'_>, id: RunId, why: &str) -> Result<(), CommProblem> {
    post::unsend(desk.book, id)?;
    store::fail(desk, id, why)
}

/// The counterpart refused a step, or its answer was not to be trusted.
pub(in crate::sandbox) fn refused(desk: &Desk<'_>, path: &str, why: &str) -> Result<(), CommProblem> {
    let Some((id, _)) = post::at(path) else { return Ok(()) };
    match recorded::run(desk.book, &id.to_string())? {
        Some(run) if !run.is_over() => broken(desk, id, why),
        _ => post::unsend(desk.book, id),
    }
}
