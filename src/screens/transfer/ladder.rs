//! The ladder of messages: each rung with its moment, its way, its signature and how long the answer took, and between them
//! what is not there: silence, and numbers of the conversation that are missing.
//! The order is that of time, as this registry's clock saw it; the registry's own order decides between equal moments.
//! Must not know: where on the screen it stands.

use crate::{
    domain::transfer::Deadlines,
    registry::traffic::{Rung, RungKind, Transfer, Way},
    screens::words,
    text::time,
    ui::{
        Glyph, Safe, Span,
        line::Align,
        table::{Column, RowPaint, Width},
        theme::Role,
    },
};
use jiff::{SignedDuration, Timestamp};

/// Silence shorter than this is nothing to speak of: so long a proposal may wait for its receipt.
const SILENCE: SignedDuration = Deadlines::DEFAULT.receipt;

/// A line of the ladder.
#[derive(Clone, Debug, PartialEq)]
pub enum Step<'a> {
    /// A message, and how long after its question it came, if it answers one.
    Rung(&'a Rung, Option<SignedDuration>),
    /// Nothing was said for so long; whether it still lasts.
    Silence(SignedDuration, bool),
    /// This number of the conversation is missing here.
    Hole(u8),
}

impl<'a> Step<'a> {
    /// The message, if it is one.
    pub fn rung(&self) -> Option<&'a Rung> {
        match self {
            Self::Rung(rung, _) => Some(rung),
            _ => None,
        }
    }
}

/// The ladder of a transfer.
pub fn steps(transfer: &Transfer, now: Timestamp) -> Vec<Step<'_>> {
    let mut rungs: Vec<&Rung> = transfer.messages.iter().collect();
    rungs.sort_by_key(|rung| rung.at);
    let mut missing = transfer.missing.iter().copied().peekable();
    let mut steps = Vec::with_capacity(rungs.len() + 4);
    let mut before: Option<&Rung> = None;
    for (at, rung) in rungs.iter().enumerate() {
        let silence = before.map_or(SignedDuration::ZERO, |before| rung.at.duration_since(before.at));
        if silence >= SILENCE {
            steps.push(Step::Silence(silence, false));
        }
        while let Some(number) = missing.next_if(|number| rung.place().is_some_and(|place| place > *number)) {
            steps.push(Step::Hole(number));
        }
        let question = rungs.get(..at).and_then(|before| before.iter().rev().find(|question| answers(rung, question)));
        steps.push(Step::Rung(rung, question.map(|question| rung.at.duration_since(question.at))));
        before = Some(rung);
    }
    steps.extend(missing.map(Step::Hole));
    let over = transfer.summary.state.known().is_some_and(|state| state.is_final());
    if let Some(last) = before.filter(|_| !over) {
        let silence = now.duration_since(last.at);
        if silence >= SILENCE {
            steps.push(Step::Silence(silence, true));
        }
    }
    steps
}

/// Whether a message can be the answer to an earlier one, by the table of the protocol.
fn answers(answer: &Rung, question: &Rung) -> bool {
    let fits = match (question.kind.known(), answer.kind.known()) {
        (Some(RungKind::Said(asked)), Some(RungKind::Said(said))) => asked.answers().contains(said),
        (Some(RungKind::StatusQuestion), Some(RungKind::Status)) => true,
        (Some(RungKind::CopyQuestion), Some(RungKind::Copy)) => true,
        (Some(RungKind::Said(asked)), Some(RungKind::Refusal)) => !asked.answers().is_empty(),
        _ => false,
    };
    fits && question.way != answer.way && question.verdict.is_good() && answer.verdict.is_good()
}

/// The columns, in the order they are given up from the right when room is short.
pub fn columns() -> [Column; 6] {
    let column = |title, width, align| Column { title, width, align, keep: title == "MESSAGES, UTC", sorted: None };
    [
        column("MESSAGES, UTC", Width::Fixed(19), Align::Left),
        column("KIND", Width::Grow { min: 19, max: 22, weight: 1 }, Align::Left),
        column("SIGNATURE", Width::Grow { min: 10, max: 24, weight: 3 }, Align::Left),
        column("TOOK", Width::Fixed(6), Align::Right),
        column("THERE", Width::Fixed(8), Align::Left),
        column("HTTP", Width::Fixed(4), Align::Right),
    ]
}

/// Paints one line of the ladder.
pub fn row(step: &Step<'_>, cells: &mut RowPaint<'_>) {
    let dots = |cells: &RowPaint<'_>| Safe::ours(cells.sign(Glyph::Missing).as_str().repeat(9));
    match step {
        Step::Rung(rung, took) => message(rung, *took, cells),
        Step::Silence(length, lasts) => {
            let words = format!("  nothing for {}{}  ", time::span(*length), if *lasts { ", until now" } else { "" });
            let (role, dots) = (if *lasts { Role::Pending } else { Role::Dim }, dots(cells));
            cells.across(&[Span::new(Role::Dim, dots.clone()), Span::new(role, Safe::ours(words)), Span::new(Role::Dim, dots)]);
        }
        Step::Hole(number) => {
            let (words, dots) = (format!("  number {number} is missing here  "), dots(cells));
            let hole = Span::new(Role::Danger, Safe::ours(words));
            cells.across(&[Span::new(Role::Danger, dots.clone()), hole, Span::new(Role::Danger, dots)]);
        }
    }
}

fn message(rung: &Rung, took: Option<SignedDuration>, cells: &mut RowPaint<'_>) {
    cells.text(Role::Text, Safe::ours(time::second(rung.at)));
    let (glyph, _) = words::way(rung.way);
    let place = rung.sequence.map_or_else(|| " ".to_owned(), |sequence| sequence.to_string());
    let kind = words::word(&rung.kind, RungKind::word);
    let sign = cells.sign(glyph);
    let role = if rung.way == Way::Sent { Role::DiffOurs } else { Role::DiffTheirs };
    cells.spans(&[Span::new(role, sign), Span::new(Role::Dim, Safe::ours(format!(" {place} "))), Span::text(kind)]);
    let (role, glyph, verdict) = words::verdict(&rung.verdict);
    cells.status(role, glyph, verdict);
    match took {
        Some(took) => cells.text(Role::Text, Safe::ours(time::span(took))),
        None => cells.nothing(),
    }
    match rung.peer_has {
        Some(true) => cells.text(Role::Ok, "has it"),
        Some(false) => cells.text(Role::Warn, "lacks it"),
        None => cells.nothing(),
    }
    match rung.status {
        Some(status) => cells.text(Role::Text, Safe::ours(status.to_string())),
        None => cells.nothing(),
    }
}
