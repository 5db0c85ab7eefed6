//! Spans as postings write them, read as serials of a series.
//! A serial above 2^63−1 is refused in words: this book keeps numbers as SQLite does.
//! Must not know: where the ITMOs are.

use super::{Applied, read, refuse};
use crate::{
    domain::{BlockRange, ItmoId, Serial},
    wire::ledger::{Block, Span},
};

/// The span from one id to another.
pub(super) fn between(first: &str, last: &str) -> Applied<BlockRange> {
    let (first, last): (ItmoId, ItmoId) = (read(first)?, read(last)?);
    let Ok(span) = BlockRange::of(first.clone(), last.clone()) else {
        return refuse(format!("{first} to {last} is no span of one series, smaller serial first"));
    };
    if signed(span.range.last()).is_none() {
        return refuse(format!("{last} is above 9 223 372 036 854 775 807, the greatest serial this registry can keep"));
    }
    Ok(span)
}

/// A posting's span.
pub(super) fn of(span: &Span) -> Applied<BlockRange> {
    between(&span.first, &span.last)
}

/// The span of a block.
pub(super) fn of_block(block: &Block) -> Applied<BlockRange> {
    between(&block.first, &block.last)
}

/// All spans of a posting; there is at least one. Two that share serials fail where the second is applied.
pub(super) fn all(spans: &[Span]) -> Applied<Vec<BlockRange>> {
    if spans.is_empty() {
        return refuse("it names no ITMOs");
    }
    spans.iter().map(of).collect()
}

/// A serial as the database keeps it.
pub(super) fn signed(serial: Serial) -> Option<i64> {
    i64::try_from(serial.number()).ok()
}

/// `CA0001-GHA01-GHA-1-2021 to CA0001-GHA01-GHA-500-2021`, as sentences name it.
pub(super) fn named(span: BlockRange) -> String {
    format!("{} to {}", span.first_id(), span.last_id())
}
