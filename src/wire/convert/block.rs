//! ITMO blocks, from the wire and to it.
//! A block is its first and last id; both must be of one series, or it is no block.
//! Must not know: which ITMO was asked for.

use super::{Misfit, Place, lock, lock_to_wire};
use crate::{
    domain::{Block, BlockRange, BlockState, Metric},
    text::Untrusted,
    wire::admin as wire,
};

/// What units measure, from the member `metric` of what is at this place.
///
/// # Errors
/// [`Misfit`] for a metric this console does not know: amounts whose unit is unknown must not be shown as tonnes.
pub fn metric(word: &str, at: &Place<'_>) -> Result<Metric, Misfit> {
    Metric::of_word(word).ok_or_else(|| at.field("metric").misfit("a metric is GHG or non-GHG"))
}

/// Consecutive ITMOs by their first and last id.
///
/// # Errors
/// [`Misfit`] for an id that is not one, ids of two series, or a range that runs backwards.
pub fn range(first: &str, last: &str, at: &Place<'_>) -> Result<BlockRange, Misfit> {
    BlockRange::of(at.parse("first", first)?, at.parse("last", last)?).map_err(|why| at.misfit(why))
}

/// An ITMO block.
///
/// # Errors
/// [`Misfit`] as for [`range`] and [`metric`], and for any other id that is not one.
pub fn block(row: wire::Block, at: &Place<'_>) -> Result<Block, Misfit> {
    let ids = range(&row.first, &row.last, at)?;
    if row.authorization_version == 0 {
        return Err(at.field("authorization_version").misfit("versions count from 1"));
    }
    Ok(Block {
        series: ids.series,
        range: ids.range,
        account: at.parse("account", &row.account)?,
        holding_registry: at.parse("holding_registry", &row.holding_registry)?,
        state: BlockState::of_word(&row.state),
        lock: row.lock.map(|held| lock(held, &at.field("lock"))).transpose()?,
        disputed: at.parse_if("case", row.case.as_deref())?,
        authorization: at.parse("authorization", &row.authorization)?,
        authorization_version: row.authorization_version,
        metric: metric(&row.metric, at)?,
        non_ghg: Untrusted::new(row.non_ghg),
        mitigation_type: Untrusted::new(row.mitigation_type),
        sector: Untrusted::new(row.sector),
        activity_type: Untrusted::new(row.activity_type),
        underlying: Untrusted::new(row.underlying),
        first_transferred: row.first_transferred,
    })
}

/// A block, for the wire.
pub fn block_to_wire(block: &Block) -> wire::Block {
    wire::Block {
        first: block.first_id().to_string(),
        last: block.last_id().to_string(),
        account: block.account.to_string(),
        holding_registry: block.holding_registry.to_string(),
        state: block.state.word().to_owned(),
        lock: block.lock.as_ref().map(lock_to_wire),
        case: block.disputed.map(|case| case.to_string()),
        authorization: block.authorization.to_string(),
        authorization_version: block.authorization_version,
        metric: block.metric.word().to_owned(),
        non_ghg: block.non_ghg.octets().to_owned(),
        mitigation_type: block.mitigation_type.octets().to_owned(),
        sector: block.sector.octets().to_owned(),
        activity_type: block.activity_type.octets().to_owned(),
        underlying: block.underlying.octets().to_owned(),
        first_transferred: block.first_transferred,
    }
}
