//! Units as the book has them, with the authorizations and cooperative approaches they stand under.
//! Every block that shares a serial with a span is there, whosever it is: the checks say what is wrong with it.
//! Must not know: what is to be done with them.

use crate::{
    domain::{
        ApproachId, AuthorizationId, Block, BlockRange, ItmoId, Lock, Metric, RegistryId,
        approach::Approach,
        authorization::Authorization,
        case::CaseId,
        check::{Lookup, SpanFacts, Stated},
    },
    sandbox::{book, fault::StoreProblem},
    text::Untrusted,
    wire,
};
use rusqlite::Connection;
use std::collections::BTreeSet;

/// What stands under its id, as far as it is known here.
pub(super) type Known<I, T> = Vec<(I, Lookup<T>)>;

/// A span and what the book has there.
pub(super) fn named(
    book: &Connection,
    registry: RegistryId,
    (first, last): &(ItmoId, ItmoId),
    stated: Option<Stated>,
) -> Result<SpanFacts, StoreProblem> {
    let span = BlockRange::of(first.clone(), last.clone()).ok();
    let held = span.map(|span| blocks(book, registry, span)).transpose()?;
    Ok(SpanFacts { first: first.clone(), last: last.clone(), columns: None, stated, held })
}

/// The blocks of the book that share serials with a span.
fn blocks(book: &Connection, registry: RegistryId, span: BlockRange) -> Result<Vec<Block>, StoreProblem> {
    book::blocks_in(book, span)?.into_iter().map(|held| block(book, registry, held)).collect()
}

fn block(book: &Connection, registry: RegistryId, held: book::Held) -> Result<Block, StoreProblem> {
    let nature = held.nature;
    let said = book::authorization_said(book, nature.authorization.as_str(), Some(nature.version))?;
    let attribute = |of: fn(wire::ledger::Authorization) -> String| Untrusted::new(said.clone().map(of).unwrap_or_default());
    Ok(Block {
        series: held.span.series,
        range: held.span.range,
        account: held.account,
        holding_registry: registry,
        state: held.state,
        lock: held.lock.map(|lock| Lock::of_cause(Untrusted::new(lock.cause), lock.since)),
        // What stands in a case is a fact of its own, about exactly what an order names.
        disputed: None,
        authorization: nature.authorization,
        authorization_version: nature.version,
        metric: metric(&nature.non_ghg),
        non_ghg: Untrusted::new(nature.non_ghg),
        mitigation_type: attribute(|said| said.mitigation_type),
        sector: attribute(|said| said.sector),
        activity_type: attribute(|said| said.activity_type),
        underlying: Untrusted::new(nature.underlying),
        first_transferred: nature.first_transferred,
    })
}

/// What a block measures: only a metric other than GHG has an amount and a unit of its own.
fn metric(non_ghg: &str) -> Metric {
    if non_ghg.is_empty() { Metric::Ghg } else { Metric::NonGhg }
}

/// What a block that is to be issued, or that a peer offers, is said to be. `None` when its authorization is no authorization id.
/// `mitigation_type` is the authorization's, as the one who says it has it.
pub(super) fn stated(block: &wire::ledger::Block, mitigation_type: Option<&str>) -> Option<Stated> {
    Some(Stated {
        authorization: block.authorization.parse().ok()?,
        authorization_version: block.version,
        metric: metric(&block.non_ghg),
        mitigation_type: Untrusted::new(mitigation_type.unwrap_or_default()),
        first_transferred: block.first_transferred,
        underlying: Untrusted::new(block.underlying.as_str()),
    })
}

/// The authorizations of all spans, stated or in the book, in their newest version.
pub(super) fn authorizations(
    book: &Connection,
    spans: &[SpanFacts],
) -> Result<Known<AuthorizationId, Authorization>, StoreProblem> {
    let stated = spans.iter().filter_map(|named| Some(named.stated.as_ref()?.authorization.clone()));
    let held = spans.iter().flat_map(|named| named.held.iter().flatten()).map(|block| block.authorization.clone());
    let ids: BTreeSet<AuthorizationId> = stated.chain(held).collect();
    let found = ids.into_iter().map(|id| {
        let found = book::authorization(book, id.as_str(), None)?;
        Ok((id, found.map_or(Lookup::Missing, Lookup::Found)))
    });
    found.collect()
}

/// The cooperative approaches of all spans.
pub(super) fn approaches(book: &Connection, spans: &[SpanFacts]) -> Result<Known<ApproachId, Approach>, StoreProblem> {
    let ids: BTreeSet<ApproachId> = spans.iter().map(|named| named.first.series().approach).collect();
    let found = ids.into_iter().map(|id| {
        let found = book::approach(book, &id.to_string())?;
        Ok((id, found.map_or(Lookup::Missing, Lookup::Found)))
    });
    found.collect()
}

/// What of these spans an open case keeps from new orders, with the case.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub(super) fn disputed(book: &Connection, spans: &[SpanFacts]) -> Result<Vec<(BlockRange, CaseId)>, StoreProblem> {
    let mut found = Vec::new();
    for span in spans.iter().filter_map(SpanFacts::span) {
        found.extend(book::cases_about(book, span)?);
    }
    Ok(found)
}

/// Spans among these that this book has seen and does not hold: in transit to a peer, or gone for good.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub(super) fn in_transit(book: &Connection, spans: &[SpanFacts]) -> Result<Option<Vec<BlockRange>>, StoreProblem> {
    let mut seen = Vec::new();
    for span in spans.iter().filter_map(SpanFacts::span) {
        seen.extend(book::in_transit_in(book, span)?.into_iter().map(|transit| transit.span));
    }
    // None in transit says nothing about other books.
    Ok(Some(seen).filter(|seen| !seen.is_empty()))
}

/// The spans of which this book already knows a past: serials are given out once.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub(super) fn given_out(book: &Connection, spans: &[SpanFacts]) -> Result<Option<Vec<BlockRange>>, StoreProblem> {
    let mut seen = Vec::new();
    for span in spans.iter().filter_map(SpanFacts::span) {
        seen.extend(book::history(book, span)?.into_iter().map(|event| event.span));
    }
    Ok(Some(seen).filter(|seen| !seen.is_empty()))
}
