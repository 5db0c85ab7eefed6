//! Single lines of a book: no overlap (W2), no gap (W3), a quantity that is the serials (W5), an id that is the columns (W6).
//! Lines come sorted by series and first serial, as everywhere.
//! Must not know: what the ITMOs have been through.

use crate::domain::{
    ApproachId, BlockRange, Metric, PartyCode, Quantity, RegistryId, SerialRange, SerialSet, Vintage,
    block::Series,
    reconcile::{
        Book, Code, Field, Finding, Position, Said, Unsorted,
        disjoint::{Disjoint, Read},
    },
};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// ITMOs that two lines of the book claim (W2).
///
/// # Errors
/// [`Unsorted`] at the first line that is out of order.
pub fn overlaps(lines: impl Iterator<Item = Position>, at: Timestamp) -> Result<Vec<Finding>, Unsorted> {
    let mut book = Disjoint::new(Book::Ours, lines);
    let mut findings = Vec::new();
    while let Some(read) = book.read()? {
        let Read::Overlap(overlap) = read else { continue };
        let account = |said: &crate::domain::reconcile::Attributes| {
            said.account.as_ref().map_or_else(|| said.holder.to_string(), ToString::to_string)
        };
        let said = Said::both(Field::Account, account(&overlap.first), account(&overlap.second));
        let account = overlap.first.account.clone();
        findings.push(Finding { account, ..Finding::units(Code::W2, overlap.block, at).saying([said]) });
    }
    Ok(findings)
}

/// ITMOs that were issued and of which the book has no line, neither of holding them nor of having sent them away (W3).
pub fn gaps(
    lines: impl IntoIterator<Item = Position>,
    issued: impl IntoIterator<Item = BlockRange>,
    at: Timestamp,
) -> Vec<Finding> {
    let known = sets(lines.into_iter().map(|line| line.block));
    let nothing = SerialSet::new();
    let missing = |(series, issued): (Series, SerialSet)| {
        let left = issued.difference(known.get(&series).unwrap_or(&nothing));
        left.ranges().iter().map(|range| BlockRange { series, range: *range }).collect::<Vec<_>>()
    };
    let missing = sets(issued).into_iter().flat_map(missing);
    missing.map(|block| Finding::units(Code::W3, block, at).saying([Said::one(Field::State, false, "issued")])).collect()
}

/// Runs in any order as sets, one for each series.
pub(super) fn sets(blocks: impl IntoIterator<Item = BlockRange>) -> BTreeMap<Series, SerialSet> {
    let mut ranges: BTreeMap<Series, Vec<SerialRange>> = BTreeMap::new();
    for block in blocks {
        ranges.entry(block.series).or_default().push(block.range);
    }
    ranges.into_iter().map(|(series, ranges)| (series, ranges.into_iter().collect())).collect()
}

/// What stands in the columns beside an id; what a layout has no column for is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// The cooperative approach.
    pub approach: Option<ApproachId>,
    /// The registry that created the id. Not the one that holds the ITMOs now, which is another column.
    pub registry: Option<RegistryId>,
    /// The first transferring Party.
    pub party: Option<PartyCode>,
    /// The vintage.
    pub vintage: Option<Vintage>,
}

/// A line as it is written: with the quantity and the columns that say once more what its ids say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookRow {
    /// The line.
    pub line: Position,
    /// The quantity beside it.
    pub quantity: Option<Quantity>,
    /// The columns beside it.
    pub columns: Columns,
}

/// Rows whose quantity is not that of their serials (W5), or whose ids are not those of their columns (W6). A block of another metric
/// has a quantity in that metric, which says nothing of its serials.
pub fn rows<'a>(rows: impl IntoIterator<Item = &'a BookRow>, at: Timestamp) -> Vec<Finding> {
    rows.into_iter().flat_map(|row| [quantity(row, at), columns(row, at)]).flatten().collect()
}

fn quantity(row: &BookRow, at: Timestamp) -> Option<Finding> {
    let (block, stated) = (row.line.block, row.quantity?);
    let counts = row.line.attributes.metric != Some(Metric::NonGhg);
    let said = || Said::both(Field::Quantity, stated, block.quantity());
    (counts && stated != block.quantity()).then(|| of(row, Code::W5, at).saying([said()]))
}

fn columns(row: &BookRow, at: Timestamp) -> Option<Finding> {
    let (id, columns) = (row.line.block.series, row.columns);
    let mut said = Vec::new();
    let mut add = |field, column: Option<String>, part: String| {
        if let Some(column) = column.filter(|column| *column != part) {
            said.push(Said::both(field, part, column));
        }
    };
    add(Field::Approach, columns.approach.map(|part| part.to_string()), id.approach.to_string());
    add(Field::Registry, columns.registry.map(|part| part.to_string()), id.registry.to_string());
    add(Field::Party, columns.party.map(|part| part.to_string()), id.party.to_string());
    add(Field::Vintage, columns.vintage.map(|part| part.to_string()), id.vintage.to_string());
    (!said.is_empty()).then(|| of(row, Code::W6, at).saying(said))
}

fn of(row: &BookRow, code: Code, at: Timestamp) -> Finding {
    Finding { account: row.line.attributes.account.clone(), ..Finding::units(code, row.line.block, at) }
}
