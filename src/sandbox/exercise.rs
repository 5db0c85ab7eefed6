//! Exercises: stuck transfers made on purpose, one for each case of the catalogue, so that staff can practise on them.
//! An exercise is played by the real engine on the real book; nothing is written into a book but by the protocol and by people.
//! Must not know: HTTP, or what the operator does about it.

mod case;
mod history;
mod people;
mod plan;
mod prepare;
mod signing;
mod stage;
mod stories;
mod wanted;

pub use case::{CASES, Case, Leaves};
pub(super) use plan::Plan;
pub(super) use prepare::{Differs, prepare};
pub(super) use stage::{Booth, Stage, StageProblem};
pub use wanted::{Exercise, NotAnExercise};

use super::{
    Level,
    desk::{Me, Policy},
    guard, held,
    ledger::Pen,
    problem::Refusal,
    schema, seed,
};
use crate::domain::RegistryId;
use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;

/// An empty book in memory that knows the practice world: what the other side of an exercise is rehearsed with.
pub(super) fn rehearsal(registry: RegistryId, level: Level) -> Result<Connection, StageProblem> {
    let book = Connection::open_in_memory()?;
    book.set_prepared_statement_cache_capacity(schema::STATEMENTS);
    for tables in schema::TABLES {
        book.execute_batch(tables)?;
    }
    for indices in schema::INDICES {
        book.execute_batch(indices)?;
    }
    seed::peers::write(&book, registry, level)?;
    guard::found(Pen { book: &book, registry, now: guard::practice::SINCE })?;
    Ok(book)
}

/// Plays a case in the book of a registry that takes part, against a rehearsal of the other. Case 0 is a transfer without trouble.
///
/// # Errors
/// [`StageProblem`]; the caller rolls back.
pub(super) fn play(book: &Connection, (here, level): (RegistryId, Level), case: u8, plan: &Plan) -> Result<(), StageProblem> {
    let there = if plan.transferring == here { plan.acquiring } else { plan.transferring };
    let other = rehearsal(there, level)?;
    let (ours, theirs) = (booth(book, here, level), booth(&other, there, level));
    let (transferring, acquiring) = if plan.transferring == here { (ours, theirs) } else { (theirs, ours) };
    play_on(Stage { transferring, acquiring, now: plan.ends }, case, plan)
}

/// Plays a case on two books.
pub(super) fn play_on(mut stage: Stage<'_>, case: u8, plan: &Plan) -> Result<(), StageProblem> {
    let (length, story) = match case {
        0 => (SignedDuration::from_hours(2), stories::completed as stories::Story),
        _ => {
            stories::story(case).ok_or_else(|| StageProblem::Story(format!("case {case} can't happen between two registries")))?
        }
    };
    stage.now = plan.ends.saturating_sub(length).unwrap_or(plan.ends);
    let differs = match case {
        17 => Differs::Word,
        19 => Differs::NoAuthorization,
        _ => Differs::Nowhere,
    };
    prepare(&stage, plan, differs)?;
    story(&mut stage, plan)?;
    hold(stage.transferring.book, plan)?;
    hold(stage.acquiring.book, plan)
}

/// Holds every transfer of an exercise that has not ended.
fn hold(book: &Connection, plan: &Plan) -> Result<(), StageProblem> {
    for extra in 0..12 {
        held::hold(book, &plan.id(extra)?.to_string())?;
    }
    Ok(())
}

/// Plays everything that has happened to a registry. A quiet past has no discrepancy of its own.
///
/// # Errors
/// [`StageProblem`]; the caller rolls back.
pub(super) fn play_history(
    book: &Connection,
    (here, level): (RegistryId, Level),
    as_of: Timestamp,
    quiet: bool,
) -> Result<(), StageProblem> {
    history::of(here, as_of, quiet).iter().try_for_each(|(case, plan)| play(book, (here, level), *case, plan))
}

/// When a book is opened whose past leads up to a moment: before anything of it happens.
pub(super) fn opened(as_of: Timestamp) -> Timestamp {
    history::begins(as_of)
}

/// Stages what is wanted and not staged yet, in a book that is open for writing.
///
/// # Errors
/// [`StageProblem`]; the caller rolls back.
pub(super) fn stage(
    book: &Connection,
    (here, level): (RegistryId, Level),
    exercises: &[Exercise],
    as_of: Timestamp,
) -> Result<(), StageProblem> {
    for (case, plan) in exercises.iter().filter_map(|exercise| exercise.plan(here, as_of)) {
        if !is_staged(book, &plan)? {
            play(book, (here, level), case, &plan)?;
        }
    }
    Ok(())
}

/// Stages one case while the registry runs, and says the id of its transfer.
///
/// # Errors
/// [`Refusal`] when it is staged already, or not for this registry; the caller rolls back.
pub(super) fn stage_one(
    book: &Connection,
    (here, level): (RegistryId, Level),
    exercise: &Exercise,
    ends: Timestamp,
) -> Result<String, Refusal> {
    let (case, plan) = exercise
        .plan(here, ends)
        .ok_or_else(|| Refusal::field("exercise", "is between other registries; this one takes no part"))?;
    if is_staged(book, &plan)? {
        return Err(Refusal::state(format!("exercise {} is staged already", plan.number)));
    }
    play(book, (here, level), case, &plan).map_err(|problem| Refusal::state(problem.to_string()))?;
    plan.transfer(0).map(|id| id.to_string()).ok_or_else(|| Refusal::state("its number makes no transfer id"))
}

/// Whether this book has an exercise's account.
fn is_staged(book: &Connection, plan: &Plan) -> rusqlite::Result<bool> {
    let accounts = [plan.transferring_account(), plan.acquiring_account()];
    book.query_row("SELECT count(*) > 0 FROM accounts WHERE id IN (?, ?)", accounts, |row| row.get(0))
}

/// The last midnight, UTC.
pub(super) fn last_midnight(now: Timestamp) -> Timestamp {
    let day = now.to_zoned(jiff::tz::TimeZone::UTC).start_of_day();
    day.map_or(now, |day| day.timestamp())
}

fn booth(book: &Connection, registry: RegistryId, level: Level) -> Booth<'_> {
    Booth { book, me: Me::practice(registry, 1, Policy { level, ..Policy::PRACTICE }), skew: SignedDuration::ZERO }
}

#[cfg(test)]
mod tests;
