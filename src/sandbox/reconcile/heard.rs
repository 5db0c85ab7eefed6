//! The counterpart's side of a run: each step is taken, answered with the same of this registry's own, and kept.
//! A step that is out of order, or says what can't be, is refused, and the run ends with that.
//! Must not know: HTTP, and when a moment has come.

use super::{
    frozen, judged, parts, post,
    recorded::{self, RunRow},
    steps::{self, between},
    store::{self, Begun},
    talk::LATEST,
};
use crate::{
    domain::{RegistryId, reconcile::RunId},
    registry::traffic::IncidentKind,
    sandbox::{
        comm::{
            CommProblem, Reply, Request,
            archive::Direction,
            refuse::{Refused, Stop},
            sign,
        },
        desk::Desk,
        fault::StoreProblem,
    },
    wire::comm::reconcile::{Commitment, Concluded, Moment, Parts, RunSays},
};
use jiff::{SignedDuration, Timestamp};

/// So many runs of one counterpart may be open at once.
const MOST_OPEN: usize = 4;
/// How far this clock may be behind the opener's when it says that the moment has come.
const BEHIND: SignedDuration = SignedDuration::from_secs(60);

/// Takes a step from a counterpart whose signature is good.
pub(in crate::sandbox) fn heard(desk: &Desk<'_>, request: &Request, peer: RegistryId, at: (RunId, u32)) -> Result<Reply, Stop> {
    let (id, step) = at;
    if let Some(before) = post::kept(desk.book, id, step, Direction::In)? {
        return repeated(desk, request, at, &before);
    }
    let message = post::read(desk, at, peer, &request.body).ok_or_else(|| {
        Refused::new(400, "not-understood", "M01", "the step does not read by the schema, or is another one than its path")
    })?;
    let says = match (message.says, recorded::run(desk.book, &id.to_string())?) {
        (RunSays::Open(moment), None) if step == 1 => opened(desk, id, peer, moment.at)?,
        (says, Some(run)) if run.peer == Some(peer) && id.opener() == peer && !run.is_over() => {
            if step != run.step.saturating_add(1) {
                return Err(out_of_order(format!("step {} of {id} is next here, not {step}", run.step.saturating_add(1))));
            }
            taken(desk, &run, peer, says)?
        }
        _ => return Err(out_of_order(format!("there is no open run {id} with {peer} here"))),
    };
    store::stepped(desk, id, step)?;
    Ok(post::answer(desk, request, at, peer, says)?)
}

/// The same octets get the kept answer.
fn repeated(desk: &Desk<'_>, request: &Request, (id, step): (RunId, u32), before: &post::Kept) -> Result<Reply, Stop> {
    if before.octets != request.body {
        let detail = format!("another step {step} of {id} is here already");
        return Err(Refused::new(409, "conflict", "M03", detail).incident(IncidentKind::Conflict).into());
    }
    let answer = post::kept(desk.book, id, step, Direction::Out)?.ok_or(StoreProblem::Row("the answer to a step"))?;
    if before.fields.one("signature").ok() == request.fields.one("signature").ok() {
        return Ok(Reply { status: answer.status.unwrap_or(200), fields: answer.fields, body: answer.octets });
    }
    Ok(sign::answer(desk, request, (200, sign::JSON), answer.octets)?.what)
}

fn out_of_order(detail: String) -> Stop {
    Refused::new(409, "out-of-order", "M03", detail).into()
}

/// What can't be: the run ends with it.
fn cant_be(why: String) -> Stop {
    Refused::new(409, "contradicts", "R03", why).incident(IncidentKind::Disagreement).into()
}

