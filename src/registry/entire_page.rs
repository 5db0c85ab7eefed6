//! Pages of a list that came entire: what the registry tells in one answer is cut here as it would be cut there.
//! A page that begins nowhere is none, so that nobody takes it for the end.
//! Must not know: what the rows are, or how they were selected and put in order.

use super::{Page, Query, Start};
use jiff::Timestamp;

/// The most rows of a page.
const MOST: u16 = 1_000;

/// What is true of every page of a list: how many rows it has without a filter, and of which state of the book it is.
pub(super) struct Whole {
    pub unfiltered: u64,
    pub revision: u64,
    pub as_of: Timestamp,
}

/// The page that a question asks for, of rows that are selected and in order; `None` when it asks to go on from nowhere.
pub(super) fn page<R: Clone>(rows: &[&R], query: &Query, whole: Whole, is: impl Fn(&R, &str) -> bool) -> Option<Page<R>> {
    let (total, limit) = (rows.len() as u64, u64::from(query.window.limit.clamp(1, MOST)));
    let offset = match &query.window.start {
        Start::Offset(offset) => *offset,
        Start::Cursor(cursor) => cursor.parse().ok()?,
        Start::Around(key) => rows.iter().position(|row| is(row, key)).map_or(0, |at| at as u64) / limit * limit,
    };
    let end = offset.saturating_add(limit).min(total);
    let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
    let rows = rows.iter().skip(place(offset)).take(place(limit)).map(|row| (*row).clone()).collect();
    let next = (end < total).then(|| end.to_string());
    let Whole { unfiltered, revision, as_of } = whole;
    Some(Page { rows, offset, total, unfiltered, next, revision, as_of })
}
