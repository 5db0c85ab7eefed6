//! A row of holdings: table 4 of the agreed electronic format, or a row of this console's export of blocks.
//! What a table has no column for is left out of the comparison; what a cell says that can't be read stops it.
//! Must not know: sheets and files.

use super::{
    cells::{Cells, Unread},
    layout::Column,
    line::{Line, Own},
    problem::Why,
    value::{self, Ids, applicable, day, parsed, quantity, text},
};
use crate::{
    domain::{
        BlockRange, BlockState, Metric, Quantity, RegistryId, Serial,
        reconcile::{AccountClass, Amount, Attributes, Position, Underlying, within},
    },
    text::Untrusted,
};
use std::sync::Arc;

/// What was read.
pub(super) struct Held {
    pub(super) line: Position,
    pub(super) ids: Ids,
    pub(super) quantity: Option<Quantity>,
    pub(super) columns: within::Columns,
    /// Whether quantity or columns are not what the ids say.
    pub(super) doubtful: bool,
}

/// An amount and underlying units are of the block as a whole; everything else is said of many blocks alike.
impl Line for Position {
    type Saying = Arc<Attributes>;

    fn block(&self) -> BlockRange {
        self.block
    }

    fn parts(&self) -> (Arc<Attributes>, Own) {
        let said = &self.attributes;
        let amount = said.amount.filter(|amount| amount.of == self.block.range);
        let underlying = said.underlying.as_ref().filter(|underlying| underlying.of == self.block.range);
        if amount.is_none() && underlying.is_none() {
            return (Arc::clone(said), Own::default());
        }
        let units = underlying.map(|underlying| underlying.units.clone());
        let own = Own { tonnes: amount.map(|amount| amount.tonnes), units, ..Own::default() };
        let mut saying = Attributes::clone(said);
        saying.amount = saying.amount.filter(|_| amount.is_none());
        saying.underlying = saying.underlying.filter(|_| underlying.is_none());
        (Arc::new(saying), own)
    }

    fn of(block: BlockRange, saying: &Arc<Attributes>, own: &Own) -> Self {
        if *own == Own::default() {
            return Self { block, attributes: Arc::clone(saying) };
        }
        let mut attributes = Attributes::clone(saying);
        let of = block.range;
        attributes.amount = own.tonnes.map(|tonnes| Amount { of, tonnes }).or(attributes.amount);
        attributes.underlying = own.units.clone().map(|units| Underlying { of, units }).or(attributes.underlying);
        Self::new(block, attributes)
    }
}

pub(super) fn read(row: &Cells, known: Option<RegistryId>) -> Result<Held, Unread> {
    let beside = row.beside()?;
    let ids = row.ids(beside)?;
    let holder = holder(row, known)?;
    let metric = metric(row)?;
    let (amount, quantity) = amounts(row, ids.block, metric)?;
    let attributes = Attributes {
        account: row.get(Column::Account, parsed)?,
        class: class(row)?,
        authorization: row.get(Column::Authorization, parsed)?,
        authorization_version: version(row)?,
        metric,
        amount,
        non_ghg: non_ghg(row, metric)?,
        gwp: row.get(Column::Gwp, applicable)?,
        mitigation_type: row.get(Column::MitigationType, applicable)?,
        sector: row.get(Column::Sector, applicable)?,
        activity_type: row.get(Column::ActivityType, applicable)?,
        underlying: underlying(row, ids.block)?,
        first_transferred: first_transferred(row)?,
        ..Attributes::held_by(holder)
    };
    let columns = columns(row, &ids, beside)?;
    let doubtful = contradicts(&ids, columns)
        || (metric != Some(Metric::NonGhg) && quantity.is_some_and(|quantity| quantity != ids.block.quantity()));
    Ok(Held { line: Position::new(ids.block, attributes), ids, quantity, columns, doubtful })
}

/// The registry that holds it: the column for it, or what is known of the whole file.
fn holder(row: &Cells, known: Option<RegistryId>) -> Result<RegistryId, Unread> {
    for column in [Column::Holder, Column::Registry] {
        if let Some(holder) = row.get(column, parsed)? {
            return Ok(holder);
        }
    }
    known.ok_or((Column::Registry, Why::NoHolder))
}