/// A run is opened: its moment is the proposed one, or the next second if that is over here.
fn opened(desk: &Desk<'_>, id: RunId, peer: RegistryId, proposed: Timestamp) -> Result<RunSays, Stop> {
    if id.opener() != peer {
        let detail = format!("{id} was not numbered by {peer}");
        return Err(Refused::new(403, "stranger", "M02", detail).incident(IncidentKind::Forged).into());
    }
    let open = recorded::open(desk.book)?.iter().filter(|run| run.peer == Some(peer)).count();
    if open >= MOST_OPEN {
        return Err(Refused::new(503, "busy", "L02", format!("{open} runs with {peer} are open here")).into());
    }
    let soonest = desk.now.saturating_add(SignedDuration::from_secs(1)).unwrap_or(desk.now);
    let latest = desk.now.saturating_add(LATEST).unwrap_or(desk.now);
    if proposed > latest || judged::whole_second(proposed) != proposed {
        return Err(Refused::new(422, "not-understood", "M09", "the moment is no whole second of the next ten minutes").into());
    }
    let at = proposed.max(judged::whole_second(soonest));
    let reason = format!("opened by {peer}");
    store::begin(desk, &Begun { id, peer: Some(peer), at, by: None, reason: &reason, tiers: &steps::tiers() })?;
    Ok(RunSays::Open(Moment { at }))
}

/// Takes a step and gives the same of this registry's own.
fn taken(desk: &Desk<'_>, run: &RunRow, peer: RegistryId, says: RunSays) -> Result<RunSays, Stop> {
    let of = between(desk, run.id, peer);
    let (answer, taken) = match says {
        RunSays::Commit(theirs) if run.step == 1 => {
            let sha256 = frozen_now(desk, run, peer)?;
            (RunSays::Commit(Commitment { sha256 }), steps::committed(of, &theirs.sha256)?)
        }
        RunSays::Sums(theirs) if run.step == 2 => {
            let ours = frozen::sums(desk.book, run.id, desk.me.registry)?;
            let taken = steps::sums(of, run, &ours, &theirs)?;
            (RunSays::Sums(ours), taken)
        }
        RunSays::Parts(theirs) if run.step >= 3 => {
            let ours = parts::next(of)?;
            let taken = steps::parts(of, run, &ours, &theirs.parts)?;
            (RunSays::Parts(Parts { parts: ours }), taken)
        }
        RunSays::Trail(theirs) if run.step >= 3 => {
            (RunSays::Trail(steps::trail(of, theirs.page)?), steps::history(of, run, &theirs)?)
        }
        RunSays::Result(theirs) if steps::is_complete(of, run)? => return concluded(desk, run, peer, &theirs),
        _ => return Err(out_of_order("this step does not follow what was said before".to_owned())),
    };
    taken.map_err(cant_be)?;
    let now = recorded::run(desk.book, &run.id.to_string())?.ok_or(StoreProblem::Row("a run"))?;
    store::is_now(desk, run.id, steps::state(of, &now)?)?;
    Ok(answer)
}

/// The opener says that the moment has come. By this clock it may be a little ahead; the book is frozen now at the latest.
fn frozen_now(desk: &Desk<'_>, run: &RunRow, peer: RegistryId) -> Result<String, Stop> {
    if let Some(commitment) = &run.commitment {
        return Ok(commitment.clone());
    }
    if run.at.duration_since(desk.now) > BEHIND {
        let detail = "the agreed moment has not come by this clock; compare the clocks";
        return Err(Refused::new(422, "from-the-future", "M09", detail).incident(IncidentKind::Clock).into());
    }
    Ok(steps::freeze(desk, run, peer)?.to_string())
}

fn concluded(desk: &Desk<'_>, run: &RunRow, peer: RegistryId, theirs: &Concluded) -> Result<RunSays, Stop> {
    let of = between(desk, run.id, peer);
    let (text, ours) = steps::result(desk, of, run)?.map_err(cant_be)?;
    steps::conclude(desk, of, run, &text, [&ours, theirs])?.map_err(cant_be)?;
    Ok(RunSays::Result(ours))
}

/// A step was refused here, and nothing of it was kept: the run it belonged to is over, if it was its own counterpart's.
pub(in crate::sandbox) fn broken_off(
    desk: &Desk<'_>,
    path: &str,
    peer: Option<RegistryId>,
    refused: &Refused,
) -> Result<(), CommProblem> {
    let Some((id, _)) = post::at(path).filter(|_| refused.status != 503 && refused.verdict != "conflict") else {
        return Ok(());
    };
    match recorded::run(desk.book, &id.to_string())? {
        Some(run) if !run.is_over() && run.peer == peer && id.opener() != desk.me.registry => {
            store::fail(desk, id, &refused.detail)
        }
        _ => Ok(()),
    }
}
