//! Paints the list of reconciliation runs.
//! How a run ended comes right after what it was; what it found is named by kind, the worst first.
//! Must not know: what any key does.

use crate::{
    domain::reconcile::Code,
    registry::{
        Sort, Word,
        run::{FoundKind, RunState, RunSummary},
    },
    screens::{rows::sorted, words},
    text::{Kind, number::grouped, time},
    ui::{
        Glyph, Safe, Span,
        line::Align,
        table::{Column, RowPaint, Width},
        theme::Role,
    },
};
use jiff::{SignedDuration, Timestamp};
use std::cmp::Reverse;

/// The columns, in the order they are given up from the right when room is short.
pub fn columns(sort: Option<Sort>) -> [Column; 10] {
    let column = |title, by, width, align| Column { title, width, align, keep: by == "id", sorted: sorted(sort, by) };
    [
        column("RUN", "id", Width::Fixed(19), Align::Left),
        column("WITH", "", Width::Fixed(5), Align::Left),
        column("AGE", "at", Width::Fixed(6), Align::Right),
        column("RESULT", "state", Width::Fixed(10), Align::Left),
        column("FOUND", "discrepancies", Width::Fixed(6), Align::Right),
        column("KINDS", "", Width::Grow { min: 12, max: 40, weight: 3 }, Align::Left),
        column("ITMOs", "", Width::Fixed(13), Align::Right),
        column("BY", "", Width::Grow { min: 11, max: 16, weight: 1 }, Align::Left),
        column("TOOK", "", Width::Fixed(6), Align::Right),
        column("WHY IT FAILED", "", Width::Grow { min: 20, max: 70, weight: 2 }, Align::Left),
    ]
}

/// Paints the cells of a run.
pub fn row(run: &RunSummary, now: Timestamp, cells: &mut RowPaint<'_>) {
    cells.text(Role::Text, Safe::ours(run.id.to_string()));
    match run.peer {
        Some(peer) => cells.text(Role::Text, Safe::ours(peer.to_string())),
        None => cells.text(Role::Dim, "own"),
    }
    cells.text(Role::Text, Safe::ours(time::age(run.at, now)));
    let (role, glyph) = words::run_state(&run.state);
    cells.status(role, glyph, words::word(&run.state, RunState::word));
    match run.discrepancies {
        0 => cells.nothing(),
        count => cells.number(Role::Text, count),
    }
    kinds(run, cells);
    cells.number(Role::Text, run.units.count());
    match &run.by {
        Some(by) => cells.text(Role::Text, by.gate(Kind::Name)),
        None => cells.text(Role::Dim, "the other"),
    }
    match took(run) {
        Some(took) => cells.text(Role::Text, Safe::ours(time::span(took))),
        None => cells.nothing(),
    }
    match &run.why {
        Some(why) => cells.text(Role::Danger, why.gate(Kind::Name)),
        None => cells.nothing(),
    }
}

/// How long it took from when it was begun.
fn took(run: &RunSummary) -> Option<SignedDuration> {
    run.ended.map(|ended| ended.duration_since(run.begun))
}

/// The kinds it found, the worst first, with how many of each.
fn kinds(run: &RunSummary, cells: &mut RowPaint<'_>) {
    if run.kinds.is_empty() {
        return cells.nothing();
    }
    let mut kinds: Vec<&FoundKind> = run.kinds.iter().collect();
    kinds.sort_by_key(|kind| Reverse(kind.code.known().map(|code| code.gravity())));
    let mut spans = Vec::new();
    for kind in kinds {
        let role = kind.code.known().map_or(Role::Warn, |code| words::gravity(code.gravity()).0);
        spans.push(Span::new(role, words::word(&kind.code, Code::id)));
        let many = if kind.count == 1 { "  ".to_owned() } else { format!(" ×{}  ", kind.count) };
        spans.push(Span::new(Role::Dim, Safe::ours(many)));
    }
    cells.spans(&spans);
}

/// How a run ended, or how far it is: a role, a sign and words.
pub fn result(run: &RunSummary) -> (Role, Glyph, Safe<'static>) {
    let (role, glyph) = words::run_state(&run.state);
    let many =
        |count: u64, one: &str, many: &str| if count == 1 { format!("1 {one}") } else { format!("{} {many}", grouped(count)) };
    let notes = if run.notes == 0 { String::new() } else { format!(", {}", many(run.notes, "note", "notes")) };
    let said = match run.state {
        Word::Known(RunState::Passed) => format!("passed: nothing to act on{notes}"),
        Word::Known(RunState::Differs) => {
            format!("differs: {}{notes}", many(run.discrepancies, "discrepancy", "discrepancies"))
        }
        Word::Known(RunState::Failed) => "broken off: it came to no result".to_owned(),
        Word::Known(RunState::Agreeing) => "under way: the two agree on the moment".to_owned(),
        Word::Known(RunState::Frozen) => "under way: frozen, each shows what it committed to".to_owned(),
        Word::Known(RunState::Totals) => "under way: tier 1, the sums".to_owned(),
        Word::Known(RunState::Blocks) => "under way: tier 2, lines where the digests differ".to_owned(),
        Word::Known(RunState::History) => "under way: tier 3, the histories".to_owned(),
        Word::Known(RunState::Signing) => "under way: both sign the result".to_owned(),
        Word::Unrecognised(ref word) => return (role, glyph, Safe::from(word.gate(Kind::Critical))),
    };
    (role, glyph, Safe::ours(said))
}
