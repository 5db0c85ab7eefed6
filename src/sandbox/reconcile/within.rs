//! A run within this registry: the book against itself, its ledger, its authorizations and its locks (W1–W14).
//! What one check explains another does not tell once more: an overlap is no difference from the ledger besides.
//! Must not know: how a check works, and the counterpart.

mod book_lines;
mod claims;
mod course;
mod once;

use super::{
    recorded, segment, steps,
    store::{self, Begun, Finished},
};
use crate::{
    domain::{
        Quantity, RegistryId,
        reconcile::{Code, Finding, Position, RunId, Unsorted, within as checks},
    },
    evidence::{
        digest::Digest,
        moment::Moment,
        reconciliation::{Found, Reconciliation},
        sshsig::{Namespace, SshSignature},
    },
    sandbox::{comm::CommProblem, desk::Desk, fault::StoreProblem, ledger},
    wire::{BigNumber, admin::reconcile::Tier},
};
use course::Course;
use jiff::Timestamp;

/// Runs every check now, writes down what was found, and signs it.
pub(super) fn run(desk: &Desk<'_>, by: &str, reason: &str) -> Result<RunId, CommProblem> {
    let at = Moment::of(desk.now).timestamp();
    let id = store::next_id(desk)?;
    store::begin(desk, &Begun { id, peer: None, at, by: Some(by), reason, tiers: &tiers(at) })?;
    let head = ledger::head(desk.book)?;
    let lines = book_lines::lines(desk.book, desk.me.registry)?;
    let units = lines.iter().map(|line| u128::from(line.block.quantity().count())).sum::<u128>();
    let units = u64::try_from(units).unwrap_or(u64::MAX);
    let findings = found(desk, &lines, at)?;
    let text = Reconciliation {
        run: id,
        environment: desk.me.environment.parse().map_err(|_| StoreProblem::Row("an environment"))?,
        opener: desk.me.registry,
        counterpart: None,
        at: Moment::of(at),
        opener_sha256: Digest::made(*head.digest.octets()),
        counterpart_sha256: None,
        units: Quantity::new(units),
        found: Found::all(&findings),
    };
    let text = text.write().map_err(|_| StoreProblem::Row("the result of a run"))?;
    let signature = SshSignature::sign(&desk.me.secret, Namespace::Snapshot, text.as_str().as_bytes());
    steps::sign(desk, id, desk.me.registry, desk.me.key.as_str(), &signature.armored())?;
    steps::write(desk, id, &text)?;
    segment::keep(desk, id, &segment::within(&findings))?;
    store::finish(desk, &Finished { id, peer: None, at, units, findings: &findings })?;
    Ok(id)
}

/// One tier for each check. All are done in one look at the book.
fn tiers(at: Timestamp) -> Vec<Tier> {
    let within = Code::ALL.iter().filter(|code| code.id().starts_with('W'));
    let done = |code: &Code| {
        let (name, state) = (code.id().to_owned(), "done".to_owned());
        Tier { name, state, done: BigNumber(1), of: BigNumber(1), ended: Some(at) }
    };
    within.map(done).collect()
}

/// Everything that is not as it should be, with the age of what was found before.
fn found(desk: &Desk<'_>, lines: &[Position], at: Timestamp) -> Result<Vec<Finding>, CommProblem> {
    let (book, here) = (desk.book, desk.me.registry);
    let course = Course::of(book)?;
    let (_, broken) = ledger::verify_chain(book)?;
    let mut found = of_lines(here, lines, &course, at).map_err(|_| StoreProblem::Row("the order of blocks"))?;
    found.extend(checks::rows(&book_lines::rows(book, here)?, at));
    found.extend(checks::first_transfers(lines.iter().cloned(), course.first_transfers(), at));
    found.extend(checks::terminal_moves(&claims::moves(book)?, &claims::put_back(book)?, at));
    found.extend(checks::underlying_units(&claims::underlying(book)?, at));
    found.extend(checks::locks(&claims::locks(book)?, &claims::open(book)?, at));
    let authorizations = claims::authorizations(book)?;
    let all = lines.iter().cloned().chain(course.departed(here));
    found.extend(checks::authorization_bounds(all, &[], &authorizations, at));
    found.extend(checks::approvals(&claims::approvals(book)?, at));
    found.extend(claims::year_end(desk)?.and_then(|report| checks::frozen_report(&report, at)));
    found.extend(checks::ledger_chain(broken.map(|broken| broken.seq), at));
    let replayed = ledger::replayed(book)?;
    let ledger = book_lines::lines(&replayed, here)?;
    let differs = checks::ledger_and_book(lines.iter().cloned(), ledger.into_iter(), at);
    found.extend(differs.map_err(|_| StoreProblem::Row("the order of blocks"))?);
    let mut found = once::told(found);
    age(&mut found, &recorded::earlier(book, None, at)?);
    Ok(found)
}

/// The checks of what the book holds: sums, overlaps, gaps.
fn of_lines(here: RegistryId, lines: &[Position], course: &Course, at: Timestamp) -> Result<Vec<Finding>, Unsorted> {
    let mut found = checks::overlaps(lines.iter().cloned(), at)?;
    let known = lines.iter().cloned().chain(course.departed(here));
    found.extend(checks::gaps(known, course.came(), at));
    found.extend(checks::conservation(here, lines.iter().cloned(), &course.flows(), at));
    Ok(found)
}

/// What was found before keeps the day on which it was first found.
fn age(found: &mut [Finding], earlier: &[Finding]) {
    for finding in found {
        let before = earlier.iter().find(|before| before.code == finding.code && before.subject == finding.subject);
        if let Some(before) = before {
            finding.since = before.since;
            finding.runs = before.runs.saturating_add(1);
        }
    }
}
