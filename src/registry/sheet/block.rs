//! ITMO blocks as rows: both ids, their parts, and every attribute.
//! A serial is a count of its own beside the id, so that rows can be compared by number without taking ids apart.
//! Must not know: files, or how blocks look on a screen.

use super::{
    Sheet, SheetRow, by_field,
    column::{Of, ours},
};
use crate::domain::{Block, Metric};

/// A block whose serials may be shown (F07).
fn shown(block: &Block) -> Option<&Block> {
    Some(block).filter(|block| !block.is_withheld())
}

impl SheetRow for Block {
    const SHEET: Sheet = Sheet::Blocks;
    const SHORT: usize = 6;
    const COLUMNS: &'static [Of<Self>] = &[
        Of::id("first", "ITMO id of the first unit", |b| shown(b).map(|b| b.first_id().to_string())),
        Of::count("last_serial", "serial of the last unit", |b| shown(b).map(|b| b.range.last().number())),
        Of::count("quantity", "ITMOs in the block", |b| shown(b).map(|b| b.quantity().count())),
        Of::id("account", "account it is in", |b| Some(b.account.to_string())),
        Of::word("state", "state in the book", |b| ours(b.state.word())),
        Of::prose("lock_cause", "what keeps it from moving", |b| b.lock.as_ref().map(|lock| lock.cause.clone())),
        Of::time("locked_since", "since when", |b| b.lock.as_ref().map(|lock| lock.since)),
        Of::id("case", "open case of reconciliation that keeps ITMOs of it out of new orders", |b| {
            b.disputed.map(|case| case.to_string())
        }),
        Of::id("last", "ITMO id of the last unit", |b| shown(b).map(|b| b.last_id().to_string())),
        Of::count("first_serial", "serial of the first unit", |b| shown(b).map(|b| b.range.first().number())),
        Of::id("approach", "cooperative approach", |b| Some(b.series.approach.to_string())),
        Of::id("registry", "registry that created the ids", |b| Some(b.series.registry.to_string())),
        Of::id("party", "first transferring Party", |b| Some(b.series.party.to_string())),
        Of::small("vintage", "vintage", |b| Some(i64::from(b.series.vintage.year()))),
        Of::id("holding_registry", "registry that holds it", |b| Some(b.holding_registry.to_string())),
        Of::id("authorization", "authorization it was created under", |b| Some(b.authorization.to_string())),
        Of::small("authorization_version", "version of the authorization", |b| Some(i64::from(b.authorization_version))),
        Of::word("metric", "`GHG` or `non-GHG`", |b| {
            ours(match b.metric {
                Metric::Ghg => "GHG",
                Metric::NonGhg => "non-GHG",
            })
        }),
        Of::name("non_ghg", "amount and unit of the non-GHG metric", |b| Some(b.non_ghg.clone())),
        Of::name("mitigation_type", "mitigation type (table 36(b))", |b| Some(b.mitigation_type.clone())),
        Of::name("sector", "sector (table 15(b))", |b| Some(b.sector.clone())),
        Of::name("activity_type", "activity type (table 51(b))", |b| Some(b.activity_type.clone())),
        Of::name("underlying", "underlying registry and its unit numbers, or `NA`", |b| Some(b.underlying.clone())),
        Of::day("first_transferred", "day of the first transfer", |b| b.first_transferred),
        Of::truth(
            "withheld",
            "whether its serials and how many they are is not said, because you type it again before you agree to the order it is set aside for",
            |b| Some(b.is_withheld()),
        ),
    ];

    /// The ITMO id stands for the five fields it is made of.
    fn filter(&self) -> String {
        if self.is_withheld() {
            return [by_field("account", &self.account), by_field("state", self.state.word())].join(" ");
        }
        let series = self.series;
        let parts = [
            by_field("approach", series.approach),
            by_field("registry", series.registry),
            by_field("party", series.party),
            by_field("vintage", series.vintage),
            by_field("serial", self.range.first().number()),
        ];
        parts.join(" ")
    }
}
