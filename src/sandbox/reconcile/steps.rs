//! The steps of a run that are the same on both sides: freezing, taking the other's sums, parts and history, signing the result.
//! What the counterpart says that can't be is a sentence, and ends the run; the book is not changed by any of it.
//! Must not know: who opened the run, and how messages travel.

use super::{
    frozen,
    heads::peer_sums,
    judged::Evidence,
    parts::{self, Between, Broken},
    recorded::RunRow,
    segment, spoken,
    store::{self, Finished},
};
use crate::{
    domain::{RegistryId, reconcile::RunId},
    evidence::{
        digest::Digest,
        reconciliation::ReconciliationText,
        sshsig::{Namespace, SshSignature},
    },
    sandbox::{
        comm::{CommProblem, peers},
        desk::Desk,
        fault::StoreProblem,
    },
    wire::{
        BigNumber,
        admin::reconcile::Tier,
        comm::reconcile::{Concluded, Opened, Sums, Trail},
    },
};
use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

/// Transfers of one history in a run.
const MOST_TRANSFERS: u64 = 20_000;

/// The run as this registry has it.
pub(super) fn between<'a>(desk: &Desk<'a>, run: RunId, peer: RegistryId) -> Between<'a> {
    Between { book: desk.book, run, here: desk.me.registry, peer, now: desk.now }
}

/// The tiers of a run that begins.
pub(super) fn tiers() -> Vec<Tier> {
    ["totals", "blocks", "history"].map(|name| tier(name, "waiting", (0, 0), None)).to_vec()
}

fn tier(name: &str, state: &str, (done, of): (u64, u64), now: Option<Timestamp>) -> Tier {
    let ended = now.filter(|_| matches!(state, "done" | "not-needed"));
    Tier { name: name.to_owned(), state: state.to_owned(), done: BigNumber(done), of: BigNumber(of), ended }
}

/// Keeps what this book says now, and commits to it.
pub(super) fn freeze(desk: &Desk<'_>, run: &RunRow, peer: RegistryId) -> Result<Digest, CommProblem> {
    frozen::freeze(desk, run.id, peer)?;
    date(desk, run)?;
    let commitment = frozen::commitment(&frozen::sums(desk.book, run.id, desk.me.registry)?);
    let sql = "UPDATE reconciliations SET state = 'frozen', commitment = ? WHERE id = ?";
    desk.book.prepare_cached(sql)?.execute([commitment.to_string(), run.id.to_string()])?;
    Ok(commitment)
}

/// Writes the head of the snapshot: the agreed moment, unless the next snapshot was made to be dated otherwise.
fn date(desk: &Desk<'_>, run: &RunRow) -> Result<(), CommProblem> {
    let sql = "DELETE FROM misdated_snapshots RETURNING seconds";
    let seconds: Option<i64> = desk.book.prepare_cached(sql)?.query_row([], |row| row.get(0)).optional()?;
    let at = run.at.as_millisecond().saturating_add(seconds.unwrap_or_default().saturating_mul(1_000));
    desk.book.prepare_cached("UPDATE reconciliations SET snapshot = ? WHERE id = ?")?.execute(params![at, run.id.to_string()])?;
    Ok(())
}

/// Keeps what the counterpart committed to.
pub(super) fn committed(of: Between<'_>, sha256: &str) -> Result<Result<(), Broken>, CommProblem> {
    if sha256.parse::<Digest>().is_err() {
        return Ok(Err("the counterpart's commitment is no SHA-256".to_owned()));
    }
    let sql = "UPDATE reconciliations SET peer_commitment = ? WHERE id = ?";
    of.book.prepare_cached(sql)?.execute([sha256, &of.run.to_string()])?;
    Ok(Ok(()))
}

