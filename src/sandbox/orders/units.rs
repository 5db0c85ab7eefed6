//! Whether all units of some spans are in the book in one state, whatever account they are in.
//! Every serial is looked at, and the first that differs is named.
//! Must not know: why it is asked.

use super::plan::Ends;
use crate::{
    domain::{
        BlockState, ItmoId, Quantity, SerialSet,
        transfer::{BlockSpan, Picks},
    },
    sandbox::{
        book::{self, Held},
        fault::StoreProblem,
        problem::Refusal,
    },
};
use rusqlite::Connection;

/// How units stand.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::sandbox) enum State {
    /// All in the state that was asked about; so many.
    All(Quantity),
    /// This unit is not in the book.
    Gap(String),
    /// The block that begins with this unit is in another state.
    Other(String, &'static str),
}

/// Looks at all units of spans.
///
/// # Errors
/// Spans that are none, or too many, or overlap; or that the book can't be read.
pub(in crate::sandbox) fn other_than(book: &Connection, spans: &[Ends], state: BlockState) -> Result<State, Refusal> {
    all_are(book, spans, |held| Ok(held.state == state))
}

/// Looks whether every block of some spans is as it should be.
///
/// # Errors
/// Spans that are none, or too many, or overlap; or that the book can't be read.
pub(in crate::sandbox) fn all_are(
    book: &Connection,
    spans: &[Ends],
    is: impl Fn(&Held) -> Result<bool, StoreProblem>,
) -> Result<State, Refusal> {
    let picks = picks(spans)?;
    for span in picks.spans() {
        let held = book::blocks_in(book, *span)?;
        let there: SerialSet = held.iter().filter_map(|held| held.span.range.intersect(span.range)).collect();
        let gap = SerialSet::from_iter([span.range]).difference(&there);
        if let Some(range) = gap.ranges().first() {
            return Ok(State::Gap(ItmoId::of(span.series, range.first()).to_string()));
        }
        for block in &held {
            if !is(block)? {
                return Ok(State::Other(block.span.first_id().to_string(), block.state.word()));
            }
        }
    }
    Ok(State::All(picks.quantity()))
}

/// Spans as picks.
///
/// # Errors
/// Spans that are none, or too many, or overlap.
pub(in crate::sandbox) fn picks(spans: &[Ends]) -> Result<Picks, Refusal> {
    let read = |(first, last): &Ends| BlockSpan::of(first.clone(), last.clone());
    let spans: Result<Vec<BlockSpan>, _> = spans.iter().map(read).collect();
    let spans = spans.map_err(|why| Refusal::field("spans", why.to_string()))?;
    Picks::new(spans).map_err(|why| Refusal::field("spans", why.to_string()))
}