/// The columns that repeat parts of the id. In table 4 the registry is that which holds the ITMOs, so it repeats nothing.
pub(super) fn columns(row: &Cells, ids: &Ids, beside: value::Beside) -> Result<within::Columns, Unread> {
    let registry = row.get(Column::IdRegistry, parsed)?;
    let serial = |column, part: Serial| -> Result<(), Unread> {
        match row.get(column, parsed::<Serial>)? {
            Some(said) if said != part => Err((column, Why::NotTheId)),
            _ => Ok(()),
        }
    };
    serial(Column::FirstSerial, ids.block.range.first())?;
    serial(Column::LastSerial, ids.block.range.last())?;
    Ok(within::Columns { approach: beside.approach, registry, party: beside.party, vintage: beside.vintage })
}

pub(super) fn contradicts(ids: &Ids, columns: within::Columns) -> bool {
    let series = ids.block.series;
    columns.approach.is_some_and(|said| said != series.approach)
        || columns.registry.is_some_and(|said| said != series.registry)
        || columns.party.is_some_and(|said| said != series.party)
        || columns.vintage.is_some_and(|said| said != series.vintage)
}

pub(super) fn metric(row: &Cells) -> Result<Option<Metric>, Unread> {
    let word = row.get(Column::Metric, text)?;
    let of = |word: String| match value::letters_of(&word).as_str() {
        "ghg" => Ok(Metric::Ghg),
        "nonghg" => Ok(Metric::NonGhg),
        _ => Err((Column::Metric, Why::Word("GHG, non-GHG"))),
    };
    word.map(of).transpose()
}

/// The tonnes of a block of another metric, which belong to it as a whole, and the quantity that should be that of the serials.
fn amounts(row: &Cells, block: BlockRange, metric: Option<Metric>) -> Result<(Option<Amount>, Option<Quantity>), Unread> {
    let tonnes = row.get(Column::Tonnes, quantity)?;
    let count = row.get(Column::Count, quantity)?;
    if metric == Some(Metric::NonGhg) {
        return Ok((tonnes.map(|tonnes| Amount { of: block.range, tonnes }), count));
    }
    Ok((None, count.or(tonnes)))
}

/// Amount and unit of another metric, as one text.
fn non_ghg(row: &Cells, metric: Option<Metric>) -> Result<Option<Untrusted>, Unread> {
    if metric != Some(Metric::NonGhg) {
        return Ok(None);
    }
    if let Some(said) = row.get(Column::NonGhg, applicable)? {
        return Ok(Some(said));
    }
    let (unit, count) = (row.get(Column::NonGhgMetric, applicable)?, row.get(Column::NonGhgQuantity, applicable)?);
    Ok(joined([count, unit], " "))
}

fn underlying(row: &Cells, block: BlockRange) -> Result<Option<Underlying>, Unread> {
    let one = |column| row.get(column, text).map(|said| said.map(Untrusted::new));
    let units = match one(Column::Underlying)? {
        Some(units) => Some(units),
        None => {
            let units = [row.get(Column::UnderlyingFirst, applicable)?, row.get(Column::UnderlyingLast, applicable)?];
            joined([one(Column::UnderlyingRegistry)?, joined(units, "-")], " ")
        }
    };
    // That there are none is said of no block in particular.
    let units = units.filter(|units| !value::is_na(units.octets()));
    Ok(units.map(|units| Underlying { of: block.range, units }))
}

fn joined(parts: [Option<Untrusted>; 2], sign: &str) -> Option<Untrusted> {
    let said: Vec<&str> = parts.iter().flatten().map(Untrusted::octets).collect();
    (!said.is_empty()).then(|| Untrusted::new(said.join(sign)))
}

fn class(row: &Cells) -> Result<Option<AccountClass>, Unread> {
    let Some(word) = row.get(Column::State, text)? else { return Ok(None) };
    match BlockState::of_word(&word) {
        BlockState::Used => Ok(Some(AccountClass::Used)),
        BlockState::Cancelled => Ok(Some(AccountClass::Cancelled)),
        BlockState::Unrecognised => Err((Column::State, Why::Word("the states of blocks"))),
        _ => Ok(Some(AccountClass::Holding)),
    }
}

fn version(row: &Cells) -> Result<Option<u32>, Unread> {
    let column = Column::AuthorizationVersion;
    let said = row.get(column, quantity)?;
    said.map(|version| u32::try_from(version.count()).map_err(|_| (column, Why::NotANumber))).transpose()
}

/// An empty cell under this head says that there was no first transfer yet; without the column nothing is said.
fn first_transferred(row: &Cells) -> Result<Option<Option<jiff::civil::Date>>, Unread> {
    let said = row.get(Column::FirstTransferred, day)?;
    Ok(row.has(Column::FirstTransferred).then_some(said))
}