/// Takes the counterpart's sums, which must be those it committed to.
pub(super) fn sums(of: Between<'_>, run: &RunRow, ours: &Sums, theirs: &Sums) -> Result<Result<(), Broken>, CommProblem> {
    if run.peer_commitment.as_deref() != Some(frozen::commitment(theirs).to_string().as_str()) {
        return Ok(Err("the counterpart's sums are not those it committed to before it saw ours".to_owned()));
    }
    if theirs.transfers.0 > MOST_TRANSFERS || ours.transfers.0 > MOST_TRANSFERS {
        return Ok(Err(format!("more than {MOST_TRANSFERS} transfers lie between the two; compare the books from files")));
    }
    // Snapshots that are not of one moment are not compared: every difference could be one of time alone.
    let comparable = ours.at == theirs.at;
    if comparable && let Err(broken) = parts::begin(of, ours, theirs)? {
        return Ok(Err(broken));
    }
    let text = |sums: &Sums| serde_json::to_string(sums).map_err(|_| StoreProblem::Row("sums"));
    let sql = "UPDATE reconciliations SET sums = ?, peer_sums = ? WHERE id = ?";
    of.book.prepare_cached(sql)?.execute([text(ours)?, text(theirs)?, of.run.to_string()])?;
    let (_, parts) = parts::progress(of)?;
    let keys = ours.totals.len().max(theirs.totals.len()) as u64;
    let transfers = if !comparable || ours.outcomes == theirs.outcomes { 0 } else { ours.transfers.0.max(theirs.transfers.0) };
    let waits = |of: u64| if of == 0 { "not-needed" } else { "waiting" };
    let tiers = [
        tier("totals", "done", (keys, keys), Some(of.now)),
        tier("blocks", waits(parts), (0, parts), Some(of.now)),
        tier("history", waits(transfers), (0, transfers), Some(of.now)),
    ];
    note(of, &tiers)?;
    Ok(Ok(()))
}

/// Takes the counterpart's parts of the books that are opened next.
pub(super) fn parts(
    of: Between<'_>,
    run: &RunRow,
    ours: &[Opened],
    theirs: &[Opened],
) -> Result<Result<(), Broken>, CommProblem> {
    let taken = parts::take(of, ours, theirs)?;
    let progress = parts::progress(of)?;
    let state = if progress.0 == progress.1 { "done" } else { "under-way" };
    let tiers: Vec<Tier> = run
        .tiers
        .iter()
        .map(|known| match known.name.as_str() {
            "blocks" => tier("blocks", state, progress, Some(of.now)),
            _ => known.clone(),
        })
        .collect();
    note(of, &tiers)?;
    Ok(taken)
}

/// Which page of the histories is next; `None` when they are equal, or all of them is here.
pub(super) fn page(run: &RunRow) -> Option<u32> {
    let history = run.tiers.iter().find(|tier| tier.name == "history")?;
    (history.done < history.of).then(|| u32::try_from(history.done.0 / frozen::PAGE as u64).unwrap_or(u32::MAX))
}

/// A page of this registry's history.
pub(super) fn trail(of: Between<'_>, page: u32) -> Result<Trail, CommProblem> {
    let records = frozen::history(of.book, of.run, of.here)?;
    let from = usize::try_from(page).unwrap_or(usize::MAX).saturating_mul(frozen::PAGE);
    Ok(Trail { page, records: records.into_iter().skip(from).take(frozen::PAGE).collect() })
}

/// Takes a page of the counterpart's history: as many transfers as it said, and in the end those it committed to.
pub(super) fn history(of: Between<'_>, run: &RunRow, theirs: &Trail) -> Result<Result<(), Broken>, CommProblem> {
    let Some(page) = page(run).filter(|page| *page == theirs.page) else {
        return Ok(Err("the counterpart sends another page of its history than the one that is next".to_owned()));
    };
    let sums = peer_sums(run)?;
    let before = u64::from(page).saturating_mul(frozen::PAGE as u64);
    let due = sums.transfers.0.saturating_sub(before).min(frozen::PAGE as u64);
    let ascend = theirs.records.is_sorted_by(|a, b| a.transfer < b.transfer);
    let fits = theirs.records.len() as u64 == due && ascend && theirs.records.iter().all(|one| spoken::record(one).is_some());
    let known = frozen::history(of.book, of.run, of.peer)?;
    let follows = known.last().zip(theirs.records.first()).is_none_or(|(last, first)| last.transfer < first.transfer);
    if !fits || !follows {
        return Ok(Err("a page of the counterpart's history is cut short, out of order or does not read".to_owned()));
    }
    frozen::keep_trail(of.book, of.run, of.peer, &theirs.records)?;
    let all = run.tiers.iter().find(|tier| tier.name == "history").map_or(0, |tier| tier.of.0);
    let done = before.saturating_add(frozen::PAGE as u64).min(all);
    let state = if done == all { "done" } else { "under-way" };
    let tiers: Vec<Tier> = run
        .tiers
        .iter()
        .map(|known| match known.name.as_str() {
            "history" => tier("history", state, (done, all), Some(of.now)),
            _ => known.clone(),
        })
        .collect();
    note(of, &tiers)?;
    let whole = done == all;
    if whole && frozen::digest_of_history(&frozen::history(of.book, of.run, of.peer)?).to_string() != sums.trail {
        return Ok(Err("the counterpart's history is not the one it committed to".to_owned()));
    }
    Ok(Ok(()))
}

/// Whether everything was exchanged.
pub(super) fn is_complete(of: Between<'_>, run: &RunRow) -> Result<bool, CommProblem> {
    let (opened, all) = parts::progress(of)?;
    Ok(run.peer_sums.is_some() && opened == all && page(run).is_none())
}

/// The state that says which tier is under way.
pub(super) fn state(of: Between<'_>, run: &RunRow) -> Result<&'static str, CommProblem> {
    let (opened, all) = parts::progress(of)?;
    Ok(match run.peer_sums {
        None => "totals",
        Some(_) if opened < all => "blocks",
        Some(_) if page(run).is_some() => "history",
        Some(_) => "signing",
    })
}

fn note(of: Between<'_>, tiers: &[Tier]) -> Result<(), CommProblem> {
    let text = serde_json::to_string(tiers).map_err(|_| StoreProblem::Row("the tiers of a run"))?;
    let sql = "UPDATE reconciliations SET tiers = ? WHERE id = ?";
    of.book.prepare_cached(sql)?.execute([text, of.run.to_string()])?;
    Ok(())
}

/// The text of the result, signed by this registry.
pub(super) fn result(
    desk: &Desk<'_>,
    of: Between<'_>,
    run: &RunRow,
) -> Result<Result<(ReconciliationText, Concluded), Broken>, CommProblem> {
    let text = Evidence::of(of, run)?.text(&desk.me.environment, desk.me.policy.deadlines)?;
    let Ok(text) = text else {
        return Ok(Err(
            "the result is too long to be signed: the books have little in common; compare them from files".to_owned()
        ));
    };
    let signature = SshSignature::sign(&desk.me.secret, Namespace::Snapshot, text.as_str().as_bytes());
    let concluded =
        Concluded { sha256: text.sha256().to_string(), key: desk.me.key.as_str().to_owned(), signature: signature.armored() };
    Ok(Ok((text, concluded)))
}

/// Ends the run: both signed the same text.
pub(super) fn conclude(
    desk: &Desk<'_>,
    of: Between<'_>,
    run: &RunRow,
    text: &ReconciliationText,
    [ours, theirs]: [&Concluded; 2],
) -> Result<Result<(), Broken>, CommProblem> {
    if theirs.sha256 != text.sha256().to_string() {
        return Ok(Err("the counterpart came to another result from the same data; compare its text with ours".to_owned()));
    }
    let id = theirs.key.parse().ok();
    let key = id.map(|id| peers::key(desk.book, &id, desk.now)).transpose()?.flatten();
    let signature = SshSignature::parse(&theirs.signature).ok();
    let good = key
        .filter(|(owner, _)| *owner == of.peer)
        .zip(signature)
        .is_some_and(|((_, key), signature)| signature.verify(Namespace::Snapshot, text.as_str().as_bytes(), &key).is_ok());
    if !good {
        return Ok(Err("the counterpart's signature of the result does not verify with a key of its own".to_owned()));
    }
    for (registry, signed) in [(of.here, ours), (of.peer, theirs)] {
        sign(desk, run.id, registry, &signed.key, &signed.signature)?;
    }
    write(desk, run.id, text)?;
    let evidence = Evidence::of(of, run)?;
    let judged = evidence.here(desk.me.policy.deadlines)?;
    let (ours, theirs) = evidence.lines();
    segment::keep(desk, run.id, &segment::between(ours, theirs, &judged.findings)?)?;
    let finished = Finished { id: run.id, peer: Some(of.peer), at: run.at, units: judged.units, findings: &judged.findings };
    store::finish(desk, &finished)?;
    store::tidy(desk, run.id, of.here, of.peer)?;
    Ok(Ok(()))
}

/// Keeps a registry's signature of a result.
pub(super) fn sign(desk: &Desk<'_>, run: RunId, registry: RegistryId, key: &str, signature: &str) -> Result<(), CommProblem> {
    let sql = "INSERT INTO reconciliation_signatures (run, registry, key, signature) VALUES (?, ?, ?, ?)";
    desk.book.prepare_cached(sql)?.execute(params![run.to_string(), registry.to_string(), key, signature])?;
    Ok(())
}

/// Keeps the text of a result.
pub(super) fn write(desk: &Desk<'_>, run: RunId, text: &ReconciliationText) -> Result<(), CommProblem> {
    let sql = "UPDATE reconciliations SET text = ? WHERE id = ?";
    desk.book.prepare_cached(sql)?.execute([text.as_str(), &run.to_string()])?;
    Ok(())
}
